"""Encoded records as they stand in memory: filters, blocking tokens, and the reference of each record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openccr.linkage.private.filters import Shape


@dataclass(frozen=True)
class Encoded:
    """One file's records.

    Args:
        key_check: tells files made with different keys apart.
        agencies: the agency of each record, as numbers into `agency_names`.
        references: the local id of each record, or the number that stands for it.
        filters: by field, a row of 64-bit words a record; all zeros where the record lacks the field.
        tokens: blocking tokens, a row a record and a column a kind; 0 where there is none.
    """

    key_check: str
    agency_names: tuple[str, ...]
    agencies: npt.NDArray[np.int64]
    references: tuple[str, ...]
    filters: Mapping[str, npt.NDArray[np.uint64]]
    tokens: npt.NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.references)

    def known(self, shape: Shape) -> npt.NDArray[np.bool_]:
        """Which records have the field."""
        return np.asarray(self.filters[shape.name].any(axis=1))

"""The registry of audit types: each has its sentence and its erasure rule, and an unknown one raises.

Apps declare theirs in `audit_types.py`, found when the site starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from openccr.access.ours import modules


class Erasure(StrEnum):
    """What becomes of an event when the person or file it concerns is erased. The fact itself always stays."""

    KEEP = "the ids stay: they name no person outside the system"
    UNNAME = "the ids stay, and the key that makes them nameable is destroyed with the person"


@dataclass(frozen=True)
class AuditType:
    """One kind of act or read.

    Args:
        key: dotted name, as in `audit.record("case.opened")`.
        sentence: what happened, with "{who}" for the actor; read to a survivor or a tribunal as it stands.
        erasure: what erasing does to it.
        read: True for reads, which the case shows as "seen".
    """

    key: str
    sentence: str
    erasure: Erasure
    read: bool = False


class UnknownAuditType(KeyError):
    """An audit type that no app declares."""


_types: dict[str, AuditType] = {}


def audit_types() -> dict[str, AuditType]:
    """Every declared type by its key, read once."""
    if not _types:
        for module in modules("audit_types"):
            _register(module.AUDIT_TYPES)
    return _types


def _register(declared: Iterable[AuditType]) -> None:
    for one in declared:
        if one.key in _types:
            raise ValueError(f"Audit type {one.key} is declared twice")
        _types[one.key] = one


UNKNOWN = AuditType("", "{who} did something that this version has no words for.", Erasure.UNNAME)
"""How an event of a type that is no longer declared is read: the rest of the log must still be shown."""


def audit_type(key: str) -> AuditType:
    """The type of that key. Raises UnknownAuditType."""
    try:
        return audit_types()[key]
    except KeyError:
        raise UnknownAuditType(f"{key}: declare it in the app's audit_types.py") from None

"""Where a command writes the rows it refused: asked before it begins; for its owner alone, since they are records."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from openccr.linkage.engine.problems import LinkageError
from openccr.linkage.engine.written import whole
from openccr.site.outputs import must_be_free


def must_take_refused(place: Path | None, *, read: Path) -> None:
    """Refuse a place that cannot be written to, and the very file whose rows they are.

    Raises CommandError with the sentence.
    """
    try:
        must_be_free([place] if place else [], read=[read])
    except LinkageError as problem:
        raise CommandError(str(problem), returncode=1) from problem


def write_refused(place: Path, data: bytes) -> None:
    """Write the refused rows, all of them or nothing.

    Raises CommandError when they cannot be written.
    """
    try:
        with whole(place) as (draft,):
            draft.write_bytes(data)
    except LinkageError as problem:
        raise CommandError(f"The refused rows: {problem}", returncode=1) from problem

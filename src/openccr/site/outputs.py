"""Where a run may write: asked before it begins, so that nobody waits for an answer that has no place to stand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from openccr.linkage.engine.problems import LinkageError
from openccr.linkage.engine.written import NO_FILE, no_file


def must_be_free(outputs: Sequence[Path], *, read: Sequence[Path] = ()) -> None:
    """Refuse a place that cannot be written to, that stands twice, or in which something lies that is read.

    Args:
        outputs: what the run writes.
        read: the files it reads: they are never written over.

    Raises:
        LinkageError: with the sentence.
    """
    known = {path.resolve() for path in read}
    for place in outputs:
        if no_file(place) and not place.is_dir():
            raise LinkageError(f"{place} cannot be written: {NO_FILE}", "Give the name of a file.")
        folder = place.resolve().parent
        if not os.access(folder, os.W_OK | os.X_OK):
            why = "there is no such folder" if not folder.exists() else "you may not write there"
            raise LinkageError(f"{place} cannot be written: {why}", "Give a folder that you may write to.")
        if place.resolve() in known:
            raise LinkageError(f"{place} would be written over", "Give another name for what is written.")
        known.add(place.resolve())

"""Is every pack right? One call for the command, the tests and the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from openccr.content import lock
from openccr.content.files import HASHES, MANIFEST, model_of
from openccr.content.load import assemble, folder_of, manifest_of, packs_folder
from openccr.content.problems import PackError, Problem


def check(roots: Sequence[Path] | None = None) -> list[Problem]:
    """Every problem of every pack in the folders, in order of file; empty when all is well.

    Each pack is checked as it is used, laid over those it extends; its published versions against their hashes.

    Args:
        roots: folders that hold packs; those that come with OpenCCR when None.
    """
    places = [Path(root) for root in roots or (packs_folder(),)]
    folders = sorted(path.parent for root in places for path in root.glob(f"*/{MANIFEST}"))
    if not folders:
        where = ", ".join(map(str, places))
        return [Problem(where, "", "no pack lies here", f"name a folder that holds packs, each with a {MANIFEST}")]
    return sorted({problem for folder in folders for problem in _problems(folder, places)})


def chain(folder: Path, roots: Sequence[Path]) -> tuple[Path, ...]:
    """A pack's folder after those of all it extends, base first.

    Raises:
        PackError: one is missing, or they extend one another in a ring.
    """
    return _chain(folder, roots, ())


def _chain(folder: Path, roots: Sequence[Path], above: tuple[Path, ...]) -> tuple[Path, ...]:
    if folder in above:
        what = "it extends a pack that extends it"
        raise PackError([Problem(f"{folder.name}/{MANIFEST}", "extends", what, "take one of the two away")])
    below: list[Path] = []
    for key in manifest_of(folder).extends:
        below += [base for base in _chain(folder_of(key, roots), roots, (*above, folder)) if base not in below]
    return (*below, folder)


def _problems(folder: Path, roots: Sequence[Path]) -> Iterator[Problem]:
    yield from _strange_files(folder)
    try:
        yield from lock.changed(folder)
        yield from lock.unpublished(folder)
        yield from assemble(chain(folder, roots)).problems()
    except PackError as error:
        yield from error.problems


def _strange_files(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_dir() or path.suffix == ".md" or relative.name in (MANIFEST, HASHES) or model_of(relative):
            continue
        yield Problem(f"{folder.name}/{relative}", "", "a pack has no file of this name", "rename it or take it away")

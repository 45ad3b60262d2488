"""The project's own files, for tests about what is written in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openccr.site.environment import ROOT

FOLDERS = ("src", "tests", "packs", "bench", "docs", "locks")
NOT_OURS = frozenset({"node_modules", "__pycache__", "migrations"})
BUILT = ROOT / "src" / "openccr" / "ui" / "static"
"""Built from `ui/assets` and the libraries it names."""


def files(*folders: str, endings: tuple[str, ...] = ()) -> Iterator[Path]:
    """Every file of ours below those folders of the project, with one of those endings if any are named."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if not path.is_file() or NOT_OURS & set(path.parts) or path.is_relative_to(BUILT):
                continue
            if not endings or path.suffix in endings:
                yield path


def texts() -> Iterator[tuple[str, str]]:
    """Every text of the project, as (path from its root, text)."""
    for path in (*files(*FOLDERS), *(one for one in sorted(ROOT.iterdir()) if one.is_file())):
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font

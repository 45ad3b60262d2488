"""Copies of the packs to spoil, and an area's own folder to lay over them."""

from __future__ import annotations

import shutil
from pathlib import Path

from openccr.content import load, packs_folder
from openccr.content.pack import Pack

AREA = """\
key = "anyshire"
name = "Anyshire"
summary = "An invented area's own choices."
languages = ["en"]
editor = "Anyshire steering group"
review_on = 2027-04-01
extends = ["gb-eng"]
licence = "AGPL-3.0-or-later"
"""

PROTOCOL = """\
[sources.PROTOCOL]
title = "Anyshire operating protocol"
publisher = "Anyshire partnership"
year = 2026
"""


def copied(tmp_path: Path) -> Path:
    """A copy of the packs that come with OpenCCR."""
    return Path(shutil.copytree(packs_folder(), tmp_path / "packs"))


def change(path: Path, old: str, new: str) -> None:
    """Change one place of a file; the place must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer says {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def area(tmp_path: Path, files: dict[str, str]) -> Path:
    """A root with an area's own folder holding these files beside its manifest and sources."""
    folder = tmp_path / "area" / "anyshire"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"pack.toml": AREA, "sources.toml": PROTOCOL, **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder.parent


def laid_over(root: Path) -> Pack:
    """Core, England and the area in one."""
    return load(("core", "gb-eng", "anyshire"), roots=[packs_folder(), root])

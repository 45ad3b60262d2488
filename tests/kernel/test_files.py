"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from openccr.kernel.files import put, put_once


def test_it_takes_the_place_of_what_was_there_and_leaves_nothing_else(tmp_path: Path) -> None:
    for words in ("first", "second"):
        put(tmp_path / "mode", words)
    assert [path.name for path in tmp_path.iterdir()] == ["mode"]
    assert (tmp_path / "mode").read_text() == "second"


def test_what_was_there_stays_when_the_disk_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "mode", "first")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path / "mode", "second")
    assert (tmp_path / "mode").read_text() == "first"


def test_the_disk_is_waited_for_before_the_name_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loss of power once left an empty file in place of the mode, and the site never started again."""
    waited: list[tuple[str, bool]] = []
    really = os.fsync

    def note(descriptor: int) -> None:
        waited.append((str(Path(f"/proc/self/fd/{descriptor}").readlink()), (tmp_path / "mode").exists()))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    put(tmp_path / "mode", "demo")
    assert waited == [(f"{tmp_path}/.mode", False), (str(tmp_path), True)]


def test_of_two_who_make_a_key_the_first_wins_and_nobody_else_reads_it(tmp_path: Path) -> None:
    for words in ("first", "second"):
        put_once(tmp_path / "key", words)
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    assert (tmp_path / "key").read_text() == "first"
    assert S_IMODE((tmp_path / "key").stat().st_mode) == 0o600

"""The interface's marked words are extracted for a translator, out of templates and of Python (decision 0021)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live
from django.core.management import call_command

PARTNERSHIP = Path(live.LOCALE_PATHS[0]).parents[1] / "partnership"


def test_the_folder_that_catalogues_go_to_is_there() -> None:
    assert Path(live.LOCALE_PATHS[0]).is_dir()


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="a translator's machine has GNU gettext")
def test_marked_words_of_templates_and_of_python_are_extracted(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PARTNERSHIP, tmp_path / "partnership")
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = [str(tmp_path / "locale")]
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=["ro"], verbosity=0)
    found = (tmp_path / "locale" / "ro" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert 'msgid "Invite somebody"' in found, "marked in Python"
    assert 'msgid "Withdraw"' in found, "marked in a template"

"""An area works by its own packs, which lie outside the code; a command changes them after a check, with audit."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.content import packs_folder
from openccr.partnership import packs as changing
from openccr.partnership import practice as working
from openccr.partnership.models import Partnership
from openccr.partnership.packs import packs_of
from openccr.partnership.practice import pack_of, practice
from tests.makers import Area

MANIFEST = (packs_folder() / "gb-eng" / "pack.toml").read_text(encoding="utf-8")
CHOICES = """
[choices]
repeat_rule = "from-meeting@1"
source = "PRACTICE"
"""


@pytest.fixture
def own_folder(tmp_path: Path, settings: Any) -> Path:
    own = tmp_path / "my-area"
    (own / "processes").mkdir(parents=True)
    manifest = re.sub(r"(?m)^key = .*$", 'key = "my-area"', MANIFEST)
    manifest = re.sub(r"(?m)^extends = .*$", 'extends = ["core", "gb-eng"]', manifest)
    (own / "pack.toml").write_text(manifest, encoding="utf-8")
    (own / "processes" / "marac.toml").write_text(CHOICES, encoding="utf-8")
    settings.PACK_FOLDERS = (tmp_path,)
    return own


def packs(*arguments: str) -> str:
    out = StringIO()
    call_command("packs", *arguments, stdout=out)
    return out.getvalue()


def test_the_practice_of_an_area_reads_its_own_folder_outside_the_code(
    area: Area, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "keys_of", lambda _: ("core", "gb-eng", "my-area"))
    with acting_as(area.amina):
        assert practice(area.amina).processes["marac"].repeat_rule.key == "from-meeting@1"


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_packs_of_an_area_are_shown_and_changed_by_a_command_that_is_recorded(
    area: Area, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(changing, "record", lambda type, **_: written.append(type))
    assert packs(area.code) == "core,gb-eng\n"
    assert "Start the pages and the worker again" in packs(area.code, "--set", "core,gb-eng,my-area")
    with as_walls() as owner:
        assert Partnership.objects.using(owner).get(code=area.code).packs == ["core", "gb-eng", "my-area"]
    assert written == ["partnership.packs_changed"]


def test_a_pack_that_is_wrong_changes_nothing_and_says_where(area: Area, own_folder: Path) -> None:
    (own_folder / "processes" / "marac.toml").write_text('[choices]\nrepeat_rule = "none@1"\nsource = "PRACTICE"\n')
    with pytest.raises(CommandError, match="none@1"):
        packs(area.code, "--set", "core,gb-eng,my-area")
    with pytest.raises(CommandError, match="no folder of this name"):
        packs(area.code, "--set", "core,gb-eng,elsewhere")
    assert packs_of(area.code) == ("core", "gb-eng")


def test_an_unknown_area_is_named_with_those_there_are(area: Area) -> None:
    with pytest.raises(CommandError, match="exampleshire"):
        packs("nowhere")


def test_whoever_refers_by_a_link_is_read_by_the_areas_own_folder_too(own_folder: Path) -> None:
    assert pack_of(["core", "gb-eng", "my-area"]).processes["marac"].repeat_rule.key == "from-meeting@1"


def test_packs_are_loaded_in_one_place_which_knows_the_areas_own_folders() -> None:
    """Else an area's own practice holds on some pages and not on others."""
    sources = Path(working.__file__).parents[1]
    loads = {
        path.relative_to(sources).as_posix()
        for path in sources.rglob("*.py")
        if re.search(r"from openccr\.content import .*\bload\b", path.read_text(encoding="utf-8"))
    }
    assert loads == {"partnership/practice.py", "site/management/commands/demo.py"}, "use partnership.practice.pack_of"

"""`./run manage demo --seed 7` in an empty folder begins a demonstration; where anything stands, nothing is turned."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from openccr.accounts.demonstration import DOMAIN
from openccr.site.command import begins_demonstration

COMMAND = "openccr.site.management.commands.demo"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("OPENCCR_MODE", "OPENCCR_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENCCR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_an_invented_area_in_an_empty_folder_begins_a_demonstration(folder: Path) -> None:
    assert begins_demonstration(["demo", "--seed", "7"])
    folder.mkdir()
    assert begins_demonstration(["demo"])


@pytest.mark.parametrize("arguments", [["migrate"], ["init"], ["demo", "--help"], []])
def test_no_other_command_does(folder: Path, arguments: list[str]) -> None:
    assert not begins_demonstration(arguments)


def test_a_folder_in_which_something_stands_stays_what_it_is(folder: Path) -> None:
    (folder / "secrets").mkdir(parents=True)
    assert not begins_demonstration(["demo"])


def test_with_a_database_elsewhere_or_a_mode_that_is_named_nothing_is_guessed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENCCR_DATABASE_URL", "postgresql://admin:secret@127.0.0.1:5432/openccr")
    assert not begins_demonstration(["demo"])
    monkeypatch.delenv("OPENCCR_DATABASE_URL")
    monkeypatch.setenv("OPENCCR_MODE", "live")
    assert not begins_demonstration(["demo"])


@pytest.mark.parametrize(("there", "domain"), [({}, DOMAIN), ({"exampleshire": True}, "beta.example")])
def test_the_people_of_a_second_area_have_addresses_of_their_own(
    monkeypatch: pytest.MonkeyPatch, there: dict[str, bool], domain: str
) -> None:
    class Asked(Exception):
        pass

    def invent(**given: object) -> None:
        raise Asked(given["domain"])

    for name, instead in (("areas", lambda: there), ("why_not_invent", lambda **_: None), ("invent", invent)):
        monkeypatch.setattr(f"{COMMAND}.{name}", instead)
    with pytest.raises(Asked, match=domain):
        call_command("demo", code="beta", verbosity=0)


def test_a_code_that_no_command_could_name_is_refused() -> None:
    with pytest.raises(CommandError, match="--code: 'Be ta' cannot be a code"):
        call_command("demo", code="Be ta", verbosity=0)

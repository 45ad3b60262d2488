"""`./run manage help`: OpenCCR's own commands, and nothing that cannot be done here."""

from __future__ import annotations

import pytest

from openccr.site import command
from openccr.site.helping import NOT_HERE


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command here may as much as ask for a database."""

    def asked(*_: object) -> None:
        raise AssertionError("It asked for a database")

    monkeypatch.setattr(command, "ready", asked)
    monkeypatch.setattr(command.postgres, "leave", lambda folder: None)


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_help_says_what_each_command_does_and_offers_no_account(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert "  init        Makes a partnership, its coordinating agency, and the invitations of its first" in said
    assert "`openccr init` invites" in said
    assert not [line for line in lines if any(name in line for name in (*NOT_HERE, "flush", "runserver"))]
    assert max(map(len, lines[:-2])) <= 120


@pytest.mark.parametrize("arguments", [["createsuperuser"], ["help", "createsuperuser"], ["createsuperuser", "--help"]])
def test_nobody_is_made_superuser_and_how_people_come_in_is_said(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == 1
    assert capsys.readouterr().err.startswith("There is no superuser here. `openccr init` invites")


def test_nobody_sets_another_person_s_password(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["changepassword", "amina@coordination.example"]) == 1
    assert "let back in by their agency's lead" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_how_a_command_is_called_is_said_with_no_database_there(
    asked: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "make_first_tables", command.ready)
    with pytest.raises(SystemExit, match="0"):
        command.main(["invite", asked])
    assert "usage: openccr invite" in capsys.readouterr().out

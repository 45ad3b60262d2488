"""The key of match tokens changes: equal places are found as before, killed at any point nothing is half done (D38)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from openccr.access import matching
from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseAlert
from openccr.casefiles.watching import opened
from openccr.conference.operations.conflict_matching import files_about, staff_to_look_at
from openccr.people import rekeying
from openccr.people.models import StaffMark, Whereabouts
from openccr.people.operations import Description, Name, add_person
from openccr.people.operations.declaring import declare_own
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from openccr.people.sealing import match_token
from tests.makers import NOW, TODAY, Area, open_case

PHONE = "07700 900345"
HERS = Declared(phone=PHONE, address="3 Kingfisher Parade", postcode="WM7 4QX")
NEAR = Declared(address="5 Kingfisher Parade", postcode="WM7 4QX")


@pytest.fixture
def own_ring(settings: Settings, tmp_path: Path) -> Path:
    settings.KEY_RING = tmp_path
    return tmp_path


@pytest.fixture
def matched(own_ring: Path, committed: Area) -> tuple[Area, UUID]:
    """A case whose victim has the telephone of one who works here, and the street and the postcode of another."""
    declare_own(actor=committed.bea, declared=HERS, at=NOW)
    declare_own(actor=committed.grace, declared=NEAR, at=NOW)
    file = open_case(committed)
    places = (("phone", PHONE), ("address", "9 Kingfisher Parade, WM7 4QX"))
    add_person(
        actor=committed.amina, file_id=file, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Rosa", family="Tamworth"),), places=places),
    )  # fmt: skip
    return committed, file


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("vault", *arguments, stdout=out)
    return out.getvalue()


def tokens(area: Area) -> set[str]:
    with acting_as(area.amina):
        found = {token for row in Whereabouts.objects.all() for token in (row.match, *row.near)}
    for one in (area.bea, area.grace):
        with acting_as(one):
            found |= set(StaffMark.objects.values_list("match", flat=True))
    return found


def found(area: Area, file: UUID) -> bool:
    """Whether she is still held to be near: by the coordinator's comparison and by the commands' search."""
    with acting_as(area.amina):
        there = [match.staff.name for match in staff_to_look_at(file)] == [area.bea.name]
    with acting_as(area.commands):
        return there and files_about(area.bea.user_id) == [file]


def test_every_token_is_another_and_what_was_equal_is_equal(matched: tuple[Area, UUID]) -> None:
    area, file = matched
    before = tokens(area)
    assert found(area, file)
    for version in (2, 3):
        told = command("rotate")
        after = tokens(area)
        assert not before & after and all(one.startswith(f"{version}.") and len(one) <= 64 for one in after)
        assert "13 match tokens renewed, 0 to go" in told and f"are of key {version}" in told
        assert f"Match key {version}: 13 tokens" in command("status")
        assert found(area, file)
        with acting_as(area.grace):
            opened(actor=area.grace, file=file)
        before = after
    with acting_as(area.commands):
        kinds = set(CaseAlert.objects.filter(kind__startswith="near_").values_list("kind", flat=True))
    assert kinds == {"near_street", "near_postcode"}


def test_whoever_has_every_key_but_the_newest_tries_no_guess(matched: tuple[Area, UUID], own_ring: Path) -> None:
    area, _ = matched
    before = match_token(PHONE)
    command("rotate")
    assert before not in tokens(area) and match_token(PHONE) in tokens(area)
    newest = own_ring / "match_keys_2"
    assert newest.stat().st_mode & 0o777 == 0o600
    newest.unlink()
    assert match_token(PHONE) == before, "without the file it is a token that stands nowhere"


@pytest.mark.parametrize("where", ["before the tokens", "among the tokens", "after they are written"])
def test_a_change_that_is_killed_is_gone_on_with_and_meanwhile_all_is_found(
    matched: tuple[Area, UUID], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    area, file = matched

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    written = rekeying._write
    calls: list[int] = []

    def second(*given: object, **more: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        written(*given, **more)  # type: ignore[arg-type]

    stops: dict[str, tuple[object, str, Callable[..., None]]] = {
        "before the tokens": (rekeying, "_write", killed),
        "among the tokens": (rekeying, "_write", second),
        "after they are written": (matching, "finish", killed),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*stops[where])
        with pytest.raises(KeyboardInterrupt):
            command("rotate")
    versions = {matching.version_of(one) for one in tokens(area)}
    assert versions == ({2} if where == "after they are written" else {1})
    assert found(area, file), "in between it is found too"
    assert "interrupted" in command("status")
    with pytest.raises(CommandError, match="--resume"):
        command("rotate")
    command("rotate", "--resume")
    assert {matching.version_of(one) for one in tokens(area)} == {2} and found(area, file)
    assert "interrupted" not in command("status")


def test_what_was_written_meanwhile_by_the_old_key_is_renewed_by_the_next_run(matched: tuple[Area, UUID]) -> None:
    area, _ = matched
    command("rotate")
    with acting_as(area.amina):
        row = Whereabouts.objects.get(kind="phone")
        late = Whereabouts(
            person_id=row.person_id, kind="phone", sealed=row.sealed, source="x", from_on=TODAY,
            match="0" * 64,
        )  # fmt: skip
        Whereabouts.objects.bulk_create([late])
    assert "Match key 1: 1 tokens" in command("status")
    command("rotate", "--resume")
    assert "Match key 1" not in command("status")

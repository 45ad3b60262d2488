"""The other ways in: by command, and from an agency's own system; and the worker that compares."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.linkage.models import ExtractRecord, HeldMatch
from openccr.linkage.operations.comparing import start_comparing
from openccr.linkage.rules.signoffs import Use
from openccr.linkage.tasks import compare_extracts
from openccr.partnership.rules import Scope
from tests.linkage.extracts.making import HER, csv_of, signed
from tests.linkage.extracts.test_matching import case_of_her, others
from tests.makers import Area
from tests.walls.api_world import issue, send

pytestmark = pytest.mark.django_db


def link(*words: object) -> str:
    out = StringIO()
    call_command("link", *(str(word) for word in words), stdout=out, stderr=StringIO())
    return out.getvalue()


ON = ("--condition", "art9_safeguarding", "--condition", "art10_safeguarding")


def file(folder: Path) -> Path:
    path = folder / "people.csv"
    path.write_bytes(csv_of(HER, {**HER, "local_id": ""}))
    return path


def test_the_refused_rows_never_take_the_place_of_the_list(area: Area, tmp_path: Path) -> None:
    sent = file(tmp_path)
    stood = sent.read_bytes()
    with pytest.raises(CommandError, match="would be written over"):
        link("extract", sent, "--area", area.code, "--agency", "Exampleshire Police", *ON, "--refused", sent)
    assert sent.read_bytes() == stood
    with acting_as(area.pia):
        assert not ExtractRecord.objects.exists()


def test_a_command_takes_an_agencys_file_and_gives_the_refused_rows_back(area: Area, tmp_path: Path) -> None:
    where = ("--area", area.code, "--agency", "Exampleshire Police", *ON, "--refused", tmp_path / "wrong.csv")
    said = link("extract", file(tmp_path), *where)
    assert "1 rows taken, 1 refused" in said
    assert "art6_public_task, art9_safeguarding, art10_safeguarding; deleted by" in said
    assert b"your own number" in (tmp_path / "wrong.csv").read_bytes()
    assert (tmp_path / "wrong.csv").stat().st_mode & 0o077 == 0
    told = json.loads(link("extract", file(tmp_path), *where, "--json"))
    assert (told["rows"], told["refused"], told["compared"]) == (1, 1, True)
    with acting_as(area.pia):
        assert ExtractRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--agency", "Nobody"), "has no agency"),
        (("--agency", "Exampleshire Police", "--kind", "gossip"), "Choose what the extract holds"),
        (("--agency", "Exampleshire Police", "--keep-until", "2000-01-01", *ON), "Give the day"),
        (("--agency", "Exampleshire Police"), "art10_safeguarding.*Give each with --condition"),
    ],
)
def test_a_command_says_what_is_wrong_and_takes_nothing(
    area: Area, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        link("extract", file(tmp_path), "--area", area.code, *words)
    with pytest.raises(CommandError, match="no partnership"):
        link("extract", file(tmp_path), "--area", "nowhere", "--agency", "x")
    with pytest.raises(CommandError, match="cannot be read"):
        link("extract", tmp_path / "gone.csv", "--area", area.code, "--agency", "x")


def test_a_specialist_service_is_told_that_its_records_are_kept_apart(area: Area, tmp_path: Path) -> None:
    where = ("--area", area.code, "--agency", "Harbour Domestic Abuse Service", *ON)
    assert "compared with nothing" in link("extract", file(tmp_path), *where)


def test_the_command_that_compares_asks_the_three_as_well(area: Area) -> None:
    with pytest.raises(CommandError, match="Not signed by the partnership's board"):
        link("compare", "--area", area.code)
    signed(area)
    assert "records compared" in link("compare", "--area", area.code)


def test_an_agencys_own_system_sends_its_records(area: Area) -> None:
    cache.clear()
    secret = issue(area, "housing", Scope.SEND_EXTRACTS).secret
    body = {
        "kind": "housing", "purpose": "Finding people early", "lawful_basis": "art6_public_task",
        "conditions": ["art9_safeguarding", "art10_safeguarding"],
        "keep_until": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "records": [{"local_id": "1", "given_name": "Nadia", "family_name": "Invented", "dob": "31/31/1990"},
                    {"local_id": "2"}, {"local_id": "3", "name": "BAKER, Ann"}],
    }  # fmt: skip
    answer = send("POST", "/api/extracts", secret, body=body)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["rows"], told["refused"], told["compared"]) == (2, 1, True) and "without a name" in told[
        "refused_file"
    ].lower()
    assert any("dob" in note or "birth" in note for note in told["notes"]), told["notes"]
    other = issue(area, "housing", Scope.SEND_REFERRALS).secret
    assert send("POST", "/api/extracts", other, body=body).status_code == 403
    wrong = send("POST", "/api/extracts", secret, body={**body, "kind": "gossip"})
    assert wrong.status_code == 422, wrong.content
    for number in (4_000_000_000, "4000000000"):
        told = send("POST", "/api/extracts", secret, body={**body, "keep_until": number})
        assert told.status_code == 422 and "2026-03-02" in told.content.decode(), "a number is no day"
    late = send("POST", "/api/extracts", secret, body={**body, "keep_until": "2099-01-01"})
    (fault,) = late.json()["fields"]
    assert fault["field"] == "keep_until" and fault["remedy"] == late.json()["remedy"]
    last = date.fromisoformat(fault["remedy"].removeprefix("At the latest ").removesuffix("."))
    assert send("POST", "/api/extracts", secret, body={**body, "keep_until": last.isoformat()}).status_code == 201


def test_the_worker_compares_in_the_partnerships_name_and_tells_no_number(area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    assert start_comparing(actor=area.amina, at=timezone.now())
    steps: list[tuple[int, int]] = []
    outcome = compare_extracts(actor=area.amina, report=lambda done, total: steps.append((done, total)))  # type: ignore[arg-type]
    assert steps and all(done < total for done, total in steps)
    assert not any(letter.isdigit() for letter in outcome.words)
    with acting_as(area.bea):
        assert HeldMatch.objects.count() == 1


def test_the_check_between_partnerships_is_off_until_its_three_have_signed(area: Area, tmp_path: Path) -> None:
    link("new-key", tmp_path / "key")
    words = ("encode", file(tmp_path), "--key-file", tmp_path / "key", "--out", tmp_path / "x", "--area", area.code)
    signed(area)  # for the others
    with pytest.raises(CommandError, match="The private check between partnerships is off"):
        link(*words)
    assert not (tmp_path / "x").exists()
    signed(area, uses=(Use.BETWEEN,))
    assert "encoded" in link(*words)

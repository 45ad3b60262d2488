"""Agencies' extracts: taken row by row, sealed, the agency's own, and off where they must be."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.models import Extract, ExtractRecord
from openccr.linkage.operations.extracts import end_extracts, let_be_compared, sign_words, take_extract, withdraw
from openccr.linkage.queries.extracts import extracts
from openccr.linkage.rules.extracts import signals_of
from openccr.linkage.sealing import open_row
from tests.linkage.extracts.making import HER, about, csv_of, leading, officer, sent
from tests.makers import Area

pytestmark = pytest.mark.django_db


def test_good_rows_are_taken_and_bad_rows_come_back_as_a_file(area: Area) -> None:
    taken = sent(
        area.pia, HER, {**HER, "local_id": ""}, HER,
        {**HER, "local_id": "3", "given_name": "unknown", "family_name": ""},
        {**HER, "local_id": "4", "part": "bystander"},
    )  # fmt: skip
    assert (taken.rows, taken.refused) == (1, 4)
    back = taken.refused_file.decode("utf-8-sig").splitlines()
    assert len(back) == 5 and "what to correct" in back[0]
    assert '"3"' in back[1] and "your own number" in back[1]
    assert "stands in the file already" in back[2] and "without a name" in back[3] and "victim, harmer" in back[4]


def test_what_a_record_says_lies_sealed_and_nowhere_in_the_clear(area: Area) -> None:
    sent(area.pia, {**HER, "signals": "incident; disclosure; dragons", "part": "survivor"})
    with acting_as(area.pia):
        row = ExtractRecord.objects.get()
    opened = open_row(row.sealed, agency_id=row.agency_id)
    assert opened["family_name"] == "Tideswell" and opened["part"] == "victim"
    assert opened["signals"] == ["disclosed", "incident"]
    assert b"Tideswell" not in bytes(row.sealed)


def test_an_agencys_records_are_its_own_the_coordinator_knows_only_that_they_were_sent(area: Area) -> None:
    sent(area.pia, HER)
    for actor in (area.amina, area.bea, area.carl, area.grace, area.commands, officer(area)):
        if actor.agency == area.agencies["police"]:
            actor = replace(actor, agency_id=area.agencies["council"])
        with acting_as(actor):
            assert not ExtractRecord.objects.exists()
    for actor, sees in ((area.amina, True), (area.bea, False), (area.carl, False)):
        with acting_as(actor):
            assert Extract.objects.exists() is sees


def test_an_agency_sends_for_itself_and_a_command_for_any(area: Area) -> None:
    with pytest.raises(NotFound):
        sent(area.bea, HER, agency=area.agencies["police"])
    assert sent(area.commands, HER, agency=area.agencies["police"]).rows == 1
    with acting_as(area.pia):
        assert ExtractRecord.objects.count() == 1


@pytest.mark.parametrize("kind", ["specialist", "by_and_for", "counselling", "sexual_health"])
def test_what_must_never_be_asked_for_is_off_until_the_agencys_lead_says_otherwise(area: Area, kind: str) -> None:
    taken = sent(area.bea, HER, kind=kind)
    assert not taken.compared
    with pytest.raises(Refusal):
        let_be_compared(actor=area.bea, extract=taken.id, compared=True, at=timezone.now())
    let_be_compared(actor=area.lena, extract=taken.id, compared=True, at=timezone.now())
    with acting_as(area.bea):
        assert Extract.objects.get().compared


def test_every_extract_of_a_specialist_service_is_off(area: Area) -> None:
    assert not sent(area.grace, HER, kind="other").compared


def test_a_newer_extract_takes_the_place_of_the_older_one(area: Area) -> None:
    first = sent(area.pia, HER, {**HER, "local_id": "2"})
    sent(area.pia, HER)
    with acting_as(area.pia):
        assert ExtractRecord.objects.count() == 1
        assert "newer" in Extract.objects.get(id=first.id).ended_why


def test_withdrawing_deletes_the_records_and_leaves_that_they_were_sent(area: Area) -> None:
    taken = sent(area.pia, HER)
    with pytest.raises(NotFound):
        withdraw(actor=leading(area.bea), extract=taken.id, why="mistake", at=timezone.now())
    with pytest.raises(Refusal):
        withdraw(actor=leading(area.pia), extract=taken.id, why=" ", at=timezone.now())
    withdraw(actor=leading(area.pia), extract=taken.id, why="Sent by mistake", at=timezone.now())
    with acting_as(area.pia):
        assert not ExtractRecord.objects.exists()
        assert Extract.objects.get().ended_why == "Sent by mistake"


def test_what_is_over_its_time_is_deleted_by_night(area: Area) -> None:
    then = timezone.now() - timedelta(days=100)
    taken = take_extract(
        actor=leading(area.pia), agency_id=area.pia.agency, data=csv_of(HER), filename="x.csv", at=then,
        about=replace(about(), keep_until=then.date() + timedelta(days=50)),
    )  # fmt: skip
    with acting_as(area.pia):
        assert Extract.objects.get(id=taken.id).ended_why == "Its time is over."
        assert not ExtractRecord.objects.exists()
    sent(area.pia, HER)
    assert end_extracts(actor=area.commands, at=timezone.now()) == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"purpose": " "}, "purpose"),
        ({"lawful_basis": "because"}, "lawful_basis"),
        ({"lawful_basis": "confidentiality_caldicott"}, "lawful_basis"),
        ({"lawful_basis": "art9_safeguarding"}, "lawful_basis"),
        ({"conditions": ()}, "conditions"),
        ({"conditions": ("art6_public_task",)}, "conditions"),
        ({"keep_until": timezone.localdate()}, "keep_until"),
        ({"keep_until": timezone.localdate() + timedelta(days=500)}, "keep_until"),
    ],
)
def test_an_extract_says_what_it_is_why_and_until_when(area: Area, change: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_extract(
            actor=leading(area.pia), agency_id=area.pia.agency, data=csv_of(HER), filename="x.csv",
            about=replace(about(), **change), at=timezone.now(),
        )  # fmt: skip
    assert refused.value.field == field


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"given_name,family_name\nA,B\n", b"local_id,given_name\n", b"PK\x03\x04 no workbook"]
)
def test_a_file_that_is_none_is_refused_by_its_own_name(area: Area, data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        take_extract(
            actor=leading(area.pia),
            agency_id=area.pia.agency,
            data=data,
            filename="people.csv",
            about=about(),
            at=timezone.now(),
        )
    assert refused.value.field == "file" and "/proc" not in str(refused.value)


def test_parquet_and_workbooks_are_read_as_well(area: Area) -> None:
    import duckdb
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Record number", "First name", "Surname", "Date of birth"])
    sheet.write_row(1, 0, ["77", "Kirsty", "Tideswell", "13/04/1990"])
    book.close()
    taken = take_extract(
        actor=leading(area.pia),
        agency_id=area.pia.agency,
        data=out.getvalue(),
        filename="p.xlsx",
        about=about(),
        at=timezone.now(),
    )
    assert taken.rows == 1
    import os
    from pathlib import Path

    handle = os.memfd_create("p")
    with duckdb.connect() as db:
        db.execute(f"COPY (SELECT '9' AS local_id, 'Kirsty' AS forename, 'Tideswell' AS surname)"
                   f" TO '/proc/self/fd/{handle}' (FORMAT parquet, USE_TMP_FILE false)")  # fmt: skip
    data = Path(f"/proc/self/fd/{handle}").read_bytes()
    os.close(handle)
    taken = take_extract(
        actor=leading(area.pia), agency_id=area.pia.agency, data=data, filename="p.parquet",
        about=about("hospital"), at=timezone.now(),
    )  # fmt: skip
    assert taken.rows == 1


def test_what_has_ended_stands_below_what_is_there(area: Area) -> None:
    for number in ("1", "2"):
        sent(area.pia, {**HER, "local_id": number})
    shown, number = extracts(actor=leading(area.pia), page=1, today=timezone.localdate())
    assert number == 2 and [one.state for one in shown] == ["Compared", "Ended"]


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("Threats to kill", "threats_to_kill"), ("strangulation", "strangulation"), ("knife", "weapon"),
        ("Rape", "sexual"),
        ("stalking", "stalking"), ("coercive control", "control"), ("HBA", "honour"), ("separation", "leaving"),
        ("escalating", "worse"), ("in fear", "frightened"), ("breach of bail", "breach"),
    ],
)  # fmt: skip
def test_the_gravest_signs_of_risk_have_a_word(written: str, sign: str) -> None:
    assert signals_of(written, sign_words(load())) == ((sign,), ())


def test_no_word_stands_for_two_signs_of_risk() -> None:
    signs = load().linking.signals.items()
    words = [word.casefold() for key, one in signs for word in {key, one.name, *one.words}]
    assert len(words) == len(set(words))

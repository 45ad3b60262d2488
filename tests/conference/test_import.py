"""Bringing in files of referrals."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, TimelineEntry
from openccr.conference.models import ImportBatch, ReceivedReference, Referral
from openccr.conference.operations import importing
from openccr.conference.operations.importing import import_referrals, try_file
from openccr.conference.rules.outcomes import ImportOutcome
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.people.models import Part, Person, PersonName, SafeContact, Whereabouts
from openccr.people.operations import read_recourse
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment
from openccr.tabular import read_table
from tests.conference.files import COLUMNS, HEADINGS, csv_file, row, rows, workbook
from tests.makers import NOW, Area


def bring_in(actor: Actor, data: bytes) -> ImportOutcome:
    return import_referrals(actor=actor, data=data, filename="referrals", at=NOW)[0]


def counts(area: Area) -> dict[str, int]:
    """How many rows stand in every table that an import writes, as the coordinator sees them; batches as it does."""
    models = (CaseFile, Referral, Person, Part, PersonName, Whereabouts, SafeContact, Assessment, TimelineEntry)
    with acting_as(area.amina):
        found = {model.__name__: model.objects.count() for model in (*models, ReceivedReference)}
    with acting_as(area.commands):
        return found | {"ImportBatch": ImportBatch.objects.count()}


def texts(actor: Actor) -> dict[str, str]:
    """Every row of every table that the actor can read, as text."""
    found = {}
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.role_table_grants"
            " WHERE table_schema = 'public' AND grantee = 'openccr_app' AND privilege_type = 'SELECT'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            found[table] = cursor.fetchone()[0]
    return found


def test_a_whole_row_becomes_a_referral_with_its_people_and_its_score(area: Area) -> None:
    outcome = bring_in(area.commands, csv_file([row()]))
    assert outcome.as_json() == {"read": 1, "accepted": 1, "already_known": 0, "refused": [], "unmapped_columns": []}
    with acting_as(area.amina):
        referral = Referral.objects.get()
        assert (referral.state, referral.source, referral.children) == ("received", "police", 3)
        parts = Part.objects.filter(file_id=referral.file_id)
        assert sorted(parts.values_list("kind", flat=True)) == ["child", "child", "child", "harmer", "victim"]
        assert Assessment.objects.get().score == 16 and Assessment.objects.get().judged_high is True
        assert CaseFile.objects.get(id=referral.file_id).title == "NI"
        assert TimelineEntry.objects.get(kind="referral").sentence == "Referred by Exampleshire Police"


def test_the_agency_that_sent_it_sees_it_and_others_do_not(area: Area) -> None:
    bring_in(area.commands, csv_file([row()]))
    seen = {}
    for name in ("amina", "pia", "bea", "carl", "fay", "commands"):
        with acting_as(area.actors[name]):
            seen[name] = Referral.objects.count()
    assert seen == {"amina": 1, "pia": 1, "bea": 0, "carl": 0, "fay": 0, "commands": 1}


def test_recourse_to_public_funds_reaches_nobody_but_her_adviser(area: Area) -> None:
    outcome = bring_in(area.commands, csv_file([row(agency="Harbour Domestic Abuse Service")]))
    assert outcome.accepted == 1
    with acting_as(area.amina):
        file = Referral.objects.get().file_id
    assert [one.said for one in read_recourse(actor=area.grace, file=file)] == ["canary: no recourse"]
    for name in ("amina", "commands", "grace"):
        tables = texts(area.actors[name])
        assert "Nadia" in tables["people_personname"]
        assert not [table for table, text in tables.items() if "canary" in text], "sealed, even for her adviser"
    with pytest.raises(Refusal):
        read_recourse(actor=area.amina, file=file)


def test_where_she_is_stands_in_no_table_unsealed(area: Area) -> None:
    bring_in(
        area.commands, csv_file([row(victim_address="99 Canary Lane", safe_contact_notes="ring the canary twice")])
    )
    tables = texts(area.amina)
    assert tables["people_whereabouts"]
    assert not [
        name for name, text in tables.items() if "anary Lane" in text or "the canary" in text or "0 900123" in text
    ]


# ------------------------------------------------------------------------------------------------ Sent twice


def test_the_same_file_twice_adds_nothing(area: Area) -> None:
    data = csv_file(rows(5))
    bring_in(area.commands, data)
    before = counts(area)
    again = bring_in(area.commands, data)
    assert (again.read, again.accepted, again.already_known, again.refused) == (5, 0, 5, ())
    assert counts(area) == {**before, "ImportBatch": before["ImportBatch"] + 1}


def test_the_same_reference_with_other_content_is_refused(area: Area) -> None:
    bring_in(area.commands, csv_file([row()]))
    outcome = bring_in(area.commands, csv_file([row(dash_score="17")]))
    assert (outcome.accepted, outcome.already_known) == (0, 0)
    assert [(one.row, one.column) for one in outcome.refused] == [(2, "referral_ref")]
    assert "other content" in outcome.refused[0].reason


def test_the_same_content_in_another_file_format_is_already_known(area: Area) -> None:
    bring_in(area.commands, csv_file([row()]))
    assert bring_in(area.commands, workbook([row(victim_dob=datetime(1988, 4, 3), dash_score=16)])).already_known == 1


def test_two_agencies_may_number_their_referrals_alike(area: Area) -> None:
    both = [row(), row(agency="Willowmere Homes")]
    assert bring_in(area.commands, csv_file(both)).accepted == 2


def test_a_reference_twice_in_one_file(area: Area) -> None:
    outcome = bring_in(area.commands, csv_file([row(), row(), row(dash_score="18")]))
    assert (outcome.read, outcome.accepted, outcome.already_known) == (3, 1, 1)
    assert [one.row for one in outcome.refused] == [4]


# ------------------------------------------------------------------------------------------------ Refused rows


def test_good_rows_are_taken_and_bad_rows_are_named_with_what_to_correct(area: Area) -> None:
    records = rows(4)
    records[1] |= {"victim_dob": "31/31/1988", "dash_score": "99"}
    records[3] |= {"consent": "perhaps"}
    outcome = bring_in(area.commands, csv_file(records))
    assert (outcome.read, outcome.accepted, outcome.refused_rows) == (4, 2, 2)
    assert [(one.row, one.column) for one in outcome.refused] == [(3, "victim_dob"), (3, "dash_score"), (5, "consent")]


def test_what_stands_there_with_a_question_mark_is_not_taken_for_certain(area: Area) -> None:
    doubted = {"agency": "Police?", "criteria": "VHR; PJ?", "safe_to_call": "Y?", "relationship": "ex-husband?"}
    outcome = bring_in(area.commands, csv_file([row(**doubted)]))
    assert (outcome.accepted, {one.column for one in outcome.refused}) == (0, set(doubted))


def test_refused_rows_come_back_as_a_file_that_is_read_again_once_corrected(area: Area) -> None:
    records = rows(3)
    records[1]["victim_dob"] = "31/31/1988"
    outcome = bring_in(area.commands, csv_file(records, headings=HEADINGS))
    known = {column.name: (column.heading,) for column in outcome.columns if column.name}
    table = read_table(outcome.refused_file(), filename="refused.xlsx", known=known)
    assert [one.cell("referral_ref").text for one in table.rows] == ["HX-1"]
    corrected = csv_file([{**records[1], "victim_dob": "31/12/1988"}], headings=HEADINGS)
    assert bring_in(area.commands, corrected).accepted == 1


def test_a_formula_that_was_never_calculated_refuses_its_row(area: Area) -> None:
    records = rows(2)
    records[1]["victim_family_name"] = '="Inven"&"ted"'
    outcome = bring_in(area.commands, workbook(records))
    assert (outcome.accepted, [(one.row, one.column) for one in outcome.refused]) == (1, [(3, "victim_family_name")])


def test_a_refused_formula_sent_back_uncorrected_is_refused_again_and_never_read_as_blank(area: Area) -> None:
    outcome = bring_in(area.commands, workbook([row(victim_dob="=A1", dash_score="=1+1")]))
    for format in ("xlsx", "csv"):
        again = bring_in(area.commands, outcome.refused_file(format=format))
        assert [one.column for one in again.refused] == ["victim_dob", "dash_score"]


def test_a_representative_brings_in_only_her_own_agencys_referrals(area: Area) -> None:
    outcome = bring_in(area.pia, csv_file([row(), row(referral_ref="HX-2", agency="Willowmere Homes")]))
    assert outcome.accepted == 1
    assert [(one.row, one.column) for one in outcome.refused] == [(3, "agency")]
    assert "Willowmere Homes" in outcome.refused[0].reason


@pytest.mark.parametrize("who", ["fay", "dee", "lena"])
def test_whoever_does_not_work_on_cases_brings_in_nothing(area: Area, who: str) -> None:
    with pytest.raises(Refusal):
        bring_in(area.actors[who], csv_file([row()]))


# ------------------------------------------------------------------------------------------------ Messy files


@pytest.mark.parametrize(
    "data",
    [
        csv_file([row(victim_given_name="Zoë")], encoding="utf-8-sig"),
        csv_file([row(victim_given_name="Zoë")], encoding="cp1252", delimiter=";", headings=HEADINGS),
        csv_file([row(victim_given_name="Zoë")], encoding="utf-16", delimiter="\t"),
        csv_file([row(victim_given_name="Zoë")], columns=tuple(reversed(COLUMNS)), headings=HEADINGS),
        workbook(
            [row(victim_given_name="Zoë")], titles=("Exampleshire Police", "Referrals for the meeting of 12 March")
        ),
        workbook([row(victim_given_name="Zoë ", victim_dob=datetime(1988, 4, 3), referred_on=46073, dash_score=16)]),
    ],
    ids=[
        "BOM",
        "Windows-1252 and semicolons",
        "UTF-16 and tabs",
        "other order and words",
        "merged titles",
        "typed cells",
    ],
)
def test_files_as_agencies_really_send_them(area: Area, data: bytes) -> None:
    outcome = bring_in(area.commands, data)
    assert (outcome.accepted, outcome.refused, outcome.unmapped_columns) == (1, (), ())
    with acting_as(area.amina):
        assert PersonName.objects.filter(given="Zoë", family="Invented").count() == 1
        assert Referral.objects.get().referred_on.isoformat() == "2026-02-20"


def test_columns_that_nothing_answers_to_are_reported(area: Area) -> None:
    outcome = bring_in(area.commands, csv_file([row(**{"Shoe size": "5", "Star sign": "Leo"})]))
    assert (outcome.accepted, outcome.unmapped_columns) == (1, ("Shoe size", "Star sign"))


def test_a_file_that_cannot_be_read_is_refused_as_a_whole(area: Area) -> None:
    with pytest.raises(Refusal, match="PDF") as refusal:
        bring_in(area.commands, b"%PDF-1.7 something")
    assert refusal.value.field == "file"


# ------------------------------------------------------------------------------------------------ All or nothing


def test_nothing_is_half_saved_when_it_is_interrupted(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts(area)
    monkeypatch.setattr(importing, "CHUNK", 2)
    done = []

    def killed(number: int, total: int) -> None:
        done.append(number)
        if number >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_referrals(actor=area.commands, data=csv_file(rows(6)), filename="x", at=NOW, report=killed)
    assert done == [2, 4]
    assert counts(area) == before


def test_trying_a_file_saves_nothing_and_says_the_same(area: Area) -> None:
    records = rows(3)
    records[2]["dash_score"] = "99"
    before = counts(area)
    tried = try_file(actor=area.commands, data=csv_file(records), filename="x", at=NOW)
    assert counts(area) == before
    assert tried.as_json() == bring_in(area.commands, csv_file(records)).as_json()


def test_ten_thousand_rows_are_read_and_sorted_in_seconds(area: Area) -> None:
    outcome = try_file(actor=area.commands, data=csv_file(rows(10_000)), filename="x", at=NOW)
    assert (outcome.read, outcome.accepted, outcome.refused_rows) == (10_000, 10_000, 0)


def test_everybody_of_the_row_has_the_part_they_were_sent_with(area: Area) -> None:
    bring_in(area.commands, csv_file([row(perpetrator_2_given_name="Ivan", perpetrator_2_family_name="Madeup")]))
    with acting_as(area.amina):
        harmers = Part.objects.filter(kind=PartKind.HARMER).values_list("person__names__given", flat=True)
        assert sorted(harmers) == ["Ivan", "Mark"]


@pytest.mark.parametrize(
    "written", ["Abe Wisp / Cal Wisp", "Abe and Cal Wisp", "Abe & Cal Wisp", "WISP, Abe; WISP, Cal"]
)
def test_two_people_in_one_name_are_refused_and_never_made_one_person(area: Area, written: str) -> None:
    sent = {**row(), "perpetrator_given_name": "", "perpetrator_family_name": "", "perpetrator_name": written}
    outcome = bring_in(area.commands, csv_file([sent], columns=(*COLUMNS, "perpetrator_name")))
    assert (outcome.accepted, [one.column for one in outcome.refused]) == (0, ["perpetrator_name"])
    assert "More than one name stands together" in outcome.refused[0].reason
    apart = {**sent, "perpetrator_name": "Abe Wisp (aka Sandy / Andy)"}
    assert bring_in(area.commands, csv_file([apart], columns=(*COLUMNS, "perpetrator_name"))).accepted == 1


def test_a_name_in_one_column_fills_both_where_they_are_missing(area: Area) -> None:
    sent = {**row(), "victim_given_name": "", "victim_family_name": "", "victim_name": "SMITH, Jane (aka Janey)"}
    outcome = bring_in(area.commands, csv_file([sent], columns=(*COLUMNS, "victim_name")))
    assert (outcome.accepted, [*outcome.refused]) == (1, [])
    with acting_as(area.amina):
        victim = Part.objects.get(kind="victim").person_id
        names = set(PersonName.objects.filter(person_id=victim).values_list("given", "family"))
    assert {("Jane", "SMITH"), ("Janey", "")} <= names
    both = {**row(referral_ref="HX-77"), "victim_name": "Somebody Else"}
    bring_in(area.commands, csv_file([both], columns=(*COLUMNS, "victim_name")))
    with acting_as(area.amina):
        assert not PersonName.objects.filter(given="Somebody").exists(), "the two columns of the file say it"

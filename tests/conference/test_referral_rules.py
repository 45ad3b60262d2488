"""What is read out of a row, and what is refused; no database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from openccr.conference.rules.importing import read_submission
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.submissions import ReferringAgency, Submission, gaps
from openccr.content import load
from openccr.people.rules import Name
from openccr.tabular import Cell, Row, RowRefused
from tests.conference.files import row

TODAY = date(2026, 3, 2)
POLICE = ReferringAgency(id=UUID(int=1), name="Exampleshire Police", kind="police", source="police")
HOMES = ReferringAgency(id=UUID(int=2), name="Willowmere Homes", kind="housing", source="housing")
OTHER_HOMES = ReferringAgency(id=UUID(int=3), name="Brackwater Housing", kind="housing", source="housing")
READING = Reading(pack=load(), agencies=[POLICE, HOMES, OTHER_HOMES], today=TODAY)


def as_row(**changed: Any) -> Row:
    cells = {
        name: Cell(value, value.isoformat() if isinstance(value, datetime) else str(value))
        for name, value in row(**changed).items()
    }
    return Row(number=2, cells=cells, original=())


def read(**changed: Any) -> Submission:
    return read_submission(as_row(**changed), reading=READING)


def refused(**changed: Any) -> dict[str, str]:
    with pytest.raises(RowRefused) as refusal:
        read(**changed)
    return {one.column: str(one.problem) for one in refusal.value.problems}


def test_a_whole_row_is_read_as_it_was_meant() -> None:
    one = read()
    assert (one.agency, one.referred_on, one.criteria, one.dash_score) == (POLICE, date(2026, 2, 20), ("PJ", "VHR"), 16)
    assert one.victim.names == (
        Name(given="Nadia", family="Invented"),
        Name(given="Nads", kind="alias"),
        Name(given="Nadia", family="Examplova", kind="alias"),
    )
    assert one.victim.born_on == date(1988, 4, 3)
    assert one.victim.places == (("address", "1 Nowhere Lane"), ("postcode", "ZZ99 3VZ"), ("phone", "07700900123"))
    assert (one.victim.lgbt, one.victim.pregnant, one.victim.disability) == ("not_recorded", "not_recorded", "no")
    assert one.harmers[0].relationship == "ex_partner"
    assert [child.names[0].given if child.names else "" for child in one.children] == ["Ella", "Tom", ""]
    assert one.children[2].born_on_is_expected and one.children[1].sex == "male"


def test_safe_to_call_with_a_rule_is_only_safe_under_that_rule() -> None:
    assert read().victim.contact.safe == "conditional"
    assert read(safe_contact_notes=None).victim.contact.safe == "yes"
    assert read(safe_to_call="N").victim.contact.safe == "no"


@pytest.mark.parametrize("answer", [None, "", "not asked", "unknown"])
def test_nobody_having_asked_whether_it_is_safe_to_call_never_means_yes(answer: str | None) -> None:
    assert read(safe_to_call=answer).victim.contact.safe == "not_asked"


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("victim_dob", "4/25/1988", "no month 25"),
        ("victim_dob", "32/1/1988", "no day 32"),
        ("victim_dob", "April", "word"),
        ("victim_dob", "30/02/1988", "no day 30"),
        ("referred_on", "04/2026", "day is missing"),
        ("referred_on", "3/3/2026", "not come yet"),
        ("dash_score", "25", "not between 0 and 24"),
        ("dash_score", "16 or 17", "not a whole number"),
        ("victim_sex", "Q", "none of the choices"),
        ("relationship", "it's complicated", "none of the choices"),
        ("criteria", "VHR; ABC", "none of the choices"),
        ("consent", "y/n", "more is written"),
        ("consent", "x", "not clear"),
        ("victim_phone", "07700 900123 / 07700 900456", "more than one number"),
        ("victim_postcode", "ZZ99", "half of a postcode"),
        ("referrer_email", "pia at police", "not one e-mail"),
        ("agency", "Police Force of Elsewhere", "no agency of this name"),
        ("agency", "Housing", "more than one agency"),
        ("victim_given_name", "Nadia 2", "figure"),
        ("perpetrator_address", "As above", "points to another address"),
        ("perpetrator_address", "Same address as the victim", "points to another address"),
        ("perpetrator_address", '"', "points to another address"),
        ("victim_address", "ditto", "points to another address"),
        ("victim_family_name", "as above", "points to another name"),
        ("perpetrator_aliases", "See above", "points to another name"),
        ("children", "2", "number is written in place of names"),
        ("incident_on", "today", "word"),
    ],
)
def test_an_ambiguous_or_impossible_value_refuses_its_row_with_field_problem_and_remedy(
    column: str, value: str, says: str
) -> None:
    found = refused(**{column: value})
    assert list(found) == [column]
    assert says in found[column]
    assert found[column].count(". ") >= 1 or found[column].endswith("."), "a problem and a remedy"


def test_an_address_or_a_family_name_that_only_sounds_like_a_pointer_stands() -> None:
    submission = read(
        victim_family_name="Ditto", victim_address="Above the Bakery, Same Hill", perpetrator_address="n/k"
    )
    assert submission.victim.names[0].family == "Ditto"
    assert ("address", "Above the Bakery, Same Hill") in submission.victim.places
    assert not any(kind == "address" for kind, _ in submission.harmers[0].described.places)


@pytest.mark.parametrize("column", ["referral_ref", "referred_on", "agency", "victim_given_name", "victim_family_name"])
def test_what_is_required_and_blank_is_named(column: str) -> None:
    assert "missing" in refused(**{column: "  ".strip()})[column]


def test_every_problem_of_a_row_is_named_at_once() -> None:
    assert set(refused(victim_dob="31/31/1988", dash_score="99", consent="maybe")) == {
        "victim_dob", "dash_score", "consent",
    }  # fmt: skip


def test_a_name_nobody_knows_is_an_answer_but_a_victim_needs_one_name() -> None:
    assert read(victim_family_name="not known").victim.names[0] == Name(given="Nadia")
    assert (
        "neither name"
        in refused(victim_given_name="N/K", victim_family_name="Unknown", victim_aliases=None)["victim_given_name"]
    )
    assert read(victim_family_name="No").victim.names[0].family == "No"


def test_an_agency_is_known_by_its_kind_where_only_one_is_of_it() -> None:
    assert read(agency="police").agency is POLICE
    assert read(agency=" EXAMPLESHIRE  POLICE ").agency is POLICE
    assert "Willowmere Homes" in refused(agency="Housing Association")["agency"]


@pytest.mark.parametrize("written", ["VHR; PJ", "PJ,VHR", "vhr/pj", "Professional judgement & 14+", "PJ\nVHR"])
def test_criteria_are_read_however_they_are_separated(written: str) -> None:
    assert read(criteria=written).criteria == ("PJ", "VHR")


def test_a_tick_in_a_column_of_its_own_names_a_criterion() -> None:
    assert read(criteria=None, tick_judgement="Yes", tick_repeat="no").criteria == ("PJ",)
    assert "own column says no" in refused(criteria="PJ", tick_judgement="No")["criteria"]


def test_two_people_who_harm_are_two() -> None:
    one = read(perpetrator_2_given_name="Ivan", perpetrator_2_family_name="Madeup", perpetrator_2_relationship="in-law")
    assert [(harmer.described.names[0].given, harmer.relationship) for harmer in one.harmers] == [
        ("Mark", "ex_partner"), ("Ivan", "in_law"),
    ]  # fmt: skip


def test_a_row_about_nobody_who_harms_names_nobody() -> None:
    nobody = {name: None for name in row() if name.startswith("perpetrator")} | {"relationship": None}
    assert read(**nobody).harmers == ()


def test_victim_and_person_who_harms_are_not_the_same_person() -> None:
    same = {"perpetrator_given_name": "nadia", "perpetrator_family_name": "INVENTED", "perpetrator_dob": "3/4/88"}
    assert "same person" in refused(**same)["perpetrator_given_name"]


def test_no_recourse_ticked_is_kept_with_what_was_said() -> None:
    assert read(recourse_to_public_funds=None, tick_no_recourse="Y").victim.recourse == "no"
    assert read().victim.recourse == "canary: no recourse"


def test_no_reason_ever_repeats_what_tells_where_she_is() -> None:
    said = refused(victim_phone="0123 canary", victim_postcode="canary", referrer_email="canary", dash_score="99")
    assert not [reason for reason in said.values() if "canary" in reason]


def test_a_column_in_which_day_and_month_were_exchanged_is_refused_where_it_may_be_wrong() -> None:
    wrong = [as_row(victim_dob=datetime(1988, month, 2)) for month in (3, 4, 5)]
    left = [as_row(victim_dob=f"{number}/4/1988") for number in (25, 26, 27)]
    reading = READING.looking_at([*wrong, *left])
    with pytest.raises(RowRefused, match="exchanged"):
        read_submission(wrong[0], reading=reading)
    assert read_submission(left[0], reading=reading).victim.born_on == date(1988, 4, 25)


def test_the_same_content_written_otherwise_is_the_same_content() -> None:
    assert read(victim_dob="3 April 1988", criteria="PJ, VHR", victim_phone="+44 7700 900123").canonical() == (
        read().canonical()
    )
    assert read(dash_score="17").canonical() != read().canonical()


# ------------------------------------------------------------------------------------------------ Children


# ------------------------------------------------------------------------------------------------ Gaps


def gaps_of(**changed: Any) -> list[str | None]:
    pack = READING.pack
    found = gaps(read(**changed), process=pack.processes[PROCESS], ties=pack.relationships.relationships)
    return [gap.field for gap in found]


def test_a_whole_referral_leaves_nothing_to_ask() -> None:
    assert gaps_of() == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"criteria": None}, "criteria"),
        ({"judgement_reason": None}, "judgement_reason"),
        ({"dash_score": "9"}, "dash_score"),
        ({"dash_score": None}, "dash_score"),
        ({"safe_to_call": None}, "safe_to_call"),
        ({"victim_aware": "N"}, "unaware_reason"),
        ({"victim_dob": "1/1/2011"}, "victim_dob"),
        ({"perpetrator_given_name": None, "perpetrator_family_name": None}, "perpetrator_given_name"),
        ({"incident_on": "1/3/2026"}, "incident_on"),
        ({"relationship": "Neighbour"}, "relationship"),
    ],
)
def test_what_a_coordinator_would_ask_is_said_and_refuses_nothing(changed: dict[str, Any], field: str) -> None:
    assert gaps_of(**changed) == [field]


def test_a_relationship_that_nobody_wrote_down_is_not_asked_about_as_if_it_were_none() -> None:
    assert (
        gaps_of(relationship="not_recorded") == [] == gaps_of(relationship="Parent of the same child, never a couple")
    )


def test_a_relationship_is_read_by_its_key_and_by_its_name_in_the_pack() -> None:
    for key, relationship in READING.pack.relationships.relationships.items():
        for written in (key, relationship.name):
            assert read(relationship=written).harmers[0].relationship == key, written

"""The words agencies write over their columns and in their cells."""

from __future__ import annotations

import pytest

from openccr.conference.rules.steps import PLACES, QUESTIONS
from openccr.content import load
from openccr.kernel.text import comparable
from openccr.tabular.headings import match
from openccr.tabular.wordings import by_wording

_COLUMNS = """
referral_ref referred_on agency referrer_name referrer_email criteria dash_score risk_tool risk_grade judgement_reason
victim_given_name victim_family_name victim_name victim_aliases victim_dob victim_sex victim_address victim_postcode
victim_phone safe_to_call safe_contact_notes ethnicity disability lgbt pregnant language interpreter
recourse_to_public_funds
perpetrator_given_name perpetrator_family_name perpetrator_name perpetrator_2_name perpetrator_aliases perpetrator_dob
perpetrator_sex perpetrator_address perpetrator_postcode relationship children consent victim_aware unaware_reason
incident_on reason victim_wishes
"""
CANONICAL = _COLUMNS.split()
SECOND = [name for name in CANONICAL if name.startswith("perpetrator_") and not name.endswith(("r_name", "2_name"))]


@pytest.fixture(scope="module")
def referrals():
    return load().imports["referrals"]


@pytest.fixture(scope="module")
def index(referrals):
    return by_wording(referrals.headings)


def test_the_columns_are_the_canonical_ones(referrals):
    assert list(referrals.columns)[: len(CANONICAL)] == CANONICAL
    seconds = {name.replace("perpetrator_", "perpetrator_2_") for name in SECOND} | {"perpetrator_2_relationship"}
    assert set(referrals.headings) == {*referrals.columns, *seconds, *referrals.ticks}


def test_every_question_of_the_form_that_is_asked_once_is_a_column(referrals):
    assert QUESTIONS.keys() - {"referrer_organisation"} <= referrals.columns.keys(), "only a guest says where they work"
    assert {key for key in (*PLACES, "victim_address") if referrals.columns[key].wall != "whereabouts"} == set()


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Client surname", "victim_family_name"),
        ("Vic name", "victim_name"),
        ("Perp", "perpetrator_name"),
        ("Perp 2 name", "perpetrator_2_name"),
        ("DOB (victim)", "victim_dob"),
        ("Victim's Date of Birth (DD/MM/YYYY)", "victim_dob"),
        ("Victim/survivor forename", "victim_given_name"),
        ("Perp forename", "perpetrator_given_name"),
        ("Alleged Perpetrator(s) DOB", "perpetrator_dob"),
        ("OFFENDER_SURNAME", "perpetrator_family_name"),
        ("Perp1 DOB", "perpetrator_dob"),
        ("Perp 2 D.O.B.", "perpetrator_2_dob"),
        ("Second perpetrator's surname", "perpetrator_2_family_name"),
        ("Perpetrator (2) First Name", "perpetrator_2_given_name"),
        ("Relationship to IP", "relationship"),
        ("Relationship to victim 2", "perpetrator_2_relationship"),
        ("perpetrator_2_relationship", "perpetrator_2_relationship"),
        ("Date of referral", "referred_on"),
        ("DASH score", "dash_score"),
        ("B&ME", "ethnicity"),
        ("LGBT+ Y/N", "lgbt"),
        ("Consent given? (Y/N)", "consent"),
        ("Safe to call?", "safe_to_call"),
        ("Children (name & DOB)", "children"),
        ("Visible high risk (14+ ticks)", "tick_high_risk"),
        ("Professional Judgement Y/N", "tick_judgement"),
    ],
)
def test_headings_as_agencies_write_them(index, heading, column):
    assert match(heading, index) == column


@pytest.mark.parametrize("heading", ["Name", "Date", "Notes", "Date received", "Relationship of victim to perpetrator"])
def test_a_heading_that_could_mean_two_things_is_left_to_a_person(index, heading):
    assert match(heading, index) is None


def test_no_recourse_is_the_opposite_of_recourse_and_never_read_as_it(referrals, index):
    tick = referrals.ticks[match("NRPF (Y/N)", index)]
    assert (tick.column, tick.value, tick.otherwise) == ("recourse_to_public_funds", "no", "yes")


def test_recourse_and_whereabouts_go_behind_their_walls(referrals):
    behind = {
        wall: {c.key for c in referrals.columns.values() if c.wall == wall} for wall in ("whereabouts", "idva_only")
    }
    assert behind["idva_only"] == {"recourse_to_public_funds"}
    assert {"victim_address", "victim_postcode", "victim_phone", "perpetrator_address"} <= behind["whereabouts"]


def test_a_second_persons_column_is_defined_as_the_first_ones(referrals):
    assert referrals.column("perpetrator_2_postcode") is referrals.column("perpetrator_postcode")
    assert referrals.choices("perpetrator_2_relationship") is referrals.choices("relationship")


@pytest.mark.parametrize(
    ("column", "value", "written"),
    [
        ("victim_sex", "female", "F"),
        ("relationship", "ex_partner", "Ex-husband"),
        ("criteria", "VHR", "Visible high risk"),
        ("criteria", "HBV", "Honour based abuse"),
        ("ethnicity", "asian_pakistani", "Asian or Asian British - Pakistani"),
        ("ethnicity", "minoritised_unspecified", "Y"),
        ("agency", "acute_health", "A&E"),
    ],
)
def test_values_as_agencies_write_them(referrals, column, value, written):
    assert written in referrals.choices(column)[value]


def test_an_ethnicity_code_given_by_looking_is_not_her_answer(referrals):
    written = {comparable(word) for words in referrals.choices("ethnicity").values() for word in words}
    assert not written & {"ic1", "ic2", "ic3", "ic4", "ic5", "ic6"}


def test_a_column_of_free_text_offers_no_choices(referrals):
    with pytest.raises(KeyError, match="victim_wishes"):
        referrals.choices("victim_wishes")

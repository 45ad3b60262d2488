"""What the answers of a draft come to; no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.conference.rules.answers import Read, read_answers
from openccr.conference.rules.drafts import KEPT, OLD, initials_of, is_old, link_refusal
from openccr.conference.rules.progress import Progress, progress_of
from openccr.conference.rules.safe_contact import CHANNELS, call_rule, contact_by
from openccr.conference.rules.steps import DETAILS, OUTSIDE, STEPS, inside, step_asking, step_of
from openccr.people.rules import Contact
from tests.conference.drafts import DUE, WHOLE
from tests.conference.test_referral_rules import READING

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def read(**changed: Any) -> Read:
    return read_answers({**WHOLE, **changed}, reading=READING)


def wrong(**changed: Any) -> dict[str, str]:
    return {why.field or "": str(why) for why in read(**changed).problems}


def asked(**changed: Any) -> list[str]:
    return [str(why) for why in read(**changed).gaps]


def test_a_whole_draft_is_read_as_it_was_meant() -> None:
    found = read()
    assert found.problems == () and found.gaps == ()
    one = found.submission
    assert one is not None
    assert (one.agency.name, one.criteria, one.dash_score) == ("Exampleshire Police", ("PJ", "VHR"), 16)
    assert one.dash_on == date(2026, 2, 19)
    assert [name.given for name in one.victim.names] == ["Nadia", "Nads", "Nadia"]
    assert one.victim.born_on == date(1988, 4, 3)
    assert dict(one.victim.places) == {
        "address": "1 Nowhere Lane", "postcode": "ZZ99 3VZ", "phone": "07700900123", "gp": "Nowhere Practice",
        "work": "Nowhere Bakery",
    }  # fmt: skip
    assert one.victim.recourse == "canary: no recourse"


def test_everybody_who_harms_is_kept_however_many_there_are() -> None:
    one = read().submission
    assert one is not None
    assert [harmer.relationship for harmer in one.harmers] == ["ex_partner", "in_law", "other_family"]
    assert one.harmers[0].described.born_on == date(1980, 2, 1)


def test_an_unborn_child_has_the_expected_date_and_school_and_carer_are_whereabouts() -> None:
    one = read().submission
    assert one is not None
    born, unborn = one.children
    assert (born.born_on, born.born_on_is_expected) == (date(2019, 4, 3), False)
    assert dict(born.places) == {"school": "Nowhere Primary", "carer": "her grandmother"}
    assert (unborn.names, unborn.born_on, unborn.born_on_is_expected) == ((), DUE, True)


def test_what_has_no_field_of_its_own_is_kept_under_its_question() -> None:
    one = read().submission
    assert one is not None
    detail = dict(one.detail)
    assert detail["reason_VHR"] == "Sixteen yes answers." and detail["bail"].startswith("Not to go near her")
    assert detail["children_said"] == "Ella: to the person who harms: his"
    assert detail["others_said"] == "Bogdan: his brother; the victim is afraid of them; He passes messages on"
    assert "interpreter_community" not in detail, "the answer that stands by itself says nothing"


def test_recourse_to_public_funds_goes_to_no_detail_that_others_read() -> None:
    assert "recourse_to_public_funds" not in DETAILS
    one = read().submission
    assert one is not None and "canary" not in str(one.detail) + repr(one)


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"victim_dob": "31/2/1988"}, "victim_dob", "no day 31"),
        ({"victim_dob": "3//1988"}, "victim_dob", ""),
        ({"victim_given_name": "", "victim_family_name": ""}, "victim_given_name", "missing"),
        ({"referred_on": ""}, "referred_on", "missing"),
        ({"victim_phone": "900"}, "victim_phone", "not a whole telephone number"),
        ({"harmers": [{}, {"dob": "1/13/1980"}]}, "harmers.1.dob", "no month 13"),
        ({"children": [{"school": "Nowhere Primary"}]}, "children.0.given_name", "Give a name or a date of birth"),
        ({"others": [{"why": "he knows"}]}, "others.0.given_name", "Give a name"),
        ({"dash_on": "1/1/2050"}, "dash_on", ""),
        ({"safe_contact_notes": ""}, "safe_contact_notes", "Say when and how it is safe"),
        ({"safe_post": "conditional"}, "rule_post", "Say when and how it is safe"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_question(changed: dict[str, Any], field: str, says: str) -> None:
    found = wrong(**changed)
    assert field in found and says in found[field]
    assert read(**changed).submission is None


def test_what_the_coordinator_would_ask_does_not_stop_it() -> None:
    assert any("why sharing without consent" in one for one in asked(consent="no"))
    assert any("Visible high risk" in one and "not said why" in one for one in asked(reason_VHR=""))
    assert any("Say in words what worries you" in one for one in asked(judgement_reason=""))
    assert read(judgement_reason="").submission is not None


@given(st.sampled_from(sorted(CHANNELS)), st.text(max_size=20))
def test_no_answer_but_yes_and_a_condition_ever_opens_a_channel(channel: str, answer: str) -> None:
    found = contact_by(channel, {CHANNELS[channel][0]: answer})
    assert (found.safe in ("yes", "conditional")) == (answer.strip() in ("yes", "conditional"))


def test_a_warning_about_people_makes_a_yes_conditional() -> None:
    one = read(safe_to_call="yes", safe_contact_notes="").submission
    assert one is not None and one.victim.contact is not None
    assert one.victim.contact.safe == "conditional"
    assert "Leave no voicemail. Not safe to speak to: Mark's mother" in one.victim.contact.rule
    assert one.victim.other_contacts == (Contact(channel="sms", safe="no"),)


def test_what_whoever_calls_must_know_stands_in_one_place() -> None:
    assert call_rule({"cover": "the dentist", "shared_device": "yes"}) == (
        "If somebody else answers: the dentist. Somebody else sees the victim's telephone or accounts"
    )


PERSON = st.dictionaries(st.sampled_from(["given_name", "dob", "unborn", "school"]), st.text(max_size=10))
ANSWER = st.one_of(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3), st.lists(PERSON, max_size=2))
ANSWERS = st.dictionaries(st.sampled_from([*WHOLE, "unknown_question"]), ANSWER, max_size=8)


@given(ANSWERS)
def test_whatever_was_typed_or_read_from_a_document_is_read_or_named_and_never_fails(answers: dict[str, Any]) -> None:
    found = read_answers(answers, reading=READING)
    assert (found.submission is None) == bool(found.problems)


def test_every_problem_leads_to_a_page_where_it_is_put_right() -> None:
    for changed in ({"victim_dob": "x"}, {"harmers": [{"dob": "x"}]}, {"dash_score": "99"}, {"referrer_email": "x"}):
        for why in (*read(**changed).problems, *read(**changed).gaps):
            assert step_asking(why.field or "") is not None, why.field


def test_the_shorter_run_asks_less_and_nothing_that_the_link_knows() -> None:
    assert {step.key for step in OUTSIDE} < {step.key for step in STEPS}
    asked_there = {one.key for step in OUTSIDE for one in step.questions}
    assert not asked_there & {"agency", "referred_on", "referrer_name", "recourse_to_public_funds", "dash_score"}


def test_only_the_coordinator_chooses_for_which_agency_she_refers() -> None:
    assert "agency" in {one.key for one in inside(chooses_agency=True)[0].questions}
    assert "agency" not in {one.key for one in inside(chooses_agency=False)[0].questions}


def test_no_question_is_asked_twice() -> None:
    keys = [one.key for step in STEPS if not step.repeats for one in step.questions]
    assert len(keys) == len(set(keys))
    assert len({step.key for step in STEPS}) == len(STEPS)


def test_how_far_a_page_is() -> None:
    contact, risk, victim = (step_of(key) for key in ("contact", "risk", "victim"))
    assert contact and risk and victim
    problems = read(victim_dob="x").problems
    assert progress_of(victim, {**WHOLE, "victim_dob": "x"}, problems, STEPS) is Progress.TO_CORRECT
    assert progress_of(victim, {}, problems, STEPS) is Progress.TO_DO
    assert progress_of(risk, {}, (), STEPS) is Progress.OPTIONAL
    assert progress_of(contact, {"safe_to_call": "not_asked"}, (), STEPS) is Progress.OPTIONAL
    assert progress_of(contact, {"safe_to_call": "no"}, (), STEPS) is Progress.FILLED


def test_a_list_of_drafts_shows_initials_and_marks_what_waits_for_a_week() -> None:
    assert initials_of(WHOLE) == "NI" and initials_of({}) == "?"
    assert is_old(NOW - OLD, now=NOW) and not is_old(NOW - OLD + timedelta(seconds=1), now=NOW)
    assert KEPT > OLD


@pytest.mark.parametrize(
    ("name", "organisation", "days", "field"),
    [("", "A school", 7, "name"), ("Jo", " ", 7, "organisation"), ("Jo", "A school", 29, "days"),
     ("Jo", "A school", 0, "days"), ("Jo", "A school", 7, None)],
)  # fmt: skip
def test_a_link_is_for_a_named_professional_and_a_limited_time(
    name: str, organisation: str, days: int, field: str | None
) -> None:
    why = link_refusal(name=name, organisation=organisation, days=days)
    assert (why.field if why else None) == field

"""Names, safe contact, and who may be the same person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.people.rules import (
    ContactAnswer,
    Known,
    PartKind,
    age_on,
    contact_line,
    filled,
    initials,
    likeness,
    name_key,
    why_not_recognised,
)
from openccr.people.rules.contact import STANDS

TODAY = date(2026, 3, 2)
ROWAN = Known(
    person_id=UUID(int=1),
    names=frozenset({("rowan", "tideswell")}),
    born_on=date(1990, 4, 3),
    places=frozenset({("phone", "p1"), ("postcode", "c1")}),
)
NAMES = st.frozensets(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=2)
BIRTHS = st.sampled_from([None, date(1990, 4, 3), date(1990, 3, 4), date(1971, 8, 9)])
PLACES = st.frozensets(st.tuples(st.sampled_from(["phone", "address", "postcode"]), st.sampled_from("12")), max_size=3)
KINDS = st.frozensets(st.sampled_from(list(PartKind)), max_size=2)
PEOPLE = st.builds(Known, person_id=st.uuids(), names=NAMES, born_on=BIRTHS, places=PLACES, kinds=KINDS)


def like(**changes: object) -> object:
    return likeness(ROWAN, replace(ROWAN, person_id=uuid4(), **changes))  # type: ignore[arg-type]


def reasons(**changes: object) -> tuple[str, ...]:
    found = like(**{"places": frozenset(), **changes})
    return found.reasons if found else ()  # type: ignore[attr-defined]


def test_names_are_compared_without_accents_case_or_punctuation() -> None:
    assert name_key("O'Neill") == name_key("ONEILL") == name_key("o neill")
    assert name_key("Zoë") == "zoe"
    assert initials("Rowan", "Tideswell") == "RT"
    assert initials("", "") == "?"


def test_an_age_is_counted_in_completed_years_and_the_unborn_have_none() -> None:
    assert age_on(date(1990, 3, 2), TODAY) == 36
    assert age_on(date(1990, 3, 3), TODAY) == 35
    assert age_on(date(2026, 5, 1), TODAY) is None
    assert age_on(None, TODAY) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "same name and date of birth"),
        ({"born_on": date(1990, 3, 4)}, "same name; day and month of birth the other way round"),
        ({"born_on": None}, "same name"),
        (
            {"names": frozenset({("tideswell", "rowan")})},
            "same name, given and family name the other way round and date of birth",
        ),
        ({"names": frozenset({("robin", "tideswell")})}, "same family name and date of birth"),
        ({"names": frozenset({("rowan", "marsh")})}, "same given name and date of birth"),
    ],
)
def test_why_two_may_be_one_is_said_in_words(changes: dict[str, object], said: str) -> None:
    assert reasons(**changes) == (said,)


def test_the_same_phone_number_is_a_reason_of_its_own() -> None:
    found = like(names=frozenset({("ash", "marsh")}), born_on=None, places=frozenset({("phone", "p1")}))
    assert found is not None
    assert found.reasons == ("same phone number",)
    assert found.against == ("no name in common",)


@pytest.mark.parametrize(
    "changes",
    [
        {"names": frozenset({("ash", "marsh")}), "born_on": None, "places": frozenset({("postcode", "c1")})},
        {"names": frozenset({("ash", "tideswell")}), "born_on": date(1960, 1, 1), "places": frozenset()},
        {"names": frozenset({("ash", "marsh")}), "places": frozenset()},
        {"names": frozenset({("rowan", "tideswell")}), "born_on": date(1960, 1, 1), "places": frozenset()},
        {"names": frozenset({("ash", "marsh")}), "born_on": date(1960, 1, 1), "places": frozenset({("phone", "p1")})},
    ],
    ids=[
        "a postcode alone",
        "a family name alone",
        "a birthday alone",
        "a name with another birth",
        "a family's phone",
    ],
)
def test_too_little_in_common_is_not_proposed(changes: dict[str, object]) -> None:
    assert like(**changes) is None


def test_a_slip_in_the_date_of_birth_is_seen_through_where_a_name_and_a_number_are_the_same() -> None:
    found = like(names=frozenset({("rowan", "marsh")}), born_on=date(1991, 4, 3), places=frozenset({("phone", "p1")}))
    assert found is not None
    assert found.reasons == ("same given name", "same phone number")
    assert found.against == ("the dates of birth differ",)


def test_the_phone_of_a_household_does_not_make_the_one_who_harms_of_the_victim() -> None:
    her = replace(ROWAN, kinds=frozenset({PartKind.VICTIM}))
    him = Known(uuid4(), names=frozenset({("ash", "marsh")}), places=ROWAN.places, kinds=frozenset({PartKind.HARMER}))
    assert likeness(her, him) is None
    assert likeness(her, replace(him, kinds=frozenset({PartKind.VICTIM}))) is not None


def test_a_common_name_weighs_less_than_a_name_with_its_birth_or_place() -> None:
    name = like(born_on=None, places=frozenset())
    place = like(born_on=None)
    birth = like(places=frozenset())
    assert name.strength < place.strength < birth.strength  # type: ignore[attr-defined]


@given(PEOPLE, PEOPLE)
def test_likeness_is_the_same_from_either_side(one: Known, other: Known) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert (there.strength, there.reasons, there.certain) == (back.strength, back.reasons, back.certain)


@given(PEOPLE, PEOPLE)
def test_nothing_is_proposed_without_a_reason_that_can_be_read(one: Known, other: Known) -> None:
    found = likeness(one, other)
    assert found is None or (found.reasons and all(found.reasons))


def answer(safe: str, *, days: int = 0, rule: str = "", asked: bool = True, channel: str = "phone") -> ContactAnswer:
    return ContactAnswer(channel, safe, rule, TODAY - timedelta(days=days) if asked else None)


def test_nobody_asked_means_no_contact() -> None:
    for answers in ([], [answer("not_asked", asked=False)]):
        line = contact_line(answers, today=TODAY, stands=STANDS)
        assert not line.known
        assert line.text == "Not asked yet: do not call, text or write"


def test_a_note_without_an_answer_is_shown_and_allows_nothing() -> None:
    line = contact_line(
        [answer("not_asked", rule="he has her phone on Mondays", asked=False)], today=TODAY, stands=STANDS
    )
    assert not line.known
    assert line.text == "Not asked yet: do not call, text or write. Noted: he has her phone on Mondays"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer("yes"), "Calls are safe (asked 2 March 2026)"),
        (answer("no", rule="He checks her phone."), "No calls. He checks her phone (asked 2 March 2026)"),
        (answer("conditional", rule="at six", channel="sms"), "Texts only in this way: at six (asked 2 March 2026)"),
        (
            answer("conditional"),
            "Calls only in this way: the condition is not recorded, so do not (asked 2 March 2026)",
        ),
    ],
)  # fmt: skip
def test_what_she_said_stands_with_its_rule_and_day(given: ContactAnswer, said: str) -> None:
    line = contact_line([given], today=TODAY, stands=STANDS)
    assert (line.text, line.known) == (said, True)


def test_an_answer_is_relied_on_for_90_days() -> None:
    assert contact_line([answer("yes", days=90)], today=TODAY, stands=STANDS).known
    old = contact_line([answer("yes", days=91)], today=TODAY, stands=STANDS)
    assert not old.known
    assert "ask again" in old.text
    assert not contact_line([answer("yes", asked=False)], today=TODAY, stands=STANDS).known


def test_the_newest_answer_counts_and_of_two_on_one_day_the_more_cautious() -> None:
    assert contact_line([answer("yes", days=9), answer("no")], today=TODAY, stands=STANDS).text.startswith("No calls")
    assert contact_line([answer("no", days=9), answer("yes")], today=TODAY, stands=STANDS).text.startswith(
        "Calls are safe"
    )
    for pair in (["yes", "no"], ["no", "yes"]):
        assert contact_line([answer(safe) for safe in pair], today=TODAY, stands=STANDS).text.startswith("No calls")


def test_each_channel_keeps_its_own_answer_and_the_most_cautious_stands_first() -> None:
    line = contact_line([answer("yes", channel="sms"), answer("no", days=9)], today=TODAY, stands=STANDS)
    assert line.text == "No calls (asked 21 February 2026); Texts are safe (asked 2 March 2026)"
    assert line.known
    old = contact_line([answer("yes", channel="sms", days=100), answer("no", days=100)], today=TODAY, stands=STANDS)
    assert not old.known


FILE, OTHER = uuid4(), uuid4()


def test_two_in_the_same_case_are_two_people() -> None:
    refusal = why_not_recognised(here=[(FILE, PartKind.VICTIM)], there=[(FILE, PartKind.OTHER)], reason="Her words.")
    assert refusal is not None
    assert "same case" in refusal.sentence


@pytest.mark.parametrize("pair", [(PartKind.VICTIM, PartKind.HARMER), (PartKind.HARMER, PartKind.VICTIM)])
def test_a_victim_and_one_who_harms_are_not_put_together(pair: tuple[PartKind, PartKind]) -> None:
    refusal = why_not_recognised(here=[(FILE, pair[0])], there=[(OTHER, pair[1])], reason="Her words.")
    assert refusal is not None
    assert "both ways round" in refusal.remedy


def test_a_reason_is_needed_to_put_people_together() -> None:
    parts = {"here": [(FILE, PartKind.VICTIM)], "there": [(OTHER, PartKind.CHILD)]}
    assert why_not_recognised(**parts, reason=" ") is not None
    assert why_not_recognised(**parts, reason="Her own words") is None


def test_blanks_are_filled_and_nothing_is_overwritten() -> None:
    stays = {"born_on": date(1990, 4, 3), "sex": "", "language": "English"}
    goes = {"born_on": date(1990, 3, 4), "sex": "female", "language": ""}
    change = filled(stays, goes)
    assert change.values == {"sex": "female"}
    assert change.differing == ("born on 3 April 1990 and 4 March 1990",)

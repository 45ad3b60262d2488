"""The rules of sharing, without a database."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from openccr.sharing.rules.agreements import AgreementState, Draft, state_of, why_no_agreement
from openccr.sharing.rules.grounds import Told, why_no_grounds, why_not_shared
from openccr.sharing.rules.marks import May, in_force
from openccr.sharing.rules.no_go import Entry, Recipient, people_there, stops, why_no_entry, why_not_told
from tests.sharing.cases import GROUNDS, without_told

HERE, THERE = uuid4(), uuid4()
HOUSING = Recipient(name="Willowmere Homes", agency_id=HERE, kind="housing")
BASES = ("art6_public_task",)


def test_grounds_that_are_whole_are_taken() -> None:
    assert why_no_grounds(GROUNDS, bases=BASES) is None


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"law": ("art9_safeguarding",)}, "basis"),
        ({"necessity": " "}, "necessity"),
        ({"proportionality": ""}, "proportionality"),
        ({"told": Told.NO, "why_not_told": ""}, "why_not_told"),
    ],
)
def test_grounds_that_lack_something_say_what(missing: dict[str, object], field: str) -> None:
    refusal = why_no_grounds(without_told(**missing), bases=BASES)
    assert refusal is not None and refusal.field == field


def test_whoever_was_told_needs_no_reason_why_not() -> None:
    assert why_no_grounds(without_told(told=Told.YES, why_not_told=""), bases=BASES) is None


@pytest.mark.parametrize(
    ("consent", "grounds", "shared"),
    [
        ("yes", False, True),
        ("no", False, False),
        ("unknown", False, False),
        ("no", True, True),
        ("unknown", True, True),
    ],
)
def test_consent_or_grounds_are_needed_and_not_known_counts_as_none(consent: str, grounds: bool, shared: bool) -> None:
    refusal = why_not_shared(consent=consent, grounds=grounds)
    assert (refusal is None) == shared
    assert refusal is None or "Sharing without consent" in refusal.remedy


@pytest.mark.parametrize(
    ("entry", "stopped"),
    [
        (Entry(id=HERE, agency_id=HERE), True),
        (Entry(id=HERE, agency_id=THERE), False),
        (Entry(id=HERE, kind="housing"), True),
        (Entry(id=HERE, kind="police"), False),
        (Entry(id=HERE, kind="housing", told_anyway=frozenset({HERE})), False),
        (Entry(id=HERE, kind="housing", told_anyway=frozenset({THERE})), True),
        (Entry(id=HERE, agency_id=HERE, person="Bea Lindqvist"), False),
    ],
)
def test_an_agency_is_stopped_by_its_name_or_its_kind_unless_it_was_decided_to_tell_it(
    entry: Entry, stopped: bool
) -> None:
    assert stops(entry, HOUSING) == stopped
    assert (why_not_told([entry], HOUSING) is not None) == stopped


@pytest.mark.parametrize(
    ("entry", "stopped"),
    [
        (Entry(id=HERE, person="bea  LINDQVIST"), True),
        (Entry(id=HERE, agency_id=HERE, person="Bea Lindqvist"), True),
        (Entry(id=HERE, agency_id=THERE, person="Bea Lindqvist"), False),
        (Entry(id=HERE, person="Eve Castellan"), False),
        (Entry(id=HERE, agency_id=HERE), True),
    ],
)
def test_a_person_is_stopped_by_name_however_it_is_written_and_with_her_whole_agency(
    entry: Entry, stopped: bool
) -> None:
    one = Recipient(name="Bea", agency_id=HERE, kind="housing", person="Bea Lindqvist")
    assert stops(entry, one) == stopped


def test_whoever_invites_an_agency_is_warned_of_people_there() -> None:
    entries = [Entry(id=HERE, agency_id=HERE, person="Bea Lindqvist"), Entry(id=THERE, person="Somebody Else")]
    assert people_there(entries, HERE) == ["Bea Lindqvist"]


@pytest.mark.parametrize(
    "given",
    [
        {"agency": False, "kind": "", "person": "", "words": "x", "coordinating": False},
        {"agency": True, "kind": "housing", "person": "", "words": "x", "coordinating": False},
        {"agency": True, "kind": "", "person": "", "words": " ", "coordinating": False},
        {"agency": True, "kind": "", "person": "", "words": "x", "coordinating": True},
    ],
)
def test_a_line_names_somebody_and_why_and_never_the_agency_that_keeps_the_list(given: dict[str, object]) -> None:
    assert why_no_entry(**given) is not None  # type: ignore[arg-type]


def test_a_person_of_the_coordinating_agency_can_stand_on_the_list() -> None:
    assert why_no_entry(agency=True, kind="", person="Amina Okafor", words="x", coordinating=True) is None


def test_what_she_said_comes_before_what_is_usual() -> None:
    assert in_force({"health": "said", "her_words": "minuted"}, {"health": "idva_only"}) == {
        "health": May.IDVA_ONLY,
        "her_words": May.MINUTED,
    }


@pytest.mark.parametrize(
    ("may", "said", "minuted"), [(May.MINUTED, True, True), (May.SAID, True, False), (May.IDVA_ONLY, False, False)]
)
def test_what_may_be_said_is_not_always_minuted(may: May, said: bool, minuted: bool) -> None:
    assert (may.be_said, may.be_minuted) == (said, minuted)


@pytest.mark.parametrize(
    ("review_on", "ended_on", "state"),
    [
        (date(2026, 12, 31), None, AgreementState.IN_FORCE),
        (date(2026, 3, 31), None, AgreementState.REVIEW_SOON),
        (date(2026, 3, 2), None, AgreementState.REVIEW_SOON),
        (date(2026, 3, 1), None, AgreementState.REVIEW_LATE),
        (date(2026, 12, 31), date(2026, 3, 2), AgreementState.ENDED),
    ],
)
def test_an_agreement_says_when_its_review_is_due(
    review_on: date, ended_on: date | None, state: AgreementState
) -> None:
    assert state_of(review_on=review_on, ended_on=ended_on, today=date(2026, 3, 2)) is state


def test_an_agreement_is_between_two_agencies_and_reviewed_after_it_starts() -> None:
    draft = Draft(
        title="x",
        purpose="x",
        law=BASES,
        from_on=date(2026, 1, 1),
        review_on=date(2027, 1, 1),
        agency_ids=(HERE, THERE),
    )
    assert why_no_agreement(draft) is None
    for changed in (
        Draft(**{**draft.__dict__, "agency_ids": (HERE, HERE)}),
        Draft(**{**draft.__dict__, "review_on": date(2026, 1, 1)}),
    ):
        assert why_no_agreement(changed) is not None

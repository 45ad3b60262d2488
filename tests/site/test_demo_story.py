"""The invented area before any database: its margins, its calendar, and that nobody in it is anybody."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from openccr.content import Pack, load
from openccr.people.rules import age_on
from openccr.site.demo import acts
from openccr.site.demo.story import Story, invent

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load()


@pytest.fixture(scope="module")
def large(pack: Pack) -> Story:
    """Enough cases for shares to come close to what they should be."""
    return invent(pack=pack, size="large", months=12, seed=5, today=TODAY, cases=3_000)


@pytest.fixture(scope="module")
def every(large: Story) -> list[acts.Case]:
    return _cases(large)


@pytest.fixture(scope="module")
def heard(every: list[acts.Case]) -> list[acts.Case]:
    return [case for case in every if _of(case, acts.Heard)]


def _cases(story: Story) -> list[acts.Case]:
    return [case for cases in story.cases() for case in cases]


def _of(case: acts.Case, kind: type) -> list:
    return [act for act in case.acts if isinstance(act, kind)]


def _percent(cases: list, number: int) -> float:
    return 100 * number / len(cases)


def test_the_same_seed_gives_the_same_area(pack: Pack) -> None:
    one, again, other = (invent(pack=pack, size="small", months=6, seed=seed, today=TODAY) for seed in (3, 3, 4))
    assert _cases(one) == _cases(again)
    assert one.gatherings == again.gatherings
    assert _cases(one) != _cases(other)


def test_an_area_has_exactly_the_cases_asked_for(every: list[acts.Case]) -> None:
    assert len(every) == 3_000


@pytest.mark.parametrize(
    ("what", "published", "within", "counts"),
    [
        ("repeats", 31, 3, lambda case: any(act.repeat for act in _of(case, acts.RepeatDecided))),
        ("referrals from partners", 36.1, 3, lambda case: case.submission.agency.kind != "police"),
        ("male victims", 6.4, 1.5, lambda case: case.submission.victim.sex == "male"),
        ("victims recorded as disabled", 10.1, 2, lambda case: case.submission.victim.disability == "yes"),
        ("victims recorded as LGBT+", 1.6, 0.8, lambda case: case.submission.victim.lgbt == "yes"),
        ("high scores", 62, 4, lambda case: "VHR" in case.submission.criteria),
    ],
)
def test_margins_come_to_the_published_ones(
    heard: list[acts.Case], what: str, published: float, within: float, counts: object
) -> None:
    share = _percent(heard, sum(bool(counts(case)) for case in heard))  # type: ignore[operator]
    assert share == pytest.approx(published, abs=within), what


def test_children_and_ages_come_to_the_published_ones(heard: list[acts.Case]) -> None:
    children = sum(len(case.submission.children) for case in heard) / len(heard)
    assert children == pytest.approx(1.24, abs=0.1)
    ages = [age_on(case.submission.victim.born_on, case.submission.referred_on) for case in heard]
    known = [age for age in ages if age is not None]
    assert min(known) >= 16
    assert _percent(known, sum(age < 18 for age in known)) == pytest.approx(1.3, abs=0.8)


def test_nobody_comes_back_before_they_came(every: list[acts.Case]) -> None:
    when = {case.number: case.submission.referred_on for case in every}
    for case in every:
        for act in _of(case, acts.Recognised):
            assert when[act.earlier] < when[case.number]


def test_nothing_of_today_or_later_has_happened(every: list[acts.Case]) -> None:
    assert all(act.at.date() < TODAY for case in every for act in case.acts)
    assert all(case.acts[0].at == min(act.at for act in case.acts) for case in every)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 12, 24), date(2027, 1, 2), date(2026, 4, 4)])
@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_a_meeting_is_coming_whose_agenda_is_out_whatever_day_it_is(pack: Pack, size: str, day: date) -> None:
    story = invent(pack=pack, size=size, months=3, seed=1, today=day)
    coming = [one for one in story.gatherings if one.on >= day and one.circulated_at]
    assert len(coming) == 1
    listed = [case for case in _cases(story) if any(a.meeting == coming[0].number for a in _of(case, acts.Listed))]
    assert len(listed) >= 4
    assert any(not _of(case, acts.TakenOff) for case in listed)


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_no_meeting_falls_into_a_week_with_a_bank_holiday(pack: Pack, size: str) -> None:
    story = invent(pack=pack, size=size, months=12, seed=1, today=TODAY)
    for one in story.gatherings:
        monday = one.on - timedelta(days=one.on.weekday())
        assert not {monday + timedelta(days=number) for number in range(5)} & set(pack.holidays)


def test_a_small_area_shows_every_decision(pack: Pack) -> None:
    cases = _cases(invent(pack=pack, size="small", months=12, seed=1, today=TODAY))
    last = [case.acts[-1] for case in cases]
    moves = Counter(act.move for act in last if isinstance(act, acts.Triaged))
    assert {"send_back", "appeal"} <= set(moves)
    assert any(isinstance(act, acts.NotMetConfirmed) for act in last)
    assert {act.move for case in cases for act in _of(case, acts.TakenOff)} == {"defer", "withdraw"}
    assert {act.move for case in cases for act in _of(case, acts.ActionEnded)} == {"complete", "give_up", "decline"}
    assert sum(isinstance(case.acts[-1], acts.Referred) for case in cases) >= 3


def test_the_excluded_persona_is_kept_out_of_a_case_on_the_coming_agenda(pack: Pack) -> None:
    story = invent(pack=pack, size="small", months=12, seed=1, today=TODAY)
    eve = story.place.personas["excluded"]
    kept = [case for case in _cases(story) if any(act.whom is eve for act in _of(case, acts.Excluded))]
    assert kept
    for case in kept:
        assert any("housing" in act.asked for act in _of(case, acts.Listed))
        assert not any(act.by is eve for act in case.acts)


def test_nobody_acts_on_a_case_that_they_are_kept_out_of(every: list[acts.Case]) -> None:
    for case in every:
        out = {act.whom.user_id for act in _of(case, acts.Excluded)}
        assert not out & {act.by.user_id for act in case.acts}


def test_no_colleague_has_the_name_of_anybody_in_a_case(large: Story, every: list[acts.Case]) -> None:
    described = [one for case in every for one in _described(case)]
    families = {name.family for one in described for name in one.names} - {""}
    assert len(families) > 100
    assert not families & {word for staff in large.place.staff() for word in staff.name.split()}


def _described(case: acts.Case) -> list:
    sent = case.submission
    return [sent.victim, *(one.described for one in sent.harmers), *sent.children]


def test_nobody_invented_can_be_taken_for_somebody(large: Story, every: list[acts.Case]) -> None:
    for case in every:
        sent = case.submission
        assert sent.referrer_email.endswith(".example")
        places = [*sent.victim.places, *(place for one in sent.harmers for place in one.described.places)]
        for kind, text in places:
            form = {
                "phone": r"07700900\d{3}", "postcode": r"ZY\d \d[A-Z]{2}",
                "address": r"\d+ [A-Z][a-z]+(-up)? [A-Z][a-z]+, (Nowhere|Elsewhere)",
            }[kind]  # fmt: skip
            assert re.fullmatch(form, text), text
    assert all(staff.email.endswith(".example") for staff in large.place.staff())


def test_an_invented_postcode_can_be_written_in_a_referral() -> None:
    from openccr.tabular import Cell, read_postcode

    assert read_postcode(Cell("ZY6 9JU", "ZY6 9JU")) == "ZY6 9JU"


def test_defects_are_there_to_be_found(pack: Pack, every: list[acts.Case]) -> None:
    cases = every
    numbers = pack.generator["marac"].defects
    elsewhere = sum("Elsewhere" in str(case.submission.victim.places) for case in cases)
    assert _percent(cases, elsewhere) == pytest.approx(numbers.wrong_address.percent, abs=1.5)
    wrong = [case for case in cases if case.submission.victim.contact.safe == "yes"]  # type: ignore[union-attr]
    corrected = sum(any(act.safe == "no" for act in _of(case, acts.ContactSaid)) for case in wrong)
    assert _percent(cases, corrected) == pytest.approx(numbers.unsafe_phone_recorded_as_safe.percent, abs=1.5)
    kept_out = sum(bool(_of(case, acts.Excluded)) for case in cases)
    assert _percent(cases, kept_out) == pytest.approx(numbers.perpetrator_employed_by_agency.percent, abs=1)
    names = Counter(case.submission.victim.names[0] for case in cases)
    harmers = {one.described.names[0] for case in cases for one in case.submission.harmers}
    assert harmers & set(names), "no counter-allegation"
    assert any(_of(case, acts.Died) for case in cases)


def test_text_speaks_of_a_man_as_a_man(every: list[acts.Case]) -> None:
    men = [case for case in every if case.submission.victim.sex == "male"]
    said = " ".join(act.notes.her_views + act.notes.discussion for case in men for act in _of(case, acts.Heard))
    assert not re.search(r"\b([Ss]he|[Hh]er)\b", said)
    assert "{" not in said

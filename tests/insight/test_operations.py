"""What is counted, who may have it, and what is frozen when a quarter is signed off."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.operations.triage import confirm_repeat
from openccr.insight import operations
from openccr.insight.counting import NOT_YET, sittings
from openccr.insight.models import ExactFigures, Release
from openccr.insight.operations import sign_off
from openccr.insight.queries import QuarterFigures, beside_national, quarter_figures, quarters
from openccr.insight.rules.figures import FEW, Figure
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from tests.insight.returns import AFTER, JULY, QUARTER, SEPTEMBER, Given, held
from tests.makers import Area

pytestmark = pytest.mark.django_db

TODAY = AFTER.date()


def seen_by(actor: Actor) -> QuarterFigures:
    return quarter_figures(actor=actor, quarter=QUARTER, today=TODAY)


def figure(found: QuarterFigures, key: str) -> Figure:
    return next(one for one in found.figures if one.key == key)


def count_of(found: QuarterFigures, key: str) -> object:
    return figure(found, key).count


@contextmanager
def refused() -> Iterator[None]:
    """The database refuses, and the transaction goes on."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.sqlstate == "42501", caught.value


def another_coordinator(area: Area) -> Actor:
    """A second coordinator of the whole area, for whom an exclusion can be made."""
    return replace(area.amina, user_id=area.carl.user_id)


def test_a_quarter_counts_cases_repeats_children_sources_and_the_rate(area: Area) -> None:
    held(area, JULY, [Given(repeat=True, children=2), Given(source="idva", children=1)])
    held(area, SEPTEMBER, [Given(repeat=True), Given(source="housing"), Given(source="other")])
    found = seen_by(area.amina)
    counts = {key: count_of(found, key) for key in ("meetings", "cases", "repeats", "children", "partner")}
    assert counts == {"meetings": 2, "cases": 5, "repeats": 2, "children": 3, "partner": 3}
    assert figure(found, "repeats").value == pytest.approx(40)
    assert figure(found, "rate_per_10000").value == pytest.approx(5 / 92_000 * 10_000)
    sources = {part.key: part.count for part in figure(found, "sources").parts if part.count}
    assert sources == {"police": 2, "idva": 1, "housing": 1, "other": 1}
    assert [(one.on, one.counts["cases"]) for one in found.meetings] == [(JULY, 2), (SEPTEMBER, 3)]
    assert found.missing == ()


def test_what_is_recorded_of_victims_is_counted_with_what_is_not(area: Area) -> None:
    held(
        area,
        JULY,
        [
            Given(ethnicity="asian_indian", lgbt="yes", disability="yes"),
            Given(ethnicity="", lgbt="not_recorded", disability="", sex="male"),
            Given(ethnicity="prefers_not_to_say", sex="", born_on=None, harmer_born_on=None),
        ],
    )
    found = seen_by(area.amina)
    counted = {
        key: (figure(found, key).count, figure(found, key).unknown) for key in ("minoritised", "lgbt", "disability")
    }
    assert counted == {"minoritised": (1, 1), "lgbt": (1, 1), "disability": (1, 1)}
    assert (figure(found, "male").count, figure(found, "male").unknown) == (1, 1)
    assert (figure(found, "victims_16_17").count, figure(found, "victims_16_17").unknown) == (0, 1)
    assert (figure(found, "harmers_to_17").count, figure(found, "harmers_to_17").unknown) == (0, 1)


@pytest.mark.parametrize(
    ("born_on", "counted"),
    [
        (date(2008, 7, 14), 0),  # 18 on the day of the meeting
        (date(2008, 7, 15), 1),  # 18 on the day after
        (date(2010, 7, 14), 1),  # 16 on the day
        (date(2010, 7, 15), 0),
    ],
)
def test_ages_are_those_of_the_day_of_the_meeting(area: Area, born_on: date, counted: int) -> None:
    held(area, JULY, [Given(born_on=born_on, harmer_born_on=born_on)])
    found = seen_by(area.amina)
    assert count_of(found, "victims_16_17") == counted
    assert count_of(found, "harmers_to_17") == int(born_on > date(2008, 7, 14))


def test_only_cases_heard_count_and_only_in_their_quarter(area: Area) -> None:
    held(area, date(2026, 6, 30), [Given()])
    held(area, JULY, [Given()])
    found = seen_by(area.amina)
    assert count_of(found, "cases") == 1
    assert next(one for one in found.twelve_months if one.key == "cases").count == 2


def test_cases_that_their_agency_alone_sees_count_all_the_same(area: Area) -> None:
    case = held(area, JULY, [Given(), Given()])[0]
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=AFTER)
    assert count_of(seen_by(area.amina), "cases") == 2
    assert count_of(seen_by(area.commands), "cases") == 2


def test_open_cases_and_meetings_keep_a_quarter_from_being_signed_off(area: Area) -> None:
    held(area, JULY, [Given()], close=False)
    held(area, SEPTEMBER, [Given()], hear=False)
    held(area, date(2026, 8, 11), [])  # planned and never needed: it holds nothing up
    said = [one.sentence for one in seen_by(area.amina).missing]
    assert said == [
        "The meeting of 14 July 2026 is not closed.",
        "1 case of the meeting of 8 September 2026 is still open.",
    ]
    with pytest.raises(Refusal, match="not closed"):
        sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)


def test_a_repeat_or_source_that_nobody_recorded_is_mentioned(area: Area) -> None:
    held(area, JULY, [Given(repeat=None), Given(repeat=True, source="pigeon")])
    found = seen_by(area.amina)
    assert count_of(found, "repeats") == 1
    assert found.cautions[:2] == [
        "Nobody has said whether 1 case is a repeat: counted as not.",
        "1 case came from none of the listed sources: counted as no partner's.",
    ]


def test_a_quarter_that_still_runs_is_not_signed_off(area: Area) -> None:
    held(area, JULY, [Given()])
    with pytest.raises(Refusal, match="runs until 30 September 2026"):
        sign_off(actor=area.amina, quarter=QUARTER, at=AFTER.replace(month=9, day=30))


def test_nobody_but_a_coordinator_sees_figures_before_they_are_signed_off(area: Area) -> None:
    held(area, JULY, [Given()])
    fay = seen_by(area.fay)
    assert (fay.figures, fay.meetings, fay.exact, fay.missing) == ((), (), False, ())
    with acting_as(area.fay), refused():
        sittings([])
    for actor in (area.bea, area.grace, area.dee):
        with pytest.raises(Refusal):
            seen_by(actor)


def test_after_signing_off_others_see_rounded_figures_without_meetings(area: Area) -> None:
    held(area, JULY, [Given(children=1), Given(children=1, lgbt="yes"), *[Given(repeat=True, children=1)] * 5])
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    fay = seen_by(area.fay)
    shown = {key: count_of(fay, key) for key in ("cases", "children", "repeats", "lgbt", "male")}
    assert shown == {"cases": 5, "children": 5, "repeats": 5, "lgbt": FEW, "male": 0}
    assert figure(fay, "rate_per_10000").value == pytest.approx(5 / 92_000 * 10_000)
    assert figure(fay, "lgbt").value is None
    assert fay.meetings == ()
    assert count_of(seen_by(area.amina), "cases") == 7


def test_an_analyst_reads_what_the_chair_reads(area: Area) -> None:
    held(area, JULY, [Given()] * 6)
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    assert seen_by(replace(area.grace, role="analyst")) == seen_by(area.fay)


def test_a_coordinator_of_another_agency_does_not_see_every_figure(area: Area) -> None:
    held(area, JULY, [Given()])
    assert seen_by(replace(area.bea, role="coordinator")).figures == ()


def test_a_coordinator_kept_out_of_any_case_sees_what_everybody_else_sees(area: Area) -> None:
    """Whether that case is counted in this quarter makes no difference: the difference would tell."""
    other = another_coordinator(area)
    elsewhere = held(area, date(2026, 4, 14), [Given()])[0]
    held(area, JULY, [Given()] * 6)
    assert count_of(seen_by(other), "cases") == 6
    exclude(actor=area.amina, file=elsewhere.file, user_id=other.user_id, reason="her brother", at=AFTER)
    assert seen_by(other) == seen_by(area.fay)
    with acting_as(other), refused():
        sittings([])
    with pytest.raises(Refusal, match=NOT_YET):
        sign_off(actor=other, quarter=QUARTER, at=AFTER)
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    assert seen_by(other) == seen_by(area.fay)
    assert count_of(seen_by(other), "cases") == 5
    with acting_as(other):
        assert not ExactFigures.objects.exists()


def test_signed_off_figures_stay_and_say_what_has_changed_since(area: Area) -> None:
    case = held(area, JULY, [Given(), Given()])[0]
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    confirm_repeat(
        actor=area.amina, file_id=case.file, referral_id=case.referral, repeat=True, previous_id=None, at=AFTER
    )
    found = seen_by(area.amina)
    assert count_of(found, "repeats") == 0
    assert found.changed == ("Repeat cases: 0 when signed off, 1 now.",)
    with pytest.raises(Refusal, match="Say why"):
        sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER, reason="A repeat was found late.")
    found = seen_by(area.amina)
    assert (count_of(found, "repeats"), found.changed) == (1, ())
    assert found.signed is not None
    assert (found.signed.number, found.signed.reason) == (2, "A repeat was found late.")
    with pytest.raises(Refusal, match="nothing has changed"):
        sign_off(actor=area.amina, quarter=QUARTER, at=AFTER, reason="again")


def test_what_was_not_recorded_stays_as_it_was_when_the_figures_were_signed_off(area: Area) -> None:
    case = held(area, JULY, [Given(repeat=None), Given(repeat=None)])[0]
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    confirm_repeat(
        actor=area.amina, file_id=case.file, referral_id=case.referral, repeat=False, previous_id=None, at=AFTER
    )
    assert "Nobody has said whether 2 cases are repeats: counted as not." in seen_by(area.amina).cautions


def test_signing_off_is_recorded_and_the_list_says_so(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    # An event of no file is read by nobody here, so it is caught on its way to the audit.
    recorded: list[object] = []
    monkeypatch.setattr(operations, "record", lambda type, *, subjects, at: recorded.append((type, subjects)))
    held(area, JULY, [Given()])
    release = sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    assert recorded == [("figures.signed_off", [release])]
    lines = quarters(actor=area.fay, today=TODAY)
    assert [(str(one.quarter), one.running, one.signed is not None) for one in lines] == [
        ("2026Q4", True, False),
        ("2026Q3", False, True),
    ]


def test_a_quarter_without_meetings_is_a_nil_return(area: Area) -> None:
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    assert count_of(seen_by(area.fay), "cases") == 0


@pytest.mark.parametrize("name", ["fay", "bea", "amina"])
def test_what_is_signed_off_can_neither_be_changed_nor_taken_away(area: Area, name: str) -> None:
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    for statement in ("UPDATE insight_release SET reason = 'x'", "DELETE FROM insight_exactfigures"):
        with acting_as(area.actors[name]), refused(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nobody_else_can_sign_off_past_the_operation(area: Area) -> None:
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    with acting_as(area.amina):
        made = Release.objects.get()
    forged = replace_release(made, signed_off_by=area.fay.appointment_id)
    for actor in (area.fay, area.bea, area.commands):
        with acting_as(actor), refused():
            forged.save(force_insert=True)
    with acting_as(area.amina), refused():
        forged.save(force_insert=True)  # in somebody else's name


def replace_release(release: Release, *, signed_off_by: uuid.UUID | None) -> Release:
    values = {field.attname: getattr(release, field.attname) for field in Release._meta.concrete_fields}
    return Release(**{**values, "id": uuid.uuid4(), "number": 9, "signed_off_by": signed_off_by})


def test_the_area_stands_beside_the_national_figures_with_their_source(area: Area) -> None:
    held(area, JULY, [Given(source="idva", children=3), Given(), Given(), Given()])
    beside = beside_national(actor=area.amina, today=TODAY)
    rows = {row.key: row for row in beside.rows}
    assert rows["partner"].here == pytest.approx(25)
    assert rows["partner"].national == 36.1
    assert rows["children"].here == pytest.approx(0.75)
    assert rows["children"].national == pytest.approx(148_270 / 119_985)
    assert "30 September 2024" in beside.published
    assert "SafeLives" in beside.published
    assert beside.period is not None
    assert (beside.period.first, beside.period.last) == (date(2025, 10, 6), TODAY)


def test_others_see_the_national_figures_beside_what_was_last_signed_off(area: Area) -> None:
    held(area, JULY, [Given()] * 12)
    before = beside_national(actor=area.fay, today=TODAY)
    assert before.period is None
    assert {row.here for row in before.rows} == {None}
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    after = beside_national(actor=area.fay, today=TODAY)
    assert after.period == QUARTER.twelve_months
    assert next(row for row in after.rows if row.key == "rate_per_10000").count == 10

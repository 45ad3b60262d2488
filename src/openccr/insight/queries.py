"""The figures of a quarter, and those of the area beside the national ones, for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.models import Meeting
from openccr.content.schema.returns import Return
from openccr.insight.counting import (
    QuarterCount,
    area_of,
    count_period,
    count_quarter,
    form_of,
    sees_every_figure,
    versioned,
)
from openccr.insight.models import ExactFigures, Release
from openccr.insight.rules.comparing import SERIES, Compared, about, compared
from openccr.insight.rules.counted import MeetingCounts
from openccr.insight.rules.figures import Figure
from openccr.insight.rules.freezing import changed, thawed, thawed_meetings
from openccr.insight.rules.missing import Missing, cautions
from openccr.insight.rules.quarters import Quarter, quarter_of, recent, twelve_months_to
from openccr.kernel.actors import Actor
from openccr.kernel.periods import Period
from openccr.partnership.practice import practice

LISTED = 8
"""How many quarters the list shows, back to the first meeting."""


@dataclass(frozen=True)
class Signed:
    """That a quarter was signed off: the last time, when it was corrected."""

    number: int
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class QuarterLine:
    """A quarter in the list."""

    quarter: Quarter
    running: bool
    signed: Signed | None


@dataclass(frozen=True, kw_only=True)
class QuarterFigures:
    """The figures of a quarter as this actor may have them: as signed off, else as they count now, else none.

    Args:
        exact: to the last case; otherwise rounded, without meetings.
        figures: empty when they are not shown yet.
        missing: what keeps the quarter from being signed off.
        undecided, without_source: cases for which a repeat, or a known source, is not recorded.
        changed: what counts differently since it was signed off.
    """

    quarter: Quarter
    form: Return
    exact: bool
    signed: Signed | None = None
    figures: tuple[Figure, ...] = ()
    twelve_months: tuple[Figure, ...] = ()
    meetings: tuple[MeetingCounts, ...] = ()
    missing: tuple[Missing, ...] = ()
    undecided: int = 0
    without_source: int = 0
    changed: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Shown, and nobody has signed them off."""
        return bool(self.figures) and self.signed is None

    @property
    def cautions(self) -> list[str]:
        """What to bear in mind when reading them."""
        return cautions(self.figures, undecided=self.undecided, without_source=self.without_source)


def quarters(*, actor: Actor, today: date) -> list[QuarterLine]:
    """The running quarter and those before it, newest first, and which are signed off."""
    with acting_as(actor):
        must(actor, "insight.figures")
        shown = [one for one in recent(today, number=LISTED) if one >= first_quarter(today)]
        rows = Release.objects.filter(first_on__gte=shown[-1].period.first).order_by("number")
        signed = {row.first_on: _signed(row) for row in rows}
        return [QuarterLine(one, one == shown[0], signed.get(one.period.first)) for one in shown]


def first_quarter(today: date) -> Quarter:
    """The quarter of the first meeting that the acting person sees; without one, this quarter."""
    first = Meeting.objects.order_by("on").values_list("on", flat=True).first()
    return quarter_of(min(first or today, today))


def quarter_figures(*, actor: Actor, quarter: Quarter, today: date) -> QuarterFigures:
    """The figures of a quarter as `actor` may have them. Raises Refusal for a role that does not work with figures."""
    with acting_as(actor):
        must(actor, "insight.figures")
        pack = practice(actor)
        form = form_of(pack)
        release = Release.objects.filter(form=versioned(form), first_on=quarter.period.first).order_by("number").last()
        found = QuarterFigures(
            quarter=quarter, form=form, exact=sees_every_figure(), signed=_signed(release) if release else None
        )
        if not found.exact:
            return _as_published(found, release)
        count = count_quarter(actor=actor, quarter=quarter, today=today, pack=pack)
        return _as_signed_off(found, release, count) if release else _as_counted(found, count)


def _as_published(found: QuarterFigures, release: Release | None) -> QuarterFigures:
    if release is None:
        return found
    return replace(found, figures=thawed(release.figures), twelve_months=thawed(release.twelve_months))


def _as_signed_off(found: QuarterFigures, release: Release, count: QuarterCount) -> QuarterFigures:
    exact = ExactFigures.objects.get(release=release)
    figures = thawed(exact.figures)
    return replace(
        found,
        figures=figures,
        twelve_months=thawed(exact.twelve_months),
        meetings=thawed_meetings(exact.meetings),
        missing=tuple(count.missing),
        undecided=_unknown(figures, found.form, "repeat_not_decided"),
        without_source=_unknown(figures, found.form, "source_not_recorded"),
        changed=tuple(changed(figures, count.figures)),
    )


def _unknown(figures: Sequence[Figure], form: Return, measure: str) -> int:
    """For how many cases it was not recorded when the figures were signed off: they say it, whatever counts now."""
    told = {key for key, cell in form.cells.items() if cell.unknown == measure}
    return next((one.unknown for one in figures if one.key in told and isinstance(one.unknown, int)), 0)


def _as_counted(found: QuarterFigures, count: QuarterCount) -> QuarterFigures:
    return replace(
        found,
        figures=count.figures,
        twelve_months=count.twelve_months,
        meetings=count.meetings,
        missing=tuple(count.missing),
        undecided=count.undecided,
        without_source=count.without_source,
    )


def _signed(release: Release) -> Signed:
    return Signed(release.number, release.signed_off_at, release.signed_off_name, release.reason)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The area's twelve months beside the published national ones.

    Args:
        period: the area's twelve months; None when none are shown yet.
        exact: to the last case; otherwise rounded, and as last signed off.
        rows: figure by figure; without the area's own when none are shown yet.
        published: what the national column is, with its source.
        women, women_source: the rate's denominator, and where it comes from.
    """

    period: Period | None
    exact: bool
    cases: Iterable[Figure]
    rows: list[Compared]
    published: str
    women: int | None
    women_source: str
    cautions: list[str]


def beside_national(*, actor: Actor, today: date) -> Beside:
    """The area's last twelve months beside the last published national row.

    For those who see every figure the twelve months end today; for others with the quarter last signed off.
    """
    with acting_as(actor):
        must(actor, "insight.figures")
        pack = practice(actor)
        series = pack.figures[SERIES]
        exact = sees_every_figure()
        if exact:
            period: Period | None = twelve_months_to(today)
            figures = count_period(actor=actor, period=twelve_months_to(today), pack=pack)
        else:
            release = Release.objects.filter(form=versioned(form_of(pack))).order_by("first_on", "number").last()
            period = quarter_of(release.first_on).twelve_months if release else None
            figures = thawed(release.twelve_months) if release else ()
        area = area_of(actor)
        return Beside(
            period=period,
            exact=exact,
            cases=figures,
            rows=compared(figures, series),
            published=about(series, series.rows[-1], pack),
            women=area.adult_women,
            women_source=area.adult_women_source,
            cautions=cautions(figures),
        )

"""The cases behind a figure, for those who see every figure."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from openccr.insight.drilling import Named, cases_behind
from openccr.insight.pages import pages
from openccr.insight.pages.figures import quarter_named
from openccr.insight.rules.quarters import Quarter, last_day
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.periods import Period
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import PER_PAGE, Column, Listing, offer, table


class _Case:
    """A case behind a figure, as a row."""

    def __init__(self, named: Named) -> None:
        self.id = named.case.hearing_id
        self.href = reverse("conference.case", kwargs={"file": named.case.file_id})
        self.reference = named.reference
        self.initials = named.initials
        self.heard = day_words(named.case.heard_on)


def _when(quarter: Quarter, params: Any) -> tuple[Period, str]:
    """The days that the address asks for, and how they are called: the quarter's, its twelve months, or one meeting's.

    Raises NotFound for a day that is none, or not of that quarter.
    """
    if "year" in params:
        return quarter.twelve_months, f"12 months to {day_words(last_day(quarter.period))}"
    if "on" not in params:
        return quarter.period, quarter.name
    try:
        day = date.fromisoformat(params["on"])
    except ValueError:
        raise NotFound from None
    if day not in quarter.period:
        raise NotFound
    return Period(day, day), f"Meeting of {day_words(day)}"


def _cases(*, actor: Actor, quarter: str, cell: str, params: Any, page: int) -> Listing:
    unknown, source = "unknown" in params, params.get("source")
    shown = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    period, when = _when(quarter_named(quarter), params)
    found = cases_behind(actor=actor, period=period, key=cell, unknown=unknown, source=source, shown=shown)
    what = f"{found.cell.name}: not recorded" if unknown else found.cell.name
    if source is not None:
        listed = practice(actor).agencies.referral_sources
        what = f"{what}: {listed[source].name if source in listed else 'no source recorded'}"
    return Listing(
        rows=[_Case(one) for one in found.cases],
        total=found.total,
        columns=[Column("reference", "Case"), Column("initials", "Initials"), Column("heard", "Heard on")],
        empty={"text": "No case counts here."},
        note=f"{what}. {when}, as recorded now.",
        actions=[offer(actor, text="The quarter", page="insight.quarter", may="insight.figures", quarter=quarter)],
    )


table(
    pages, "figures/<str:quarter>/cases/<slug:cell>/", name="cases", title="The cases behind a figure",
    may="insight.figures", query=_cases, reads="figures.opened",
)  # fmt: skip

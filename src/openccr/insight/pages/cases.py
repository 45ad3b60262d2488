"""The cases behind a figure, for those who see every figure."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from openccr.insight.drilling import Named, cases_behind
from openccr.insight.pages import pages
from openccr.insight.pages.figures import quarter_named
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import PER_PAGE, Column, Listing, offer, table


class _Case:
    """A case behind a figure, as a row."""

    def __init__(self, named: Named) -> None:
        self.id = named.case.hearing_id
        self.href = reverse("conference.case", kwargs={"file": named.case.file_id})
        self.reference = named.reference
        self.initials = named.initials
        self.heard = day_words(named.case.heard_on)


def _cases(*, actor: Actor, quarter: str, cell: str, params: Any, page: int) -> Listing:
    unknown = "unknown" in params
    shown = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    found = cases_behind(actor=actor, quarter=quarter_named(quarter), key=cell, unknown=unknown, shown=shown)
    what = f"{found.cell.name}: not recorded" if unknown else found.cell.name
    return Listing(
        rows=[_Case(one) for one in found.cases],
        total=found.total,
        columns=[Column("reference", "Case"), Column("initials", "Initials"), Column("heard", "Heard on")],
        empty={"text": "No case of this quarter counts here."},
        note=f"{what}. {quarter_named(quarter).name}, as recorded now.",
        actions=[offer(actor, text="The quarter", page="insight.quarter", may="insight.figures", quarter=quarter)],
    )


table(
    pages, "figures/<str:quarter>/cases/<slug:cell>/", name="cases", title="The cases behind a figure",
    may="insight.figures", query=_cases, reads="figures.opened",
)  # fmt: skip

"""What abuse costs here, and the business case: made, shown, printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.content.schema.commissioning import Ratio, Total
from openccr.documents.paper_pages import declare_papers
from openccr.governance.forms.pilots import BusinessCaseForm
from openccr.governance.operations.costs import Typed, make_case
from openccr.governance.pages import pages
from openccr.governance.pages.funding import may_offer, panel
from openccr.governance.papers.costs import COST_PAPERS
from openccr.governance.papers.costs_words import (
    CONCERNS,
    LINE_HEAD,
    NOT_ADDED,
    TOTAL_HEAD,
    concerning,
    line_cells,
    ratio_words,
    total_cells,
)
from openccr.governance.queries.costs import business_case as case_of
from openccr.governance.queries.costs import costs
from openccr.governance.rules.costs import Line
from openccr.governance.rules.funding import Purse, in_words
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Column, Done, ask, offer, page_context

LIST: dict[str, str] = {"text": "What abuse costs", "href": "/cost-of-abuse/"}
SEE, KEEP = "governance.costs", "governance.keep_costs"


def to_case(case: UUID) -> str:
    """The address of a business case."""
    return reverse("governance.business_case", kwargs={"business_case": case})


def _tables(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """A table for survivors and one for people who abuse, never one for both."""
    return [
        panel(words, _table(words, LINE_HEAD, [line_cells(one) for one in mine]))
        for key, words in CONCERNS.items()
        if (mine := concerning(lines, key))
    ]


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str = "") -> dict[str, Any]:
    return {
        "caption": caption,
        "columns": [Column(str(number), words) for number, words in enumerate(head)],
        "rows": [{"cells": [{"text": cell} for cell in row]} for row in rows],
        "empty": {"text": empty},
    }


def _published(totals: Sequence[tuple[Total, str]], ratios: Sequence[tuple[Ratio, str]]) -> list[dict[str, Any]]:
    return [
        panel("The whole country", _table("Published totals", TOTAL_HEAD, total_cells(totals))),
        panel("What a pound was found to bring", {"paragraphs": ratio_words(ratios)}, kind="text"),
    ]


@pages.custom(
    "cost-of-abuse/", name="costs", title="What abuse costs", may=SEE, methods=("GET", "HEAD"), reads="costs.read"
)
def _costs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Signed-off counts of this area times published unit costs, and the business cases that were made."""
    found = costs(actor=actor)
    record("costs.read")
    uncounted = [
        (
            one.cost.name,
            f"{in_words(one.cost.pounds)} for each {one.cost.unit}",
            f"{one.cost.price_base}. {one.cost.range_words}",
            one.source,
        )
        for one in found.unit_costs.values()
        if one.count is None
    ]
    counted = _tables(found.lines) or [
        panel("Counted here", _table("", LINE_HEAD, [], empty="No quarter is signed off yet, so nothing is counted."))
    ]
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        intro=f"Signed-off figures of this area times published costs. {NOT_ADDED}",
        actions=[
            {**one, "kind": "primary"}
            for one in may_offer(actor, text="Make a business case", page="governance.business_case_new", may=KEEP)
        ],
        panels=[
            *counted,
            panel("Not counted here", _table(
                "Give these by hand in a business case", ("What", "Cost", "Prices and range", "Source"), uncounted,
                empty="Everything is counted.",
            )),
            *_published(found.totals, found.ratios),
            panel("Business cases", {
                "caption": "Business cases",
                "columns": [Column("title", "Business case"), Column("purse", "For"), Column("at", "Made", whole=True)],
                "rows": [
                    {"href": to_case(one.id), "cells": [
                        {"text": one.title}, {"text": Purse(one.purse).label},
                        {"text": timezone.localdate(one.made_at)},
                    ]}
                    for one in found.cases
                ],
                "empty": {"text": "None has been made yet."},
            }),
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


@pages.custom(
    "cost-of-abuse/<uuid:business_case>/", name="business_case", title="Business case", may=SEE,
    methods=("GET", "HEAD"), reads="costs.read",
)  # fmt: skip
def _case(request: HttpRequest, actor: Actor, *, business_case: UUID) -> HttpResponse:
    """A business case as it was worked out."""
    found = case_of(actor=actor, case=business_case)
    record("costs.read", subjects=[business_case])
    row = found.row
    facts = [
        {"key": "What is asked for", "text": row.asks_for},
        {"key": "For", "text": Purse(row.purse).label},
        {"key": "A year", "text": in_words(row.pounds) if row.pounds else "No sum is named"},
        {"key": "Made", "text": timezone.localdate(row.made_at), "note": row.made_by},
    ]
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=row.title, intro=NOT_ADDED, crumbs=[LIST, {"text": row.title}],
        actions=[
            offer(
                actor, text="PDF and Word", page="governance.paper_business_case", may=SEE, business_case=business_case
            )
        ],
        panels=[
            panel("What is asked for", {"rows": facts}, kind="summary"),
            *_tables(found.lines), *_published(found.totals, found.ratios),
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


def _choices(*, actor: Actor) -> dict[str, Any]:
    return {
        "costs": {
            key: (
                one.cost.many,
                f"Counted here: {one.count.number} ({one.count.source}). Leave empty to take that."
                if one.count
                else f"{one.cost.name}. Not counted here: leave empty to leave it out.",
            )
            for key, one in costs(actor=actor).unit_costs.items()
        }
    }


def _make(*, actor: Actor, title: str, asks_for: str, purse: str, pounds: int | None, **given: Any) -> UUID:
    keys = [name.removesuffix("_number") for name in given if name.endswith("_number")]
    by_hand = {
        key: Typed(given[f"{key}_number"], given[f"{key}_source"], given[f"{key}_public"])
        for key in keys
        if given[f"{key}_number"] is not None
    }
    return make_case(
        actor=actor, title=title, asks_for=asks_for, purse=purse, pounds=pounds, given=by_hand, at=timezone.now()
    )


ask(
    pages, "cost-of-abuse/new/", name="business_case_new", title="Make a business case", may=KEEP,
    form=BusinessCaseForm, operation=_make, choices=_choices,
    about=lambda *, actor: Asked(
        intro="Numbers below five are not shown and not multiplied, unless they are published elsewhere.",
        button="Make it", crumbs=[LIST, {"text": "Make a business case"}],
    ),
    done=lambda case: Done(to_case(case), "The business case is made. It stays as it is; make another to change it."),
)  # fmt: skip


def _crumbs(*, actor: Actor, about: UUID) -> list[dict[str, str]]:
    row = case_of(actor=actor, case=about).row
    return [LIST, {"text": f"{row.title}, {day_words(timezone.localdate(row.made_at))}", "href": to_case(about)}]


declare_papers(
    pages,
    about="business_case",
    address="cost-of-abuse/<uuid:business_case>/",
    kinds=COST_PAPERS,
    crumbs=_crumbs,
    listed=False,
)

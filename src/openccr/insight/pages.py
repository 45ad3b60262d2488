"""Figures: the quarters; one quarter, to sign off, print and download; the area beside the national figures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.insight.counting import NOT_YET
from openccr.insight.forms import SignOffForm
from openccr.insight.operations import sign_off
from openccr.insight.queries import QuarterFigures, QuarterLine, beside_national, quarter_figures, quarters
from openccr.insight.rules.quarters import Quarter, quarter_of, read_quarter
from openccr.insight.rules.wording import day, number_words
from openccr.insight.sheets import csv_of
from openccr.insight.tables import by_meeting, by_source, definitions, of_national, of_quarter
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, offer, page_context, record_page, table
from openccr.ui.registry import Pages

pages = Pages("insight")

_FIGURES = {"text": "Figures", "href": "/figures/"}


def _quarter(text: str) -> Quarter:
    """The quarter an address names; one that is none, or that has not begun, is not there."""
    try:
        quarter = read_quarter(text)
    except Refusal as refusal:
        raise NotFound from refusal
    if quarter > quarter_of(timezone.localdate()):
        raise NotFound
    return quarter


def _to_quarter(quarter: Quarter | str) -> str:
    return reverse("insight.quarter", kwargs={"quarter": str(quarter)})


def _found(actor: Actor, quarter: str) -> QuarterFigures:
    found = quarter_figures(actor=actor, quarter=_quarter(quarter), today=timezone.localdate())
    if found.live:
        record("figures.read")
    return found


class _Row:
    """A quarter as a row of the list."""

    def __init__(self, line: QuarterLine) -> None:
        self.href = _to_quarter(line.quarter)
        self.quarter = line.quarter.name
        self.state = _state(line)
        self.signed = f"{day(timezone.localdate(line.signed.at))} by {line.signed.by}" if line.signed else ""
        self.corrections = str(line.signed.number - 1) if line.signed and line.signed.number > 1 else ""


def _state(line: QuarterLine) -> StateWord:
    if line.signed:
        return StateWord("Signed off", "done")
    return StateWord("Running", "neutral") if line.running else StateWord("Not signed off yet", "waiting")


def _quarters(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(line) for line in quarters(actor=actor, today=timezone.localdate())],
        columns=[
            Column("quarter", "Quarter"),
            Column("state", "State"),
            Column("signed", "Signed off on"),
            Column("corrections", "Corrected", numeric=True),
        ],
        empty={"text": "There is no quarter yet."},
        actions=[offer(actor, text="Beside the national figures", page="insight.national", may="insight.figures")],
    )


table(
    pages, "figures/", name="figures", title="Figures", may="insight.figures", query=_quarters, menu="Figures",
)  # fmt: skip


def _national(*, actor: Actor) -> Screen:
    beside = beside_national(actor=actor, today=timezone.localdate())
    if beside.exact:
        record("figures.read")
    return Screen(
        title="This area beside the national figures",
        data={
            "beside": beside,
            "table": of_national(beside),
            "women": number_words(beside.women),
        },
        crumbs=[_FIGURES],
    )


record_page(
    pages, "figures/national/", name="national", title="This area beside the national figures", may="insight.figures",
    query=_national, reads="figures.read", template="insight/national.html",
)  # fmt: skip


def _shown(found: QuarterFigures) -> dict[str, Any]:
    """What the page and the paper show of a quarter."""
    return {
        "found": found,
        "not_yet": NOT_YET,
        "figures": of_quarter(found),
        "sources": by_source(found),
        "meetings": by_meeting(found),
        "definitions": definitions(found),
        "missing": [
            {
                "one": one,
                "href": reverse("conference.meeting", kwargs={"meeting": one.meeting_id}) if one.meeting_id else "",
            }
            for one in found.missing
        ],
    }


def _screen(*, actor: Actor, quarter: str) -> Screen:
    found = _found(actor, quarter)
    return Screen(
        title=f"{found.form.name}: {found.quarter.name}",
        data=_shown(found),
        actions=_actions(actor, found),
        crumbs=[_FIGURES],
    )


def _actions(actor: Actor, found: QuarterFigures) -> list[dict[str, Any]]:
    text, why = "Sign off again" if found.signed else "Sign off", _why_not(found)
    offered = [
        offer(actor, text=text, page="insight.sign_off", may="insight.sign_off", why=why, quarter=found.quarter)
    ]  # fmt: skip
    if found.figures:
        offered += [
            offer(actor, text="Download (CSV)", page="insight.csv", may="insight.figures", quarter=found.quarter),
            offer(actor, text="Print", page="insight.paper", may="insight.figures", quarter=found.quarter),
        ]
    return offered


def _why_not(found: QuarterFigures) -> Refusal | None:
    if not found.exact:
        return Refusal(NOT_YET)
    if found.missing:
        return Refusal(found.missing[0].sentence)
    if found.signed and not found.changed:
        return Refusal("Nothing has changed since it was signed off.")
    return None


record_page(
    pages, "figures/<str:quarter>/", name="quarter", title="Quarterly return", may="insight.figures", query=_screen,
    reads="figures.read", template="insight/quarter.html",
)  # fmt: skip


def _about_signing_off(*, actor: Actor, quarter: str) -> Asked:
    found = _found(actor, quarter)
    return Asked(
        title=f"Sign off {found.quarter.name}",
        intro="The figures are frozen as they stand. What is recorded later shows as a difference and can be signed off"
        " as a correction.",
        warning="Chairs and analysts of the partnership will see them, rounded so that nobody can be recognised.",
        button="Sign off",
        crumbs=[
            _FIGURES,
            {"text": found.quarter.name, "href": _to_quarter(quarter)},
        ],
    )


def _sign_off(*, actor: Actor, quarter: str, reason: str = "") -> UUID:
    return sign_off(actor=actor, quarter=_quarter(quarter), at=timezone.now(), reason=reason)


ask(
    pages, "figures/<str:quarter>/sign-off/", name="sign_off", title="Sign off", may="insight.sign_off",
    form=SignOffForm, operation=_sign_off, about=_about_signing_off,
    choices=lambda *, actor, quarter: {"correcting": _found(actor, quarter).signed is not None},
    done=lambda _, *, quarter: Done(_to_quarter(quarter), "The figures are signed off."),
)  # fmt: skip


def _to_take_out(actor: Actor, quarter: str) -> QuarterFigures:
    """The figures for paper or a file; logged, since they leave the system."""
    found = quarter_figures(actor=actor, quarter=_quarter(quarter), today=timezone.localdate())
    if not found.figures:
        raise Refusal(NOT_YET)
    record("figures.taken_out")
    return found


@pages.custom(
    "figures/<str:quarter>/csv/", name="csv", title="Download", may="insight.figures", methods=("GET", "HEAD")
)
def download(request: HttpRequest, actor: Actor, *, quarter: str) -> HttpResponse:
    """The figures as a file."""
    found = _to_take_out(actor, quarter)
    return HttpResponse(
        csv_of(found),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="OpenCCR-{found.quarter}.csv"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@pages.custom(
    "figures/<str:quarter>/print/", name="paper", title="Quarterly return", may="insight.figures", kind="paper",
    methods=("GET", "HEAD"),
)  # fmt: skip
def paper(request: HttpRequest, actor: Actor, *, quarter: str) -> HttpResponse:
    """The figures to print."""
    found = _to_take_out(actor, quarter)
    page = request.page  # type: ignore[attr-defined]
    context = page_context(
        page,
        title=f"{found.form.name}: {found.quarter.name}",
        data=_shown(found),
        paper={
            "recipient": actor.name,
            "reference": f"Figures {found.quarter}",
            "printed_at": timezone.now(),
            "back_href": _to_quarter(quarter),
        },
    )
    return TemplateResponse(request, "insight/paper.html", context)

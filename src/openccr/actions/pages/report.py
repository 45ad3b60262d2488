"""A representative reports on many actions on one page; what is wrong in a row does not lose the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.actions.addresses import address_of
from openccr.actions.forms import NOTHING_YET, ReportDayForm, ReportForm
from openccr.actions.operations.bulk import Reported, report_many
from openccr.actions.pages import pages
from openccr.actions.queries.actions import ActionShown, Whose, open_actions
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.ui.kinds import page_context, says_where

ROWS = 50
"""How many actions stand on the page, the longest late first."""


@dataclass(frozen=True)
class Row:
    """One action and the boxes for it."""

    action: ActionShown
    href: str
    form: ReportForm


def _rows(actor: Actor, request: HttpRequest, today: date) -> list[Row]:
    data = request.POST if request.method == "POST" else None
    mine, _ = open_actions(actor, whose=Whose.AGENCY, today=today, last=ROWS)
    return [
        Row(
            one,
            address_of(one.file_id, one.id),
            ReportForm(data, prefix=str(one.id), of_case=one.file_id is not None),
        )
        for one in mine
    ]


@pages.custom("actions/report/", name="report", title="Report on several actions", may="actions.end")
def report(request: HttpRequest, actor: Actor) -> HttpResponse:
    today = timezone.localdate()
    rows = _rows(actor, request, today)
    day = ReportDayForm(request.POST) if request.method == "POST" else ReportDayForm(initial={"ended_on": today})
    if request.method == "POST":
        saved = _save(actor, rows, day)
        if saved:
            messages.success(request, "1 action is saved." if saved == 1 else f"{saved} actions are saved.")
        wrong = [row for row in rows if row.form.errors]
        if not wrong and day.is_valid():
            return HttpResponseRedirect(reverse("actions.report") if saved else reverse("actions.list"))
        rows = wrong or rows
    record("actions.listed", subjects=[row.action.id for row in rows])
    context: dict[str, Any] = {
        "rows": rows,
        "day": day,
        "crumbs": [{"text": "Actions", "href": reverse("actions.list")}, {"text": "Report on several"}],
        "errors": [row for row in rows if row.form.errors],
        "keep_places": any(getattr(row.form, "keep_places", False) for row in rows),
    }
    page = request.page  # type: ignore[attr-defined]
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "actions/report.html", page_context(page, **context), status=status)


def _save(actor: Actor, rows: list[Row], day: ReportDayForm) -> int:
    """Save the rows that say something; how many were saved. What is wrong stands in each row's form."""
    for row in rows:
        row.form.is_valid()
        says_where(row.form)
    if not day.is_valid():
        return 0
    for row in rows:
        if row.form.is_valid():
            says_where(row.form)
    told = {row.action.id: row for row in rows if row.form.is_valid() and row.form.cleaned_data["move"] != NOTHING_YET}
    for row in rows:
        if row.form.is_valid() and row.form.cleaned_data["words"] and row.action.id not in told:
            row.form.add_error("move", "Say what became of it.")
    reports = [
        Reported(
            action=key, move=row.form.cleaned_data["move"], words=row.form.cleaned_data["words"],
            ended_on=day.cleaned_data["ended_on"],
        )
        for key, row in told.items()
    ]  # fmt: skip
    refused = report_many(actor=actor, reports=reports, at=timezone.now())
    for key, why in refused.items():
        told[key].form.add_error("words" if why.field in ("evidence", "reason") else None, str(why))
    return len(reports) - len(refused)

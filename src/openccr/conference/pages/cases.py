"""The lists in which cases are found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.casefiles.searching import keep_search, searches_too_often
from openccr.conference.forms.cases import CasesFilter, FindForm
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_case
from openccr.conference.queries.cases import COUNTED, CaseLine, Sought, cases, cases_of_person
from openccr.kernel.actors import Actor
from openccr.ui.kinds import PER_PAGE, Column, Listing, offer, page_context, table
from openccr.ui.proving import proof_first
from openccr.ui.who import door


class _Row:
    """A case as a row of a table."""

    def __init__(self, line: CaseLine) -> None:
        self.id = line.id
        self.href = to_case(line.file_id)
        self.reference = line.reference
        self.initials = line.initials
        self.opened_on = timezone.localdate(line.opened_at)
        self.state = line.state
        self.meeting = line.meeting_on or "Not listed yet"
        self.risk = line.risk


_COLUMNS = (
    Column("reference", "Reference", whole=True),
    Column("initials", "Initials"),
    Column("state", "State"),
    Column("meeting", "Meeting", whole=True),
    Column("risk", "Risk"),
    Column("opened_on", "Opened", whole=True),
)


def _cases(*, actor: Actor, params: Any, page: int) -> Listing:
    filters = CasesFilter(params)
    sought = Sought(**filters.cleaned_data) if filters.is_valid() else Sought()
    lines, total = cases(sought, actor=actor, first=(page - 1) * PER_PAGE, last=page * PER_PAGE)
    return Listing(
        rows=[_Row(line) for line in lines],
        columns=_COLUMNS,
        empty={
            "text": "No case that you can see is like this."
            if sought != Sought()
            else "You see no case yet. One appears here when you refer it, or when your agency is asked about it."
        },
        total=total,
        filters=filters,
        actions=[
            offer(actor, text="Find by name", page="conference.find", may="conference.case"),
            *(
                []
                if why_not(actor, "casefiles.emergency")
                else [offer(actor, text="Emergency access", page="casefiles.emergency", may="casefiles.emergency")]
            ),
        ],
        note=f"The newest {COUNTED} are counted here; narrow the list to reach older ones." if total == COUNTED else "",
    )


table(
    pages, "cases/", name="cases", title="Cases", may="conference.case", query=_cases, reads="cases.read", menu="Cases",
)  # fmt: skip


@pages.custom("cases/find/", name="find", title="Find a case by name", may="conference.case", reads="people.searched")
def _find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The name is sent, never put in the address; what was found is logged."""
    at = timezone.now()
    if searches_too_often(actor, at=at) and not door().stepped_up(request):
        return proof_first(request)
    form = FindForm(request.POST) if request.method == "POST" else FindForm()
    context: dict[str, Any] = {"found": None}
    if form.is_bound and form.is_valid():
        terms = dict(form.cleaned_data)
        purpose = terms.pop("purpose")
        rows = [_Row(line) for line in cases_of_person(**terms)]
        written = {name: str(value or "") for name, value in terms.items()}
        keep_search(actor=actor, terms=written, purpose=purpose, found=[row.id for row in rows], at=at)
        cells = [{"href": row.href, "cells": [{"text": getattr(row, one.key)} for one in _COLUMNS]} for row in rows]
        context = {
            "found": {
                "caption": "Cases found",
                "columns": _COLUMNS,
                "rows": cells,
                "empty": {"text": "Nobody of this name has a part in a case that you can see."},
            }
        }
    crumbs = [{"text": "Cases", "href": reverse("conference.cases")}]
    page = request.page  # type: ignore[attr-defined]
    status = 422 if form.errors else 200
    return TemplateResponse(
        request,
        "conference/find.html",
        page_context(page, form=form, button="Find", crumbs=crumbs, **context),
        status=status,
    )

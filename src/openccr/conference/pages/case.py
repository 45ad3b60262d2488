"""The case screen, and the lists in which cases are found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.cases import CasesFilter, FindForm
from openccr.conference.pages import pages
from openccr.conference.pages.common import bar_of, to_case
from openccr.conference.queries.cases import COUNTED, Case, CaseLine, Sought, cases, cases_of_person
from openccr.conference.queries.research import asked_of, said_of
from openccr.conference.queries.triage import WAITING
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.rules import Role
from openccr.people.queries import people_of
from openccr.people.rules import PartKind
from openccr.ui.kinds import PER_PAGE, Column, Listing, Screen, offer, page_context, record_page, table


def _case(*, actor: Actor, file: UUID) -> Screen:
    case, bar = bar_of(file, actor=actor)
    return Screen(
        title=f"Case {case.reference}",
        identity=bar,
        actions=_actions(actor, case),
        crumbs=[{"text": "Cases", "href": reverse("conference.cases")}, {"text": case.reference}],
        slot="case.marac",
        file_id=file,
    )


def _actions(actor: Actor, case: Case) -> list[dict[str, Any]]:
    """What this reader does with the case next. What belongs to other roles altogether is left out."""
    file, made = case.file_id, []
    mine = asked_of(said_of(file_id=file, today=timezone.localdate()), actor)
    if mine is not None:
        parts: dict[str, Any] = {"file": file, "research": mine.id}
        words = "Say what we know" if mine.state == "asked" else "Change what we said"
        made.append(
            offer(actor, text=words, page="conference.research", may="conference.research", **parts)
            | {"kind": "primary"}
        )
        if mine.state == "asked":
            made.append(
                offer(
                    actor, text="Nothing known", page="conference.research_nil", may="conference.research", post=True,
                    **parts,
                )
            )  # fmt: skip
    heard = case.next_hearing
    if heard is not None and actor.role in ("chair", "coordinator"):
        made.append(
            offer(
                actor, text="Open at the meeting", page="conference.hearing", may="conference.hear", file=file,
                hearing=heard.hearing_id,
            )
        )  # fmt: skip
    waiting = next((row for row in case.referrals if row.state in WAITING), None)
    if waiting is not None and actor.whole_area:
        made.append(
            offer(
                actor, text="Decide on the referral", page="conference.referral", may="conference.triage", file=file,
                referral=waiting.id,
            )
            | {"kind": "primary"}
        )  # fmt: skip
    elif heard is None and actor.whole_area and case.closed_at is None:
        accepted = any(row.state == ReferralState.ACCEPTED for row in case.referrals)
        why = None if accepted else Refusal("No referral of it waits for a meeting.")
        made.append(
            offer(
                actor, text="List on a meeting", page="conference.list_case", may="conference.list", why=why, file=file
            )
        )
    victim = next((one for one in people_of(file, today=timezone.localdate()) if one.part is PartKind.VICTIM), None)
    if victim is not None and actor.role != Role.CHAIR:
        made.append(
            offer(
                actor, text="Record safe contact", page="people.contact", may="people.contact", file=file,
                person=victim.person_id,
            )
        )  # fmt: skip
    if actor.whole_area:
        made.append(offer(actor, text="Who can see it", page="casefiles.access", may="casefiles.access", file=file))
    return made


record_page(
    pages, "case/<uuid:file>/", name="case", title="Case", may="conference.case", query=_case, reads="case.read",
)  # fmt: skip


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
        actions=[offer(actor, text="Find by name", page="conference.find", may="conference.case")],
        note=f"The newest {COUNTED} are counted here; narrow the list to reach older ones." if total == COUNTED else "",
    )


table(
    pages, "cases/", name="cases", title="Cases", may="conference.case", query=_cases, reads="cases.read", menu="Cases",
)  # fmt: skip


@pages.custom("cases/find/", name="find", title="Find a case by name", may="conference.case", reads="people.searched")
def _find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The name is sent, never put in the address; what was found is logged."""
    form = FindForm(request.POST) if request.method == "POST" else FindForm()
    context: dict[str, Any] = {"found": None}
    if form.is_bound and form.is_valid():
        rows = [_Row(line) for line in cases_of_person(**form.cleaned_data)]
        record("people.searched", subjects=[row.id for row in rows])
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

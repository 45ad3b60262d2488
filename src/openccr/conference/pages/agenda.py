"""The agenda: the proposed order with its reasons, a case put elsewhere by hand, and the paper to print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.schedules import OrderForm, PlaceForm
from openccr.conference.operations.agenda import place_case, put_in_order
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_line, to_meeting
from openccr.conference.queries.agenda import AgendaPage, agenda_page
from openccr.conference.queries.agenda_clocks import agenda_with
from openccr.conference.queries.meetings import meeting_page
from openccr.conference.rules.capacity import words_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Done, ask, page_context, stamped


def _found(actor: Actor, meeting: UUID) -> AgendaPage:
    return agenda_page(actor=actor, meeting_id=meeting, today=timezone.localdate())


def _about(*, actor: Actor, meeting: UUID) -> Asked:
    found = _found(actor, meeting)
    record("meeting.read", subjects=[meeting, *(line.file_id for line in found.lines)])
    waits = [line.hearing_id for line in found.lines if line.waits]
    return Asked(
        title=f"The order of {day_words(found.on)}",
        button="Take this order",
        crumbs=[
            {"text": "Meetings", "href": reverse("conference.meetings")},
            {"text": day_words(found.on), "href": to_meeting(meeting)},
        ],
        context={
            "agenda": found,
            "too_many": words_of(found.capacity, waits) if found.capacity.over else "",
            "lines": [_line(line) for line in found.lines],
            "plan_href": reverse("conference.plan"),
        },
    )


def _line(line: Any) -> dict[str, Any]:
    parts = {"file": line.file_id, "hearing": line.hearing_id}
    return {
        "line": line,
        "place_href": reverse("conference.place", kwargs=parts),
        "defer_href": reverse("conference.defer", kwargs=parts) if line.waits else "",
    }


ask(
    pages, "meetings/<uuid:meeting>/order/", name="order", title="The order of the agenda", may="conference.meet",
    form=OrderForm, operation=stamped(put_in_order, meeting_id="meeting"), about=_about,
    initial=lambda *, actor, meeting: {
        "order": ",".join(str(line.hearing_id) for line in _found(actor, meeting).lines)
    },
    done=lambda _, *, meeting: Done(to_meeting(meeting), "The agenda is in this order, each case with its time."),
    template="conference/order.html",
)  # fmt: skip


def _about_placing(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    agenda_with(file_id=file, hearing_id=hearing)  # a hearing of another case is none here
    return Asked(
        title="To which place?", intro="The others move up or down.", button="Move it", identity=bar,
        crumbs=case_crumbs(case),
    )  # fmt: skip


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/place/", name="place", title="To which place?",
    may="conference.meet", form=PlaceForm, about=_about_placing, reads="case.read",
    operation=stamped(place_case, file_id="file", hearing_id="hearing"),
    done=lambda meeting, *, hearing, **_: Done(to_line(meeting, hearing), "The case is moved."),
)  # fmt: skip


@pages.custom(
    "meetings/<uuid:meeting>/print/", name="print_agenda", title="Agenda", may="conference.case", kind="paper",
    methods=("GET", "HEAD"),
)  # fmt: skip
def print_agenda(request: HttpRequest, actor: Actor, *, meeting: UUID) -> HttpResponse:
    """The agenda on paper: what its reader sees on the screen, without whereabouts and without names."""
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    record("meeting.read", subjects=[meeting, *(case.file_id for case in found.agenda)])
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=f"Agenda of {day_words(found.on)}",
        meeting=found,
        paper={"recipient": actor.name, "printed_at": timezone.now(), "back_href": to_meeting(meeting)},
    )
    return TemplateResponse(request, "conference/agenda_paper.html", context)

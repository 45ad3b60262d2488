"""The papers of a meeting and of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.access.may import why_not
from openccr.conference.models import Meeting
from openccr.conference.pages import pages
from openccr.conference.pages.around import Crumbs, case_crumbs, to_meeting
from openccr.conference.papers import PAPERS
from openccr.conference.queries.cases import case_of
from openccr.documents.paper_pages import declare_papers
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import offer


def _to_meeting(*, actor: Actor, about: UUID) -> Crumbs:
    meeting = Meeting.objects.filter(id=about).first()
    if meeting is None:
        raise NotFound
    return [
        {"text": "Meetings", "href": reverse("conference.meetings")},
        {"text": day_words(meeting.on), "href": to_meeting(about)},
        {"text": "Papers", "href": reverse("conference.papers_of_meeting", kwargs={"meeting": about})},
    ]


def _to_case(*, actor: Actor, about: UUID) -> Crumbs:
    papers = {"text": "Papers", "href": reverse("conference.papers_of_file", kwargs={"file": about})}
    return [*case_crumbs(case_of(about)), papers]


def paper_offers(actor: Actor, meeting: UUID) -> list[dict[str, Any]]:
    """The ways from a meeting to its papers, minutes and pack, for whoever may go them."""
    offered = [
        offer(actor, text="Papers", page="conference.papers_of_meeting", may="documents.papers", meeting=meeting)
    ]
    for text, page, may in (
        ("Minutes", "conference.minutes", "conference.minutes"),
        ("Pack for the day", "conference.packs", "conference.packs"),
    ):
        if why_not(actor, may) is None:
            offered.append(offer(actor, text=text, page=page, may=may, meeting=meeting))
    return offered


declare_papers(pages, about="meeting", address="meetings/<uuid:meeting>/", kinds=PAPERS, crumbs=_to_meeting)
declare_papers(pages, about="file", address="case/<uuid:file>/", kinds=PAPERS, crumbs=_to_case)

"""What stands around a page of the conference: the case's bar, the crumbs that lead there, the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import ahead
from openccr.conference.queries.bar import bar_later, identity_bar
from openccr.conference.queries.cases import Case, case_of
from openccr.conference.queries.meetings import meeting_page
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done

Crumbs = list[dict[str, str]]


def to_case(file: UUID) -> str:
    return reverse("conference.case", kwargs={"file": file})


def to_meeting(meeting: UUID) -> str:
    return reverse("conference.meeting", kwargs={"meeting": meeting})


def to_line(meeting: UUID, hearing: UUID) -> str:
    """To a case's line of the agenda: by keyboard one goes on from there, not from the top of the page."""
    return f"{to_meeting(meeting)}#case-{hearing}"


def case_crumbs(case: Case) -> Crumbs:
    """From the list of cases to this one."""
    return [
        {"text": "Cases", "href": reverse("conference.cases")},
        {"text": case.reference, "href": to_case(case.file_id)},
    ]


def bar_of(file: UUID, *, actor: Actor) -> tuple[Case, dict[str, Any]]:
    """The case and its identity bar. Raises NotFound."""
    today = timezone.localdate()
    ahead(bar_later(file, actor=actor, today=today))
    case = case_of(file)
    months = practice(actor).processes["marac"].periods.flag.months
    return case, identity_bar(case, actor=actor, today=today, flag_months=months)


MEETINGS: Crumbs = [{"text": "Meetings", "href": "/meetings/"}]


def about_meeting(title: str, words: str) -> Any:
    """What stands around a form about one meeting."""

    def about(*, actor: Actor, meeting: UUID) -> Asked:
        found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
        return Asked(
            title=title, button=words, crumbs=[*MEETINGS, {"text": day_words(found.on), "href": to_meeting(meeting)}]
        )

    return about


def back(words: str) -> Any:
    """Back to the meeting's page, with these words there."""
    return lambda _, *, meeting: Done(to_meeting(meeting), words)

"""An agency says how it takes part; the coordinator writes it down for one that says it on the telephone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.coming import ComingForm
from openccr.conference.operations.coming import say_who_comes
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.queries.circulation import coming_of
from openccr.conference.queries.meeting_choices import agency_named
from openccr.conference.queries.meetings import meeting_page
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Done, ask, stamped


def _said(meeting: UUID, agency: UUID, *, name: str) -> dict[str, Any]:
    row = coming_of(meeting_id=meeting, agency_id=agency)
    if row is None:
        return {"name": name}
    return {key: getattr(row, key) for key in ("how", "name", "deputy", "there_from", "there_until")}


def _about(*, actor: Actor, meeting: UUID, agency: UUID | None = None) -> Asked:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    whose = agency_named(agency) if agency else "your agency"
    return Asked(
        title=f"Who comes on {day_words(found.on)}?",
        intro=f"For {whose}. {found.times}".strip(),
        button="Save",
        crumbs=[
            {"text": "Meetings", "href": reverse("conference.meetings")},
            {"text": day_words(found.on), "href": to_meeting(meeting)},
        ],
    )


ask(
    pages, "meetings/<uuid:meeting>/coming/", name="coming", title="Who comes?", may="conference.say_who_comes",
    form=ComingForm, operation=stamped(say_who_comes, meeting_id="meeting"), about=_about,
    initial=lambda *, actor, meeting: _said(meeting, actor.agency, name=actor.name),
    done=lambda _, *, meeting: Done(to_meeting(meeting), "Thank you. The coordinator and the chair see it."),
)  # fmt: skip

ask(
    pages, "meetings/<uuid:meeting>/coming/<uuid:agency>/", name="coming_for", title="Write down who comes",
    may="conference.meet", form=ComingForm,
    operation=stamped(say_who_comes, meeting_id="meeting", agency_id="agency"), about=_about,
    initial=lambda *, actor, meeting, agency: _said(meeting, agency, name=""),
    done=lambda _, *, meeting, agency: Done(
        reverse("conference.circulation", kwargs={"meeting": meeting}), "Written down."
    ),
)  # fmt: skip

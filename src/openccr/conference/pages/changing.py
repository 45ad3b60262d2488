"""Changing one meeting, skipping it, sending its agenda again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.conference.forms.schedules import ChangeForm, WhyForm
from openccr.conference.operations.changing import change_meeting, skip_meeting
from openccr.conference.operations.meetings import circulate_again
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.queries.meetings import meeting_page
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Done, ask, button, stamped

_CRUMBS = [{"text": "Meetings", "href": "/meetings/"}]


def _now(*, actor: Actor, meeting: UUID) -> dict[str, Any]:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    return {"on": found.on, "starts_at": f"{found.starts_at:%H:%M}", "venue": found.venue, "by_video": found.by_video}


def _about(words: str, button: str, intro: str) -> Any:
    def about(*, actor: Actor, meeting: UUID) -> Asked:
        found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
        return Asked(
            title=f"{words} of {day_words(found.on)}", button=button, intro=intro,
            crumbs=[*_CRUMBS, {"text": day_words(found.on), "href": to_meeting(meeting)}],
        )  # fmt: skip

    return about


ask(
    pages, "meetings/<uuid:meeting>/change/", name="change_meeting", title="Change the meeting", may="conference.meet",
    form=ChangeForm, operation=stamped(change_meeting, meeting_id="meeting"), initial=_now,
    about=_about(
        "Change the meeting", "Change it",
        "Its deadlines are counted anew. Once the agenda is out, send it again so that everybody knows.",
    ),
    done=lambda _, *, meeting: Done(to_meeting(meeting), "The meeting is changed."),
)  # fmt: skip

ask(
    pages, "meetings/<uuid:meeting>/skip/", name="skip", title="Skip the meeting", may="conference.meet", form=WhyForm,
    operation=stamped(skip_meeting, meeting_id="meeting"),
    about=_about("Skip the meeting", "Skip this meeting", "Cases that were listed on it are put off to another first."),
    done=lambda _, *, meeting: Done(to_meeting(meeting), "The meeting is skipped."),
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/circulate-again/", name="circulate_again", title="Send the agenda again",
    may="conference.meet", operation=stamped(circulate_again, meeting_id="meeting"),
    done=lambda _, *, meeting: Done(to_meeting(meeting), "The new version is out."),
)  # fmt: skip

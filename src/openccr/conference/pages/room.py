"""What the room sees: one case on the projector, and, before it is named, the question who must leave.

The screen of the room is one address for the whole meeting: its window stays on the projector and follows the chair.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.queries.attending import meeting_is_live
from openccr.conference.queries.hearings import HearingPage, hearing_page
from openccr.conference.queries.held_back import for_anybody
from openccr.conference.queries.leaving import announcement
from openccr.conference.queries.room import mark_of, on_screen
from openccr.conference.rules.hearings import NOTES, Notes
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.sharing.queries.marks import marks_of
from openccr.sharing.rules.marks import May
from openccr.ui.kinds import Screen, offer, page_context, record_page


def _for_the_room(found: HearingPage) -> dict[str, Any]:
    """A case as everybody in the room may read it: a wall tells nobody where she is, whoever put it there."""
    clean = partial(for_anybody, file_id=found.file_id)
    may_say = marks_of(found.file_id).get("her_words", May.SAID).be_said
    newest = found.notes.her_views or (found.wishes[0].words if found.wishes else "")
    return {
        "found": replace(
            found,
            notes=Notes(**{name: clean(getattr(found.notes, name)) for name in NOTES}),
            plan=tuple(replace(one, text=clean(one.text)) for one in found.plan),
        ),
        "wishes": clean(newest) if may_say else "",
        "kept": bool(newest) and not may_say,
        "dates": [one for one in found.watched.dates if one.room and one.near],
    }


def _room(*, actor: Actor, file: UUID, hearing: UUID) -> Screen:
    found = hearing_page(actor=actor, file_id=file, hearing_id=hearing, today=timezone.localdate())
    back = reverse("conference.hearing", kwargs={"file": file, "hearing": hearing})
    return Screen(title=f"Case {found.number} of {found.of}", data=_for_the_room(found) | {"back_href": back})


@pages.custom(
    "meetings/<uuid:meeting>/room/", name="room_screen", title="Screen for the room", may="conference.hear",
    kind="record", methods=("GET", "HEAD"),
)  # fmt: skip
def room_screen(request: HttpRequest, actor: Actor, *, meeting: UUID) -> HttpResponse:
    """The case that was put on the screen; asked with the mark of what it shows, only whether to look again."""
    row, shown = on_screen(meeting)
    found = None
    if shown is not None:
        file, hearing = shown
        found = hearing_page(actor=actor, file_id=file, hearing_id=hearing, today=timezone.localdate())
    mark, seen = mark_of(found), request.GET.get("seen")
    if seen is not None:
        return HttpResponse(status=204, headers={} if seen == mark else {"HX-Refresh": "true"})
    if found is not None:
        record("hearing.read", file_id=found.file_id, subjects=[found.hearing_id])
    here = reverse("conference.room_screen", kwargs={"meeting": meeting})
    data = {
        "found": None, "ask_href": f"{here}?seen={mark}", "meeting_href": to_meeting(meeting),
        "is_live": meeting_is_live(row, now=timezone.now()) if found is None else found.is_live,
    }  # fmt: skip
    if found is not None:
        data |= _for_the_room(found)
    title = f"Case {found.number} of {found.of}" if found else f"Meeting of {day_words(row.on)}"
    context = page_context(request.page, title=title, data=data)  # type: ignore[attr-defined]
    return TemplateResponse(request, "conference/room_screen.html", context)


record_page(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/room/", name="room", title="The case for the room",
    may="conference.hear", query=_room, reads="hearing.read", template="conference/room.html",
)  # fmt: skip


def _announced(*, actor: Actor, file: UUID, hearing: UUID) -> Screen:
    found = announcement(actor=actor, file_id=file, hearing_id=hearing)
    start = offer(
        actor, text="", page="conference.start", may="conference.hear", post=True, file=file, hearing=hearing
    )  # fmt: skip
    return Screen(
        title=f"Case {found.number} of {found.of} comes next",
        data={
            "found": found,
            "start": None if start["disabled_reason"] else start,
            "open_href": reverse("conference.hearing", kwargs={"file": file, "hearing": hearing}),
        },
        crumbs=[{"text": "Meeting", "href": to_meeting(found.meeting_id)}, {"text": f"Case {found.number}"}],
    )


record_page(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/before/", name="announced", title="Before the case is named",
    may="conference.hear", query=_announced, reads="hearing.announced", template="conference/announced.html",
)  # fmt: skip


record_page(
    pages, "conference/keys/", name="keys", title="Keys of the conference screen", may="conference.hear",
    query=lambda *, actor: Screen(title="Keys of the conference screen"), template="conference/keys.html",
)  # fmt: skip

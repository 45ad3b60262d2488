"""What the room sees: one case on the projector, and, before it is named, the question who must leave."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.pages import pages
from openccr.conference.pages.common import to_meeting
from openccr.conference.queries.hearings import hearing_page
from openccr.conference.queries.leaving import announcement
from openccr.kernel.actors import Actor
from openccr.sharing.queries.marks import marks_of
from openccr.sharing.rules.marks import May
from openccr.ui.kinds import Screen, offer, record_page


def _room(*, actor: Actor, file: UUID, hearing: UUID) -> Screen:
    found = hearing_page(actor=actor, file_id=file, hearing_id=hearing, today=timezone.localdate())
    may_say = marks_of(file).get("her_words", May.SAID).be_said
    newest = found.notes.her_views or (found.wishes[0].words if found.wishes else "")
    return Screen(
        title=f"Case {found.number} of {found.of}",
        data={
            "found": found,
            "wishes": newest if may_say else "",
            "kept": bool(newest) and not may_say,
            "dates": [one for one in found.watched.dates if one.room and one.near],
            "back_href": reverse("conference.hearing", kwargs={"file": file, "hearing": hearing}),
        },
    )


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

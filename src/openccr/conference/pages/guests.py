"""Letting a guest or observer in to one meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.attending import GuestForm
from openccr.conference.operations.guests import let_in
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.queries.meetings import meeting_page
from openccr.conference.rules.attending import Stated
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask


def _about(*, actor: Actor, meeting: UUID) -> Asked:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    return Asked(
        title="Let a guest in",
        intro="They are let in to this meeting alone, sign the statement on the spot and see nothing in this system. "
        "Nothing is sent to them, before or after. Each case that is heard while they are there stands in the ledger "
        "as told to them.",
        button="They have read the statement and signed it",
        crumbs=[
            {"text": "Meetings", "href": reverse("conference.meetings")},
            {"text": day_words(found.on), "href": to_meeting(meeting)},
        ],
        context={"statement": practice(actor).text("confidentiality_statement")},
    )


def _let_in(*, actor: Actor, meeting: UUID, joins: str, alone: bool, unrecorded: bool, **given: Any) -> None:
    stated = Stated(joins=joins, alone=alone, unrecorded=unrecorded)
    let_in(actor=actor, meeting_id=meeting, stated=stated, at=timezone.now(), **given)


ask(
    pages, "meetings/<uuid:meeting>/guests/add/", name="guest_add", title="Let a guest in", may="conference.hear",
    form=GuestForm, operation=_let_in, about=_about, template="conference/guest.html",
    done=lambda _, *, meeting: Done(
        reverse("conference.attendance", kwargs={"meeting": meeting}), "They are let in to this meeting."
    ),
)  # fmt: skip

"""The way back for a case that was finished by mistake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.conference.forms.afterwards import NotHeardForm
from openccr.conference.not_heard import hearing_facts
from openccr.conference.operations.not_heard import take_back_heard
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.queries.afterwards import past_hearing
from openccr.conference.rules.hearings import HEARING, HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask, offer, stamped

_MAY = "conference.hear"


def not_heard_offers(actor: Actor, *, file: UUID, hearing: UUID) -> list[dict[str, Any]]:
    """The way back of a case that was heard, with why it is closed; none for any other, nor long after."""
    row = past_hearing(file_id=file, hearing_id=hearing)
    if row.state != HearingState.HEARD or why_not(actor, _MAY) is not None:
        return []
    facts = hearing_facts(actor, row, reason="asked on the next page", today=timezone.localdate())
    if facts.days_since > facts.within:
        return []
    why = HEARING.refusal(state=row.state, move="not_heard", facts=facts)
    words = HEARING.moves["not_heard"].label
    return [offer(actor, text=words, page="conference.not_heard", may=_MAY, why=why, file=file, hearing=hearing)]


def _about(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    row = past_hearing(file_id=file, hearing_id=hearing)
    closed = row.meeting.state == MeetingState.HELD
    again = " The meeting is open again too, until you close it." if closed else ""
    return Asked(
        title="This case was not heard",
        button="Open it again",
        intro=f"It waits on its meeting as before: to be heard, put off or withdrawn.{again}",
        warning="What is written of it, its actions and the flags that agencies were asked for stay. If anybody was "
        "told that it was heard, ring them.",
        identity=bar,
        crumbs=case_crumbs(case),
        context={"cancel_href": _to(file, hearing)},
    )


def _to(file: UUID, hearing: UUID) -> str:
    return reverse("conference.hearing", kwargs={"file": file, "hearing": hearing})


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/not-heard/", name="not_heard", title="This case was not heard",
    may=_MAY, form=NotHeardForm, operation=stamped(take_back_heard, file_id="file", hearing_id="hearing"),
    about=_about, reads="case.read", done=lambda _, *, file, hearing: Done(_to(file, hearing), "It is open again."),
)  # fmt: skip

"""Putting a case off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.conference.forms.deferring import DeferForm
from openccr.conference.operations.deferring import put_off
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_meeting
from openccr.conference.pages.transfer_facts import the_sender_learns
from openccr.conference.queries.agenda import times_deferred
from openccr.conference.queries.agenda_clocks import agenda_with
from openccr.conference.queries.meeting_choices import meetings_to_list_on
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask, stamped


def _choices(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, Any]:
    taken_from = agenda_with(file_id=file, hearing_id=hearing)[0].meeting_id
    listed = practice(actor).processes["marac"].reasons_deferred
    return {
        "reasons": [(key, one.name) for key, one in listed.items()],
        "hints": {key: one.advice for key, one in listed.items() if one.advice},
        "meetings": [one for one in meetings_to_list_on(today=timezone.localdate()) if one[0] != taken_from]
        if actor.whole_area
        else None,
    }


def _about(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    agenda_with(file_id=file, hearing_id=hearing)  # a hearing of another case is none here
    before = times_deferred([file])[file]
    times = {0: "", 1: " It was put off once before."}.get(before, f" It was put off {before} times before.")
    return Asked(
        title="Defer the case", button="Defer", identity=bar, intro=the_sender_learns(file),
        warning=f"Is the victim safe until the next meeting?{times}",
        crumbs=case_crumbs(case),
    )  # fmt: skip


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/defer/", name="defer", title="Defer the case",
    may="conference.hear", form=DeferForm, operation=stamped(put_off, file_id="file", hearing_id="hearing"),
    choices=_choices, done=lambda meeting, **_: Done(to_meeting(meeting), "The case is deferred."), about=_about,
    reads="case.read",
)  # fmt: skip

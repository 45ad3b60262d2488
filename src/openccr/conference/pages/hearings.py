"""The conference screen: one case for the chair and the coordinator, and the view for the room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.hearings import FACES, DeferForm, HearingForm, WithdrawForm
from openccr.conference.operations.hearings import Written, defer, start_case, withdraw, write_hearing
from openccr.conference.pages import pages
from openccr.conference.pages.common import bar_of, case_crumbs, day, stamped, to_meeting
from openccr.conference.queries.hearings import HearingPage, hearing_page
from openccr.conference.rules.hearings import NOTES, Agreed, Notes
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page

ACCEPT = "accept:"
"""What a suggestion's button sends: accept:<key>|<on whom it falls>."""


def _page(actor: Actor, file: UUID, hearing: UUID) -> HearingPage:
    return hearing_page(actor=actor, file_id=file, hearing_id=hearing, today=timezone.localdate())


def _about(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
    found = _page(actor, file, hearing)
    parts: dict[str, Any] = {"file": file, "hearing": hearing}
    start = offer(actor, text="Start the clock", page="conference.start", may="conference.hear", post=True, **parts)
    moves = [
        offer(actor, text="Defer", page="conference.defer", may="conference.hear", **parts),
        offer(actor, text="Withdraw", page="conference.withdraw", may="conference.list", **parts),
    ]
    return Asked(
        title=f"Case {found.number} of {found.of} at the meeting of {day(found.meeting_on)}",
        identity=found.identity,
        crumbs=[
            {"text": f"Meeting of {day(found.meeting_on)}", "href": to_meeting(found.meeting_id)},
            {"text": f"Case {found.number} of {found.of}"},
        ],
        context={
            "found": found,
            "start": start if found.is_open and not found.started_at else None,
            "moves": moves if found.is_open else [],
            "room_href": reverse("conference.room", kwargs=parts),
            "before_href": _neighbour(found.before),
            "after_href": _neighbour(found.after),
            "faces": FACES,
        },
    )


def _neighbour(one: Any) -> str:
    return reverse("conference.hearing", kwargs={"file": one.file_id, "hearing": one.hearing_id}) if one else ""


def _initial(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, Any]:
    found = _page(actor, file, hearing)
    return {name: getattr(found.notes, name) for name in NOTES} | {"reason": found.reason}


def _choices(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, Any]:
    found = _page(actor, file, hearing)
    return {"agencies": found.agencies, "due_on": found.due_on, "now": found.notes, "version": found.version}


def _write(
    *, actor: Actor, file: UUID, hearing: UUID, do: str, version: int, reason: str, **given: Any
) -> tuple[Written, HearingPage]:
    found = _page(actor, file, hearing)
    if do.startswith(ACCEPT):
        agreed = _accepted(found, do.removeprefix(ACCEPT))
    elif given["text"]:
        agreed = Agreed(**{name: given[name] for name in ("text", "agency_id", "faces", "due_on")})
    else:
        agreed = None
    written = write_hearing(
        actor=actor,
        file_id=file,
        hearing_id=hearing,
        notes=Notes(**{name: given[name] for name in NOTES}),
        version=version,
        seen={name: given[f"seen_{name}"] for name in NOTES},
        at=timezone.now(),
        agreed=agreed,
        finish=do == "finish",
        reason=reason,
    )
    return written, found


def _accepted(found: HearingPage, sent: str) -> Agreed:
    key, _, faces = sent.partition("|")
    chosen = found.suggestion(key)
    if not (chosen.faces or faces):
        raise Refusal("Say on whom the action falls.")
    return Agreed(text=chosen.text, faces=chosen.faces or faces, agency_id=chosen.agency_id, due_on=found.due_on)


def _done(outcome: tuple[Written, HearingPage], *, file: UUID, hearing: UUID) -> Done:
    written, found = outcome
    time = f"{timezone.localtime():%H:%M}"
    if not written.finished:
        words = f"Saved at {time}. The action is agreed." if written.agreed else f"Saved at {time}."
        return Done(reverse("conference.hearing", kwargs={"file": file, "hearing": hearing}), words)
    return Done(_neighbour(found.after) or to_meeting(found.meeting_id), f"{found.initials} is finished.")


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/", name="hearing", title="A case at the meeting",
    may="conference.hear", form=HearingForm, operation=_write, done=_done, about=_about, initial=_initial,
    choices=_choices, reads="hearing.read", template="conference/hearing.html",
)  # fmt: skip


def _room(*, actor: Actor, file: UUID, hearing: UUID) -> Screen:
    found = _page(actor, file, hearing)
    back = offer(
        actor,
        text="Back to the chair's view",
        page="conference.hearing",
        may="conference.hear",
        file=file,
        hearing=hearing,
    )
    return Screen(title=f"Case {found.number} of {found.of}", data=found, actions=[back])


record_page(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/room/", name="room", title="The case for the room",
    may="conference.hear", query=_room, reads="hearing.read", template="conference/room.html",
)  # fmt: skip


def _again(words: str) -> Any:
    return lambda _, *, file, hearing: Done(
        reverse("conference.hearing", kwargs={"file": file, "hearing": hearing}), words
    )


button(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/start/", name="start", title="Start the clock",
    may="conference.hear", operation=stamped(start_case, file_id="file", hearing_id="hearing"), done=_again(""),
)  # fmt: skip


def _about_ending(title: str, words: str, warning: str) -> Any:
    def about(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        return Asked(title=title, button=words, warning=warning, identity=bar, crumbs=case_crumbs(case))

    return about


def _reasons(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, Any]:
    listed = practice(actor).processes["marac"].reasons_deferred
    return {
        "reasons": [(key, one.name) for key, one in listed.items()],
        "hints": {key: one.advice for key, one in listed.items() if one.advice},
    }


def _defer(*, actor: Actor, file: UUID, hearing: UUID, why: str, detail: str) -> UUID:
    reason = practice(actor).processes["marac"].reasons_deferred[why].name
    reason = f"{reason}. {detail}" if detail else reason
    return defer(actor=actor, file_id=file, hearing_id=hearing, reason=reason, at=timezone.now())


def _to_agenda(words: str) -> Any:
    return lambda meeting, **_: Done(to_meeting(meeting), words)


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/defer/", name="defer", title="Defer the case",
    may="conference.hear", form=DeferForm, operation=_defer, choices=_reasons, done=_to_agenda("The case is deferred."),
    about=_about_ending("Defer the case", "Defer", "Is she safe until the next meeting?"), reads="case.read",
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/withdraw/", name="withdraw", title="Withdraw the case",
    may="conference.list", form=WithdrawForm, done=_to_agenda("The case is withdrawn."), reads="case.read",
    operation=stamped(withdraw, file_id="file", hearing_id="hearing"),
    about=_about_ending(
        "Withdraw the case", "Withdraw", "The agencies that were invited will no longer see the case."
    ),
)  # fmt: skip

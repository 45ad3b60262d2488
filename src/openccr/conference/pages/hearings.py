"""The conference screen: one case, for the chair and the coordinator."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.casefiles.queries import one_chance_of
from openccr.conference.forms.hearings import FACES, HearingForm, WithdrawForm
from openccr.conference.operations.hearings import Written, start_case, withdraw, write_hearing
from openccr.conference.operations.room import show_in_room
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_meeting
from openccr.conference.pages.not_heard import not_heard_offers
from openccr.conference.pages.transfer_facts import the_sender_learns
from openccr.conference.pages.watching import watched_choices, write_date, write_seen
from openccr.conference.pages.word_check import words_to_look_at
from openccr.conference.queries.agenda_clocks import OnAgenda, agenda_with
from openccr.conference.queries.hearings import HearingPage, hearing_page
from openccr.conference.rules.hearings import NOTES, Agreed, Notes
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import address_like
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask, button, offer, stamped

ACCEPT = "accept:"
"""What a suggestion's button sends: accept:<key>|<on whom it falls>."""


def _page(actor: Actor, file: UUID, hearing: UUID) -> HearingPage:
    return hearing_page(actor=actor, file_id=file, hearing_id=hearing, today=timezone.localdate())


def _about(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
    found = _page(actor, file, hearing)
    parts: dict[str, Any] = {"file": file, "hearing": hearing}
    moves = [
        offer(actor, text="Defer", page="conference.defer", may="conference.hear", **parts),
        offer(actor, text="Withdraw", page="conference.withdraw", may="conference.list", **parts),
    ]
    return Asked(
        title=f"Case {found.number} of {found.of} at the meeting of {day_words(found.meeting_on)}",
        identity=found.identity,
        crumbs=[
            {"text": f"Meeting of {day_words(found.meeting_on)}", "href": to_meeting(found.meeting_id)},
            {"text": f"Case {found.number} of {found.of}"},
        ],
        context={
            "found": found,
            "moves": moves if found.is_open else not_heard_offers(actor, file=file, hearing=hearing),
            "room_href": reverse("conference.room", kwargs=parts),
            # The room is asked who must leave before it hears who it is: also of the case the chair opens first.
            "start_href": reverse("conference.announced", kwargs=parts),
            "keys_href": reverse("conference.keys"),
            "review_href": reverse("actions.review"),
            "before_href": to_announcement(found.before),
            "after_href": to_announcement(found.after),
            "agenda": [{"case": one, "href": _to_case_of(one)} for one in found.agenda],
            "faces": FACES,
            "library": list(practice(actor).processes["marac"].suggested_actions.values()),
            "numbered": numbered(found),
            "one_chance": one_chance_of(file) is not None,
            "why_not_override": why_not(actor, "actions.override_one_chance"),
            "kept_places": any(address_like(getattr(found.notes, name)) for name in NOTES),
            "words": words_to_look_at(
                actor,
                {name: getattr(found.notes, name) for name in NOTES}
                | {"plan": "\n".join(one.text for one in found.plan if not one.given_up)},
            ),
        },
    )


def to_announcement(one: OnAgenda | None) -> str:
    """To a case by way of the question whether anybody must leave, which is asked before it is named."""
    if one is None:
        return ""
    page = "conference.hearing" if one.named else "conference.announced"
    return reverse(page, kwargs={"file": one.file_id, "hearing": one.hearing_id})


def _to_case_of(one: OnAgenda) -> str:
    return "" if one.current else to_announcement(one)


def numbered(found: HearingPage) -> dict[str, str]:
    """Suggestion → the key that agrees it: the first nine that say on whom they fall."""
    ready = [one for one in (*found.offered, *found.by_law, *found.usual) if one.faces]
    return {one.key: str(number) for number, one in enumerate(ready[:9], start=1)}


def _initial(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, Any]:
    found = _page(actor, file, hearing)
    return {name: getattr(found.notes, name) for name in NOTES} | {"reason": found.reason}


def _choices(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, Any]:
    found = _page(actor, file, hearing)
    return {
        "agencies": found.agencies,
        "due_on": found.due_on,
        "now": found.notes,
        "version": found.version,
        "watched": watched_choices(actor, found.watched, found.agencies),
        "ahead": found.meeting_on > timezone.localdate(),
    }


def _write(
    *, actor: Actor, file: UUID, hearing: UUID, do: str, version: int, reason: str, one_chance_reason: str, **given: Any
) -> tuple[Written, HearingPage]:
    found = _page(actor, file, hearing)
    if do.startswith(ACCEPT):
        agreed = _accepted(found, do.removeprefix(ACCEPT), one_chance_reason)
    elif given["text"]:
        agreed = Agreed(
            **{name: given[name] for name in ("text", "agency_id", "faces", "due_on", "risk", "noticeable")},
            one_chance_reason=one_chance_reason,
        )
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
        early=given.get("early", False),
    )
    if do == "room":
        show_in_room(actor=actor, file_id=file, hearing_id=hearing, at=timezone.now())
    if do == "seen":
        write_seen(actor=actor, file=file, **given)
    if do == "date":
        write_date(actor=actor, file=file, **given)
    return written, found


def _accepted(found: HearingPage, sent: str, one_chance_reason: str) -> Agreed:
    key, _, faces = sent.partition("|")
    chosen = found.suggestion(key)
    if not (chosen.faces or faces):
        raise Refusal("Say on whom the action falls.")
    return Agreed(
        text=chosen.text, faces=chosen.faces or faces, agency_id=chosen.agency_id, due_on=found.due_on,
        noticeable=chosen.noticeable, one_chance_reason=one_chance_reason,
    )  # fmt: skip


def _done(outcome: tuple[Written, HearingPage], *, file: UUID, hearing: UUID) -> Done:
    written, found = outcome
    # Shown after the answer is sent, and an answer is sent after the commit: "Saved" is true.
    time = f"{timezone.localtime():%H:%M:%S}"
    if not written.finished:
        words = f"Saved {time}. The action is agreed." if written.agreed else f"Saved {time}"
        return Done(reverse("conference.hearing", kwargs={"file": file, "hearing": hearing}), words)
    words = f"{found.initials} is finished. If that was a slip, its page on the agenda opens it again."
    return Done(to_announcement(found.after) or to_meeting(found.meeting_id), words)


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/", name="hearing", title="A case at the meeting",
    may="conference.hear", form=HearingForm, operation=_write, done=_done, about=_about, initial=_initial,
    choices=_choices, reads="hearing.read", template="conference/hearing.html",
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
        agenda_with(file_id=file, hearing_id=hearing)  # a hearing of another case is none here
        return Asked(
            title=title, button=words, intro=the_sender_learns(file), warning=warning, identity=bar,
            crumbs=case_crumbs(case),
        )  # fmt: skip

    return about


def _to_agenda(words: str) -> Any:
    return lambda meeting, **_: Done(to_meeting(meeting), words)


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/withdraw/", name="withdraw", title="Withdraw the case",
    may="conference.list", form=WithdrawForm, done=_to_agenda("The case is withdrawn."), reads="case.read",
    operation=stamped(withdraw, file_id="file", hearing_id="hearing"),
    about=_about_ending(
        "Withdraw the case", "Withdraw", "The agencies that were invited will no longer see the case."
    ),
)  # fmt: skip

"""The list of actions, and one action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.actions.addresses import address_of
from openccr.actions.forms import ActionsFilter
from openccr.actions.pages import pages
from openccr.actions.pages.around import case_crumbs
from openccr.actions.panels import state_word
from openccr.actions.queries.actions import COUNTED, ActionShown, Whose, action_of, open_actions
from openccr.actions.queries.reminders import reminders_of
from openccr.actions.rules.carrying import FACES_WORDS, Faces
from openccr.actions.rules.locks import LOCK, Lock, LockFacts
from openccr.actions.rules.states import ACTION, ENDED, SOURCE_WORDS, ActionFacts, ActionState, Source
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, Listing, Screen, offer, paged, record_page, table

COLUMNS = (
    Column("text", "Action"),
    Column("case", "Case", whole=True),
    Column("agency", "Who does it"),
    Column("due_on", "Due", whole=True),
    Column("state", "State"),
)
MOVES = {
    "agree": "actions.agree",
    "start": "actions.start",
    "complete": "actions.done",
    "check": "actions.check",
    "give_up": "actions.not_possible",
    "decline": "actions.not_wanted",
    "reopen": "actions.reopen",
}
"""Move of the state table → the page on which it is made."""

PRESSED = {"agree", "start", "check"}
"""Moves that need no words: one press makes them."""

PERMISSIONS = {
    "agree": "actions.agree", "give_up": "actions.give_up", "check": "actions.check", "decline": "actions.decline",
}  # fmt: skip
"""Move → what it needs, where that is not the usual `actions.end`."""

LOCKING = {
    "lock": ("actions.lock", "actions.lock"),
    "confirm_safe": ("actions.safe", "actions.confirm_safe"),
    "override_lock": ("actions.override", "actions.override_lock"),
}
"""Move of the lock → its page and what it needs."""


@dataclass(frozen=True)
class _Line:
    """An action in the list."""

    id: UUID
    href: str
    text: str
    case: str
    agency: list[str]
    due_on: date
    state: StateWord
    late: bool


def _line(one: ActionShown) -> _Line:
    return _Line(
        id=one.id,
        href=address_of(one.file_id, one.id),
        text=one.text,
        case=one.case,
        agency=[part for part in (one.agency, one.owner) if part],
        due_on=one.due_on,
        state=state_word(one),
        late=one.late,
    )


def _list(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    usual = Whose.ALL if actor.whole_area or actor.role == "chair" else Whose.AGENCY
    filters = ActionsFilter(params) if "whose" in params else ActionsFilter(initial={"whose": usual.value})
    chosen = filters.cleaned_data["whose"] if filters.is_valid() else ""
    whose = Whose(chosen) if chosen else usual
    window = paged(page)
    rows, total = open_actions(actor, whose=whose, today=timezone.localdate(), first=window.start, last=window.stop)
    more = f"More than {COUNTED} are open: choose whose." if total >= COUNTED else ""
    links = [
        offer(actor, text="Report on several at once", page="actions.report", may="actions.end"),
        offer(actor, text="Flags", page="actions.flags", may="actions.flags"),
        offer(actor, text="Not done yet, for the next meeting", page="actions.review", may="actions.see"),
    ]
    return Listing(
        rows=[_line(one) for one in rows],
        columns=COLUMNS,
        empty={"text": "Nothing is open here. Actions are agreed at meetings; ended ones stand on their case."},
        total=total,
        filters=filters,
        note=f"The longest late first. {more}".strip() if rows else "",
        actions=[link for link in links if not link["disabled_reason"]],
    )


table(
    pages, "actions/", name="list", title="Actions", may="actions.list", query=_list, reads="actions.listed",
    menu="Actions",
)  # fmt: skip


def _action(*, actor: Actor, file: UUID, action: UUID) -> Screen:
    shown = action_of(file, action, today=timezone.localdate())
    return Screen(
        title=f"Action of {shown.agency}",
        data={"rows": _facts(actor, shown)},
        actions=[*_locking(actor, shown), *_moves(actor, shown)],
        crumbs=case_crumbs(file, {"text": "Action"}),
        file_id=file,
    )


def _moves(actor: Actor, one: ActionShown) -> list[dict[str, Any]]:
    facts = ActionFacts(
        evidence="asked on its page", reason="asked on its page", locked=one.locked,
        by_doer=one.ended_by is not None and one.ended_by == actor.appointment_id, checked=one.checked_on is not None,
    )  # fmt: skip
    offered = ACTION.offered(state=one.state, facts=facts)
    if one.checked_on is not None:
        offered.pop("check", None)
    if one.locked:
        offered.pop("start", None)  # closed for the same reason as "done", which says it once
    first = "agree" if one.state is ActionState.PROPOSED else "complete"
    return [
        offer(
            actor, text=ACTION.moves[name].label, page=MOVES[name], may=PERMISSIONS.get(name, "actions.end"),
            subject=one, post=name in PRESSED, why=why, file=one.file_id, action=one.id,
        )
        | {"kind": "primary" if name == first else "secondary"}
        for name, why in offered.items()
    ]  # fmt: skip


def _locking(actor: Actor, one: ActionShown) -> list[dict[str, Any]]:
    if one.state in ENDED and not (one.state is ActionState.DONE and one.lock is Lock.OVERRIDDEN):
        return []
    facts = LockFacts(words="asked on its page", begun=one.state is ActionState.IN_PROGRESS)
    offered = []
    for name, why in LOCK.offered(state=one.lock, facts=facts).items():
        page, may = LOCKING[name]
        # Who may not lock or unlock sees from the state that it is locked, and from the closed button why it waits.
        if why_not(actor, may, one) is None:
            offered.append(
                offer(
                    actor, text=LOCK.moves[name].label, page=page, may=may, subject=one, post=name == "lock", why=why,
                    file=one.file_id, action=one.id,
                )
                | {"kind": "warning" if name == "override_lock" else "secondary"}
            )  # fmt: skip
    return offered


def _facts(actor: Actor, one: ActionShown) -> list[dict[str, Any]]:
    parts = {"file": one.file_id, "action": one.id}
    owns = one.state not in ENDED and why_not(actor, "actions.end", one) is None
    names = why_not(actor, "actions.agree", one) is None and one.checked_on is None
    ended: dict[str, Any] = {"key": "Ended", "text": one.ended_on}
    said: dict[str, Any] = (
        {"key": "What was done", "text": one.evidence} if one.evidence else {"key": "Reason", "text": one.reason}
    )
    confirmed = f"Confirmed by {one.checked_by}" if one.checked_by else one.checker
    usual = "The chair or the coordinator" if one.state is not ActionState.PROPOSED else ""
    steps = [f"{day_words(on)}: {words}" for on, words in reminders_of(one.id)]
    return [
        {"key": "What", "text": one.text},
        {"key": "State", "text": state_word(one)},
        {"key": "The risk it answers", "text": one.risk},
        {"key": "Who does it", "text": one.agency, "note": one.owner or "Nobody by name"}
        | ({"change_href": reverse("actions.owner", kwargs=parts)} if owns else {}),
        {"key": "Who confirms it", "text": confirmed or usual, "note": _on(one.checked_on)}
        | ({"change_href": reverse("actions.checker", kwargs=parts)} if names else {}),
        {"key": "The work falls on", "text": FACES_WORDS[Faces(one.faces)].capitalize()},
        {"key": "Due", "text": one.due_on},
        *([_lock(one)] if one.lock is not Lock.NONE else []),
        {"key": "Where it comes from", "text": SOURCE_WORDS[Source(one.source)]},
        *([ended, said] if one.ended_on else []),
        *([{"key": "Reminders", "text": steps}] if steps else []),
    ]


def _lock(one: ActionShown) -> dict[str, Any]:
    said = f"{one.lock_words} ({one.lock_by})" if one.lock_by else ""
    return {"key": "Would the person who harms notice it?", "text": f"Yes. {LOCK.states[one.lock]}.", "note": said}


def _on(day: date | None) -> str:
    return f"on {day_words(day)}" if day else ""


record_page(
    pages, "case/<uuid:file>/actions/<uuid:action>/", name="action", title="Action", may="actions.see", query=_action,
    reads="action.read", template="actions/action.html",
)  # fmt: skip

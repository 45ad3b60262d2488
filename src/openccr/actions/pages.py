"""The list of actions, one action, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.actions.forms import ActionsFilter, DoneForm, NotPossibleForm, NotWantedForm, ReopenForm
from openccr.actions.operations import complete, decline, give_up, reopen
from openccr.actions.panels import state_word
from openccr.actions.queries import COUNTED, ActionShown, Whose, action_of, open_actions
from openccr.actions.rules import ACTION, FACES_WORDS, Faces
from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, offer, paged, record_page, table
from openccr.ui.registry import Pages

pages = Pages("actions")

COLUMNS = (
    Column("text", "Action"),
    Column("case", "Case", whole=True),
    Column("agency", "Who does it"),
    Column("due_on", "Due", whole=True),
    Column("state", "State"),
)
MOVES = {"complete": "actions.done", "give_up": "actions.not_possible", "decline": "actions.not_wanted",
         "reopen": "actions.reopen"}  # fmt: skip
"""Move of the state table → the page on which it is made."""


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
        href=reverse("actions.action", kwargs={"file": one.file_id, "action": one.id}),
        text=one.text,
        case=f"{one.initials} {one.reference}",
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
    return Listing(
        rows=[_line(one) for one in rows],
        columns=COLUMNS,
        empty={"text": "Nothing is open here. Actions are agreed at meetings; ended ones stand on their case."},
        total=total,
        filters=filters,
        note=f"Open actions, the longest late first. {more}".strip(),
    )


table(
    pages, "actions/", name="list", title="Actions", may="actions.see", query=_list, reads="actions.listed",
    menu="Actions",
)  # fmt: skip


def _action(*, actor: Actor, file: UUID, action: UUID) -> Screen:
    shown = action_of(file, action, today=timezone.localdate())
    parts: dict[str, Any] = {"file": file, "action": action}
    moves = [ACTION.moves[name] for name, move in ACTION.moves.items() if shown.state in move.sources]
    return Screen(
        title="Action",
        data={"rows": _facts(shown)},
        actions=[
            offer(actor, text=move.label, page=MOVES[move.name], may="actions.end", subject=shown, **parts)
            | {"kind": "primary" if move.name == "complete" else "secondary"}
            for move in moves
        ],
        crumbs=crumbs_to(file),
        file_id=file,
    )


def _facts(one: ActionShown) -> list[dict[str, Any]]:
    ended: dict[str, Any] = {"key": "Ended", "text": one.ended_on}
    said: dict[str, Any] = (
        {"key": "What was done", "text": one.evidence} if one.evidence else {"key": "Reason", "text": one.reason}
    )
    return [
        {"key": "What", "text": one.text},
        {"key": "The risk it answers", "text": one.risk},
        {"key": "Who does it", "text": one.agency, "note": one.owner},
        {"key": "The work falls on", "text": FACES_WORDS[Faces(one.faces)].capitalize()},
        {"key": "Due", "text": one.due_on},
        {"key": "State", "text": state_word(one)},
        *([ended, said] if one.ended_on else []),
    ]


record_page(
    pages, "case/<uuid:file>/actions/<uuid:action>/", name="action", title="Action", may="actions.see", query=_action,
    reads="action.read", template="actions/action.html",
)  # fmt: skip


def _about(button: str) -> Callable[..., Asked]:
    def about(*, actor: Actor, file: UUID, action: UUID) -> Asked:
        shown = action_of(file, action, today=timezone.localdate())
        here = reverse("actions.action", kwargs={"file": file, "action": action})
        return Asked(
            title=button,
            intro=f"{shown.text}. {shown.agency}, due {shown.due_on.day} {shown.due_on:%B %Y}.",
            button=button,
            crumbs=(*crumbs_to(file), {"text": "Action", "href": here}),
            context={"cancel_href": here},
        )

    return about


def _stamped(operation: Callable[..., None]) -> Callable[..., None]:
    return lambda **given: operation(at=timezone.now(), **given)


def _saved(_: None, *, file: UUID, action: UUID) -> Done:
    return Done(reverse("actions.action", kwargs={"file": file, "action": action}), "Saved.")


def _today(*, actor: Actor, file: UUID, action: UUID) -> dict[str, date]:
    return {"ended_on": timezone.localdate()}


ask(
    pages, "case/<uuid:file>/actions/<uuid:action>/done/", name="done", title="Mark as done", may="actions.end",
    form=DoneForm, operation=_stamped(complete), done=_saved, about=_about("Mark as done"), initial=_today,
    reads="action.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/actions/<uuid:action>/not-possible/", name="not_possible", title="No longer possible",
    may="actions.end", form=NotPossibleForm, operation=_stamped(give_up), done=_saved,
    about=_about("No longer possible"), initial=_today, reads="action.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/actions/<uuid:action>/not-wanted/", name="not_wanted", title="Not wanted by the victim",
    may="actions.end", form=NotWantedForm, operation=_stamped(decline), done=_saved,
    about=_about("Not wanted by the victim"), initial=_today, reads="action.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/actions/<uuid:action>/reopen/", name="reopen", title="Open again", may="actions.end",
    form=ReopenForm, operation=_stamped(reopen), done=_saved, about=_about("Open again"), reads="action.read",
)  # fmt: skip

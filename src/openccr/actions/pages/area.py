"""One action of the partnership itself, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.actions.arising import arisings
from openccr.actions.forms import DoneForm, NotPossibleForm, OwnerForm, ReopenForm
from openccr.actions.operations.area import name_area_owner
from openccr.actions.operations.ending import check, complete, give_up, reopen, start
from openccr.actions.pages import pages
from openccr.actions.pages.around import about, area_crumbs, saved, today
from openccr.actions.panels import state_word
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.area import area_action as read_action
from openccr.actions.queries.owners import anybody_of
from openccr.actions.queries.reminders import reminders_of
from openccr.actions.rules.states import ACTION, ENDED, ActionFacts
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Screen, ask, button, offer, record_page, stamped
from openccr.ui.registry import may_open

AT = "actions/of-the-partnership/<uuid:area_action>/"
MOVES = {
    "start": "actions.area_start",
    "complete": "actions.area_done",
    "check": "actions.area_check",
    "give_up": "actions.area_not_possible",
    "reopen": "actions.area_reopen",
}
"""Move of the state table → the page on which it is made; she chooses nothing here, since it is no case's."""

PRESSED = {"start", "check"}


def of(named: Callable[..., Any]) -> Callable[..., Any]:
    """What is asked of any action, asked of one whose address calls it the partnership's."""
    return lambda *given, area_action, **more: named(*given, action=area_action, **more)


def _stamped(operation: Callable[..., Any]) -> Callable[..., Any]:
    """The operation on an action of the partnership, which stands under no file, told the time."""
    return of(stamped(partial(operation, file=None)))


def _action(*, actor: Actor, area_action: UUID) -> Screen:
    one = read_action(area_action, today=timezone.localdate())
    return Screen(
        title=f"Action of {one.agency}",
        data={"rows": _facts(actor, one)},
        actions=_moves(actor, one),
        crumbs=area_crumbs({"text": "Action"}),
    )


def _moves(actor: Actor, one: ActionShown) -> list[dict[str, Any]]:
    facts = ActionFacts(
        evidence="asked on its page", reason="asked on its page", checked=one.checked_on is not None,
        by_doer=one.ended_by is not None and one.ended_by == actor.appointment_id,
    )  # fmt: skip
    offered = ACTION.offered(state=one.state, facts=facts)
    if one.checked_on is not None:
        offered.pop("check", None)
    return [
        offer(
            actor, text=ACTION.moves[name].label, page=MOVES[name], subject=one, post=name in PRESSED, why=why,
            may="actions.check_area" if name == "check" else "actions.end_area", area_action=one.id,
        )
        | {"kind": "primary" if name == "complete" else "secondary"}
        for name, why in offered.items()
        if name in MOVES
    ]  # fmt: skip


def _facts(actor: Actor, one: ActionShown) -> list[dict[str, Any]]:
    owns = one.state not in ENDED and why_not(actor, "actions.end_area", one) is None
    owner: dict[str, Any] = {"key": "Who does it", "text": one.agency, "note": one.owner or "Nobody by name"}
    steps = [f"{day_words(on)}: {words}" for on, words in reminders_of(one.id)]
    confirms = f"Confirmed by {one.checked_by}" if one.checked_by else one.checker_agency
    ended = [{"key": "Ended", "text": one.ended_on}]
    ended += [{"key": "What was done", "text": one.evidence}] if one.evidence else []
    ended += [{"key": "Reason", "text": one.reason}] if one.reason else []
    return [
        {"key": "What", "text": one.text},
        {"key": "State", "text": state_word(one)},
        owner | ({"change_href": reverse("actions.area_owner", kwargs={"area_action": one.id})} if owns else {}),
        {"key": "Who confirms it", "text": confirms or "The chair or the coordinator"},
        {"key": "Due", "text": one.due_on},
        _origin(actor, one),
        *(ended if one.ended_on else []),
        *([{"key": "What was said", "text": one.said.splitlines()}] if one.said else []),
        *([{"key": "Reminders", "text": steps}] if steps else []),
    ]


def _origin(actor: Actor, one: ActionShown) -> dict[str, Any]:
    """Where it comes from; whoever does it may not see that page, and is not led there."""
    arising = arisings().get(one.arises_kind)
    row: dict[str, Any] = {"key": "Where it comes from", "text": arising.words if arising else "The partnership"}
    if arising is None or one.arises_id is None or not may_open(actor, arising.page):
        return row
    address = arising.address(one.arises_id)
    return row | ({"href": address} if address else {})


def _owners(*, actor: Actor, area_action: UUID) -> dict[str, Any]:
    day = timezone.localdate()
    return {"people": anybody_of(read_action(area_action, today=day).agency_id, today=day)}


record_page(
    pages, AT, name="area_action", title="Action of the partnership", may="actions.list", query=_action,
    reads="action.read", template="actions/action.html",
)  # fmt: skip
button(
    pages, f"{AT}start/", name="area_start", title="We have begun", may="actions.end_area",
    operation=_stamped(start), done=of(saved),
)  # fmt: skip
button(
    pages, f"{AT}check/", name="area_check", title="Confirm that it is done", may="actions.check_area",
    operation=_stamped(check), done=of(saved),
)  # fmt: skip
ask(
    pages, f"{AT}done/", name="area_done", title="Mark as done", may="actions.end_area", form=DoneForm,
    operation=_stamped(complete), done=of(saved), about=of(about("Mark as done")), initial=of(today),
    reads="action.read",
)  # fmt: skip
ask(
    pages, f"{AT}not-possible/", name="area_not_possible", title="No longer possible", may="actions.end_area",
    form=NotPossibleForm, operation=_stamped(give_up), done=of(saved), about=of(about("No longer possible")),
    initial=of(today), reads="action.read",
)  # fmt: skip
ask(
    pages, f"{AT}reopen/", name="area_reopen", title="Open again", may="actions.end_area", form=ReopenForm,
    operation=_stamped(reopen), done=of(saved), about=of(about("Open again")), reads="action.read",
)  # fmt: skip
ask(
    pages, f"{AT}owner/", name="area_owner", title="Name who does it", may="actions.end_area", form=OwnerForm,
    operation=of(stamped(name_area_owner)), done=of(saved), about=of(about("Name who does it")), choices=_owners,
    reads="action.read",
)  # fmt: skip

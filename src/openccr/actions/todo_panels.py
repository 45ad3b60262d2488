"""What actions and flags put on each role's to-do list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.actions.addresses import address_of
from openccr.actions.queries.actions import (
    GLANCE,
    ActionShown,
    Whose,
    climbed,
    late_in_all,
    load_of_my_agency,
    locked_actions,
    next_actions,
    to_confirm,
)
from openccr.actions.queries.flags import FlagsWaiting, flags_in_all
from openccr.actions.rules.locks import Lock
from openccr.actions.rules.states import ENDED
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.rules import Role
from openccr.ui.panels import Group, Item, Todo

AHEAD = timedelta(days=14)
"""How far ahead an action stands on the to-do list."""

REACHED: dict[str, Whose] = {Role.CHAIR: Whose.CHAIR, Role.COORDINATOR: Whose.BOARD}
"""Which late actions come to a role's own list: the coordinator puts before the board what is flagged for it."""

SHOWN = 15
"""How many actions stand on the to-do list; the rest are in the list of actions."""


def _mine(*, actor: Actor) -> Sequence[Item]:
    """What is named to the actor: late and due soon, the longest late first."""
    return [_item(one) for one in _ahead(actor) if one.owner_id == actor.appointment_id]


def _own(*, actor: Actor) -> Sequence[Item]:
    """What the actor's agency has to do besides."""
    return [_item(one) for one in _ahead(actor) if one.owner_id != actor.appointment_id]


def _of_the_area(*, actor: Actor) -> Sequence[Item]:
    """For an agency's lead, who sees no case: what the agency does for the partnership."""
    return [_item(one) for one in _ahead(actor)] if actor.role == Role.LEAD else []


def _ahead(actor: Actor) -> list[ActionShown]:
    today = timezone.localdate()
    return next_actions(actor, due_by=today + AHEAD, today=today, last=SHOWN)


def _item(one: ActionShown) -> Item:
    locked = "Locked until the victim knows and is safe" if one.locked else ""
    return Item(
        text=one.text,
        href=address_of(one.file_id, one.id),
        file_id=one.file_id,
        due=one.due_on,
        late=one.late and not one.locked,
        detail=" · ".join(part for part in (one.case, one.owner, locked) if part),
    )


def _chase(*, actor: Actor) -> Sequence[Item]:
    """What the coordinator chases: how many are late, by agency."""
    if not actor.whole_area:
        return []
    late = late_in_all(today=timezone.localdate())
    more = f"Of the {GLANCE} longest late" if sum(one.count for one in late) >= GLANCE else ""
    return [
        Item(
            text=f"late at {one.agency}",
            href=f"{reverse('actions.list')}?whose={Whose.LATE}",
            due=one.oldest,
            late=True,
            count=one.count,
            detail=more,
        )
        for one in late
    ]


def _taken_up(*, actor: Actor) -> Sequence[Item]:
    """What the ladder has taken to a chair, or to the coordinator to put before the board."""
    whose = REACHED.get(actor.role)
    if whose is None:
        return []
    number, oldest = climbed(whose, today=timezone.localdate())
    if not number:
        return []
    late = "late action" if number == 1 else "late actions"
    taken = f"{late} to put before the board" if whose is Whose.BOARD else f"{late} taken to you"
    return [
        Item(
            text=taken,
            href=f"{reverse('actions.list')}?whose={whose}",
            due=oldest,
            late=True,
            count=number,
            detail="The five oldest stand in the boards' pack" if whose is Whose.BOARD else "Its lead was told before",
        )
    ]


def _to_check(*, actor: Actor) -> Sequence[Item]:
    """What is done and waits for this actor to confirm it: a number, since confirming comes after chasing."""
    number, oldest = to_confirm(actor)
    if not number:
        return []
    return [
        Item(
            text="said to be done, for you to confirm",
            href=f"{reverse('actions.list')}?whose={Whose.TO_CHECK}",
            count=number,
            detail=f"{'Or more. ' if number >= GLANCE else ''}The first since {day_words(oldest)}" if oldest else "",
        )
    ]


def _locked(*, actor: Actor) -> Sequence[Item]:
    """For an IDVA: what waits for her word, and what was let go before it."""
    if actor.role != Role.IDVA:
        return []
    return [
        Item(
            text=f"{_lock_word(one.lock)}: {one.text}",
            href=reverse("actions.safe", kwargs={"file": one.file_id, "action": one.id}),
            file_id=one.file_id,
            due=one.due_on,
            late=one.lock is Lock.OVERRIDDEN,
            detail=" · ".join(
                (f"{one.initials} {one.reference}", one.agency, *(["Done already"] if one.state in ENDED else []))
            ),
        )
        for one in locked_actions(today=timezone.localdate(), last=SHOWN)
    ]


def _lock_word(lock: Lock) -> str:
    return "Let go before the victim was known to be safe" if lock is Lock.OVERRIDDEN else "Locked"


def _load(*, actor: Actor) -> Sequence[Item]:
    """For an agency's lead, who sees no case: what is late or has nobody, by colleague."""
    found = load_of_my_agency(actor, today=timezone.localdate())
    return [
        Item(
            text=f"late, of {one.name}" if one.name else "open without anybody by name",
            href=reverse("partnership.own_people"),
            count=one.late if one.name else one.open,
            due=one.oldest,
            late=one.late > 0,
            detail=f"{one.escalated} taken further" if one.escalated else "",
        )
        for one in found
        if one.late or not one.name
    ]


def _others_flags(*, actor: Actor) -> Sequence[Item]:
    """For the coordinator: how many flags agencies have not confirmed."""
    if not actor.whole_area:
        return []
    found = flags_in_all(actor, today=timezone.localdate())
    words = f"flags of {found.agencies} agencies are not confirmed" if found.agencies > 1 else "flags are not confirmed"
    return [Item(text=words, href=reverse("actions.flags"), count=found.all, detail=_most(found))] if found.all else []


def _flags(*, actor: Actor) -> Sequence[Item]:
    """The agency's own flags."""
    if actor.whole_area or actor.agency_id is None:
        return []
    found = flags_in_all(actor, today=timezone.localdate())
    items = []
    if found.to_put_on:
        words = "case to flag on your own record" if found.to_put_on == 1 else "cases to flag on your own record"
        items.append(
            Item(text=words, href=reverse("actions.flags_on"), count=found.to_put_on, detail=_most(found))
        )  # fmt: skip
    if found.to_take_off:
        words = "flag to take off again" if found.to_take_off == 1 else "flags to take off again"
        items.append(Item(text=words, href=reverse("actions.flags_off"), count=found.to_take_off))
    return items


def _most(found: FlagsWaiting) -> str:
    return f"Of the {GLANCE} longest waited for" if found.all >= GLANCE else ""


def _asks_ahead(actor: Actor) -> list[Later]:
    today = timezone.localdate()
    return [next_actions.later(actor, due_by=today + AHEAD, today=today, last=SHOWN)]


def _asks_chasing(actor: Actor) -> list[Later]:
    return [late_in_all.later(today=timezone.localdate())] if actor.whole_area else []


def _asks_taken(actor: Actor) -> list[Later]:
    whose = REACHED.get(actor.role)
    return [climbed.later(whose, today=timezone.localdate())] if whose else []


def _asks_locked(actor: Actor) -> list[Later]:
    return [locked_actions.later(today=timezone.localdate(), last=SHOWN)] if actor.role == Role.IDVA else []


def _asks_flags(actor: Actor) -> list[Later]:
    return [flags_in_all.later(actor, today=timezone.localdate())]


ACTION_TODOS = [
    Todo(12, "Waiting for your word that the victim is safe", _locked, "actions.confirm_safe", ahead=_asks_locked),
    Todo(19, "Your actions", _mine, "actions.end", ahead=_asks_ahead),
    Todo(
        19, "What your agency does for the partnership", _of_the_area, "actions.end_area",
        ahead=lambda actor: _asks_ahead(actor) if actor.role == Role.LEAD else [],
    ),
    Todo(
        20, "Actions of your agency", _own, "actions.end", ahead=_asks_ahead,
        empty="Your agency has no action due in the next 14 days.",
    ),
    Todo(21, "Your agency's actions", _load, "actions.load", group=Group.BLOCKED),
    Todo(30, "Flags", _flags, "actions.flag", ahead=_asks_flags),
    Todo(44, "To confirm", _to_check, "actions.check", ahead=lambda actor: [to_confirm.later(actor)]),
    Todo(44, "Taken further", _taken_up, "actions.list", ahead=_asks_taken),
    Todo(45, "Late actions to chase", _chase, "actions.end", group=Group.BLOCKED, ahead=_asks_chasing),
    Todo(46, "Flags not confirmed", _others_flags, "actions.flag", group=Group.BLOCKED),
]  # fmt: skip

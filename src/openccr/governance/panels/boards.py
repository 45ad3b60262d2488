"""What groups put on to-do lists: answers owed, sittings to prepare and write up, terms and risks to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.governance.models import Sitting
from openccr.governance.queries.sittings import Owed, group_days, owed
from openccr.governance.queries.unheard import unheard_matters
from openccr.governance.rules.sittings import GroupDays, SittingState, sitting_owes
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo

SHOWN = 10
"""Lines of one kind on the list; the rest stand on the groups' own pages."""


def _owed(actor: Actor) -> Owed:
    return owed(actor, timezone.localdate(), group_days(actor).soon)


def _answers(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    unheard = unheard_matters(today=today) if actor.whole_area else []
    first = [(one, f"Nobody who leads {one.to_board.name} can be told: {one.title}") for one in unheard]
    found = [(one, f"{one.to_board.name} owes an answer: {one.title}") for one in _owed(actor).matters]
    deaf = {one.id for one in unheard}
    return [
        Item(
            text=words, href=reverse("governance.matter", kwargs={"matter": one.id}), due=one.due_on,
            late=one.due_on < today,
        )
        for one, words in [*first, *((one, words) for one, words in found if one.id not in deaf)][:SHOWN]
    ]  # fmt: skip


def _sittings(*, actor: Actor) -> Sequence[Item]:
    days, found = group_days(actor), _owed(actor)
    items = [_sitting(one, days=days, leads=one.board_id in found.led) for one in found.sittings]
    return [one for one in items if one is not None][:SHOWN]


def _sitting(row: Sitting, *, days: GroupDays, leads: bool) -> Item | None:
    today, href = timezone.localdate(), reverse("governance.sitting", kwargs={"sitting": row.id})
    if not leads:
        if row.state != SittingState.CALLED or row.on < today:
            return None
        return Item(text=f"Agenda and papers: {row.board.name}", href=href, due=row.on)
    owes = sitting_owes(row.state, on=row.on, today=today, days=days)
    if owes is None:
        return None
    return Item(text=f"{owes.words}: {row.board.name}", href=href, due=owes.due, late=owes.due < today)


def _reviews(*, actor: Actor) -> Sequence[Item]:
    today, found = timezone.localdate(), _owed(actor)
    items = [
        Item(
            text=f"Look again at the {one.get_kind_display().lower()} of {one.board.name}",
            href=reverse("governance.terms", kwargs={"board": one.board_id, "terms": one.kind}), due=one.review_on,
            late=one.review_on is not None and one.review_on < today,
        )
        for one in found.terms
    ]  # fmt: skip
    items += [
        Item(
            text=f"Look again at a risk of {one.board.name}: {one.words}",
            href=reverse("governance.review_risk", kwargs={"board_risk": one.id}), due=one.review_on,
            late=one.review_on < today,
        )
        for one in found.risks
    ]  # fmt: skip
    return sorted(items, key=lambda one: one.due or today)[:SHOWN]


def _ahead(actor: Actor) -> list[Later]:
    return [owed.later(actor, timezone.localdate(), group_days(actor).soon)]


def _answers_ahead(actor: Actor) -> list[Later]:
    unheard = [unheard_matters.later(today=timezone.localdate())] if actor.whole_area else []
    return [*_ahead(actor), *unheard]


BOARD_TODOS = [
    Todo(82, "Answers that a group owes", _answers, "governance.lead_board", ahead=_answers_ahead),
    Todo(83, "Sittings of groups", _sittings, "governance.lead_board", ahead=_ahead),
    Todo(84, "Groups: looked at again", _reviews, "governance.lead_board", ahead=_ahead),
]

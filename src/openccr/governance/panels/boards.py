"""What groups put on to-do lists: answers owed, sittings to prepare and write up, terms and risks to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.governance.models import Sitting
from openccr.governance.queries.sittings import Owed, owed
from openccr.governance.rules.sittings import SittingState
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.panels import Item, Todo

SHOWN = 10
"""Lines of one kind on the list; the rest stand on the groups' own pages."""


def _periods(actor: Actor) -> tuple[int, int, int]:
    """Days: ahead on the list, papers before a sitting, minutes after it."""
    periods = practice(actor).boards.periods
    return (periods.soon_days, periods.papers_days, periods.minutes_days) if periods else (28, 5, 10)


def _owed(actor: Actor) -> Owed:
    return owed(actor, timezone.localdate(), _periods(actor)[0])


def _answers(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    return [
        Item(
            text=f"{one.to_board.name} owes an answer: {one.title}",
            href=reverse("governance.matter", kwargs={"matter": one.id}), due=one.due_on, late=one.due_on < today,
        )
        for one in _owed(actor).matters[:SHOWN]
    ]  # fmt: skip


def _sittings(*, actor: Actor) -> Sequence[Item]:
    _, papers, minutes = _periods(actor)
    found = _owed(actor)
    items = [_sitting(one, papers=papers, minutes=minutes, leads=one.board_id in found.led) for one in found.sittings]
    return [one for one in items if one is not None][:SHOWN]


def _sitting(row: Sitting, *, papers: int, minutes: int, leads: bool) -> Item | None:
    today, href = timezone.localdate(), reverse("governance.sitting", kwargs={"sitting": row.id})
    if not leads:
        if row.state != SittingState.CALLED or row.on < today:
            return None
        return Item(text=f"Agenda and papers: {row.board.name}", href=href, due=row.on)
    match row.state:
        case SittingState.PLANNED:
            due, words = row.on - timedelta(days=papers), "Send out agenda and papers"
        case SittingState.CALLED if row.on <= today:
            due, words = row.on, "Write down who came"
        case SittingState.HELD:
            due, words = row.on + timedelta(days=minutes), "Write the minutes and have them agreed"
        case _:
            return None
    return Item(text=f"{words}: {row.board.name}", href=href, due=due, late=due < today)


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
    return [owed.later(actor, timezone.localdate(), _periods(actor)[0])]


BOARD_TODOS = [
    Todo(82, "Answers that a group owes", _answers, "governance.lead_board", ahead=_ahead),
    Todo(83, "Sittings of groups", _sittings, "governance.lead_board", ahead=_ahead),
    Todo(84, "Groups: looked at again", _reviews, "governance.lead_board", ahead=_ahead),
]

"""What opens the next meeting: the actions of earlier ones that are not done (SL-NI-MIN, minutes checklist)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from openccr.actions.models import Action
from openccr.actions.queries.actions import ActionShown, shown, with_names
from openccr.actions.rules.states import GIVEN_UP, OPEN, ActionState

MOST = 200
"""How many that are open, and how many that ended, stand in minutes."""
ON_PAGE = 100
"""How many of each stand on the page: a meeting that has more looks at the list of actions."""


@dataclass(frozen=True)
class Review:
    """The incomplete actions of earlier hearings, each kind apart.

    Args:
        not_done: past their day, and the agency did not do them.
        waiting: past their day, but locked: nobody may do them before she is safe.
        under_way: not due yet.
        impossible: no longer possible since the meeting before, with why.
        her_way: she chose another way since then.
        cut: there are more than are listed; those due or ended first are.
    """

    not_done: Sequence[ActionShown]
    waiting: Sequence[ActionShown]
    under_way: Sequence[ActionShown]
    impossible: Sequence[ActionShown]
    her_way: Sequence[ActionShown]
    cut: bool = False

    @property
    def every(self) -> list[ActionShown]:
        """All of them, kind by kind."""
        kinds = (self.not_done, self.waiting, self.under_way, self.impossible, self.her_way)
        return [one for kind in kinds for one in kind]

    @property
    def all(self) -> int:
        return len(self.every)


def incomplete(*, hearing_ids: Sequence[UUID], ended_since: date | None, today: date) -> Review:
    """What of the actions agreed at those hearings is not done, as the actor sees it. Two queries.

    Args:
        hearing_ids: the hearings of the forum's earlier meetings; the conference knows which.
        ended_since: the day of the meeting before: what ended without being done since then is told once. None: all.
    """
    of_them = with_names(Action.objects.filter(arises_from_id__in=list(hearing_ids)))
    return _review(of_them.filter(state__in=OPEN), of_them, ended_since=ended_since, today=today, most=MOST)


def incomplete_of_all(*, ended_since: date, today: date) -> Review:
    """The same for every action of a case that the actor sees. Two queries."""
    every = with_names(Action.objects.filter(file__isnull=False))
    return _review(every.filter(state__in=OPEN), every, ended_since=ended_since, today=today, most=ON_PAGE)


def _review(
    open_: QuerySet[Action], every: QuerySet[Action], *, ended_since: date | None, today: date, most: int
) -> Review:
    going = [shown(row, today) for row in open_.order_by("due_on", "id")[: most + 1]]
    ended = every.filter(state__in=GIVEN_UP)
    if ended_since is not None:
        ended = ended.filter(ended_on__gte=ended_since)
    over = [shown(row, today) for row in ended.order_by("ended_on", "id")[: most + 1]]
    cut = max(len(going), len(over)) > most
    going, over = going[:most], over[:most]
    return Review(
        not_done=[one for one in going if one.late and not one.locked],
        waiting=[one for one in going if one.late and one.locked],
        under_way=[one for one in going if not one.late],
        impossible=[one for one in over if one.state is ActionState.IMPOSSIBLE],
        her_way=[one for one in over if one.state is ActionState.REFUSED],
        cut=cut,
    )

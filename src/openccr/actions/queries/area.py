"""Actions of the partnership itself, by where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.actions.models import Action
from openccr.actions.queries.actions import ActionShown, shown, with_names
from openccr.actions.rules.states import NOT_ENDED
from openccr.kernel.refusals import NotFound

MOST = 500
"""How many are listed; a noun with more shows a list of its own, page by page."""


def area_actions(
    *,
    today: date,
    arises_id: UUID | None = None,
    arises_ids: Iterable[UUID] | None = None,
    arises_kind: str = "",
    not_ended: bool = False,
) -> list[ActionShown]:
    """The partnership's actions that the actor sees, the first due first, `MOST` at most. One query.

    Args:
        today: what is due before it and open is late.
        arises_id: only those that come from this row.
        arises_ids: only those that come from one of these rows.
        arises_kind: only those that come from this noun ("governance.meeting").
        not_ended: without those that are done or no longer possible.
    """
    rows = None if arises_ids is None else tuple(arises_ids)
    if arises_id is not None:
        rows = (arises_id,)
    return of_the_area(today=today, arises_ids=rows, arises_kind=arises_kind, not_ended=not_ended)


@asked
def of_the_area(
    *,
    today: date,
    arises_ids: tuple[UUID, ...] | None = None,
    arises_kind: str = "",
    agency_id: UUID | None = None,
    not_ended: bool = False,
    last: int = MOST,
) -> Steps[list[ActionShown]]:
    """The same, as what a panel may ask ahead. One query."""
    rows = Action.objects.filter(file=None)
    if arises_ids is not None:
        rows = rows.filter(arises_from_id__in=arises_ids)
    if arises_kind:
        rows = rows.filter(arises_kind=arises_kind)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if not_ended:
        rows = rows.filter(state__in=NOT_ENDED)
    (found,) = yield (with_names(rows).order_by("due_on", "id")[:last],)
    return [shown(row, today) for row in found]


def area_action(action_id: UUID, *, today: date) -> ActionShown:
    """One action of the partnership. One query. Raises NotFound, for a case's too."""
    row = with_names(Action.objects.filter(id=action_id, file=None)).first()
    if row is None:
        raise NotFound
    return shown(row, today)

"""The agenda put in order before a sitting is held: items moved, and taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import BoardDecision, SittingItem
from openccr.governance.operations.sittings import sitting_to_lead
from openccr.governance.rules.sittings import OPEN
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

_AWAY = 1_000
"""Added to every number first, so that no two items have the same one meanwhile."""


def arrange_agenda(*, actor: Actor, sitting_id: UUID, places: Mapping[UUID, int | None], at: datetime) -> None:
    """Put the items of an agenda in the order of their places, and take out those without one.

    Raises NotFound, and Refusal once the sitting was held, and for taking out an item with minutes or a decision.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if row.state not in OPEN:
            raise Refusal("The sitting is over: its agenda stays as it was.")
        items = {one.id: one for one in SittingItem.objects.filter(sitting_id=sitting_id).order_by("number")}
        if set(places) != set(items):
            raise NotFound
        gone = [key for key, place in places.items() if place is None]
        if any(items[key].said for key in gone) or BoardDecision.objects.filter(item_id__in=gone).exists():
            raise Refusal(
                "Something is written down under an item that you take out.", remedy="Leave it on the agenda."
            )
        SittingItem.objects.filter(id__in=gone).delete()
        SittingItem.objects.filter(sitting_id=sitting_id).update(number=F("number") + _AWAY)
        kept = [key for key in items if places[key] is not None]
        for number, key in enumerate(sorted(kept, key=lambda one: (places[one], items[one].number)), start=1):
            SittingItem.objects.filter(id=key).update(number=number)
        record("sitting.changed", subjects=[sitting_id], fields=["agenda"], at=at)

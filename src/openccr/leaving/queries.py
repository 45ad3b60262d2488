"""What the pages of leaving show."""

from __future__ import annotations

from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.kernel.refusals import NotFound
from openccr.leaving.models import AreaExport

SHOWN = 50


@asked
def not_agreed() -> Steps[list[tuple[UUID, str, UUID]]]:
    """Requests that nobody has agreed to, as (id, who asked, their account), newest first. One query."""
    waiting = AreaExport.objects.filter(agreed_at=None).order_by("-asked_at")
    (rows,) = yield (waiting.values_list("id", "asked_by", "asked_user")[:SHOWN],)
    return rows


def exports() -> list[AreaExport]:
    """Requests of the partnership, newest first."""
    return list(AreaExport.objects.order_by("-asked_at")[:SHOWN])


def export_of(export: UUID) -> AreaExport:
    """One request. Raises NotFound."""
    row = AreaExport.objects.filter(id=export).first()
    if row is None:
        raise NotFound
    return row

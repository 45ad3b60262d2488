"""What the pages of leaving show."""

from __future__ import annotations

from uuid import UUID

from openccr.kernel.refusals import NotFound
from openccr.leaving.models import AreaExport

SHOWN = 50


def exports() -> list[AreaExport]:
    """Requests of the partnership, newest first."""
    return list(AreaExport.objects.order_by("-asked_at")[:SHOWN])


def export_of(export: UUID) -> AreaExport:
    """One request. Raises NotFound."""
    row = AreaExport.objects.filter(id=export).first()
    if row is None:
        raise NotFound
    return row

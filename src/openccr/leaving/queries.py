"""What the pages of leaving show."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef

from openccr.access.together import Steps, asked
from openccr.documents.models import StoredFile
from openccr.kernel.refusals import NotFound
from openccr.leaving.models import AreaExport, ExportStep
from openccr.leaving.rules import PURPOSE, Step

SHOWN = 50


@asked
def not_agreed() -> Steps[list[tuple[UUID, str, UUID]]]:
    """Requests that nobody has agreed to or withdrawn, as (id, who asked, their account), newest first. One query."""
    stopped = ExportStep.objects.filter(export_id=OuterRef("id"), kind=Step.WITHDRAWN)
    waiting = AreaExport.objects.filter(~Exists(stopped), agreed_at=None).order_by("-asked_at")
    (rows,) = yield (waiting.values_list("id", "asked_by", "asked_user")[:SHOWN],)
    return rows


def exports() -> list[AreaExport]:
    """Requests of the partnership with what became of each, newest first. Two queries."""
    return list(AreaExport.objects.prefetch_related("steps").order_by("-asked_at")[:SHOWN])


def export_of(export: UUID) -> AreaExport:
    """One request. Raises NotFound."""
    row = AreaExport.objects.filter(id=export).first()
    if row is None:
        raise NotFound
    return row


def file_of(row: AreaExport) -> StoredFile | None:
    """The file that was last made of a request, for whoever made it and while it is kept; None for anybody else."""
    made = row.step(Step.MADE)
    if made is None:
        return None
    return StoredFile.objects.filter(purpose=PURPOSE, kept_at=made.at).first()

"""What the pages of leaving show."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from openccr.access.together import Steps, asked
from openccr.documents.models import StoredFile
from openccr.kernel.refusals import NotFound
from openccr.leaving.models import AreaExport, ExportAgreement, ExportStep
from openccr.leaving.rules import AGREED_FOR, PURPOSE, Step
from openccr.leaving.standing import asker_is_here, requests

SHOWN = 50


@asked
def not_agreed(office: str) -> Steps[list[tuple[UUID, str, UUID]]]:
    """Requests that wait for that one of `SIGNERS`, as (id, who asked, their account), newest first. One query."""
    stopped = ExportStep.objects.filter(export_id=OuterRef("id"), kind=Step.WITHDRAWN)
    signed = ExportAgreement.objects.filter(export_id=OuterRef("id"))
    past = signed.filter(at__lt=timezone.now() - AGREED_FOR)
    waiting = AreaExport.objects.filter(
        ~Exists(stopped), ~Exists(signed.filter(office=office)), ~Exists(past), asker_is_here()
    )
    waiting = waiting.order_by("-asked_at")
    (rows,) = yield (waiting.values_list("id", "asked_by", "asked_user")[:SHOWN],)
    return rows


def exports() -> list[AreaExport]:
    """Requests of the partnership with what became of each, newest first. Three queries."""
    return list(requests().prefetch_related("steps", "agreements").order_by("-asked_at")[:SHOWN])


def export_of(export: UUID) -> AreaExport:
    """One request. Raises NotFound."""
    row = requests().filter(id=export).first()
    if row is None:
        raise NotFound
    return row


def file_of(row: AreaExport) -> StoredFile | None:
    """The file that was last made of a request, for whoever made it and while it is kept; None for anybody else."""
    made = row.step(Step.MADE)
    if made is None:
        return None
    return StoredFile.objects.filter(purpose=PURPOSE, kept_at=made.at).first()

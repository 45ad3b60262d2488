"""Papers for a sitting: put to it, opened by its members, taken away. Who opened one is counted by agency."""

from __future__ import annotations

import uuid
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.documents import scanning, storage
from openccr.documents.attaching import MOST_OF_ONE
from openccr.documents.operations import Fetched
from openccr.documents.rules.attachments import attachable, clean_name
from openccr.governance.models import PaperOpened, SittingPaper
from openccr.governance.operations.sittings import sitting_to_lead
from openccr.governance.rules.sittings import SittingState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal


def put_paper(*, actor: Actor, sitting_id: UUID, title: str, data: bytes, name: str, at: datetime) -> UUID:
    """Put a file to a sitting. Returns the paper's id.

    Args:
        name: as the file was called; the title stands in its place when empty.

    Raises NotFound, and Refusal (field `upload`) as `documents.rules.attachments.attachable`, for one too many, for
    what a scanner finds harmful, and for whoever does not lead the group.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if row.state in (SittingState.AGREED, SittingState.CANCELLED):
            raise Refusal("Nothing more is put to this sitting.", field="upload")
        if SittingPaper.objects.filter(sitting_id=sitting_id, removed_at=None).count() >= MOST_OF_ONE:
            raise Refusal(f"There are {MOST_OF_ONE} papers already.", remedy="Take one away first.", field="upload")
        found = attachable(data)
        held = scanning.why_held(found.data, at=timezone.now())
        if isinstance(held, scanning.Harmful):
            raise held
        paper = SittingPaper(
            id=uuid.uuid4(), partnership_id=actor.partnership, board_id=row.board_id, sitting_id=sitting_id,
            title=title.strip() or clean_name(name, found.extension), content_type=found.content_type,
            extension=found.extension, size=len(found.data), kept_by_name=actor.name, kept_at=at,
        )  # fmt: skip
        paper.save(force_insert=True)
        storage.write(paper.id, found.data)
        record("sitting.paper", subjects=[sitting_id, paper.id], at=at)
        return paper.id


def paper_is_there(*, actor: Actor, paper_id: UUID) -> None:
    """Look whether the actor may open a paper, without opening it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.boards")
        if not SittingPaper.objects.filter(id=paper_id, removed_at=None).exists():
            raise NotFound


def open_paper(*, actor: Actor, paper_id: UUID, at: datetime) -> Fetched:
    """Open a paper; that somebody of the agency did is counted once for each person.

    Raises NotFound, and Refusal while it is held back because no scanner can say that it is clean.
    """
    with acting_as(actor):
        must(actor, "governance.boards")
        row = SittingPaper.objects.filter(id=paper_id, removed_at=None).first()
        if row is None:
            raise NotFound
        data = storage.read(row.id)
        if held := scanning.why_held(data, at=timezone.now()):
            raise held
        opened = {"paper_id": row.id, "appointment_id": actor.appointment}
        if not PaperOpened.objects.filter(**opened).exists():
            PaperOpened.objects.bulk_create([
                PaperOpened(
                    partnership_id=actor.partnership, board_id=row.board_id, agency_id=actor.agency, at=at, **opened
                )
            ])  # fmt: skip
        record("sitting.paper_opened", subjects=[row.sitting_id, row.id], at=at)
        return Fetched(f"OpenCCR-{str(row.id)[:4].upper()}.{row.extension}", row.content_type, data)


def take_paper_away(*, actor: Actor, paper_id: UUID, at: datetime) -> UUID:
    """Take a paper away: its bytes are destroyed, its line stays. Returns the sitting's id. Raises as `put_paper`."""
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = SittingPaper.objects.filter(id=paper_id, removed_at=None).first()
        if row is None:
            raise NotFound
        sitting_to_lead(actor, row.sitting_id)
        SittingPaper.objects.filter(id=paper_id).update(removed_at=at, removed_by_name=actor.name)
        record("sitting.paper", subjects=[row.sitting_id, paper_id], fields=["removed_at"], at=at)
        transaction.on_commit(lambda: storage.remove(paper_id))
        return row.sitting_id

"""`record()`: what was done or seen, in the transaction in which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from openccr.access.acting import current_actor
from openccr.audit.models import AuditEvent
from openccr.audit.types import audit_type

BATCH = 1_000


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act or read to record.

    Args:
        type: key of a declared audit type.
        file_id: the case file concerned.
        subjects: ids of the rows or people concerned.
        fields: names of the fields changed or shown, never their contents.
    """

    type: str
    file_id: UUID | None = None
    subjects: tuple[UUID, ...] = ()
    fields: tuple[str, ...] = ()


def record(
    type: str,
    *,
    file_id: UUID | None = None,
    subjects: Iterable[UUID] = (),
    fields: Iterable[str] = (),
    at: datetime | None = None,
) -> None:
    """Record one act or read of the current actor: see `Act` for the words, and `record_all`."""
    record_all([Act(type=type, file_id=file_id, subjects=tuple(subjects), fields=tuple(fields))], at=at)


def record_all(acts: Iterable[Act], *, at: datetime | None = None) -> None:
    """Record acts or reads of the current actor; each is sealed into the partnership's chain at commit.

    Args:
        at: when; now if not given.

    Raises UnknownAuditType for a type that nobody declared. If it cannot be written the transaction fails, so what is
    not recorded is neither done nor shown.
    """
    actor = current_actor()
    AuditEvent.objects.bulk_create(
        (
            AuditEvent(
                at=at or datetime.now(UTC),
                type=audit_type(act.type).key,
                partnership_id=actor.partnership_id,
                user_id=actor.user_id,
                appointment_id=actor.appointment_id,
                agency_id=actor.agency_id,
                role=actor.role,
                purpose=actor.purpose,
                file_id=act.file_id,
                subjects=[str(subject) for subject in act.subjects],
                fields=list(act.fields),
            )
            for act in acts
        ),
        batch_size=BATCH,
    )

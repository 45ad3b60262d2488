"""What is to be written of the invented area: rows by their table, and the audit of who did what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Model

from openccr.audit.models import AuditEvent
from openccr.audit.types import audit_type
from openccr.casefiles.models import Grant, TimelineEntry
from openccr.people.sealing import Vault
from openccr.site.demo.dice import Dice
from openccr.site.demo.place import Place, Staff

PURPOSE = "case work"


class Ledger:
    """Collects rows until they are written; hands out their keys, the same for the same seed."""

    def __init__(self, *, place: Place, zone: ZoneInfo, seed: int) -> None:
        self.place, self.zone, self.ids = place, zone, Dice(seed, place.code, "ids")
        self.rows: dict[type[Model], list[Model]] = {}
        self.events: list[AuditEvent] = []
        self.vault = Vault()

    def add(self, *rows: Model) -> None:
        """Keep rows to be written."""
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def record(
        self,
        type: str,
        *,
        by: Staff,
        at: datetime,
        file_id: UUID | None = None,
        subjects: Iterable[UUID] = (),
        fields: Iterable[str] = (),
    ) -> None:
        """The audit of an act, as `openccr.audit.operations.record` writes it. Raises UnknownAuditType."""
        actor = self.place.actor(by)
        event = AuditEvent(
            id=self.ids.id(), at=at, type=audit_type(type).key, partnership_id=actor.partnership_id,
            user_id=actor.user_id, appointment_id=actor.appointment_id, agency_id=actor.agency_id, role=actor.role,
            purpose=PURPOSE, file_id=file_id, subjects=[str(subject) for subject in subjects], fields=list(fields),
        )  # fmt: skip
        self.events.append(event)

    def note(
        self, *, by: Staff, file_id: UUID, kind: str, sentence: str, at: datetime, about_id: UUID | None = None
    ) -> None:
        """A line on a file's timeline, as `openccr.casefiles.operations.note` writes it."""
        line = TimelineEntry(
            id=self.ids.id(), file_id=file_id, at=at, kind=kind, sentence=sentence, source="act",
            agency_name=self.place.agency_of(by).name, author_name=by.name, appointment_id=by.appointment_id,
            about_id=about_id,
        )  # fmt: skip
        self.add(line)

    def grants_of(self, file_id: UUID) -> list[Grant]:
        """The grants on a file that are not yet written."""
        grants = self.rows.get(Grant, [])
        return [row for row in grants if isinstance(row, Grant) and row.file_id == file_id]

    def taken(self) -> tuple[dict[type[Model], list[Model]], list[AuditEvent]]:
        """What has been collected since the last time."""
        rows, events = self.rows, self.events
        self.rows, self.events = {}, []
        return rows, events

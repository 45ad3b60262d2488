"""What was written of somebody while two were held for one, and on whose case: the log knows it."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from openccr.audit.models import AuditEvent
from openccr.people.carrying import BEFORE, THERE
from openccr.people.models import Part, Recognition, Relationship


class WrittenSince:
    """Asked before the parts go back.

    Args:
        made: what put the two together.
        stays: who they have been since.
        files: the cases of the one who goes.
    """

    def __init__(self, made: Recognition, stays: UUID, files: set[UUID]) -> None:
        self._made, self._stays, self._files = made, stays, files
        theirs = Part.objects.filter(person_id=stays).values_list("file_id", flat=True)
        acts = AuditEvent.objects.filter(file_id__in={*files, *theirs}, at__gte=made.done_at or made.asked_at)
        self._acts = acts.filter(subjects__contains=[str(stays)])
        self.of_others = cache(self._of_others)

    def written(self, act: str, field: str) -> tuple[bool, bool]:
        """Whether something of that kind was written on a case of the one who goes, and on one of who stays."""
        acts = self._acts.filter(type=act, **({"fields__contains": [field]} if field else {}))
        on = set(acts.values_list("file_id", flat=True))
        return bool(on & self._files), bool(on - self._files)

    def _of_others(self) -> list[str]:
        """Ids of what came with somebody else who is held for the same person."""
        rows = Recognition.objects.filter(as_person_id=self._stays).exclude(id=self._made.id)
        return [
            id_
            for moved in rows.values_list("rows", flat=True)
            for kind, ids in moved.items()
            if kind not in (THERE, BEFORE)
            for id_ in ids
        ]

    def ties(self, goes: UUID) -> None:
        """Who is what to whom goes along as well where it was written on a case of hers."""
        said = self._acts.filter(type="person.related", file_id__in=self._files).values_list("at", flat=True)
        for end in ("person_id", "other_id"):
            Relationship.objects.filter(**{end: self._stays, "said_at__in": set(said)}).update(**{end: goes})

"""Searching everything the person has a part in, and proposing what is theirs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import seal, token
from openccr.audit.operations import Act, record_all
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.subjectaccess.collecting import Item, collect
from openccr.subjectaccess.holding import hold_files
from openccr.subjectaccess.models import Passage
from openccr.subjectaccess.operations.requests import turned_hostile
from openccr.subjectaccess.rules.requests import Capacity
from openccr.subjectaccess.rules.tagging import Case, proposed
from openccr.subjectaccess.standing import PURPOSE, request_of

_KEY = ("table", "row_id", "field", "number")


def search(*, actor: Actor, request: UUID, at: datetime) -> int:
    """Search the record for a request; the files are held meanwhile. Returns how many sentences were found.

    Searched again, a sentence that says what it said keeps its decision; one that has changed is decided anew, and so
    is one of which the rules propose something else by now: another name is known, or the request has become hostile.

    Raises NotFound; Refusal before identity is checked and before it is said whose record it is about.
    """
    with acting_as(actor):
        must(actor, "subjectaccess.answer")
        row = request_of(request, move="search")
        if row.subject_id is None:
            raise Refusal("Say first whose record it is about.", remedy="Find the person and choose them.")
        turned_hostile(row)
        found = collect(
            actor=actor, subject_id=row.subject_id, hostile=row.hostile, parent=row.capacity == Capacity.PARENT
        )
        hold_files(actor=actor, row=row, files=found.files, at=at)
        before = {tuple(getattr(one, name) for name in _KEY): one for one in Passage.objects.filter(request=row)}
        now = {(one.table, one.row_id, one.field, one.number): one for one in found.items}
        marks = {key: marks_of(item, found.case) for key, item in now.items()}
        stays = {
            key
            for key, item in now.items()
            if key in before and before[key].token == _token(item) and before[key].marks == marks[key]
        }
        Passage.objects.filter(id__in=[one.id for key, one in before.items() if key not in stays]).delete()
        Passage.objects.bulk_create(
            (_passage(row.id, item, marks[key]) for key, item in now.items() if key not in stays), batch_size=1_000
        )
        row.searched_at, row.searched_by, row.searched = at, actor.name, found.searched
        row.save(update_fields=["searched_at", "searched_by", "searched"])
        record_all(
            [Act(type="subject_access.searched", file_id=file, subjects=(row.id,)) for file in sorted(found.files)]
            or [Act(type="subject_access.searched", subjects=(row.id,))],
            at=at,
        )
        return len(now)


def marks_of(item: Item, case: Case) -> list[str]:
    """What speaks against letting a sentence go, by the keys of `Mark`."""
    proposal = proposed(item.text, whose=item.whose, source=item.source, case=case, confidential=item.confidential)
    return [mark.value for mark in proposal.marks]


def _token(item: Item) -> str:
    return token(item.text, purpose=PURPOSE)


def _passage(request_id: UUID, item: Item, marks: list[str]) -> Passage:
    return Passage(
        file_id=item.file_id, request_id=request_id, table=item.table, row_id=item.row_id, field=item.field,
        number=item.number, sealed=seal(item.text.encode(), purpose=PURPOSE, owner=request_id), token=_token(item),
        source=item.source.value, agency_name=item.agency, written_at=item.written_at,
        marks=marks,
    )  # fmt: skip

"""Holding a file, and disposing of it: one coordinator proposes, another approves, and a certificate stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import CaseFile
from openccr.content.schema.law import Retention
from openccr.documents.models import Disposal, LegalHold
from openccr.documents.rules.retention import Kept, due_on, rule_words, why_kept
from openccr.kernel.actors import Actor
from openccr.kernel.references import new_reference
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.humans import same_human, two_accounts
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import PartKind

AT_ONCE = 100
"""How many closed files are looked at for the list, the longest closed first."""


@dataclass(frozen=True)
class DueFile:
    """A closed file whose time is over, and what holds it all the same."""

    file_id: UUID
    reference: str
    closed_on: date
    due_on: date
    why: str


def files_due(*, actor: Actor, today: date) -> list[DueFile]:
    """The closed files whose time by the pack is over and that nobody has proposed yet, the longest closed first."""
    must(actor, "documents.see_retention")
    rules = practice(actor).law.retention
    proposed = Disposal.objects.filter(dropped_at=None).values_list("file_id", flat=True)
    closed = CaseFile.objects.filter(closed_at__isnull=False, kind__in=list(rules)).exclude(id__in=list(proposed))
    files = list(closed.order_by("closed_at")[:AT_ONCE])
    kept = _kept(files, actor=actor)
    found = []
    for file in files:
        if kept[file.id].due_on <= today:
            refusal = why_kept(kept[file.id], today=today)
            found.append(
                DueFile(
                    file.id, file.reference, _closed_on(file), kept[file.id].due_on, str(refusal) if refusal else ""
                )
            )
    return found


def set_hold(*, actor: Actor, file: UUID, why: str, at: datetime) -> None:
    """Hold a file, whatever its age. Raises NotFound, Refusal without a reason."""
    with acting_as(actor):
        must(actor, "documents.dispose")
        if not CaseFile.objects.filter(id=file).exists():
            raise NotFound
        if not why.strip():
            raise Refusal("Say why it is held.", field="why")
        row = LegalHold(file_id=file, why=why.strip(), set_at=at, set_by=actor.name)
        row.save(force_insert=True)
        record("hold.set", file_id=file, subjects=[row.id], at=at)


def end_hold(*, actor: Actor, file: UUID, why: str, at: datetime) -> None:
    """End the holds of a file. Raises NotFound when there is none, Refusal without a reason."""
    with acting_as(actor):
        must(actor, "documents.dispose")
        if not why.strip():
            raise Refusal("Say why the hold is over.", field="why")
        holds = LegalHold.objects.filter(file_id=file, ended_at=None)
        if not holds.update(ended_at=at, ended_by=actor.name, ended_why=why.strip()):
            raise NotFound
        record("hold.ended", file_id=file, at=at)


def propose_disposal(*, actor: Actor, file: UUID, at: datetime) -> UUID:
    """Propose to dispose of a closed file whose time is over. Returns the proposal's id.

    Raises NotFound; Refusal as `why_kept`, without a rule for it, and for one that is proposed already.
    """
    with acting_as(actor):
        must(actor, "documents.dispose")
        found = CaseFile.objects.filter(id=file).first()
        if found is None:
            raise NotFound
        user = actor.user_id
        if user is None:
            raise Refusal("A person decides on disposal, never a job.")
        kept = _may_go(found, actor=actor, today=localdate(at))
        if Disposal.objects.filter(file_id=file, dropped_at=None).exists():
            raise Refusal("It is proposed already.")
        row = Disposal(
            partnership_id=actor.partnership, file_id=file, reference=found.reference, kind=found.kind,
            closed_on=_closed_on(found), due_on=kept.due_on,
            rule=rule_words(practice(actor).law.retention[found.kind]), proposed_at=at, proposed_by=actor.name,
            proposed_user=user,
        )  # fmt: skip
        row.save(force_insert=True)
        record("disposal.proposed", file_id=file, subjects=[row.id], at=at)
        return row.id


def drop_disposal(*, actor: Actor, disposal: UUID, at: datetime) -> None:
    """Take a proposal back: the file stays. Raises NotFound for one that is done or was taken back."""
    with acting_as(actor):
        must(actor, "documents.dispose")
        open_ = Disposal.objects.filter(id=disposal, dropped_at=None, disposed_at=None)
        row = open_.first()
        if row is None or not open_.update(dropped_at=at, dropped_by=actor.name):
            raise NotFound
        record("disposal.dropped", file_id=row.file_id, subjects=[row.id], at=at)


def approve_disposal(*, actor: Actor, disposal: UUID, at: datetime) -> str:
    """Approve what somebody else proposed: the file and all that hangs on it are removed, and cannot be had back.

    People with no part in another file go too. The audit stays as it is, and its chain: its ids name nobody any more.

    Returns the certificate's reference. Raises NotFound; Refusal for one's own proposal, for what holds the file now,
    and when another case rests on it.
    """
    with acting_as(actor):
        must(actor, "documents.dispose")
        row = Disposal.objects.select_for_update().filter(id=disposal, dropped_at=None, disposed_at=None).first()
        found = CaseFile.objects.filter(id=row.file_id).first() if row else None
        if row is None or found is None:
            raise NotFound
        if row.proposed_user == actor.user_id:
            raise Refusal("You proposed it.", remedy="Somebody else decides.")
        if same_human(actor, row.proposed_user):
            raise two_accounts("Two people dispose of a file.")
        _may_go(found, actor=actor, today=localdate(at))
        row.removed = _removed(row.id)
        row.approved_at = row.disposed_at = at
        row.approved_by, row.approved_user = actor.name, actor.user_id
        row.certificate = new_reference(prefix="D")
        row.save(update_fields=["removed", "approved_at", "disposed_at", "approved_by", "approved_user", "certificate"])
        # Of no file, since that is gone: the coordinators' log still tells who disposed of what.
        record("disposal.done", subjects=[row.id, row.file_id], at=at)
        return row.certificate


def _removed(disposal: UUID) -> dict[str, int]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, sum(removed) FROM openccr.dispose_file(%s) GROUP BY kind HAVING sum(removed) > 0",
                [disposal],
            )
            found = {str(kind).rpartition(".")[2]: int(number) for kind, number in cursor.fetchall()}
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return found
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") in ("55006", "23503"):
            raise Refusal(
                "Another case rests on this one.", remedy="Dispose of the two together, or keep both."
            ) from error
        raise


def _may_go(file: CaseFile, *, actor: Actor, today: date) -> Kept:
    if file.kind not in practice(actor).law.retention:
        raise Refusal("The pack has no rule for files of this kind.", remedy="Add one to law.toml, under retention.")
    kept = _kept([file], actor=actor)[file.id]
    if refusal := why_kept(kept, today=today):
        raise refusal
    return kept


def _kept(files: Sequence[CaseFile], *, actor: Actor) -> dict[UUID, Kept]:
    rules = practice(actor).law.retention
    ids = [file.id for file in files]
    holds: dict[UUID, list[str]] = {}
    for hold in LegalHold.objects.filter(file_id__in=ids, ended_at=None):
        holds.setdefault(hold.file_id, []).append(hold.why)
    born: dict[UUID, list[date]] = {}
    died: set[UUID] = set()
    for part in Part.objects.filter(file_id__in=ids).select_related("person"):
        if part.kind == PartKind.CHILD and part.person.born_on:
            born.setdefault(part.file_id, []).append(part.person.born_on)
        if part.person.died_on:
            died.add(part.file_id)
    return {
        file.id: Kept(
            closed=file.closed_at is not None,
            due_on=_due(rules[file.kind], file, born.get(file.id, [])),
            holds=tuple(holds.get(file.id, ())),
            died=file.id in died,
        )
        for file in files
    }


def _due(rule: Retention, file: CaseFile, born: list[date]) -> date:
    return due_on(rule, closed_on=_closed_on(file), children_born=born) if file.closed_at else date.max


def _closed_on(file: CaseFile) -> date:
    return localdate(file.closed_at) if file.closed_at else date.max

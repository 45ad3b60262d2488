"""An agency's extract: taken, let be compared, withdrawn, ended when its time is over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.content import Pack
from openccr.documents.operations import keep, let_go
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.engine.problems import Notes
from openccr.linkage.models import Extract, ExtractRecord
from openccr.linkage.reading import read_extract, refused_file
from openccr.linkage.rules.extracts import Read, why_not_taken
from openccr.linkage.rules.months import months_after
from openccr.linkage.sealing import record_token, seal_row
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.sharing.operations.grounds import bases_of, conditions_of, needs_condition

CSV = "text/csv"
_BATCH = 2_000


@dataclass(frozen=True)
class About:
    """What an extract says of itself.

    Args:
        kind: key of the pack's list of extracts.
        lawful_basis: key of one of the pack's lawful bases (`bases_of`): a condition or a power is none.
        conditions: keys of the pack's conditions (`conditions_of`).
        keep_until: the day by which its records are deleted.
    """

    kind: str
    purpose: str
    lawful_basis: str
    conditions: tuple[str, ...]
    keep_until: date


@dataclass(frozen=True)
class Taken:
    """What came of a file. `refused_file` is empty where no row was refused."""

    id: UUID
    rows: int
    refused: int
    compared: bool
    notes: tuple[str, ...]
    refused_file: bytes


def take_extract(
    *, actor: Actor, agency_id: UUID, data: bytes, filename: str, about: About, at: datetime,
    report: Callable[[int, int], None] | None = None,
) -> Taken:  # fmt: skip
    """Take an agency's file: each good row sealed, each bad one given back with what to correct. All or nothing.

    An earlier extract of the same kind ends. Specialist, by-and-for, counselling and sexual-health extracts, and every
    one of a special agency, are kept and compared with nothing until the agency's lead says so.

    Args:
        actor: somebody of the agency, or the partnership's commands.
        report: takes how many rows are read, of how many; may raise to cancel.

    Raises NotFound for an agency that is not there or not the actor's, Refusal as `rules.why_not_taken`.
    """
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "linkage.send_extract")
        agency = Agency.objects.filter(id=agency_id).first()
        if agency is None or (actor.role != "commands" and agency.id != actor.agency):
            raise NotFound
        pack, today = practice(actor), localdate(at)
        must_say(actor=actor, about=about, today=today)
        notes = Notes()
        told = (lambda read: report(read, 0)) if report else (lambda read: None)
        found, stood = read_extract(
            data, filename=filename, words=sign_words(pack), today=today, notes=notes, told=told
        )
        back = refused_file(found, stood) if found.refused else b""
        compared = pack.linking.extracts[about.kind].compared and agency.kind not in pack.linking.special_agencies
        extract = Extract(
            id=uuid4(), partnership_id=actor.partnership, agency_id=agency.id, kind=about.kind,
            purpose=about.purpose.strip(), lawful_basis=about.lawful_basis,
            conditions=list(about.conditions), keep_until=about.keep_until, compared=compared,
            rows=len(found.taken), refused=len(found.refused),
            refused_file_id=_kept(actor, back, at) if back and actor.user_id else None, taken_at=at,
            taken_by=actor.name, taken_user_id=actor.user_id,
        )  # fmt: skip
        Extract.objects.bulk_create([extract])
        for start in range(0, len(found.taken), _BATCH):
            some = found.taken[start : start + _BATCH]
            ExtractRecord.objects.bulk_create([_row(one, extract) for one in some])
            if report:
                report(start + len(some), len(found.taken))
        record("linkage.extract_taken", subjects=[extract.id, agency.id], fields=[about.kind], at=at)
        end_extracts(actor=actor, at=at)
        return Taken(extract.id, extract.rows, extract.refused, compared, tuple(notes.sentences()), back)


def must_say(*, actor: Actor, about: About, today: date) -> None:
    """Raises Refusal as `rules.why_not_taken`: what an extract must say of itself, before a row of it is read."""
    pack = practice(actor)
    refusal = why_not_taken(
        kind=about.kind, kinds={key: one.compared for key, one in pack.linking.extracts.items()},
        purpose=about.purpose, basis=about.lawful_basis, bases=frozenset(bases_of(pack)),
        conditions=frozenset(about.conditions), known=frozenset(conditions_of(pack)),
        needed=needs_condition(about.lawful_basis, pack),
        keep_until=about.keep_until, longest=months_after(today, pack.linking.keep_months), today=today,
        keyed=actor.user_id is None,
    )  # fmt: skip
    if refusal is not None:
        raise refusal


def sign_words(pack: Pack) -> dict[str, str]:
    """What a sign of risk may be called, folded → its key."""
    return {
        word.casefold(): key
        for key, one in pack.linking.signals.items()
        for word in (key, one.name, *one.words)
    }  # fmt: skip


def let_be_compared(*, actor: Actor, extract: UUID, compared: bool, at: datetime) -> None:
    """The agency says whether an extract of its own is compared. Raises NotFound for another's or one that ended."""
    with acting_as(actor):
        must(actor, "linkage.let_compare")
        mine = Extract.objects.filter(id=extract, agency_id=actor.agency, ended_at=None)
        if not mine.update(compared=compared, compared_by=actor.name):
            raise NotFound
        record("linkage.extract_compared" if compared else "linkage.extract_kept_apart", subjects=[extract], at=at)


def withdraw(*, actor: Actor, extract: UUID, why: str, at: datetime) -> None:
    """The agency takes an extract back: its records are deleted, with every question about them that waits.

    So is the file of its refused rows where the actor sent it; a colleague's lies sealed to them alone, for its month.

    Raises NotFound for another's or one that ended, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "linkage.send_extract")
        row = Extract.objects.filter(id=extract, agency_id=actor.agency, ended_at=None).first()
        if row is None:
            raise NotFound
        if not why.strip():
            raise Refusal("Say why.", field="why")
        _end(extract, why.strip(), actor.name, at)
        if row.refused_file_id:
            with suppress(NotFound):
                let_go(actor=actor, document=row.refused_file_id)
        record("linkage.extract_withdrawn", subjects=[extract], at=at)


def end_extracts(*, actor: Actor, at: datetime) -> int:
    """End what is over its time, and what a newer one took the place of. Returns how many."""
    with acting_as(actor):
        must(actor, "linkage.send_extract")
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, why FROM openccr.extracts_to_end()")
            over = cursor.fetchall()
        for extract, why in over:
            _end(extract, why, actor.name, at)
            record("linkage.extract_ended", subjects=[extract], at=at)
        return len(over)


def _end(extract: UUID, why: str, name: str, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.end_extract(%s, %s, %s, %s)", [extract, why, name, at])


def _row(one: Read, extract: Extract) -> ExtractRecord:
    cells = {
        **one.cells, "kind": extract.kind, "part": one.part, "signals": list(one.signals),
        "last_contact": one.last_contact.isoformat() if one.last_contact else "",
    }  # fmt: skip
    return ExtractRecord(
        extract_id=extract.id,
        agency_id=extract.agency_id,
        token=record_token(one.cells["local_id"], agency_id=extract.agency_id, kind=extract.kind, whose=one.whose),
        sealed=seal_row(cells, agency_id=extract.agency_id),
    )


def _kept(actor: Actor, back: bytes, at: datetime) -> UUID:
    return keep(actor=actor, data=back, content_type=CSV, purpose="refused rows", at=at)

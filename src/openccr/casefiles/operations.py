"""Opening files, letting agencies in and shutting conflicts out. The grants are written by the database's functions."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from openccr.access.acting import acting_as, current_actor
from openccr.access.may import must
from openccr.audit.operations import Act, record, record_all
from openccr.casefiles.models import CaseFile, Exclusion, Grant, OneChance, TimelineEntry
from openccr.casefiles.rules import (
    WHOLE_AREA,
    ConflictExcluded,
    FileKind,
    Line,
    NewFile,
    Reason,
)
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.references import new_reference
from openccr.kernel.refusals import NotFound, Refusal

BATCH = 1_000


def open_file(*, actor: Actor, kind: FileKind, title: str, reason: Reason, at: datetime) -> UUID:
    """Open one case file: see `open_files`."""
    return open_files(actor=actor, kind=kind, new=[NewFile(title, reason)], at=at)[0]


def open_files(*, actor: Actor, kind: FileKind, new: Sequence[NewFile], at: datetime) -> list[UUID]:
    """Open case files, each with its first grants: managing ones for the actor's agency and the coordinating agency,
    and one for the agency in whose name it is opened.

    Returns their ids in the same order. Raises Refusal without a case role.
    """
    with acting_as(actor):
        must(actor, "casefiles.open")
        ids = [uuid.uuid4() for _ in new]
        waiting = dict(zip(ids, new, strict=True))
        while waiting:
            # A reference is random, and one that is taken already is drawn again.
            for file_id in _opened(kind, waiting, at=at):
                del waiting[file_id]
        record_all((Act(type="case.opened", file_id=file_id) for file_id in ids), at=at)
        return ids


def _opened(kind: FileKind, new: Mapping[UUID, NewFile], *, at: datetime) -> list[UUID]:
    files = [
        {
            "id": str(file_id),
            "reference": new_reference(prefix="M"),
            "title": file.title,
            "for_agency": str(file.for_agency_id) if file.for_agency_id else None,
            "opened_at": file.opened_at.isoformat() if file.opened_at else None,
            "purpose": file.reason.purpose,
            "basis": file.reason.lawful_basis,
            "event": file.reason.arises_from,
            "event_id": str(file.reason.arises_from_id) if file.reason.arises_from_id else None,
        }
        for file_id, file in new.items()
    ]
    with _as_not_found(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT openccr.open_files(%s, %s, %s::jsonb, %s)", [kind.value, kind in WHOLE_AREA, json.dumps(files), at]
        )
        return [row[0] for row in cursor.fetchall()]


def give(
    *,
    actor: Actor,
    file_id: UUID,
    agency_id: UUID,
    reason: Reason,
    at: datetime,
    until: datetime | None = None,
    holder_id: UUID | None = None,
) -> UUID:
    """Let an agency in, or one of its appointments when `holder_id` names it; from `at` until `until`.

    Returns the grant's id. Raises NotFound when the actor does not manage the file, and for a file that is not there.
    """
    with acting_as(actor):
        must(actor, "casefiles.give")
        grant_id = call(
            "SELECT openccr.give(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            file_id, agency_id, holder_id, reason.purpose, reason.lawful_basis, at, until, reason.arises_from,
            reason.arises_from_id,
        )  # fmt: skip
        record("grant.given", file_id=file_id, subjects=[holder_id or agency_id], at=at)
        return grant_id


def end_grant(*, actor: Actor, grant: Grant, at: datetime) -> None:
    """End a grant now. Raises NotFound when the actor does not manage its file."""
    with acting_as(actor):
        must(actor, "casefiles.give")
        call("SELECT openccr.end_grant(%s, %s)", grant.id, at)
        record("grant.ended", file_id=grant.file_id, subjects=[grant.holder_id or grant.agency_id], at=at)


def exclude(
    *,
    actor: Actor,
    file: UUID,
    reason: str,
    at: datetime,
    user_id: UUID | None = None,
    agency_id: UUID | None = None,
    unit: str = "",
) -> UUID:
    """Shut somebody out of a file for a conflict of interest: a person, a whole agency, or a unit of it.

    From then on the file does not exist for them. Raises Refusal when nobody is named, when they are shut out already
    and when the actor would shut themselves out, NotFound when the actor does not manage the file.
    """
    with acting_as(actor):
        must(actor, "casefiles.exclude")
        if not user_id and not agency_id:
            raise Refusal("Say who is to be kept out.", remedy="Choose a person or an agency.", field="who")
        if user_id == actor.user_id or (agency_id == actor.agency_id and not unit):
            raise Refusal(
                "You cannot keep yourself or your own agency out.",
                remedy="Ask another coordinator to take the case over first.",
                field="who",
            )
        standing = Exclusion.objects.filter(file_id=file, until_at=None)
        there = {tuple(who): held for *who, held in standing.values_list("user_id", "agency_id", "unit", "held")}
        if (held := there.get((user_id, agency_id, unit))) is not None:
            raise Refusal(
                "They are kept out already, until somebody has decided." if held else "They are kept out already.",
                remedy="Decide on them: To do, “Perhaps to be kept out”." if held else "",
                field="who",
            )
        exclusion = call("SELECT openccr.exclude(%s, %s, %s, %s, %s, %s)", file, user_id, agency_id, unit, reason, at)
        record("exclusion.made", file_id=file, subjects=[exclusion], at=at)
        if user_id:
            follow_exclusion(file=file, user_id=user_id, at=at)
        publish(ConflictExcluded(actor=actor, file_id=file))
        return exclusion


def follow_exclusion(*, file: UUID, user_id: UUID, at: datetime) -> None:
    """Keep every other account of the same human out as well. Call it inside `acting_as`, where one was kept out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.follow_exclusion(%s, %s)", [file, user_id])
        followed = [row[0] for row in cursor.fetchall()]
    if followed:
        record("exclusion.followed", file_id=file, subjects=followed, at=at)


def follow_exclusions(*, actor: Actor, user_id: UUID) -> int:
    """Keep somebody new out of every case from which another account of theirs is kept out. Returns of how many.

    For the partnership's own service actor; nobody is told.
    """
    with acting_as(actor):
        must(actor, "casefiles.follow")
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.follow_exclusions(%s)", [user_id])
            followed = int(cursor.fetchone()[0])
        if followed:
            record("exclusion.followed", subjects=[user_id])
        return followed


def close_file(*, actor: Actor, file_id: UUID, at: datetime) -> None:
    """Close a file: the grants that do not manage it end, the managing ones stay."""
    with acting_as(actor):
        must(actor, "casefiles.give")
        if not CaseFile.objects.filter(id=file_id, closed_at=None).update(closed_at=at):
            raise NotFound
        for grant in Grant.on(file_id):
            if not grant.manages and (grant.until_at is None or grant.until_at > at):
                call("SELECT openccr.end_grant(%s, %s)", grant.id, at)
        record("case.closed", file_id=file_id, at=at)


def reopen_file(*, actor: Actor, file_id: UUID, at: datetime) -> None:
    """Open a closed file again; grants that ended stay ended. Raises NotFound for one that is open or not managed."""
    with acting_as(actor):
        must(actor, "casefiles.give")
        if not CaseFile.objects.filter(id=file_id, closed_at__isnull=False).update(closed_at=None):
            raise NotFound
        record("case.reopened", file_id=file_id, at=at)


def set_one_chance(*, actor: Actor, file: UUID, why: str, at: datetime) -> None:
    """Put a file into one-chance mode: everybody on it sees it, and the rules that go with it hold.

    Raises NotFound, Refusal without a reason and when it is on already.
    """
    with acting_as(actor):
        must(actor, "casefiles.one_chance")
        if not CaseFile.objects.filter(id=file).exists():
            raise NotFound
        if not why.strip():
            raise Refusal("Say what makes you think so.", field="why")
        if OneChance.objects.filter(file_id=file, ended_at=None).exists():
            raise Refusal("One-chance mode is on already.")
        who = f"{actor.name}, {_agency_name(actor)}"
        OneChance(file_id=file, why=why.strip(), set_at=at, set_by=who).save(force_insert=True)
        note(file_id=file, kind="one_chance", sentence=f"One-chance mode is on: {why.strip()}", at=at)
        record("one_chance.set", file_id=file, at=at)


def end_one_chance(*, actor: Actor, file: UUID, why: str, at: datetime) -> None:
    """End one-chance mode, by her adviser or the coordinator. Raises NotFound when it is off, Refusal without why."""
    with acting_as(actor):
        must(actor, "casefiles.end_one_chance")
        if not why.strip():
            raise Refusal("Say what has changed, and who looked at it.", field="why")
        who = f"{actor.name}, {_agency_name(actor)}"
        on = OneChance.objects.filter(file_id=file, ended_at=None)
        if not on.update(ended_at=at, ended_by=who, ended_reason=why.strip()):
            raise NotFound
        note(file_id=file, kind="one_chance", sentence=f"One-chance mode has ended: {why.strip()}", at=at)
        record("one_chance.ended", file_id=file, at=at)


def note(
    *, file_id: UUID, kind: str, sentence: str, at: datetime, source: str = "act", about_id: UUID | None = None
) -> None:
    """Write one line on a file's timeline: see `Line` and `write_lines`."""
    write_lines([Line(file_id=file_id, kind=kind, sentence=sentence, source=source, about_id=about_id)], at=at)


def write_lines(lines: Iterable[Line], *, at: datetime) -> None:
    """Write lines on files' timelines in the name of the current actor; part of another operation."""
    actor = current_actor()
    agency_name = _agency_name(actor)
    TimelineEntry.objects.bulk_create(
        (
            TimelineEntry(
                file_id=line.file_id,
                at=at,
                kind=line.kind,
                sentence=line.sentence,
                source=line.source,
                agency_name=agency_name,
                author_name=actor.name,
                appointment_id=actor.appointment_id,
                about_id=line.about_id,
            )
            for line in lines
        ),
        batch_size=BATCH,
    )


def _agency_name(actor: Actor) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM partnership_agency WHERE id = %s", [actor.agency_id])
        row = cursor.fetchone()
    return row[0] if row else ""


def call(statement: str, *values: Any) -> UUID:
    """Call one of the walls' functions. Raises NotFound for what is not there or not the actor's."""
    with _as_not_found(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


@contextmanager
def _as_not_found() -> Iterator[None]:
    """The walls' "not found" and "not yours" are the same NotFound."""
    try:
        yield
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") in ("P0002", "02000", "42501"):
            raise NotFound from error
        raise

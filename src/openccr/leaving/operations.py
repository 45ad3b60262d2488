"""Taking a whole area out: asked by one, agreed by another, read through the walls, encrypted."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.age import check_recipient, encrypt
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import CaseFile
from openccr.documents import storage
from openccr.documents.operations import KEPT_FOR, keep
from openccr.jobs.operations import start
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.leaving.models import AreaExport, ExportAgreement, ExportStep
from openccr.leaving.rules import (
    ADVISERS,
    LEFT_OUT,
    PURPOSE,
    WHERE,
    Step,
    why_not_agreed,
    why_not_made,
    why_not_withdrawn,
)
from openccr.leaving.standing import facts_of, one_at_a_time, requests
from openccr.leaving.tables import Table, leaving, read_table, read_tables
from openccr.leaving.written.area_json import write_area
from openccr.leaving.written.case_paper import case_papers
from openccr.leaving.written.parcel import NOT_INCLUDED, READ_ME, parcel_of
from openccr.leaving.written.workbook import workbook_of
from openccr.partnership.humans import same_human
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice
from openccr.partnership.services import service_actors
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.ways import Way

AGE = "application/x-age-encryption"
TASK = "export_area"
Told = Callable[[int, int], None]
"""Called with how many steps are done, of how many."""


def ask_for(*, actor: Actor, reason: str, recipient: str, whereabouts: bool, at: datetime) -> UUID:
    """Ask for the whole area to be taken out.

    Args:
        recipient: the age public key that alone opens it.
        whereabouts: with where people are.

    Returns the request's id. Raises Refusal without a reason, for what is no key, and for a coordinator who is kept
    out of any case: they would get it with the rest.
    """
    with acting_as(actor):
        must(actor, "leaving.ask")
        _must_see_all()
        if not reason.strip():
            raise Refusal("Say why the area is taken out, and where it goes.", field="reason")
        row = AreaExport(
            id=uuid.uuid4(), partnership_id=actor.partnership, reason=reason.strip(),
            recipient=check_recipient(recipient), whereabouts=whereabouts, asked_user=_person(actor),
            asked_by=actor.name, asked_at=at,
        )  # fmt: skip
        AreaExport.objects.bulk_create([row])
        record("area.export_asked", subjects=[row.id], at=at)
        return row.id


def agree(*, actor: Actor, export: UUID, at: datetime) -> None:
    """Agree, as the chair or the data protection officer, to what somebody else asked. Raises NotFound and Refusal."""
    with acting_as(actor):
        must(actor, "leaving.agree")
        row = requests().filter(id=export).first()
        if row is None:
            raise NotFound
        before = [row.asked_user, *(one.by_user for one in row.agreements.all())]
        facts = replace(facts_of(row, at=at), same_person=any(same_human(actor, one) for one in before))
        if refusal := why_not_agreed(facts, office=actor.role):
            raise refusal
        ExportAgreement(
            partnership_id=row.partnership_id, export=row, office=actor.role, by_user=_person(actor),
            by_name=actor.name, at=at,
        ).save(force_insert=True)  # fmt: skip
        record("area.export_agreed", subjects=[row.id], at=at)


def withdraw(*, actor: Actor, export: UUID, at: datetime) -> None:
    """Stop a request before it is made: whoever asked, or whoever could agree. Raises NotFound and Refusal."""
    with acting_as(actor):
        must(actor, "leaving.withdraw")
        one_at_a_time(export)
        row = requests().filter(id=export).first()
        if row is None:
            raise NotFound
        if refusal := why_not_withdrawn(facts_of(row, at=at)):
            raise refusal
        _step(actor, row, Step.WITHDRAWN, at=at)
        record("area.export_withdrawn", subjects=[row.id], at=at)


def _step(actor: Actor, row: AreaExport, kind: Step, *, at: datetime) -> None:
    step = ExportStep(
        partnership_id=row.partnership_id, export=row, kind=kind, by_user=_person(actor), by_name=actor.name, at=at
    )
    ExportStep.objects.bulk_create([step])


def make(*, actor: Actor, export: UUID, at: datetime) -> UUID:
    """Have an agreed export made by the worker, for whoever asked. Returns the work's id. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "leaving.export")
        row = _agreed(actor, export, at=at)
        return start(actor=actor, task=TASK, name="Taking the whole area out", export=row.id)


def make_now(*, actor: Actor, export: UUID, at: datetime, told: Told) -> UUID:
    """Make an agreed export and keep it for whoever asked, encrypted. Returns the file's id."""
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "leaving.export")
        _must_see_all()
        row = _agreed(actor, export, at=at)
        service = next(one for one in service_actors("export an area") if one.partnership_id == actor.partnership)
        parts = dict(export_area(actor=service, whereabouts=row.whereabouts, at=at, told=told))
        data = encrypt(parcel_of(parts.items()), recipients=[row.recipient])
        # It took long: whoever withdrew it meanwhile was told that nothing is made of it.
        one_at_a_time(export)
        _step(actor, _agreed(actor, export, at=at), Step.MADE, at=at)
        return keep(actor=actor, data=data, content_type=AGE, purpose=PURPOSE, at=at, kept_for=KEPT_FOR)


def _person(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise Refusal("A person does this, not a command.", remedy="Use `openccr export`.")
    return actor.user_id


def _must_see_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(openccr.excluded_files())")
        if cursor.fetchone()[0]:
            raise Refusal("Another coordinator takes the area out.", remedy="Ask them, or whoever runs the server.")


def _agreed(actor: Actor, export: UUID, *, at: datetime) -> AreaExport:
    row = requests().filter(id=export, asked_user=_person(actor)).first()
    if row is None:
        raise NotFound
    if refusal := why_not_made(facts_of(row, at=at)):
        raise refusal
    return row


def export_area(
    *, actor: Actor, whereabouts: bool, at: datetime, told: Told = lambda done, total: None
) -> Iterator[tuple[str, bytes]]:
    """Everything of the area as (name, bytes) of files, read as the partnership's service actor.

    Args:
        whereabouts: with where people are; the log keeps that they went.
    """
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "leaving.export")
        area = Partnership.objects.get(id=actor.partnership)
        models = leaving(whereabouts=whereabouts)
        tables: dict[str, Table] = {}
        for done, model in enumerate(models, start=1):
            tables[model._meta.label] = read_table(model, whereabouts=whereabouts)
            told(done, len(models) + 1)
        papers = [
            (f"papers/{one['id']}.{one['extension']}", UUID(str(one["id"])))
            for table in ("documents.Attachment", "governance.SittingPaper")
            for one in tables[table].records()
            if one["removed_at"] is None
        ]
        files = CaseFile.objects.filter(partnership_id=area.id).values_list("id", flat=True)
        pack = practice(actor)
        let_out = LetOut(
            way=Way.EXPORT, why="The whole area was taken out", arises_from_id=area.id,
            outside="Whoever holds the key of the area's file",
            kinds=tuple(kind for kind in pack.law.kinds if whereabouts or kind != "whereabouts"),
        )  # fmt: skip
        disclose(actor=actor, file_ids=list(files), let_out=let_out, at=at)
        record("area.export_with_places" if whereabouts else "area.exported", subjects=[area.id], at=at)
        made = [
            ("area.json", write_area(
                tables.values(), area=area.code, name=area.name, made_at=at, whereabouts=whereabouts,
                left_out=_left_out(whereabouts),
            )),
            ("area.xlsx", workbook_of(tables)),
            *((f"cases/{reference}.docx", data) for reference, data in case_papers(tables, tools=pack.instruments)),
            *((name, storage.read(key)) for name, key in papers),
            ("README.txt", READ_ME.format(
                name=area.name, on=localdate(at), places="included" if whereabouts else NOT_INCLUDED,
            ).encode()),
        ]  # fmt: skip
        told(len(models) + 1, len(models) + 1)
    yield from made


def _left_out(whereabouts: bool) -> dict[str, str]:
    advisers = dict.fromkeys(ADVISERS, "Hers and her adviser's: it leaves in the IDVA service's own part.")
    places = {} if whereabouts else dict.fromkeys(WHERE, "Whereabouts were not chosen.")
    return {**LEFT_OUT, **advisers, **places}


def adviser_part(*, actor: Actor, recipient: str, at: datetime) -> UUID:
    """The IDVA service's own part, of the cases this IDVA sees, encrypted to their key. Returns the file's id.

    Raises Refusal for anybody but an IDVA and for what is no key.
    """
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "leaving.adviser_part")
        key = check_recipient(recipient)
        area = Partnership.objects.get(id=actor.partnership)
        tables = read_tables(ADVISERS, whereabouts=True)
        data = write_area(
            tables, area=area.code, name=area.name, made_at=at, whereabouts=True, left_out={}, part="adviser"
        )
        record("area.adviser_part", subjects=[area.id], at=at)
        sealed = encrypt(data, recipients=[key])
        return keep(actor=actor, data=sealed, content_type=AGE, purpose=PURPOSE, at=at, kept_for=KEPT_FOR)

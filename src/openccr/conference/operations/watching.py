"""Writing down when somebody was last seen, and the days on which the danger may rise (mission 9)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.operations.advisers import tell_advisers
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import note
from openccr.conference.models import DangerousDate, DateTold, LastSeen
from openccr.conference.rules.dangerous_dates import step_due, why_not_noted
from openccr.conference.rules.last_seen import why_not_seen
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.notices.operations import tell_agency
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import PartKind

WATCHED = (PartKind.VICTIM, PartKind.CHILD)
"""Whose being seen is watched: hers and each child's."""


def record_last_seen(
    *, actor: Actor, file_id: UUID, person_id: UUID, on: date, by: str, way: str, alone: bool, well: bool, at: datetime,
    words: str = "",
) -> None:  # fmt: skip
    """Write down that she or a child was seen. Nothing written before is changed.

    Args:
        on: the day, not ahead.
        by: who saw them: a name or a role, and the agency.
        way: key of the pack's ways of seeing somebody.
        alone: without the person who harms and without anybody of theirs.

    Raises Refusal for what is missing, NotFound for somebody who is neither victim nor child of that file.
    """
    with acting_as(actor):
        must(actor, "conference.see")
        if not Part.objects.filter(file_id=file_id, person_id=person_id, until_on=None, kind__in=WATCHED).exists():
            raise NotFound
        if way not in practice(actor).processes["marac"].ways_seen:
            raise Refusal("Say how it is known.", field="last_way")
        why = why_not_seen(on=on, by=by, today=localdate(at))
        if why is not None:
            raise why
        assert actor.appointment_id  # "conference.see" asks for a role, and a role comes with an appointment
        row = LastSeen(
            file_id=file_id, person_id=person_id, on=on, by=by.strip(), way=way, alone=alone, well=well,
            words=words.strip(), recorded_at=at, recorded_by_id=actor.appointment_id, recorded_name=_signed(actor),
        )  # fmt: skip
        row.save(force_insert=True)
        record("last_seen.recorded", file_id=file_id, subjects=[person_id], at=at)


def note_dangerous_date(
    *, actor: Actor, file_id: UUID, kind: str, on: date, source: str, owner_agency_id: UUID, at: datetime,
    words: str = "",
) -> UUID:  # fmt: skip
    """Note a day on which the danger may rise, and the agency that watches it.

    Args:
        kind: key of the pack's kinds of dangerous dates.
        on: the day, from today on.
        source: how the date is known.
        words: what happens then; never where somebody lives or moves to.

    Returns its id. Raises Refusal for what is missing and for an agency that is not on the case.
    """
    with acting_as(actor):
        must(actor, "conference.see")
        kinds = practice(actor).processes["marac"].dangerous_dates
        if kind not in kinds:
            raise Refusal("Say what happens then.", field="date_kind")
        why = why_not_noted(on=on, source=source, today=localdate(at))
        if why is not None:
            raise why
        if not Agency.objects.filter(id=owner_agency_id, id__in=Grant.agencies_on(file_id)).exists():
            raise Refusal("Choose an agency that is on the case.", field="date_owner")
        row = DangerousDate(
            file_id=file_id, kind=kind, on=on, words=words.strip(), source=source.strip(),
            owner_agency_id=owner_agency_id, recorded_at=at, recorded_name=_signed(actor),
        )  # fmt: skip
        row.save(force_insert=True)
        day = day_words(on)
        note(
            file_id=file_id, kind="date", sentence=f"Dangerous date: {kinds[kind].name}, {day}", at=at, about_id=row.id
        )
        record("dangerous_date.noted", file_id=file_id, subjects=[row.id, owner_agency_id], at=at)
        if owner_agency_id != actor.agency_id:
            tell_agency(actor=actor, file_id=file_id, agency_id=owner_agency_id)
        return row.id


def end_dangerous_date(*, actor: Actor, file_id: UUID, date_id: UUID, why: str, at: datetime) -> None:
    """Take a dangerous date off: it was moved or will not happen. It stays on record. Raises Refusal, NotFound."""
    with acting_as(actor):
        must(actor, "conference.see")
        row = DangerousDate.objects.select_for_update().filter(id=date_id, file_id=file_id, ended_at=None).first()
        if row is None:
            raise NotFound
        if not why.strip():
            raise Refusal("Say why it no longer stands.", field="why")
        row.ended_at, row.ended_by, row.ended_why = at, _signed(actor), why.strip()
        row.save(update_fields=["ended_at", "ended_by", "ended_why"])
        record("dangerous_date.ended", file_id=file_id, subjects=[row.id], at=at)


def tell_of_dates(*, actor: Actor, today: date, at: datetime) -> int:
    """Tell the owners of every dangerous date whose step is due today, without saying of what.

    The agency that watches the date is told, and the IDVA services on the case. Each step is taken once. Returns how
    many were taken.
    """
    with acting_as(actor):
        must(actor, "conference.watch_dates")
        before = practice(actor).processes["marac"].dates_told.days
        ahead = DangerousDate.objects.filter(
            ended_at=None, on__gte=today, on__lte=today + timedelta(days=max(before, default=0))
        )
        told = defaultdict[UUID, set[int]](set)
        rows = list(ahead.order_by("on", "id"))
        for date_id, days in DateTold.objects.filter(date__in=rows).values_list("date_id", "days"):
            told[date_id].add(days)
        steps = [(row, step_due(on=row.on, today=today, before=before, told=told[row.id])) for row in rows]
        due = [(row, step) for row, step in steps if step is not None]
        DateTold.objects.bulk_create(DateTold(file_id=row.file_id, date=row, days=step, on=today) for row, step in due)
        for row, step in due:
            tell_agency(actor=actor, file_id=row.file_id, agency_id=row.owner_agency_id)
            tell_advisers(actor=actor, file_id=row.file_id)
            record("dangerous_date.told", file_id=row.file_id, subjects=[row.id], fields=[str(step)], at=at)
        return len(due)


def _signed(actor: Actor) -> str:
    agency = Agency.objects.filter(id=actor.agency).values_list("name", flat=True).first()
    return f"{actor.name}, {agency}" if agency else actor.name

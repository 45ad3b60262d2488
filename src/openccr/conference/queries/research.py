"""What agencies were asked and what they said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from openccr.access.acting import current_actor
from openccr.access.together import Later, Steps, asked
from openccr.conference.models import Research, ResearchOnPerson
from openccr.conference.queries.held_back import as_read, places_held_back
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.research import RESEARCH, ResearchState
from openccr.documents.attaching import Attached, shown
from openccr.documents.models import Attachment
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.people.queries import people_of
from openccr.people.queries.naming import WHO_NOW


@dataclass(frozen=True)
class OnPerson:
    """What an agency said of one person of the case."""

    person_id: UUID
    name: str
    facts: str


@dataclass(frozen=True)
class Said:
    """What one agency said of a case for one meeting.

    Args:
        new: it came in after the agenda was sent out.
        late: it is due and not back.
        put_off: the case was put off from that meeting.
        suggestions: the actions it suggests, one a line of what it wrote.
    """

    id: UUID
    file_id: UUID
    hearing_id: UUID
    referral_id: UUID
    meeting_id: UUID
    agency_id: UUID
    agency: str
    agency_kind: str
    meeting_on: date
    state: str
    state_words: str
    due_on: date
    returned_at: datetime | None
    returned_by: str
    victim_facts: str
    harmer_facts: str
    child_facts: str
    her_wishes: str
    suggested_actions: str
    not_for_minutes: str
    last_contact_on: date | None
    current_risk: str
    via: str
    given_by: str
    given_at: datetime | None
    on_people: tuple[OnPerson, ...]
    new: bool
    late: bool
    is_open: bool
    put_off: bool
    attached: tuple[Attached, ...] = ()

    @property
    def suggestions(self) -> tuple[str, ...]:
        lines = (line.strip(" \t-•*") for line in self.suggested_actions.splitlines())
        return tuple(line for line in lines if line)


@asked
def said_of(*, file_id: UUID, today: date) -> Steps[list[Said]]:
    """What every agency said of a case, the newest meeting first and those who answered before the silent ones.

    One query, `places_held_back` where another agency wrote something, and `people_of` where something was said of
    single people: a page asks both ahead (`asks_said`).
    """
    found = Research.objects.filter(file_id=file_id)
    rows, written, attached = yield (
        found.select_related("hearing__meeting", "agency"),
        ResearchOnPerson.objects.filter(research__in=found.values("id")).annotate(who_now=WHO_NOW),
        Attachment.objects.filter(about_id__in=found.values("id"), removed_at=None).order_by("kept_at"),
    )
    on_people = _on_people(rows, written, today=today)
    said = [_held_back(_said(row, on_people.get(row.id, ()), attached, today=today)) for row in rows]
    order = [ResearchState.RETURNED, ResearchState.NIL, ResearchState.ASKED]
    return sorted(
        said, key=lambda one: (-one.meeting_on.toordinal(), order.index(ResearchState(one.state)), one.agency)
    )


_WORDS = (
    "victim_facts", "harmer_facts", "child_facts", "her_wishes", "suggested_actions", "not_for_minutes", "current_risk",
)  # fmt: skip


def asks_said(file_id: UUID, *, today: date) -> list[Later]:
    """What a page asks ahead that will show what was said: all in one statement."""
    said = said_of.later(file_id=file_id, today=today)
    return [said] if current_actor().whole_area else [places_held_back.later(file_id), said]


def _held_back(said: Said) -> Said:
    """What tells where she is, is not shown to other agencies: only to whoever wrote it, and the coordinator."""
    read = partial(as_read, file_id=said.file_id, by_agency=said.agency_id)
    words: dict[str, Any] = {name: read(getattr(said, name)) for name in _WORDS}
    people = tuple(replace(one, facts=read(one.facts)) for one in said.on_people)
    attached = tuple(replace(one, name=read(one.name)) for one in said.attached)
    return replace(said, on_people=people, attached=attached, **words)


def research_of(*, file_id: UUID, research_id: UUID, today: date) -> tuple[Said, Agency]:
    """One agency's research, and the agency, for the policy. Raises NotFound."""
    row = Research.objects.filter(id=research_id, file_id=file_id).select_related("hearing__meeting", "agency").first()
    if row is None:
        raise NotFound
    written = ResearchOnPerson.objects.filter(research=row).annotate(who_now=WHO_NOW)
    return _said(row, _on_people([row], written, today=today).get(row.id, ()), today=today), row.agency


def asked_of(said: list[Said], actor: Actor) -> Said | None:
    """The newest question to the actor's own agency that it can still answer."""
    return next((one for one in said if one.agency_id == actor.agency_id and one.is_open), None)


def _on_people(rows: Sequence[Research], written: Iterable[Any], *, today: date) -> dict[UUID, tuple[OnPerson, ...]]:
    """Research → what it says of single people, under the names that the file knows them by."""
    written = [row for row in written if row.facts]
    if not written:
        return {}
    names = {one.person_id: one.name for file in {row.file_id for row in rows} for one in people_of(file, today=today)}
    found: dict[UUID, tuple[OnPerson, ...]] = {}
    for row in written:
        line = OnPerson(row.who_now, names.get(row.who_now, "") or "Not named", row.facts)
        found[row.research_id] = (*found.get(row.research_id, ()), line)
    return found


def _said(row: Research, on_people: tuple[OnPerson, ...], attached: Iterable[Attachment] = (), *, today: date) -> Said:
    out, answered = row.hearing.meeting.circulated_at, row.state != ResearchState.ASKED
    return Said(
        id=row.id,
        file_id=row.file_id,
        hearing_id=row.hearing_id,
        referral_id=row.hearing.referral_id,
        meeting_id=row.hearing.meeting_id,
        agency_id=row.agency_id,
        agency=row.agency.name,
        agency_kind=row.agency.kind,
        meeting_on=row.hearing.meeting.on,
        state=row.state,
        state_words=RESEARCH.states[row.state] if answered or row.hearing.is_open else "No return",
        due_on=row.due_on,
        returned_at=row.returned_at,
        returned_by=row.returned_by,
        victim_facts=row.victim_facts,
        harmer_facts=row.harmer_facts,
        child_facts=row.child_facts,
        her_wishes=row.her_wishes,
        suggested_actions=row.suggested_actions,
        not_for_minutes=row.not_for_minutes,
        last_contact_on=row.last_contact_on,
        current_risk=row.current_risk,
        via=row.via,
        given_by=row.given_by,
        given_at=row.given_at,
        on_people=on_people,
        new=bool(out and row.returned_at and row.returned_at > out),
        late=not answered and row.hearing.is_open and row.due_on < today,
        is_open=row.hearing.is_open,
        put_off=row.hearing.state == HearingState.DEFERRED,
        attached=tuple(shown(one) for one in attached if one.about_id == row.id),
    )

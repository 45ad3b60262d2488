"""What the conference gives the combined chronology: referrals, hearings, what agencies know, who was last seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import current_actor
from openccr.access.together import Steps
from openccr.casefiles.lines import Line, Nature, Precision, Reach, Source
from openccr.conference.models import DangerousDate, Hearing, LastSeen, Referral, Research, ResearchOnPerson
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.research import ResearchState
from openccr.conference.rules.told import Told, told_lines
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import PartKind

SAYS = "What an agency said to the conference"
OF_PART = {"victim_facts": PartKind.VICTIM, "harmer_facts": PartKind.HARMER, "child_facts": PartKind.CHILD}


def _referrals(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (Referral.objects.filter(file_id__in=reach.files).select_related("agency").order_by("referred_on"),)
    lines = []
    for one in rows:
        shared = {"file_id": one.file_id, "kind": "referral", "agency": one.agency.name, "source": "The referral"}
        why = one.reason or one.judgement_reason
        lines.append(
            Line(
                **shared, on=one.referred_on, what=f"Referred to the conference{f': {why}' if why else ''}",
                who=one.referrer_name, row_id=one.id,
            )
        )  # fmt: skip
        if one.incident_on:
            words = "The incident that the referral tells of"
            lines.append(Line(**shared, on=one.incident_on, what=words, nature=Nature.THIRD_PARTY))
    return lines


def _hearings(reach: Reach) -> Steps[list[Line]]:
    found = Hearing.objects.filter(file_id__in=reach.files).select_related("meeting")
    (rows,) = yield (found.order_by("meeting__on"),)
    return [
        Line(
            file_id=one.file_id, kind="hearing", on=one.meeting.on, what=_heard(one), source="The conference",
            row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


def _heard(one: Hearing) -> str:
    state = HearingState(one.state)
    if state is HearingState.HEARD:
        return f"Heard at the conference{f'. {one.risk_summary}' if one.risk_summary else ''}"
    words = state.value.replace("_", " ")
    return f"Conference: {words}{f'. {one.reason}' if one.reason else ''}"


def _research(reach: Reach) -> Steps[list[Line]]:
    found = Research.objects.filter(file_id__in=reach.files)
    rows, on_people, parts = yield (
        found.select_related("agency").order_by("asked_at"),
        ResearchOnPerson.objects.filter(research__in=found.values("id")).select_related("agency"),
        Part.objects.filter(file_id__in=reach.files, until_on=None),
    )
    by_id = {row.id: row for row in rows}
    lines = [line for row in rows for line in _said(row, parts)]
    for one in on_people:
        told = _day_told(by_id[one.research_id])
        lines += _told(one.facts, by_id[one.research_id], told, (one.person_id,), row_id=one.id)
    return lines


def _said(row: Research, parts: Iterable[Part]) -> Iterator[Line]:
    if row.state == ResearchState.ASKED:
        yield _of(row, on=localdate(row.asked_at), what="Asked what it knows; no answer", nature=Nature.ACT)
        return
    if row.state == ResearchState.NIL:
        yield _of(row, on=_day_told(row), what="Looked and knows nobody of this case", nature=Nature.ACT)
        return
    for name, kind in OF_PART.items():
        people = tuple(part.person_id for part in parts if part.file_id == row.file_id and part.kind == kind)
        yield from _told(getattr(row, name), row, _day_told(row), people)
    yield from _told(row.current_risk, row, _day_told(row), (), nature=Nature.OPINION)
    if row.last_contact_on:
        yield _of(row, on=row.last_contact_on, what="Last contact", nature=Nature.FACT)


def _told(
    text: str,
    row: Research,
    day: date,
    people: tuple[UUID, ...],
    *,
    nature: Nature = Nature.NOT_SAID,
    row_id: UUID | None = None,
) -> Iterator[Line]:
    for one in told_lines(text, today=day):
        yield _of(
            row,
            on=one.on or day,
            what=one.what,
            nature=Nature(one.nature) if one.nature else nature,
            precision=Precision(one.precision),
            people=people,
            note=_when_told(one, day),
            row_id=row_id,
        )


def _of(
    row: Research,
    *,
    on: date,
    what: str,
    nature: Nature,
    precision: Precision = Precision.DAY,
    people: tuple[UUID, ...] = (),
    note: str = "",
    row_id: UUID | None = None,
) -> Line:
    return Line(
        file_id=row.file_id, kind="research", on=on, what=what, precision=precision, nature=nature,
        agency=row.agency.name, who=row.given_by or row.returned_by, source=f"{SAYS}{note}", people=people,
        row_id=row_id or row.id,
    )  # fmt: skip


def _when_told(one: Told, day: date) -> str:
    """Without a day of its own a line stands on the day it was said, and says so."""
    return f", {day_words(day)}" if one.on else "; no day was given, so it stands on the day it was said"


def _day_told(row: Research) -> date:
    return localdate(row.given_at or row.returned_at or row.asked_at)


def _last_seen(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (LastSeen.objects.filter(file_id__in=reach.files).order_by("on"),)
    return [
        Line(
            file_id=one.file_id, kind="last_seen", on=one.on,
            what=f"Seen{' alone' if one.alone else ', not alone'}{' and well' if one.well else ', not well'}"
            f"{f'. {one.words}' if one.words else ''}",
            nature=Nature.FACT, who=one.by, source=f"Last seen, written down by {one.recorded_name}",
            people=(one.person_id,), row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


def _dates(reach: Reach) -> Steps[list[Line]]:
    found = DangerousDate.objects.filter(file_id__in=reach.files).select_related("owner_agency")
    (rows,) = yield (found.order_by("on"),)
    kinds = practice(current_actor()).processes["marac"].dangerous_dates
    return [
        Line(
            file_id=one.file_id, kind="dangerous_date", on=one.on,
            what=f"Dangerous date: {kinds[one.kind].name if one.kind in kinds else one.kind}"
            f"{f'. {one.words}' if one.words else ''}{f'. It fell away: {one.ended_why}' if one.ended_at else ''}",
            nature=Nature.FACT, agency=one.owner_agency.name, who=one.recorded_name, source=one.source, row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


CHRONOLOGY = (
    Source(key="referral", title="Referrals", rows=_referrals),
    Source(key="hearing", title="Hearings", rows=_hearings),
    Source(key="research", title="What agencies know", rows=_research),
    Source(key="last_seen", title="Last seen", rows=_last_seen),
    Source(key="dangerous_date", title="Dangerous dates", rows=_dates),
)

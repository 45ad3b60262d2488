"""What people give the combined chronology: parts, contact tried, what a child said, signs of danger, deaths, ties."""

from __future__ import annotations

from django.utils.timezone import localdate

from openccr.access.together import Steps
from openccr.casefiles.lines import Line, Nature, Reach, Source
from openccr.people.models import ChildVoice, ContactAttempt, Death, Part, SuicidalSign
from openccr.people.rules import PartKind


def _parts(reach: Reach) -> Steps[list[Line]]:
    (parts,) = yield (Part.objects.filter(file_id__in=reach.files).order_by("from_on"),)
    began = [
        Line(file_id=one.file_id, kind="part", on=one.from_on, what=f"{PartKind(one.kind).label} in this case",
             source="The case file", people=(one.person_id,), row_id=one.id)
        for one in parts
    ]  # fmt: skip
    ended = [
        Line(file_id=one.file_id, kind="part", on=one.until_on, what=f"No longer {PartKind(one.kind).label.lower()}",
             source="The case file", people=(one.person_id,))
        for one in parts
        if one.until_on
    ]  # fmt: skip
    return began + ended


def _contact(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (ContactAttempt.objects.filter(file_id__in=reach.files).order_by("at"),)
    return [
        Line(
            file_id=one.file_id, kind="contact", on=localdate(one.at),
            what=f"Contact tried by {one.channel}: {one.outcome.replace('_', ' ')}{_also(one.note)}",
            agency=one.agency_name, who=one.author_name, source="Attempts to reach somebody", people=(one.person_id,),
            row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


def _voices(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (ChildVoice.objects.filter(file_id__in=reach.files).order_by("said_on"),)
    return [
        Line(
            file_id=one.file_id, kind="child", on=one.said_on, what=f"A child said or showed: {one.said}",
            nature=Nature.FACT, who=f"told to {one.to_whom}", source="What a child said", people=(one.person_id,),
            row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


def _signs(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (SuicidalSign.objects.filter(file_id__in=reach.files).select_related("agency").order_by("seen_at"),)
    return [
        Line(
            file_id=one.file_id, kind="signs", on=localdate(one.seen_at),
            what=f"Suicidal signs: {one.what}{_also(one.safety_step)}", nature=Nature.FACT, agency=one.agency.name,
            who=one.seen_by, source="Suicidal signs", people=(one.person_id,), row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


def _deaths(reach: Reach) -> Steps[list[Line]]:
    people = Part.objects.filter(file_id__in=reach.files)
    deaths, parts = yield (
        Death.objects.filter(person_id__in=people.values("person_id")).order_by("said_at"),
        people,
    )
    files = {part.person_id: part.file_id for part in parts}
    return [
        Line(
            file_id=files[one.person_id], kind="death", on=one.died_on or localdate(one.said_at),
            what="Died" if one.died_on else "It was corrected that somebody had died", nature=Nature.FACT,
            who=one.said_by, source=one.source, people=(one.person_id,), row_id=one.id,
        )
        for one in deaths
        if one.person_id in files
    ]  # fmt: skip


def _also(text: str) -> str:
    return f". {text}" if text else ""


CHRONOLOGY = (
    Source(key="part", title="Who is in the case", rows=_parts),
    Source(key="contact", title="Contact tried", rows=_contact),
    Source(key="child", title="What a child said", rows=_voices),
    Source(key="signs", title="Suicidal signs", rows=_signs),
    Source(key="death", title="Deaths", rows=_deaths),
)

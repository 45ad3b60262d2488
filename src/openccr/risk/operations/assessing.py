"""Entering a whole instrument."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.content.schema.instruments import Instrument
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment, Draft
from openccr.risk.operations.there import agency_name, instrument_of, must_be_victim
from openccr.risk.rules import (
    Assessed,
    Given,
    RiskAssessed,
    chosen,
    find,
    is_high,
    standing,
    why_not_assessed,
    wording,
)


def assess(
    *,
    actor: Actor,
    file: UUID,
    person: UUID,
    instrument: str,
    answers: Mapping[int, Mapping[str, str]],
    judged_high: bool | None = None,
    grade: str = "",
    judgement_reason: str,
    assessed_on: date,
    at: datetime,
) -> UUID:
    """Enter a whole instrument, answered with the victim or from what the agency knows; a draft of it is gone then.

    Args:
        instrument: key@version of the pack.
        answers: item number → {"answer": key of the scale, "note": her words or details, "source": who said so}.
        judged_high: professional judgement, kept apart from the score; an instrument with grades asks for `grade`.

    Returns the assessment's id. Raises NotFound for somebody who is not a victim in that file, Refusal as
    `rules.why_not_assessed` and for a source that the pack does not name.
    """
    with acting_as(actor):
        must(actor, "risk.assess")
        must_be_victim(file, person)
        tool = instrument_of(actor, instrument)
        given = {number: Given.read(answer) for number, answer in sorted(answers.items())}
        judged_high = tool.grades[grade].high if grade in tool.grades else judged_high
        earlier = _earlier(actor, file, person)
        refusal = why_not_assessed(
            instrument=tool, answers=chosen(given), judged_high=judged_high, grade=grade, reason=judgement_reason,
            high_before=_stands_high(earlier), assessed_on=assessed_on, today=localdate(at),
        ) or _strange_source(actor, given)  # fmt: skip
        if refusal is not None:
            raise refusal
        found = find(tool, chosen(given))
        made = Assessment(
            file_id=file,
            person_id=person,
            instrument=tool.id,
            answers={str(number): answer.kept() for number, answer in given.items()},
            score=found.score,
            unknowns=found.unknowns,
            not_asked=found.not_asked,
            judged_high=judged_high,
            grade=grade if tool.grades else "",
            judgement_reason=judgement_reason.strip(),
            assessed_on=assessed_on,
            agency_name=agency_name(actor),
            author_name=actor.name,
            appointment_id=actor.appointment_id,
            supersedes=None if tool.supplement else _superseded(earlier),
            entered_at=at,
        )
        Assessment.objects.bulk_create([made])
        Draft.objects.filter(file_id=file, instrument=tool.id).delete()
        assessed = _assessed(made, tool)
        note(file_id=file, kind="risk", sentence=f"Risk assessed: {wording(assessed)}", at=at, about_id=made.id)
        record("risk.assessed", file_id=file, subjects=[made.id, person], at=at)
        publish(RiskAssessed(actor=actor, file_id=file, assessment_id=made.id, high=is_high(assessed)))
        return made.id


def _strange_source(actor: Actor, given: Mapping[int, Given]) -> Refusal | None:
    sources = practice(actor).risk.answer_sources
    strange = sorted({one.source for one in given.values()} - {"", *sources})
    if not strange:
        return None
    remedy = f"Use one of: {', '.join(sources)}."
    return Refusal(f"“{strange[0]}” is not a source of an answer.", remedy=remedy, field="answers")


Earlier = list[tuple[Assessment, Assessed]]


def _earlier(actor: Actor, file_id: UUID, person_id: UUID) -> Earlier:
    """Her assessments so far, newest first, as they are kept and as the rules read them.

    Also those of somebody who is no victim here any more: she was recognised as somebody of an earlier file since, and
    assessments keep the person they were written for.
    """
    tools = practice(actor).instruments
    others = Part.objects.filter(file_id=file_id, kind=PartKind.VICTIM).exclude(person_id=person_id)
    rows = Assessment.with_looks().filter(file_id=file_id).exclude(person_id__in=others.values("person_id"))
    return [(row, _assessed(row, tools.get(row.instrument), reviewed_high=row.reviewed_high)) for row in rows]


def _stands_high(earlier: Earlier) -> bool:
    place = standing([assessed for _, assessed in earlier])
    return place is not None and is_high(earlier[place][1])


def _superseded(earlier: Earlier) -> Assessment | None:
    return next((row for row, assessed in earlier if not assessed.supplement), None)


def _assessed(row: Assessment, tool: Instrument | None, *, reviewed_high: bool = False) -> Assessed:
    picked = {int(number): given["answer"] for number, given in row.answers.items()}
    return Assessed(
        instrument=tool, score=row.score, unknowns=row.unknowns, not_asked=row.not_asked, judged_high=row.judged_high,
        reviewed_high=reviewed_high, grade=row.grade, answers=picked,
    )  # fmt: skip

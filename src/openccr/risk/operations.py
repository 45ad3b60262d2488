"""Entering risk assessments. They are never changed: a new one supersedes the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record, record_all
from openccr.casefiles.operations import note
from openccr.content.schema.instruments import Instrument
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment
from openccr.risk.rules import (
    Assessed,
    RiskAssessed,
    SentScore,
    find,
    is_high,
    why_not_assessed,
    why_not_score,
    wording,
)

BATCH = 1_000


def assess(
    *,
    actor: Actor,
    file: UUID,
    person: UUID,
    instrument: str,
    answers: Mapping[int, Mapping[str, str]],
    judged_high: bool | None,
    judgement_reason: str,
    assessed_on: date,
    at: datetime,
) -> UUID:
    """Enter a whole instrument, answered with the victim or from what the agency knows.

    Args:
        instrument: key@version of the pack.
        answers: item number → {"answer": yes, no or unknown, "note": her words or details}.
        judged_high: professional judgement, kept apart from the score.

    Returns the assessment's id. Raises NotFound for somebody who is not a victim in that file, Refusal as
    `rules.why_not_assessed`.
    """
    with acting_as(actor):
        must(actor, "risk.assess")
        assert actor.agency_id is not None  # a role that works on cases is held in an agency
        if not Part.objects.filter(file_id=file, person_id=person, kind=PartKind.VICTIM).exists():
            raise NotFound
        tool = _instrument(actor, instrument)
        chosen = {number: given["answer"] for number, given in answers.items()}
        refusal = why_not_assessed(
            instrument=tool, answers=chosen, judged_high=judged_high, reason=judgement_reason, assessed_on=assessed_on,
            today=localdate(at),
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        found = find(tool, chosen)
        made = Assessment(
            file_id=file,
            person_id=person,
            instrument=tool.id,
            answers={str(number): dict(given) for number, given in sorted(answers.items())},
            score=found.score,
            unknowns=found.unknowns,
            judged_high=judged_high,
            judgement_reason=judgement_reason.strip(),
            assessed_on=assessed_on,
            agency_name=Agency.objects.values_list("name", flat=True).get(id=actor.agency_id),
            author_name=actor.name,
            entered_at=at,
        )
        Assessment.objects.bulk_create([made])
        assessed = Assessed(
            instrument=tool, score=found.score, unknowns=found.unknowns, judged_high=judged_high, answers=chosen
        )
        note(file_id=file, kind="risk", sentence=f"Risk assessed: {wording(assessed)}", at=at, about_id=made.id)
        record("risk.assessed", file_id=file, subjects=[made.id, person], at=at)
        publish(RiskAssessed(actor=actor, file_id=file, assessment_id=made.id, high=is_high(assessed)))
        return made.id


def record_score(
    *,
    actor: Actor,
    file_id: UUID,
    person_id: UUID,
    instrument: str,
    score: int | None,
    judged_high: bool | None,
    judgement_reason: str,
    assessed_on: date,
    agency_name: str,
    author_name: str,
    at: datetime,
) -> UUID:
    """Keep one score that came with a referral: see `SentScore` and `record_scores`. Returns the assessment's id."""
    sent = SentScore(
        file_id=file_id, person_id=person_id, instrument=instrument, score=score, judged_high=judged_high,
        judgement_reason=judgement_reason, assessed_on=assessed_on, agency_name=agency_name, author_name=author_name,
    )  # fmt: skip
    return record_scores(actor=actor, sent=[sent], at=at)[0]


def record_scores(*, actor: Actor, sent: Sequence[SentScore], at: datetime) -> list[UUID]:
    """Keep the scores and judgements that came with referrals, without the answers behind them.

    Returns the assessments' ids in the same order. Raises Refusal (field `dash_score`) for a score that its instrument
    cannot give.
    """
    with acting_as(actor):
        must(actor, "risk.assess")
        tools = {name: _instrument(actor, name) for name in {one.instrument for one in sent}}
        for one in sent:
            refusal = why_not_score(instrument=tools[one.instrument], score=one.score, judged_high=one.judged_high)
            if refusal is not None:
                raise refusal
        made = [
            Assessment(
                file_id=one.file_id,
                person_id=one.person_id,
                instrument=one.instrument,
                score=one.score,
                judged_high=one.judged_high,
                judgement_reason=one.judgement_reason.strip(),
                assessed_on=one.assessed_on,
                agency_name=one.agency_name,
                author_name=one.author_name,
                entered_at=at,
            )
            for one in sent
        ]
        Assessment.objects.bulk_create(made, batch_size=BATCH)
        acts = (Act(type="risk.score_received", file_id=row.file_id, subjects=(row.id, row.person_id)) for row in made)
        record_all(acts, at=at)
        return [row.id for row in made]


def _instrument(actor: Actor, name: str) -> Instrument:
    try:
        return practice(actor).instrument(name)
    except KeyError as error:
        sentence = f"There is no instrument “{name}” here."
        raise Refusal(sentence, remedy=str(error.args[0]), field="instrument") from error

"""Judging a principle, drawing a dip sample, writing down what an audit found."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Hearing
from openccr.conference.rules.hearings import HearingState
from openccr.governance.evidence import evidence_of
from openccr.governance.models import DipSample, PrincipleCheck, SampledCase
from openccr.governance.rules.quality import ANSWERS, BEST, Follow, draw, why_not_followed
from openccr.insight.counting import sees_every_figure
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


def judge(*, actor: Actor, year: int, principle: str, judgement: str, words: str, follow: Follow, at: datetime) -> None:
    """Judge how a principle is met in a year, with the figures as they stand; again as often as it is looked at.

    Args:
        judgement: key of the pack's scale; anything but the best needs an action, an owner and a day.

    Raises NotFound for a principle or a year that is none, Refusal without what the judgement needs.
    """
    with acting_as(actor):
        must(actor, "governance.check")
        quality, today = practice(actor).quality, timezone.localdate(at)
        if principle not in quality.principles or year not in (today.year, today.year - 1):
            raise NotFound
        if judgement not in quality.scale:
            raise Refusal("Choose a judgement.", field="judgement")
        if not words.strip():
            raise Refusal("Say what shows it, or what is missing.", field="words")
        refusal = why_not_followed(follow, needed=judgement != BEST, today=today)
        if refusal is not None:
            raise refusal
        found = evidence_of(actor=actor, today=today)
        shown = quality.principles[principle].evidence
        said = {
            "judgement": judgement,
            "words": words.strip(),
            "action": follow.action.strip(),
            "owner": follow.owner.strip(),
            "review_on": follow.review_on,
            "evidence": [[one.name, one.rounded] for one in found if one.key in shown],
            "said_at": at,
            "said_by": actor.name,
        }
        named = {"partnership_id": actor.partnership, "year": year, "principle": principle}
        if not PrincipleCheck.objects.filter(**named).update(**said):
            PrincipleCheck(**named, **said).save(force_insert=True)
        record("quality.judged", fields=["judgement"], at=at)


def draw_sample(*, actor: Actor, first_on: date, last_on: date, number: int, at: datetime) -> UUID:
    """Draw cases at random from those heard between two days. Returns the sample's id.

    Raises Refusal for days the wrong way round, for whoever does not have every figure, and as `rules.draw`.
    """
    with acting_as(actor):
        must(actor, "governance.audit")
        if last_on < first_on:
            raise Refusal("The last day is before the first.", field="last_on")
        if not sees_every_figure():
            raise Refusal("Ask another coordinator to draw it.")
        heard = Hearing.objects.filter(
            state=HearingState.HEARD, meeting__on__gte=first_on, meeting__on__lte=last_on
        )  # fmt: skip
        files = dict(heard.values_list("id", "file_id"))
        seed = secrets.randbelow(2**32)
        drawn = draw(files, number=number, seed=seed)
        sample = DipSample(
            partnership_id=actor.partnership,
            first_on=first_on,
            last_on=last_on,
            heard=len(files),
            number=number,
            seed=seed,
            drawn_at=at,
            drawn_by=actor.name,
        )
        sample.save(force_insert=True)
        SampledCase.objects.bulk_create(
            SampledCase(file_id=files[hearing], sample=sample, hearing_id=hearing, place=place)
            for place, hearing in enumerate(drawn, start=1)
        )
        record("sample.drawn", subjects=[sample.id, *(files[hearing] for hearing in drawn)], at=at)
        return sample.id


def audit_case(
    *, actor: Actor, file: UUID, sampled: UUID, answers: Mapping[str, str], finding: str, follow: Follow, at: datetime
) -> UUID:
    """Write down what was found in a case of a sample. Returns the sample's id.

    A “no” is a finding, and a finding of that kind leads to an action.

    Raises NotFound, and Refusal for a question without an answer, for a “no” without what was found and what is done
    about it, and for an action without doer or day.
    """
    with acting_as(actor):
        must(actor, "governance.audit")
        row = SampledCase.objects.select_for_update().filter(id=sampled, file_id=file).first()
        if row is None:
            raise NotFound
        questions = practice(actor).quality.audit
        for key in questions:
            if answers.get(key) not in ANSWERS:
                raise Refusal("Answer this one too.", field=key)
        lacks = any(answers[key] == "no" for key in questions)
        if lacks and not finding.strip():
            raise Refusal("Something is answered with no: say what you found.", field="finding")
        refusal = why_not_followed(follow, needed=lacks, today=timezone.localdate(at))
        if refusal is not None:
            raise refusal
        row.answers = {key: answers[key] for key in questions}
        row.finding, row.action, row.owner = finding.strip(), follow.action.strip(), follow.owner.strip()
        row.review_on, row.audited_at, row.audited_by = follow.review_on, at, actor.name
        row.save(update_fields=["answers", "finding", "action", "owner", "review_on", "audited_at", "audited_by"])
        record("sample.audited", file_id=file, subjects=[row.id], at=at)
        return row.sample_id

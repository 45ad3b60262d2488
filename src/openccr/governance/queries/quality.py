"""What the pages of quality show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.area import area_actions
from openccr.content.schema.quality import Principle
from openccr.governance.evidence import Evidence, evidence_of
from openccr.governance.models import DipSample, PrincipleCheck, SampledCase
from openccr.governance.rules.quality import Added, added
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice

FINDING_KIND = "governance.finding"
"""What actions on findings come from: the sampled case. An action of the partnership names no case, and this id tells
one only to those who may audit it."""


@dataclass(frozen=True)
class Checked:
    """A principle in a year: what was judged, beside the year before, with the figures that speak to it.

    Args:
        now, before: None where nobody has judged it.
        evidence: as it stands now.
    """

    principle: Principle
    now: PrincipleCheck | None
    before: PrincipleCheck | None
    evidence: list[Evidence]


def yearly_check(*, actor: Actor, year: int, today: date) -> list[Checked]:
    """Every principle of a year, in their order."""
    with acting_as(actor):
        must(actor, "governance.quality")
        quality = practice(actor).quality
        rows = PrincipleCheck.objects.filter(year__in=(year, year - 1))
        said = {(row.year, row.principle): row for row in rows}
        found = {one.key: one for one in evidence_of(actor=actor, today=today)}
        return [
            Checked(
                one,
                said.get((year, one.key)),
                said.get((year - 1, one.key)),
                [found[key] for key in one.evidence if key in found],
            )
            for one in sorted(quality.principles.values(), key=lambda one: one.number)
        ]


def scale_of(actor: Actor) -> dict[str, str]:
    """Key of a judgement → its words."""
    return {key: step.name for key, step in practice(actor).quality.scale.items()}


def samples(*, actor: Actor) -> list[tuple[DipSample, int]]:
    """The samples drawn, newest first, each with how many of its cases are audited, as the actor sees them."""
    with acting_as(actor):
        must(actor, "governance.audit")
        rows = DipSample.objects.order_by("-drawn_at").prefetch_related("cases")
        return [(row, sum(case.audited_at is not None for case in row.cases.all())) for row in rows]


@dataclass(frozen=True)
class SampleShown:
    """A sample with its cases, as the actor sees them, and what the answers add up to."""

    sample: DipSample
    cases: list[SampledCase]
    added: list[Added]
    actions: Sequence[ActionShown]
    """What was made of its findings in the action log."""


def sample_of(*, actor: Actor, sample: UUID) -> SampleShown:
    """One sample. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.audit")
        row = DipSample.objects.filter(id=sample).first()
        if row is None:
            raise NotFound
        cases = list(
            SampledCase.objects.filter(sample=row).select_related("file", "hearing__meeting").order_by("place")
        )
        questions = {key: one.asks for key, one in practice(actor).quality.audit.items()}
        answers = [case.answers for case in cases if case.audited_at]
        logged = area_actions(today=localdate(), arises_ids=[case.id for case in cases])
        return SampleShown(row, cases, added(questions, answers), logged)


def sample_with(sampled: UUID) -> UUID | None:
    """The sample that a sampled case is of; None for whoever does not see it. One query."""
    return SampledCase.objects.filter(id=sampled).values_list("sample_id", flat=True).first()


def action_on(sampled: UUID, *, today: date) -> ActionShown | None:
    """What was made of the finding in a sampled case in the action log. One query."""
    return next(iter(area_actions(today=today, arises_id=sampled)), None)


def sampled_case(*, actor: Actor, file: UUID, sampled: UUID) -> SampledCase:
    """One case of a sample. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.audit")
        row = SampledCase.objects.select_related("file", "hearing__meeting").filter(id=sampled, file_id=file).first()
        if row is None:
            raise NotFound
        return row

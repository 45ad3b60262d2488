"""What the pages of the strategy show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked, together
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.area import area_actions
from openccr.content import Pack
from openccr.directory.models import LastPerson
from openccr.governance.models import AgencyContribution, Strategy, StrategyRemark, TheoryStep
from openccr.governance.rounds import last_gaps
from openccr.governance.rules.outcomes import Value
from openccr.governance.rules.strategy import SmartWord, StrategyFacts, StrategyState, holes
from openccr.governance.rules.theory import Step, Theory, drawn, loose
from openccr.governance.strategies import Lines, facts_of, last_person_asked, lines_of, smart_of, strategy_row
from openccr.governance.theories import heads_of, ordered, steps_of
from openccr.governance.valuing import last_values
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


@dataclass(frozen=True, kw_only=True)
class StrategyShown:
    """A version of the strategy as its page shows it.

    Args:
        values: indicator → its last value, where it has one.
        actions: objective → its actions.
        thin: what nobody has thought of yet, in words.
        gaps: gaps of the last self-assessment that no objective answers, as they are asked.
    """

    row: Strategy
    lines: Lines
    facts: StrategyFacts
    smart: Mapping[UUID, list[SmartWord]]
    values: Mapping[UUID, Value]
    actions: Mapping[UUID, list[ActionShown]]
    contributions: list[AgencyContribution]
    remarks: list[StrategyRemark]
    steps: list[Step]
    theory: Theory | None
    thin: list[str]
    gaps: list[str]
    last_person: LastPerson | None


def strategies(*, actor: Actor) -> list[Strategy]:
    """Every version, the newest first."""
    with acting_as(actor):
        must(actor, "governance.strategy")
        return list(Strategy.objects.order_by("-number"))


@once
def strategy_of(*, actor: Actor, strategy_id: UUID, today: date) -> StrategyShown:
    """One version with all its lines. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.strategy")
        pack = practice(actor)
        row = strategy_row(strategy_id)
        lines = lines_of(row.id)
        rows, contributions, remarks, answered = together(
            TheoryStep.objects.filter(strategy_id=row.id).order_by("place", "id"),
            AgencyContribution.objects.filter(strategy_id=row.id)
            .select_related("agency")
            .order_by("agency__name", "id"),
            StrategyRemark.objects.filter(strategy_id=row.id).select_related("agency").order_by("said_at"),
            last_person_asked(row.id),
        )
        steps = ordered(rows, lines.outcomes, pack.strategy)
        smart = {
            one.id: smart_of(pack.strategy, one, lines.indicators[one.id], row) for one in lines.every_objective
        }  # fmt: skip
        actions: dict[UUID, list[ActionShown]] = {}
        for one in area_actions(today=today, arises_ids=[one.id for one in lines.every_objective]):
            if one.arises_id is not None:
                actions.setdefault(one.arises_id, []).append(one)
        return StrategyShown(
            row=row,
            lines=lines,
            facts=facts_of(
                row,
                lines,
                pack.strategy,
                today=today,
                last_person=bool(answered),
                unanswered=sum(one.answered_at is None for one in remarks),
            ),
            smart=smart,
            values=last_values(actor, lines, today=today),
            actions=actions,
            contributions=contributions,
            remarks=remarks,
            steps=steps,
            theory=drawn(heads_of(pack.strategy), steps) if steps else None,
            thin=thin(pack, lines, steps),
            gaps=_unanswered_gaps(pack, lines),
            last_person=next(iter(answered), None),
        )


def thin(pack: Pack, lines: Lines, steps: list[Step]) -> list[str]:
    """What the strategy leaves out, in words: a hole is said, never scored."""
    objectives = lines.every_objective
    wanted = {key: one.name for key, one in pack.strategy.reaches.items() if one.wanted}
    later = {key: [one.words for one in objectives if one.theme == key] for key in wanted}
    found = [
        f"How early it reaches: no objective is of “{wanted[key]}”."
        + (f" Those of the thematic area with that name begin later: {'; '.join(later[key])}." if later[key] else "")
        for key in holes(reached=[one.reach for one in objectives], wanted=list(wanted))
    ]
    found += [
        f"A step of the theory of change that leads nowhere: {one.words}."
        for one in loose(steps, last=len(pack.strategy.theory))
    ]
    if not any(one.components for one in objectives):
        found.append("No objective answers a theme of survivors.")
    return found


def _unanswered_gaps(pack: Pack, lines: Lines) -> list[str]:
    form = pack.assessments.get("ccr")
    answered = {gap for one in lines.every_objective for gap in one.gaps}
    return [form.questions[key].asks for key in last_gaps() if key not in answered and form and key in form.questions]


def contribution_of(*, actor: Actor, contribution_id: UUID) -> AgencyContribution:
    """One contribution of the actor's agency, or any for the coordinator. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.contribute")
        row = AgencyContribution.objects.filter(id=contribution_id).select_related("agency", "strategy").first()
        if row is None or (not actor.whole_area and row.agency_id != actor.agency_id):
            raise NotFound
        return row


@asked
def to_agree(actor: Actor) -> Steps[list[UUID]]:
    """Contributions of the actor's own agency that nobody has agreed to yet. One query."""
    waiting = AgencyContribution.objects.filter(agency=actor.agency_id, agreed_on=None)
    (rows,) = yield (waiting.exclude(strategy__state=StrategyState.REPLACED).values_list("id")[:20],)
    return [key for (key,) in rows]


@asked
def to_remark(actor: Actor, *, today: date, panel: bool) -> Steps[list[tuple[UUID, str, date]]]:
    """The strategy in consultation, as (id, title, last day), while the actor's agency, or the panel, has said nothing.

    One query.
    """
    here = Strategy.objects.filter(state=StrategyState.CONSULTATION, consulted_until__gte=today)
    said = StrategyRemark.objects.filter(strategy=OuterRef("id"), agency=None if panel else actor.agency_id)
    (rows,) = yield (here.filter(~Exists(said)).values_list("id", "title", "consulted_until")[:1],)
    return rows


def remark_of(*, actor: Actor, remark_id: UUID) -> StrategyRemark:
    """One remark, for whoever answers it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = StrategyRemark.objects.filter(id=remark_id).select_related("agency", "strategy").first()
        if row is None:
            raise NotFound
        return row


def step_of(*, actor: Actor, step_id: UUID) -> tuple[Strategy, Step, list[Step]]:
    """A step of the theory of change with its strategy and all the steps there. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = TheoryStep.objects.filter(id=step_id).select_related("strategy").first()
        if row is None:
            raise NotFound
        every = steps_of(row.strategy_id, practice(actor).strategy)
        return row.strategy, next(one for one in every if one.id == str(row.id)), every

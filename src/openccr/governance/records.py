"""What the registers of the partnership show of a component of the self-assessment: each a count of things, and a link.

None counts people, cases or what somebody said: what is kept beside an agreed score is read by every member.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.urls import reverse

from openccr.actions.models import Action
from openccr.actions.rules.states import NOT_ENDED, ActionState
from openccr.directory.queries.services import taken
from openccr.directory.rules.services import Status
from openccr.governance.models import (
    AgencyContribution,
    BoardTerms,
    Contract,
    Matter,
    PolicySignatory,
    Recommendation,
    Sitting,
    Strategy,
)
from openccr.governance.rules.recommendations import RecommendationState
from openccr.governance.rules.sittings import SittingState
from openccr.governance.rules.strategy import StrategyState
from openccr.governance.rules.terms import TermsState
from openccr.insight.models import Release
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.models import Partnership
from openccr.voice.models import Published

Shown = Sequence[tuple[str, str]]
"""Words and address of each."""
YEAR = timedelta(days=365)


def _voice(actor: Actor, today: date) -> Shown:
    published = Published.objects.filter(partnership_id=actor.partnership, on__gt=today - YEAR)
    changed = [one.changed for one in published]
    words = f"“You said, we did” in twelve months: {len(changed)} published, {sum(changed)} with a change"
    area = Partnership.objects.values_list("code", flat=True).get(id=actor.partnership)
    return [(words, reverse("voice.published", kwargs={"area": area}))]


def _strategy(actor: Actor, today: date) -> Shown:
    agreed = Strategy.objects.filter(state=StrategyState.AGREED).first()
    if agreed is None:
        return [("No version of the strategy is agreed", reverse("governance.strategies"))]
    href = reverse("governance.strategy", kwargs={"strategy": agreed.id})
    brings = [one.agreed_on is not None for one in AgencyContribution.objects.filter(strategy_id=agreed.id)]
    when = f", agreed on {day_words(agreed.agreed_on)}" if agreed.agreed_on else ""
    return [
        (f"“{agreed.title}”, version {agreed.number}{when}", href),
        (f"What agencies bring to it: {sum(brings)} of {len(brings)} agreed", href),
    ]


def _structure(actor: Actor, today: date) -> Shown:
    held = Sitting.objects.filter(
        state__in=(SittingState.HELD, SittingState.AGREED), on__gt=today - YEAR, on__lte=today
    ).values_list("votes_there", "quorum")
    quorate = [votes is None or quorum is None or votes >= quorum for votes, quorum in held]
    terms = BoardTerms.objects.filter(state=TermsState.AGREED).count()
    boards = reverse("governance.boards")
    return [
        (f"Sittings in twelve months: {len(quorate)} held, {sum(quorate)} quorate", boards),
        (f"Terms and delivery plans in force: {terms}", boards),
        *_matters(today),
    ]


def _matters(today: date) -> Shown:
    raised = Matter.objects.filter(sent_on__gt=today - YEAR).values_list("due_on", "answered_on")
    answered = [(due, at) for due, at in raised if at is not None]
    in_time = sum(at <= due for due, at in answered)
    words = f"Matters passed up or down in twelve months: {len(raised)}, {len(answered)} answered, {in_time} in time"
    return [(words, reverse("governance.matters"))]


def _services(actor: Actor, today: date) -> Shown:
    running = list(taken(actor).filter(status=Status.ACTIVE).values_list("risks", "checked_on"))
    high = sum("high" in risks for risks, _ in running)
    fresh = sum(checked_on > today - YEAR / 2 for _, checked_on in running)
    words = f"Services in the directory: {len(running)}, {high} of them a route at high risk, {fresh} looked at lately"
    return [(words, reverse("directory.list"))]


def _representation(actor: Actor, today: date) -> Shown:
    return [("Who takes part, group by group", reverse("governance.representation"))]


def _contracts(actor: Actor, today: date) -> Shown:
    ends = Contract.objects.filter(ended_on=None, ends_on__gte=today).values_list("ends_on", flat=True)
    soon = sum(one <= today + YEAR for one in ends)
    return [(f"Contracts in force: {len(ends)}, {soon} end within twelve months", reverse("governance.resources"))]


def _actions(actor: Actor, today: date) -> Shown:
    rows = Action.objects.filter(file=None).values_list("state", "due_on")
    done = sum(state == ActionState.DONE for state, _ in rows)
    late = sum(state in NOT_ENDED and due_on < today for state, due_on in rows)
    words = f"The partnership's own actions: {len(rows)} agreed, {done} done, {late} late"
    return [(words, reverse("actions.list"))]


def _data(actor: Actor, today: date) -> Shown:
    last = Release.objects.filter(partnership_id=actor.partnership).order_by("-last_on", "-number").first()
    words = f"Figures signed off up to {day_words(last.last_on)}" if last else "No figures are signed off yet"
    return [(words, reverse("insight.figures"))]


def _policies(actor: Actor, today: date) -> Shown:
    signed = [one.signed_on is not None for one in PolicySignatory.objects.all()]
    words = f"Signatures under policies: {sum(signed)} of {len(signed)} asked for"
    return [(words, reverse("governance.policies"))]


def _learning(actor: Actor, today: date) -> Shown:
    states = list(Recommendation.objects.values_list("state", flat=True))
    done = sum(one in (RecommendationState.DONE, RecommendationState.ASSURED) for one in states)
    words = f"Recommendations of reviews: {len(states)}, {done} done"
    return [(words, reverse("governance.recommendations"))]


REGISTERS: dict[str, tuple[Callable[[Actor, date], Shown], ...]] = {
    "survivor_voice": (_voice,),
    "intersectionality": (_representation,),
    "shared_vision": (_strategy,),
    "structure": (_structure,),
    "strategy": (_strategy,),
    "specialist_services": (_services,),
    "representation": (_representation,),
    "resources": (_contracts,),
    "coordination": (_actions,),
    "data": (_data,),
    "policies": (_policies,),
    "death_reviews": (_learning,),
}
"""Component of the pack's self-assessment → the registers that show something of it; training is kept nowhere here."""


def records_of(actor: Actor, component: str, *, today: date) -> list[tuple[str, str]]:
    """What the registers show of a component, as words and address. A query or two."""
    return [one for look in REGISTERS.get(component, ()) for one in look(actor, today)]

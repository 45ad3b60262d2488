"""Agencies in which nobody can be told: what is owed there all the same, so that whoever coordinates writes to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.actions.models import Action
from openccr.actions.rules.states import OPEN
from openccr.governance.models import AssessmentRound, Recommendation
from openccr.governance.rules.assessment import RoundState
from openccr.governance.rules.recommendations import RecommendationState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Agency
from openccr.voice.models import Contribution
from openccr.voice.rules.contributions import State

MOST = 200


@dataclass(frozen=True)
class Owed:
    """Something that an agency owes, in words that may stand in a letter, and its day."""

    words: str
    due_on: date


@dataclass(frozen=True)
class Unreached:
    """An agency in which nobody's account is in force, and what it owes, the first due first; it may owe nothing."""

    agency_id: UUID
    agency: str
    owed: tuple[Owed, ...]


@asked
def unreached(actor: Actor, *, today: date) -> Steps[list[Unreached]]:
    """The agencies of today in which nobody can be told and that owe something, by name. Two statements at most."""
    found = yield from _silent(today=today)
    return [one for one in found if one.owed]


def unreached_of(*, actor: Actor, agency_id: UUID, today: date) -> Unreached:
    """One agency in which nobody can be told; it may owe nothing. Raises NotFound for any other."""
    with acting_as(actor):
        must(actor, "governance.watch")
        one = next((one for one in _all(today=today) if one.agency_id == agency_id), None)
        if one is None:
            raise NotFound
        return one


@asked
def _all(*, today: date) -> Steps[list[Unreached]]:
    return (yield from _silent(today=today))


def _silent(*, today: date) -> Steps[list[Unreached]]:
    (agencies,) = yield (
        Agency.objects.filter(left_on=None)
        .exclude(id__in=appointments_in_force(today).values("agency_id"))
        .order_by("name")
        .values_list("id", "name"),
    )
    if not agencies:
        return []
    ids = [key for key, _ in agencies]
    actions, answers, recommended, rounds = yield (
        Action.objects.filter(agency_id__in=ids, state__in=OPEN)
        .order_by("due_on")
        .values_list("agency_id", "due_on", "text", "file_id")[:MOST],
        Contribution.objects.filter(agency_id__in=ids, state=State.SENT).values_list("agency_id", "due_on")[:MOST],
        Recommendation.objects.filter(
            agency_id__in=ids,
            target_on__isnull=False,
            state__in=(RecommendationState.OPEN, RecommendationState.UNDER_WAY),
        ).values_list("agency_id", "target_on", "review", "place")[:MOST],
        AssessmentRound.objects.filter(state=RoundState.RATING).values_list("name", "rate_by"),
    )
    owed: dict[UUID, list[Owed]] = {key: [] for key in ids}
    for key, due, text, file in actions:
        # A letter leaves by post or mail: of a case it says no more than that there is something.
        owed[key].append(Owed("An action of a case: we tell you by telephone which" if file else text, due))
    for key, due in answers:
        owed[key].append(Owed("An answer to what survivors said: we send you the words by a protected way", due))
    for key, due, review, place in recommended:
        owed[key].append(Owed(f"Recommendation {place} of {review}", due))
    for name, due in rounds:
        for key in ids:
            owed[key].append(Owed(f"{name}: what your agency thinks", due))
    return [Unreached(key, name, tuple(sorted(owed[key], key=lambda one: one.due_on))) for key, name in agencies]

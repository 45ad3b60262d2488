"""Agencies in which nobody can be told: what is owed there all the same, so that whoever coordinates writes to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.actions.models import Action
from openccr.actions.rules.states import OPEN
from openccr.governance.models import (
    AgencyContribution,
    AssessmentRound,
    PolicySignatory,
    PolicyVersion,
    Recommendation,
    Strategy,
)
from openccr.governance.rules.assessment import RoundState
from openccr.governance.rules.recommendations import RecommendationState
from openccr.governance.rules.strategy import StrategyState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Agency
from openccr.partnership.telling import roles_that_may
from openccr.voice.models import Contribution, Payment
from openccr.voice.rules.contributions import State
from openccr.voice.rules.payments import PaymentState

MOST = 200


@dataclass(frozen=True)
class Owed:
    """Something that an agency owes, in words that may stand in a letter, and its day if it has one."""

    words: str
    due_on: date | None


@dataclass(frozen=True)
class Unreached:
    """An agency in which nobody is told of something that it owes, the first due first; it may owe nothing."""

    agency_id: UUID
    agency: str
    owed: tuple[Owed, ...]


@asked
def unreached(actor: Actor, *, today: date) -> Steps[list[Unreached]]:
    """The agencies of today in which nobody can be told of something that they owe, by name. Two statements at most."""
    found = yield from _silent(actor, today=today)
    return [one for one in found if one.owed]


def unreached_of(*, actor: Actor, agency_id: UUID, today: date) -> Unreached:
    """One agency in which nobody can be told; it may owe nothing. Raises NotFound for any other."""
    with acting_as(actor):
        must(actor, "governance.watch")
        one = next((one for one in _all(actor, today=today) if one.agency_id == agency_id), None)
        if one is None:
            raise NotFound
        return one


@asked
def _all(actor: Actor, *, today: date) -> Steps[list[Unreached]]:
    return (yield from _silent(actor, today=today))


def _silent(actor: Actor, *, today: date) -> Steps[list[Unreached]]:
    agencies, accounts = yield (
        Agency.objects.filter(left_on=None).order_by("name").values_list("id", "name"),
        appointments_in_force(today).order_by().values_list("agency_id", "role").distinct(),
    )
    there: dict[UUID, set[str]] = {key: set() for key, _ in agencies}
    for key, role in accounts:
        there.setdefault(key, set()).add(role)
    deaf = {
        # Of a case an agency's lead is told how many actions are late, and passes it on.
        "case": _without(there, actor, "actions.end", "actions.load"),
        "action": _without(there, actor, "actions.end_area"),
        "answer": _without(there, actor, "voice.answer"),
        "recommendation": _without(there, actor, "governance.follow_up"),
        "rating": _without(there, actor, "governance.rate"),
        "payment": _without(there, actor, "voice.pay"),
        "brings": _without(there, actor, "governance.contribute"),
        "signature": _without(there, actor, "governance.sign_policy"),
    }
    ids = set().union(*deaf.values())
    if not ids:
        return []
    owed: dict[UUID, list[Owed]] = {key: [] for key in ids}
    for kind, key, words, due in (yield from _owed(deaf)):
        if key in deaf[kind]:
            owed[key].append(Owed(words, due))
    return [
        Unreached(key, name, tuple(sorted(owed[key], key=lambda one: (one.due_on is None, one.due_on or today))))
        for key, name in agencies
        if key in ids
    ]


def _without(there: Mapping[UUID, Collection[str]], actor: Actor, *permissions: str) -> frozenset[UUID]:
    """The agencies in which nobody may do any of it."""
    may = frozenset[str]().union(*(roles_that_may(one, actor=actor) for one in permissions))
    return frozenset(key for key, roles in there.items() if may.isdisjoint(roles))


def _owed(deaf: Mapping[str, frozenset[UUID]]) -> Steps[list[tuple[str, UUID, str, date | None]]]:
    """What those agencies owe: its kind, the agency, in words that may stand in a letter, and the day."""
    actions, answers, payments, recommended, rounds, asked_of, brings, signs, versions = yield (
        Action.objects.filter(agency_id__in=deaf["case"] | deaf["action"], state__in=OPEN)
        .order_by("due_on")
        .values_list("agency_id", "due_on", "text", "file_id")[:MOST],
        Contribution.objects.filter(agency_id__in=deaf["answer"], state=State.SENT).values_list(
            "agency_id", "due_on"
        )[:MOST],
        Payment.objects.filter(
            agency_id__in=deaf["payment"], state__in=(PaymentState.OFFERED, PaymentState.ACCEPTED)
        ).values_list("agency_id", "due_on")[:MOST],
        Recommendation.objects.filter(
            agency_id__in=deaf["recommendation"],
            target_on__isnull=False,
            state__in=(RecommendationState.OPEN, RecommendationState.UNDER_WAY),
        ).values_list("agency_id", "target_on", "review", "place")[:MOST],
        AssessmentRound.objects.filter(state=RoundState.RATING).values_list("name", "rate_by"),
        Strategy.objects.filter(state=StrategyState.CONSULTATION).values_list("title", "consulted_until"),
        AgencyContribution.objects.filter(agency_id__in=deaf["brings"], agreed_on=None)
        .exclude(strategy__state=StrategyState.REPLACED)
        .values_list("agency_id", "strategy__title")[:MOST],
        PolicySignatory.objects.filter(
            agency_id__in=deaf["signature"], signed_on=None, version__policy__retired_on=None
        ).values_list("agency_id", "version_id", "version__policy__title")[:MOST],
        PolicyVersion.objects.order_by("policy_id", "-number").distinct("policy_id").values_list("id"),
    )  # fmt: skip
    newest = {row[0] for row in versions}
    # A letter leaves by post or mail: of a case it says no more than that there is something.
    told = "An action of a case: we tell you by telephone which"
    found: list[tuple[str, UUID, str, date | None]] = [
        ("case" if file else "action", key, told if file else text, due) for key, due, text, file in actions
    ]
    words = "An answer to what survivors said: we send you the words by a protected way"
    found += [("answer", key, words, due) for key, due in answers]
    words = "A payment to offer or to make: we tell you by telephone what for"
    found += [("payment", key, words, due) for key, due in payments]
    found += [("recommendation", key, f"Recommendation {place} of {review}", due)
              for key, due, review, place in recommended]  # fmt: skip
    found += [
        ("rating", key, f"{name}: what your agency thinks", due) for name, due in rounds for key in deaf["rating"]
    ]
    found += [("brings", key, f"{title}: what your agency thinks of it", until)
              for title, until in asked_of for key in deaf["brings"]]  # fmt: skip
    found += [("brings", key, f"What your agency brings to {title}, to agree to", None) for key, title in brings]
    found += [
        ("signature", key, f"A signature under {title}", None) for key, version, title in signs if version in newest
    ]
    return found

"""What of the whole partnership is late, thin, missing or ending: one page for whoever coordinates it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Manager, QuerySet
from django.urls import reverse

from openccr.access.may import must
from openccr.access.together import Later, Steps, ahead, asked
from openccr.actions.addresses import address_of
from openccr.actions.queries.area import of_the_area
from openccr.directory.models import Service
from openccr.directory.queries.last_person import number_unanswered
from openccr.directory.queries.services import number_stale
from openccr.governance.calendar import duties
from openccr.governance.models import AssessmentRound, Board, KeptPolicy, Moderated, Strategy
from openccr.governance.queries.contracts import ending, streams_ending
from openccr.governance.queries.pilots import pilots_waiting
from openccr.governance.queries.policies import to_review as policies_to_review
from openccr.governance.queries.recommendations import late_recommendations
from openccr.governance.queries.sittings import group_days, owed
from openccr.governance.queries.watch_groups import Line, lacking, late_of_groups
from openccr.governance.rules.assessment import RoundState
from openccr.governance.rules.policies import PolicyState
from openccr.kernel.actors import Actor
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.sharing.queries.agreements import to_review as agreements_to_review
from openccr.voice.models import Contribution
from openccr.voice.rules.contributions import State

MOST = 100


@dataclass(frozen=True)
class Watched:
    """All of them, by what is the matter."""

    late: Sequence[Line]
    thin: Sequence[Line]
    missing: Sequence[Line]
    ending: Sequence[Line]


def watched(*, actor: Actor, today: date) -> Watched:
    """What is late, thin, missing or ending in the partnership. A handful of statements. Raises Refusal."""
    must(actor, "governance.watch")
    ahead([*watch_ahead(actor, today=today), *_more(actor, today)])
    late = [*_late(actor, today), *_late_duties(actor, today), *late_of_groups(actor, today)]
    ending_ = _ending(actor, today)
    past = [one for one in ending_ if one.due and one.due < today]
    return Watched(
        late=_by_day([*late, *past]),
        thin=thin(actor, today=today),
        missing=[*missing(actor, today=today), *lacking(actor, today)],
        ending=_by_day(one for one in ending_ if one not in past),
    )


def watch_ahead(actor: Actor, *, today: date) -> list[Later]:
    """What `thin` and `missing` ask, to be asked with other things."""
    return [
        duties.later(actor, today=today), components(actor), number_stale.later(actor, today=today),
        number_unanswered.later(actor), _without.later(today=today), _not_begun.later(),
    ]  # fmt: skip


def components(actor: Actor) -> Later:
    """The question for the components of the last self-assessment."""
    return _components.later(actor.partnership_id)


def _more(actor: Actor, today: date) -> list[Later]:
    return [
        of_the_area.later(today=today, not_ended=True), late_recommendations.later(actor, today=today),
        owed.later(actor, today, group_days(actor).papers), pilots_waiting.later(today=today),
        _late_answers.later(today=today),
        ending.later(actor, today=today), streams_ending.later(actor, today=today),
        agreements_to_review.later(today=today), policies_to_review.later(actor, today=today),
        _appointments_ending.later(today=today, days=_appointment_days(actor)),
    ]  # fmt: skip


def _by_day(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda one: (one.due is None, one.due or date.max, one.text))


def _late_duties(actor: Actor, today: date) -> list[Line]:
    calendar = reverse("governance.calendar")
    return [
        Line(one.duty.name, calendar, one.standing.due_on, "The partnership's calendar")
        for one in duties(actor, today=today)
        if one.standing and one.standing.late
    ]


def _late(actor: Actor, today: date) -> list[Line]:
    lines = [
        Line(one.text, address_of(None, one.id), one.due_on, one.agency)
        for one in of_the_area(today=today, not_ended=True)
        if one.late
    ]
    lines += [
        Line(one.words, reverse(one.page, kwargs={"pilot": one.pilot}), one.due) for one in pilots_waiting(today=today)
    ]
    if late := late_recommendations(actor, today=today):
        words = "1 recommendation of a review is" if late == 1 else f"{late} recommendations of reviews are"
        lines.append(Line(f"{words} late", reverse("governance.recommendations")))
    if owing := _late_answers(today=today):
        words = "an answer" if len(owing) == 1 else f"{len(owing)} answers"
        lines.append(Line(f"Survivors wait for {words}", reverse("voice.list"), owing[0]))
    return lines


@asked
def _late_answers(*, today: date) -> Steps[list[date]]:
    """The days by which survivors were to be answered and were not, the first first. One query."""
    rows = Contribution.objects.filter(state=State.SENT, due_on__lt=today).order_by("due_on")
    (days,) = yield (rows.values_list("due_on", flat=True)[:MOST],)
    return days


def thin(actor: Actor, *, today: date) -> list[Line]:
    """What is there and hardly carries."""
    pack = practice(actor)
    form, watch = pack.assessments.get("ccr"), pack.duties.watch
    names = {key: one.name for key, one in form.components.items()} if form else {}
    lines = [
        Line(f"{names.get(key, key)} was judged {score:g} of 4", reverse("governance.rounds"))
        for key, score in _components(actor.partnership_id)
        if watch and score <= watch.thin_score
    ]
    if stale := number_stale(actor, today=today):
        words = "1 entry of the directory has" if stale == 1 else f"{stale} entries of the directory have"
        lines.append(Line(f"{words} not been looked at", reverse("directory.stale")))
    return lines


@asked
def _components(partnership: object) -> Steps[list[tuple[str, float]]]:
    """Component → mean of what the last closed self-assessment agreed, the lowest first. Two queries."""
    (rounds,) = yield (AssessmentRound.objects.filter(state=RoundState.CLOSED).order_by("-opened_at")[:1],)
    if not rounds:
        return []
    (agreed,) = yield (Moderated.objects.filter(round_id=rounds[0].id).values_list("question", "score"),)
    scores: defaultdict[str, list[int]] = defaultdict(list)
    for question, score in agreed:
        if question in rounds[0].questions:
            scores[rounds[0].questions[question][0]].append(score)
    means = [(key, round(sum(found) / len(found), 1)) for key, found in scores.items()]
    return sorted(means, key=lambda one: (one[1], one[0]))


def missing(actor: Actor, *, today: date) -> list[Line]:
    """What should be there and is not."""
    lines = [
        Line(f"{agency} has no lead", reverse("partnership.agencies"), detail="Nobody there is told of what is late")
        for agency in _without(today=today).lead
    ]
    if not _without(today=today).panel:
        words = "The survivors' panel has no worker"
        lines.append(Line(words, reverse("partnership.agencies"), detail="Nobody writes down what the panel says"))
    lines += [Line(words, reverse(page)) for words, page in _not_begun()]
    if unanswered := number_unanswered(actor):
        words = f"The last person to come is not named for {unanswered} of the services, strategies and contracts"
        lines.append(Line(words, reverse("directory.last_persons")))
    return lines


@asked
def _not_begun() -> Steps[list[tuple[str, str]]]:
    """What the partnership's own work begins with and is not there at all, and where it is begun. One query."""
    assessed = AssessmentRound.objects.exclude(state=RoundState.CALLED_OFF)
    first: dict[str, tuple[str, Manager[Any] | QuerySet[Any]]] = {
        "No group is open": ("governance.boards", Board.objects),
        "No service is shown to people who look for help": ("directory.list", Service.objects.filter(published=True)),
        "The response was never assessed": ("governance.rounds", assessed),
        "No strategy is begun": ("governance.strategies", Strategy.objects),
        "No policy is in the register": ("governance.policies", KeptPolicy.objects),
    }
    found = yield tuple(rows.order_by().values_list("id")[:1] for _, rows in first.values())
    return [(words, page) for (words, (page, _)), rows in zip(first.items(), found, strict=True) if not rows]


@dataclass(frozen=True)
class _Without:
    """Agencies without a lead, by name; and whether the survivors' panel has a worker."""

    lead: list[str]
    panel: bool


@asked
def _without(*, today: date) -> Steps[_Without]:
    """Agencies of today without a lead whose appointment is in force, and the panel's worker. One query."""
    agencies, held = yield (
        Agency.objects.filter(left_on=None).order_by("name").values_list("id", "name"),
        appointments_in_force(today)
        .filter(role__in=(Role.LEAD, Role.PANEL_WORKER), agency__left_on=None)
        .order_by()
        .values_list("agency_id", "role"),
    )
    led = {agency for agency, role in held if role == Role.LEAD}
    panel = any(role == Role.PANEL_WORKER for _, role in held)
    return _Without([name for key, name in agencies if key not in led], panel)


def _ending(actor: Actor, today: date) -> list[Line]:
    lines = [
        Line(f"{one.row.name}, {one.row.provider}", reverse("governance.contract", kwargs={"contract": one.row.id}),
             one.row.ends_on, one.row.plan or "Nobody has said what happens then")
        for one in ending(actor, today=today)
    ]  # fmt: skip
    lines += [
        Line(f"Funding: {one.name}", reverse("governance.resources"), one.ends_on)
        for one in streams_ending(actor, today=today)
    ]
    lines += [
        Line(f"Agreement: {title}", reverse("sharing.agreement", kwargs={"agreement": key}), review_on, "To review")
        for key, title, review_on, _ in agreements_to_review(today=today)
    ]
    lines += [
        Line(f"Policy: {row.title}", reverse("governance.policy", kwargs={"policy": row.id}), row.review_on,
             "Review is late" if state is PolicyState.REVIEW_LATE else "To review")
        for row, state in policies_to_review(actor, today=today)
    ]  # fmt: skip
    lines += [
        Line(f"{name}, {agency}: the appointment ends", reverse("partnership.agencies"), until_on)
        for name, agency, until_on in _appointments_ending(today=today, days=_appointment_days(actor))
    ]
    return lines


def _appointment_days(actor: Actor) -> int:
    watch = practice(actor).duties.watch
    return watch.appointment_days if watch else 0


@asked
def _appointments_ending(*, today: date, days: int) -> Steps[list[tuple[str, str, date]]]:
    """People whose appointment ends within so many days: name, agency, last day. One query."""
    until = (today, today + timedelta(days=days))
    rows = Appointment.objects.filter(ended_on=None, user__isnull=False, until_on__range=until)
    (found,) = yield (rows.order_by("until_on", "name").values_list("name", "agency__name", "until_on")[:MOST],)
    return found

"""Whether and how somebody may be contacted now, for the one gate and for the page before a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.casefiles.queries import one_chance_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.models import ContactAttempt, ContactPlan, DoNotContact, Part, PersonKey, SafeContact
from openccr.people.queries.people import in_file, people_of
from openccr.people.rules import ContactAnswer, ContactLine, PartKind, Reach, contact_line, may_contact
from openccr.people.rules.contact import BANNED, CHANNELS, DIED, allowed, newest, read_first
from openccr.people.rules.plans import PlanWords, plan_words
from openccr.people.rules.windows import windows_of
from openccr.people.sealing import Vault

LAST = 50


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The newest contact plan of a person; `ban` says why nobody is to contact them, and `ban_review_on` until when."""

    words: PlanWords = field(default_factory=PlanWords, repr=False)
    shared_device: str = "unknown"
    source: str = ""
    said_at: datetime | None = None
    ban: str | None = None
    ban_by: str = ""
    ban_review_on: date | None = None


@dataclass(frozen=True)
class ChannelNow:
    """A channel as it stands: why not now (None: yes), what was said, and whether a message may be left.

    Args:
        read_first: yes only in the way that was said, which whoever makes contact reads first.
    """

    channel: str
    label: str
    why_not: Refusal | None
    said: str
    message: str
    by: str
    read_first: bool


@dataclass(frozen=True)
class Said:
    """One answer of the history."""

    on: date | None
    channel: str
    words: str
    source: str


@dataclass(frozen=True)
class Attempt:
    """One attempt to reach somebody."""

    at: datetime
    channel: str
    outcome: str
    answered_by: str
    note: str
    who: str


@dataclass(frozen=True)
class BeforeContact:
    """What somebody must know before they contact a person of a case.

    Args:
        noted: what a referrer wrote of whom to speak to and what to say, until a plan is written: it is no permission.
    """

    reach: Reach
    plan: Plan
    channels: tuple[ChannelNow, ...]
    history: tuple[Said, ...]
    attempts: tuple[Attempt, ...]
    noted: tuple[Said, ...] = ()

    @property
    def any_now(self) -> bool:
        """Whether some channel is safe now."""
        return any(one.why_not is None for one in self.channels)


@dataclass(frozen=True)
class BanToReview:
    """Nobody is to contact somebody, and the day has come to look at that again."""

    file_id: UUID
    person_id: UUID
    initials: str
    reference: str
    review_on: date


@asked
def safe_contact_of(file_id: UUID, *, today: date) -> Steps[ContactLine]:
    """How the victim may be reached, for the identity bar: amber until she has been asked. One query and `people_of`.

    The rule is opened for the line; a number never is.
    """
    victims = in_file(file_id).filter(kind=PartKind.VICTIM)
    rows, keys, bans = yield (
        SafeContact.objects.filter(person_id__in=victims),
        PersonKey.objects.filter(person_id__in=victims),
        DoNotContact.objects.filter(person_id__in=victims).order_by("set_at").values_list("person_id", "stands"),
    )
    found = [one for one in people_of(file_id, today=today) if one.part is PartKind.VICTIM]
    people = {one.person_id for one in found if not one.deceased}
    if found and not people:
        return DIED
    if any(stands for person, stands in dict(bans).items() if person in people):
        return BANNED
    vault = Vault(keys)
    given = (_answer(row, vault) for row in rows if row.person_id in people)
    return contact_line(given, today=today, stands=answers_stand(current_actor()))


def answers_stand(actor: Actor) -> timedelta:
    """How long what was said of a channel is relied on, as the area's practice has it."""
    return timedelta(days=practice(actor).people.contact.stands_days)


@asked
def bans_to_review(*, today: date) -> Steps[list[BanToReview]]:
    """Contact that stays forbidden past the day it was to be looked at again, in cases the actor sees. One query."""
    later = DoNotContact.objects.filter(person_id=OuterRef("person_id"), set_at__gt=OuterRef("set_at"))
    due = DoNotContact.objects.filter(~Exists(later), stands=True, review_on__lte=today).order_by("review_on")[:LAST]
    people = Part.objects.filter(person_id__in=due.values("person_id"), person__died_on=None)
    bans, parts = yield due, people.select_related("file").order_by("file__opened_at")
    newest_part = {part.person_id: part for part in parts}
    return [
        BanToReview(part.file_id, row.person_id, part.file.title, part.file.reference, row.review_on)
        for row in bans
        if row.review_on and (part := newest_part.get(row.person_id))
    ]


def why_not_contact(
    *, actor: Actor, file: UUID, person: UUID, channel: str, at: datetime, message: str = ""
) -> Refusal | None:
    """The gate, asked of a person of a file: see `rules.may_contact`. Raises NotFound for somebody not on the file.

    Whatever leaves for a person of a case, a letter, an e-mail or a call, asks this first. `at` is local time.
    """
    return may_contact(_reach(actor, file, person)[0], channel=channel, at=at, message=message)


def before_contact(*, actor: Actor, file: UUID, person: UUID, at: datetime) -> BeforeContact:
    """Everything the page before a call shows. Six queries. Raises NotFound for somebody not on the file."""
    reach, plan, rows = _reach(actor, file, person)
    latest, by = newest(reach.answers), {(row.channel, row.asked_on): row.source for row, _ in rows}
    channels = tuple(
        ChannelNow(
            channel=channel,
            label=words.capitalize(),
            why_not=may_contact(reach, channel=channel, at=at, message="neutral" if channel in ("email",) else ""),
            said=allowed(latest[channel]) if channel in latest else "Nobody has asked",
            message=latest[channel].message if channel in latest else "never",
            by=_by(latest.get(channel), by),
            read_first=read_first(latest.get(channel)),
        )
        for channel, words in CHANNELS.items()
    )
    history = tuple(
        Said(row.asked_on, CHANNELS[row.channel].capitalize(), allowed(answered), row.source)
        for row, answered in sorted(rows, key=lambda pair: pair[0].asked_on or date.min, reverse=True)
        if row.safe != "not_asked"
    )
    outcomes = {key: one.name for key, one in practice(actor).people.attempt_outcomes.items()}
    return BeforeContact(reach, plan, channels, history, _attempts(file, person, outcomes), _noted(plan, rows))


def _noted(plan: Plan, rows: Sequence[tuple[SafeContact, ContactAnswer]]) -> tuple[Said, ...]:
    """A referral keeps whom not to speak to with its answer about calls, also where nobody has asked whether they are
    safe: the page that says whom not to speak to must not say that nobody is named."""
    return tuple(
        Said(row.asked_on, CHANNELS[row.channel].capitalize(), answered.rule, row.source)
        for row, answered in rows
        if answered.rule and (row.safe == "not_asked" or plan.said_at is None)
    )


def _reach(actor: Actor, file: UUID, person: UUID) -> tuple[Reach, Plan, list[tuple[SafeContact, ContactAnswer]]]:
    part = Part.objects.filter(file_id=file, person_id=person).select_related("person").first()
    if part is None:
        raise NotFound
    vault = Vault.of([person])
    rows = [(row, _answer(row, vault)) for row in SafeContact.objects.filter(person_id=person)]
    plan = _plan(person, vault)
    reach = Reach(
        answers=tuple(answered for _, answered in rows),
        died=part.person.died_on is not None,
        one_chance=one_chance_of(file) is not None,
        banned=plan.ban,
        stands=answers_stand(actor),
        shared_device=plan.shared_device,
    )
    return reach, plan, rows


def _plan(person: UUID, vault: Vault) -> Plan:
    row = ContactPlan.objects.filter(person_id=person).order_by("-said_at").first()
    ban = DoNotContact.standing(person)
    plan = Plan(
        ban=vault.unseal(bytes(ban.reason_sealed), person_id=person) if ban else None,
        ban_by=ban.set_by if ban else "",
        ban_review_on=ban.review_on if ban else None,
    )
    if row is None:
        return plan
    words = plan_words(vault.unseal(bytes(row.words_sealed), person_id=person))
    return replace(plan, words=words, shared_device=row.shared_device, source=row.source, said_at=row.said_at)


def _answer(row: SafeContact, vault: Vault) -> ContactAnswer:
    rule = vault.unseal(bytes(row.rule_sealed), person_id=row.person_id)
    return ContactAnswer(
        channel=row.channel, safe=row.safe, rule=rule, asked_on=row.asked_on, windows=windows_of(row.windows),
        message=row.message,
    )  # fmt: skip


def _by(answer: ContactAnswer | None, by: Mapping[tuple[str, date | None], str]) -> str:
    if answer is None or answer.asked_on is None:
        return ""
    return f"{day_words(answer.asked_on)}, {by.get((answer.channel, answer.asked_on), '')}"


def _attempts(file: UUID, person: UUID, outcomes: Mapping[str, str]) -> tuple[Attempt, ...]:
    rows = ContactAttempt.objects.filter(file_id=file, person_id=person).order_by("-at")[:LAST]
    return tuple(
        Attempt(
            at=row.at,
            channel=CHANNELS.get(row.channel, row.channel).capitalize(),
            outcome=outcomes.get(row.outcome, row.outcome),
            answered_by=row.answered_by,
            note=row.note,
            who=f"{row.author_name}, {row.agency_name}",
        )
        for row in rows
    )

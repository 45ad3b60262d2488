"""Writing down how somebody says that they can be reached, and every attempt to reach them. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import ContactAttempt, ContactPlan, DoNotContact, Part, SafeContact
from openccr.people.rules import PartKind
from openccr.people.rules.contact import CHANNELS
from openccr.people.rules.plans import PlanWords
from openccr.people.rules.windows import Window
from openccr.people.sealing import seal

ANSWERED_BY = {
    "herself": "The person",
    "safe": "Somebody who is safe to speak to",
    "unsafe": "Somebody who is not safe to speak to",
    "unknown": "Somebody, not known who",
    "nobody": "Nobody",
}
MESSAGES = ("never", "neutral", "yes")


def say_contact(
    *,
    actor: Actor,
    file: UUID,
    person: UUID,
    channel: str,
    safe: str,
    rule: str,
    at: datetime,
    windows: Sequence[Window] = (),
    message: str = "never",
) -> None:
    """The victim was asked today how she can be reached; the newest answer counts (domain 3.6).

    Args:
        channel: a key of `rules.contact.CHANNELS`.
        safe: yes, no or conditional.
        rule: when and how, whom not to speak to; sealed.
        windows: the days and hours at which it is safe; none: at any time.
        message: what may be left behind on a voicemail or in writing: never, neutral or yes.

    Raises NotFound for somebody who is not the victim of that file; Refusal for a condition that is not said.
    """
    with acting_as(actor):
        must(actor, "people.contact")
        if channel not in CHANNELS:
            raise Refusal(f"“{channel}” is not one of {', '.join(CHANNELS)}.", field="channel")
        if safe not in ("yes", "no", "conditional"):
            raise Refusal("Say whether it is safe: yes, no, or only in one way.", field="safe")
        if message not in MESSAGES:
            raise Refusal("Say whether a message may be left: never, neutral words only, or yes.", field="message")
        if safe == "conditional" and not (rule.strip() or windows):
            raise Refusal("Say when and how it is safe.", remedy="Else answer that it is not.", field="rule")
        _need_victim(file, person)
        SafeContact.objects.bulk_create(
            [
                SafeContact(
                    person_id=person,
                    channel=channel,
                    safe=safe,
                    windows=[one.as_json() for one in windows],
                    message=message,
                    rule_sealed=seal(rule.strip(), person_id=person) if rule.strip() else b"",
                    asked_on=localdate(at),
                    source=actor.name,
                )
            ]
        )
        note(file_id=file, kind="contact", sentence="Asked how to make contact safely", at=at, about_id=person)
        fields = ["channel", "safe", "rule", *(["windows"] if windows else [])]
        record("contact.said", file_id=file, subjects=[person], fields=fields, at=at)


def plan_contact(*, actor: Actor, file: UUID, person: UUID, words: PlanWords, shared_device: str, at: datetime) -> None:
    """Write down cover words, code word, and who is safe to speak to; the newest plan counts, older ones stay.

    Raises NotFound for somebody who is not the victim of that file.
    """
    with acting_as(actor):
        must(actor, "people.contact")
        _need_victim(file, person)
        ContactPlan.objects.bulk_create(
            [
                ContactPlan(
                    person_id=person,
                    shared_device=shared_device,
                    words_sealed=seal(words.as_text(), person_id=person),
                    said_at=at,
                    source=actor.name,
                )
            ]
        )
        note(file_id=file, kind="contact", sentence="Words for making contact safely written", at=at, about_id=person)
        record("contact.planned", file_id=file, subjects=[person], fields=["words", "shared_device"], at=at)


def ban_contact(*, actor: Actor, file: UUID, person: UUID, reason: str, review_on: date, at: datetime) -> None:
    """From now on nobody contacts this person by any channel, until somebody lifts it.

    Args:
        review_on: when it is looked at again; ahead of today. From that day on it may be forbidden for longer.

    Raises Refusal without a reason or with a day that is past, NotFound for somebody not on that file.
    """
    with acting_as(actor):
        must(actor, "people.contact")
        if review_on <= localdate(at):
            raise Refusal("The day is not ahead.", remedy="Say when it is looked at again.", field="review_on")
        standing = DoNotContact.standing(person)
        if standing is not None and not standing.is_due(localdate(at)):
            raise Refusal(
                "Contact is forbidden already.",
                remedy="On the day it is looked at again it can be forbidden for longer.",
            )
        _write_ban(actor, file, person, stands=True, reason=reason, review_on=review_on, at=at)
        record("contact.banned", file_id=file, subjects=[person], at=at)


def lift_ban(*, actor: Actor, file: UUID, person: UUID, reason: str, at: datetime) -> None:
    """Contact is allowed again, as far as each channel is safe. Raises Refusal without a reason or without a ban."""
    with acting_as(actor):
        must(actor, "people.contact")
        if DoNotContact.standing(person) is None:
            raise Refusal("Contact is not forbidden.")
        _write_ban(actor, file, person, stands=False, reason=reason, review_on=None, at=at)
        record("contact.allowed", file_id=file, subjects=[person], at=at)


def _write_ban(
    actor: Actor, file: UUID, person: UUID, *, stands: bool, reason: str, review_on: date | None, at: datetime
) -> None:
    _need_part(file, person)
    if not reason.strip():
        raise Refusal("Say why.", field="reason")
    row = DoNotContact(
        person_id=person, stands=stands, reason_sealed=seal(reason.strip(), person_id=person), set_by=actor.name,
        set_at=at, review_on=review_on,
    )  # fmt: skip
    DoNotContact.objects.bulk_create([row])
    sentence = "Do not contact by any channel" if stands else "Contact is allowed again, as each channel says"
    note(file_id=file, kind="contact", sentence=sentence, at=at, about_id=person)


def log_attempt(
    *,
    actor: Actor,
    file: UUID,
    person: UUID,
    channel: str,
    outcome: str,
    answered_by: str,
    at: datetime,
    now: datetime,
    said: str = "",
) -> None:
    """Somebody tried to reach the person: when, how, what came of it and who answered.

    Args:
        outcome: key of the pack's list of outcomes.
        answered_by: a key of `ANSWERED_BY`.
        at: when it was tried; not ahead of `now`.
        said: a few words; no number and no address.

    Raises Refusal for a key that is not known or a time ahead, NotFound for somebody not on that file.
    """
    with acting_as(actor):
        must(actor, "people.contact")
        assert actor.agency_id is not None  # a role that works on cases is held in an agency
        outcomes = practice(actor).people.attempt_outcomes
        for field, value, known in (
            ("channel", channel, CHANNELS),
            ("outcome", outcome, outcomes),
            ("answered_by", answered_by, ANSWERED_BY),
        ):
            if value not in known:
                raise Refusal(f"“{value}” is not one of {', '.join(known)}.", field=field)
        why = ahead(localdate(at), today=localdate(now), field="on")
        if why is not None:
            raise why
        _need_part(file, person)
        attempt = ContactAttempt(
            file_id=file, person_id=person, at=at, channel=channel, outcome=outcome, answered_by=answered_by,
            note=said.strip(), author_name=actor.name,
            agency_name=Agency.objects.values_list("name", flat=True).get(id=actor.agency_id),
        )  # fmt: skip
        ContactAttempt.objects.bulk_create([attempt])
        record("contact.tried", file_id=file, subjects=[person], fields=["channel", "outcome"], at=now)


def _need_victim(file: UUID, person: UUID) -> None:
    if not Part.objects.filter(file_id=file, person_id=person, kind=PartKind.VICTIM).exists():
        raise NotFound


def _need_part(file: UUID, person: UUID) -> None:
    if not Part.objects.filter(file_id=file, person_id=person).exists():
        raise NotFound

"""Writing down how somebody says that she can be reached."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, SafeContact
from openccr.people.rules import PartKind
from openccr.people.rules.contact import CHANNELS
from openccr.people.sealing import seal


def say_contact(*, actor: Actor, file: UUID, person: UUID, channel: str, safe: str, rule: str, at: datetime) -> None:
    """The victim was asked today how she can be reached; the newest answer counts (domain 3.6).

    Args:
        channel: phone, sms, email or post.
        safe: yes, no or conditional.
        rule: when and how, whom not to speak to, whether a message may be left; sealed.

    Raises NotFound for somebody who is not the victim of that file; Refusal for a condition that is not said.
    """
    with acting_as(actor):
        must(actor, "people.contact")
        if channel not in CHANNELS:
            raise Refusal(f"“{channel}” is not one of {', '.join(CHANNELS)}.", field="channel")
        if safe not in ("yes", "no", "conditional"):
            raise Refusal("Say whether it is safe: yes, no, or only in one way.", field="safe")
        if safe == "conditional" and not rule.strip():
            raise Refusal("Say when and how it is safe.", remedy="Else answer that it is not.", field="rule")
        if not Part.objects.filter(file_id=file, person_id=person, kind=PartKind.VICTIM).exists():
            raise NotFound
        SafeContact.objects.bulk_create(
            [
                SafeContact(
                    person_id=person,
                    channel=channel,
                    safe=safe,
                    rule_sealed=seal(rule.strip(), person_id=person) if rule.strip() else b"",
                    asked_on=localdate(at),
                    source=actor.name,
                )
            ]
        )
        note(file_id=file, kind="contact", sentence="She was asked how she can be reached", at=at, about_id=person)
        record("contact.said", file_id=file, subjects=[person], fields=["channel", "safe", "rule"], at=at)

"""The one message that may go out to a person of a case. It passes the gate of safe contact, or is refused with why."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.notices.sending import post
from openccr.partnership.practice import practice
from openccr.people.models import Whereabouts
from openccr.people.operations import address as address_to
from openccr.people.operations import log_attempt
from openccr.people.queries import why_not_contact
from openccr.people.sealing import unseal


def write_to_person(*, actor: Actor, file: UUID, person: UUID, at: datetime) -> None:
    """Send the pack's neutral e-mail to a person of a file, once this transaction has committed.

    It names nobody, no service and no reason, and stands among the attempts. Raises the gate's Refusal
    (`people.rules.may_contact`), Refusal where no address is written down, NotFound for somebody not on the file.
    """
    with acting_as(actor):
        must(actor, "notices.write")
        why = why_not_contact(
            actor=actor, file=file, person=person, channel="email", at=localtime(at), message="neutral"
        )
        if why is not None:
            raise why
        rows = Whereabouts.objects.filter(person_id=person, kind="email", until_on=None, retired_at=None)
        row = rows.order_by("-from_on").first()
        if row is None:
            raise Refusal("No e-mail address is written down.", remedy="Use another channel that is safe.")
        address_to(place=row, what="message", at=at, by=actor.appointment)
        words = practice(actor).people.contact_message
        log_attempt(
            actor=actor, file=file, person=person, channel="email", outcome="sent", answered_by="nobody", at=at, now=at
        )
        record("notice.written", file_id=file, subjects=[person], at=at)
        address = unseal(bytes(row.sealed), person_id=person).strip()
        transaction.on_commit(partial(post, address, subject=words.subject, text=words.text))

"""Telling an agency that there is something to do, without saying what or about whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.jobs.queue import put
from openccr.kernel.actors import Actor
from openccr.notices.sending import post
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.reaching import note_mail
from openccr.partnership.rules import Tenure
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import recipient_of, why_not_told

SUBJECT = "You have an item in OpenCCR"
TEXT = "You have an item in OpenCCR.\n\nSign in to see it. This message says no more on purpose.\n"
"""Security paper, rule 8: no names, initials, references, places, agencies or risk; one recipient per message."""

GATHERED_FOR = timedelta(minutes=5)
"""How long a notice waits for others to the same agency, which then make one message."""

PAUSES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=2))
"""How long after each refusal a message is tried again; after the last it is given up, and the lead still sees it."""


def tell_agency(*, actor: Actor, file_id: UUID, agency_id: UUID, at_once: bool = False) -> None:
    """Queue a notice to the agency's people who can see the file; sent only if this transaction commits.

    Args:
        at_once: it does not wait for others to go with it.
    """
    lock = sealing.token(f"{agency_id}:{file_id}", purpose="notice")
    how = {"once": None, "wait": None} if at_once else {"once": lock, "wait": GATHERED_FOR}
    put("tell", **how, partnership=actor.partnership, file=file_id, agency=agency_id)


def tell_person(*, actor: Actor, appointment_id: UUID, file_id: UUID | None = None) -> None:
    """Queue a notice to one person, whose appointment is named; sent only if this transaction commits.

    Args:
        file_id: the case it is about, so that nobody kept out of it is told; none for whoever sees no case, such as an
            agency's lead who names somebody new.
    """
    _put_for(actor, appointment_id, file_id, wait=GATHERED_FOR, tries=0)


def _put_for(actor: Actor, appointment_id: UUID, file_id: UUID | None, *, wait: timedelta, tries: int) -> None:
    lock = sealing.token(f"{appointment_id}:{file_id}", purpose="notice")
    put(
        "tell_person", once=lock, wait=wait, partnership=actor.partnership, appointment=appointment_id, file=file_id,
        tries=tries,
    )  # fmt: skip


def send_notice(*, actor: Actor, appointment_id: UUID, file_ids: Sequence[UUID | None], tries: int = 0) -> bool:
    """Send one message to one person, unless they are kept out of every one of the files or their appointment is not
    in force. Returns whether it went out.

    Args:
        tries: how often the mail server has refused it already; it is tried again after `PAUSES`.
    """
    with acting_as(actor):
        must(actor, "notices.send")
        email = ""
        for file_id in file_ids:
            if file_id and _must_not_be_told(file_id, appointment_id):
                continue
            if told := _address_of(appointment_id, file_id, today=timezone.localdate()):
                record("notice.sent", file_id=file_id, subjects=[appointment_id])
                email = told
    return bool(email) and _posted(actor, appointment_id, email, file_ids=file_ids, tries=tries)


def _posted(actor: Actor, appointment_id: UUID, email: str, *, file_ids: Iterable[UUID | None], tries: int = 0) -> bool:
    """Send the message to one person, outside of any transaction; refused, it is tried again for them alone.

    Args:
        tries: how often it was refused already.
    """
    taken = post(email, subject=SUBJECT, text=TEXT)
    with acting_as(actor):
        note_mail(actor=actor, appointment_id=appointment_id, refused_on=None if taken else timezone.localdate())
        if taken:
            return True
        record("notice.refused", subjects=[appointment_id])
        if tries < len(PAUSES):
            for file_id in file_ids:
                _put_for(actor, appointment_id, file_id, wait=PAUSES[tries], tries=tries + 1)
    return False


def _must_not_be_told(file_id: UUID, appointment_id: UUID) -> bool:
    """Whether this person, or the agency they work for, stands on her no-go list."""
    held = Appointment.objects.select_related("agency").filter(id=appointment_id).first()
    return (
        held is not None
        and why_not_told(no_go(file_id), replace(recipient_of(held.agency), person=held.name)) is not None
    )


def _address_of(appointment_id: UUID, file_id: UUID | None, *, today: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT email, from_on, until_on, attested_on FROM openccr.address_of(%s, %s)", [appointment_id, file_id]
        )
        return next((email for email, *days in cursor.fetchall() if Tenure(*days).in_force(today)), "")


def send_notices(*, actor: Actor, agency_id: UUID, file_ids: Sequence[UUID]) -> int:
    """Send one message to each of an agency's people who can see one of the files. Returns how many went out.

    Nobody who is kept out of a file or stands on her no-go list is told of it, nor anybody whose appointment is not in
    force.
    """
    recipients: dict[UUID, str] = {}
    with acting_as(actor):
        must(actor, "notices.send")
        agency = Agency.objects.get(id=agency_id)
        for file_id in file_ids:
            if told := _who_can_be_told(file_id, agency, today=timezone.localdate()):
                record("notice.sent", file_id=file_id, subjects=[agency_id])
                recipients |= told
    # Each by themselves: whom the server refuses is tried again alone, and nobody else gets the message twice.
    return sum(
        _posted(actor, appointment_id, email, file_ids=file_ids)
        for appointment_id, email in sorted(recipients.items(), key=lambda one: one[1])
    )


def _who_can_be_told(file_id: UUID, agency: Agency, *, today: date) -> dict[UUID, str]:
    there = recipient_of(agency)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, email, name, from_on, until_on, attested_on FROM openccr.who_can_be_told(%s, %s)",
            [file_id, agency.id],
        )
        found = [(key, email, name) for key, email, name, *days in cursor.fetchall() if Tenure(*days).in_force(today)]
    entries = no_go(file_id) if found else ()
    return {key: email for key, email, name in found if why_not_told(entries, replace(there, person=name)) is None}

"""Who has joined: an agency's list of new people, invited in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.accounts.queries import emails_of
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.desks import own_desk
from openccr.partnership.leaving import addresses_in
from openccr.partnership.models import Appointment
from openccr.partnership.operations import invite


@dataclass(frozen=True)
class Joiners:
    """What would come of a list: whom it would invite, and lines that invite nobody."""

    agency_name: str
    new: Sequence[str]
    here: Sequence[str]
    """Addresses of people who have a role in this agency already."""
    unreadable: Sequence[int]
    """Numbers of the rows without one e-mail address."""


@dataclass(frozen=True)
class Asked:
    """Whom a list invited, and whom it did not, with why."""

    sent: Sequence[str]
    refused: Sequence[tuple[str, str]]


def find_joiners(*, actor: Actor, agency: UUID, data: bytes, filename: str) -> Joiners:
    """Whom a CSV or XLSX list of e-mail addresses would invite to an agency. It changes nothing.

    Whether somebody has an account elsewhere is not said. Raises NotFound for an agency that the actor does not look
    after; Refusal as `addresses_in`.
    """
    with acting_as(actor):
        must(actor, "partnership.invite")
        place, _ = own_desk(actor, agency, today=timezone.localdate())
        addresses, unreadable = addresses_in(data, filename)
        holders = Appointment.objects.filter(agency=place, user__isnull=False, ended_on=None)
        here = addresses & {one.lower() for one in emails_of(row.holder_id for row in holders).values()}
        record("people.joiners", subjects=[place.pk])
        return Joiners(agency_name=place.name, new=sorted(addresses - here), here=sorted(here), unreadable=unreadable)


def invite_joiners(
    *, actor: Actor, agency: UUID, emails: Sequence[str], role: str, from_on: date, until_on: date
) -> Asked:
    """Invite each of these people; one who cannot be invited stops no other.

    Raises Refusal for a role that the actor may not give there and for dates that do not do, as `invite` does, when
    that refuses them all.
    """
    sent, refused, last = [], [], None
    for email in emails:
        try:
            with transaction.atomic():
                invite(actor=actor, agency=agency, email=email, role=role, from_on=from_on, until_on=until_on)
            sent.append(email)
        except Refusal as why:
            refused.append((email, str(why)))
            last = why
    if last is not None and not sent:
        raise last
    return Asked(sent=sent, refused=refused)

"""Who no longer comes: roles of accounts that nobody uses, and an agency's list of people who have left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.accounts.queries import emails_of
from openccr.audit.operations import record
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.desks import desk_of
from openccr.partnership.invitations import open_to, withdraw_open
from openccr.partnership.models import Appointment
from openccr.partnership.operations import end_appointment
from openccr.partnership.rules import UNUSED_FOR, Role
from openccr.tabular import TableError, Unreadable, read_email, read_table

COLUMNS = {
    "email": (
        "email",
        "e-mail",
        "e-mail address",
        "mail",
        "work email",
        "work e-mail",
        "work e-mail address",
        "work email address",
        "business email",
        "office email",
        "primary email",
        "primary SMTP address",
        "user principal name",
        "UPN",
    ),
    "name": ("name", "full name", "display name", "employee", "employee name", "member of staff"),
    "given_name": ("first name", "forename", "given name"),
    "family_name": ("surname", "last name", "family name"),
    "number": (
        "employee number",
        "employee ID",
        "staff number",
        "payroll number",
        "personnel number",
        "personnel no.",
        "ID",
    ),
    "post": ("job title", "post", "position", "role"),
    "unit": ("department", "team", "unit", "directorate"),
    "left_on": (
        "leaving date",
        "date of leaving",
        "date left",
        "left",
        "left on",
        "leave date",
        "last day",
        "last working day",
        "end date",
        "termination date",
    ),
}
"""The columns of such a list as personnel and directory systems head them. Only the address is read; the others let a
row of headings be told from a title.
"""

MOST = 500
"""Leavers in one list: a longer one is the wrong file."""


def suspend_unused(*, actor: Actor, at: datetime) -> int:
    """Suspend the roles of accounts that nobody has signed in to for 45 days; for the nightly job. Returns how many.

    The agency's lead is told on their list, and opens a role again by confirming it.
    """
    with acting_as(actor):
        must(actor, "partnership.suspend")
        today = timezone.localdate(at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.suspend_unused(%s, %s)", [today, today - UNUSED_FOR])
            suspended = [row[0] for row in cursor.fetchall()]
        if suspended:
            record("appointment.suspended", subjects=suspended, fields=["suspended_on"], at=at)
        return len(suspended)


@dataclass(frozen=True)
class Leaver:
    """A role that would end."""

    appointment: UUID
    name: str
    email: str
    role: str


@dataclass(frozen=True)
class Leavers:
    """What would come of a list: roles that would end, invitations that would be withdrawn, and lines of nobody."""

    agency_name: str
    found: Sequence[Leaver]
    invited: Sequence[tuple[UUID, str]]
    """Invitations to this agency that they have not taken, with the address: a way in as long as the link works."""
    unknown: Sequence[str]
    """Addresses of nobody who has a role in this agency or is invited to one."""
    unreadable: Sequence[int]
    """Numbers of the rows without one e-mail address."""
    own: bool
    """The reader's own address stands in it; somebody else ends that role."""


def find_leavers(*, actor: Actor, agency: UUID, data: bytes, filename: str) -> Leavers:
    """Whose roles and invitations in an agency a CSV or XLSX list of addresses would end. It changes nothing.

    Raises NotFound for an agency that the actor does not look after; Refusal for a file that cannot be read, that has
    no column of addresses, or that is too long.
    """
    with acting_as(actor):
        must(actor, "partnership.end")
        place, desk = desk_of(actor, agency, today=timezone.localdate())
        if not (actor.whole_area or desk.own_agency or actor.kind is ActorKind.SERVICE):
            raise NotFound
        addresses, unreadable = addresses_in(data, filename)
        rows = list(Appointment.objects.filter(agency=place, user__isnull=False, ended_on=None).order_by("name"))
        emails = emails_of(row.holder_id for row in rows)
        theirs = [row for row in rows if emails[row.holder_id] in addresses]
        own = {emails[row.holder_id] for row in theirs if row.user_id == actor.user_id}
        invited = open_to(actor, agency=agency, emails=addresses - own)
        known = {*(emails[row.holder_id] for row in theirs), *(email for _, email in invited)}
        record("people.leavers", subjects=[place.pk])
        return Leavers(
            agency_name=place.name,
            found=[
                Leaver(row.pk, row.name, emails[row.holder_id], Role(row.role).label)
                for row in theirs
                if row.user_id != actor.user_id
            ],
            invited=invited,
            unknown=sorted(addresses - known),
            unreadable=unreadable,
            own=bool(own),
        )


def addresses_in(data: bytes, filename: str) -> tuple[set[str], list[int]]:
    """The addresses of a personnel system's list in small letters, and the numbers of the rows that hold none.

    Raises Refusal for a file that cannot be read, that has no column of addresses, or that is too long.
    """
    try:
        table = read_table(data, filename=filename, known=COLUMNS)
    except TableError as why:
        raise Refusal(f"{why.problem}.", remedy=why.remedy, field="file") from None
    if not any(column.name == "email" for column in table.columns):
        raise Refusal("This list has no column of e-mail addresses.", remedy="Head that column E-mail.", field="file")
    if len(table.rows) > MOST:
        raise Refusal(
            f"This list has {len(table.rows)} rows.",
            remedy=f"Send at most {MOST}: those who have left or joined.",
            field="file",
        )
    found, unreadable = set(), []
    for row in table.rows:
        try:
            address = read_email(row.cell("email"))
        except Unreadable:
            address = None
        if address is None:
            unreadable.append(row.number)
        else:
            found.add(address.lower())
    return found, unreadable


def end_leavers(*, actor: Actor, agency: UUID, appointments: Sequence[UUID]) -> int:
    """End these roles of an agency at once, all or none, and every session of the accounts. Returns how many.

    Raises NotFound for one that has ended meanwhile or is another agency's, Refusal for one's own.
    """
    with acting_as(actor):
        must(actor, "partnership.end")
        there = Appointment.objects.filter(agency=agency, id__in=appointments, user__isnull=False, ended_on=None)
        if there.count() != len(set(appointments)):
            raise NotFound
        for appointment in sorted(set(appointments)):
            end_appointment(actor=actor, appointment=appointment)
        return len(set(appointments))


def withdraw_from_leavers(*, actor: Actor, agency: UUID, invitations: Sequence[UUID], at: datetime) -> int:
    """Withdraw what invites somebody who has left to an agency, all of it or nothing. Returns how many.

    Raises NotFound for one that was taken meanwhile or is another agency's.
    """
    with acting_as(actor):
        must(actor, "partnership.end")
        chosen = sorted(set(invitations))
        if withdraw_open(actor, agency=agency, invitations=chosen, at=at) != len(chosen):
            raise NotFound
        return len(chosen)

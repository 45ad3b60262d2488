"""What the pages of agencies and appointments show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.accounts.queries import emails_of
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.desks import (
    desk_among,
    desk_of,
    ended_by,
    in_force,
    looked_after,
    own_desk,
    tenure_of,
    why_not_look_after,
)
from openccr.partnership.models import Agency, Appointment, Invitation
from openccr.partnership.practice import practice
from openccr.partnership.rules import ATTEST_EVERY, ATTEST_SOON, ENDS_SOON, Role


@dataclass(frozen=True)
class Person:
    """One appointment as the lead's page shows it, and why this actor may not confirm or change it, if so."""

    id: UUID
    name: str
    email: str
    role: str
    post: str
    from_on: date
    until_on: date
    confirm_by: date
    in_force: bool
    waiting: bool
    late: bool
    ends_soon: bool
    why_not: Refusal | None
    own: bool
    suspended: bool
    """The account was not used, and the role is closed until it is confirmed."""
    mail_failed_on: date | None
    """When mail to the address was last refused, if none has been taken since."""


@dataclass(frozen=True)
class Invited:
    """An invitation that is still open."""

    id: UUID
    email: str
    role: str
    back_in: bool
    expires_on: date


@dataclass(frozen=True)
class People:
    """An agency's people: who holds what until when, and who was invited."""

    agency_id: UUID
    agency_name: str
    left_on: date | None
    people: Sequence[Person]
    invited: Sequence[Invited]
    gives: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class AgencyLine:
    """An agency in the coordinator's list."""

    id: UUID
    name: str
    kind: str
    joined_on: date
    left_on: date | None
    people: int
    leads: str
    to_confirm: int


def people_of(*, actor: Actor, agency: UUID, today: date | None = None) -> People:
    """The people of an agency, those who need something first. Raises NotFound for an agency not looked after."""
    today = today or timezone.localdate()
    with acting_as(actor):
        must(actor, "partnership.people")
        place, desk = own_desk(actor, agency, today=today)
        rows = list(
            Appointment.objects.filter(agency=place, user__isnull=False, ended_on=None).order_by("until_on", "name")
        )
        emails = emails_of(row.holder_id for row in rows)
        people = [
            _person(
                row, emails[row.holder_id], why_not_look_after(actor, row, desk), row.user_id == actor.user_id, today
            )
            for row in rows
            if row.last_day >= today
        ]
        invited = [
            Invited(
                row.pk,
                row.email,
                Role(row.role).label,
                row.lets_back_in is not None,
                timezone.localdate(row.expires_at),
            )
            for row in Invitation.objects.filter(
                agency=place, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
            ).order_by("expires_at")
        ]
        record("people.listed", subjects=[place.pk])
        return People(
            agency_id=place.pk,
            agency_name=place.name,
            left_on=place.left_on,
            people=sorted(
                people, key=lambda one: (not one.suspended, not one.late, not one.waiting, not one.ends_soon, one.name)
            ),
            invited=invited,
            gives=[(role.value, role.label) for role in Role if role in desk.roles()],
        )


def _person(row: Appointment, email: str, why_not: Refusal | None, own: bool, today: date) -> Person:
    tenure = tenure_of(row)
    return Person(
        id=row.pk,
        name=row.name,
        email=email,
        role=Role(row.role).label,
        post=row.post,
        from_on=row.from_on,
        until_on=row.last_day,
        confirm_by=tenure.attest_by(),
        in_force=in_force(row, today=today),
        waiting=tenure.attest_by() - today <= ATTEST_SOON,
        late=tenure.attest_by() < today,
        ends_soon=row.last_day - today <= ENDS_SOON,
        why_not=why_not,
        own=own,
        suspended=row.suspended_on is not None,
        mail_failed_on=row.mail_failed_on,
    )


def appointment_of(*, actor: Actor, appointment: UUID) -> Appointment:
    """An appointment that the actor looks after. Raises as `desks.looked_after` does."""
    with acting_as(actor):
        return looked_after(actor, appointment, today=timezone.localdate())


def appointment_to_end(*, actor: Actor, appointment: UUID) -> Appointment:
    """An appointment that the actor may end. Raises as `desks.ended_by` does."""
    with acting_as(actor):
        return ended_by(actor, appointment)


def roles_to_give(*, actor: Actor, agency: UUID) -> tuple[str, list[tuple[str, str]]]:
    """The agency's name, and the roles that the actor may give there. Raises NotFound outside the partnership."""
    with acting_as(actor):
        place, desk = desk_of(actor, agency, today=timezone.localdate())
        return place.name, [(role.value, role.label) for role in Role if role in desk.roles()]


def agencies(*, actor: Actor, today: date | None = None) -> list[AgencyLine]:
    """The partnership's agencies by name, with who leads each and how many of its people wait to be confirmed."""
    today = today or timezone.localdate()
    with acting_as(actor):
        must(actor, "partnership.agencies")
        kinds = practice(actor).agencies.kinds
        held: dict[UUID, list[Appointment]] = {}
        for row in Appointment.objects.filter(
            user__isnull=False, ended_on=None, from_on__lte=today, until_on__gte=today
        ):
            held.setdefault(row.agency_id, []).append(row)
        return [
            AgencyLine(
                id=one.pk,
                name=one.name,
                kind=kinds[one.kind].name if one.kind in kinds else one.kind,
                joined_on=one.joined_on,
                left_on=one.left_on,
                people=len(held.get(one.pk, ())),
                leads=", ".join(row.name for row in held.get(one.pk, ()) if row.role == Role.LEAD) or _("None"),
                to_confirm=sum(tenure_of(row).attest_by() - today <= ATTEST_SOON for row in held.get(one.pk, ())),
            )
            for one in Agency.objects.order_by(F("left_on").desc(nulls_first=True), "name")
        ]


def kinds_of_agency(*, actor: Actor) -> list[tuple[str, str]]:
    """The kinds of agency in the partnership's packs, as choices."""
    with acting_as(actor):
        return [(key, kind.name) for key, kind in practice(actor).agencies.kinds.items()]


@dataclass(frozen=True)
class Waiting:
    """What waits for whoever looks after appointments: how many, and where."""

    agency_id: UUID
    agency_name: str
    to_confirm: int
    first_by: date | None
    ending: int
    first_end: date | None
    suspended: int
    unreached: int
    """How many get no mail: it is refused."""


@asked
def waiting_for(actor: Actor, *, today: date) -> Steps[list[Waiting]]:
    """By agency, the appointments that the actor should confirm within a fortnight or that end within a month."""
    # The leads as well, since whether an agency has one decides who does this.
    rows = Appointment.objects.filter(
        Q(role=Role.LEAD)
        | Q(attested_on__lte=today + ATTEST_SOON - ATTEST_EVERY)
        | Q(until_on__lte=today + ENDS_SOON)
        | Q(suspended_on__isnull=False)
        | Q(mail_failed_on__isnull=False),
        user__isnull=False, ended_on=None, until_on__gte=today,
    ).select_related("agency")  # fmt: skip
    if not actor.whole_area:
        rows = rows.filter(agency=actor.agency_id)
    (appointments,) = yield (rows,)
    by_agency: dict[UUID, list[Appointment]] = {}
    for row in appointments:
        by_agency.setdefault(row.agency_id, []).append(row)
    found = []
    for agency_id, there in by_agency.items():
        desk = desk_among(actor, there[0].agency, there, today=today)
        mine = [row for row in there if why_not_look_after(actor, row, desk) is None]
        due = sorted(by for row in mine if (by := tenure_of(row).attest_by()) - today <= ATTEST_SOON)
        ending = sorted(row.last_day for row in mine if row.last_day - today <= ENDS_SOON)
        suspended, unreached = (
            sum(row.suspended_on is not None for row in mine),
            sum(row.mail_failed_on is not None for row in mine),
        )
        if due or ending or suspended or unreached:
            found.append(
                Waiting(
                    agency_id,
                    there[0].agency.name,
                    len(due),
                    due[0] if due else None,
                    len(ending),
                    ending[0] if ending else None,
                    suspended,
                    unreached,
                )
            )
    return found

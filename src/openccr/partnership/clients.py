"""API clients: an agency's own systems. Issued, given a new secret and ended by whoever looks after its accounts."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.desks import own_desk
from openccr.partnership.invitations import hash_of
from openccr.partnership.models import ApiClient, Appointment
from openccr.partnership.rules import FORMER_LASTS, Role, Scope, period_refusal

MARK = "occr_"
"""How a secret begins, so that a tool that looks for secrets in the wrong place finds it."""
SECRET_LENGTH = len(MARK) + 43


@dataclass(frozen=True)
class Issued:
    """A client and its secret, which is known at this moment only."""

    client_id: UUID
    agency_id: UUID
    name: str
    secret: str


@dataclass(frozen=True)
class ClientShown:
    """A client as its agency's page shows it."""

    id: UUID
    agency_id: UUID
    agency_name: str
    name: str
    scopes: tuple[str, ...]
    from_on: date
    until_on: date
    last_used_at: datetime | None
    ended: bool


def issue(
    *, actor: Actor, agency: UUID, name: str, scopes: Iterable[str], from_on: date, until_on: date,
    at: datetime | None = None,
) -> Issued:  # fmt: skip
    """Issue a client for an agency's own system; its secret is in the answer and nowhere else.

    Args:
        scopes: keys of `rules.Scope`.
        until_on: its last day, a year from the first at most.

    Raises Refusal without a name or a scope and for days that do not do, NotFound for an agency not looked after.
    """
    chosen = sorted(set(scopes))
    with acting_as(actor):
        must(actor, "partnership.clients")
        if not name.strip():
            raise Refusal("The client has no name.", remedy="Name the system that will use it.", field="name")
        if not chosen or set(chosen) - set(Scope):
            raise Refusal("Nothing was chosen that it may do.", remedy="Choose at least one.", field="scopes")
        wrong = period_refusal(from_on=from_on, until_on=until_on, today=timezone.localdate(at))
        if wrong is not None:
            raise wrong
        issued = Issued(uuid.uuid4(), agency, name.strip(), _new_secret())
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT openccr.issue_client(%s, %s, %s, to_jsonb(%s::text[]), %s, %s, %s)",
                    [issued.client_id, agency, issued.name, chosen, hash_of(issued.secret), from_on, until_on],
                )
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") == "P0002":
                raise NotFound from None
            raise
        record("client.issued", subjects=[issued.client_id], fields=["scopes", "from_on", "until_on"], at=at)
        return issued


def rotate(*, actor: Actor, client: UUID, at: datetime | None = None) -> Issued:
    """Give a client a new secret; the former one works for a day more. Raises NotFound for one that is not in force."""
    at = at or timezone.now()
    with acting_as(actor):
        must(actor, "partnership.clients")
        row = _in_force(client)
        issued = Issued(row.pk, row.agency_id, row.name, _new_secret())
        row.former_hash, row.former_until = row.secret_hash, at + FORMER_LASTS
        row.secret_hash, row.rotated_at = hash_of(issued.secret), at
        row.save(update_fields=["former_hash", "former_until", "secret_hash", "rotated_at"])
        record("client.rotated", subjects=[row.pk], at=at)
        return issued


def end(*, actor: Actor, client: UUID, at: datetime | None = None) -> UUID:
    """End a client at once, with every secret it has. Returns the agency. Raises NotFound for one not in force."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    with acting_as(actor):
        must(actor, "partnership.clients")
        row = _in_force(client)
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        under = row.appointment
        under.ended_on, under.until_on = today, max(under.from_on, today)
        under.save(update_fields=["ended_on", "until_on"])
        record("client.ended", subjects=[row.pk], at=at)
        return row.agency_id


def clients_of(*, actor: Actor, agency: UUID) -> tuple[str, list[ClientShown]]:
    """The agency's name and its clients, the newest first. Raises NotFound for an agency not looked after."""
    with acting_as(actor):
        must(actor, "partnership.clients")
        place, _ = own_desk(actor, agency, today=timezone.localdate())
        rows = ApiClient.objects.filter(agency=place).select_related("appointment", "agency").order_by("-issued_at")
        found = [_shown(row) for row in rows]
        record("client.listed", subjects=[one.id for one in found])
        return place.name, found


def client_of(*, actor: Actor, client: UUID) -> ClientShown:
    """One client that is in force. Raises NotFound."""
    with acting_as(actor):
        must(actor, "partnership.clients")
        return _shown(_in_force(client))


def client_with(secret: str) -> Actor | None:
    """The client whose secret this is, as an actor; None for a wrong, ended or future one."""
    if len(secret) != SECRET_LENGTH or not secret.startswith(MARK):
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT appointment_id, agency_id, partnership_id, name, array(SELECT jsonb_array_elements_text(scopes))"
            " FROM openccr.api_client(%s)",
            [hash_of(secret)],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    appointment, agency, area, name, scopes = row
    return Actor(
        kind=ActorKind.CLIENT,
        user_id=None,
        appointment_id=appointment,
        agency_id=agency,
        partnership_id=area,
        role=Role.CLIENT,
        name=name,
        purpose="API",
        scopes=frozenset(scopes),
    )


def _in_force(client: UUID) -> ApiClient:
    row = ApiClient.objects.filter(pk=client, ended_at=None).select_related("appointment", "agency").first()
    if row is None:
        raise NotFound
    return row


def _new_secret() -> str:
    """256 random bits."""
    return MARK + secrets.token_urlsafe(32)


def _shown(row: ApiClient) -> ClientShown:
    under: Appointment = row.appointment
    return ClientShown(
        id=row.pk,
        agency_id=row.agency_id,
        agency_name=row.agency.name,
        name=row.name,
        scopes=tuple(Scope(one).label for one in row.scopes),
        from_on=under.from_on,
        until_on=under.last_day,
        last_used_at=row.last_used_at,
        ended=row.ended_at is not None,
    )

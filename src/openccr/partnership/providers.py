"""An agency's own sign-in: set up by one person who looks after its accounts, agreed to by another, ended by either."""

from __future__ import annotations

import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import seal, unseal
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.desks import own_desk
from openccr.partnership.humans import same_human, two_accounts
from openccr.partnership.models import SignInProvider

SEALED_FOR = "single sign-on"
_DOMAIN = re.compile(r"(?=.{4,120}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


@dataclass(frozen=True)
class Provider:
    """A provider in force, with its secret opened, for signing in by it."""

    id: UUID
    agency_id: UUID
    key: str
    name: str
    issuer: str
    client_id: str
    secret: str
    domains: tuple[str, ...]
    vouches: bool


@dataclass(frozen=True)
class ProviderShown:
    """A provider as its agency's page shows it, and why this actor may not agree to it, if so."""

    id: UUID
    agency_id: UUID
    key: str
    name: str
    issuer: str
    client_id: str
    domains: tuple[str, ...]
    vouches: bool
    confirmed: bool
    ended: bool
    why_not: Refusal | None


def set_up(
    *, actor: Actor, agency: UUID, name: str, issuer: str, client_id: str, secret: str, domains: str,
    vouches: bool = False, at: datetime | None = None,
) -> UUID:  # fmt: skip
    """Set up single sign-on for an agency. It works once a second person has agreed. Returns the agency.

    Args:
        issuer: the provider's issuer identifier, as its discovery document states it (OpenID Connect Discovery 1.0, 3).
        domains: of the e-mail addresses it may speak for, one a line.

    Raises Refusal for an issuer without https, and for a domain that is none or that another agency signs in with;
    NotFound for an agency not looked after.
    """
    at = at or timezone.now()
    with acting_as(actor):
        must(actor, "partnership.sign_in")
        place, _ = own_desk(actor, agency, today=timezone.localdate(at))
        if actor.user_id is None:
            raise NotFound
        if settings.LIVE and not issuer.startswith("https://"):
            raise Refusal("The issuer has no https.", remedy="Give the address that begins with https.", field="issuer")
        row = SignInProvider(
            id=uuid.uuid4(),
            partnership_id=place.partnership_id,
            agency=place,
            key=secrets.token_hex(8),
            name=name.strip(),
            issuer=issuer.strip().rstrip("/"),
            client_id=client_id.strip(),
            domains=_domains(domains, agency),
            vouches=vouches,
            set_up_by=actor.user_id,
            set_up_at=at,
        )
        row.sealed_secret = seal(secret.encode(), purpose=SEALED_FOR, owner=row.pk)
        SignInProvider.objects.bulk_create([row])
        record("sign_in.set_up", subjects=[row.pk], fields=["issuer", "client_id", "domains", "vouches"], at=at)
        return agency


def _domains(text: str, agency: UUID) -> list[str]:
    found = [line.strip().lower().removeprefix("@") for line in text.splitlines() if line.strip()]
    for one in found:
        if not _DOMAIN.fullmatch(one):
            raise Refusal("One of these is not a domain.", remedy="Write it as work.example.", field="domains")
        taken = provider(domain=one)
        if taken is not None and taken.agency_id != agency:
            raise Refusal("Another agency signs in with one of these.", remedy="Ask the coordinator.", field="domains")
    if not found:
        raise Refusal("No domain is given.", remedy="Enter at least one.", field="domains")
    return found


def confirm(*, actor: Actor, provider: UUID, at: datetime | None = None) -> UUID:
    """Agree to a provider that somebody else set up. Returns the agency. Raises Refusal for one's own, NotFound."""
    at = at or timezone.now()
    with acting_as(actor):
        must(actor, "partnership.sign_in")
        row = _waiting(provider)
        own = _why_not(actor, row)
        if own is not None:
            raise own
        row.confirmed_by, row.confirmed_at = actor.user_id, at
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        record("sign_in.confirmed", subjects=[row.pk], at=at)
        return row.agency_id


def end(*, actor: Actor, provider: UUID, at: datetime | None = None) -> UUID:
    """End a provider at once: people sign in with their passwords. Returns the agency. Raises NotFound."""
    at = at or timezone.now()
    with acting_as(actor):
        must(actor, "partnership.sign_in")
        row = SignInProvider.objects.filter(pk=provider, ended_at=None).first()
        if row is None:
            raise NotFound
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        record("sign_in.ended", subjects=[row.pk], at=at)
        return row.agency_id


def providers_of(*, actor: Actor, agency: UUID) -> tuple[str, list[ProviderShown]]:
    """The agency's name and its providers, the newest first. Raises NotFound for an agency not looked after."""
    with acting_as(actor):
        must(actor, "partnership.sign_in")
        place, _ = own_desk(actor, agency, today=timezone.localdate())
        rows = SignInProvider.objects.filter(agency=place).order_by("-set_up_at")
        return place.name, [_shown(actor, row) for row in rows]


def provider_to_end(*, actor: Actor, provider: UUID) -> ProviderShown:
    """One that has not ended. Raises NotFound."""
    with acting_as(actor):
        row = SignInProvider.objects.filter(pk=provider, ended_at=None).first()
        if row is None:
            raise NotFound
        return _shown(actor, row)


def provider(*, key: str = "", domain: str = "") -> Provider | None:
    """The provider in force of that key, or of that domain of e-mail addresses; asked before anybody is signed in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, agency_id, key, name, issuer, client_id, sealed_secret,"
            " array(SELECT jsonb_array_elements_text(domains)), vouches FROM openccr.sign_in_provider(%s, %s)",
            [key, domain.lower()],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    id, agency_id, its_key, name, issuer, client_id, sealed, domains, vouches = row
    secret = unseal(sealed, purpose=SEALED_FOR, owner=id).decode()
    return Provider(id, agency_id, its_key, name, issuer, client_id, secret, tuple(domains), vouches)


def _waiting(provider: UUID) -> SignInProvider:
    row = SignInProvider.objects.filter(pk=provider, ended_at=None, confirmed_at=None).first()
    if row is None:
        raise NotFound
    return row


def _why_not(actor: Actor, row: SignInProvider) -> Refusal | None:
    # Whoever keeps an identity provider can sign in as anybody it speaks for, so one person alone never makes one work.
    if row.set_up_by == actor.user_id:
        return Refusal("You set it up yourself.", remedy="Another lead of the agency or the coordinator agrees to it.")
    if same_human(actor, row.set_up_by):
        return two_accounts("It takes two people.")
    return None


def _shown(actor: Actor, row: SignInProvider) -> ProviderShown:
    return ProviderShown(
        id=row.pk,
        agency_id=row.agency_id,
        key=row.key,
        name=row.name,
        issuer=row.issuer,
        client_id=row.client_id,
        domains=tuple(row.domains),
        vouches=row.vouches,
        confirmed=row.confirmed_at is not None,
        ended=row.ended_at is not None,
        why_not=_why_not(actor, row),
    )

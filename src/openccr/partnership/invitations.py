"""Invitations: sent by whoever may give the role, opened by whoever holds the link, taken once or withdrawn."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import reverse

from openccr.audit.operations import record
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency, Invitation
from openccr.partnership.rules import INVITATION_LASTS, Role

SUBJECT = "You have an invitation to OpenCCR"
TEXT = (
    "Open this link within {days} days:\n\n{link}\n\n"
    "It works once. If you did not expect this message, do nothing and tell the person you work for."
)
"""It names nobody, no agency and no role: a mailbox may be read by somebody else (security paper, rule 8)."""


@dataclass(frozen=True)
class Sent:
    """An invitation and its link, which is known at this moment only."""

    agency_id: UUID
    email: str
    link: str


@dataclass(frozen=True)
class Open:
    """What an invitation says to whoever holds its link."""

    id: UUID
    email: str
    role: str
    agency_name: str
    partnership_name: str
    from_on: date
    until_on: date
    lets_back_in: UUID | None


def prepare(
    *, agency: Agency, email: str, role: Role, from_on: date, until_on: date, at: datetime, made_by: UUID | None,
    post: str = "", unit: str = "", lets_back_in: UUID | None = None,
) -> tuple[Invitation, Sent]:  # fmt: skip
    """A new invitation, not yet saved, with its link. The token is 256 random bits, and only its hash is in the row."""
    token = secrets.token_urlsafe(32)
    row = Invitation(
        partnership_id=agency.partnership_id,
        agency=agency,
        email=email.strip().lower(),
        role=role.value,
        post=post.strip(),
        unit=unit.strip(),
        from_on=from_on,
        until_on=until_on,
        lets_back_in=lets_back_in,
        token_hash=hash_of(token),
        made_at=at,
        made_by=made_by,
        expires_at=at + INVITATION_LASTS,
    )
    link = settings.ADDRESS + reverse("partnership.accept", kwargs={"token": token})
    return row, Sent(agency.pk, row.email, link)


def message(sent: Sent) -> tuple[str, str]:
    """Subject and text of the mail."""
    return SUBJECT, TEXT.format(days=INVITATION_LASTS.days, link=sent.link)


def hash_of(token: str) -> str:
    """What is kept of a token. It is random throughout, so a plain hash cannot be turned back."""
    return sha256(token.encode()).hexdigest()


def opened(token: str) -> Open:
    """The invitation behind a link. Raises NotFound, the same for unknown, taken, withdrawn and too old."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, email, role, agency_name, partnership_name, from_on, until_on, lets_back_in"
            " FROM openccr.invitation(%s)",
            [hash_of(token)],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return Open(*row)


def take(token: str, *, user_id: UUID, name: str) -> UUID | None:
    """Take it: the new appointment's id, or None when it let somebody back in. Raises NotFound as `opened` does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.accept_invitation(%s, %s, %s)", [hash_of(token), user_id, name])
            return cursor.fetchone()[0]
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "P0002":
            raise NotFound from None
        raise


def open_to(actor: Actor, *, agency: UUID, emails: Collection[str]) -> list[tuple[UUID, str]]:
    """What invites these addresses, in small letters, to an agency and was not taken: a way in while the link works."""
    if actor.kind is ActorKind.SERVICE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, email FROM openccr.invited_leavers(%s, %s)", [agency, sorted(emails)])
            return cursor.fetchall()
    rows = Invitation.objects.filter(agency=agency, email__in=emails, accepted_at=None, withdrawn_at=None)
    return list(rows.order_by("email", "made_at").values_list("id", "email"))


def withdraw_open(actor: Actor, *, agency: UUID, invitations: Sequence[UUID], at: datetime) -> int:
    """Make the links of these stop working, of an agency that the actor looks after. Returns how many were still open.

    Part of ending roles and of an agency's list of leavers, in their transaction.
    """
    if actor.kind is ActorKind.SERVICE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.withdraw_from_leavers(%s, %s, %s)", [agency, list(invitations), at])
            done: int = cursor.fetchone()[0]
    else:
        rows = Invitation.objects.filter(agency=agency, id__in=invitations, accepted_at=None, withdrawn_at=None)
        done = rows.update(withdrawn_at=at)
    if done:
        record("invitation.withdrawn", subjects=invitations, at=at)
    return done

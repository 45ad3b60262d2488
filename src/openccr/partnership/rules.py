"""Roles and appointments: who holds what, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import AreaEvent
from openccr.kernel.refusals import Refusal

ATTEST_EVERY = timedelta(days=90)
"""How long an appointment stands before the agency's lead must confirm it again (security paper, rule 17)."""

ATTEST_GRACE = timedelta(days=14)
"""How long after that it still works, while the lead is reminded."""


class Role(StrEnum):
    """The roles of `domain` section 12.9 that the thread needs; one appointment carries one."""

    COORDINATOR = "coordinator"
    CHAIR = "chair"
    REPRESENTATIVE = "representative"
    IDVA = "idva"
    LEAD = "lead"
    PANEL_WORKER = "panel_worker"
    ANALYST = "analyst"
    PROTECTION_OFFICER = "protection_officer"
    CLIENT = "client"
    COMMANDS = "commands"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.COORDINATOR: "MARAC coordinator",
    Role.CHAIR: "Chair",
    Role.REPRESENTATIVE: "Agency representative",
    Role.IDVA: "IDVA",
    Role.LEAD: "Agency lead (accounts)",
    Role.PANEL_WORKER: "Survivors' panel worker",
    Role.ANALYST: "Analyst",
    Role.PROTECTION_OFFICER: "Data protection officer",
    Role.CLIENT: "API client",
    Role.COMMANDS: "Commands and jobs",
}

CASE_ROLES = frozenset({Role.COORDINATOR, Role.REPRESENTATIVE, Role.IDVA, Role.CLIENT, Role.COMMANDS})
"""Roles that exercise their agency's grants. A chair sees only the cases of their meetings, by grants of their own."""


class Scope(StrEnum):
    """What an API client is given leave to do, one by one."""

    SEND_REFERRALS = "referrals:send"
    READ_REFERRALS = "referrals:read"
    READ_RESEARCH = "research:read"
    ANSWER_RESEARCH = "research:answer"
    READ_ACTIONS = "actions:read"
    ANSWER_ACTIONS = "actions:answer"
    SEND_EXTRACTS = "extracts:send"

    @property
    def label(self) -> str:
        return _SCOPES[self]


_SCOPES = {
    Scope.SEND_REFERRALS: "Send referrals",
    Scope.READ_REFERRALS: "Ask what became of our referrals",
    Scope.READ_RESEARCH: "Read what we are asked",
    Scope.ANSWER_RESEARCH: "Say what we know",
    Scope.READ_ACTIONS: "Read our actions",
    Scope.ANSWER_ACTIONS: "Say what became of our actions",
    Scope.SEND_EXTRACTS: "Send records to be compared",
}

FORMER_LASTS = timedelta(days=1)
"""How long a client's former secret still works after a change, so that its keeper can put the new one in."""


@dataclass(frozen=True)
class Tenure:
    """What decides whether an appointment may be acted under."""

    from_on: date
    until_on: date | None
    attested_on: date

    def in_force(self, today: date) -> bool:
        """Started, not ended, and confirmed by the agency's lead recently enough."""
        return (
            self.from_on <= today
            and (self.until_on is None or today <= self.until_on)
            and today <= self.attested_on + ATTEST_EVERY + ATTEST_GRACE
        )

    def attest_by(self) -> date:
        """The day by which the lead must confirm it."""
        return self.attested_on + ATTEST_EVERY


UNUSED_FOR = timedelta(days=45)
"""An account that nobody signs in to for so long is suspended until the agency's lead opens it again (rule 17)."""

LONGEST = timedelta(days=366)
"""No appointment is given for longer than a year at a time (security paper, rule 17)."""

INVITATION_LASTS = timedelta(days=7)
"""How long the link in an invitation works."""

ATTEST_SOON = timedelta(days=14)
"""How long before the 90 days are over the lead is asked to confirm."""

ENDS_SOON = timedelta(days=30)
"""From when the lead is told that an appointment ends."""

GIVEN_BY_LEADS = frozenset({Role.REPRESENTATIVE, Role.IDVA, Role.LEAD, Role.PANEL_WORKER})
"""Roles that an agency's own lead gives; that of IDVA only where `ADVISES`."""

ADVISES = frozenset({"idva_service", "refuge", "by_and_for", "sexual_violence_service"})
"""Kinds of agency, by keys of the pack, whose lead makes somebody an IDVA. Elsewhere, as in a hospital, the coordinator
does: an IDVA reads what the victim told nobody else, which no landlord's or programme's lead opens to it alone."""

GIVEN_BY_COORDINATOR = frozenset({Role.COORDINATOR, Role.CHAIR, Role.ANALYST, Role.PROTECTION_OFFICER})
"""Roles that only the coordinator of the coordinating agency gives."""


@dataclass(frozen=True)
class Desk:
    """What decides who may look after an agency's appointments, as far as one actor is concerned.

    Args:
        role: the actor's role.
        whole_area: the actor coordinates the whole partnership.
        own_agency: the agency is the actor's own.
        has_lead: somebody holds the lead's role there today.
        coordinating: it is the partnership's coordinating agency.
        advises: it is of a kind that `ADVISES`.
    """

    role: str
    whole_area: bool
    own_agency: bool
    has_lead: bool
    coordinating: bool
    advises: bool

    def roles(self) -> frozenset[Role]:
        """The roles that the actor may give in this agency.

        A lead gives those of their own agency. The coordinator gives chair and analyst anywhere, IDVA where the lead
        may not, coordinator in the coordinating agency, and stands in for the lead where an agency has none.
        """
        given: frozenset[Role] = frozenset()
        if self.role == Role.LEAD and self.own_agency:
            given |= GIVEN_BY_LEADS if self.advises else GIVEN_BY_LEADS - {Role.IDVA}
        if self.whole_area:
            given |= GIVEN_BY_COORDINATOR if self.coordinating else GIVEN_BY_COORDINATOR - {Role.COORDINATOR}
            given |= frozenset() if self.advises else {Role.IDVA}
            given |= frozenset() if self.has_lead else GIVEN_BY_LEADS
        return given

    def looks_after(self, role: str) -> bool:
        """Whether the actor confirms, and changes the dates of, appointments with that role here.

        The agency's lead does so for everybody in it; the coordinator for leads and for the roles a coordinator
        gives, and for everybody where there is no lead.
        """
        if self.role == Role.LEAD and self.own_agency:
            return True
        return self.whole_area and (not self.has_lead or role not in GIVEN_BY_LEADS or role == Role.LEAD)


def period_refusal(*, from_on: date, until_on: date, today: date) -> Refusal | None:
    """Why an appointment may not run from and until these days, or None."""
    if until_on < from_on:
        return Refusal("The last day is before the first day.", remedy="Change one of them.", field="until_on")
    if until_on < today:
        return Refusal("The last day is in the past.", remedy="Give a day that is still to come.", field="until_on")
    if until_on - max(from_on, today) > LONGEST:
        return Refusal(
            "An appointment is given for a year at most.",
            remedy="Give a day within a year; it can be renewed.",
            field="until_on",
        )
    return None


@dataclass(frozen=True)
class AppointmentEnded(AreaEvent):
    """Somebody's role was ended at once: what they had to do goes to others the same day."""

    appointment_id: UUID


@dataclass(frozen=True)
class AppointmentTaken(AreaEvent):
    """Somebody new works here: nobody may be given a case of their own family."""

    user_id: UUID


MOST_CODES = 10
"""How many one-time codes one sheet holds."""

CODES_AHEAD = timedelta(days=14)
"""How long before the meeting a sheet may be printed: paper that lies about is found."""


def codes_refusal(*, count: int, good_until: date, today: date) -> Refusal | None:
    """Why a sheet of that many codes may not be printed for that day, or None."""
    if not 1 <= count <= MOST_CODES:
        return Refusal(f"A sheet holds 1 to {MOST_CODES} codes.", remedy="Give another number.", field="count")
    if not today <= good_until <= today + CODES_AHEAD:
        return Refusal(
            "The day is past or too far ahead.",
            remedy=f"Print the sheet at most {CODES_AHEAD.days} days before the meeting.",
            field="good_until",
        )
    return None


_MULTI_FACTOR = frozenset({"http://schemas.openid.net/pape/policies/2007/06/multi-factor", "phr", "phrh"})
"""Values of `acr` that say that more than one factor was shown (PAPE 1.0; OpenID Connect EAP ACR Values 1.0)."""


def second_factor_shown(claims: Mapping[str, object]) -> bool:
    """Whether an identity provider's claims say that a second factor was shown (`amr` after RFC 8176, or `acr`)."""
    methods, level = claims.get("amr"), claims.get("acr")
    return (isinstance(methods, list) and "mfa" in methods) or (isinstance(level, str) and level in _MULTI_FACTOR)


LONGEST_SUBJECT = 191
"""Characters of the column that keeps it; the standard allows 255 (OpenID Connect Core 1.0, 2)."""


def why_not_a_token(claims: Mapping[str, object], *, client: str) -> str:
    """Why an ID token whose signature, issuer and audience are right is none all the same; "" for one that is.

    It names a person and when it ends, and is for this client and no other (OpenID Connect Core 1.0, 2 and 3.1.3.7).
    """
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        return "The token names nobody"
    if "exp" not in claims:
        return "The token does not end"
    audience = claims.get("aud")
    party = claims.get("azp", client if audience in (client, [client]) else None)
    return "" if party == client else "The token was given to another client"


def comes_in(*, email: str, verified: bool, domains: Sequence[str]) -> bool:
    """Whether a provider may speak for an address: it says that the address is verified, and its domain is listed."""
    name, _, domain = email.rpartition("@")
    return verified and bool(name) and domain.lower() in domains

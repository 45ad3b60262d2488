"""Who is acting. Nothing in OpenCCR is read or changed without an actor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from openccr.kernel.refusals import Refusal


class ActorKind(StrEnum):
    PERSON = "person"
    SERVICE = "service"
    CLIENT = "client"
    GUEST = "guest"


@dataclass(frozen=True)
class Actor:
    """One person, service, API client or link guest, acting under one appointment, for one purpose.

    A person without an appointment (`appointment_id` is None) reaches only what is walled `self`.

    Args:
        kind: which of the four kinds of actor this is.
        user_id: the account; None for services.
        appointment_id: the appointment acted under; it gives agency, partnership and role.
        role: the appointment's role, a word of `partnership.rules.Role`.
        whole_area: True for a coordinator of the partnership's coordinating agency.
        name: how the actor is shown to colleagues.
        purpose: why they act, a short word kept in the audit ("case work", a command's name).
        scopes: what an API client was given leave to do; empty for everybody else.
    """

    kind: ActorKind
    user_id: UUID | None
    appointment_id: UUID | None = None
    agency_id: UUID | None = None
    partnership_id: UUID | None = None
    role: str = ""
    whole_area: bool = False
    name: str = ""
    purpose: str = "case work"
    scopes: frozenset[str] = frozenset()

    @property
    def agency(self) -> UUID:
        """The agency acted for. Raises Refusal for an actor without an appointment, as the next two do."""
        return self._appointed(self.agency_id)

    @property
    def appointment(self) -> UUID:
        """The appointment acted under."""
        return self._appointed(self.appointment_id)

    @property
    def partnership(self) -> UUID:
        """The partnership acted in."""
        return self._appointed(self.partnership_id)

    @staticmethod
    def _appointed(id: UUID | None) -> UUID:
        if id is None:
            raise Refusal("You have no appointment in a partnership.")
        return id

    def for_purpose(self, purpose: str) -> Actor:
        """The same actor, acting for another purpose."""
        return replace(self, purpose=purpose)

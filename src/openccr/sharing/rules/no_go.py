"""Her no-go list: whom she has said must not be told. One question for every way out of the system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.refusals import Refusal


@dataclass(frozen=True)
class PersonNamed(Event):
    """Somebody by name must not be told: whoever works under that name is looked for."""


@dataclass(frozen=True)
class SomebodyListed(Event):
    """A line is new on the list: whoever is let in by name, for an agency kept out, is looked at again."""


@dataclass(frozen=True)
class NamedOnCase(Event):
    """An agency that is let into the case already must not be told: the coordinator decides at once."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody about to be told: an agency, or one person there or elsewhere.

    Args:
        name: how the refusal names them.
        agency_id: an agency of the partnership; None for anybody outside it.
        kind: key of the pack's kinds of agency; "" when not known.
        person: the one person it goes to, by name; "" when it goes to the agency as a whole.
    """

    name: str
    agency_id: UUID | None = None
    kind: str = ""
    person: str = ""


class AgencyNamed(Protocol):
    """An agency of the partnership, as far as the list is concerned."""

    id: UUID
    name: str
    kind: str


def recipient_of(agency: AgencyNamed) -> Recipient:
    """An agency as a whole, about to be told."""
    return Recipient(name=agency.name, agency_id=agency.id, kind=agency.kind)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the list: an agency, a kind of service, or a named person (perhaps of that agency).

    Args:
        told_anyway: agencies that somebody decided to tell all the same, with a reason.
    """

    id: UUID
    agency_id: UUID | None = None
    kind: str = ""
    person: str = ""
    told_anyway: frozenset[UUID] = frozenset()


def stops(entry: Entry, recipient: Recipient) -> bool:
    """Whether the entry keeps this recipient from being told."""
    if recipient.agency_id is not None and recipient.agency_id in entry.told_anyway:
        return False
    if entry.person:
        same_place = entry.agency_id is None or entry.agency_id == recipient.agency_id
        return bool(recipient.person) and same_place and _key(entry.person) == _key(recipient.person)
    if entry.agency_id is not None:
        return entry.agency_id == recipient.agency_id
    return bool(entry.kind) and entry.kind == recipient.kind


def stopping(entries: Iterable[Entry], recipient: Recipient) -> list[Entry]:
    """The entries that keep this recipient from being told."""
    return [entry for entry in entries if stops(entry, recipient)]


def why_not_told(entries: Iterable[Entry], *recipients: Recipient) -> Refusal | None:
    """Why these recipients must not be told, or None. Asked before every invitation, paper, transfer and notice."""
    listed = list(entries)
    stopped = sorted(one.name for one in recipients if stopping(listed, one))
    if not stopped:
        return None
    if len(stopped) == 1:
        return Refusal(
            f"{stopped[0]} stands on the no-go list.",
            remedy="Leave it out, or give the reason why it must be told all the same.",
        )
    return Refusal(
        f"{', '.join(stopped[:-1])} and {stopped[-1]} stand on the no-go list.",
        remedy="Leave them out, or give the reason why each of them must be told all the same.",
    )


def people_there(entries: Iterable[Entry], agency_id: UUID) -> list[str]:
    """Named people of an agency who must not be told, though the agency may be: whoever invites it is warned."""
    return sorted(entry.person for entry in entries if entry.person and entry.agency_id == agency_id)


def why_no_entry(*, agency: bool, kind: str, person: str, words: str, coordinating: bool) -> Refusal | None:
    """What a new line of the list lacks, or None.

    Args:
        agency: an agency is named.
        coordinating: it is the coordinating agency, which keeps the list.
    """
    if not (agency or kind or person.strip()):
        return Refusal(
            "Say who must not be told.", remedy="Name an agency, a kind of service or a person.", field="who"
        )
    if kind and (agency or person.strip()):
        return Refusal("A kind of service stands alone.", remedy="Give the person a line of their own.", field="who")
    if coordinating and not person.strip():
        return Refusal(
            "The coordinating agency keeps this list and cannot be kept from it as a whole.",
            remedy="Name the person or the kind of service within it.",
            field="who",
        )
    if not words.strip():
        return Refusal("Write down why, in the victim's words if you can.", field="words")
    return None


def _key(name: str) -> str:
    return " ".join(name.casefold().split())

"""A person as somebody describes them, before she stands in the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from openccr.kernel.refusals import Refusal
from openccr.people.rules.names import full_name
from openccr.people.rules.parts import PartKind


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name as it was given; `kind` is name or alias."""

    given: str = ""
    family: str = ""
    kind: str = "name"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How she can be reached: `safe` is yes, no, conditional or not_asked; `rule` says when, how and whom to avoid."""

    safe: str = "not_asked"
    rule: str = field(default="", repr=False)
    channel: str = "phone"


@dataclass(frozen=True, kw_only=True)
class Description:
    """What an agency knows of a person and no more.

    Args:
        places: whereabouts as (kind, text): address, postcode, phone, email, school, work …
        contact: how she can be called; `other_contacts`: the same of texts, e-mails and letters.
        interpreter: yes, no or unknown; with yes, `language`, `dialect`, `interpreter_gender` (woman, man or any) and
            `own_community` say which one.
        recourse: recourse to public funds; only her adviser will read it.
    """

    names: tuple[Name, ...]
    born_on: date | None = None
    born_on_is_expected: bool = False
    sex: str = ""
    ethnicity: str = ""
    disability: str = ""
    lgbt: str = ""
    pregnant: str = ""
    language: str = ""
    dialect: str = ""
    interpreter: str = ""
    interpreter_gender: str = "any"
    own_community: bool = False
    places: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    contact: Contact | None = None
    other_contacts: tuple[Contact, ...] = ()
    recourse: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """A person to be put into a file.

    Args:
        relationship: to the victim, a key of the pack's list; empty for the victim.
        source: who says so, kept with each name and place.
        on: the day it was said.
    """

    file_id: UUID
    kind: PartKind
    described: Description
    relationship: str = ""
    source: str
    on: date


LONG_PAST = timedelta(weeks=8)
"""Babies come late, and are heard of later still; a day that lies further back is a slip, or the child is born."""


def why_not_expected(on: date | None, *, today: date) -> Refusal | None:
    """Why a baby cannot be expected on that day, or None."""
    if on is None or on >= today - LONG_PAST:
        return None
    return Refusal("This day is long past.", remedy="If the child is born, give the date of birth instead.")


def why_not_put_in(kind: PartKind, named: Name, *, born_on: date | None, expected: bool, today: date) -> Refusal | None:
    """Why somebody cannot be put into a case that is there already, or None.

    Args:
        expected: the day is the one on which a baby is due.
    """
    if kind is PartKind.VICTIM:
        return Refusal("A case is about one victim.", remedy="Refer whoever else is harmed.", field="part")
    if expected and kind is not PartKind.CHILD:
        return Refusal("Only a child is expected.", remedy="Choose “Child”, or leave it out.", field="expected")
    if born_on is not None and born_on > today and not expected:
        return Refusal("This day lies ahead.", remedy="Look at the year; or say that a baby is due.", field="born_on")
    if expected and (past := why_not_expected(born_on, today=today)):
        return Refusal(past.sentence, remedy=past.remedy, field="born_on")
    if not expected and not full_name(named.given, named.family):
        return Refusal("Write the name, or the half of it that is known.", field="given")
    return None

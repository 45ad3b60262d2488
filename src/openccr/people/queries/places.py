"""Known whereabouts, opened to be looked for in a text and shown to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from openccr.access.together import together
from openccr.kernel.days import day_words
from openccr.partnership.models import Agency
from openccr.people.models import Part, PersonKey, Whereabouts
from openccr.people.rules import PartKind
from openccr.people.rules.places import KINDS, ON_PAPER, WRITTEN_TO, titles
from openccr.people.sealing import Vault

SHELTERED = (PartKind.VICTIM, PartKind.CHILD)


def places_of(files: Iterable[UUID]) -> list[str]:
    """Where the victims and children of these files are now, in words. One query.

    Opened for a comparison alone: nobody sees them, and a refusal does not name them.
    """
    return opened(*together(*sheltered_places(files)))


def sheltered_places(files: Iterable[UUID]) -> tuple[QuerySet[Whereabouts], QuerySet[PersonKey]]:
    """The two lists of which `opened` makes these places, for a query that asks them with lists of its own."""
    sheltered = Part.objects.filter(file_id__in=set(files), until_on=None, kind__in=SHELTERED).values("person_id")
    found = Whereabouts.objects.filter(person_id__in=sheltered, until_on=None).exclude(kind="note")
    return found, PersonKey.objects.filter(person_id__in=sheltered)


def opened(rows: Iterable[Whereabouts], keys: Iterable[PersonKey]) -> list[str]:
    """Places in words, each whole and by its house."""
    vault = Vault(keys)
    return [words for row in rows for words in _telling(vault.unseal(row.sealed, person_id=row.person_id))]


def _telling(text: str) -> Iterator[str]:
    """The whole, and its first part when a number in it makes a house of it: "12 Any Street" of a longer address."""
    yield text
    first = text.replace("\n", ",").partition(",")[0]
    if first != text and any(letter.isdigit() for letter in first):
        yield first


@dataclass(frozen=True)
class Held:
    """What is held of one kind of somebody's whereabouts: how many, and how many of them the one who harms knows."""

    kind: str
    many: int
    known: int

    @property
    def text(self) -> str:
        """Masked: "Address: 2, one known to the person who harms"."""
        known = {0: "", 1: ", one known to the person who harms"}.get(self.known, f", {self.known} known to them")
        return f"{KINDS.get(self.kind, self.kind)}: {self.many}{known}"


def held_of(person: UUID) -> list[Held]:
    """What is held of somebody's whereabouts, by its kinds and without a word of it. One query; nothing is opened."""
    rows = Whereabouts.objects.filter(person_id=person, until_on=None)
    found = list(rows.annotate(known=Whereabouts.is_known()).values_list("kind", "known"))
    kinds = sorted({kind for kind, _ in found}, key=lambda kind: list(KINDS).index(kind) if kind in KINDS else 99)
    return [
        Held(kind, sum(one == kind for one, _ in found), sum(one == kind and known for one, known in found))
        for kind in kinds
    ]


def choosable(person: UUID) -> list[tuple[str, str]]:
    """(kind, its words) of what is held of somebody and may be chosen onto one paper. One query; nothing is opened."""
    held = [one for one in held_of(person) if one.kind in ON_PAPER and one.many > one.known]
    return [(one.kind, KINDS[one.kind]) for one in held]


def not_retired(person: UUID) -> list[tuple[str, str]]:
    """(id, "Address 1 of 2, since 3 May 2026, from Housing") of each of somebody's places to which something may go.

    One query; nothing is opened.
    """
    rows = list(Whereabouts.objects.filter(person_id=person, until_on=None))
    named = titles((row.id, row.kind, row.from_on) for row in rows)
    there = sorted((row for row in rows if row.kind in WRITTEN_TO and row.retired_at is None), key=_in_order)
    return [
        (str(row.id), f"{named[row.id]}, since {day_words(row.from_on)}" + f", from {row.source}" * bool(row.source))
        for row in there
    ]


def _in_order(row: Whereabouts) -> tuple[int, date, UUID]:
    return list(KINDS).index(row.kind), row.from_on, row.id


def agencies_by_name() -> list[str]:
    """Every agency of the partnership that has not left, for who reaches somebody in a refuge. One query."""
    return list(Agency.objects.filter(left_on=None).order_by("name").values_list("name", flat=True))

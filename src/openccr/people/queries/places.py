"""Known whereabouts, opened to be looked for in a text and shown to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from openccr.partnership.models import Agency
from openccr.people.models import Part, Whereabouts
from openccr.people.rules import PartKind
from openccr.people.sealing import Vault

SHELTERED = (PartKind.VICTIM, PartKind.CHILD)


def places_of(files: Iterable[UUID]) -> list[str]:
    """Where the victims and children of these files are now, in words. Three queries.

    Opened for a comparison alone: nobody sees them, and a refusal does not name them.
    """
    sheltered = Part.objects.filter(file_id__in=set(files), until_on=None, kind__in=SHELTERED)
    found = Whereabouts.objects.filter(person_id__in=sheltered.values("person_id"), until_on=None)
    rows = list(found.exclude(kind="note"))
    vault = Vault.of(row.person_id for row in rows)
    return [words for row in rows for words in _telling(vault.unseal(row.sealed, person_id=row.person_id))]


def _telling(text: str) -> Iterator[str]:
    """The whole, and its first part when a number in it makes a house of it: "12 Any Street" of a longer address."""
    yield text
    first = text.replace("\n", ",").partition(",")[0]
    if first != text and any(letter.isdigit() for letter in first):
        yield first


def agencies_by_name() -> list[str]:
    """Every agency of the partnership that has not left, for who reaches somebody in a refuge. One query."""
    return list(Agency.objects.filter(left_on=None).order_by("name").values_list("name", flat=True))

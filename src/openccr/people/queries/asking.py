"""Who asks for somebody's record: whether their name is that of the one who harms."""

from __future__ import annotations

from uuid import UUID

from openccr.people.models import Part, PersonName
from openccr.people.rules import PartKind, keys_within, name_key


def named_as_harmer(name: str, *, about: UUID) -> bool:
    """Whether somebody of this name, or with it as an alias, harms in a case in which `about` has a part. Two queries.

    For a request in a parent's name "for the child", where nobody has said yet which person of the case asks: a parent
    who abuses uses the child's right to find the mother, so the request is treated as hostile (mission, "What must
    never happen"). A title or a middle name beside it does not count, nor the order, nor a name of several words.
    """
    words, within = {name_key(word) for word in name.split()}, keys_within(name)
    files = Part.objects.filter(person_id=about).values("file_id")
    harmers = Part.objects.filter(file_id__in=files, kind=PartKind.HARMER).exclude(person_id=about).values("person_id")
    names = PersonName.objects.filter(person_id__in=harmers, given_key__in=within).values_list(
        "given_key", "family_key"
    )
    return any(
        family in within and family != given if family else given not in words  # written down whole, as one
        for given, family in names
    )

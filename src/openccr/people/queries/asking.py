"""Who asks for somebody's record: whether their name is that of the one who harms."""

from __future__ import annotations

from uuid import UUID

from openccr.people.models import Part, PersonName
from openccr.people.rules import PartKind, name_key


def named_as_harmer(name: str, *, about: UUID) -> bool:
    """Whether somebody of this name, or with it as an alias, harms in a case in which `about` has a part. Two queries.

    For a request in a parent's name "for the child", where nobody has said yet which person of the case asks: a parent
    who abuses uses the child's right to find the mother, so the request is treated as hostile (mission, "What must
    never happen"). A title or a middle name beside it does not count, nor the order.
    """
    words = {key for word in name.split() if (key := name_key(word))}
    if len(words) < 2:
        return False
    files = Part.objects.filter(person_id=about).values("file_id")
    harmers = Part.objects.filter(file_id__in=files, kind=PartKind.HARMER).exclude(person_id=about).values("person_id")
    names = PersonName.objects.filter(person_id__in=harmers, given_key__in=words)
    return any({one.given_key, one.family_key} <= words for one in names if one.family_key)

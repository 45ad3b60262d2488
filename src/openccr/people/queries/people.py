"""The people of a file, and how the victim can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from openccr.access.together import Steps, asked
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.people.models import Part, PersonName
from openccr.people.rules import NEUTRAL, PartKind, Pronouns, age_on, full_name, in_order, initials, pronouns

ORDER = tuple(PartKind)


@dataclass(frozen=True, kw_only=True)
class PersonShown:
    """Somebody with a part in a file.

    Args:
        name: as first given; empty when no name is known (an unborn child).
        aliases: other names.
        age: completed years; None when not known or not born.
        unborn: a child who is expected; the day may not be known.
        expected_on: when an unborn child is expected.
        sex: key of the pack's equality list, empty when not recorded.
        relationship: to the victim, key of the pack's list; empty for the victim.
    """

    person_id: UUID
    part: PartKind
    name: str
    initials: str
    aliases: tuple[str, ...]
    born_on: date | None
    age: int | None
    unborn: bool
    expected_on: date | None
    sex: str
    relationship: str
    deceased: bool

    @property
    def expected(self) -> str:
        """When an unborn child is expected, in words; empty for everybody who is born."""
        if not self.unborn:
            return ""
        return f"expected {day_words(self.expected_on)}" if self.expected_on else "not born yet, the day not known"

    @property
    def words(self) -> Pronouns:
        """Her, his, or neutral words where nobody wrote down which."""
        return pronouns(self.sex)


@asked
def people_of(file_id: UUID, *, today: date) -> Steps[list[PersonShown]]:
    """Everybody with a part in the file: victims, those who harm, children, others. One query."""
    parts, written = yield (
        Part.objects.filter(file_id=file_id, until_on=None).select_related("person"),
        PersonName.objects.filter(person_id__in=in_file(file_id)),
    )
    names = _names(written)
    shown = [shown_of(part, names.get(part.person_id, []), today) for part in parts]
    return sorted(shown, key=lambda one: (ORDER.index(one.part), one.born_on or date.max, one.name))


def in_file(file_id: UUID) -> QuerySet[Part, UUID]:
    """The ids of everybody with a part in the file, for a list of what is known of them."""
    return Part.objects.filter(file_id=file_id, until_on=None).values_list("person_id", flat=True)


def person_of(file_id: UUID, person_id: UUID, *, today: date) -> PersonShown:
    """One person of the file. Two queries. Raises NotFound for somebody with no part in it."""
    part = Part.objects.filter(file_id=file_id, person_id=person_id).select_related("person").first()
    if part is None:
        raise NotFound
    return shown_of(part, _names(PersonName.objects.filter(person_id=person_id)).get(person_id, []), today)


def victim_words(file_id: UUID, *, today: date) -> Pronouns:
    """The words for the one the file is about: hers, his, or neutral for several victims and where it is not known."""
    words = {one.words for one in people_of(file_id, today=today) if one.part is PartKind.VICTIM}
    return words.pop() if len(words) == 1 else NEUTRAL


def initials_of(people: Iterable[PersonShown]) -> str:
    """The initials that stand for the file: the first victim's."""
    return next((one.initials for one in people if one.part is PartKind.VICTIM), "?")


def _names(written: Iterable[PersonName]) -> dict[UUID, list[PersonName]]:
    found: dict[UUID, list[PersonName]] = {}
    for name in written:
        found.setdefault(name.person_id, []).append(name)
    return found


def shown_of(part: Part, names: Sequence[PersonName], today: date) -> PersonShown:
    """Somebody as shown, from the part and the names already read."""
    # Names before aliases; those that were merged in later have sources of their own and the same kind.
    ordered = in_order(names)
    written = list(dict.fromkeys(full_name(name.given, name.family) for name in ordered))
    person = part.person
    unborn = person.born_on_is_expected
    return PersonShown(
        person_id=person.id,
        part=PartKind(part.kind),
        name=written[0] if written else "",
        initials=initials(ordered[0].given, ordered[0].family) if ordered else "?",
        aliases=tuple(written[1:]),
        born_on=None if unborn else person.born_on,
        age=None if unborn else age_on(person.born_on, today),
        unborn=unborn,
        expected_on=person.born_on if unborn else None,
        sex=person.sex,
        relationship=part.relationship,
        deceased=person.died_on is not None,
    )

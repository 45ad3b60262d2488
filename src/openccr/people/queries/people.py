"""The people of a file, and how the victim can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.people.models import Part, PersonName, SafeContact
from openccr.people.rules import ContactAnswer, ContactLine, PartKind, age_on, contact_line, full_name, initials
from openccr.people.sealing import unseal

ORDER = tuple(PartKind)


@dataclass(frozen=True, kw_only=True)
class PersonShown:
    """Somebody with a part in a file.

    Args:
        name: as first given; empty when no name is known (an unborn child).
        aliases: other names.
        age: completed years; None when not known or not born.
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
    expected_on: date | None
    sex: str
    relationship: str
    deceased: bool


@once
def people_of(file_id: UUID, *, today: date) -> list[PersonShown]:
    """Everybody with a part in the file: victims, those who harm, children, others. Two queries."""
    parts = list(Part.objects.filter(file_id=file_id, until_on=None).select_related("person"))
    names = _names([part.person_id for part in parts])
    shown = [_shown(part, names.get(part.person_id, []), today) for part in parts]
    return sorted(shown, key=lambda one: (ORDER.index(one.part), one.born_on or date.max, one.name))


def person_of(file_id: UUID, person_id: UUID, *, today: date) -> PersonShown:
    """One person of the file. Two queries. Raises NotFound for somebody with no part in it."""
    part = Part.objects.filter(file_id=file_id, person_id=person_id).select_related("person").first()
    if part is None:
        raise NotFound
    return _shown(part, _names([person_id]).get(person_id, []), today)


def initials_of(people: Iterable[PersonShown]) -> str:
    """The initials that stand for the file: the first victim's."""
    return next((one.initials for one in people if one.part is PartKind.VICTIM), "?")


@once
def safe_contact_of(file_id: UUID, *, today: date) -> ContactLine:
    """How the victim may be reached, for the identity bar: amber until she has been asked. One query.

    The rule is opened for the line; a number never is.
    """
    victims = Part.objects.filter(file_id=file_id, kind=PartKind.VICTIM, until_on=None).values("person_id")
    rows = SafeContact.objects.filter(person_id__in=victims)
    return contact_line((_answer(row) for row in rows), today=today)


def _answer(row: SafeContact) -> ContactAnswer:
    rule = unseal(bytes(row.rule_sealed), person_id=row.person_id)
    return ContactAnswer(channel=row.channel, safe=row.safe, rule=rule, asked_on=row.asked_on)


def _names(person_ids: list[UUID]) -> dict[UUID, list[PersonName]]:
    found: dict[UUID, list[PersonName]] = {}
    for name in PersonName.objects.filter(person_id__in=person_ids):
        found.setdefault(name.person_id, []).append(name)
    return found


def _shown(part: Part, names: list[PersonName], today: date) -> PersonShown:
    # Names before aliases; those that were merged in later have sources of their own and the same kind.
    ordered = sorted(names, key=lambda name: (name.kind != "name", full_name(name.given, name.family)))
    written = list(dict.fromkeys(full_name(name.given, name.family) for name in ordered))
    person = part.person
    unborn = person.born_on if person.born_on_is_expected else None
    return PersonShown(
        person_id=person.id,
        part=PartKind(part.kind),
        name=written[0] if written else "",
        initials=initials(ordered[0].given, ordered[0].family) if ordered else "?",
        aliases=tuple(written[1:]),
        born_on=None if unborn else person.born_on,
        age=None if unborn else age_on(person.born_on, today),
        expected_on=unborn,
        sex=person.sex,
        relationship=part.relationship,
        deceased=person.died_on is not None,
    )

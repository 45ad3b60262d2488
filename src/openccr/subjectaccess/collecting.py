"""Reads everything about a person through the walls: the sentences, and whom and which places they must not tell of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q
from django.utils import timezone

from openccr.conference.sealing import DETAIL, unseal_answers
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.models import Agency
from openccr.people.models import Part, Person, PersonName, Whereabouts
from openccr.people.rules import PartKind
from openccr.people.sealing import Vault
from openccr.subjectaccess.rules.fields import Table, Whose, Words
from openccr.subjectaccess.rules.not_searched import FACTS
from openccr.subjectaccess.rules.sentences import sentences, squeezed, words
from openccr.subjectaccess.rules.sources import TABLES
from openccr.subjectaccess.rules.tagging import Case, Someone, Source
from openccr.subjectaccess.rules.vocabulary import CALENDAR

_FACES = {"victim": PartKind.VICTIM, "perpetrator": PartKind.HARMER, "children": PartKind.CHILD}
_PARTS = {Whose.VICTIM: PartKind.VICTIM, Whose.HARMER: PartKind.HARMER, Whose.CHILD: PartKind.CHILD}
_MEANT = {
    PartKind.VICTIM: frozenset({"victim", "survivor", "complainant"}),
    PartKind.HARMER: frozenset({"perpetrator", "suspect", "defendant"}),
}
_OPEN_KINDS = ("police", "probation")
"""Kinds of agency that somebody who harms knows of anyway: that others work on the case is itself kept from them."""


@dataclass(frozen=True)
class Item:
    """One sentence of the record, and where it stands.

    Args:
        whose: True where only this person is written about, False where others are, None where both may be.
    """

    file_id: UUID
    table: str
    row_id: UUID
    field: str
    number: int
    text: str
    whose: bool | None
    source: Source
    confidential: bool
    agency: str
    written_at: datetime | None


@dataclass
class Collected:
    """Everything found about a person."""

    files: frozenset[UUID]
    items: list[Item]
    case: Case
    facts: list[tuple[str, str]]
    searched: dict[str, int] = field(default_factory=dict)


def collect(*, actor: Actor, subject_id: UUID, hostile: bool, parent: bool) -> Collected:
    """Search every table of the closed list for one person, as the actor sees it.

    Whoever she was recognised as one with counts as her.
    """
    people = _same(subject_id)
    files = frozenset(Part.objects.filter(person_id__in=people).values_list("file_id", flat=True))
    parts = list(Part.objects.filter(file_id__in=files).select_related("person").order_by("from_on", "id"))
    where = _Where(people, files, parts)
    items: list[Item] = []
    searched: dict[str, int] = {}
    for label, table in TABLES.items():
        rows = list(_rows(label, where))
        searched[label] = len(rows)
        for row in rows:
            items += _items(label, table, row, where)
    case = _case(actor, where, items, hostile=hostile, parent=parent)
    return Collected(files, items, case, _facts(people), searched)


def places_now(subject_id: UUID) -> frozenset[str]:
    """Where everybody of the person's cases is by what is known now: to compare with and never to show."""
    files = Part.objects.filter(person_id__in=_same(subject_id)).values("file_id")
    return _places(frozenset(Part.objects.filter(file_id__in=files).values_list("person_id", flat=True)))


def _same(subject_id: UUID) -> frozenset[UUID]:
    found = {subject_id}
    stays = Person.objects.filter(id=subject_id).values_list("merged_into_id", flat=True).first()
    if stays:
        found.add(stays)
    return frozenset(found | set(Person.objects.filter(merged_into_id__in=found).values_list("id", flat=True)))


class _Where:
    """The files of the person, and who has which part in each."""

    def __init__(self, people: frozenset[UUID], files: frozenset[UUID], parts: list[Part]) -> None:
        self.people, self.files, self.parts = people, files, parts
        self.everybody = frozenset(one.person_id for one in parts)
        self.first_file = next((one.file_id for one in parts if one.person_id in people), None)
        self.kinds = {PartKind(one.kind) for one in parts if one.person_id in people}
        self._of: dict[tuple[UUID, str], set[UUID]] = {}
        for one in parts:
            self._of.setdefault((one.file_id, one.kind), set()).add(one.person_id)

    def only(self, file_id: UUID, kind: PartKind) -> bool | None:
        """Whether this person alone has that part in the file; None when others have it too."""
        having = self._of.get((file_id, kind.value), set())
        if not having & self.people:
            return False
        return True if having <= self.people else None


def _rows(label: str, where: _Where) -> Iterable[Model]:
    model = apps.get_model(label)
    names = {one.name for one in model._meta.concrete_fields}
    mine = Q(file_id__in=where.files) if "file" in names else Q(person_id__in=where.everybody)
    related = [table for table in ("agency", "to_agency", "owner_agency", "assessment") if table in names]
    return model._default_manager.filter(mine).select_related(*related).order_by("pk")


def _items(label: str, table: Table, row: Any, where: _Where) -> Iterator[Item]:
    file_id = getattr(row, "file_id", None) or _file_of(row.person_id, where)
    if file_id is None:
        return
    for name, text, kind in _texts(table, row):
        whose = _whose(kind, row, file_id, where)
        for number, sentence in enumerate(sentences(text)):
            yield Item(
                file_id=file_id, table=label, row_id=row.pk, field=name, number=number, text=sentence, whose=whose,
                source=kind.source, confidential=kind.confidential, agency=_agency(table, row),
                written_at=_when(table, row),
            )  # fmt: skip


def _file_of(person_id: UUID, where: _Where) -> UUID | None:
    return next((one.file_id for one in where.parts if one.person_id == person_id), where.first_file)


def _texts(table: Table, row: Any) -> Iterator[tuple[str, str, Words]]:
    for name, kind in table.words.items():
        if text := getattr(row, name):
            yield name, str(text), kind
    if table.answers:
        for number, given in sorted(getattr(row, table.answers).items()):
            if isinstance(given, dict) and given.get("note"):
                yield f"{table.answers}.{number}", str(given["note"]), Words(Whose.ROW, Source.OWN_WORDS)
    if table.sealed:
        opened = unseal_answers(getattr(row, table.sealed), purpose=DETAIL, owner=row.file_id)
        for number, text in enumerate(_leaves(opened)):
            yield f"{table.sealed}.{number}", text, Words(Whose.ANYBODY, Source.THIRD_PARTY)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, str) and value.strip():
        yield value


def _whose(kind: Words, row: Any, file_id: UUID, where: _Where) -> bool | None:
    if kind.whose is Whose.ROW:
        return row.person_id in where.people
    if kind.whose is Whose.ANYBODY:
        return None
    part = _FACES.get(row.faces) if kind.whose is Whose.FACES else _PARTS[kind.whose]
    return None if part is None else where.only(file_id, part)


def _agency(table: Table, row: Any) -> str:
    value = getattr(row, table.agency) if table.agency else ""
    return value.name if isinstance(value, Agency) else str(value or "")


def _when(table: Table, row: Any) -> datetime | None:
    value = getattr(row, table.at) if table.at else None
    if isinstance(value, date) and not isinstance(value, datetime):
        return timezone.make_aware(datetime.combine(value, time()))
    return value


def _case(actor: Actor, where: _Where, items: list[Item], *, hostile: bool, parent: bool) -> Case:
    names: dict[UUID, set[str]] = {}
    for one in PersonName.objects.filter(person_id__in=where.everybody):
        names.setdefault(one.person_id, set()).update(filter(None, (one.given, one.family)))
    sexes = {one.person_id: one.person.sex for one in where.parts}
    mine = [one for one in where.people if one in names or one in sexes]
    subject = Someone(
        frozenset(name for one in mine for name in names.get(one, ())),
        next((sexes[o] for o in mine if sexes.get(o)), ""),
    )
    others = tuple(Someone(frozenset(names.get(one, ())), sexes.get(one, "")) for one in where.everybody - where.people)
    meant = (
        frozenset(word for kind in where.kinds for word in _MEANT.get(kind, ()))
        if len(where.kinds) == 1
        else frozenset()
    )
    return Case(
        subject=subject, others=others, places=_places(where.everybody),
        known=_known(actor, items, hostile=hostile), meant=meant, hostile=hostile, parent=parent,
    )  # fmt: skip


def _places(people: frozenset[UUID]) -> frozenset[str]:
    """Whereabouts of these people, to compare with and never to show."""
    vault = Vault.of(people)
    rows = Whereabouts.objects.filter(person_id__in=people)
    opened = (squeezed(vault.unseal(bytes(row.sealed), person_id=row.person_id)) for row in rows)
    return frozenset(place for place in opened if len(place) >= 4)


def _known(actor: Actor, items: list[Item], *, hostile: bool) -> frozenset[str]:
    agencies = Agency.objects.filter(partnership_id=actor.partnership)
    if hostile:
        agencies = agencies.filter(kind__in=_OPEN_KINDS)
    named = {word.casefold() for name in agencies.values_list("name", flat=True) for word in words(name)}
    small = {word for item in items for word in words(item.text) if word.islower()}
    return frozenset(named | small | CALENDAR)


def _facts(people: frozenset[UUID]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for person in Person.objects.filter(id__in=people):
        for name, title in FACTS.items():
            value = getattr(person, name)
            if value:
                found[title] = day_words(value) if isinstance(value, date) else str(value).replace("_", " ")
    return list(found.items())

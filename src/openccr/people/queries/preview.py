"""Two people beside each other before they are put together: what is known of each, places and numbers unopened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.people.models import Identifier, Part, Person, PersonName, SafeContact, Whereabouts
from openccr.people.rules import PartKind, full_name, in_order
from openccr.people.rules.contact import CHANNELS, SAFE_WORDS
from openccr.people.rules.places import KINDS


@dataclass(frozen=True)
class Beside:
    """One of them: (what, in words) in the same order for everybody."""

    lines: tuple[tuple[str, str], ...]


def beside(actor: Actor, people: Iterable[UUID]) -> dict[UUID, Beside]:
    """Those of the people whom the actor sees, line by line. One query."""
    return _beside(actor, tuple(people))


@asked
def _beside(actor: Actor, people: tuple[UUID, ...]) -> Steps[dict[UUID, Beside]]:
    of_them = {"person_id__in": people}
    rows, names, parts, places, numbers, contacts = yield (
        Person.objects.filter(id__in=people),
        PersonName.objects.filter(**of_them),
        Part.objects.filter(**of_them).select_related("file").order_by("-from_on"),
        Whereabouts.objects.filter(**of_them, until_on=None).values_list("person_id", "kind", "match", "retired_at"),
        Identifier.objects.filter(**of_them, until_on=None).values_list("person_id", "kind", "match"),
        SafeContact.objects.filter(**of_them).order_by("-asked_on").values_list("person_id", "channel", "safe"),
    )
    kinds, called = practice(actor).people.identifiers, in_order(names)

    def all_of(person: UUID, given: Iterable[tuple[UUID, str]]) -> str:
        return ", ".join(dict.fromkeys(text for who, text in given if who == person and text))

    def line(one: Person) -> Beside:
        return Beside(
            (
                ("Names", all_of(one.id, ((name.person_id, full_name(name.given, name.family)) for name in called))),
                ("Date of birth", _day(one.born_on)),
                ("Sex", one.sex),
                ("Cases", all_of(one.id, ((part.person_id, _case(part)) for part in parts))),
                ("Sealed places", all_of(one.id, ((who, _place(kind, gone)) for who, kind, _, gone in places))),
                (
                    "Sealed numbers",
                    all_of(one.id, ((who, kinds[kind].name) for who, kind, _ in numbers if kind in kinds)),
                ),
                ("Safe to contact", all_of(one.id, ((who, _contact(how, safe)) for who, how, safe in contacts))),
                ("Has died", _day(one.died_on)),
            )
        )

    return {one.id: line(one) for one in rows}


def _case(part: Part) -> str:
    return f"{PartKind(part.kind).label.lower()} in {part.file.reference}"


def _contact(channel: str, safe: str) -> str:
    return f"{CHANNELS.get(channel, channel)}: {SAFE_WORDS.get(safe, safe)}"


def _place(kind: str, retired: object) -> str:
    return f"{KINDS.get(kind, kind).lower()}{' (the person who harms knows it)' if retired else ''}"


def _day(day: date | None) -> str:
    return day_words(day) if day else ""

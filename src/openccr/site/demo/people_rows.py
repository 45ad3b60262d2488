"""The rows of people, and what becomes of them when they are recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from openccr.people.merging import FILLED
from openccr.people.models import InterpreterNeed, Part, Person, PersonName, RecourseToFunds, SafeContact, Whereabouts
from openccr.people.operations.adding import interpreter_of
from openccr.people.rules import Contact, Description, Newcomer, PartKind, filled, name_key
from openccr.people.sealing import match_token, near_tokens
from openccr.site.demo.ledger import Ledger


@dataclass(kw_only=True)
class Known:
    """A person as the next referral of hers finds her.

    Args:
        names, places: what she has already, so that the same is not kept twice.
        files: where she has a part.
    """

    id: UUID
    facts: Mapping[str, Any]
    names: set[tuple[str, str, str]] = field(default_factory=set)
    places: set[tuple[str, str]] = field(default_factory=set)
    files: list[UUID] = field(default_factory=list)


@dataclass(kw_only=True)
class Fresh:
    """A person of the case that is being told: her rows are sealed once it is known whose they are.

    Args:
        sealed: row, its field, and the text to seal.
    """

    person: Person
    part: Part
    names: list[PersonName] = field(default_factory=list)
    places: list[Whereabouts] = field(default_factory=list)
    contacts: list[SafeContact] = field(default_factory=list)
    needs: list[InterpreterNeed] = field(default_factory=list)
    sealed: list[tuple[Whereabouts | SafeContact | RecourseToFunds, str, str]] = field(default_factory=list)
    known: Known

    @property
    def id(self) -> UUID:
        """Who she is now: herself, or whom she was recognised as."""
        return self.known.id


def fresh(ledger: Ledger, one: Newcomer) -> Fresh:
    """A new person with a part in a file, as `people.operations.add_people` makes her."""
    given, ids = one.described, ledger.ids
    person = Person(
        id=ids.id(), born_on=given.born_on, born_on_is_expected=given.born_on_is_expected, sex=given.sex,
        ethnicity=given.ethnicity, disability=given.disability, lgbt=given.lgbt, pregnant=given.pregnant,
        language=given.language, interpreter=given.interpreter,
    )  # fmt: skip
    part = Part(
        id=ids.id(), file_id=one.file_id, person_id=person.id, kind=one.kind.value, relationship=one.relationship,
        from_on=one.on,
    )  # fmt: skip
    made = Fresh(person=person, part=part, known=Known(id=person.id, facts=_facts(person), files=[one.file_id]))
    for name in given.names:
        made.names.append(
            PersonName(
                id=ids.id(), person_id=person.id, given=name.given, family=name.family, kind=name.kind,
                given_key=name_key(name.given), family_key=name_key(name.family), source=one.source,
            )
        )  # fmt: skip
    for need in interpreter_of(person.id, one):
        need.id = ids.id()
        made.needs.append(need)
    for kind, text in given.places:
        place = Whereabouts(
            id=ids.id(), person_id=person.id, kind=kind, match=match_token(text), near=near_tokens(kind, text),
            source=one.source, from_on=one.on, written_in=one.file_id,
        )  # fmt: skip
        made.places.append(place)
        made.sealed.append((place, "sealed", text))
    if given.contact:
        add_contact(ledger, made, given.contact, source=one.source, on=one.on)
    if given.recourse:
        recourse = RecourseToFunds(id=ids.id(), file_id=one.file_id, person_id=person.id, said_on=one.on)
        ledger.add(recourse)
        made.sealed.append((recourse, "sealed", given.recourse))
    made.known.names = {(name.given, name.family, name.kind) for name in made.names}
    made.known.places = {(place.kind, place.match) for place in made.places}
    ledger.add(person, part)
    return made


def add_contact(ledger: Ledger, one: Fresh, contact: Contact, *, source: str, on: Any) -> None:
    """How she may be reached, as somebody said on that day."""
    row = SafeContact(
        id=ledger.ids.id(), person_id=one.id, channel=contact.channel, safe=contact.safe, source=source,
        asked_on=on if contact.safe != "not_asked" else None,
    )  # fmt: skip
    one.contacts.append(row)
    if contact.rule:
        one.sealed.append((row, "rule_sealed", contact.rule))


def recognised(one: Fresh, earlier: Known) -> tuple[str, ...]:
    """Put a person of this case together with one of an earlier case; returns what the two do not agree on.

    As `people.operations.recognise` does: every row of hers moves. Who comes back lives where she lived, so that no
    place is kept to the files that knew it.
    """
    filling = filled(earlier.facts, one.known.facts)
    assert not filling.values, "people of the invented area come back as they were"
    assert earlier.places == one.known.places, "people of the invented area come back to where they were"
    rows: list[PersonName | Whereabouts | SafeContact | InterpreterNeed | Part] = [
        *one.names, *one.places, *one.contacts, *one.needs, one.part,
    ]  # fmt: skip
    for row in rows:
        row.person_id = earlier.id
    one.person.merged_into_id = earlier.id
    earlier.names |= one.known.names
    earlier.places |= one.known.places
    earlier.files += one.known.files
    one.known = earlier
    return filling.differing


def rows_moved(one: Fresh) -> dict[str, list[str]]:
    """What moves when she is recognised, by model: what would go back if it were taken apart."""
    kinds: dict[str, list[str]] = {}
    for row in (*one.names, *one.places, *one.contacts, *one.needs):
        kinds.setdefault(row._meta.label, []).append(str(row.id))
    return kinds


def settle(ledger: Ledger, people: Iterable[Fresh]) -> None:
    """Seal what is sealed and hand the rows over: nobody is recognised in this case any more."""
    for one in people:
        kept = {id(row) for row in (*one.places, *one.contacts)}
        for row, name, text in one.sealed:
            if id(row) in kept or isinstance(row, RecourseToFunds):
                setattr(row, name, ledger.vault.seal(text, person_id=row.person_id))
        ledger.add(*one.names, *one.places, *one.contacts, *one.needs)
    ledger.add(*ledger.vault.made)
    ledger.vault.made.clear()


def _facts(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in FILLED}


def newcomers(
    *, victim: Description, harmers: Iterable[tuple[Description, str]], children: Iterable[Description], **rest: Any
) -> list[Newcomer]:
    """Everybody of a referral, in the order in which they are written down."""
    return [
        Newcomer(kind=PartKind.VICTIM, described=victim, **rest),
        *(Newcomer(kind=PartKind.HARMER, described=one, relationship=what, **rest) for one, what in harmers),
        *(Newcomer(kind=PartKind.CHILD, described=one, **rest) for one in children),
    ]

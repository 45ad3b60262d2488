"""Everything known of one person of a case, with where it comes from and for which time. Places stay sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from openccr.access.together import Steps, asked
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.humans import other_coordinators
from openccr.partnership.practice import practice
from openccr.people.models import (
    BirthDate,
    Identifier,
    Part,
    PersonName,
    Recognition,
    Relationship,
    Whereabouts,
)
from openccr.people.queries.people import PersonShown, shown_of
from openccr.people.rules import PartKind, full_name, in_order
from openccr.people.rules.places import KINDS
from openccr.people.rules.recognising import State


@dataclass(frozen=True)
class Fact:
    """One thing known of somebody: what, who says so, from when until when."""

    text: str
    source: str
    from_on: date | None = None
    until_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class TieShown:
    """What somebody is to somebody else; `id` of one that has not ended."""

    id: UUID
    other: str
    is_their: str
    since_on: date | None
    until_on: date | None
    source: str


@dataclass(frozen=True)
class PartShown:
    """A part in a case that the reader sees."""

    file_id: UUID
    reference: str
    part: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class RecognitionShown:
    """That two records were put together, or somebody asks for it, or that it was undone."""

    id: UUID
    file_id: UUID
    person_id: UUID | None
    as_person_id: UUID | None
    state: State
    reason: str
    because: str
    asked_by: str
    asked_at: datetime
    agreed_by: str
    undone_by: str
    undone_at: datetime | None
    undone_reason: str
    apart_by: str = ""
    apart_reason: str = ""
    apart_agreed_by: str = ""
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PersonKnown:
    """One person of a case."""

    shown: PersonShown
    names: tuple[Fact, ...]
    births: tuple[Fact, ...]
    places: tuple[Fact, ...]
    numbers: tuple[Fact, ...]
    ties: tuple[TieShown, ...]
    parts: tuple[PartShown, ...]
    recognitions: tuple[RecognitionShown, ...]


@asked
def person_known(actor: Actor, file_id: UUID, person_id: UUID, *, today: date) -> Steps[PersonKnown]:
    """What the reader may know of one person of the file, none of it opened. Two statements.

    Raises NotFound for somebody with no part in the file.
    """
    of_her = {"person_id": person_id}
    ties = Relationship.objects.filter(**of_her) | Relationship.objects.filter(other_id=person_id)
    recognised = Recognition.objects.filter(as_person_id=person_id) | Recognition.objects.filter(person_id=person_id)
    parts, names, births, places, numbers, tied, made = yield (
        Part.objects.filter(**of_her).select_related("person", "file").order_by("-from_on"),
        PersonName.objects.filter(**of_her).order_by("from_on", "source"),
        BirthDate.objects.filter(**of_her).order_by("-from_on"),
        Whereabouts.objects.filter(**of_her)
        .order_by("-from_on", "kind")
        .values_list("kind", "source", "from_on", "until_on", "retired_at"),
        Identifier.objects.filter(**of_her)
        .order_by("kind", "-from_on")
        .values_list("kind", "source", "from_on", "until_on"),
        ties.order_by("-since_on"),
        recognised.order_by("-asked_at"),
    )
    here = next((part for part in parts if part.file_id == file_id), None)
    if here is None:
        raise NotFound
    others = {row.other_id if row.person_id == person_id else row.person_id for row in tied}
    (theirs,) = yield (PersonName.objects.filter(person_id__in=others),)
    called = {name.person_id: full_name(name.given, name.family) for name in reversed(in_order(theirs))}
    people = practice(actor).people
    return PersonKnown(
        shown=shown_of(here, names, today),
        names=tuple(
            Fact(
                full_name(one.given, one.family), one.source, one.from_on, one.until_on, "Alias" * (one.kind != "name")
            )
            for one in names
        ),
        births=_births(here, births),
        places=tuple(
            Fact(KINDS.get(kind, kind), source, from_on, until_on, "The person who harms knows it" * bool(retired))
            for kind, source, from_on, until_on, retired in places
        ),
        numbers=tuple(
            Fact(people.identifiers[kind].name if kind in people.identifiers else kind, source, from_on, until_on)
            for kind, source, from_on, until_on in numbers
        ),
        ties=tuple(_tie(row, person_id, called, people.ties) for row in tied),
        parts=tuple(
            PartShown(one.file_id, one.file.reference, PartKind(one.kind).label, one.from_on, one.until_on)
            for one in parts
        ),
        recognitions=tuple(_recognition(row) for row in made),
    )


def _births(part: Part, rows: list[BirthDate]) -> tuple[Fact, ...]:
    used = part.person.born_on
    said = [row for row in rows if row.born_on == used and row.until_on is None]
    first = (
        [Fact(day_words(used), said[0].source if said else "The referral", note="Ages are counted from it")]
        if used
        else []
    )
    rest = [row for row in rows if row not in said]
    return (*first, *(Fact(day_words(row.born_on), row.source, row.from_on, row.until_on) for row in rest))


def _tie(row: Relationship, person_id: UUID, called: dict[UUID, str], ties: object) -> TieShown:
    known = ties.get(row.kind)  # type: ignore[attr-defined]
    mine = row.person_id == person_id
    words = (known.name if mine else known.back) if known else row.kind
    other = row.other_id if mine else row.person_id
    return TieShown(
        row.id, called.get(other, "Name not known"), words, row.since_on, row.until_on, row.ended_source or row.source
    )


def _recognition(row: Recognition) -> RecognitionShown:
    return RecognitionShown(
        row.id, row.file_id, row.person_id, row.as_person_id, State(row.state),
        row.reason, row.second_because, row.asked_name, row.asked_at,
        row.agreed_name, row.undone_name, row.undone_at, row.undone_reason,
        row.apart_name, row.apart_reason, row.apart_agreed_name,
        _moved(row),
    )  # fmt: skip


MOVED_WORDS = {
    "people.PersonName": ("name", "names"),
    "people.BirthDate": ("date of birth", "dates of birth"),
    "people.Whereabouts": ("place", "places"),
    "people.Identifier": ("number", "numbers"),
    "people.SafeContact": ("answer about safe contact", "answers about safe contact"),
    "people.Death": ("record of death", "records of death"),
}


def _moved(row: Recognition) -> tuple[str, ...]:
    """What goes back when it is taken apart, in words."""
    numbers = ((len(row.rows.get(key, ())), words) for key, words in MOVED_WORDS.items())
    counted = [f"{number} {one if number == 1 else many}" for number, (one, many) in numbers if number]
    cases = f"Parts in {len(row.parts)} {'case' if len(row.parts) == 1 else 'cases'} go back."
    return (cases, f"With them: {', '.join(counted)}.") if counted else (cases,)


@dataclass(frozen=True)
class Waiting:
    """A recognition that waits for the reader.

    Args:
        apart: it is asked whether the two are taken apart, not put together.
        agreed_by: the second person, where whoever asked may take them apart now.
        alone: the reader asked it, and nobody has agreed yet; shown where nobody else coordinates who could.
    """

    id: UUID
    file_id: UUID
    title: str
    reference: str
    because: str
    asked_by: str
    asked_at: datetime
    apart: bool = False
    agreed_by: str = ""
    alone: bool = False


SHOWN = 20
"""How many of those that wait stand on the first page."""


@asked
def waiting_recognitions(actor: Actor) -> Steps[list[Waiting]]:
    """What waits for the actor: what others ask, and what they themselves asked once it is agreed. Two queries at most.

    What they themselves asked stands there from the start where nobody else coordinates: else it would wait unseen.
    """
    mine = actor.user_id
    parting = Q(state=State.PARTING) & (Q(apart_agreed_user=None) | Q(apart_user=mine))
    rows = Recognition.objects.filter(
        Q(state=State.ASKED) | parting,
        # Said once more in the words of the index: of very many that stand, few wait.
        state__in=[State.ASKED, State.PARTING],
    )
    (found,) = yield (rows.select_related("file").order_by("asked_at")[: 2 * SHOWN],)
    shown = [_waiting(row, mine) for row in found]
    if any(one.alone for one in shown):
        (others,) = yield (other_coordinators(actor, today=localdate()).values_list("id")[:1],)
        shown = [one for one in shown if not (one.alone and others)]
    return shown[:SHOWN]


def _waiting(row: Recognition, mine: UUID | None) -> Waiting:
    of_file = (row.id, row.file_id, row.file.title, row.file.reference)
    if row.state == State.ASKED:
        return Waiting(*of_file, row.second_because, row.asked_name, row.asked_at, alone=row.asked_user == mine)
    at, agreed_by = row.apart_at or row.asked_at, row.apart_agreed_name
    alone = row.apart_user == mine and not agreed_by
    return Waiting(
        *of_file, row.apart_reason, row.apart_name, at, apart=True, agreed_by=agreed_by, alone=alone
    )  # fmt: skip


def recognition_of(*, file: UUID, recognition: UUID) -> RecognitionShown:
    """One recognition of a case. Raises NotFound for one of another case."""
    row = Recognition.objects.filter(id=recognition, file_id=file).first()
    if row is None:
        raise NotFound
    return _recognition(row)

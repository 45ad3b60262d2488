"""The combined chronology of a case or a person: every source asked at once, under the reader's own walls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from openccr.access.together import Steps, answer
from openccr.casefiles.lines import Line, Reach, sources
from openccr.casefiles.models import CaseFile
from openccr.chronology.rules import Entry, Gap, Wanted, ordered, wanted, with_gaps
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import letters, without_addresses
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.models import Part, PersonName
from openccr.people.queries.places import places_of
from openccr.people.rules import PartKind, full_name, in_order

EVERYTHING = Wanted()


@dataclass(frozen=True)
class Someone:
    """Somebody of the chronology."""

    id: UUID
    name: str
    part: str


@dataclass(frozen=True)
class Chronology:
    """What stands in order, and by what it can be narrowed.

    Args:
        shown: entries and the gaps between them; gaps only where nothing is narrowed away but a period or a person.
        files: the cases in it by their references; `people`: those of them.
        agencies, kinds: what occurs, for the filter.
    """

    shown: tuple[Entry | Gap, ...]
    files: dict[UUID, str]
    people: tuple[Someone, ...]
    agencies: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries without the gaps."""
        return tuple(one for one in self.shown if isinstance(one, Entry))


def chronology_of(
    actor: Actor,
    *,
    file: UUID | None = None,
    person: UUID | None = None,
    by: Wanted = EVERYTHING,
    today: date,
    leaves: bool = False,
    outside: bool = False,
) -> Chronology:
    """The chronology of a case, or of a person through every case of theirs that the reader sees.

    Two statements, however many sources and cases there are.

    Args:
        file: the case; with `person`, one in which they have a part.
        leaves: it goes into a file or a paper: what tells where somebody is comes out of the words, whoever takes it.
        outside: only what may stand on a paper for another agency.

    Raises NotFound for a hidden case and for somebody with no part in it.
    """
    files = _files(file, person)
    lines, people, there = answer(_every(Reach(files=tuple(files), people=(person,) if person else ())))
    lines = [replace(one, people=_still_there(one, there)) for one in lines]
    known = {one.id for one in people}
    lines = [replace(one, people=(one.about_id,)) if one.about_id in known else one for one in lines]
    if person:
        lines = [one for one in lines if not one.people or person in one.people]
    if outside:
        lines = [one for one in lines if one.outside]
    if leaves or not actor.whole_area:
        places = {letters(place) for place in places_of(files)} if leaves else ()
        lines = [replace(one, what=without_addresses(one.what, known=places)) for one in lines]
    entries = ordered(lines)
    chosen = wanted(entries, by)
    gap_days = practice(actor).people.chronology.gap_days
    narrowed = bool(by.agency or by.kind or by.nature)
    titles = {one.key: one.title for one in sources()}
    return Chronology(
        shown=tuple(chosen if narrowed else with_gaps(chosen, days=gap_days, today=today)),
        files=files,
        people=people,
        agencies=tuple(sorted({name for one in entries for name in one.agencies})),
        kinds=tuple((key, titles[key]) for key in titles if any(one.line.kind == key for one in entries)),
    )


def _files(file: UUID | None, person: UUID | None) -> dict[UUID, str]:
    """The cases that count, by their references."""
    if person is None:
        found = CaseFile.objects.filter(id__in=[file])
    else:
        found = CaseFile.objects.filter(id__in=Part.objects.filter(person_id=person).values("file_id"))
    files = dict(found.order_by("opened_at").values_list("id", "reference"))
    if not files or (file is not None and file not in files):
        raise NotFound
    return files


def _still_there(line: Line, there: set[tuple[UUID, UUID]]) -> tuple[UUID, ...]:
    """Whom a line is about, of those who have a part in its case: nobody named is everybody of it.

    A row that was written of somebody before they were put together with another, or while they were taken for another,
    names a record without a part there. It follows its case, as all that stands in a case does.
    """
    return tuple(person for person in line.people if (line.file_id, person) in there)


def _every(reach: Reach) -> Steps[tuple[list[Line], tuple[Someone, ...], set[tuple[UUID, UUID]]]]:
    """All sources in step with one another, so that they are asked in one statement."""
    running: list[tuple[Any, Sequence[Any]]] = []
    lines: list[Line] = []
    for source in sources():
        steps = source.rows(reach)
        running.append((steps, next(steps)))
    parts = Part.objects.filter(file_id__in=reach.files).order_by("kind")
    names = PersonName.objects.filter(person_id__in=parts.values("person_id"))
    first: tuple[Any, ...] = (parts, names)
    people: tuple[Someone, ...] = ()
    there: set[tuple[UUID, UUID]] = set()
    while running or first:
        found = iter((yield (*first, *(rows for _, wants in running for rows in wants))))
        if first:
            had = list(next(found))
            people, there = _people(had, next(found)), {(one.file_id, one.person_id) for one in had}
        first = ()
        going: list[tuple[Any, Sequence[Any]]] = []
        for steps, wants in running:
            given = [next(found) for _ in wants]
            try:
                going.append((steps, steps.send(given)))
            except StopIteration as end:
                lines += end.value
        running = going
    return lines, people, there


def _people(parts: Iterable[Part], names: Iterable[PersonName]) -> tuple[Someone, ...]:
    called = {one.person_id: full_name(one.given, one.family) for one in reversed(in_order(names))}
    found = {
        one.person_id: Someone(one.person_id, called.get(one.person_id, "Name not known"), PartKind(one.kind).label)
        for one in parts
    }
    return tuple(sorted(found.values(), key=lambda one: (one.part, one.name)))

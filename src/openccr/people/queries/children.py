"""A child of a case as the child's own page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.models import ChildFacts, ChildVoice, Whereabouts
from openccr.people.queries.people import PersonShown, person_of
from openccr.people.rules.young import harms_and_is_child, is_child
from openccr.people.sealing import unseal

PLACES = {"school": "School or nursery", "school_lead": "Designated lead", "carer": "In whose care"}


@dataclass(frozen=True)
class Voice:
    """What a child said."""

    said: str
    to_whom: str
    alone: str
    on: date
    written_by: str


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child: who, what the child said, and how the child is.

    Args:
        harms: the child is the one who harms: a child first.
        sealed: which whereabouts are written down; they are opened for a reason, elsewhere.
    """

    shown: PersonShown
    harms: bool
    voices: tuple[Voice, ...]
    risk: str = ""
    status: str = ""
    worker: str = ""
    kept_out: str = field(default="", repr=False)
    said_at: datetime | None = None
    source: str = ""
    sealed: tuple[str, ...] = ()


def child_of(*, actor: Actor, file: UUID, person: UUID, today: date) -> Child:
    """A child of that file. Five queries. Raises NotFound for an adult and for somebody of another file."""
    shown = person_of(file, person, today=today)
    people = practice(actor).people
    below = people.young_harmer.below
    if not is_child(shown.part, shown.age, below=below):
        raise NotFound
    voices = ChildVoice.objects.filter(file_id=file, person_id=person).order_by("-said_on", "-written_at")
    facts = ChildFacts.objects.filter(person_id=person).order_by("-said_at").first()
    kinds = Whereabouts.objects.filter(person_id=person, until_on=None, kind__in=PLACES).values_list("kind", flat=True)
    child = {
        "shown": shown,
        "harms": harms_and_is_child(shown.part, shown.age, below=below),
        "voices": tuple(Voice(row.said, row.to_whom, row.alone, row.said_on, row.written_by) for row in voices),
        "sealed": tuple(words for kind, words in PLACES.items() if kind in set(kinds)),
    }
    if facts is None:
        return Child(**child)  # type: ignore[arg-type]
    status = people.child_statuses
    return Child(
        **child,  # type: ignore[arg-type]
        risk=facts.risk,
        status=status[facts.status].name if facts.status in status else facts.status,
        worker=facts.worker,
        kept_out=unseal(bytes(facts.kept_out_sealed), person_id=person),
        said_at=facts.said_at,
        source=facts.source,
    )

"""What the pages of subject access show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from openccr.access.together import Steps, asked
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.models import Part, Person, PersonName
from openccr.people.rules import PartKind, full_name, in_order, keys_within
from openccr.subjectaccess.clocks import due_of
from openccr.subjectaccess.models import Approval, Bundle, Passage, SubjectRequest
from openccr.subjectaccess.rules.bundles import tells_only_that_there_is_one
from openccr.subjectaccess.rules.deciding import Outcome
from openccr.subjectaccess.rules.requests import DUE_SOON, Facts, RequestState
from openccr.subjectaccess.rules.sources import TABLES
from openccr.subjectaccess.rules.tagging import Mark, Source, context_in
from openccr.subjectaccess.standing import facts_of, facts_of_each, newest_bundle, opened

SHOWN = 100
AT_ONCE = 25
"""How many sentences are decided on one page."""


@dataclass(frozen=True)
class RequestShown:
    """A request in the list."""

    id: UUID
    reference: str
    asker: str
    received_on: date
    due_on: date
    state: RequestState
    late: bool


def requests(*, actor: Actor, today: date) -> list[RequestShown]:
    """Requests, the open one that is due first at the top. Four queries."""
    rows = list(SubjectRequest.objects.order_by("-received_on", "reference")[:SHOWN])
    facts = facts_of_each(rows)
    shown = [_shown(row, facts[row.id], actor=actor, today=today) for row in rows]
    closed = (RequestState.ANSWERED, RequestState.WITHDRAWN)
    return sorted(shown, key=lambda one: (one.state in closed, one.due_on))


def _shown(row: SubjectRequest, facts: Facts, *, actor: Actor, today: date) -> RequestShown:
    state = facts.state
    due = due_of(row, actor=actor, today=today)
    is_open = state not in (RequestState.ANSWERED, RequestState.WITHDRAWN)
    return RequestShown(row.id, row.reference, row.asker_name, row.received_on, due, state, is_open and due < today)


@asked
def due_soon(*, actor: Actor, today: date) -> Steps[list[RequestShown]]:
    """Open requests that are due within the week, or late. One query."""
    (rows,) = yield (_open().order_by("received_on")[:SHOWN],)
    found = [_shown(row, Facts(), actor=actor, today=today) for row in rows]
    return [one for one in found if one.due_on - today <= DUE_SOON]


def _open() -> QuerySet[SubjectRequest]:
    return SubjectRequest.objects.filter(answered_at=None, withdrawn_at=None)


@asked
def built_by_others(*, user_id: UUID | None) -> Steps[list[UUID]]:
    """Open requests whose newest bundle somebody else wrote. One query; without any, no more is asked."""
    newest = Bundle.objects.order_by("request_id", "-made_at").distinct("request_id")
    of_open = newest.filter(request__answered_at=None, request__withdrawn_at=None)
    (rows,) = yield (of_open.values_list("request_id", "authors")[:SHOWN],)
    return [request for request, authors in rows if user_id and str(user_id) not in authors]


def to_look_at(*, actor: Actor) -> list[tuple[UUID, str]]:
    """Bundles that wait for this person's word, as (request, reference)."""
    found: list[tuple[UUID, str]] = []
    others = built_by_others(user_id=actor.user_id)
    for row in _open().filter(id__in=others) if others and actor.user_id else ():
        bundle = newest_bundle(row.id)
        if bundle is None or facts_of(row).approved:
            continue
        if not Approval.objects.filter(bundle=bundle, user=str(actor.user_id)).exists():
            found.append((row.id, row.reference))
    return found


@dataclass(frozen=True)
class PassageShown:
    """A sentence to decide about."""

    id: UUID
    text: str
    where: str
    source: str
    agency: str
    marks: tuple[str, ...]
    outcome: str
    exemption: str
    reason: str
    by: str

    @property
    def why(self) -> str:
        """Why it is proposed to be kept back, in words."""
        words = "; ".join(self.marks)
        return words[:1].upper() + words[1:]

    @property
    def proposal(self) -> str:
        """What the rules propose, in words."""
        return f"Keep back: {'; '.join(self.marks)}" if self.marks else "Let it go"


def passages(request: UUID, *, actor: Actor, undecided: bool, first: int = 0) -> tuple[list[PassageShown], int]:
    """Sentences of a request and how many there are: those proposed to go first, since they need the most care."""
    rows = Passage.objects.filter(request_id=request)
    rows = rows.filter(outcome="") if undecided else rows.exclude(outcome="")
    ordered = sorted(rows, key=lambda one: (bool(one.marks), one.table, str(one.row_id), one.field, one.number))
    law = practice(actor).law.exemptions
    names = {key: one.name for key, one in law.items()}
    return [_passage(one, names) for one in ordered[first : first + AT_ONCE]], len(ordered)


def passage(request: UUID, passage: UUID, *, actor: Actor) -> PassageShown:
    """One sentence. Raises NotFound."""
    row = Passage.objects.filter(request_id=request, id=passage).first()
    if row is None:
        raise NotFound
    return _passage(row, {key: one.name for key, one in practice(actor).law.exemptions.items()})


def _passage(row: Passage, names: dict[str, str]) -> PassageShown:
    return PassageShown(
        id=row.id, text=opened(row.sealed, request_id=row.request_id).decode(),
        where=TABLES[row.table].title, source=Source(row.source).label, agency=row.agency_name,
        marks=tuple(Mark(one).label for one in row.marks), outcome=Outcome(row.outcome).label if row.outcome else "",
        exemption=names.get(row.exemption, row.exemption), reason=row.reason, by=row.decided_by,
    )  # fmt: skip


@dataclass(frozen=True)
class BundleShown:
    """What would be handed over, for somebody who looks at it."""

    id: UUID
    answer: str
    text: str
    made_by: str
    released: int
    withheld: tuple[tuple[str, int], ...]
    context: tuple[tuple[str, str], ...]
    checked: tuple[tuple[str, int], ...]
    approvals: tuple[tuple[str, bool, bool, str], ...]
    only_tells: bool
    """`tells_only_that_there_is_one`: nobody agrees to it."""
    own: bool
    looked: bool


def bundle_of(row: SubjectRequest, *, actor: Actor) -> BundleShown | None:
    """The newest bundle as it would be handed over, with what may tell by its context, or None."""
    bundle: Bundle | None = newest_bundle(row.id)
    if bundle is None:
        return None
    text = opened(bundle.sealed_text, request_id=row.id).decode()
    law = practice(actor).law.exemptions
    approvals = list(Approval.objects.filter(bundle=bundle).order_by("at"))
    return BundleShown(
        id=bundle.id,
        answer=bundle.get_answer_display(),
        only_tells=tells_only_that_there_is_one(answer=bundle.answer, hostile=row.hostile, released=bundle.released),
        text=text,
        made_by=bundle.made_by,
        released=bundle.released,
        withheld=tuple(
            (law[key].name if key in law else key, number) for key, number in sorted(bundle.withheld.items())
        ),
        context=tuple(dict.fromkeys(context_in(text))),
        checked=tuple(bundle.checked.items()),
        approvals=tuple((one.name, one.agreed, one.outside, one.words) for one in approvals),
        own=str(actor.user_id) in bundle.authors,
        looked=any(one.user == actor.user_id for one in approvals),
    )


def people_called(name: str) -> list[tuple[str, str]]:
    """People whom the actor sees and whose name stands among these words, to choose from.

    A given or a family name may be of several words ("Anna Maria", "van der Berg"), and one of the two may not be
    known, or a whole name be written down as one: often so of children.
    """
    keys = keys_within(name)
    found = PersonName.objects.filter(
        Q(given_key__in=keys, family_key__in=keys | {""}) | Q(given_key="", family_key__in=keys)
    ).values_list("person_id", flat=True)
    people = {one.id: one for one in Person.objects.filter(id__in=list(found)[:SHOWN], merged_into=None)}
    names: dict[UUID, str] = {}
    for one in in_order(PersonName.objects.filter(person_id__in=people)):
        names.setdefault(one.person_id, full_name(one.given, one.family))
    parts: dict[UUID, list[str]] = {}
    for part in Part.objects.filter(person_id__in=people).select_related("file").order_by("from_on"):
        parts.setdefault(part.person_id, []).append(f"{PartKind(part.kind).label.lower()} in {part.file.reference}")
    return [(str(id), _described(names.get(id, ""), people[id], parts.get(id, ()))) for id in people]


def _described(name: str, person: Person, parts: Iterable[str]) -> str:
    born = f", born {day_words(person.born_on)}" if person.born_on else ""
    return f"{name}{born}: {', '.join(parts)}"

"""Writing down what a child said, how a child is, and, sealed, where a child goes to school."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.models import ChildFacts, ChildVoice, Part, Whereabouts
from openccr.people.rules import PartKind, age_on
from openccr.people.rules.young import is_child
from openccr.people.sealing import Vault, match_token, seal


def hear_child(
    *, actor: Actor, file: UUID, person: UUID, said: str, to_whom: str, alone: str, said_on: date, at: datetime
) -> None:
    """Write down what a child said, in the child's own words; for a baby, what was seen.

    Args:
        to_whom: who heard it, and from which agency.
        alone: whether the child was seen without the adults: yes, no or unknown.
        said_on: the day; not ahead.

    Raises Refusal without words, NotFound for somebody who is no child of that file.
    """
    with acting_as(actor):
        must(actor, "people.children")
        _need_child(actor, file, person, today=localdate(at))
        if not said.strip():
            raise Refusal("Write what the child said or showed.", field="said")
        why = ahead(said_on, today=localdate(at), field="said_on")
        if why is not None:
            raise why
        row = ChildVoice(
            file_id=file, person_id=person, said=said.strip(), to_whom=to_whom.strip(), alone=alone, said_on=said_on,
            written_by=actor.name, written_at=at,
        )  # fmt: skip
        ChildVoice.objects.bulk_create([row])
        note(file_id=file, kind="child", sentence="What a child said was written down", at=at, about_id=person)
        record("child.heard", file_id=file, subjects=[person], at=at)


def tell_of_child(
    *, actor: Actor, file: UUID, person: UUID, risk: str, status: str, worker: str, kept_out: str, at: datetime
) -> None:
    """Write down how a child is today; what was written before stays, and the newest is shown.

    Args:
        risk: what this child is in danger of.
        status: key of the pack's list of statuses with social care, or empty.
        worker: who works with this child, and for whom.
        kept_out: who must not be told, collect or visit, and why; sealed.

    Raises Refusal for an unknown status, NotFound for somebody who is no child of that file.
    """
    with acting_as(actor):
        must(actor, "people.children")
        _need_child(actor, file, person, today=localdate(at))
        known = practice(actor).people.child_statuses
        if status and status not in known:
            raise Refusal(f"“{status}” is not one of {', '.join(known)}.", field="status")
        row = ChildFacts(
            person_id=person, risk=risk.strip(), status=status, worker=worker.strip(),
            kept_out_sealed=seal(kept_out.strip(), person_id=person) if kept_out.strip() else b"",
            said_at=at, source=actor.name,
        )  # fmt: skip
        ChildFacts.objects.bulk_create([row])
        note(file_id=file, kind="child", sentence="How a child is was written down", at=at, about_id=person)
        record("child.told", file_id=file, subjects=[person], fields=["risk", "status", "worker"], at=at)


def place_child(*, actor: Actor, file: UUID, person: UUID, school: str, lead: str, carer: str, at: datetime) -> None:
    """Write down a child's school or nursery, its designated lead and in whose care the child is: all sealed.

    They tell where the child is (security paper, A1), so they stand among the whereabouts and are opened as those are.
    Raises Refusal when nothing is given, NotFound for somebody who is no child of that file.
    """
    with acting_as(actor):
        must(actor, "people.children")
        _need_child(actor, file, person, today=localdate(at))
        given = {"school": school.strip(), "school_lead": lead.strip(), "carer": carer.strip()}
        if not any(given.values()):
            raise Refusal("Write at least one of the three.", field="school")
        vault = Vault.of([person])
        Whereabouts.objects.bulk_create(
            Whereabouts(
                person_id=person, kind=kind, sealed=vault.seal(text, person_id=person), match=match_token(text),
                source=actor.name, from_on=localdate(at), written_in=file,
            )
            for kind, text in given.items()
            if text
        )  # fmt: skip
        vault.write()
        note(file_id=file, kind="child", sentence="Where a child is by day was written down, sealed", at=at)
        record("child.school", file_id=file, subjects=[person], fields=sorted(given), at=at)


def _need_child(actor: Actor, file: UUID, person: UUID, *, today: date) -> None:
    part = Part.objects.filter(file_id=file, person_id=person).select_related("person").first()
    if part is None:
        raise NotFound
    born_on = None if part.person.born_on_is_expected else part.person.born_on
    below = practice(actor).people.young_harmer.below
    if not is_child(PartKind(part.kind), age_on(born_on, today), below=below):
        raise NotFound

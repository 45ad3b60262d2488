"""What an agency says it knows about a listed case."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import Research, ResearchOnPerson
from openccr.conference.rules.research import RESEARCH, ResearchFacts, ResearchState, Telephone, Via
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.queries import people_of
from openccr.people.queries.naming import WHO_NOW
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.queries.marks import marks_of
from openccr.sharing.rules.marks import May
from openccr.sharing.rules.ways import Way

SAID = (
    "victim_facts", "harmer_facts", "child_facts", "current_risk", "her_wishes", "suggested_actions",
    "not_for_minutes",
)  # fmt: skip


def return_research(
    *,
    actor: Actor,
    file_id: UUID,
    research_id: UUID,
    at: datetime,
    last_contact_on: date | None = None,
    on_people: Mapping[UUID, str] | None = None,
    telephone: Telephone | None = None,
    via: Via | None = None,
    **said: str,
) -> None:
    """Say what the agency knows; again until the case is heard.

    Args:
        last_contact_on: when the agency last had contact with anybody in the case.
        on_people: what is known of single people of the case; somebody left out keeps what stands.
        telephone: who gave it on the telephone and when, where somebody else types it.
        via: how it came, where the agency did not type it itself.
        said: texts by the names of `SAID`; one that is left out is emptied.

    Raises NotFound for what the actor cannot see; Refusal when it is not their agency's, nothing is written, the
    case is already heard, or new wishes are given where the victim keeps her words with her IDVA.
    """
    with acting_as(actor):
        research = own_research(actor, file_id, research_id)
        texts = {name: said.pop(name, "").strip() for name in SAID}
        if said:
            raise TypeError(f"Research has no {', '.join(said)}")
        people = {person: text.strip() for person, text in (on_people or {}).items()}
        first = research.returned_at is None
        facts = ResearchFacts(
            says=any(texts.values()) or any(people.values()),
            last_contact_on=last_contact_on,
            today=timezone.localdate(at),
            closed=not research.hearing.is_open,
            telephone=telephone,
            now=at,
        )
        research.state = RESEARCH.make(state=research.state, move="return_research", facts=facts)
        changed = [name for name in SAID if getattr(research, name) != texts[name]]
        if (
            "her_wishes" in changed
            and texts["her_wishes"]
            and not marks_of(file_id).get("her_words", May.MINUTED).be_said
        ):
            raise Refusal(KEPT_WITH_IDVA, remedy=TELL_THE_IDVA, field="her_wishes")
        for name in changed:
            setattr(research, name, texts[name])
        research.last_contact_on = last_contact_on
        _answered(actor, research, at=at, telephone=telephone, via=via)
        research.save(update_fields=["state", "last_contact_on", *_ANSWERED, *changed])
        changed += _write_on_people(research, people)
        let_out = LetOut(
            way=Way.RESEARCH, why=WHY_SHOWN,
            arises_from_id=research.id, outside=SHOWN_TO, kinds=kinds_of(texts),
        )  # fmt: skip
        disclose(actor=actor, file_ids=[file_id], let_out=let_out, at=at)
        if first:
            sentence = f"{research.agency.name} said what it knows"
            note(file_id=file_id, kind="research", sentence=sentence, at=at, about_id=research.id)
        record("research.returned", file_id=file_id, subjects=[research.id], fields=changed, at=at)


KEPT_WITH_IDVA = "The victim's own words and wishes stay with the IDVA, and every agency on the case reads this box."

TELL_THE_IDVA = (
    "Leave it empty. The IDVA keeps them in a note for the IDVA alone; whoever else was told, tells the IDVA."
)

SHOWN_TO = "The agencies let into the case"
"""In the ledger: each of them has its own line, by which it was let in."""


WHY_SHOWN = "What an agency knows, shown to the agencies of this conference"


def kinds_of(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Which kinds of information an answer holds, as keys of the pack."""
    hers, children = texts["her_wishes"], texts["child_facts"]
    return ("research", *(("her_words",) if hers else ()), *(("children",) if children else ()))


def return_nil(
    *,
    actor: Actor,
    file_id: UUID,
    research_id: UUID,
    at: datetime,
    telephone: Telephone | None = None,
    via: Via | None = None,
) -> None:
    """Say that the agency looked and knows nobody in the case. Raises as `return_research`."""
    with acting_as(actor):
        research = own_research(actor, file_id, research_id)
        facts = ResearchFacts(closed=not research.hearing.is_open, telephone=telephone, now=at)
        research.state = RESEARCH.make(state=research.state, move="return_nil", facts=facts)
        _answered(actor, research, at=at, telephone=telephone, via=via)
        research.save(update_fields=["state", *_ANSWERED])
        sentence = f"{research.agency.name} looked and knows nobody in the case"
        note(file_id=file_id, kind="research", sentence=sentence, at=at, about_id=research.id)
        record("research.nil", file_id=file_id, subjects=[research.id], at=at)


def return_nils(*, actor: Actor, meeting_id: UUID, research_ids: Sequence[UUID], at: datetime) -> int:
    """Say of several cases of a meeting that the actor's agency looked and knows nobody. Returns of how many.

    One that was answered meanwhile is left as it is: a nil never takes the place of what somebody wrote.
    Raises Refusal when none is chosen.
    """
    with acting_as(actor):
        rows = Research.objects.filter(
            id__in=research_ids, hearing__meeting_id=meeting_id, agency_id=actor.agency, state=ResearchState.ASKED
        )
        found = list(rows.values_list("file_id", "id"))
        if not research_ids:
            raise Refusal("No case is chosen.", remedy="Tick the cases in which you know nobody.", field="research_ids")
        for file_id, research_id in found:
            return_nil(actor=actor, file_id=file_id, research_id=research_id, at=at)
        return len(found)


def _write_on_people(research: Research, people: Mapping[UUID, str]) -> list[str]:
    """Keep what was said of single people; somebody with no part in the case is nobody's to write about."""
    if not people:
        return []
    there = {one.person_id for one in people_of(research.file_id, today=timezone.localdate())}
    if set(people) - there:
        raise NotFound
    rows = ResearchOnPerson.objects.filter(research=research).annotate(who_now=WHO_NOW)
    before = {row.who_now: row for row in rows}
    changed = []
    for person, text in people.items():
        row = before.get(person)
        if (row.facts if row else "") == text:
            continue
        changed.append("on_people")
        if row is not None:
            row.facts = text
            row.save(update_fields=["facts"])
        else:
            made = ResearchOnPerson(
                id=uuid.uuid4(), file_id=research.file_id, agency_id=research.agency_id, research=research,
                person_id=person, facts=text,
            )  # fmt: skip
            ResearchOnPerson.objects.bulk_create([made])
    return changed[:1]


def own_research(actor: Actor, file_id: UUID, research_id: UUID) -> Research:
    """One agency's question, locked, for whoever answers for it; call it inside `acting_as(actor)`.

    Raises NotFound for what the actor cannot see, Refusal when it is not theirs to answer.
    """
    seen = Research.objects.select_related("agency").filter(id=research_id, file_id=file_id).first()
    if seen is None:
        raise NotFound
    must(actor, "conference.research", seen.agency)
    # Locked only now: the database locks no row that the actor may not change.
    rows = Research.objects.select_for_update(of=("self",)).select_related("hearing__meeting", "agency")
    return rows.get(id=research_id)


_ANSWERED = ("returned_at", "returned_by", "via", "given_by", "given_at", "read_back")


def _answered(actor: Actor, research: Research, *, at: datetime, telephone: Telephone | None, via: Via | None) -> None:
    research.returned_at = at
    research.returned_by = actor.name
    research.via = Via.TELEPHONE if telephone else via or ""
    research.given_by = telephone.given_by.strip() if telephone else ""
    research.given_at = telephone.given_at if telephone else None
    research.read_back = telephone.read_back if telephone else False

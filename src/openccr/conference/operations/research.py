"""What an agency says it knows about a listed case."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import Research
from openccr.conference.rules.research import RESEARCH, ResearchFacts, ResearchReturned
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound

SAID = ("victim_facts", "harmer_facts", "child_facts", "her_wishes", "suggested_actions", "not_for_minutes")


def return_research(
    *, actor: Actor, file_id: UUID, research_id: UUID, at: datetime, last_contact_on: date | None = None, **said: str
) -> None:
    """Say what the agency knows; again until the case is heard.

    Args:
        last_contact_on: when the agency last had contact with anybody in the case.
        said: texts by the names of `SAID`; one that is left out is emptied.

    Raises NotFound for what the actor cannot see; Refusal when it is not their agency's, nothing is written, or the
    case is already heard.
    """
    with acting_as(actor):
        research = _own(actor, file_id, research_id)
        texts = {name: said.pop(name, "").strip() for name in SAID}
        if said:
            raise TypeError(f"Research has no {', '.join(said)}")
        first = research.returned_at is None
        facts = ResearchFacts(
            says=any(texts.values()),
            last_contact_on=last_contact_on,
            today=timezone.localdate(at),
            closed=not research.hearing.is_open,
        )
        research.state = RESEARCH.make(state=research.state, move="return_research", facts=facts)
        changed = [name for name in SAID if getattr(research, name) != texts[name]]
        for name in changed:
            setattr(research, name, texts[name])
        research.last_contact_on = last_contact_on
        _answered(actor, research, at=at)
        research.save(update_fields=["state", "returned_at", "returned_by", "last_contact_on", *changed])
        if first:
            sentence = f"{research.agency.name} said what it knows"
            note(file_id=file_id, kind="research", sentence=sentence, at=at, about_id=research.id)
        record("research.returned", file_id=file_id, subjects=[research.id], fields=changed, at=at)
        publish(ResearchReturned(actor=actor, file_id=file_id, research_id=research.id, agency_id=research.agency_id))


def return_nil(*, actor: Actor, file_id: UUID, research_id: UUID, at: datetime) -> None:
    """Say that the agency looked and knows nobody in the case. Raises as `return_research`."""
    with acting_as(actor):
        research = _own(actor, file_id, research_id)
        facts = ResearchFacts(closed=not research.hearing.is_open)
        research.state = RESEARCH.make(state=research.state, move="return_nil", facts=facts)
        _answered(actor, research, at=at)
        research.save(update_fields=["state", "returned_at", "returned_by"])
        sentence = f"{research.agency.name} looked and knows nobody in the case"
        note(file_id=file_id, kind="research", sentence=sentence, at=at, about_id=research.id)
        record("research.nil", file_id=file_id, subjects=[research.id], at=at)
        publish(ResearchReturned(actor=actor, file_id=file_id, research_id=research.id, agency_id=research.agency_id))


def _own(actor: Actor, file_id: UUID, research_id: UUID) -> Research:
    seen = Research.objects.select_related("agency").filter(id=research_id, file_id=file_id).first()
    if seen is None:
        raise NotFound
    must(actor, "conference.research", seen.agency)
    # Locked only now: the database locks no row that the actor may not change.
    rows = Research.objects.select_for_update(of=("self",)).select_related("hearing__meeting", "agency")
    return rows.get(id=research_id)


def _answered(actor: Actor, research: Research, *, at: datetime) -> None:
    research.returned_at = at
    research.returned_by = actor.name

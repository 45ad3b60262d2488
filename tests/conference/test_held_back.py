"""What looks like an address is held back wherever it is shared: papers, other agencies' screens, transfers."""

from __future__ import annotations

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.operations.research import return_research
from openccr.conference.operations.transfer_contents import tells_nowhere
from openccr.conference.queries.research import said_of
from openccr.documents.making import ready
from openccr.documents.rules.paper import as_text
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import HELD_BACK
from openccr.kernel.refusals import Refusal
from openccr.people.models import Part
from openccr.people.operations import place
from tests.conference.conferences import TODAY, WHEN, Listed, research_for, sent_out
from tests.makers import NOW, Area

WORDS = "She told the officer that she is at 14 Kingfisher Parade now."


def with_an_address(area: Area) -> Listed:
    """A case in whose research an agency has written where she is."""
    case = sent_out(area)
    research = research_for(area, case, "housing").id
    return_research(
        actor=area.bea, file_id=case.file, research_id=research, at=WHEN, victim_facts=WORDS, her_wishes="To stay.",
        suggested_actions="Visit",
    )  # fmt: skip
    return case


def facts(actor: Actor, case: Listed) -> str:
    with acting_as(actor):
        return " ".join(one.victim_facts for one in said_of(file_id=case.file, today=TODAY))


def test_other_agencies_read_the_research_without_it_and_whoever_wrote_it_with_it(area: Area) -> None:
    case = with_an_address(area)
    assert "14 Kingfisher Parade" in facts(area.bea, case)
    assert "14 Kingfisher Parade" in facts(area.amina, case)  # who can ask for it to be taken out
    for actor in (area.grace, area.pia, area.fay):
        assert "Kingfisher" not in facts(actor, case), actor.name
        assert HELD_BACK in facts(actor, case)


def test_no_paper_of_the_meeting_holds_it(area: Area) -> None:
    case = with_an_address(area)
    made = 0
    for kind in ("agenda", "research-pack", "evidence"):
        for agency in area.agencies.values():
            try:
                paper = ready(actor=area.amina, kind=kind, about=case.meeting, agency_id=agency, today=TODAY)
            except Refusal:
                continue
            made += 1
            assert "Kingfisher" not in as_text(paper.content.blocks), kind
    assert made > 2


def test_a_known_place_is_held_back_without_any_pattern(area: Area) -> None:
    case = sent_out(area)
    with acting_as(area.amina):
        person = Part.objects.get(file_id=case.file, kind="child").person_id
    place(actor=area.bea, file=case.file, person=person, kind="club", text="Otters swimming club", at=timezone.now())
    with acting_as(area.amina):
        for text in ("She meets him after Otters Swimming Club.", "moved to 3 Old Mill Lane", "now in ZZ99 3VZ"):
            with pytest.raises(Refusal, match="says where"):
                tells_nowhere(text, file_id=case.file, field="reason")
        tells_nowhere("She wants to stay in the area.", file_id=case.file, field="reason")


def test_it_is_opened_for_the_comparison_alone_and_noted_as_no_reveal(area: Area) -> None:
    from openccr.audit.models import AuditEvent

    case = with_an_address(area)
    ready(actor=area.amina, kind="agenda", about=case.meeting, agency_id=area.agencies["council"], today=NOW.date())
    with acting_as(area.amina):
        assert not AuditEvent.objects.filter(type="whereabouts.revealed", file_id=case.file).exists()

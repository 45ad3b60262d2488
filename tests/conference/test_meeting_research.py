"""What agencies say they know: their own alone, in one press when it is nothing, until the case is heard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.operations import exclude
from openccr.conference.models import Research
from openccr.conference.operations.hearings import withdraw
from openccr.conference.operations.research import return_nil, return_research
from openccr.conference.queries.meetings import meeting_page
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.operations import set_mark
from openccr.sharing.rules.marks import May
from tests.conference.conferences import TODAY, WHEN, listed, research_for
from tests.makers import Area


def test_an_agency_says_what_it_knows_and_changes_it_until_the_meeting(area: Area) -> None:
    case = listed(area)
    asked = research_for(area, case, "housing")
    told = {"actor": area.bea, "file_id": case.file, "research_id": asked.id, "at": WHEN}
    return_research(**told, victim_facts="Locks changed twice.", last_contact_on=TODAY)
    return_research(**told, victim_facts="Locks changed three times.", harmer_facts="Seen at the block.")
    said = research_for(area, case, "housing")
    assert (said.state, said.returned_by) == ("returned", "Bea Lindqvist")
    assert (said.victim_facts, said.harmer_facts, said.last_contact_on) == (
        "Locks changed three times.", "Seen at the block.", None,
    )  # fmt: skip
    with acting_as(area.amina):
        lines = TimelineEntry.objects.filter(file_id=case.file, kind="research")
        assert [line.sentence for line in lines] == ["Willowmere Homes said what it knows"]


def test_her_words_that_stay_with_her_adviser_are_not_written_where_agencies_read_them(area: Area) -> None:
    case = listed(area)
    asked = research_for(area, case, "idva")
    told = {"actor": area.grace, "file_id": case.file, "research_id": asked.id, "at": WHEN}
    return_research(**told, her_wishes="To stay near her mother.")
    set_mark(actor=area.grace, file_id=case.file, kind="her_words", may=May.IDVA_ONLY, at=WHEN)
    with pytest.raises(Refusal, match="stay with the IDVA"):
        return_research(**told, her_wishes="To leave him in March.")
    return_research(**told, her_wishes="To stay near her mother.", victim_facts="Seen on Monday.")
    return_research(**told, victim_facts="Seen on Monday.")
    assert research_for(area, case, "idva").her_wishes == ""
    set_mark(actor=area.grace, file_id=case.file, kind="her_words", may=May.SAID, at=WHEN + timedelta(minutes=1))
    return_research(**told, her_wishes="To leave him in March.")


def test_a_nil_return_is_an_answer_and_silence_is_not(area: Area) -> None:
    case = listed(area)
    asked = research_for(area, case, "housing")
    return_nil(actor=area.bea, file_id=case.file, research_id=asked.id, at=WHEN)
    with acting_as(area.amina):
        page = meeting_page(actor=area.amina, meeting_id=case.meeting, today=TODAY)
    assert (page.returned, page.asked) == (1, 3)
    assert {one.agency for one in page.silent} == {"Exampleshire Police", "Harbour Domestic Abuse Service"}


def test_nobody_answers_for_another_agency_but_the_coordinator_who_was_told(area: Area) -> None:
    case = listed(area)
    asked = research_for(area, case, "housing")
    with pytest.raises(Refusal, match="Only Willowmere Homes answers this"):
        return_nil(actor=area.grace, file_id=case.file, research_id=asked.id, at=WHEN)
    return_nil(actor=area.amina, file_id=case.file, research_id=asked.id, at=WHEN)
    assert research_for(area, case, "housing").returned_by == "Amina Okafor"


@pytest.mark.parametrize("persona", ["carl", "eve"])
def test_whoever_does_not_see_the_case_finds_nothing_to_answer(area: Area, persona: str) -> None:
    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    asked = research_for(area, case, "housing")
    with pytest.raises(NotFound):
        return_nil(actor=area.actors[persona], file_id=case.file, research_id=asked.id, at=WHEN)


def test_an_empty_return_is_refused_and_so_is_a_contact_that_lies_ahead(area: Area) -> None:
    case = listed(area)
    told = {
        "actor": area.bea, "file_id": case.file, "research_id": research_for(area, case, "housing").id, "at": WHEN,
    }  # fmt: skip
    with pytest.raises(Refusal, match="Nothing is written"):
        return_research(**told, victim_facts="  ")
    with pytest.raises(Refusal) as refused:
        return_research(**told, victim_facts="Known.", last_contact_on=TODAY + timedelta(days=1))
    assert refused.value.field == "last_contact_on"
    assert research_for(area, case, "housing").state == "asked"


def test_withdrawing_a_case_lets_the_invited_out_and_the_referrer_stay(area: Area) -> None:
    case = listed(area, by="police")
    withdraw(actor=area.amina, file_id=case.file, hearing_id=case.hearing, reason="She moved away.", at=WHEN)
    with acting_as(area.bea):
        assert not Research.objects.filter(file_id=case.file).exists()
    with acting_as(area.pia):
        assert Research.objects.filter(file_id=case.file).exists()

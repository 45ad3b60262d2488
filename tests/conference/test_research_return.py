"""Agencies answer each in its own way: per person, in bulk, by telephone, or with a form by secure mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import ResearchOnPerson
from openccr.conference.operations.research import return_nil, return_nils, return_research
from openccr.conference.operations.research_documents import (
    preview_document,
    receive_document,
    send_document,
    take_document,
)
from openccr.conference.queries.research import said_of
from openccr.conference.queries.research_copy import case_as_text
from openccr.conference.queries.research_grid import nils_to_choose, research_grid
from openccr.conference.rules.research import Return, Telephone
from openccr.conference.rules.research_document import Answer, AskedCase
from openccr.documents.operations import fetch
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.queries import people_of
from openccr.people.rules import PartKind
from tests.conference.addresses import hearing_address
from tests.conference.conferences import TODAY, WHEN, Listed, listed, planned, research_for
from tests.conference.paper import filled
from tests.makers import Area
from tests.signing_in import as_, text_of

CALL = Telephone(given_by="Sam Invented", given_at=WHEN - timedelta(hours=1), read_back=True)


def person(area: Area, case: Listed, part: PartKind) -> UUID:
    with acting_as(area.amina):
        return next(one.person_id for one in people_of(case.file, today=TODAY) if one.part is part)


def two_cases(area: Area) -> tuple[Listed, Listed]:
    meeting = planned(area)
    return listed(area, meeting=meeting), listed(area, meeting=meeting, given="Rosa")


def form_sent(area: Area, case: Listed, agency: str = "housing") -> bytes:
    document = send_document(
        actor=area.amina, meeting_id=case.meeting, agency_id=area.agencies[agency], document_to="Sam Invented", at=WHEN
    )
    return fetch(actor=area.amina, document=document).data


def came_back(area: Area, case: Listed, data: bytes, agency: str = "housing") -> dict[str, object]:
    where = {"actor": area.amina, "meeting_id": case.meeting, "agency_id": area.agencies[agency], "at": WHEN}
    return where | {"document": receive_document(**where, data=data)}  # type: ignore[arg-type]


def test_each_person_of_the_case_has_an_answer_of_their_own(area: Area) -> None:
    case = listed(area)
    told = {
        "actor": area.bea, "file_id": case.file, "research_id": research_for(area, case, "housing").id, "at": WHEN,
    }  # fmt: skip
    harmer, child = person(area, case, PartKind.HARMER), person(area, case, PartKind.CHILD)
    return_research(**told, on_people={harmer: "Banned from the block.", child: "Seen in March."})
    return_research(**told, current_risk="Higher.", on_people={harmer: "Banned since May."})
    with acting_as(area.amina):
        said = next(one for one in said_of(file_id=case.file, today=TODAY) if one.returned_at)
    assert {(one.name, one.facts) for one in said.on_people} == {
        ("Mark Invented", "Banned since May."), ("Ella Invented", "Seen in March."),
    }  # fmt: skip
    assert said.current_risk == "Higher."


def test_nobody_writes_about_somebody_who_is_not_in_the_case(area: Area) -> None:
    case, other = listed(area), listed(area, given="Rosa")
    stranger = person(area, other, PartKind.HARMER)
    with pytest.raises(NotFound):
        return_research(
            actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN,
            on_people={stranger: "Known."},
        )  # fmt: skip


def test_an_agency_reads_its_own_answer_on_people_and_nobody_off_the_case_reads_any(area: Area) -> None:
    case = listed(area)
    harmer = person(area, case, PartKind.HARMER)
    return_research(
        actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN,
        on_people={harmer: "Banned."},
    )  # fmt: skip
    with acting_as(area.carl):
        assert not ResearchOnPerson.objects.exists()
    with acting_as(area.bea):
        assert ResearchOnPerson.objects.filter(research__file_id=case.file).count() == 1


def test_nils_are_ticked_for_the_whole_agenda_and_never_take_the_place_of_what_was_written(area: Area) -> None:
    first, second = two_cases(area)
    with acting_as(area.bea):
        choices = [key for key, _ in nils_to_choose(area.bea, first.meeting)]
    assert choices == [research_for(area, one, "housing").id for one in (first, second)]
    return_research(actor=area.bea, file_id=first.file, research_id=choices[0], at=WHEN, victim_facts="Known.")
    assert return_nils(actor=area.bea, meeting_id=first.meeting, research_ids=choices, at=WHEN) == 1
    assert research_for(area, first, "housing").state == "returned"
    assert research_for(area, second, "housing").state == "nil"


def test_nobody_ticks_nil_for_another_agency(area: Area) -> None:
    case = listed(area)
    police = research_for(area, case, "police").id
    assert return_nils(actor=area.bea, meeting_id=case.meeting, research_ids=[police], at=WHEN) == 0
    assert research_for(area, case, "police").state == "asked"


def test_what_is_said_on_the_telephone_is_kept_with_who_said_it_once_it_was_read_back(area: Area) -> None:
    case = listed(area)
    told = {
        "actor": area.amina, "file_id": case.file, "research_id": research_for(area, case, "housing").id, "at": WHEN,
    }  # fmt: skip
    with pytest.raises(Refusal, match="not read back"):
        return_research(
            **told, victim_facts="Known.", telephone=Telephone(given_by="Sam", given_at=WHEN, read_back=False)
        )
    with pytest.raises(Refusal, match="who gave"):
        return_nil(**told, telephone=Telephone(given_by=" ", given_at=WHEN, read_back=True))
    return_research(**told, victim_facts="Known.", telephone=CALL)
    said = research_for(area, case, "housing")
    assert (said.via, said.given_by, said.returned_by, said.read_back) == (
        "telephone", "Sam Invented", "Amina Okafor", True,
    )  # fmt: skip


def test_the_grid_tells_no_return_from_nil_and_late_from_asked(area: Area) -> None:
    first, second = two_cases(area)
    return_nil(
        actor=area.amina, file_id=first.file, research_id=research_for(area, first, "housing").id, at=WHEN,
        telephone=CALL,
    )  # fmt: skip
    with acting_as(area.amina):
        grid = research_grid(first.meeting, today=TODAY)
        later = research_grid(first.meeting, today=TODAY + timedelta(days=60))
    housing = next(row for row in grid.rows if row.agency == "Willowmere Homes")
    assert [cell.state for cell in housing.cells] == [Return.NIL, Return.ASKED]
    assert housing.cells[0].by_telephone
    assert next(row for row in later.rows if row.agency == "Willowmere Homes").late
    assert [case.file_id for case in grid.cases] == [first.file, second.file]


def test_a_form_for_secure_mail_holds_the_agencys_cases_and_no_place(area: Area) -> None:
    meeting = planned(area)
    case = listed(area, meeting=meeting)
    listed(area, meeting=meeting, given="Rosa", invited=("police", "idva"))
    import io

    import docx

    word = docx.Document(io.BytesIO(form_sent(area, case)))
    text = "\n".join(one.text for one in word.paragraphs)
    assert "Nadia Invented, born 3 April 1990" in text
    assert "Rosa" not in text
    assert "OFFICIAL-SENSITIVE" in word.sections[0].header.paragraphs[0].text
    assert research_for(area, case, "housing").document_to == "Sam Invented"


def test_the_form_comes_back_is_looked_at_and_taken(area: Area) -> None:
    first, second = two_cases(area)
    tags = [research_for(area, one, "housing").id.hex[:12] for one in (first, second)]
    harmer = person(area, first, PartKind.HARMER)
    answers = {
        f"{tags[0]}.state=known": "☒", f"{tags[0]}.victim_facts": "Locks changed.\nTwice.",
        f"{tags[0]}.p{harmer.hex[:12]}": "Banned from the block.", f"{tags[0]}.contact": TODAY.strftime("%d/%m/%Y"),
        f"{tags[1]}.state=nil": "☒",
    }  # fmt: skip
    where = came_back(area, first, filled(form_sent(area, first), answers))
    came = preview_document(**where)  # type: ignore[arg-type]
    assert [one.can_be_taken for one in came.answers] == [True, True]
    assert came.notes == ()  # what stands in the boxes is not called "outside" them
    assert came.answers[0].new == (
        "What bears on the risk to the victim",
        "Person who harms: Mark Invented",
        "Last contact",
    )
    assert research_for(area, first, "housing").state == "asked"
    assert take_document(**where) == 2  # type: ignore[arg-type]
    said = research_for(area, first, "housing")
    assert (said.victim_facts, said.last_contact_on, said.via) == ("Locks changed.\nTwice.", TODAY, "document")
    assert research_for(area, second, "housing").state == "nil"


def test_the_meeting_sees_that_an_answer_was_read_from_a_form_that_came_back(area: Area) -> None:
    case = listed(area)
    tag = research_for(area, case, "housing").id.hex[:12]
    take_document(**came_back(area, case, filled(form_sent(area, case), {f"{tag}.victim_facts": "Locks changed."})))  # type: ignore[arg-type]
    assert "Read from the form they sent back." in text_of(as_(area.amina).get(hearing_address(case)))


def test_a_form_that_contradicts_itself_is_not_taken_and_an_empty_one_is_no_return(area: Area) -> None:
    first, second = two_cases(area)
    tag = research_for(area, first, "housing").id.hex[:12]
    answers = {f"{tag}.state=nil": "☒", f"{tag}.victim_facts": "Known."}
    where = came_back(area, first, filled(form_sent(area, first), answers))
    came = preview_document(**where)  # type: ignore[arg-type]
    assert "something is written" in came.answers[0].problems[0]
    assert came.answers[1].silent
    assert take_document(**where) == 0  # type: ignore[arg-type]
    assert research_for(area, second, "housing").state == "asked"


def test_what_would_overwrite_is_named_and_an_empty_box_takes_nothing_back(area: Area) -> None:
    case = listed(area)
    asked = research_for(area, case, "housing")
    data = form_sent(area, case)
    return_research(
        actor=area.bea, file_id=case.file, research_id=asked.id, at=WHEN, victim_facts="Typed.", her_wishes="To stay."
    )
    where = came_back(area, case, filled(data, {f"{asked.id.hex[:12]}.victim_facts": "Written."}))
    (answer,) = preview_document(**where).answers  # type: ignore[arg-type]
    assert (answer.new, answer.overwrites) == ((), ("What bears on the risk to the victim",))
    take_document(**where)  # type: ignore[arg-type]
    said = research_for(area, case, "housing")
    assert (said.victim_facts, said.her_wishes) == ("Written.", "To stay.")
    twice = came_back(area, case, filled(data, {f"{asked.id.hex[:12]}.victim_facts": "Written."}))
    (again,) = preview_document(**twice).answers  # type: ignore[arg-type]
    assert again.stands and not again.can_be_taken


def test_another_agencys_form_is_refused(area: Area) -> None:
    case = listed(area)
    data = filled(
        form_sent(area, case, "police"), {f"{research_for(area, case, 'police').id.hex[:12]}.victim_facts": "Known."}
    )
    with pytest.raises(Refusal, match="Nothing in it answers"):
        came_back(area, case, data, "housing")


def test_no_form_goes_to_somebody_kept_out_of_a_case(area: Area) -> None:
    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    with pytest.raises(Refusal, match="kept out"):
        send_document(
            actor=area.amina, meeting_id=case.meeting, agency_id=area.agencies["housing"],
            document_to="eve castellan", at=WHEN,
        )  # fmt: skip


def test_a_copy_for_ones_own_system_holds_ones_own_words_and_no_other_agencys(area: Area) -> None:
    case = listed(area)
    for persona, agency, words in ((area.bea, "housing", "Locks changed."), (area.pia, "police", "Two calls.")):
        return_research(
            actor=persona, file_id=case.file, research_id=research_for(area, case, agency).id, at=WHEN,
            victim_facts=words,
        )  # fmt: skip
    with acting_as(area.bea):
        text = case_as_text(case.file, actor=area.bea, today=TODAY)
    assert "Locks changed." in text
    assert "Two calls." not in text
    assert "Nadia Invented" in text


def test_a_nil_that_stands_already_is_nothing_new() -> None:
    """A form sent twice, as mail is, brings nothing twice."""
    case = AskedCase(research_id=uuid4(), file_id=uuid4(), reference="M-TEST", people=())
    assert Answer(case=case, nil=True).can_be_taken
    assert not Answer(case=replace(case, state="nil"), nil=True).can_be_taken
    assert Answer(case=replace(case, state="returned"), nil=True).can_be_taken

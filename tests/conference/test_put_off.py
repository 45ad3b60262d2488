"""A case that was put off: what agencies said of it stands before the next meeting until they answer anew."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Research
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.research import return_nil, return_research
from openccr.conference.queries.hearings import HearingPage, hearing_page
from openccr.partnership.agencies import agency_leaves
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import TODAY, WHEN, Listed, listed, planned, research_for
from tests.makers import Area
from tests.signing_in import as_

KNOWN = "The neighbour heard the door being kicked in."


def put_off_once(area: Area) -> tuple[Listed, Research]:
    """Housing said what it knows, police know nobody, the case goes to a later meeting; what housing is asked there."""
    case, later = listed(area), planned(area, days=25)
    return_research(
        actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN,
        victim_facts=KNOWN, suggested_actions="Change the locks",
    )  # fmt: skip
    return_nil(actor=area.amina, file_id=case.file, research_id=research_for(area, case, "police").id, at=WHEN)
    put_off(actor=area.amina, file_id=case.file, hearing_id=case.hearing, why="no_time", to_meeting_id=later, at=WHEN)
    with acting_as(area.amina):
        return case, Research.objects.get(
            file_id=case.file, hearing__meeting_id=later, agency_id=area.agencies["housing"]
        )


def screen(area: Area, case: Listed, hearing: UUID) -> HearingPage:
    with acting_as(area.amina):
        return hearing_page(actor=area.amina, file_id=case.file, hearing_id=hearing, today=TODAY)


def test_the_next_meeting_sees_what_was_said_before_and_that_it_was_not_answered_anew(area: Area) -> None:
    case, asked = put_off_once(area)
    page = screen(area, case, asked.hearing_id)
    assert [(told.said.agency, told.said.victim_facts) for told in page.told] == [("Willowmere Homes", KNOWN)]
    assert [one.text for one in page.offered] == ["Change the locks"]
    assert len(page.silent) == 3, "whoever was asked anew still owes an answer"
    (police,) = page.nothing_known
    assert police.startswith("Exampleshire Police ("), "with the day for which they looked"
    text = as_(area.amina).get(
        reverse("conference.hearing", kwargs={"file": case.file, "hearing": asked.hearing_id})
    ).content.decode()  # fmt: skip
    assert KNOWN in text and "Not answered anew." in text


def test_what_is_answered_anew_takes_its_place(area: Area) -> None:
    case, asked = put_off_once(area)
    return_research(actor=area.bea, file_id=case.file, research_id=asked.id, at=WHEN, victim_facts="Nothing since.")
    page = screen(area, case, asked.hearing_id)
    assert [told.said.victim_facts for told in page.told] == ["Nothing since."]
    assert len(page.silent) == 2


def test_the_agency_finds_its_own_words_in_the_form_and_nobody_elses(area: Area) -> None:
    case, asked = put_off_once(area)
    page = as_(area.bea).get(reverse("conference.research", kwargs={"file": case.file, "research": asked.id}))
    assert KNOWN in page.content.decode() and "The case was put off." in page.content.decode()
    with acting_as(area.amina):
        others = Research.objects.get(hearing_id=asked.hearing_id, agency_id=area.agencies["idva"])
    page = as_(area.grace).get(reverse("conference.research", kwargs={"file": case.file, "research": others.id}))
    assert page.status_code == 200 and KNOWN not in page.content.decode()


def test_an_agency_that_knew_nobody_is_told_so_and_asked_anew(area: Area) -> None:
    case, asked = put_off_once(area)
    with acting_as(area.amina):
        police = Research.objects.get(hearing_id=asked.hearing_id, agency_id=area.agencies["police"])
    where = {"file": case.file, "research": police.id}
    call = as_(area.amina).get(reverse("conference.research_telephone", kwargs=where)).content.decode()
    assert "before the case was put off, they looked and knew nobody" in call
    where["research"] = asked.id
    call = as_(area.amina).get(reverse("conference.research_telephone", kwargs=where)).content.decode()
    assert "Below stands what they said for" in call and KNOWN in call


def test_an_agency_that_is_on_the_no_go_list_by_now_is_told_only_with_a_reason(area: Area) -> None:
    case, later = listed(area), planned(area, days=25)
    record_no_go(
        actor=area.grace,
        file_id=case.file,
        agency_id=area.agencies["housing"],
        words="His sister works there.",
        at=WHEN,
    )
    address = reverse("conference.defer", kwargs={"file": case.file, "hearing": case.hearing})
    given = {"why": "no_time", "detail": "", "to_meeting_id": str(later)}
    page = as_(area.amina).post(address, given)
    assert page.status_code == 422 and b"no-go list" in page.content
    assert as_(area.amina).post(address, given | {"override_reason": "Only they can secure it."}).status_code == 302
    with acting_as(area.amina):
        assert Research.objects.filter(file_id=case.file, hearing__meeting_id=later).count() == 3


def test_an_agency_that_left_meanwhile_does_not_keep_a_case_from_being_put_off(area: Area) -> None:
    case, later = listed(area), planned(area, days=25)
    agency_leaves(actor=area.amina, agency=area.agencies["housing"])
    put_off(actor=area.amina, file_id=case.file, hearing_id=case.hearing, why="no_time", to_meeting_id=later, at=WHEN)
    with acting_as(area.amina):
        asked = Research.objects.filter(file_id=case.file, hearing__meeting_id=later)
        assert set(asked.values_list("agency_id", flat=True)) == {area.agencies["police"], area.agencies["idva"]}


def test_the_meeting_it_is_taken_from_is_not_offered(area: Area) -> None:
    case, later = listed(area), planned(area, days=25)
    address = reverse("conference.defer", kwargs={"file": case.file, "hearing": case.hearing})
    page = as_(area.amina).get(address).content.decode()
    assert str(later) in page and f'value="{case.meeting}"' not in page

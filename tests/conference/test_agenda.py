"""The agenda put in order, by the proposal or by hand; a case put off; a meeting that is too full."""

from __future__ import annotations

from datetime import time

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing, Meeting
from openccr.conference.operations.agenda import place_case, put_in_order
from openccr.conference.operations.coming import say_who_comes
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.meetings import circulate
from openccr.conference.queries.agenda import agenda_page
from openccr.conference.queries.meeting_lists import meetings, meetings_ahead
from openccr.conference.queries.meetings import meeting_page
from openccr.conference.rules.hearings import HearingState
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.agendas import order_of, two
from tests.conference.conferences import TODAY, WHEN, hearing_of, listed, planned
from tests.makers import Area
from tests.signing_in import as_


def test_a_case_is_put_at_a_place_by_its_number_and_the_others_move(area: Area) -> None:
    one, other = two(area)
    place_case(actor=area.amina, file_id=other.file, hearing_id=other.hearing, number=1, at=WHEN)
    assert [key for key, _ in order_of(area, one.meeting)] == [other.hearing, one.hearing]
    with pytest.raises(Refusal, match="1 to 2"):
        place_case(actor=area.amina, file_id=other.file, hearing_id=other.hearing, number=3, at=WHEN)
    with pytest.raises(NotFound):
        place_case(actor=area.amina, file_id=one.file, hearing_id=other.hearing, number=1, at=WHEN)


def test_the_proposal_is_taken_over_only_while_the_agenda_is_what_it_was(area: Area) -> None:
    one, other = two(area)
    put_in_order(actor=area.amina, meeting_id=one.meeting, order=[other.hearing, one.hearing], at=WHEN)
    assert order_of(area, one.meeting)[0] == (other.hearing, time(9, 30))
    with pytest.raises(Refusal, match="changed meanwhile"):
        put_in_order(actor=area.amina, meeting_id=one.meeting, order=[one.hearing], at=WHEN)


def test_an_agency_that_is_there_only_from_ten_has_its_case_then(area: Area) -> None:
    one, other = two(area)
    say_who_comes(
        actor=area.bea, meeting_id=one.meeting, how="room", name="Bea", there_from=time(9, 40), at=WHEN
    )  # fmt: skip
    with acting_as(area.amina):
        found = agenda_page(actor=area.amina, meeting_id=one.meeting, today=TODAY)
    assert [line.hearing_id for line in found.lines] == [other.hearing, one.hearing]
    page = as_(area.amina).get(reverse("conference.order", kwargs={"meeting": one.meeting})).content.decode()
    assert "Take this order" in page and "referred today" in page


def test_the_order_is_taken_on_its_page_and_by_its_number_without_script(area: Area) -> None:
    one, other = two(area)
    client = as_(area.amina)
    address = reverse("conference.order", kwargs={"meeting": one.meeting})
    assert "Take this order" in client.get(address).content.decode()
    assert client.post(address, {"order": f"{other.hearing},{one.hearing}"}).status_code == 302
    assert order_of(area, one.meeting)[0][0] == other.hearing
    place = reverse("conference.place", kwargs={"file": one.file, "hearing": one.hearing})
    line, later = f"#case-{one.hearing}", reverse("conference.later", kwargs={"file": one.file, "hearing": one.hearing})
    for button, given in ((later, {}), (place, {"number": "1"})):
        moved = client.post(button, given)
        # By keyboard one goes on from the case that was moved, not from the top of a long page.
        assert moved.status_code == 302 and moved["Location"].endswith(line)
    assert f'id="{line[1:]}"' in client.get(moved["Location"]).content.decode()
    assert order_of(area, one.meeting)[0][0] == one.hearing
    assert client.post(address, {"order": "nonsense"}).status_code == 422


def test_a_case_is_put_off_to_a_named_meeting_with_the_same_agencies_asked(area: Area) -> None:
    one, _ = two(area)
    later = planned(area, days=25)
    put_off(
        actor=area.amina, file_id=one.file, hearing_id=one.hearing, why="no_time", to_meeting_id=later, at=WHEN
    )  # fmt: skip
    old = hearing_of(area, one)
    assert (old.state, old.deferred_key, old.deferred_to_id) == ("deferred", "no_time", later)
    with acting_as(area.amina):
        new = Hearing.objects.get(file_id=one.file, meeting_id=later)
        assert set(new.research.values_list("agency_id", flat=True)) == {
            area.agencies[name] for name in ("police", "housing", "idva")
        }


def test_the_chair_sees_that_a_case_was_put_off_twice(area: Area) -> None:
    one, _ = two(area)
    second, third = planned(area, days=25), planned(area, days=35)
    put_off(actor=area.amina, file_id=one.file, hearing_id=one.hearing, why="no_time", to_meeting_id=second, at=WHEN)
    with acting_as(area.amina):
        again = Hearing.objects.get(file_id=one.file, meeting_id=second).id
    put_off(
        actor=area.amina, file_id=one.file, hearing_id=again, why="research_missing", to_meeting_id=third, at=WHEN
    )  # fmt: skip
    page = as_(area.fay).get(reverse("conference.meeting", kwargs={"meeting": third})).content.decode()
    assert "Put off 2 times" in page


def test_a_case_that_cannot_be_listed_there_is_not_put_off_either(area: Area) -> None:
    one, _ = two(area)
    with pytest.raises(Refusal):
        put_off(actor=area.amina, file_id=one.file, hearing_id=one.hearing, why="by mistake", at=WHEN)
    with pytest.raises(Refusal, match="already on this meeting"):
        put_off(
            actor=area.amina, file_id=one.file, hearing_id=one.hearing, why="safety", to_meeting_id=one.meeting, at=WHEN
        )
    assert hearing_of(area, one).state == "listed"


def test_the_chair_defers_and_the_coordinator_is_offered_the_meeting(area: Area) -> None:
    one, _ = two(area)
    circulate(actor=area.amina, meeting_id=one.meeting, at=WHEN)
    address = reverse("conference.defer", kwargs={"file": one.file, "hearing": one.hearing})
    assert "To which meeting?" not in as_(area.fay).get(address).content.decode()
    assert "To which meeting?" in as_(area.amina).get(address).content.decode()
    assert as_(area.fay).post(address, {"why": "no_time", "detail": ""}).status_code == 302
    assert hearing_of(area, one).deferred_key == "no_time"


def test_a_full_meeting_says_so_and_names_what_could_wait(area: Area) -> None:
    one, _ = two(area)
    with acting_as(area.amina):
        Meeting.objects.filter(id=one.meeting).update(capacity=1)
    client = as_(area.amina)
    assert "1 of 1" not in client.get(reverse("conference.meeting", kwargs={"meeting": one.meeting})).content.decode()
    page = client.get(reverse("conference.order", kwargs={"meeting": one.meeting})).content.decode()
    assert "too many for this meeting" in page and "plan it" in page


def test_a_case_that_was_heard_keeps_its_room_and_one_put_off_gives_it_back(area: Area) -> None:
    one, other = two(area)
    with acting_as(area.amina):
        Hearing.objects.filter(id=one.hearing).update(state=HearingState.HEARD)
        assert meeting_page(actor=area.amina, meeting_id=one.meeting, today=TODAY).capacity.cases == 2
        assert agenda_page(actor=area.amina, meeting_id=one.meeting, today=TODAY).capacity.cases == 2
    put_off(actor=area.amina, file_id=other.file, hearing_id=other.hearing, why="no_time", at=WHEN)
    with acting_as(area.amina):
        assert meeting_page(actor=area.amina, meeting_id=one.meeting, today=TODAY).capacity.cases == 1
        assert agenda_page(actor=area.amina, meeting_id=one.meeting, today=TODAY).capacity.cases == 1


def test_an_agenda_is_put_in_order_although_a_case_was_put_off(area: Area) -> None:
    one, other = two(area)
    third = listed(area, meeting=one.meeting, given="Zora")
    put_off(actor=area.amina, file_id=one.file, hearing_id=one.hearing, why="safety", at=WHEN)
    put_in_order(actor=area.amina, meeting_id=one.meeting, order=[third.hearing, other.hearing], at=WHEN)
    assert order_of(area, one.meeting) == [
        (one.hearing, None), (third.hearing, time(9, 30)), (other.hearing, time(9, 40)),
    ]  # fmt: skip
    place_case(actor=area.amina, file_id=other.file, hearing_id=other.hearing, number=1, at=WHEN)
    assert [key for key, _ in order_of(area, one.meeting)] == [one.hearing, other.hearing, third.hearing]
    with pytest.raises(Refusal, match="no more"):
        place_case(actor=area.amina, file_id=one.file, hearing_id=one.hearing, number=1, at=WHEN)


def test_a_case_put_off_counts_no_more_among_the_cases_and_the_answers_that_its_meeting_waits_for(area: Area) -> None:
    one, other = two(area)
    put_off(actor=area.amina, file_id=one.file, hearing_id=one.hearing, why="no_time", at=WHEN)
    with acting_as(area.amina):
        found, _ = meetings(first=0, last=9, today=TODAY)
        assert [(line.cases, line.asked) for line in found if line.id == one.meeting] == [(1, 3)]
        (ahead,) = (line for line in meetings_ahead(TODAY, of_all=True) if line.id == one.meeting)
        assert (ahead.cases, ahead.asked) == (1, 3), "the to-do list says no more that three others owe an answer"
        page = meeting_page(actor=area.amina, meeting_id=one.meeting, today=TODAY)
        assert (page.asked, page.unanswered) == (3, 0)
    assert other.hearing

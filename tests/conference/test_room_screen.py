"""The screen of the room stays on the projector and follows whoever leads the meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.operations import exclude
from openccr.conference.models import Hearing
from openccr.conference.operations.hearings import defer, start_case, withdraw
from openccr.conference.operations.room import show_in_room
from openccr.conference.queries.room import on_screen
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.addresses import hearing_address, hearing_form, to
from tests.conference.conferences import WHEN, Listed, listed, sent_out
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db


def two(area: Area) -> tuple[Listed, Listed]:
    first = listed(area)
    return first, sent_out(area, meeting=first.meeting, given="Tove")


def given(case: Listed) -> dict[str, object]:
    return {"file_id": case.file, "hearing_id": case.hearing, "at": WHEN}


def screen(area: Area, case: Listed) -> str:
    return text_of(as_(area.fay).get(to("room_screen", meeting=case.meeting)))


def test_between_two_cases_the_room_reads_no_case(area: Area) -> None:
    first, _ = two(area)
    page = screen(area, first)
    assert "Between two cases" in page and "To stay in her home." not in page


def test_starting_a_case_puts_it_there_and_finishing_takes_it_off(area: Area) -> None:
    first, other = two(area)
    start_case(actor=area.fay, **given(first))
    assert "Case 1 of 2" in screen(area, first) and "To stay in her home." in screen(area, first)
    start_case(actor=area.amina, **given(other))
    assert "Case 2 of 2" in screen(area, first)
    with acting_as(area.amina):
        assert Hearing.objects.filter(meeting_id=first.meeting, in_room_at__isnull=False).count() == 1
    defer(actor=area.fay, reason="No time", **given(other))
    assert "Between two cases" in screen(area, first)


def test_the_chair_goes_back_to_a_case_with_one_press_and_nothing_typed_is_lost(area: Area) -> None:
    first, other = two(area)
    start_case(actor=area.fay, **given(first))
    start_case(actor=area.fay, **given(other))
    client = as_(area.fay)
    page = text_of(client.get(hearing_address(first)))
    assert 'value="room"' in page
    assert client.post(hearing_address(first), hearing_form(first, do="room", risks="A key.")).status_code == 302
    assert "Case 1 of 2" in screen(area, first) and "A key." in screen(area, first)
    assert 'value="room"' not in text_of(client.get(hearing_address(first)))


def test_it_looks_again_only_when_there_is_something_new_and_only_showing_is_a_read(area: Area) -> None:
    first, _ = two(area)
    start_case(actor=area.fay, **given(first))
    client = as_(area.fay)
    page = text_of(client.get(to("room_screen", meeting=first.meeting)))
    ask = page.split('hx-get="')[1].split('"')[0]
    for _ in range(3):
        answer = client.get(ask)
        assert answer.status_code == 204 and "HX-Refresh" not in answer
    as_(area.amina).post(hearing_address(first), hearing_form(first, do="keep", risk_summary="He has a key."))
    assert client.get(ask)["HX-Refresh"] == "true"
    with acting_as(area.amina):
        reads = AuditEvent.objects.filter(type="hearing.read", file_id=first.file, user_id=area.fay.user_id)
        assert reads.count() == 1


def test_whoever_is_kept_out_of_the_case_on_the_screen_reads_nothing_of_it_nor_the_one_before(area: Area) -> None:
    first, other = two(area)
    ines = replace(area.amina, user_id=area.dee.user_id)
    exclude(actor=area.amina, file=other.file, user_id=ines.user_id, reason="her sister", at=WHEN)
    start_case(actor=area.amina, **given(first))
    start_case(actor=area.amina, **given(other))
    with acting_as(ines):
        assert on_screen(first.meeting)[1] is None
    with pytest.raises(NotFound):
        show_in_room(actor=ines, **given(other))
    show_in_room(actor=ines, **given(first))
    with acting_as(area.fay):
        assert on_screen(first.meeting)[1] == (first.file, first.hearing)


def test_what_left_the_agenda_is_not_put_on_the_screen(area: Area) -> None:
    first, _ = two(area)
    withdraw(actor=area.amina, reason="She moved", **given(first))
    with pytest.raises(Refusal, match="left the agenda"):
        show_in_room(actor=area.amina, **given(first))


@pytest.mark.parametrize("who", ["bea", "grace"])
def test_only_who_leads_the_meeting_opens_it(area: Area, who: str) -> None:
    first, _ = two(area)
    assert as_(getattr(area, who)).get(to("room_screen", meeting=first.meeting)).status_code in (403, 404)

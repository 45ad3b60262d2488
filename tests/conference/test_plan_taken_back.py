"""An action that was agreed by a wrong key is taken back, and no plan rests on it any more."""

from __future__ import annotations

from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.actions.addresses import address_of
from openccr.actions.models import Action
from openccr.actions.operations.ending import decline, give_up, reopen
from openccr.actions.rules import Faces
from openccr.conference.minutes import minutes_shown
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.minutes import begin_minutes
from openccr.conference.queries.hearings import HearingPage, hearing_page
from openccr.conference.rules.hearings import NOTES, Agreed, HearingState, Notes, mark
from openccr.kernel.refusals import Refusal
from tests.conference.addresses import hearing_address
from tests.conference.conferences import TODAY, WHEN, Listed, hearing_of, sent_out
from tests.makers import Area
from tests.signing_in import as_, text_of

WHOLE = Notes(her_views="To stay in her home.", risk_summary="High: he has found her.")


def agreed(area: Area, case: Listed) -> UUID:
    """The one thing in the plan that faces the person who harms."""
    said = Agreed(
        text="Visit him and check his bail.", faces=Faces.HARMER, agency_id=area.agencies["police"], due_on=TODAY
    )
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, notes=WHOLE, version=0,
        seen={name: mark("") for name in NOTES}, at=WHEN, agreed=said,
    )  # fmt: skip
    with acting_as(area.amina):
        return Action.objects.get(arises_from_id=case.hearing).id


def finish(area: Area, case: Listed) -> None:
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, notes=WHOLE, version=1,
        seen={name: mark(getattr(WHOLE, name)) for name in NOTES}, at=WHEN, finish=True, early=True,
    )  # fmt: skip


def page_of(area: Area, case: Listed) -> HearingPage:
    with acting_as(area.fay):
        return hearing_page(actor=area.fay, file_id=case.file, hearing_id=case.hearing, today=TODAY)


@pytest.mark.parametrize("ending", [give_up, decline])
def test_what_was_given_up_no_longer_faces_the_person_who_harms(area: Area, ending: object) -> None:
    case = sent_out(area)
    id = agreed(area, case)
    assert page_of(area, case).carried.on_harmer == 1
    ending(actor=area.amina, file=case.file, action=id, reason="Agreed by mistake.", ended_on=TODAY, at=WHEN)  # type: ignore[operator]
    assert page_of(area, case).carried.all == 0
    with pytest.raises(Refusal) as refused:
        finish(area, case)
    assert refused.value.field == "reason"
    reopen(actor=area.amina, file=case.file, action=id, reason="It holds after all.", due_on=TODAY, at=WHEN)
    finish(area, case)
    assert hearing_of(area, case).state == HearingState.HEARD


def test_the_screen_leads_to_each_action_and_says_which_was_taken_back(area: Area) -> None:
    case = sent_out(area)
    id = agreed(area, case)
    there = address_of(case.file, id)
    screen, room = hearing_address(case), hearing_address(case, "room")
    assert there in text_of(as_(area.amina).get(screen)) and "Visit him" in text_of(as_(area.fay).get(room))
    give_up(actor=area.amina, file=case.file, action=id, reason="Agreed by mistake.", ended_on=TODAY, at=WHEN)
    plan = text_of(as_(area.fay).get(screen)).partition("The plan")[2]
    assert "Visit him" in plan and "No longer possible" in plan and there in plan
    assert "Visit him" not in text_of(as_(area.fay).get(room))


def test_the_chair_who_pressed_a_wrong_key_takes_it_back_and_does_nothing_else_to_it(area: Area) -> None:
    case = sent_out(area)
    id = agreed(area, case)
    fay = as_(area.fay)
    page = text_of(fay.get(address_of(case.file, id)))
    assert f"{address_of(case.file, id)}not-possible/" in page
    said = {"reason": "Agreed by mistake.", "ended_on_day": "2", "ended_on_month": "3", "ended_on_year": "2026"}
    answer = fay.post(f"{address_of(case.file, id)}not-possible/", said)
    assert answer.status_code == 302, text_of(answer)
    assert page_of(area, case).carried.all == 0
    for move in ("done", "reopen", "not-wanted"):
        assert fay.get(f"{address_of(case.file, id)}{move}/").status_code == 403


def test_the_minutes_say_of_an_action_that_it_was_taken_back_and_why(area: Area) -> None:
    case = sent_out(area)
    id = agreed(area, case)
    finish(area, case)
    give_up(actor=area.amina, file=case.file, action=id, reason="Agreed by a wrong key.", ended_on=TODAY, at=WHEN)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with acting_as(area.amina):
        shown = minutes_shown(actor=area.amina, minutes_id=minutes, today=TODAY).cases[0]
    assert [what for what, _, _ in shown.actions] == [
        "Visit him and check his bail.\nNo longer possible: Agreed by a wrong key."
    ]

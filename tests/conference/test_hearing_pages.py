"""The conference screen through HTTP: what is saved, what is shown to whom, what a live meeting keeps open."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.middleware import SEEN
from openccr.actions.models import Action
from openccr.casefiles.operations import set_one_chance
from openccr.conference.models import DangerousDate, LastSeen
from openccr.conference.operations.attendance import sign
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate, plan_meeting
from openccr.conference.operations.research import return_research
from openccr.conference.queries.attending import in_a_live_meeting
from openccr.conference.queries.hearings import hearing_page
from openccr.conference.rules.hearings import mark
from openccr.people.models import Part
from openccr.people.rules import PartKind
from openccr.sharing.operations.marks import set_mark
from openccr.sharing.rules.marks import May
from openccr.ui.models import Receipt
from tests.conference.addresses import hearing_address, hearing_form, to
from tests.conference.conferences import (
    HERE,
    TODAY,
    WHEN,
    Listed,
    accepted,
    hearing_of,
    research_for,
    sent_out,
    working_day,
)
from tests.conference.test_meeting_queries import BUDGET, asked
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_the_page_keeps_the_notes_by_itself_and_agrees_no_half_typed_action(area: Area) -> None:
    case = sent_out(area)
    sent = as_(area.fay).post(
        hearing_address(case), hearing_form(case, do="keep", risks="He has a key.", text="Visit h")
    )
    assert sent.status_code == 302, text_of(sent)
    assert hearing_of(area, case).risks == "He has a key."
    with acting_as(area.amina):
        assert not Action.objects.exists()


def test_the_same_form_sent_twice_agrees_its_action_once(area: Area) -> None:
    """A double click, or an answer lost on its way and the form sent again."""
    case = sent_out(area)
    client = as_(area.fay)
    page = text_of(client.get(hearing_address(case)))
    once = page.split('id="write"')[1].split('name="once" value="')[1].split('"')[0]
    key = page.split('name="do" value="accept:')[1].split('"')[0]
    for _ in range(2):
        assert client.post(hearing_address(case), hearing_form(case, do=f"accept:{key}", once=once)).status_code == 302
    with acting_as(area.amina):
        assert Action.objects.filter(arises_from_id=case.hearing).count() == 1


def test_a_page_that_waited_while_somebody_else_signed_in_does_not_write_in_their_name(area: Area) -> None:
    case = sent_out(area)
    page = text_of(as_(area.fay).get(hearing_address(case)))
    once = page.split('id="write"')[1].split('name="once" value="')[1].split('"')[0]
    theirs = hearing_form(case, do="keep", risks="He has a key.", once=once)
    for other in (area.amina, replace(area.fay, user_id=area.amina.user_id)):
        with acting_as(other):
            assert Receipt.why_not_theirs(other, once)
    sent = as_(area.amina).post(hearing_address(case), theirs)
    assert sent.status_code == 422 and "opened by somebody else" in text_of(sent) and "He has a key." in text_of(sent)
    assert hearing_of(area, case).risks == ""
    assert as_(area.fay).post(hearing_address(case), theirs).status_code == 302


def test_it_says_saved_with_the_second(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.fay)
    client.post(hearing_address(case), hearing_form(case, discussion="He waits outside."))
    assert f"Saved {timezone.localtime():%H:%M}:" in text_of(client.get(hearing_address(case)))


def test_somebody_seen_and_a_dangerous_date_are_written_down_in_the_meeting(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.fay)
    with acting_as(area.amina):
        her = Part.objects.get(file_id=case.file, kind=PartKind.VICTIM).person_id
    half = client.post(hearing_address(case), hearing_form(case, do="seen", last_person=str(her), discussion="Kept."))
    assert half.status_code == 422 and "Say who saw them." in text_of(half) and "Kept." in text_of(half)
    day = TODAY + timedelta(days=9)
    seen = {
        "last_person": str(her), "last_on_day": TODAY.day, "last_on_month": TODAY.month, "last_on_year": TODAY.year,
        "last_by": "Her midwife", "last_way": "appointment", "last_alone": "on", "last_well": "on",
    }  # fmt: skip
    date = {
        "date_kind": "release", "date_on_day": day.day, "date_on_month": day.month, "date_on_year": day.year,
        "date_source": "The prison", "date_owner": str(area.agencies["police"]),
    }  # fmt: skip
    for do, given in (("seen", seen), ("date", date)):
        sent = client.post(hearing_address(case), hearing_form(case, do=do, **given))
        assert sent.status_code == 302, text_of(sent)
    with acting_as(area.amina):
        assert (LastSeen.objects.count(), DangerousDate.objects.count()) == (1, 1)
    for name in ("hearing", "room"):
        page = text_of(client.get(hearing_address(case, name)))
        assert "Release from prison or custody" in page and "in 9 days" in page
    assert "Her midwife" not in text_of(client.get(hearing_address(case, "room")))
    assert "Release from prison" in text_of(as_(area.bea).get(to("case", file=case.file)))
    assert "Release from prison" in text_of(as_(area.pia).get("/"))


def test_where_she_moves_and_what_is_not_for_minutes_stay_off_the_rooms_screen(area: Area) -> None:
    case = sent_out(area)
    return_research(
        actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN,
        victim_facts="Repairs to her door.", not_for_minutes="She saves for a flat.",
    )  # fmt: skip
    day = TODAY + timedelta(days=2)
    as_(area.fay).post(
        to("date_add", file=case.file),
        {
            "date_kind": "move", "date_on_day": day.day, "date_on_month": day.month, "date_on_year": day.year,
            "date_source": "Her adviser", "date_owner": str(area.agencies["idva"]),
        },
    )  # fmt: skip
    chair, room = (text_of(as_(area.fay).get(hearing_address(case, name))) for name in ("hearing", "room"))
    assert "The victim moves" in chair and "She saves for a flat." in chair
    for hidden in ("The victim moves", "She saves for a flat.", "Repairs to her door."):
        assert hidden not in room


def test_what_is_new_since_the_last_hearing_is_marked_and_a_first_hearing_marks_nothing(area: Area) -> None:
    case = sent_out(area)
    return_research(
        actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN,
        victim_facts="Repairs to her door.",
    )  # fmt: skip
    with acting_as(area.fay):
        page = hearing_page(actor=area.fay, file_id=case.file, hearing_id=case.hearing, today=TODAY)
    assert page.last_heard_on is None and page.told[0].new == frozenset()


@pytest.mark.parametrize("name", ["hearing", "room", "announced"])
@pytest.mark.parametrize("persona", ["fay", "amina"])
def test_each_view_asks_at_most_twelve_times(area: Area, persona: str, name: str) -> None:
    case = sent_out(area)
    found = asked(area.actors[persona], hearing_address(case, name))
    assert len(found) <= BUDGET, "\n".join(found)


def live(area: Area) -> Listed:
    """A case on a meeting that started just now."""
    file, referral = accepted(area)
    now = timezone.localtime()
    meeting = plan_meeting(
        actor=area.amina, forum_id=area.forum, on=now.date(), starts_at=now.time(), urgent=True,
        chair_id=area.fay.appointment_id, at=WHEN,
    )  # fmt: skip
    agencies = [area.agencies[name] for name in ("police", "housing")]
    hearing = list_case(actor=area.amina, referral_id=referral, meeting_id=meeting, agency_ids=agencies, at=WHEN)
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    return Listed(file=file, referral=referral, meeting=meeting, hearing=hearing)


def test_a_live_meeting_is_activity_for_those_who_signed_for_it_and_for_nobody_else(area: Area) -> None:
    case = live(area)
    sign(actor=area.fay, meeting_id=case.meeting, stated=HERE, at=WHEN)
    assert in_a_live_meeting(area.fay) and not in_a_live_meeting(area.bea)
    clients = {name: as_(area.actors[name]) for name in ("fay", "bea")}
    assert "data-live" in text_of(clients["fay"].get(hearing_address(case)))
    for client in clients.values():
        client.get("/")
        session = client.session
        session[SEEN] = time.time() - 40 * 60
        session.save()
    assert clients["fay"].get("/").status_code == 200
    assert clients["bea"].get("/").headers["Location"].startswith("/session/locked")


def test_a_case_of_another_day_keeps_no_screen_open(area: Area) -> None:
    case = sent_out(area)
    sign(actor=area.fay, meeting_id=case.meeting, stated=HERE, at=WHEN)
    assert "data-live" not in text_of(as_(area.fay).get(hearing_address(case)))


def test_her_words_that_stay_with_her_adviser_are_not_on_the_rooms_screen(area: Area) -> None:
    case = sent_out(area)
    assert "To stay in her home." in text_of(as_(area.fay).get(hearing_address(case, "room")))
    set_mark(actor=area.grace, file_id=case.file, kind="her_words", may=May.IDVA_ONLY, at=WHEN)
    page = text_of(as_(area.fay).get(hearing_address(case, "room")))
    assert "To stay in her home." not in page and "The adviser speaks for the victim." in page


def test_the_marks_of_all_notes_go_with_the_form(area: Area) -> None:
    page = text_of(as_(area.fay).get(hearing_address(sent_out(area))))
    assert f'name="seen_risks" value="{mark("")}"' in page


def test_the_chair_agrees_what_one_chance_mode_stops_with_a_reason_on_the_page(area: Area) -> None:
    case = sent_out(area)
    assert 'name="one_chance_reason"' not in text_of(as_(area.fay).get(hearing_address(case)))
    set_one_chance(actor=area.amina, file=case.file, why="Marriage abroad is feared", at=WHEN)
    page = text_of(as_(area.fay).get(hearing_address(case)))
    assert 'name="one_chance_reason"' in page
    coordinators = text_of(as_(area.amina).get(hearing_address(case)))
    assert 'name="one_chance_reason"' not in coordinators and "Only the chair agrees an action" in coordinators
    day = working_day(10)
    action = {
        "do": "agree", "text": "Ask an imam to write to the court", "faces": "agencies",
        "agency_id": str(area.agencies["police"]), "due_on_day": day.day, "due_on_month": day.month,
        "due_on_year": day.year,
    }  # fmt: skip
    refused = as_(area.fay).post(hearing_address(case), hearing_form(case, **action))
    assert refused.status_code == 422 and "One-chance mode is on" in text_of(refused)
    why = {"one_chance_reason": "He is her own choice and knows nobody here"}
    assert as_(area.amina).post(hearing_address(case), hearing_form(case, **action, **why)).status_code == 422
    assert as_(area.fay).post(hearing_address(case), hearing_form(case, **action, **why)).status_code == 302
    with acting_as(area.fay):
        assert Action.objects.get(file_id=case.file).text == "Ask an imam to write to the court"

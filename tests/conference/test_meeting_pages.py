"""The pages of cases and meetings, through HTTP, as each persona."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.casefiles.operations import exclude
from openccr.conference.models import Attendance, Meeting
from openccr.conference.operations.attendance import sign
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.meetings import circulate
from openccr.conference.operations.research import return_nil
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.kernel.actors import Actor
from tests.conference.conferences import (
    HERE,
    WHEN,
    Listed,
    accepted,
    hearing_of,
    listed,
    planned,
    research_for,
    sent_out,
    working_day,
)
from tests.makers import Area
from tests.signing_in import sign_in


def as_(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor, stepped_up=True)
    return client


def to(name: str, **parts: object) -> str:
    return reverse(f"conference.{name}", kwargs=parts)


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def hearing_address(case: Listed, name: str = "hearing") -> str:
    return to(name, file=case.file, hearing=case.hearing)


def test_the_case_screen_shows_her_wishes_first_and_whoever_is_shut_out_finds_nothing(area: Area) -> None:
    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    address = to("case", file=case.file)
    for name in ("amina", "bea", "fay", "grace", "pia"):
        page = text_of(as_(area.actors[name]).get(address))
        assert "To stay in her home." in page
        assert page.index('id="wishes"') < page.index('id="risk"')
        assert "Nadia" not in page.split("</section>")[0]
    nothing = [as_(area.actors[name]).get(address) for name in ("carl", "eve")]
    unknown = as_(area.carl).get(to("case", file=area.id))
    assert [one.status_code for one in [*nothing, unknown]] == [404, 404, 404]


def test_how_many_are_shut_out_is_told_to_the_coordinator_alone(area: Area) -> None:
    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    assert "<dt>Excluded</dt>" in text_of(as_(area.amina).get(to("case", file=case.file)))
    assert "<dt>Excluded</dt>" not in text_of(as_(area.bea).get(to("case", file=case.file)))


def test_an_agency_answers_nil_from_its_list_in_one_press(area: Area) -> None:
    case = listed(area)
    client = as_(area.bea)
    nil = to("research_nil", file=case.file, research=research_for(area, case, "housing").id)
    assert nil in text_of(client.get("/"))
    assert client.post(nil).status_code == 302
    assert research_for(area, case, "housing").state == "nil"
    assert nil not in text_of(client.get("/"))


def test_an_agency_fills_in_the_two_minute_form(area: Area) -> None:
    case = listed(area)
    address = to("research", file=case.file, research=research_for(area, case, "housing").id)
    client = as_(area.bea)
    assert "Willowmere Homes know" in text_of(client.get(address))
    empty = client.post(address, {})
    assert empty.status_code == 422 and "Nothing is written" in text_of(empty)
    sent = client.post(address, {"victim_facts": "Locks changed twice.", "suggested_actions": "Change the locks"})
    assert sent.status_code == 302
    assert "Locks changed twice." in text_of(as_(area.grace).get(to("case_said", file=case.file)))
    assert as_(area.grace).get(address).status_code == 403


def test_the_coordinator_plans_lists_and_sends_out(area: Area) -> None:
    accepted_case = accepted(area)
    client = as_(area.amina)
    day = working_day(15)
    sent = client.post(
        to("plan"),
        {
            "forum_id": str(area.forum), "on_day": day.day, "on_month": day.month, "on_year": day.year,
            "starts_at": "09:30", "chair_id": str(area.fay.appointment_id),
        },
    )  # fmt: skip
    assert sent.status_code == 302, text_of(sent)
    with acting_as(area.amina):
        meeting = Meeting.objects.get()
    form = text_of(client.get(to("list", meeting=meeting.id)))
    assert form.count("checked") == len({"police", "housing", "probation", "idva", "children"})
    agencies = [str(area.agencies[name]) for name in ("housing", "idva")]
    sent = client.post(to("list", meeting=meeting.id), {"referral_id": str(accepted_case[1]), "agency_ids": agencies})
    assert sent.status_code == 302, text_of(sent)
    page = text_of(client.get(to("meeting", meeting=meeting.id)))
    assert "0 of 3" in page and "The agenda is not out" in page
    assert client.post(to("circulate", meeting=meeting.id)).status_code == 302
    assert "Agenda out" in text_of(client.get(to("meetings")))


def test_a_weekend_is_refused_beside_its_field_and_nothing_typed_is_lost(area: Area) -> None:
    sent = as_(area.amina).post(
        to("plan"),
        {
            "forum_id": str(area.forum),
            "on_day": 1,
            "on_month": 1,
            "on_year": 2027,
            "starts_at": "09:30",
            "venue": "Room 4",
        },
    )
    page = text_of(sent)
    assert sent.status_code == 422
    assert "bank holiday" in page and 'href="#id_on_day"' in page and "Room 4" in page


def test_a_case_is_listed_from_its_own_page(area: Area) -> None:
    file, _ = accepted(area)
    meeting = planned(area)
    client = as_(area.amina)
    assert to("list_case", file=file) in text_of(client.get(to("case", file=file)))
    sent = client.post(to("list_case", file=file), {"meeting_id": str(meeting), "agency_ids": []})
    assert sent.status_code == 302, text_of(sent)
    assert as_(area.pia).get(to("case", file=file)).status_code == 200


def test_a_representatives_agenda_has_no_buttons_that_are_not_theirs(area: Area) -> None:
    case = sent_out(area)
    page = text_of(as_(area.bea).get(to("meeting", meeting=case.meeting)))
    assert "Close the meeting" not in page and "List a case" not in page
    assert "Sign the confidentiality statement" in page


def hearing_form(case: Listed, **given: object) -> dict[str, object]:
    blank = {f"seen_{name}": mark("") for name in NOTES}
    return {"version": 0, "do": "save", "due_on_day": "", "due_on_month": "", "due_on_year": "", **blank, **given}


def test_the_chair_agrees_a_suggestion_with_one_press_and_what_was_typed_is_kept(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.fay)
    page = text_of(client.get(hearing_address(case)))
    key = page.split('name="do" value="accept:')[1].split('"')[0]
    sent = client.post(hearing_address(case), hearing_form(case, do=f"accept:{key}", discussion="He waits outside."))
    assert sent.status_code == 302, text_of(sent)
    assert hearing_of(area, case).discussion == "He waits outside."
    with acting_as(area.amina):
        assert Action.objects.filter(arises_from_id=case.hearing).count() == 1


def test_finishing_leads_to_the_next_case(area: Area) -> None:
    first = listed(area)
    second = sent_out(area, meeting=first.meeting, given="Ines")
    day = working_day(10)
    sent = as_(area.fay).post(
        hearing_address(first),
        hearing_form(
            first, do="finish", her_views="To stay.", risk_summary="High.", text="Visit him.", faces="harmer",
            agency_id=str(area.agencies["police"]), due_on_day=day.day, due_on_month=day.month, due_on_year=day.year,
        ),
    )  # fmt: skip
    assert sent.status_code == 302, text_of(sent)
    assert sent.headers["Location"] == hearing_address(second, "announced")
    assert hearing_of(area, first).state == "heard"


def test_half_an_action_is_asked_for_whole_and_the_notes_stay_in_the_form(area: Area) -> None:
    case = sent_out(area)
    sent = as_(area.fay).post(
        hearing_address(case), hearing_form(case, do="agree", text="Visit him.", discussion="Kept.")
    )
    page = text_of(sent)
    assert sent.status_code == 422
    assert "Say who does it" in page and "Kept." in page and "Visit him." in page


def test_a_conflict_shows_both_texts_and_the_next_save_takes_the_place_of_both(area: Area) -> None:
    case = sent_out(area)
    write_hearing(
        actor=area.amina, file_id=case.file, hearing_id=case.hearing, notes=Notes(discussion="Hers."), version=0,
        seen={name: mark("") for name in NOTES}, at=WHEN,
    )  # fmt: skip
    client = as_(area.fay)
    sent = client.post(hearing_address(case), hearing_form(case, discussion="His.", risk_summary="High."))
    page = text_of(sent)
    assert sent.status_code == 422
    assert "Hers." in page and "His." in page and "High." in page
    seen = page.split('name="seen_discussion" value="')[1].split('"')[0]
    again = client.post(
        hearing_address(case),
        hearing_form(case, version=1, seen_discussion=seen, discussion="Both.", risk_summary="High."),
    )
    assert again.status_code == 302
    assert (hearing_of(area, case).discussion, hearing_of(area, case).risk_summary) == ("Both.", "High.")


def test_the_room_sees_initials_and_no_name_and_no_other_case(area: Area) -> None:
    first = listed(area)
    other = sent_out(area, meeting=first.meeting, given="Ines")
    page = text_of(as_(area.fay).get(hearing_address(first, "room")))
    assert "NI" in page
    for hidden in ("Nadia", "Mark", "Ella", "I.I", str(other.file)):
        assert hidden not in page


def test_deferring_asks_why_from_the_packs_list(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.fay)
    assert "The meeting ran out of time" in text_of(client.get(hearing_address(case, "defer")))
    sent = client.post(hearing_address(case, "defer"), {"why": "no_time", "detail": "First next time."})
    assert sent.status_code == 302
    assert hearing_of(area, case).reason == "The meeting ran out of time. First next time."


def test_signing_shows_the_statement_and_stands_in_the_attendance(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.bea)
    assert "Everyone present signs" in text_of(client.get(to("attendance", meeting=case.meeting)))
    assert "Nobody signs while something records" in text_of(
        client.post(to("sign", meeting=case.meeting), {"joins": "room"})
    )
    client.post(to("sign", meeting=case.meeting), {"joins": "room", "unrecorded": "on"})
    page = text_of(client.get(to("attendance", meeting=case.meeting)))
    assert "You have signed it" in page and "Bea Lindqvist, Willowmere Homes: Present" in page


def test_the_list_of_cases_is_narrowed_by_reference_initials_and_state(area: Area) -> None:
    first = listed(area)
    second, _ = accepted(area, given="Ines", family="Madeup")
    client = as_(area.amina)
    every = text_of(client.get(to("cases")))
    assert to("case", file=first.file) in every and to("case", file=second) in every
    reference = every.split("M-")[1][:4]
    for query, only in (
        ("text=IM", second),
        ("text=n.i.", first.file),
        ("state=accepted", second),
        ("state=listed", first.file),
    ):
        page = text_of(client.get(f"{to('cases')}?{query}"))
        assert to("case", file=only) in page, query
        assert page.count('scope="row"') == 1, query
    assert text_of(client.get(f"{to('cases')}?text=m-{reference.lower()}")).count('scope="row"') == 1


def test_a_name_is_found_however_it_is_spelt_and_stands_in_no_address(area: Area) -> None:
    file, _ = accepted(area, given="Zoë", family="O'Madeup")
    client = as_(area.amina)
    sent = client.post(to("find"), {"given": "zoe", "family": "OMADEUP", "purpose": "research"})
    assert sent.status_code == 200 and to("case", file=file) in text_of(sent)
    turned = client.post(to("find"), {"given": "o madeup", "family": "zoe", "purpose": "research"})
    assert to("case", file=file) in text_of(turned)
    carl = as_(area.carl).post(to("find"), {"given": "zoe", "family": "omadeup", "purpose": "research"})
    assert carl.status_code == 200 and to("case", file=file) not in text_of(carl)
    assert client.post(to("find"), {}).status_code == 422


@pytest.mark.parametrize(
    ("persona", "words"),
    [
        ("amina", "Send out the agenda of"),
        ("bea", "What does your agency know of NI"),
        ("fay", "on the meeting of"),
        ("grace", "nobody has asked how to make contact safely"),
        ("dee", "You have no role in a partnership"),
    ],
)
def test_home_is_a_different_list_for_each_role(area: Area, persona: str, words: str) -> None:
    listed(area)
    page = text_of(as_(area.actors[persona]).get("/"))
    assert words in page
    others = {"Send out the agenda of", "What does your agency know of NI", "You have no role in a partnership"} - {
        words
    }
    if persona != "grace":  # an adviser's service is asked for research like any agency
        assert not [other for other in others if other in page]


def test_accepted_referrals_on_no_agenda_stand_on_the_coordinators_list(area: Area) -> None:
    accepted(area)
    page = text_of(as_(area.amina).get("/"))
    assert "accepted referral is on no agenda yet" in page and "Plan the next meeting" in page


def test_answers_that_never_came_are_not_called_answered_once_the_case_is_heard(area: Area) -> None:
    case = sent_out(area)
    return_nil(actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN)
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, at=WHEN, version=0, finish=True, reason="None yet.",
        notes=Notes(her_views="To stay.", discussion="", risk_summary="High."), seen={name: mark("") for name in NOTES},
    )  # fmt: skip
    page = text_of(as_(area.amina).get(to("meeting", meeting=case.meeting)))
    assert "Research: 1 of 3 returned" in page
    assert "Every agency has answered" not in page
    assert "2 answers did not come before their cases were heard" in page


def test_every_agency_has_answered_when_all_have(area: Area) -> None:
    case = sent_out(area)
    for agency, actor in (("housing", area.bea), ("idva", area.grace), ("police", area.pia)):
        return_nil(actor=actor, file_id=case.file, research_id=research_for(area, case, agency).id, at=WHEN)
    assert "Every agency has answered" in text_of(as_(area.amina).get(to("meeting", meeting=case.meeting)))


def test_an_urgent_meeting_exists_only_for_who_sees_a_case_on_it(area: Area) -> None:
    """Else a worker kept out of her case would learn that there is one from the meeting called for it."""
    meeting = planned(area, days=2, urgent=True)
    shown = [to("meeting", meeting=meeting), to("attendance", meeting=meeting)]
    assert [as_(area.bea).get(address).status_code for address in shown] == [404, 404]
    case = listed(area, meeting=meeting)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    circulate(actor=area.amina, meeting_id=meeting, at=WHEN)
    sign(actor=area.bea, meeting_id=meeting, stated=HERE, at=WHEN)
    for actor in (area.amina, area.bea, area.fay):
        client = as_(actor)
        assert [client.get(address).status_code for address in shown] == [200, 200]
        assert "(urgent)" in text_of(client.get(to("meetings")))
    for actor in (area.eve, area.carl):
        client = as_(actor)
        assert [client.get(address).status_code for address in shown] == [404, 404]
        assert client.post(to("sign", meeting=meeting)).status_code == 404
        assert str(meeting) not in text_of(client.get(to("meetings"))) + text_of(client.get("/"))
        with acting_as(actor):
            assert not Meeting.objects.filter(id=meeting).exists()
            assert not Attendance.objects.filter(meeting_id=meeting).exists()


def test_only_agencies_on_the_case_are_offered_an_action(area: Area) -> None:
    case = sent_out(area, invited=("housing",))
    page = text_of(as_(area.fay).get(hearing_address(case)))
    assert "Willowmere Homes</option>" in page
    assert "Exampleshire Probation</option>" not in page

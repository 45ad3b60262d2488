"""The screen on which a case is heard, through HTTP."""

from __future__ import annotations

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.rules.hearings import NOTES, Notes, mark
from tests.conference.addresses import hearing_address, hearing_form
from tests.conference.conferences import (
    WHEN,
    hearing_of,
    listed,
    sent_out,
    working_day,
)
from tests.makers import Area
from tests.signing_in import as_, text_of


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
            first, do="finish", early="on", her_views="To stay.", risk_summary="High.", text="Visit him.",
            faces="harmer", agency_id=str(area.agencies["police"]), due_on_day=day.day,
            due_on_month=day.month, due_on_year=day.year,
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


def test_only_agencies_on_the_case_are_offered_an_action(area: Area) -> None:
    case = sent_out(area, invited=("housing",))
    page = text_of(as_(area.fay).get(hearing_address(case)))
    assert "Willowmere Homes</option>" in page
    assert "Exampleshire Probation</option>" not in page


def test_finishing_before_the_day_is_refused_in_words_that_do_not_say_it_was_heard(area: Area) -> None:
    case = sent_out(area)
    page = text_of(
        as_(area.fay).post(
            hearing_address(case),
            hearing_form(case, do="finish", her_views="To stay.", risk_summary="High.", reason="None."),
        )
    )
    assert "A case that is finished now is not called on that day." in page
    assert "before the meeting&#x27;s day: " not in page and "before the meeting's day: " not in page

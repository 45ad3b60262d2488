"""Words that blame her or say nothing are pointed at where they are typed, and nothing is stopped by it."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.operations.drafts import start_draft
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.minutes import begin_minutes
from openccr.conference.pages.word_check import words_to_look_at
from openccr.conference.rules.drafts import DraftSource
from openccr.conference.rules.hearings import NOTES, Notes, mark
from tests.actions.test_pages import day
from tests.conference.addresses import hearing_address, hearing_form, to
from tests.conference.conferences import WHEN, hearing_of, research_for, sent_out
from tests.conference.drafts import WHOLE
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

BLAMES = "She failed to engage."


def test_each_phrase_is_named_once_and_a_clean_text_is_left_out(area: Area) -> None:
    with acting_as(area.amina):
        found = words_to_look_at(area.amina, {"a": f"{BLAMES} {BLAMES}", "b": "He waited outside.", "c": ""})
    assert [one.phrase for one in found.pop("a")] == ["failed to engage"] and not found


def test_the_notes_of_a_case_are_kept_as_typed_and_the_words_stand_below_them(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.fay)
    assert "Words to look at" not in text_of(client.get(hearing_address(case)))
    assert client.post(hearing_address(case), hearing_form(case, do="keep", discussion=BLAMES)).status_code == 302
    page = text_of(client.get(hearing_address(case)))
    assert hearing_of(area, case).discussion == BLAMES
    assert page.count("Words to look at") == 1 and "“failed to engage”" in page


def test_an_action_that_says_nothing_is_agreed_and_named_below_the_plan_and_in_the_minutes(area: Area) -> None:
    case = sent_out(area)
    client = as_(area.fay)
    said = {"text": "Monitor him", "agency_id": str(area.agencies["police"]), "faces": "harmer", **day("due_on")}
    assert client.post(hearing_address(case), hearing_form(case, **said | {"do": "agree"})).status_code == 302
    page = text_of(client.get(hearing_address(case)))
    assert page.count("Words to look at") == 1 and "“Monitor”" in page
    written = {"her_views": "She wants to stay.", "discussion": "", "risk_summary": "High."}
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, notes=Notes(**written), finish=True, early=True,
        version=hearing_of(area, case).version, seen={name: mark("") for name in NOTES}, at=WHEN,
    )  # fmt: skip
    begin_minutes(actor=area.fay, meeting_id=case.meeting, at=WHEN)
    assert "“Monitor”" in text_of(client.get(to("minutes", meeting=case.meeting)))


def test_an_agency_that_sent_such_words_is_shown_them_once_they_stand(area: Area) -> None:
    case = sent_out(area)
    row = research_for(area, case, "housing")
    address = to("research", file=case.file, research=row.id)
    client = as_(area.bea)
    sent = client.post(address, {"victim_facts": BLAMES})
    assert sent.status_code == 302 and sent["Location"] == address
    page = text_of(client.get(address))
    assert "Words to look at" in page and "“failed to engage”" in page
    sent = client.post(address, {"victim_facts": "We have not found a way to reach her that works."})
    assert sent["Location"] != address


def test_the_check_of_a_referral_names_them_with_the_page_to_change_and_lets_it_go(area: Area) -> None:
    answers = {**WHOLE, "reason": f"{BLAMES} He broke the door."}
    draft = start_draft(actor=area.pia, answers=answers, source=DraftSource.WIZARD, at=WHEN)
    page = text_of(as_(area.pia).get(to("draft_check", draft=draft)))
    assert "“failed to engage”" in page and to("draft_step", draft=draft, step="incident") in page
    assert "This cannot be sent yet" not in page

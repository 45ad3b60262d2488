"""The pages of research and of forms that come in, through HTTP, as each persona."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing, ReferralDraft
from openccr.conference.operations.research import return_research
from openccr.kernel.days import day_words
from openccr.people.queries import people_of
from openccr.people.rules import PartKind
from tests.conference.addresses import to
from tests.conference.conferences import TODAY, WHEN, listed, research_for, sent_out
from tests.conference.paper import filled
from tests.conference.test_forms import messy
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_a_form_that_is_brought_in_is_shown_with_what_found_no_place(area: Area) -> None:
    client = as_(area.bea)
    sent = client.post(to("form_in"), {"file": SimpleUploadedFile("form.docx", messy())}, follow=True)
    page = text_of(sent)
    assert "What found no place" in page
    assert "Blue" in page
    with acting_as(area.bea):
        draft = ReferralDraft.objects.get()
    assert to("draft_check", draft=draft.id) in page
    assert "What was read" in text_of(client.get(to("draft", draft=draft.id)))
    assert as_(area.carl).get(to("form_read", draft=draft.id)).status_code == 404


def test_a_pdf_is_refused_at_the_box_with_what_to_do(area: Area) -> None:
    sent = as_(area.bea).post(to("form_in"), {"file": SimpleUploadedFile("form.pdf", b"%PDF-1.7")})
    assert sent.status_code == 422
    assert "Send the Word document it was made from" in text_of(sent)


def test_our_own_form_is_downloaded_as_word(area: Area) -> None:
    got = as_(area.amina).get(to("form_blank"))
    assert docx.Document(io.BytesIO(got.content)).paragraphs[0].text == "Referral to the conference"


def test_an_agency_answers_for_each_person_on_one_page(area: Area) -> None:
    case = listed(area)
    asked = research_for(area, case, "housing")
    with acting_as(area.amina):
        harmer = next(one for one in people_of(case.file, today=TODAY) if one.part is PartKind.HARMER)
    client, address = as_(area.bea), to("research", file=case.file, research=asked.id)
    assert "The person who harms: Mark Invented" in text_of(client.get(address))
    client.post(address, {f"on_{harmer.person_id}": "Banned from the block."})
    assert "Banned from the block." in text_of(client.get(address))
    assert "Banned from the block." in text_of(as_(area.grace).get(to("case_said", file=case.file)))


def test_nils_are_ticked_in_one_list(area: Area) -> None:
    case = sent_out(area)
    asked = research_for(area, case, "housing")
    client, address = as_(area.bea), to("research_nils", meeting=case.meeting)
    assert "Cases in which you know nobody" in text_of(client.get(address))
    assert address in text_of(client.get(to("meeting", meeting=case.meeting)))
    client.post(address, {"research_ids": [asked.id]})
    assert research_for(area, case, "housing").state == "nil"


def test_the_grid_leads_to_the_telephone_and_the_call_is_written_down(area: Area) -> None:
    case = sent_out(area)
    asked = research_for(area, case, "housing")
    client = as_(area.amina)
    page = text_of(client.get(to("research_grid", meeting=case.meeting)))
    address = to("research_telephone", file=case.file, research=asked.id)
    assert address in page
    now = timezone.localtime()
    call = {
        "known": "nil", "given_by": "Sam Invented", "given_on_day": now.day, "given_on_month": now.month,
        "given_on_year": now.year, "given_time": "00:00",
    }  # fmt: skip
    assert "It was not read back" in text_of(client.post(address, call))
    words = call | {"read_back": "on", "suggested_actions": "Fit a new door"}
    assert "something is written below" in text_of(client.post(address, words))
    assert research_for(area, case, "housing").state == "asked"
    client.post(address, call | {"read_back": "on"})
    assert research_for(area, case, "housing").via == "telephone"
    assert "by telephone" in text_of(client.get(to("research_grid", meeting=case.meeting)))


def test_a_second_call_begins_from_what_was_said_and_it_stands_when_it_was_said(area: Area) -> None:
    case = sent_out(area)
    research = research_for(area, case, "housing").id
    address = to("research_telephone", file=case.file, research=research)
    call = {
        "known": "known", "given_by": "Dora Duty", "given_on_day": TODAY.day, "given_on_month": TODAY.month,
        "given_on_year": TODAY.year, "given_time": "00:01", "read_back": "on",
    }  # fmt: skip
    as_(area.amina).post(address, call | {"victim_facts": "Locks were changed twice."})
    again = text_of(as_(area.amina).get(address))
    assert "Locks were changed twice." in again and "They have answered already" in again
    said = text_of(as_(area.amina).get(to("case_said", file=case.file)))
    assert "Dora Duty" in said and "00:01" in said


def test_no_answer_is_no_return_once_the_case_was_heard(area: Area) -> None:
    case = sent_out(area)
    with acting_as(area.amina):
        Hearing.objects.filter(id=case.hearing).update(state="withdrawn")
    copy = text_of(as_(area.bea).get(to("research_copy", file=case.file)))
    assert "said for" in copy and "no return." in copy and "asked." not in copy


def test_the_form_for_secure_mail_goes_out_and_comes_back(area: Area) -> None:
    case = sent_out(area)
    asked, client = research_for(area, case, "housing"), as_(area.amina)
    where = {"meeting": case.meeting, "agency": area.agencies["housing"]}
    made = client.post(to("research_send", **where), {"document_to": "Sam Invented"}, follow=True)
    href = text_of(made).split('href="/documents/')[1].split('"')[0]
    form = client.get(f"/documents/{href}", follow=True).content
    back = filled(form, {f"{asked.id.hex[:12]}.state=nil": "☒"})
    seen = client.post(to("research_return", **where), {"file": SimpleUploadedFile("form.docx", back)}, follow=True)
    assert "Take 1 answer" in text_of(seen)
    client.post(f"{seen.redirect_chain[-1][0]}take/")
    assert research_for(area, case, "housing").state == "nil"


@pytest.mark.parametrize("persona", ["bea", "carl", "fay"])
def test_only_the_coordinator_answers_for_others(area: Area, persona: str) -> None:
    case = listed(area)
    asked = research_for(area, case, "police")
    client = as_(area.actors[persona])
    for address in (
        to("research_grid", meeting=case.meeting),
        to("research_telephone", file=case.file, research=asked.id),
        to("research_send", meeting=case.meeting, agency=area.agencies["police"]),
    ):
        assert client.get(address).status_code in (403, 404)


def test_the_copy_for_ones_own_system_is_plain_text(area: Area) -> None:
    case = listed(area)
    page = text_of(as_(area.bea).get(to("research_copy", file=case.file)))
    assert "OFFICIAL-SENSITIVE. Conference case" in page
    assert as_(area.carl).get(to("research_copy", file=case.file)).status_code == 404


def test_the_copy_holds_what_ones_own_agency_said_and_no_others_word_of_what_she_wants(area: Area) -> None:
    case = listed(area)
    for agency, actor, wishes in (("housing", area.bea, "A new lock"), ("idva", area.grace, "No police")):
        return_research(
            actor=actor, file_id=case.file, research_id=research_for(area, case, agency).id, at=WHEN,
            victim_facts="Known.", her_wishes=wishes, last_contact_on=TODAY,
        )  # fmt: skip
    page = text_of(as_(area.bea).get(to("research_copy", file=case.file)))
    assert "What the victim wants: A new lock" in page and f"Last contact: {day_words(TODAY)}" in page
    assert "No police" not in page

"""Forms and messages that agencies send become drafts that a person checks."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from openccr.conference.operations.drafts import open_draft, submit_draft
from openccr.conference.operations.forms import BroughtIn, bring_in_form, try_form
from openccr.conference.operations.referral_form import referral_form
from openccr.kernel.refusals import Refusal
from openccr.tabular.names import split_name
from tests.conference.conferences import WHEN
from tests.conference.paper import filled, without_boxes, without_tags
from tests.makers import Area
from tests.signing_in import as_, sign_in, text_of

OURS = {
    "victim_given_name": "Nadia",
    "victim_family_name": "Invented",
    "victim_dob": "03/04/1990",
    "victim_address": "Flat 1\nInvented House",
    "victim_phone": "07700 900123",
    "safe_to_call": "Only in one way",
    "safe_contact_notes": "Weekdays before noon.",
    "voicemail": "Only in neutral words",
    "agency": "Willowmere Homes",
    "referred_on": "20/11/2026",
    "referrer_name": "Bea Lindqvist",
    "criteria=PJ": "☒",
    "criteria=VHR": "☒",
    "judgement_reason": "She is very afraid.",
    "dash_score": "16",
    "reason": "He waited outside her work: twice.\nShe called.",
    "victim_wishes": "To stay at home.",
    "victim_aware": "Yes",
    "perpetrator_given_name": "Mark",
    "perpetrator_family_name": "Invented",
    "perpetrator_dob": "1/2/1985",
    "relationship": "Ex-partner",
    "perpetrator_given_name.2": "Tom",
    "relationship.2": "Sibling",
    "child_given_name": "Ella",
    "child_dob": "25/04/2019",
    "child_school": "Invented Primary",
    "child_expected_on.2": "1/2/2027",
    "bail": "Not to contact her.",
}


def messy() -> bytes:
    """A form of another area: labels in other words, merged headings, boxes, and a deleted word."""
    word = docx.Document()
    word.add_heading("MARAC referral form", 1)
    table = word.add_table(rows=6, cols=4)
    title = table.rows[0].cells
    title[0].merge(title[3]).text = "Client details"
    rows = (
        ("Name:", "INVENTED, Nadia", "D.O.B. (dd/mm/yyyy)", "03/04/1990"),
        ("Address", "1 Invented Road", "GP surgery", "Dr Invented"),
        ("Gender", "☒ Female ☐ Male", "Favourite colour", "Blue"),
    )
    for row, texts in zip(table.rows[1:], rows, strict=False):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for row, text in zip(
        table.rows[4:], ("Has the client consented? ☐ Yes ☒ No", "☒ Visible high risk (14+)"), strict=True
    ):
        row.cells[0].merge(row.cells[3]).text = text
    word.add_heading("Alleged perpetrator(s)", 2)
    word.add_paragraph("First name: Mark Surname: Invented DOB: 1/2/1985")
    word.add_paragraph("Address: 2 Invented Road")
    word.add_paragraph("First name: Tom")
    word.add_heading("Children", 2)
    children = word.add_table(rows=3, cols=3)
    for row, texts in zip(
        children.rows,
        (("Name", "Date of birth", "School"), ("Ella Invented", "25/04/2019", "Invented Primary"), ("Sam", "", "")),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.add_heading("Reason for referral", 2)
    word.add_paragraph("He waited outside her work.")
    word.add_paragraph("It happens every week: mostly at night.")
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def brought(area: Area, data: bytes, filename: str = "form.docx") -> BroughtIn:
    return bring_in_form(actor=area.amina, data=data, filename=filename, at=WHEN)


def test_our_own_form_comes_back_without_loss(area: Area) -> None:
    sent = filled(referral_form(actor=area.amina), OURS)
    (draft,) = brought(area, sent).drafts
    answers = open_draft(actor=area.amina, draft=draft).answers
    for key, text in OURS.items():
        if "." not in key and "=" not in key and not key.startswith(("perpetrator", "child", "relationship")):
            chosen = {"safe_to_call": "conditional", "voicemail": "neutral", "victim_aware": "yes"}.get(key, text)
            assert answers[key] == chosen, key
    assert answers["criteria"] == ["PJ", "VHR"]
    assert answers["harmers"] == [
        {"given_name": "Mark", "family_name": "Invented", "dob": "1/2/1985", "relationship": "ex_partner"},
        {"given_name": "Tom", "relationship": "sibling"},
    ]
    assert answers["children"] == [
        {"given_name": "Ella", "dob": "25/04/2019", "school": "Invented Primary"},
        {"expected_on": "1/2/2027", "unborn": "yes"},
    ]
    assert "unplaced" not in answers
    received = submit_draft(actor=area.amina, draft=draft, at=WHEN)
    with acting_as(area.amina):
        assert Referral.objects.get(id=received.referral_id).reason.startswith("He waited outside")


@pytest.mark.parametrize("saved", [without_tags, without_boxes], ids=lambda one: one.__name__)
def test_our_own_form_is_read_whole_from_a_program_that_loses_its_boxes(
    area: Area, saved: Callable[[bytes], bytes]
) -> None:
    sent = filled(referral_form(actor=area.amina), OURS | {"rule_sms": "From work only", "child_family_name": "Rook"})
    read = [open_draft(actor=area.amina, draft=brought(area, data).drafts[0]).answers for data in (sent, saved(sent))]
    assert read[0] == read[1]
    assert read[1]["rule_sms"] == "From work only" and "unplaced" not in read[1]


def test_what_is_written_beside_the_boxes_that_were_lost_is_shown(area: Area) -> None:
    sent = without_boxes(filled(referral_form(actor=area.amina), OURS))
    word = docx.Document(io.BytesIO(sent))
    word.add_paragraph("Ring me about the eldest.")
    target = io.BytesIO()
    word.save(target)
    (draft,) = brought(area, target.getvalue()).drafts
    answers = open_draft(actor=area.amina, draft=draft).answers
    assert answers["unplaced"] == [{"label": "", "text": "Ring me about the eldest."}]


def test_a_form_of_another_area_is_read_and_what_has_no_place_is_shown(area: Area) -> None:
    (draft,) = brought(area, messy()).drafts
    answers = open_draft(actor=area.amina, draft=draft).answers
    assert (answers["victim_given_name"], answers["victim_family_name"]) == ("Nadia", "INVENTED")
    assert (answers["victim_address"], answers["victim_sex"], answers["consent"]) == ("1 Invented Road", "female", "no")
    assert answers["criteria"] == ["VHR"]
    assert answers["reason"] == "He waited outside her work.\nIt happens every week: mostly at night."
    assert [one["given_name"] for one in answers["harmers"]] == ["Mark", "Tom"]
    assert answers["harmers"][0]["address"] == "2 Invented Road"
    assert [one["given_name"] for one in answers["children"]] == ["Ella", "Sam"]
    assert answers["children"][0]["school"] == "Invented Primary"
    assert {"label": "Favourite colour", "text": "Blue"} in answers["unplaced"]


def test_what_is_wrong_is_a_problem_at_its_question_and_nobody_is_referred(area: Area) -> None:
    sent = filled(referral_form(actor=area.amina), OURS | {"victim_dob": "31/02/1990"})
    (tried,) = try_form(actor=area.amina, data=sent, filename="form.docx", at=WHEN)
    assert tried.read is not None
    assert [why.field for why in tried.read.problems] == ["victim_dob"]


def test_a_message_with_a_form_and_words_makes_one_draft_with_the_words_beside_it(area: Area) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@school.example", "marac@council.example", "Referral"
    message.set_content("Please see the form.\nShe will be at her mother’s on Friday.")
    message.add_attachment(messy(), maintype="application", subtype="octet-stream", filename="Form.docx")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="letter.pdf")
    found = brought(area, bytes(message), "mail.eml")
    (draft,) = found.drafts
    opened = open_draft(actor=area.amina, draft=draft)
    beside = [one["text"] for one in opened.answers["unplaced"]]
    assert opened.source == "message"
    assert "She will be at her mother's on Friday." in beside
    assert any("This is a PDF" in text for text in beside)


def test_who_sent_a_message_stands_with_what_was_read_and_on_the_draft(area: Area) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Priya Sund <p.sund@school.example>", "marac@council.example"
    message["Subject"], message["Date"] = "Referral", "Mon, 02 Mar 2026 10:12:00 +0000"
    message.add_attachment(messy(), maintype="application", subtype="octet-stream", filename="Form.docx")
    (draft,) = brought(area, bytes(message), "mail.eml").drafts
    amina = as_(area.amina)
    words = "Priya Sund &lt;p.sund@school.example&gt;, 2 March 2026"
    assert f"Sent by {words}, as the message says" in text_of(
        amina.get(reverse("conference.form_read", kwargs={"draft": draft}))
    )
    assert words in text_of(amina.get(reverse("conference.draft", kwargs={"draft": draft})))


def test_a_file_that_names_nobody_is_refused(area: Area) -> None:
    word = docx.Document()
    word.add_paragraph("Minutes of the tenants’ meeting")
    target = io.BytesIO()
    word.save(target)
    with pytest.raises(Refusal, match="Nobody is named in it"):
        brought(area, target.getvalue())


def test_the_command_says_what_would_come_of_a_form(area: Area, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(messy())
    out = io.StringIO()
    call_command("import", "form", str(path), "--area", area.code, "--dry-run", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["drafts"] == []
    assert told["documents"][0]["answers"]["victim_given_name"] == "Nadia"


@pytest.mark.parametrize(
    ("whole", "given", "family"),
    [
        ("Jane Smith", "Jane", "Smith"), ("SMITH, Jane", "Jane", "SMITH"), ("Tamsin Ó Briain", "Tamsin", "Ó Briain"),
        ("Maria de la Cruz", "Maria", "de la Cruz"), ("Al Green", "Al", "Green"), ("Mononym", "Mononym", ""),
        ("Mrs Posy Thrale", "Posy", "Thrale"),
        ("Dr. Thrale", "", "Thrale"),
        ("Thrale, Ms Posy", "Posy", "Thrale"),
    ],
)  # fmt: skip
def test_a_whole_name_is_split_before_the_words_that_begin_a_family_name(whole: str, given: str, family: str) -> None:
    assert split_name(whole) == (given, family)


def test_a_child_in_a_table_with_a_day_that_is_expected_is_unborn_and_fears_find_their_question(area: Area) -> None:
    word = docx.Document()
    word.add_paragraph("Victim")
    said = word.add_table(rows=0, cols=2)
    for label, text in (
        ("Name", "Nadia Invented"),
        ("Who is the victim afraid of?", "Mark and his brother"),
        ("Background and risk issues", "Threats to kill."),
    ):
        cells = said.add_row().cells
        cells[0].text, cells[1].text = label, text
    word.add_paragraph("Children")
    children = word.add_table(rows=0, cols=2)
    for name, born in (("Name", "DOB"), ("Ola Invented", "01/09/2017"), ("Unborn", "EDD 20/02/2027")):
        cells = children.add_row().cells
        cells[0].text, cells[1].text = name, born
    data = io.BytesIO()
    word.save(data)
    (tried,) = try_form(actor=area.bea, data=data.getvalue(), filename="form.docx", at=WHEN)
    answers = tried.form.answers
    assert (answers["afraid_of"], answers["reason"]) == ("Mark and his brother", "Threats to kill.")
    assert answers["children"][1] == {"family_name": "", "expected_on": "20/02/2027", "unborn": "yes"}


def test_a_form_without_headings_is_read_as_it_was_meant_and_what_is_wrong_names_its_page(area: Area) -> None:
    word = docx.Document()
    table = word.add_table(rows=0, cols=2)
    for label, text in (
        ("Date of referral", "20/11/26"),
        ("Referring agency", "Willowmere Homes"),
        ("Victim name", "Mrs Posy Thrale"),
        ("Victim DOB", "3rd April 1991"),
        ("Perpetrator name", "Gil Thrale"),
        ("Perpetrator address", "As above"),
        ("Relationship to victim", "Husband"),
        ("Is victim aware of the referral", "Yes"),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, text
    data = io.BytesIO()
    word.save(data)
    (draft,) = brought(area, data.getvalue()).drafts
    client = Client()
    sign_in(client, area.amina)
    read = client.get(reverse("conference.form_read", kwargs={"draft": draft})).text
    assert "Everything in it found its place" in read
    assert "People who harm: This points to another address" in read
    check = client.get(reverse("conference.draft_check", kwargs={"draft": draft})).text
    assert "20 November 2026" in check
    assert "3 April 1991" in check
    assert "Mrs" not in check
    assert "Partner" in check

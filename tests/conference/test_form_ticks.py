"""Criteria that are ticked on forms of any shape, and the day of a message as the day of referral."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any

import docx
import pytest

from openccr.conference.operations.drafts import open_draft
from openccr.conference.operations.forms import bring_in_form, try_form
from tests.conference.conferences import WHEN
from tests.makers import Area

JUDGEMENT, HIGH = "Professional judgement", "Visible high risk (14 ticks or more)"


def form(*rows: Sequence[str], words: Sequence[str] = ()) -> bytes:
    """A form that names her, then a table of these rows, then these paragraphs."""
    word = docx.Document()
    word.add_heading("Victim details", 1)
    word.add_paragraph("Name: Nadia Invented")
    if rows:
        table = word.add_table(rows=0, cols=max(map(len, rows)))
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=False):
                cell.text = text
    for text in words:
        word.add_paragraph(text)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def answers(area: Area, data: bytes, name: str = "form.docx") -> dict[str, Any]:
    (tried,) = (one for one in try_form(actor=area.amina, data=data, filename=name, at=WHEN) if one.form.names_her)
    return dict(tried.form.answers)


@pytest.mark.parametrize(
    "data",
    [
        form(("Reason for referral", f"☒ {JUDGEMENT} ☒ {HIGH} ☐ Potential escalation ☐ Repeat")),
        form(("Reason for referral", f"☒ {JUDGEMENT}\n☒ {HIGH}\n☐ Repeat")),
        form(("Reason for referral", f"{JUDGEMENT} ☒ {HIGH} ☒ Repeat ☐")),
        form(("Reason for referral", f"☒ {JUDGEMENT}", f"☒ {HIGH}", "☐ Repeat")),
        form((JUDGEMENT, "☒", HIGH, "☒")),
        form(words=(f"Reason for referral: ☒ {JUDGEMENT} ☐ Repeat ☒ {HIGH}",)),
        form(words=("Reason for referral", f"☒ {JUDGEMENT} ☐ Repeat", f"☒ {HIGH}")),
        form(("Referral criteria", f"☒ {JUDGEMENT} ☒ {HIGH} ☐ Repeat")),
        form(("Reason for referral / additional information", f"☒ {JUDGEMENT} ☐ Repeat ☒ {HIGH}")),
        form(("A question of our own", f"☒ {JUDGEMENT} ☐ Repeat ☒ {HIGH}")),
        form(words=(f"{JUDGEMENT} ☒ {HIGH} ☒ Repeat ☐ as we said",)),
        form(words=(f"{JUDGEMENT} ☒ Yes ☐ No", f"{HIGH} ☒ Yes ☐ No", "Repeat ☐ Yes ☒ No")),
    ],
)
def test_boxes_ticked_under_the_reason_for_referral_are_the_criteria_and_no_words_of_hers(
    area: Area, data: bytes
) -> None:
    read = answers(area, data)
    assert sorted(read["criteria"]) == ["PJ", "VHR"]
    assert "reason" not in read


def test_what_stands_beside_or_below_the_boxes_stays_what_happened(area: Area) -> None:
    data = form(
        ("Reason for referral", f"☒ {JUDGEMENT} ☐ Repeat ☒ Other: a new partner"),
        ("Background and reason for referral", "He waits outside."),
    )
    read = answers(area, data)
    assert read["criteria"] == ["PJ"]
    assert read["reason"] == "Other: a new partner\nHe waits outside."


def test_what_explains_a_box_is_the_reason_for_its_criterion(area: Area) -> None:
    read = answers(area, form(("Reason for referral", f"☒ {JUDGEMENT} – she is very afraid\n☐ {HIGH}: ticks")))
    assert (read["criteria"], read["judgement_reason"]) == (["PJ"], "she is very afraid")


def test_a_criterion_typed_as_an_answer_is_not_lost(area: Area) -> None:
    assert answers(area, form(("Criteria", "Visible high risk")))["criteria"] == ["VHR"]
    assert answers(area, form(("Reason for referral", JUDGEMENT)))["reason"] == JUDGEMENT


def test_why_she_did_not_consent_is_not_read_as_why_she_does_not_know(area: Area) -> None:
    rows = ("Aware of Marac", "Y"), ("Has consent been given?", "No"), ("If no, why not?", "She is afraid.")
    (tried,) = try_form(actor=area.amina, data=form(*rows), filename="form.docx", at=WHEN)
    assert "unaware_reason" not in tried.form.answers
    assert "She is afraid." in [one.text for one in tried.form.unplaced]


def message(dated: str | None, **attached: bytes) -> EmailMessage:
    """A message that names her, sent on a day."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@school.example", "marac@council.example", "Referral"
    if dated:
        mail["Date"] = dated
    mail.set_content("See the form." if attached else "Victim name: Nadia Invented\nReason for referral: He waits.")
    for name, data in attached.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.docx")
    return mail


def test_the_day_a_message_was_sent_is_proposed_as_the_day_of_referral_and_says_so(area: Area) -> None:
    sent = message("Wed, 18 Feb 2026 23:30:00 +0000")
    (draft,) = bring_in_form(actor=area.amina, data=bytes(sent), filename="mail.eml", at=WHEN).drafts
    opened = open_draft(actor=area.amina, draft=draft).answers
    assert opened["referred_on"] == "2026-02-18"
    assert any("was sent is proposed" in one["text"] for one in opened["unplaced"])


def test_a_form_on_a_message_takes_its_day_unless_it_names_its_own(area: Area) -> None:
    on = "Wed, 18 Feb 2026 09:00:00 +0000"
    assert answers(area, bytes(message(on, form=form())), "mail.eml")["referred_on"] == "2026-02-18"
    dated = form(("Date of referral", "16/02/2026"))
    assert answers(area, bytes(message(on, form=dated)), "mail.eml")["referred_on"] == "16/02/2026"


def test_a_forwarded_message_keeps_its_own_day(area: Area) -> None:
    outer = message("Thu, 19 Feb 2026 09:00:00 +0000", empty=b"x")
    outer.add_attachment(message("Mon, 16 Feb 2026 09:00:00 +0000"))
    assert answers(area, bytes(outer), "mail.eml")["referred_on"] == "2026-02-16"


@pytest.mark.parametrize("dated", [None, "yesterday", "Wed, 18 Feb 2099 09:00:00 +0000"])
def test_no_day_of_referral_is_made_up(area: Area, dated: str | None) -> None:
    assert "referred_on" not in answers(area, bytes(message(dated)), "mail.eml")

"""A form as somebody in a hurry fills it in: nothing lands with the wrong person, and nothing must be typed again."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any

import docx
import pytest

from openccr.conference.operations.forms import try_form
from openccr.conference.rules.forms import ReadForm
from openccr.kernel.refusals import Refusal
from openccr.tabular.names import without_alias
from tests.conference.conferences import WHEN
from tests.makers import Area

AGENCY = [
    ("Referring agency:", "Willowmere Homes"),
    ("Name of referrer", "J. Pemberly"),
    ("Contact no.", "07700 900123"),
]
HER = {"Name": "MARSHFIELD, Tansy (aka Tans)", "D.O.B.": "3/4/91 (35)", "Disabled": "Y - epilepsy", "LGBT?": "Yes / No"}
CHILDREN = [("Name", "DOB"), ("Poppy Marshfield", "01/09/2019"), ("baby due March", "")]
LINES = (
    "☒ Visible high risk (DASH 14 or more)   Number of ticks: 17",
    "☐ Professional judgement",
    "Background and reason for referral",
    "He kicked in the door.",
    "What does the victim want / what are they afraid of?",
    "The locks changed.",
)


def _table(word: Any, rows: Sequence[Sequence[str]]) -> None:
    table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def read(area: Area, *, agency: Sequence[tuple[str, str]] = (), her: Mapping[str, str] = HER) -> ReadForm:
    word = docx.Document()
    if agency:
        _table(word, agency)
    word.add_heading("VICTIM DETAILS", 2)
    _table(word, [*her.items()])
    word.add_heading("CHILDREN", 2)
    _table(word, CHILDREN)
    word.add_heading("Why you refer", 2)
    for line in LINES:
        word.add_paragraph(line)
    data = io.BytesIO()
    word.save(data)
    (tried,) = try_form(actor=area.bea, data=data.getvalue(), filename="form.docx", at=WHEN)
    return tried.form


def test_the_agencys_own_number_is_never_taken_for_hers(area: Area) -> None:
    form = read(area, agency=AGENCY)
    assert "victim_phone" not in form.answers
    assert ("Contact no.", "07700 900123") in [(one.label, one.text) for one in form.unplaced]
    both = read(area, agency=[*AGENCY, ("Victim's telephone", "07700 900456")])
    assert both.answers["victim_phone"] == "07700 900456", "the label itself says whose it is"
    hers = read(area, agency=AGENCY, her={**HER, "Contact no.": "07700 900456"})
    assert hers.answers["victim_phone"] == "07700 900456", "it stands under her heading"


def test_an_answer_with_more_beside_it_is_the_answer_and_nothing_is_lost(area: Area) -> None:
    form = read(area)
    assert form.answers["disability"] == "yes"
    assert ("Disabled", "Y - epilepsy") in [(one.label, one.text) for one in form.unplaced]
    assert form.answers["lgbt"] == "Yes / No", "nobody chose one"


def test_a_name_with_another_and_a_child_expected_are_what_they_say(area: Area) -> None:
    answers = read(area).answers
    assert (answers["victim_given_name"], answers["victim_family_name"]) == ("Tansy", "MARSHFIELD")
    assert answers["victim_aliases"] == "Tans"
    poppy, expected = answers["children"]
    assert poppy["given_name"] == "Poppy"
    assert expected == {"family_name": "", "expected_on": "March", "unborn": "yes"}
    assert without_alias("Jane Smith a.k.a. Janey") == ("Jane Smith", "Janey")
    assert without_alias("Akasha Known") == ("Akasha Known", "")


def test_people_named_in_the_lines_of_a_message_are_read(area: Area) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "j.pemberly@housing.example", "FW: urgent"
    message.set_content(
        "please see below, sorry for the rush\n\n> Victim: Tansy Marshfield\n> DOB: 03/04/1991\n"
        "> Perp: Rory Dunnett, dob 14.2.88, ex\n> Children: Poppy 01/09/2019\n> Reason: door kicked in\n"
    )
    (tried,) = try_form(actor=area.bea, data=message.as_bytes(), filename="mail.eml", at=WHEN)
    answers = tried.form.answers
    assert (answers["victim_given_name"], answers["victim_dob"]) == ("Tansy", "03/04/1991")
    assert answers["harmers"] == [{"given_name": "Rory", "family_name": "Dunnett", "dob": "14.2.88"}]
    assert "ex" in [one.text for one in tried.form.unplaced]
    message.set_content("Victim: see the attached form\n")
    with pytest.raises(Refusal, match="Nobody is named"):
        try_form(actor=area.bea, data=message.as_bytes(), filename="mail.eml", at=WHEN)


def test_a_ticked_box_and_the_number_behind_it_are_both_read(area: Area) -> None:
    answers = read(area).answers
    assert answers["criteria"] == ["VHR"]
    assert answers["dash_score"] == "17"
    assert answers["victim_wishes"] == "The locks changed."
    assert answers["reason"] == "He kicked in the door."

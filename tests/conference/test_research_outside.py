"""A form that came back from a program without boxes, or with words typed beside one, loses nothing."""

from __future__ import annotations

import io

import docx
import pytest

from openccr.conference.operations.research_documents import preview_document, take_document
from openccr.conference.rules.research_document import WORDS
from openccr.kernel.refusals import Refusal
from openccr.tabular.fillable import PROMPT
from tests.conference.conferences import TODAY, listed, research_for
from tests.conference.test_research_return import came_back, form_sent, two_cases
from tests.makers import Area

FACTS, OFFERS = "What bears on the risk to the victim", "What you can offer to do, one action a line"


def typed(data: bytes, *tables: dict[str, str], at_the_end: str = "", title: str = "") -> bytes:
    """The form as a program leaves it that knows no boxes: plain text in the cells, table by table."""
    word = docx.Document(io.BytesIO(data))
    for table, said in zip(word.tables, tables, strict=False):
        for row in table.rows:
            if (text := said.get(row.cells[0].text)) is not None:
                row.cells[1].text = text
    if at_the_end:
        word.add_paragraph(at_the_end)
    if title:
        word.paragraphs[0].text = title
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def test_words_typed_where_a_box_was_are_that_cases_answer(area: Area) -> None:
    first, second = two_cases(area)
    contact = "Last contact with anybody in the case (day/month/year)"
    data = typed(
        form_sent(area, first),
        {FACTS: "Mum – late all week.", contact: TODAY.strftime("%d.%m.%y"), OFFERS: "A key adult\nA password"},
        {"Do you know anybody in the case?": "☐ We know somebody, and write it below\n☒ We looked and know nobody"},
    )
    where = came_back(area, first, data)
    came = preview_document(**where)  # type: ignore[arg-type]
    assert [one.can_be_taken for one in came.answers] == [True, True]
    assert take_document(**where) == 2  # type: ignore[arg-type]
    said = research_for(area, first, "housing")
    assert (said.last_contact_on, said.suggested_actions) == (TODAY, "A key adult\nA password")
    assert "late all week" in said.victim_facts
    assert research_for(area, second, "housing").state == "nil"


def test_what_stands_in_no_row_is_shown_to_whoever_looks_at_the_form(area: Area) -> None:
    case = listed(area)
    data = typed(form_sent(area, case), at_the_end="Please ring me about the eldest.")
    came = preview_document(**came_back(area, case, data))  # type: ignore[arg-type]
    assert came.notes == ("Written outside the boxes, and not taken: “Please ring me about the eldest.”",)
    assert not came.answers[0].can_be_taken


def test_a_last_contact_in_words_stands_with_the_facts(area: Area) -> None:
    case = listed(area)
    contact = "Last contact with anybody in the case (day/month/year)"
    where = came_back(area, case, typed(form_sent(area, case), {FACTS: "Arrears.", contact: "some time in spring"}))
    assert take_document(**where) == 1  # type: ignore[arg-type]
    said = research_for(area, case, "housing")
    assert (said.last_contact_on, said.victim_facts) == (None, "Last contact: some time in spring\nArrears.")


def test_a_form_left_as_it_was_made_says_nothing(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="Nothing in it answers"):
        came_back(area, case, form_sent(area, case))


def test_words_on_another_agencys_form_are_not_taken_for_this_ones(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="Nothing in it answers"):
        came_back(area, case, typed(form_sent(area, case, "police"), {FACTS: "Known."}), "housing")


def test_a_box_that_a_program_lost_before_anybody_wrote_in_it_says_nothing(area: Area) -> None:
    """LibreOffice keeps a form as OpenDocument without its boxes: “Write here” becomes a word like any other."""
    first, _ = two_cases(area)
    prompts = dict.fromkeys(WORDS.values(), PROMPT)
    data = typed(
        form_sent(area, first),
        prompts | {FACTS: "Mum – late all week.", OFFERS: "Click or tap here to enter text."},
        prompts
        | {"Do you know anybody in the case?": "☐ We know somebody, and write it below\n☒ We looked and know nobody"},
    )
    where = came_back(area, first, data)
    came = preview_document(**where)  # type: ignore[arg-type]
    assert [(dict(one.said), dict(one.on_people), one.nil) for one in came.answers] == [
        ({"victim_facts": "Mum – late all week."}, {}, False),
        ({}, {}, True),
    ]


def test_the_same_words_about_two_cases_are_the_answer_of_each(area: Area) -> None:
    first, second = two_cases(area)
    nil = {"Do you know anybody in the case?": "☐ We know somebody, and write it below\n☒ We looked and know nobody"}
    where = came_back(area, first, typed(form_sent(area, first), nil, nil))
    assert take_document(**where) == 2  # type: ignore[arg-type]
    assert [research_for(area, case, "housing").state for case in (first, second)] == ["nil", "nil"]

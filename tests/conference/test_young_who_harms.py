"""A person under 18 who harms is a child first wherever the case is asked about, read or carried away."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from openccr.access.acting import acting_as
from openccr.conference.papers.meetings import case_sheet
from openccr.conference.queries.research_copy import case_as_text
from openccr.people.rules import PartKind
from tests.conference.addresses import to
from tests.conference.conferences import TODAY, hearing_of, listed, research_for
from tests.conference.test_research_return import form_sent
from tests.makers import Area
from tests.people.test_children import somebody
from tests.signing_in import as_, text_of

LABEL = "Young person whose behaviour is harmful"


def test_forms_pages_and_papers_speak_of_a_child_who_harms_as_a_child_first(area: Area) -> None:
    case = listed(area)
    person = somebody(area, case.file, PartKind.HARMER, age=15)
    asked = research_for(area, case, "housing")

    form = text_of(as_(area.bea).get(to("research", file=case.file, research=asked.id)))
    assert f"{LABEL}, a child first: Kit Invented, 15" in form and "What you know of what this child lives with" in form
    assert "The person who harms: Mark Invented" in form  # the grown man of the same case is not called so
    referral = text_of(as_(area.amina).get(to("referral", file=case.file, referral=case.referral)))
    assert LABEL in referral and "Under 18 and a child first." in referral
    own = text_of(as_(area.amina).get(f"/case/{case.file}/people/{person}/"))
    assert "young person whose behaviour is harmful in this case. Under 18 and a child first." in own
    before = text_of(as_(area.amina).get(f"/case/{case.file}/people/{person}/before-contact/"))
    assert "Kit Invented, young person whose behaviour is harmful in this case. Under 18 and a child first." in before

    with acting_as(area.amina):
        sheet = str(list(case_sheet(area.amina, hearing_of(area, case), number=1, today=TODAY)))
    assert LABEL in sheet and "Under 18 and a child first" in sheet
    with acting_as(area.bea):
        copy = case_as_text(case.file, actor=area.bea, today=TODAY)
    assert f"{LABEL}: Kit Invented" in copy and "Under 18 and a child first" in copy
    assert f"{LABEL}, a child first: Kit Invented" in _words(form_sent(area, case))


def _words(data: bytes) -> str:
    word = Document(BytesIO(data))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in word.paragraphs), *cells])

"""Every kind of paper can be read aloud: each is made, and its finished bytes are checked for PDF/UA-1."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Meeting
from openccr.conference.operations.minutes import agree_minutes, begin_minutes, issue_minutes
from openccr.conference.papers.pack import pack
from openccr.conference.recipients import oneself
from openccr.documents.kinds import paper_kinds
from openccr.documents.making import fetch_paper, make_paper, printed
from openccr.documents.typesetting import pdf_of
from openccr.site.assurance.facts import installation
from openccr.site.assurance.papers import PAPERS as ASSURANCE
from tests.conference.conferences import WHEN, Listed, listed
from tests.conference.test_case_papers import asked_for, case  # noqa: F401
from tests.documents.pdfua import findings
from tests.makers import Area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

MAKERS = {"promise-sheet": "grace", "evidence": "grace"}
"""Who makes a kind, where it is not the coordinator."""
FOR = {"thanks": "police", "actions": "housing"}
"""Whom it is made for, where it is not the maker's own agency."""


@pytest.fixture
def told(area: Area, case: Listed) -> Listed:  # noqa: F811
    """A case heard, whose meeting has minutes: issued, and a correction begun."""
    asked_for(area, case)
    with acting_as(area.amina):
        Meeting.objects.filter(id=case.meeting).update(state="held", held_at=WHEN)
    first = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    agree_minutes(actor=area.fay, minutes_id=first, at=WHEN)
    issue_minutes(actor=area.amina, minutes_id=first, at=WHEN)
    begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN, why="A date was wrong")
    return case


def test_each_kind_of_paper_passes(area: Area, told: Listed) -> None:
    heard, waiting = told, listed(area, given="Tove")
    of_a_case = {key: kind for key, kind in paper_kinds().items() if kind.about in ("meeting", "file")}
    del of_a_case["where"]  # needs whereabouts that somebody chose: test_where_on_paper
    for key, kind in of_a_case.items():
        actor = area.actors[MAKERS.get(key, "amina")]
        case = waiting if key == "research-pack" else heard  # noqa: F811
        about = case.meeting if kind.about == "meeting" else case.file
        to = area.agencies[FOR[key]] if key in FOR else actor.agency
        paper = make_paper(actor=actor, kind=key, about=about, agency_id=to, at=WHEN)
        made = fetch_paper(actor=actor, paper=paper, form="pdf", at=WHEN).data
        assert findings(made) == [], key


def test_the_pack_that_prints_passes(area: Area) -> None:
    case = listed(area)  # noqa: F811
    with acting_as(area.amina):
        content = pack(actor=area.amina, about=case.meeting, recipient=oneself(area.amina), today=WHEN.date())
        made = printed(area.amina, content, to="The coordinator", reference="P-TEST", at=WHEN)
    assert findings(pdf_of(made)) == []


@pytest.mark.parametrize("key", ASSURANCE)
def test_each_paper_for_data_protection_passes(area: Area, key: str) -> None:
    with acting_as(area.amina):
        facts = installation(area.amina)
        content = ASSURANCE[key].content(facts)
        made = printed(area.amina, content, to=facts.partnership, reference=facts.code, at=WHEN)
    assert findings(pdf_of(made)) == []

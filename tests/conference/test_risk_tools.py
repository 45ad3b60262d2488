"""A referral names its risk tool: by her age on the form, in a column of a file; a graded tool sends no score."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.conference.operations.drafts import submit_draft
from openccr.conference.pages.drafts import to_step
from openccr.conference.rules.answers import read_answers
from openccr.risk.queries import all_risks
from tests.conference.drafts import WHOLE
from tests.conference.test_draft_pages import made
from tests.conference.test_referral_rules import READING
from tests.makers import NOW, Area
from tests.signing_in import sign_in

YOUNG = {"victim_dob": "3/4/2010", "risk_tool": "young24"}
GRADED: dict[str, Any] = {"risk_tool": "frequency18", "dash_score": "", "risk_grade": "high", "criteria": ["PJ"]}


def problems(**changed: Any) -> list[str]:
    return [str(one) for one in read_answers({**WHOLE, **changed}, reading=READING).problems]


def sent(area: Area, **changed: Any) -> Any:
    received = submit_draft(actor=area.pia, draft=made(area.pia, **changed), at=NOW)
    with acting_as(area.amina):
        return all_risks(received.file_id)[0]


def test_without_a_tool_the_score_is_the_usual_checklists() -> None:
    one = read_answers(WHOLE, reading=READING).submission
    assert one is not None and (one.instrument, one.dash_score, one.grade) == ("", 16, "")


def test_the_young_peoples_score_is_kept_under_its_own_tool(area: Area) -> None:
    risk = sent(area, **YOUNG)
    assert (risk.instrument, risk.score, risk.high) == ("young24@1", 16, True)


def test_a_graded_tool_gives_a_judgement_and_no_score(area: Area) -> None:
    risk = sent(area, **GRADED)
    assert (risk.instrument, risk.score, risk.grade, risk.high) == ("frequency18@1", None, "high", True)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({**GRADED, "dash_score": "12"}, "has no score"),
        ({"risk_grade": "high"}, "has no such grade"),
        ({"risk_tool": "stalking11"}, ""),
    ],
)
def test_what_does_not_belong_together_is_named(changed: dict[str, Any], says: str) -> None:
    found = problems(**changed)
    assert found and says in " ".join(found)


def test_visible_high_risk_of_a_tool_that_does_not_count_for_it_is_asked_about() -> None:
    gaps = read_answers({**WHOLE, **GRADED, "criteria": ["VHR"]}, reading=READING).gaps
    assert any(one.field == "dash_score" for one in gaps)


@pytest.mark.parametrize(("born", "tool"), [("3/4/2010", "young24"), ("3/4/1988", "dash24")])
def test_the_form_proposes_the_tool_that_is_written_for_her_age(
    area: Area, client: Client, born: str, tool: str
) -> None:
    sign_in(client, area.pia)
    page = client.get(to_step(made(area.pia, victim_dob=born), "risk"))
    assert page.context["form"].initial["risk_tool"] == tool

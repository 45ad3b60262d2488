"""Answering the risk instrument through the browser's eyes."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.content.schema.instruments import Instrument
from openccr.risk.models import Assessment, Draft
from openccr.risk.queries import draft_of, latest_risk
from openccr.risk.rules import Given
from tests.makers import Area
from tests.risk.making import somebody
from tests.risk.tools import TOOLS
from tests.risk.visiting import case_with_victim, form, to
from tests.signing_in import as_, text_of


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.id)
def test_every_item_is_asked_in_the_instruments_own_words_and_answers(area: Area, tool: Instrument) -> None:
    case, _ = case_with_victim(area)
    page = unescape(text_of(as_(area.bea).get(to(case, tool.id))))
    for item in tool.items:
        assert page.count(f'name="item_{item.number}"') == len(tool.answers)
        assert item.text in page
    for group in tool.groups.values():
        assert group.name in page
    assert "Neither is ever a no" in page


def test_the_page_of_questions_says_how_score_and_judgement_stand(area: Area) -> None:
    case, _ = case_with_victim(area)
    page = text_of(as_(area.bea).get(to(case)))
    assert "a score never lowers it, and it never lowers a high score" in page


def test_an_assessment_is_answered_and_shown_on_the_case(area: Area) -> None:
    case, person = case_with_victim(area)
    answer = as_(area.bea).post(to(case), form(person, yes=9, note_3="“He will find me.”", source_4="record"))
    assert answer.status_code == 302
    with acting_as(area.bea):
        risk = latest_risk(case)
        assert risk is not None
        assert (risk.score, risk.unknowns, risk.judged_high) == (9, 0, True)
        assert risk.answers[3] == Given(answer="yes", note="“He will find me.”", source="she")
        assert risk.answers[4].source == "record"


def test_what_is_not_known_is_said_and_never_assumed(area: Area) -> None:
    case, person = case_with_victim(area)
    given = form(person, yes=0)
    del given["item_4"]
    answer = as_(area.bea).post(to(case), given)
    assert answer.status_code == 422
    assert "Choose an answer to “4. " in text_of(answer)
    assert as_(area.bea).post(to(case), {**given, "item_4": "unknown"}).status_code == 302
    with acting_as(area.bea):
        risk = latest_risk(case)
    assert risk is not None
    assert risk.unknowns == 1


def test_a_judgement_against_the_tool_needs_its_reasons_and_nothing_typed_is_lost(area: Area) -> None:
    case, person = case_with_victim(area)
    answer = as_(area.bea).post(to(case), form(person, yes=16, judged_high="no", judgement_reason="", note_1="A cut"))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Give the reasons for your judgement. The tool shows 16 yes" in page
    assert "A cut" in page


def test_nobody_is_assessed_in_a_case_one_is_not_on(area: Area) -> None:
    case, person = case_with_victim(area)
    assert as_(area.carl).get(to(case)).status_code == 404
    assert as_(area.carl).post(to(case), form(person, yes=3)).status_code == 404


def test_whose_risk_it_is_is_asked_where_there_are_two_victims(area: Area) -> None:
    case, first = case_with_victim(area)
    assert 'name="person"' not in text_of(as_(area.bea).get(to(case)))
    second = somebody(area, case)
    assert text_of(as_(area.bea).get(to(case))).count('name="person"') == 2
    _, stranger = case_with_victim(area)
    assert as_(area.bea).post(to(case), form(stranger, yes=3)).status_code == 422
    assert as_(area.bea).post(to(case), form(second, yes=3)).status_code == 302
    with acting_as(area.bea):
        assert [row.person_id for row in Assessment.objects.filter(file_id=case)] == [second]
    assert first != second


def test_what_was_not_asked_is_told_apart_from_what_is_not_known_and_has_no_source(area: Area) -> None:
    case, person = case_with_victim(area)
    answer = as_(area.bea).post(to(case), form(person, yes=0, item_4="not_asked", item_5="unknown"))
    assert answer.status_code == 302
    with acting_as(area.bea):
        risk = latest_risk(case)
    assert risk is not None
    assert (risk.unknowns, risk.not_asked) == (1, 1)
    assert (risk.answers[4].source, risk.answers[5].source) == ("", "she")


# ------------------------------------------------------------------------------------------------------------ drafts


def test_a_half_answered_assessment_is_kept_as_typed_and_taken_up_again(area: Area) -> None:
    case, _ = case_with_victim(area)
    bea = as_(area.bea)
    typed = {"item_1": "yes", "note_1": "A cut", "assessed_on_day": "3", "judgement_reason": "Her f", "keep": "draft"}
    assert bea.post(to(case), typed).status_code == 302
    with acting_as(area.bea):
        assert latest_risk(case) is None
        assert draft_of(file_id=case, instrument="dash24@1")["note_1"] == "A cut"
    page = text_of(bea.get(to(case)))
    assert "A cut" in page and "Her f" in page
    assert 'value="yes" checked' in page
    assert "Half answered" in text_of(bea.get(reverse("risk.choose", args=[case])))
    assert to(case) in text_of(bea.get("/"))


def test_what_the_page_sends_before_it_locks_is_kept_and_gone_once_saved(area: Area) -> None:
    case, person = case_with_victim(area)
    bea = as_(area.bea)
    to_draft = reverse("risk.draft", args=[case, "dash24@1"])
    assert f'data-draft-href="{to_draft}"' in text_of(bea.get(to(case)))
    for note in ("A cut", "A deep cut"):
        assert bea.post(to_draft, {"item_1": "yes", "note_1": note}).status_code == 204
    with acting_as(area.bea):
        assert draft_of(file_id=case, instrument="dash24@1")["note_1"] == "A deep cut"
    assert bea.post(to(case), form(person, yes=9)).status_code == 302
    with acting_as(area.bea):
        assert draft_of(file_id=case, instrument="dash24@1") == {}


def test_half_an_answer_is_read_by_nobody_else(area: Area) -> None:
    case, _ = case_with_victim(area)
    as_(area.bea).post(reverse("risk.draft", args=[case, "dash24@1"]), {"note_1": "A cut"})
    for other in (area.grace, area.amina, area.carl):
        with acting_as(other):
            assert not Draft.objects.filter(file_id=case).exists()
    assert as_(area.carl).post(reverse("risk.draft", args=[case, "dash24@1"]), {"note_1": "x"}).status_code == 404

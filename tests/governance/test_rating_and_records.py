"""Who still has to rate is told on their list, and the registers speak for a component beside the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.governance.models import SittingItem, StrategyRemark
from openccr.governance.operations.agenda import arrange_agenda
from openccr.governance.operations.assessment import Said, move_round, open_round, rate
from openccr.governance.operations.strategy import consult
from openccr.governance.operations.strategy_partners import remark
from openccr.governance.panels import TODOS
from openccr.governance.queries.assessment import moderated
from openccr.governance.records import REGISTERS, records_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from tests.governance.boards import held, opened, planned
from tests.governance.strategies import strategy_made
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def worker(area: Area) -> Actor:
    return replace(area.bea, role=Role.PANEL_WORKER)


def list_of(actor: Actor, title: str) -> list[str]:
    todo = next(one for one in TODOS if one.title == title)
    with acting_as(actor):
        return [one.text for one in todo.query(actor=actor)]


def round_open(area: Area) -> UUID:
    return open_round(actor=area.amina, kind="light", name="Spring", rate_by=TODAY + timedelta(days=20), at=NOW)


def test_a_lead_and_the_panels_worker_are_told_to_rate_until_they_have(area: Area) -> None:
    assert list_of(area.lena, "Self-assessment") == []
    round_id = round_open(area)
    assert list_of(area.lena, "Self-assessment") == ["Spring: rate for your agency"]
    assert list_of(worker(area), "Self-assessment, the panel") == ["Spring: rate with the panel"]
    assert list_of(area.amina, "Self-assessment, the panel") == []
    with acting_as(area.lena):
        questions = _questions(round_id)
    for component in {of for of, _ in questions.values()}:
        said = {key: Said(2, "high", "Some.") for key, (of, _) in questions.items() if of == component}
        rate(actor=area.lena, round_id=round_id, component=component, said=said, at=NOW)
    assert list_of(area.lena, "Self-assessment") == []


def _questions(round_id: UUID) -> dict[str, tuple[str, str]]:
    from openccr.governance.models import AssessmentRound

    return AssessmentRound.objects.get(id=round_id).questions


def test_in_consultation_each_agency_and_the_panel_are_asked_until_they_have_spoken(area: Area) -> None:
    strategy = strategy_made(area).strategy
    consult(actor=area.amina, strategy_id=strategy, until=TODAY + timedelta(days=60), at=NOW)
    mara = worker(area)
    assert len(list_of(area.lena, "Strategy in consultation")) == 1
    assert len(list_of(mara, "Strategy in consultation, the panel")) == 1
    remark(actor=mara, strategy_id=strategy, words="Say what happens at weekends.", panel=True, at=NOW)
    with acting_as(area.amina):
        assert StrategyRemark.objects.get().agency_id is None
    assert list_of(mara, "Strategy in consultation, the panel") == []
    assert len(list_of(area.lena, "Strategy in consultation")) == 1, "the panel's word is not the agency's"


def test_the_registers_speak_for_every_component_but_training(area: Area) -> None:
    held(area, opened(area).board)
    with acting_as(area.amina):
        components = set(practice(area.amina).assessments["ccr"].components)
        assert components - set(REGISTERS) == {"training"}
        shown = {key: records_of(area.amina, key, today=TODAY) for key in components}
    assert all(href.startswith("/") for lines in shown.values() for _, href in lines)
    assert shown["structure"][0][0] == "Sittings in twelve months: 1 held, 1 quorate"
    assert shown["training"] == []


def test_the_moderation_proposes_records_for_each_question(area: Area) -> None:
    round_id = round_open(area)
    questions = _asked(area, round_id)
    key = next(key for key, (of, _) in questions.items() if of == "structure")
    rate(actor=area.lena, round_id=round_id, component="structure", said={key: Said(2, "high", "x")}, at=NOW)
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=NOW)
    _, put = moderated(actor=area.amina, round_id=round_id, component="structure", today=TODAY)
    assert any(words.startswith("Sittings in twelve months") for words, _ in put[0].evidence)


def _asked(area: Area, round_id: UUID) -> dict[str, tuple[str, str]]:
    with acting_as(area.amina):
        return _questions(round_id)


def test_the_agenda_is_put_in_order_and_items_are_taken_out_before_the_sitting(area: Area) -> None:
    boards = opened(area)
    sitting = planned(area, boards.board, days=7)
    with acting_as(area.amina):
        items = list(SittingItem.objects.filter(sitting_id=sitting).order_by("number"))
    last, *others = reversed(items)
    places = {last.id: 1, **{one.id: one.number + 1 for one in others}, items[0].id: None}
    arrange_agenda(actor=area.fay, sitting_id=sitting, places=places, at=NOW)
    with acting_as(area.fay):
        now = list(SittingItem.objects.filter(sitting_id=sitting).order_by("number"))
    assert [one.id for one in now] == [last.id, *(one.id for one in items[1:-1])]
    assert [one.number for one in now] == list(range(1, len(items)))
    with pytest.raises(NotFound):
        arrange_agenda(actor=area.fay, sitting_id=sitting, places={last.id: 1}, at=NOW)
    with pytest.raises((Refusal, NotFound)):
        arrange_agenda(actor=area.carl, sitting_id=sitting, places={one.id: 1 for one in now}, at=NOW)


def test_the_calendar_leads_nobody_to_a_page_that_is_not_theirs(area: Area) -> None:
    page = text_of(as_(area.lena).get("/partnership/calendar/"))
    assert 'href="/figures/"' not in page.split("<main")[1].split("</main")[0]
    assert 'href="/figures/"' in text_of(as_(area.amina).get("/partnership/calendar/")).split("<main")[1]

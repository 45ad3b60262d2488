"""The strategy: SMART in words, consultation and agreement, versions, contributions, theory of change, live values."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import Error
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.actions.operations.area import agree_area_action
from openccr.content import load
from openccr.governance.measuring import LEARNING, measures
from openccr.governance.models import AgencyContribution, Indicator, Objective, Strategy, StrategyRemark
from openccr.governance.operations.outcomes import (
    add_indicator,
    note_value,
    put_objective,
    put_outcome,
    remove_objective,
)
from openccr.governance.operations.strategy import (
    agree_strategy,
    begin_strategy,
    consult,
    redraft,
    write_strategy,
)
from openccr.governance.operations.strategy_partners import (
    agree_contribution,
    answer_remark,
    put_contribution,
    remark,
)
from openccr.governance.operations.theory import put_step, remove_step
from openccr.governance.queries.outcomes import indicator_of, objective_of
from openccr.governance.queries.strategy import strategy_of
from openccr.governance.rules.outcomes import Aim
from openccr.governance.rules.strategy import StrategyState
from openccr.kernel.refusals import NotFound, Refusal
from tests.governance.strategies import ENDS, HEAD, NOW, SMART, TODAY, Made, aimed, last_person_said, strategy_made
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

FORM = load().strategy
CONSULTED = TODAY + timedelta(days=FORM.consultation_days)


@pytest.fixture
def made(area: Area) -> Made:
    return strategy_made(area)


def agreed(area: Area, made: Made, *, days: int = 40) -> None:
    last_person_said(area, made.strategy)
    consult(actor=area.amina, strategy_id=made.strategy, until=CONSULTED, at=NOW)
    at = NOW + timedelta(days=days)
    agree_strategy(
        actor=area.amina, strategy_id=made.strategy, agreed_on=TODAY, agreed_where="Partnership board, November", at=at
    )


def test_a_draft_is_consulted_on_remarks_are_answered_and_the_board_agrees(area: Area, made: Made) -> None:
    with pytest.raises(Refusal, match="28 days"):
        consult(actor=area.amina, strategy_id=made.strategy, until=TODAY + timedelta(days=5), at=NOW)
    with pytest.raises(Refusal, match="not in consultation"):
        remark(actor=area.bea, strategy_id=made.strategy, words="Too long.", at=NOW)
    consult(actor=area.amina, strategy_id=made.strategy, until=CONSULTED, at=NOW)
    with pytest.raises(Refusal, match="in consultation"):
        put_outcome(actor=area.amina, strategy_id=made.strategy, words="Another", at=NOW)
    said = remark(actor=area.bea, strategy_id=made.strategy, words="Where is housing?", at=NOW)
    with pytest.raises(Refusal, match="already"):
        remark(actor=area.bea, strategy_id=made.strategy, words=" Where is housing?", at=NOW)
    panel = remark(actor=area.amina, strategy_id=made.strategy, words="Plainer words.", at=NOW, panel=True)
    late = NOW + timedelta(days=40)
    with pytest.raises(Refusal, match="2 remarks"):
        agree_strategy(actor=area.amina, strategy_id=made.strategy, agreed_on=TODAY, agreed_where="Board", at=late)
    for one in (said, panel):
        answer_remark(actor=area.amina, remark_id=one, answer="Outcome two.", at=late)
    last_person_said(area, made.strategy)
    agree_strategy(actor=area.amina, strategy_id=made.strategy, agreed_on=TODAY, agreed_where="Board", at=late)
    with acting_as(area.bea):
        assert Strategy.objects.get().state == StrategyState.AGREED
        assert {one.agency_id for one in StrategyRemark.objects.all()} == {area.bea.agency_id, None}


def test_a_strategy_goes_back_to_be_written_and_what_was_said_stays(area: Area, made: Made) -> None:
    consult(actor=area.amina, strategy_id=made.strategy, until=CONSULTED, at=NOW)
    remark(actor=area.bea, strategy_id=made.strategy, words="Where is housing?", at=NOW)
    redraft(actor=area.amina, strategy_id=made.strategy, at=NOW)
    write_strategy(actor=area.amina, strategy_id=made.strategy, written=replace(HEAD, title="Plainer"), at=NOW)
    shown = strategy_of(actor=area.bea, strategy_id=made.strategy, today=TODAY)
    assert shown.row.title == "Plainer" and len(shown.remarks) == 1


def test_what_was_said_is_taken_in_and_agreed_without_asking_everybody_again(area: Area, made: Made) -> None:
    client, here = as_(area.amina), reverse("governance.strategy", kwargs={"strategy": made.strategy})
    agree = "Write down that it is agreed"
    last_person_said(area, made.strategy)
    consult(actor=area.amina, strategy_id=made.strategy, until=CONSULTED, at=NOW)
    said = remark(actor=area.bea, strategy_id=made.strategy, words="Where is housing?", at=NOW)
    answer_remark(actor=area.amina, remark_id=said, answer="Outcome two.", at=NOW)
    redraft(actor=area.amina, strategy_id=made.strategy, at=NOW)
    assert agree not in text_of(client.get(here)), "broken off: partners could not speak to the end"
    with pytest.raises(Refusal, match="not asked to the end"):
        agree_strategy(actor=area.amina, strategy_id=made.strategy, agreed_on=TODAY, agreed_where="Board", at=NOW)
    consult(actor=area.amina, strategy_id=made.strategy, until=CONSULTED, at=NOW)
    late = NOW + timedelta(days=40)
    redraft(actor=area.amina, strategy_id=made.strategy, at=late)
    put_outcome(actor=area.amina, strategy_id=made.strategy, words="Nobody moves twice", at=late)
    page = text_of(client.get(here))
    assert agree in page and "partners and survivors were asked until" in page
    agree_strategy(actor=area.amina, strategy_id=made.strategy, agreed_on=TODAY, agreed_where="Board", at=late)
    with acting_as(area.bea):
        assert Strategy.objects.get().state == StrategyState.AGREED


def test_an_objective_nobody_could_measure_keeps_the_strategy_from_being_agreed(area: Area) -> None:
    found = strategy_made(area, measured=False)
    with pytest.raises(Refusal, match="not SMART"):
        agreed(area, found)


def test_a_new_version_carries_everything_over_and_replaces_the_old_when_agreed(area: Area, made: Made) -> None:
    put_contribution(
        actor=area.amina, strategy_id=made.strategy, agency_id=area.agencies["police"], words="Two officers.", at=NOW
    )
    step = put_step(
        actor=area.amina, strategy_id=made.strategy, column="done", words="Training", leads_to=(str(made.outcome),),
        assumption="Practices let staff go", at=NOW,
    )  # fmt: skip
    agreed(area, made)
    with pytest.raises(Refusal, match="agreed"):
        put_objective(actor=area.amina, outcome_id=made.outcome, aimed=aimed(), at=NOW)
    later = begin_strategy(actor=area.amina, written=replace(HEAD, title="Next"), at=NOW)
    shown = strategy_of(actor=area.amina, strategy_id=later, today=TODAY)
    assert shown.row.number == 2 and shown.lines.every_objective[0].smart == SMART
    assert [one.agreed_on for one in shown.contributions] == [None]
    copied = next(one for one in shown.steps if one.words == "Training")
    assert copied.leads_to == (str(shown.lines.outcomes[0].id),) and copied.id != str(step)
    with pytest.raises(Refusal, match="being written"):
        begin_strategy(actor=area.amina, written=HEAD, at=NOW)
    agreed(area, replace(made, strategy=later))
    with acting_as(area.amina):
        states = dict(Strategy.objects.values_list("number", "state"))
    assert states == {1: StrategyState.REPLACED, 2: StrategyState.AGREED}


def test_an_agencys_contribution_counts_once_its_own_lead_agrees(area: Area, made: Made) -> None:
    police, housing = area.agencies["police"], area.agencies["housing"]
    theirs = put_contribution(
        actor=area.amina, strategy_id=made.strategy, agency_id=police, words="Two officers.", at=NOW
    )
    own = put_contribution(actor=area.lena, strategy_id=made.strategy, agency_id=housing, words="A room.", at=NOW)
    with pytest.raises(NotFound):
        put_contribution(actor=area.lena, strategy_id=made.strategy, agency_id=police, words="More.", at=NOW)
    with pytest.raises(NotFound):
        agree_contribution(actor=area.lena, contribution_id=theirs, agreed_by="Lena", agreed_on=TODAY, at=NOW)
    agree_contribution(actor=area.lena, contribution_id=own, agreed_by="Lena, director", agreed_on=TODAY, at=NOW)
    with acting_as(area.lena):
        found = AgencyContribution.objects.get(id=own)
        assert found.agreed_by == "Lena, director"
        assert not AgencyContribution.objects.filter(id=theirs).update(words="None.")


def test_who_does_not_coordinate_changes_no_line_even_in_sql(area: Area, made: Made) -> None:
    with pytest.raises(Refusal):
        put_outcome(actor=area.bea, strategy_id=made.strategy, words="Mine", at=NOW)
    with acting_as(area.bea):
        assert not Objective.objects.filter(id=made.objective).update(words="Mine")
        with pytest.raises(Error), transaction.atomic():
            Strategy(
                partnership_id=area.bea.partnership, number=9, title="x", begins_on=TODAY, ends_on=ENDS,
                review_on=TODAY, opened_at=NOW, opened_by="x", state="replaced",
            ).save(force_insert=True)  # fmt: skip
    with acting_as(area.dee):
        assert not (Strategy.objects.exists() or Objective.objects.exists())


def test_typed_values_have_a_day_and_a_source_and_a_later_one_of_the_day_counts(area: Area, made: Made) -> None:
    for wrong in ({"on": TODAY + timedelta(days=1)}, {"source": " "}):
        given = {"number": Decimal(20), "on": TODAY, "source": "Practices", "at": NOW} | wrong
        with pytest.raises(Refusal):
            note_value(actor=area.amina, indicator_id=made.indicator, **given)  # type: ignore[arg-type]
    for number in (19, 20):
        note_value(
            actor=area.amina, indicator_id=made.indicator, number=Decimal(number), on=TODAY, source="Practices", at=NOW
        )
    _, _, shown = indicator_of(actor=area.bea, indicator_id=made.indicator, today=TODAY)
    assert [one.words for one in shown.values] == ["20"] and shown.stands == "Between baseline and target."


def test_an_indicator_may_follow_a_named_measure_and_no_other(area: Area, made: Made) -> None:
    known = measures(load())
    assert {"return.repeats", "working.attendance", "assessment.training", LEARNING} <= set(known)
    aim = Aim(baseline=None, target=Decimal(90), target_on=TODAY + timedelta(days=300))
    given = {"actor": area.amina, "objective_id": made.objective, "name": "", "unit": "days", "aim": aim,
             "baseline_source": "", "at": NOW}  # fmt: skip
    with pytest.raises(Refusal, match="counted here"):
        add_indicator(measure="return.made_up", **given)  # type: ignore[arg-type]
    found = add_indicator(measure="return.repeats", **given)  # type: ignore[arg-type]
    _, _, shown = indicator_of(actor=area.amina, indicator_id=found, today=TODAY)
    assert shown.row.unit == "percent" and shown.measure.startswith("Repeat cases")
    with pytest.raises(Refusal, match="by themselves"):
        note_value(actor=area.amina, indicator_id=found, number=Decimal(1), on=TODAY, source="x", at=NOW)


def test_an_objectives_actions_stand_in_the_one_action_log(area: Area, made: Made) -> None:
    agree_area_action(
        actor=area.amina, what="Visit every practice", agency_id=area.agencies["idva"],
        due_on=TODAY + timedelta(days=30), arises_from="governance.objective", arises_id=made.objective, at=NOW,
    )  # fmt: skip
    shown = objective_of(actor=area.amina, objective_id=made.objective, today=TODAY)
    assert [one.text for one in shown.actions] == ["Visit every practice"]
    assert all(word.answered for word in shown.smart)


def test_what_was_written_by_mistake_is_taken_out_of_a_draft(area: Area, made: Made) -> None:
    step = put_step(
        actor=area.amina, strategy_id=made.strategy, column="given", words="Money", leads_to=(), assumption="", at=NOW
    )
    remove_step(actor=area.amina, step_id=step, at=NOW)
    remove_objective(actor=area.amina, objective_id=made.objective, at=NOW)
    shown = strategy_of(actor=area.amina, strategy_id=made.strategy, today=TODAY)
    assert not shown.lines.every_objective and [one.words for one in shown.steps] == ["Women are heard early"]
    with pytest.raises(NotFound):
        remove_step(actor=area.amina, step_id=uuid4(), at=NOW)


def test_the_page_shows_the_lines_the_drawing_and_what_is_thin(area: Area, made: Made) -> None:
    put_step(
        actor=area.amina, strategy_id=made.strategy, column="done", words="Training", leads_to=(str(made.outcome),),
        assumption="Practices let staff go", at=NOW,
    )  # fmt: skip
    page = as_(area.amina).get(reverse("governance.strategy", kwargs={"strategy": made.strategy}))
    words = text_of(page)
    assert "Nobody here lives in fear" in words and "no objective is of “Prevention: before anybody is abused”" in words
    # The thematic area Prevention has an objective, that of how early it reaches has none: one word, two things.
    assert "thematic area with that name begin later: General practices ask about abuse." in words
    objective = as_(area.amina).get(reverse("governance.objective", kwargs={"objective": made.objective}))
    assert re.search(r"How early it reaches:\s+Early intervention.*Thematic area:\s+Prevention", text_of(objective))
    assert b"<svg" in page.content and "If: Practices let staff go" in words
    assert "Add an outcome" not in text_of(
        as_(area.bea).get(reverse("governance.strategy", kwargs={"strategy": made.strategy}))
    )


def test_a_coordinator_writes_an_objective_on_its_page_and_sees_what_is_missing(area: Area, made: Made) -> None:
    client = as_(area.amina)
    address = reverse("governance.new_objective", kwargs={"outcome": made.outcome})
    typed = {"words": "Schools teach respect", "reach": "prevention", "theme": "prevention", "agency_id": ""}
    assert client.post(address, {**typed, "reach": ""}).status_code == 422
    answer = client.post(address, typed)
    assert answer.status_code == 302
    assert text_of(client.get(answer.url)).count("Not answered.") == 5


def test_an_indicator_of_a_draft_is_put_right_and_keeps_its_values(area: Area, made: Made) -> None:
    client = as_(area.amina)
    here, change = (
        reverse(f"governance.{one}", kwargs={"indicator": made.indicator}) for one in ("indicator", "change_indicator")
    )
    note_value(actor=area.amina, indicator_id=made.indicator, number=Decimal(30), on=TODAY, source="Counted", at=NOW)
    assert change in text_of(client.get(here)) and change not in text_of(as_(area.bea).get(here))
    until = TODAY + timedelta(days=300)
    typed = {
        "name": "Referrals from practices", "baseline": "12", "baseline_source": "The practices", "target": "70",
        **{f"baseline_on_{part}": getattr(TODAY, part) for part in ("day", "month", "year")},
        **{f"target_on_{part}": getattr(until, part) for part in ("day", "month", "year")},
    }  # fmt: skip
    assert client.post(change, typed | {"name": " "}).status_code == 422
    assert client.post(change, typed | {"target": "12"}).status_code == 422
    assert client.post(change, typed | {"baseline_source": ""}).status_code == 422
    assert client.post(change, typed).status_code == 302
    page = text_of(client.get(here))
    assert "Referrals from practices" in page and "30" in page and "The practices" in page
    with acting_as(area.amina):
        row = Indicator.objects.get(id=made.indicator)
    assert (row.baseline, row.target, row.target_on) == (Decimal(12), Decimal(70), until)
    consult(actor=area.amina, strategy_id=made.strategy, until=CONSULTED, at=NOW)
    assert change not in text_of(client.get(here)) and client.post(change, typed).status_code == 422

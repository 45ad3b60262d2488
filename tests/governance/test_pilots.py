"""Pilots are evaluated, and then taken on, changed or stopped; no pilot just runs out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.governance.models import Pilot
from openccr.governance.operations.pilots import correct_pilot, evaluate_pilot, go_on, plan_pilot, start_pilot
from openccr.governance.queries.pilots import pilot_of
from openccr.governance.rules.pilots import PILOT, Evaluation, PilotFacts, PilotState
from openccr.governance.rules.quality import Follow
from openccr.kernel.refusals import Refusal
from tests.governance.commissioned import NOW, TODAY
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=90)
WHOLE = Evaluation(
    reached=3, answers={"How long from asking to having it?": "Two days"}, changed="Eleven families stayed at home.",
    survivors_said="They could choose.", not_reached="Women without a bank account.", outcome="taken_on",
    follow=Follow("Put it into the strategy", "Amina", LATER),
)  # fmt: skip


def planned(area: Area, **changed: object) -> UUID:
    values = {
        "kind": "flexible_funds", "name": "Small sums", "asks": "Do families stay?", "agency_id": None,
        "starts_on": TODAY, "evaluate_by": LATER, "at": NOW,
    }  # fmt: skip
    return plan_pilot(actor=area.amina, **values | changed)  # type: ignore[arg-type]


@pytest.fixture
def running(area: Area) -> UUID:
    pilot = planned(area)
    start_pilot(actor=area.amina, pilot=pilot, at=NOW)
    return pilot


def test_the_pack_has_the_four_pilots_of_the_source_each_with_its_questions() -> None:
    kinds = load().commissioning.pilots
    assert {"sanctuary", "mobile_advocacy", "colocation", "flexible_funds"} <= set(kinds)
    assert all(one.asks and one.source for one in kinds.values())


@pytest.mark.parametrize("state", list(PilotState))
@pytest.mark.parametrize("move", ["start", "evaluate", "go_on"])
def test_a_pilot_goes_from_planned_to_running_to_evaluated(state: PilotState, move: str) -> None:
    allowed = {
        (PilotState.PLANNED, "start"), (PilotState.RUNNING, "evaluate"), (PilotState.EVALUATED, "go_on"),
    }  # fmt: skip
    facts = PilotFacts(asks=True, outcome="changed")
    assert (PILOT.refusal(state=state, move=move, facts=facts) is None) is ((state, move) in allowed)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"kind": "magic"}, "kind"), ({"asks": " "}, "asks"), ({"evaluate_by": TODAY}, "evaluate_by")],
)
def test_a_pilot_asks_something_and_says_by_when_it_is_looked_at(
    area: Area, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        planned(area, **changed)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"changed": " "}, "changed"), ({"survivors_said": ""}, "survivors_said"), ({"not_reached": ""}, "not_reached"),
        ({"outcome": ""}, "outcome"), ({"follow": Follow()}, "action"),
    ],
)  # fmt: skip
def test_an_evaluation_says_what_changed_what_survivors_say_and_what_follows(
    area: Area, running: UUID, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        evaluate_pilot(actor=area.amina, pilot=running, evaluation=replace(WHOLE, **changed), at=NOW)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_pilot_that_is_to_change_goes_on_and_is_evaluated_again(area: Area, running: UUID) -> None:
    evaluate_pilot(actor=area.amina, pilot=running, evaluation=replace(WHOLE, outcome="changed"), at=NOW)
    go_on(actor=area.amina, pilot=running, evaluate_by=LATER, at=NOW)
    evaluate_pilot(actor=area.amina, pilot=running, evaluation=WHOLE, at=NOW)
    with pytest.raises(Refusal, match="did not decide to go on"):
        go_on(actor=area.amina, pilot=running, evaluate_by=LATER, at=NOW)


def test_how_few_a_pilot_reached_is_shown_to_nobody_but_who_keeps_it(area: Area, running: UUID) -> None:
    evaluate_pilot(actor=area.amina, pilot=running, evaluation=WHOLE, at=NOW)
    assert pilot_of(actor=area.amina, pilot=running, today=TODAY).reached == 3
    assert pilot_of(actor=area.bea, pilot=running, today=TODAY).reached == "fewer than 5"
    assert "fewer than 5" in text_of(as_(area.bea).get(reverse("governance.pilot", kwargs={"pilot": running})))


def test_a_late_evaluation_stands_on_the_coordinators_list(area: Area, running: UUID) -> None:
    client = as_(area.amina)
    assert "Evaluate: Small sums" not in text_of(client.get("/"))
    with acting_as(area.amina):
        Pilot.objects.filter(id=running).update(evaluate_by=TODAY)
    assert "Evaluate: Small sums" in text_of(client.get("/"))


def test_a_pilot_of_several_says_so_in_the_list(area: Area, running: UUID) -> None:
    assert "Several together" in text_of(as_(area.amina).get(reverse("governance.pilots")))


def test_the_evaluation_page_asks_the_packs_questions_of_that_kind(area: Area, running: UUID) -> None:
    client, address = as_(area.amina), reverse("governance.pilot_evaluate", kwargs={"pilot": running})
    assert "How long from asking to having it?" in text_of(client.get(address))
    typed = {
        "reached": "40", "answer_0": "Two days", "answer_2": "Nobody was", "changed": "They stayed.",
        "survivors_said": "Good.", "not_reached": "Some", "outcome": "taken_on", "action": "Take it on",
        "owner": "Amina",
        **{f"review_on_{part}": getattr(LATER, part) for part in ("day", "month", "year")},
    }  # fmt: skip
    assert client.post(address, typed | {"survivors_said": ""}).status_code == 422
    assert client.post(address, typed).status_code == 302
    page = text_of(client.get(reverse("governance.pilot", kwargs={"pilot": running})))
    assert "make it part of the response" in page
    assert 0 < page.index("Two days") < page.index("Nobody was"), "in the order in which the pack asks"


def test_what_was_planned_is_corrected_until_it_starts(area: Area) -> None:
    pilot, client = planned(area), as_(area.amina)
    planned(area, name="Another")
    here, correct, start = (
        reverse(f"governance.{one}", kwargs={"pilot": pilot}) for one in ("pilot", "pilot_correct", "pilot_start")
    )
    assert correct in text_of(client.get(here)) and correct not in text_of(as_(area.bea).get(here))
    form = text_of(client.get(correct))
    assert "Small sums" in form and "Do families stay?" in form, "what is there is there to be changed"
    housing = str(area.agencies["housing"])
    typed = {
        "kind": "sanctuary", "name": "Safe at home", "asks": "Do they feel safe?", "agency_id": housing,
        **{f"starts_on_{part}": getattr(TODAY, part) for part in ("day", "month", "year")},
        **{f"evaluate_by_{part}": getattr(LATER, part) for part in ("day", "month", "year")},
    }  # fmt: skip
    assert client.post(correct, typed | {"name": "Another"}).status_code == 422
    assert client.post(correct, typed | {"asks": " "}).status_code == 422
    assert client.post(correct, typed).status_code == 302
    assert client.post(correct, typed).status_code == 302, "its own name is no other's"
    with acting_as(area.amina):
        row = Pilot.objects.get(id=pilot)
    assert (row.name, row.kind, str(row.agency_id)) == ("Safe at home", "sanctuary", housing)
    assert client.post(start).status_code == 302
    assert correct not in text_of(client.get(here))
    with pytest.raises(Refusal, match="has started"):
        correct_pilot(
            actor=area.amina, pilot=pilot, kind="sanctuary", name="Else", asks="?", agency_id=None, starts_on=TODAY,
            evaluate_by=LATER, at=NOW,
        )  # fmt: skip


def test_a_planned_pilot_whose_day_is_past_stands_on_the_coordinators_list_until_it_starts_or_is_put_off(
    area: Area,
) -> None:
    pilot, client, words = planned(area), as_(area.amina), "Start it, or say from when: Small sums"
    assert words not in text_of(client.get("/"))
    with acting_as(area.amina):
        Pilot.objects.filter(id=pilot).update(starts_on=TODAY - timedelta(days=1))
    assert words in text_of(client.get("/")) and words in text_of(client.get("/partnership/watch/"))
    start_pilot(actor=area.amina, pilot=pilot, at=NOW)
    assert words not in text_of(client.get("/"))

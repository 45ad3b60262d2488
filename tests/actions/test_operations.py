"""Agreeing actions and saying what became of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action, complete, decline, give_up, reopen
from openccr.actions.queries import Whose, action_of, actions_of, open_actions
from openccr.actions.rules import ActionAgreed, ActionState
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.operations import exclude
from openccr.kernel.events import Event
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import NOW, TODAY, Area, open_case

HEARING = UUID("5f0f2a33-9d0e-4f0a-8d41-0d6c9a3a9f10")


def agreed(
    area: Area, case: UUID, *, agency: str = "housing", days: int = 7, text: str = "Change the locks", **more: object
) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text=text, faces="agencies", agency_id=area.agencies[agency],
        due_on=TODAY + timedelta(days=days), at=NOW, arises_from_id=HEARING, **more,
    )  # fmt: skip


def state_of(area: Area, action: UUID) -> Action:
    with acting_as(area.amina):
        return Action.objects.get(id=action)


def test_an_agreed_action_stands_on_the_case_its_timeline_and_in_the_audit(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case, risk="He has a key", owner_id=area.bea.appointment_id)
    with acting_as(area.bea):
        (shown,) = actions_of(case, today=TODAY)
        assert (shown.text, shown.agency, shown.owner, shown.state) == (
            "Change the locks", "Willowmere Homes", "Bea Lindqvist", ActionState.AGREED,
        )  # fmt: skip
        assert TimelineEntry.objects.get(about_id=action).sentence == "Agreed for Willowmere Homes: Change the locks"
    with acting_as(area.amina):
        assert AuditEvent.objects.filter(type="action.agreed", file_id=case).count() == 1


def test_an_agency_does_not_agree_actions_by_itself(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(Refusal, match="chair or the coordinator"):
        agree_action(
            actor=area.bea, file_id=case, text="Change the locks", faces="agencies",
            agency_id=area.agencies["housing"], due_on=TODAY, at=NOW,
        )  # fmt: skip


def test_an_action_is_not_given_to_a_person_of_another_agency(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(NotFound):
        agreed(area, case, agency="housing", owner_id=area.pia.appointment_id)


def test_the_agency_whose_action_it_is_says_that_it_is_done(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    complete(actor=area.bea, file=case, action=action, evidence="New locks fitted.", ended_on=TODAY, at=NOW)
    row = state_of(area, action)
    assert (row.state, row.evidence, row.ended_on) == ("done", "New locks fitted.", TODAY)
    with acting_as(area.bea):
        said = TimelineEntry.objects.filter(about_id=action).order_by("sentence").first()
        assert said is not None
        assert "Agreed for" in said.sentence


def test_another_agency_on_the_case_does_not(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    with pytest.raises(Refusal, match="Only the agency"):
        complete(actor=area.pia, file=case, action=action, evidence="Done.", ended_on=TODAY, at=NOW)
    assert state_of(area, action).state == "agreed"


def test_the_coordinator_may_for_any_agency(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    give_up(actor=area.amina, file=case, action=action, reason="She moved away.", ended_on=TODAY, at=NOW)
    row = state_of(area, action)
    assert (row.state, row.reason) == ("impossible", "She moved away.")


def test_an_agency_not_on_the_case_finds_nothing_there(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    for file in (case, uuid4()):
        with pytest.raises(NotFound):
            complete(actor=area.carl, file=file, action=action, evidence="Done.", ended_on=TODAY, at=NOW)


def test_an_action_is_not_reached_through_another_case(area: Area) -> None:
    case, other = open_case(area), open_case(area)
    action = agreed(area, case)
    with pytest.raises(NotFound):
        complete(actor=area.bea, file=other, action=action, evidence="Done.", ended_on=TODAY, at=NOW)


def test_what_she_does_not_want_is_kept_apart_from_what_was_not_possible(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    decline(actor=area.bea, file=case, action=action, reason="She wants to keep the old locks.", ended_on=TODAY, at=NOW)
    assert state_of(area, action).state == "refused"


def test_her_idva_says_of_another_agencys_action_that_she_chose_another_way_and_nothing_else(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    with pytest.raises(Refusal, match="Only the agency"):
        give_up(actor=area.grace, file=case, action=action, reason="She moved away.", ended_on=TODAY, at=NOW)
    with pytest.raises(Refusal, match="the IDVA or the coordinator"):
        decline(actor=area.pia, file=case, action=action, reason="So we hear.", ended_on=TODAY, at=NOW)
    decline(actor=area.grace, file=case, action=action, reason="She wants to keep her key.", ended_on=TODAY, at=NOW)
    row = state_of(area, action)
    assert (row.state, row.reason) == ("refused", "She wants to keep her key.")


def test_an_ended_action_opens_again_with_a_new_day_and_keeps_its_history(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    complete(actor=area.bea, file=case, action=action, evidence="Fitted.", ended_on=TODAY, at=NOW)
    with pytest.raises(Refusal, match="past"):
        reopen(actor=area.bea, file=case, action=action, reason="They broke.", due_on=TODAY - timedelta(days=1), at=NOW)
    reopen(actor=area.bea, file=case, action=action, reason="They broke.", due_on=TODAY + timedelta(days=3), at=NOW)
    row = state_of(area, action)
    assert (row.state, row.evidence, row.ended_on) == ("agreed", "", None)
    assert row.due_on == TODAY + timedelta(days=3)
    with acting_as(area.bea):
        said = set(TimelineEntry.objects.filter(about_id=action).values_list("sentence", flat=True))
    assert "Done: Change the locks. Fitted." in said
    assert "Opened again: Change the locks. They broke." in said


def test_who_listens_is_told_of_agreed_actions(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Event] = []
    monkeypatch.setattr("openccr.kernel.events._reactions", {ActionAgreed: [told.append]})
    agreed(area, open_case(area))
    assert [type(event) for event in told] == [ActionAgreed]


def test_late_actions_come_first_and_each_asks_for_their_own(area: Area) -> None:
    case = open_case(area)
    soon = agreed(area, case, days=3)
    late = agreed(area, case, days=1, agency="police")
    mine = agreed(area, case, days=9, owner_id=area.bea.appointment_id)
    day = TODAY + timedelta(days=2)
    with acting_as(area.bea):
        rows, count = open_actions(area.bea, whose=Whose.ALL, today=day)
        assert [row.id for row in rows] == [late, soon, mine]
        assert [row.late for row in rows] == [True, False, False]
        assert count == 3
        assert [row.id for row in open_actions(area.bea, whose=Whose.AGENCY, today=day)[0]] == [soon, mine]
        assert [row.id for row in open_actions(area.bea, whose=Whose.MINE, today=day)[0]] == [mine]
        assert [row.id for row in open_actions(area.bea, whose=Whose.LATE, today=day)[0]] == [late]
    with acting_as(area.carl):
        assert open_actions(area.carl, whose=Whose.ALL, today=day) == ([], 0)
        with pytest.raises(NotFound):
            action_of(case, late, today=day)


def test_an_agency_that_would_never_see_the_action_is_not_given_one(area: Area) -> None:
    case = open_case(area, invited=("housing", "police"))
    exclude(actor=area.amina, file=case, agency_id=area.agencies["police"], reason="his employer", at=NOW)
    for agency in ("probation", "police"):
        with pytest.raises(Refusal, match="not on this case") as refusal:
            agreed(area, case, agency=agency)
        assert refusal.value.field == "agency_id" and "invited" in refusal.value.remedy


def test_what_became_of_an_action_reads_with_one_full_stop(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case, text="Change the locks.")
    complete(actor=area.bea, file=case, action=action, evidence="New locks fitted.", ended_on=TODAY, at=NOW)
    with acting_as(area.bea):
        said = TimelineEntry.objects.filter(about_id=action).values_list("sentence", flat=True)
        assert "Done: Change the locks. New locks fitted." in said

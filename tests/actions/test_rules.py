"""The states of an action, exhaustively, and who carries the safety."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from openccr.actions.rules import (
    ACTION,
    ActionFacts,
    ActionState,
    Faces,
    is_late,
    nothing_faces_who_harms,
    who_carries,
    why_not_agreed,
)

TODAY = date(2026, 3, 2)
ENOUGH = ActionFacts(evidence="Locks changed on 1 March.", reason="She has moved away.", ended_on=TODAY, today=TODAY)
TARGETS = {
    ("proposed", "agree"): "agreed",
    ("proposed", "give_up"): "impossible",
    ("proposed", "decline"): "refused",
    ("agreed", "start"): "in_progress",
    ("agreed", "complete"): "done",
    ("agreed", "give_up"): "impossible",
    ("agreed", "decline"): "refused",
    ("in_progress", "complete"): "done",
    ("in_progress", "give_up"): "impossible",
    ("in_progress", "decline"): "refused",
    ("done", "check"): "done",
    ("done", "reopen"): "agreed",
    ("impossible", "reopen"): "agreed",
    ("refused", "reopen"): "agreed",
}


@pytest.mark.parametrize("state", list(ActionState))
@pytest.mark.parametrize("move", list(ACTION.moves))
def test_every_move_from_every_state(state: str, move: str) -> None:
    refusal = ACTION.refusal(state=state, move=move, facts=ENOUGH)
    if (state, move) in TARGETS:
        assert refusal is None
        assert ACTION.make(state=state, move=move, facts=ENOUGH) == TARGETS[state, move]
    else:
        assert refusal is not None
        assert ACTION.states[state].lower() in refusal.sentence


@pytest.mark.parametrize(
    ("move", "facts", "field"),
    [
        ("complete", ActionFacts(ended_on=TODAY, today=TODAY), "evidence"),
        ("complete", ActionFacts(evidence="Done.", ended_on=TODAY + timedelta(days=1), today=TODAY), "ended_on"),
        ("give_up", ActionFacts(reason="  ", ended_on=TODAY, today=TODAY), "reason"),
        ("decline", ActionFacts(ended_on=TODAY, today=TODAY), "reason"),
    ],
)
def test_what_became_of_an_action_is_said_in_words(move: str, facts: ActionFacts, field: str) -> None:
    refusal = ACTION.refusal(state="agreed", move=move, facts=facts)
    assert refusal is not None
    assert refusal.field == field


@pytest.mark.parametrize("move", ["start", "complete"])
def test_nothing_is_begun_or_done_while_it_is_locked(move: str) -> None:
    refusal = ACTION.refusal(state="agreed", move=move, facts=replace(ENOUGH, locked=True))
    assert refusal is not None
    assert "knows and is safe" in refusal.sentence
    assert "IDVA" in refusal.remedy


@pytest.mark.parametrize("move", ["give_up", "decline"])
def test_a_locked_action_may_end_without_being_done(move: str) -> None:
    assert ACTION.refusal(state="agreed", move=move, facts=replace(ENOUGH, locked=True)) is None


def test_nobody_confirms_what_they_did_themselves_or_what_is_confirmed() -> None:
    own = ACTION.refusal(state="done", move="check", facts=replace(ENOUGH, by_doer=True))
    again = ACTION.refusal(state="done", move="check", facts=replace(ENOUGH, checked=True))
    assert own is not None
    assert again is not None
    assert (own.sentence[:8], again.sentence[:8]) == ("You said", "Somebody")


def test_an_action_is_late_the_day_after_it_was_due_and_only_while_it_is_open() -> None:
    assert not is_late(state="agreed", due_on=TODAY, today=TODAY)
    assert is_late(state="agreed", due_on=TODAY, today=TODAY + timedelta(days=1))
    assert is_late(state="in_progress", due_on=TODAY, today=TODAY + timedelta(days=1))
    assert not is_late(state="proposed", due_on=TODAY, today=TODAY + timedelta(days=9))
    assert not is_late(state="done", due_on=TODAY, today=TODAY + timedelta(days=9))
    assert not is_late(state="impossible", due_on=TODAY, today=TODAY + timedelta(days=9))


def test_who_carries_the_safety_is_said_in_words() -> None:
    faces = [Faces.AGENCIES, Faces.AGENCIES, Faces.VICTIM, Faces.HARMER]
    said = "Of 4 actions, the work falls: 1 on the victim, 1 on the person who harms, 2 on agencies."
    assert who_carries(faces) == said
    assert who_carries([Faces.VICTIM]) == "Of 1 action, the work falls: 1 on the victim."
    assert who_carries([]) == ""


def test_a_plan_in_which_nothing_faces_the_person_who_harms_is_known_as_one() -> None:
    assert nothing_faces_who_harms([Faces.VICTIM, Faces.AGENCIES])
    assert not nothing_faces_who_harms([Faces.VICTIM, Faces.HARMER])
    assert not nothing_faces_who_harms([])


@pytest.mark.parametrize(
    ("text", "faces", "due_on", "field"),
    [
        (" ", "victim", TODAY, "text"),
        ("Change the locks", "everybody", TODAY, "faces"),
        ("Change the locks", "agencies", TODAY - timedelta(days=1), "due_on"),
    ],
)
def test_an_action_needs_words_somebody_it_falls_on_and_a_day_ahead(
    text: str, faces: str, due_on: date, field: str
) -> None:
    refusal = why_not_agreed(text=text, faces=faces, due_on=due_on, today=TODAY)
    assert refusal is not None
    assert refusal.field == field


def test_a_whole_action_may_be_agreed() -> None:
    assert why_not_agreed(text="Change the locks", faces="agencies", due_on=TODAY, today=TODAY) is None

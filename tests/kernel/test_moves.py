"""State tables refuse, offer and draw."""

from __future__ import annotations

import pytest

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import NotFound, Refusal

WHY = Refusal("No key.", remedy="Find it.", field="key")

DOOR = Moves(
    states={"shut": "Shut", "open": "Open"},
    first="shut",
    moves=(
        Move("open", "Open it", ("shut",), "open", (lambda has_key: None if has_key else WHY,)),
        Move("shut", "Shut it", ("open",), "shut"),
    ),
)


def test_a_move_leads_to_its_target() -> None:
    assert DOOR.make(state="shut", move="open", facts=True) == "open"


def test_a_move_without_what_it_needs_is_refused_with_the_reason() -> None:
    with pytest.raises(Refusal) as caught:
        DOOR.make(state="shut", move="open", facts=False)
    assert caught.value == WHY
    assert str(caught.value) == "No key. Find it."


def test_a_move_from_another_state_is_refused_in_words() -> None:
    why = DOOR.refusal(state="open", move="open", facts=True)
    assert why is not None and why.sentence == "“Open it” is not possible: the state is “open”."
    assert why.remedy == "Open the page again to see what can be done now."


def test_offered_names_the_open_and_the_closed_moves_of_a_state() -> None:
    assert DOOR.offered(state="shut", facts=False) == {"open": WHY}
    assert DOOR.offered(state="shut", facts=True) == {"open": None}


def test_an_unknown_move_or_state_is_a_mistake_and_never_a_no() -> None:
    with pytest.raises(KeyError):
        DOOR.refusal(state="shut", move="slam", facts=True)
    with pytest.raises(ValueError, match="ajar"):
        Moves(states={"shut": "Shut"}, first="shut", moves=(Move("x", "X", ("shut",), "ajar"),))


def test_the_diagram_names_every_move() -> None:
    assert "shut --> open: Open it" in DOOR.diagram()


def test_not_found_says_the_same_of_what_is_hidden_and_what_is_missing() -> None:
    assert NotFound() == NotFound()
    assert len({NotFound(), NotFound()}) == 1

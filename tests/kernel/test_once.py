"""A page that only shows asks the same question once."""

from __future__ import annotations

from openccr.kernel.once import once, showing

asked: list[tuple[int, str]] = []


@once
def question(number: int, *, word: str = "") -> list[int]:
    asked.append((number, word))
    return [number]


def test_within_a_page_the_same_question_is_asked_once_and_another_is_asked() -> None:
    asked.clear()
    with showing():
        assert question(1, word="a") is question(1, word="a")
        question(2, word="a")
        question(1, word="b")
    assert asked == [(1, "a"), (2, "a"), (1, "b")]


def test_the_next_page_asks_again_and_so_does_whatever_changes_something() -> None:
    asked.clear()
    for _ in range(2):
        with showing():
            question(1)
    question(1)
    question(1)
    assert len(asked) == 4


def test_an_error_keeps_no_answer_for_the_page_after() -> None:
    asked.clear()
    try:
        with showing():
            question(1)
            raise ValueError
    except ValueError:
        pass
    question(1)
    assert len(asked) == 2

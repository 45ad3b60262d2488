"""A page that only shows asks the database the same question once, however many of its parts need the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

Answers = dict[Any, Any]
"""What was asked, with its arguments → the answer."""

_answers: ContextVar[Answers | None] = ContextVar("openccr_answers", default=None)


@contextmanager
def showing() -> Iterator[None]:
    """While a page is made that changes nothing, queries marked with `once` keep their answers."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def answers() -> Answers | None:
    """The answers kept so far; None when none are kept. For `access.together`, which fills them ahead."""
    return _answers.get()


def once(query: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Mark a query whose answer several parts of a page need. Outside `showing()` it is asked each time.

    Its arguments must be hashable and its answer must not be changed by who gets it.
    """

    @wraps(query)
    def asked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return query(*args, **kwargs)
        key = (query, args, tuple(sorted(kwargs.items())))
        if key not in answers:
            answers[key] = query(*args, **kwargs)
        return answers[key]

    return asked

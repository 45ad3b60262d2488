"""The registry of calls: what an agency's own system may do under `/api/`. An app declares its calls in `api.py`.

Like a page, a call names its permission and is served inside the actor's transaction (`openccr.ui.called`). From the
registry come the addresses, the OpenAPI description and the call × client test, so none can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field

from openccr.access.ours import modules

LONGEST_TEXT = 10_000
"""In characters, as the pages' own long answers."""


def _sayable(text: str) -> str:
    """Raises ValueError for what no database keeps as text: a NUL, half a character."""
    if "\x00" in text or any(0xD800 <= ord(one) <= 0xDFFF for one in text):
        raise ValueError("this holds a character that is none; take it out")
    return text


Plain = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_sayable)]
"""Text as an answer of a person has it."""


def _written(day: object) -> object:
    """Raises ValueError for a number, which would count as seconds since 1970."""
    if isinstance(day, date) or (isinstance(day, str) and "-" in day):
        return day
    raise ValueError("write the day as 2026-03-02")


Day = Annotated[date, BeforeValidator(_written)]
"""A day as it is written in ISO 8601."""

View = Callable[..., Any]
"""A call's own part: (request, **parts of the address, body) → the answer's schema; `request.auth` is the actor."""


class FieldError(Schema):
    """What is wrong with one field, and what to do about it."""

    field: str = Field(description="The field's name; empty for what was sent as a whole.")
    row: int | None = Field(default=None, description="Which of several that were sent, counted from 1.")
    problem: str
    remedy: str


class Problem(Schema):
    """Why a call was not answered."""

    error: str = Field(description="Why not, in a sentence.")
    remedy: str = Field("", description="What would help.")
    fields: list[FieldError] = Field(default_factory=list)


class NotTaken(Exception):
    """What was sent has faults; none of it was taken. `fields` names them all."""

    def __init__(self, fields: list[FieldError]) -> None:
        self.fields = fields
        super().__init__("; ".join(f"{one.field}: {one.problem}" for one in fields))


@dataclass(frozen=True)
class Call:
    """One declared call.

    Args:
        name: unique, `app.call_…`; the name of its address, shared by the methods of one address.
        path: below `/api/`, as OpenAPI writes it: `research/{research_id}`.
        method: GET or POST.
        title: what it does, for the description.
        may: the permission asked before anything is read.
        view: its own part.
        answer: the schema of its answer.
        status: the status of its answer.
    """

    name: str
    path: str
    method: str
    title: str
    may: str
    view: View
    answer: type[Schema]
    status: int = 200

    @property
    def writes(self) -> bool:
        """Whether it changes anything, and so needs a key (`Idempotency-Key`)."""
        return self.method == "POST"

    @property
    def statuses(self) -> tuple[int, ...]:
        """Every status that it answers when it is not answered: all of them are in the description."""
        of_one = (404,) if "{" in self.path else ()
        return (400, 401, 403, *of_one, *((409, 413) if self.writes else ()), 422, 429)


class Calls:
    """The calls of one app."""

    def __init__(self, app: str) -> None:
        self.app = app
        self.calls: list[Call] = []

    def get(self, path: str, **more: Any) -> Callable[[View], View]:
        """Declare a call that only reads."""
        return self._declare("GET", path, **more)

    def post(self, path: str, **more: Any) -> Callable[[View], View]:
        """Declare a call that changes something."""
        return self._declare("POST", path, **more)

    def _declare(self, method: str, path: str, *, name: str, **more: Any) -> Callable[[View], View]:
        def declare(view: View) -> View:
            call = Call(name=f"{self.app}.{name}", path=path, method=method, view=view, **more)
            if any((other.path, other.method) == (call.path, call.method) for other in self.calls):
                raise ValueError(f"Call {call.method} {call.path} is declared twice")
            self.calls.append(call)
            return view

        return declare


def all_calls() -> list[Call]:
    """Every declared call of the installed apps, in the order of the apps."""
    return [call for calls in _registries() for call in calls.calls]


def _registries() -> Iterator[Calls]:
    return (module.calls for module in modules("api"))

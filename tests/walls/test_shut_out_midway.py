"""Somebody is kept out of a case while what they pressed is being done: all of it is done, or nothing, and then they
are answered as for a case that does not exist.

Every page of a case that takes a press is pressed as somebody might, and between two of its statements another
transaction keeps them out. `MIDWAY=all` tries every statement of every page, which takes twenty minutes. What is
pressed in a state only that the case of the world is not in is pressed in that: see `midway_states`; what must be done
first, or said in words that nobody could guess, stands in `midway_before`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import why_not
from openccr.access.walls import WALLS
from openccr.audit.models import AuditEvent
from openccr.kernel.actors import Actor
from openccr.people.operations import place
from openccr.ui.fields import DayMonthYearField
from openccr.ui.registry import Page
from tests.documents.attachables import PDF
from tests.signing_in import as_
from tests.walls.bad_input import asking, forms_of, undone
from tests.walls.cells import CHANGING, UUIDS
from tests.walls.midway_before import BEFORE, SAYING
from tests.walls.midway_states import so
from tests.walls.walking import SEED
from tests.walls.world import World

EVERY = os.environ.get("MIDWAY") == "all"
PERSONAS = ("bea", "grace", "amina")
DATES = (forms.DateField, DayMonthYearField)
AHEAD = (0, 9)
"""Days from today: most dates asked for are of what has happened, some of what is to come."""
SAID = frozenset({200, 204, 302})
"""Answers of a page that did what was pressed: what was opened, that it was kept, or where to go next."""
POINTS = 2
"""Statements tried of each page in a run of the tests."""


@dataclass
class Run:
    """One press: what came back, and what it wrote, a statement each with the number of its rows."""

    status: int = 0
    body: bytes = b""
    statements: int = 0
    wrote: list[tuple[str, int]] = field(default_factory=list)
    recorded: int = 0
    """Lines that it left in the log of the case: what was undone has left none."""


@pytest.fixture
def elsewhere(world: World) -> Iterator[psycopg.Cursor]:
    """Another connection: what is said there is committed at once."""
    given = connections["owner"].get_connection_params() | {"cursor_factory": psycopg.Cursor}
    with psycopg.connect(**given, autocommit=True) as other, other.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '5s'; SET ROLE {WALLS}")
        yield cursor


@dataclass(frozen=True)
class Button:
    """A page of the case that takes a press from somebody."""

    world: World
    page: Page
    actor: Actor
    client: Client
    form: forms.BaseForm | None
    days: int
    elsewhere: psycopg.Cursor

    def shut_out(self) -> None:
        """In another transaction."""
        self.elsewhere.execute(
            "INSERT INTO casefiles_exclusion"
            " (id, file_id, user_id, unit, reason, from_at, held, substitute, lift_reason)"
            " VALUES (gen_random_uuid(), %s, %s, '', 'midway', now() - interval '1 day', false, '', '')",
            [self.world.ids["file"], self.actor.user_id],
        )

    @contextmanager
    def let_back_in(self) -> Iterator[None]:
        """Afterwards."""
        try:
            yield
        finally:
            self.elsewhere.execute("DELETE FROM casefiles_exclusion WHERE reason = 'midway'")

    def ready(self) -> tuple[str, dict[str, Any]]:
        """What comes first is done: the address, and the form filled in as somebody might send it."""
        name, form = self.page.name, self.form
        address = self.world.address(self.page)
        if name in BEFORE:
            address = self.world.address(self.page, **(BEFORE[name](self.world) or {}))
            form = shown(self.page, self.client, address)
        said = filled_in(form, self.days)
        return address, said | (SAYING[name](self.world, form) if name in SAYING else {})

    def recorded(self) -> int:
        with acting_as(self.world.area.commands):
            return AuditEvent.objects.filter(file_id=self.world.ids["file"]).count()


def press(button: Button, *, before: int = 0) -> Run:
    """Do what comes first, fill it in and press; before the statement with that number they are shut out."""
    run = Run()
    button.client.cookies.pop("messages", None)

    def noted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        run.statements += 1
        if run.statements == before:
            button.shut_out()
        answer = execute(sql, params, many, context)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "accounts_session" not in sql:
            run.wrote.append((sql.partition("(")[0][:80], context["cursor"].rowcount))
        return answer

    with undone():
        address, said = button.ready()
        recorded = button.recorded()
        with connection.execute_wrapper(noted):
            answer = button.client.post(address, said)
        run.recorded = button.recorded() - recorded
    run.status, run.body = answer.status_code, bare(answer)
    return run


def filled_in(form: forms.BaseForm | None, days: int) -> dict[str, Any]:
    """The form as somebody might send it, dates in their three boxes and so many days from today."""
    said: dict[str, Any] = {}
    day, hours = timezone.localdate() + timedelta(days=days), iter(range(10, 24))
    for name, one in form.fields.items() if form is not None else ():
        key = form.add_prefix(name)
        kept = form[name].value() if isinstance(one.widget, forms.HiddenInput) else None
        said[key] = likely(one) if kept is None else kept
        if isinstance(one, DATES):
            said |= {f"{key}_{part}": getattr(day, part) for part in ("day", "month", "year")}
        elif isinstance(one, forms.TimeField):  # each later than the one before: from, until
            said[key] = f"{next(hours)}:00"
    return said


def likely(one: forms.Field) -> Any:
    """What somebody might say there."""
    if isinstance(one, forms.FileField):
        return SimpleUploadedFile("x.pdf", PDF)
    offered = [key for key, words in getattr(one, "choices", ()) if key and not isinstance(words, list | tuple)]
    if offered:
        return [offered[0]] if isinstance(one, forms.MultipleChoiceField) else offered[0]
    match one:
        case forms.BooleanField():
            return "on"
        case forms.IntegerField() | forms.DecimalField():
            return "1"
        case forms.EmailField():
            return "x@exampleshire.example"
    return one.initial if isinstance(one.initial, str) and one.initial else "Quiet words about it"


def buttons(world: World, elsewhere: psycopg.Cursor) -> Iterator[tuple[Button, Run]]:
    """Every page of the case that takes a press from one of them, with what comes of it undisturbed."""
    clients = {name: as_(world.area.actors[name]) for name in PERSONAS}
    for client in clients.values():
        client.raise_request_exception = False
    for page in asking():
        if page.of_file:
            with so(world, page.name, elsewhere):
                yield from _first_that_may(world, page, clients, elsewhere)


def _first_that_may(
    world: World, page: Page, clients: dict[str, Client], elsewhere: psycopg.Cursor
) -> Iterator[tuple[Button, Run]]:
    for name, client in clients.items():
        if page.may and why_not(world.area.actors[name], page.may) is not None:
            continue
        form = None if page.name in BEFORE else shown(page, client, world.address(page))
        dated = form is not None and any(isinstance(one, DATES) for one in form.fields.values())
        for days in AHEAD[: 1 + dated]:
            button = Button(world, page, world.area.actors[name], client, form, days, elsewhere)
            whole = press(button)
            if whole.status in SAID and whole.wrote:
                yield button, whole
                return


def shown(page: Page, client: Client, address: str) -> forms.BaseForm | None:
    """The form of a page that is asked for; None for a button."""
    return next(forms_of(page, client, address), None) if "GET" in page.methods else None


def nowhere(client: Client) -> bytes:
    """What is answered about a case that does not exist."""
    client.cookies.pop("messages", None)
    with undone():
        return bare(client.get(f"/case/{uuid4()}/"))


def bare(answer: Any) -> bytes:
    """An answer without what differs from request to request."""
    return CHANGING.sub(b"", UUIDS.sub(b"ID", answer.content))


@pytest.mark.django_db
def test_whoever_is_shut_out_while_it_is_done_has_done_it_or_finds_nothing_there(
    world: World, elsewhere: psycopg.Cursor
) -> None:
    area, now = world.area, timezone.now()
    somebody = {"file": world.ids["file"], "person": world.ids["person"], "at": now}
    place(actor=area.bea, kind="email", text="rowan@mail.example", **somebody)
    faults, pages, statuses = [], 0, set()
    drawn = random.Random(SEED)
    hidden: dict[Client, bytes] = {}
    for button, whole in buttons(world, elsewhere):
        pages += 1
        if button.client not in hidden:
            hidden[button.client] = nowhere(button.client)
        points = range(1, whole.statements + 1)
        for point in points if EVERY else drawn.sample(points, POINTS):
            with button.let_back_in():
                run = press(button, before=point)
            statuses.add(run.status)
            done = (run.status, run.wrote, run.recorded) == (whole.status, whole.wrote, whole.recorded)
            nothing = (run.status, run.body, run.recorded) == (404, hidden[button.client], 0)
            if not (done or nothing):
                faults.append(f"{button.page.name}, shut out at {point} of {whole.statements} statements: {run.status}")
    assert not faults, "\n".join(faults)
    assert pages >= 135 and {302, 404} <= statuses <= SAID | {404}

"""A message that a mail server refuses is tried again for that person alone, and their agency's lead is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.mail import NoMail, NoServer, tell
from openccr.jobs.queue import take_along
from openccr.notices import operations
from openccr.notices.operations import PAUSES, send_notice, send_notices
from openccr.partnership.models import Appointment
from openccr.partnership.panels import TODOS
from openccr.partnership.queries import people_of
from tests.makers import Area, open_case
from tests.walls.trying import run

BEA, EVE = "bea@exampleshire.example", "eve@exampleshire.example"


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The addresses whose mail server takes nothing; the others' messages lie in the outbox."""
    shut: set[str] = set()
    before = operations.post

    def post(to: str, **words: str) -> bool:
        return to not in shut and before(to, **words)

    monkeypatch.setattr(operations, "post", post)
    mail.outbox = []
    yield shut


def to_all(area: Area, case: UUID) -> int:
    return send_notices(actor=area.commands, agency_id=area.agencies["housing"], file_ids=[case])


def waiting(area: Area) -> list[tuple[str, int, float]]:
    """Whom a message waits for, how often it was refused, and in how many minutes it is tried again."""
    due = [at for (at,) in run("SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'tell_person'")]
    notes = take_along("tell_person")
    minutes = [round((at - timezone.now()).total_seconds() / 60) for at in due]
    return [(one["appointment"], one["tries"], left) for one, left in zip(notes, minutes, strict=True)]


def flagged(area: Area) -> bool:
    with acting_as(area.lena):
        return Appointment.objects.get(id=area.eve.appointment_id).mail_failed_on is not None


def test_whoever_got_the_message_never_gets_it_twice(area: Area, refused: set[str]) -> None:
    case = open_case(area)
    refused.add(EVE)
    assert to_all(area, case) == 1
    assert [message.to for message in mail.outbox] == [[BEA]]
    assert waiting(area) == [(str(area.eve.appointment_id), 1, 10)]
    refused.clear()
    assert send_notice(actor=area.commands, appointment_id=area.eve.appointment_id, file_ids=[case], tries=1)
    assert [message.to for message in mail.outbox] == [[BEA], [EVE]]
    assert waiting(area) == []


def test_the_pauses_grow_and_after_the_last_it_is_given_up(area: Area, refused: set[str]) -> None:
    case = open_case(area)
    refused.add(EVE)
    assert list(PAUSES) == sorted(PAUSES) and PAUSES[-1] >= timedelta(days=1)
    for tries, pause in enumerate(PAUSES):
        assert not send_notice(
            actor=area.commands, appointment_id=area.eve.appointment_id, file_ids=[case], tries=tries
        )
        assert waiting(area) == [(str(area.eve.appointment_id), tries + 1, pause.total_seconds() / 60)]
    send_notice(actor=area.commands, appointment_id=area.eve.appointment_id, file_ids=[case], tries=len(PAUSES))
    assert waiting(area) == [] and flagged(area)


def test_the_lead_sees_which_address_refuses_until_one_is_taken(area: Area, refused: set[str]) -> None:
    case = open_case(area)
    refused.add(EVE)
    to_all(area, case)
    people = people_of(actor=area.lena, agency=area.lena.agency_id).people
    assert [one.name for one in people if one.mail_failed_on] == ["Eve Castellan"]
    with acting_as(area.lena):
        assert any("refuses our mail" in item.text for item in TODOS[0].query(actor=area.lena))
    refused.clear()
    to_all(area, case)
    assert not flagged(area)


def test_nobody_but_the_worker_notes_it(area: Area) -> None:
    with acting_as(area.bea):
        run("SELECT openccr.say_mail(%s, current_date)", area.eve.appointment_id)
    assert not flagged(area)


def test_without_a_mail_server_there_is_nothing_to_try_again(
    settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "openccr.accounts.mail.NoMail"  # type: ignore[attr-defined]
    with pytest.raises(NoServer):
        NoMail().send_messages([])
    assert tell(EVE, subject="x", text="y")
    assert EVE not in caplog.text

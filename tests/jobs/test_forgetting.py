"""What is old is removed, whoever asked for it: pages of ended work, answers to clients; what is new stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.operations.uploads import REFERRALS
from openccr.jobs.models import Work
from openccr.jobs.operations import forget_answers, forget_old, start
from openccr.kernel.actors import Actor
from openccr.partnership.services import commands_actor
from openccr.ui.models import GivenAnswer, Receipt
from tests.makers import Area

pytestmark = pytest.mark.django_db


def ended(actor: Actor, at: datetime | None) -> UUID:
    work = start(actor=actor, task=REFERRALS.task, name="Bringing in a file")
    with acting_as(actor):
        Work.objects.filter(id=work).update(state="done", ended_at=at)
    return work


def left_of(actor: Actor) -> set[UUID]:
    with acting_as(actor):
        return set(Work.objects.values_list("id", flat=True))


def test_what_ended_long_ago_goes_and_what_is_new_or_goes_on_stays(area: Area) -> None:
    now = timezone.now()
    ended(area.amina, now - timedelta(days=31))
    ended(area.bea, now - timedelta(days=40))
    new, going = ended(area.amina, now - timedelta(days=29)), ended(area.amina, None)
    assert forget_old(actor=commands_actor("exampleshire", purpose="nightly"), at=now) == 2
    assert left_of(area.amina) == {new, going} and not left_of(area.bea)


def test_nobody_else_removes_it_and_nobody_removes_what_is_new(area: Area) -> None:
    new = ended(area.amina, timezone.now())
    with pytest.raises(DatabaseError, match="nightly"), acting_as(area.amina), transaction.atomic():
        connection.cursor().execute("SELECT openccr.forget_work(now() + interval '1 year')")
    with acting_as(commands_actor("exampleshire", purpose="nightly")):
        connection.cursor().execute("SELECT openccr.forget_work(now() + interval '1 year')")
    assert left_of(area.amina) == {new}


def test_what_a_client_was_answered_is_kept_for_a_month(area: Area) -> None:
    now, key = timezone.now(), "a" * 32
    with acting_as(area.bea):
        for name, days in (("old", 31), ("new", 29)):
            row = GivenAnswer(appointment_id=area.bea.appointment_id, key=name, asked="x", answer={"id": "x"})
            GivenAnswer.objects.bulk_create([row])
            GivenAnswer.objects.filter(pk=row.pk).update(made_at=now - timedelta(days=days))
        Receipt.keep(area.bea, key, "/")
    assert forget_answers(actor=commands_actor("exampleshire", purpose="nightly"), at=now) == 1
    with acting_as(area.bea):
        assert [row.key for row in GivenAnswer.objects.all()] == ["new"] and Receipt.of(area.bea, key) == "/"


def test_nobody_else_removes_an_answer(area: Area) -> None:
    with pytest.raises(DatabaseError, match="nightly"), acting_as(area.amina), transaction.atomic():
        connection.cursor().execute("SELECT openccr.forget_answers(now())")

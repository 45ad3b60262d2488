"""Who is told that there is something to do, and what the message says: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.accounts.models import User
from openccr.actions.operations import agree_action
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.operations import end_grant, exclude, give
from openccr.casefiles.rules import Reason
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.notices.operations import SUBJECT, TEXT, send_notices, tell_agency
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.rules import ATTEST_EVERY, ATTEST_GRACE
from openccr.people.operations import see_signs
from tests.conference.holding import add
from tests.makers import NOW, TODAY, Area, open_case

BEA, EVE = "bea@exampleshire.example", "eve@exampleshire.example"
WHY = Reason(purpose="conference", lawful_basis="article-6-1-e", arises_from="CaseListed")


@pytest.fixture
def area(committed: Area) -> Iterator[Area]:
    mail.outbox = []
    yield committed


def told(area: Area, *cases: UUID, agency: str = "housing") -> list[str]:
    mail.outbox = []
    send_notices(actor=area.commands, agency_id=area.agencies[agency], file_ids=cases)
    return sorted(address for message in mail.outbox for address in message.to)


def change(model: type, key: object, **values: object) -> None:
    with as_walls() as owner:
        assert model.objects.using(owner).filter(id=key).update(**values) == 1  # type: ignore[attr-defined]


def test_the_agencys_people_with_a_case_role_are_told_each_by_a_message_of_their_own(area: Area) -> None:
    # Lena is the agency's lead for accounts, which is no case role.
    assert told(area, open_case(area)) == [BEA, EVE]
    assert all(len(message.to) == 1 and not message.cc and not message.bcc for message in mail.outbox)


def test_the_message_says_nothing(area: Area) -> None:
    case = open_case(area, title="R.T.")
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=case).reference
    told(area, case)
    for message in mail.outbox:
        whole = message.message().as_string()
        assert (message.subject, message.body) == (SUBJECT, TEXT)
        for word in (reference, "R.T.", str(case), "Exampleshire", "Housing", "MARAC", "Amina", "Bea", "http", "risk"):
            assert word not in whole.replace(f"To: {message.to[0]}", ""), word


def test_whoever_is_kept_out_is_not_told(area: Area) -> None:
    case = open_case(area)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    assert told(area, case) == [BEA]


def test_an_agency_that_is_kept_out_is_not_told(area: Area) -> None:
    case = open_case(area)
    exclude(actor=area.amina, file=case, agency_id=area.agencies["housing"], reason="his employer", at=NOW)
    assert told(area, case) == []


def test_being_kept_out_of_one_case_does_not_hide_the_message_about_another(area: Area) -> None:
    shut, open_ = open_case(area), open_case(area)
    exclude(actor=area.amina, file=shut, user_id=area.eve.user_id, reason="her sister", at=NOW)
    assert told(area, shut, open_) == [BEA, EVE]
    assert len(mail.outbox) == 2


def test_an_agency_whose_access_has_ended_or_never_was_is_not_told(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    assert told(area, case, agency="probation") == []
    with acting_as(area.amina):
        grant = next(one for one in Grant.on(case) if one.agency_id == area.agencies["housing"])
    end_grant(actor=area.amina, grant=grant, at=NOW)
    assert told(area, case) == []


@pytest.mark.parametrize(
    "values",
    [
        {"ended_on": TODAY},
        {"until_on": date(2026, 1, 1)},
        {"from_on": timezone.localdate() + timedelta(days=1)},
        {"attested_on": timezone.localdate() - ATTEST_EVERY - ATTEST_GRACE - timedelta(days=1)},
    ],
    ids=["ended", "over", "not begun", "not confirmed"],
)
def test_whose_appointment_is_not_in_force_is_not_told(area: Area, values: dict[str, date]) -> None:
    case = open_case(area)
    change(Appointment, area.eve.appointment_id, **values)
    assert told(area, case) == [BEA]


def test_whose_account_is_closed_or_agency_has_left_is_not_told(area: Area) -> None:
    case = open_case(area)
    change(User, area.eve.user_id, is_active=False)
    assert told(area, case) == [BEA]
    change(Agency, area.agencies["housing"], left_on=TODAY)
    assert told(area, case) == []


def test_whom_a_grant_names_is_told_alone(area: Area) -> None:
    case = open_case(area, invited=())
    give(
        actor=area.amina, file_id=case, agency_id=area.agencies["police"], holder_id=area.fay.appointment_id,
        reason=WHY, at=NOW,
    )  # fmt: skip
    assert told(area, case, agency="police") == ["fay@exampleshire.example"]


def test_only_the_worker_sends(area: Area) -> None:
    with pytest.raises(Refusal):
        send_notices(actor=area.amina, agency_id=area.agencies["housing"], file_ids=[open_case(area)])


def test_that_an_agency_was_told_stands_on_the_case(area: Area) -> None:
    case, other = open_case(area), open_case(area, invited=("probation",))
    told(area, case, other)
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT file_id, subjects FROM audit_auditevent WHERE type = 'notice.sent'")
        assert cursor.fetchall() == [(case, f'["{area.agencies["housing"]}"]')]


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tell'")
        return cursor.fetchone()[0]


def time_passes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at IS NOT NULL")


def an_action(area: Area, case: UUID, text: str = "Change the locks", *, agency: str = "housing") -> None:
    agree_action(
        actor=area.amina, file_id=case, text=text, faces="agencies", agency_id=area.agencies[agency],
        due_on=timezone.localdate() + timedelta(days=5), at=timezone.now(),
    )  # fmt: skip


def test_what_happens_to_an_agency_within_minutes_makes_one_message(area: Area) -> None:
    one, other = open_case(area), open_case(area)
    for case in (one, one, other, one):
        an_action(area, case)
    call_command("worker", "--once")
    assert not mail.outbox, "it waits for more to come"
    time_passes()
    call_command("worker", "--once")
    assert sorted(message.to[0] for message in mail.outbox) == [BEA, EVE]
    assert queued() == 0
    an_action(area, one)
    assert queued() == 1, "what comes later is told again"


def test_each_agency_is_told_of_its_own(area: Area) -> None:
    case = open_case(area)
    with acting_as(area.amina):
        tell_agency(actor=area.amina, file_id=case, agency_id=area.agencies["idva"])
    an_action(area, case)
    time_passes()
    call_command("worker", "--once")
    assert sorted(message.to[0] for message in mail.outbox) == [BEA, EVE, "grace@exampleshire.example"]


def test_nothing_is_sent_of_what_was_rolled_back(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        an_action(area, case)
        raise ZeroDivisionError
    assert queued() == 0


def test_a_notice_that_waits_already_does_not_undo_the_act(area: Area) -> None:
    case = open_case(area)
    with acting_as(area.amina):
        an_action(area, case, "Change the locks")
        an_action(area, case, "Move her file")
    assert queued() == 1


def test_ones_own_agency_is_not_told_what_it_did_itself(area: Area) -> None:
    an_action(area, open_case(area), agency="council")
    assert queued() == 0


def seen_by(area: Area, actor: Actor) -> list[str]:
    """Who is told at once, when somebody says that she may take her own life."""
    mail.outbox = []
    case = open_case(area)
    see_signs(actor=actor, file=case, person=add(area, case), what="She will take his tablets", at=timezone.now())
    call_command("worker", "--once")
    return sorted(address for message in mail.outbox for address in message.to)


def test_of_suicidal_signs_her_adviser_and_the_coordinator_are_told_at_once(area: Area) -> None:
    grace, amina = "grace@exampleshire.example", "amina@exampleshire.example"
    told_by_housing = seen_by(area, area.bea)
    assert grace in told_by_housing and amina in told_by_housing and BEA not in told_by_housing
    assert grace in (by_coordinator := seen_by(area, area.amina)) and amina not in by_coordinator
    assert all((message.subject, message.body) == (SUBJECT, TEXT) for message in mail.outbox)

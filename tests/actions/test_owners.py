"""Who does an action and who confirms it; and a leaver's actions, which move the same day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action, check, complete
from openccr.actions.operations.owners import move_from, move_from_all_who_left, name_checker, name_owner
from openccr.actions.panels import TODOS
from openccr.actions.queries.actions import load_of_my_agency
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.operations import exclude
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment
from openccr.partnership.operations import end_appointment
from tests.actions.test_pages import text_of, to
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import as_


def agreed(area: Area, case: UUID, **more: object) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text="Change the locks", faces="agencies",
        agency_id=area.agencies["housing"], due_on=timezone.localdate() + timedelta(days=7), at=timezone.now(),
        **more,
    )  # fmt: skip


def row_of(area: Area, action: UUID) -> Action:
    with acting_as(area.amina):
        return Action.objects.get(id=action)


def done(area: Area, case: UUID, action: UUID, *, by: str = "bea") -> None:
    today = timezone.localdate()
    complete(actor=area.actors[by], file=case, action=action, evidence="Fitted.", ended_on=today, at=timezone.now())


def test_somebody_else_confirms_that_it_is_done(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    done(area, case, action)
    check(actor=area.amina, file=case, action=action, at=NOW)
    row = row_of(area, action)
    assert (row.state, row.checked_by, row.checked_on) == ("done", "Amina Okafor", TODAY)
    with pytest.raises(Refusal, match="already"):
        check(actor=area.amina, file=case, action=action, at=NOW)


def test_nobody_confirms_what_they_said_themselves(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    done(area, case, action, by="amina")
    with pytest.raises(Refusal, match="yourself"):
        check(actor=area.amina, file=case, action=action, at=NOW)


def test_whoever_is_named_confirms_and_no_other(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case, checker_id=area.grace.appointment_id)
    done(area, case, action)
    for actor in (area.bea, area.pia):
        with pytest.raises(Refusal, match="whoever is named"):
            check(actor=actor, file=case, action=action, at=NOW)
    todo = next(one for one in TODOS if one.title == "To confirm")
    with acting_as(area.grace):
        (item,) = todo.query(actor=area.grace)
    assert item.count == 1
    check(actor=area.grace, file=case, action=action, at=NOW)
    assert row_of(area, action).checked_by == "Grace Winterbourne"


def test_nobody_is_named_to_check_what_they_do_or_what_they_could_not_change(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(Refusal, match="Nobody checks"):
        agreed(area, case, owner_id=area.bea.appointment_id, checker_id=area.bea.appointment_id)
    with pytest.raises(Refusal, match="IDVA checks"):
        agreed(area, case, checker_id=area.pia.appointment_id)
    action = agreed(area, case)
    name_checker(actor=area.amina, file=case, action=action, checker_id=area.grace.appointment_id, at=NOW)
    assert row_of(area, action).checker_id == area.grace.appointment_id


def test_an_agency_names_who_does_it_of_its_own_people(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    name_owner(actor=area.bea, file=case, action=action, owner_id=area.eve.appointment_id, at=NOW)
    assert row_of(area, action).owner_id == area.eve.appointment_id
    with pytest.raises(NotFound):
        name_owner(actor=area.bea, file=case, action=action, owner_id=area.pia.appointment_id, at=NOW)
    with pytest.raises(Refusal, match="does not work on cases"):
        name_owner(actor=area.bea, file=case, action=action, owner_id=area.lena.appointment_id, at=NOW)
    with pytest.raises(Refusal, match="Only the agency"):
        name_owner(actor=area.pia, file=case, action=action, owner_id=None, at=NOW)


def test_on_the_page_only_people_whose_appointment_is_in_force_are_offered(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    with acting_as(area.lena):
        long_ago = timezone.localdate() - timedelta(days=200)
        Appointment.objects.filter(id=area.eve.appointment_id).update(attested_on=long_ago)
    page = text_of(as_(area.bea).get(to("owner", case, action)))
    assert "Bea Lindqvist" in page
    assert "Eve Castellan" not in page
    answer = as_(area.bea).post(to("owner", case, action), {"owner_id": str(area.bea.appointment_id)})
    assert answer.status_code == 302
    assert row_of(area, action).owner_id == area.bea.appointment_id


def test_a_leavers_actions_go_back_to_the_agency_the_moment_the_lead_ends_the_appointment(area: Area) -> None:
    case = open_case(area)
    action, ended = agreed(area, case, owner_id=area.bea.appointment_id), agreed(area, case)
    done(area, case, ended)
    end_appointment(actor=area.lena, appointment=area.bea.appointment_id)
    assert row_of(area, action).owner_id is None
    with acting_as(area.amina):
        said = TimelineEntry.objects.filter(about_id=action).values_list("sentence", flat=True)
        assert any("Bea Lindqvist no longer does this" in sentence for sentence in said)


def test_a_leaver_confirms_nothing_any_more(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case, checker_id=area.grace.appointment_id)
    move_from(actor=area.commands, appointment_ids=[area.grace.appointment_id], at=NOW)
    assert row_of(area, action).checker_id is None


def test_at_night_the_actions_of_those_whose_appointment_has_run_out_move_too(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case, owner_id=area.bea.appointment_id)
    today = timezone.localdate()
    assert move_from_all_who_left(actor=area.commands, today=today, at=timezone.now()) == 0
    with acting_as(area.lena):
        yesterday = today - timedelta(days=1)
        Appointment.objects.filter(id=area.bea.appointment_id).update(until_on=yesterday)
    assert move_from_all_who_left(actor=area.commands, today=today, at=timezone.now()) == 1
    assert row_of(area, action).owner_id is None


def test_the_agencys_lead_learns_how_many_and_never_of_whom(area: Area) -> None:
    case = open_case(area)
    agreed(area, case)
    todo = next(one for one in TODOS if one.title == "Your agency's actions")
    with acting_as(area.lena):
        (item,) = todo.query(actor=area.lena)
    assert (item.count, item.text) == (1, "open without anybody by name")
    assert "locks" not in str(item)
    exclude(actor=area.amina, file=case, user_id=area.lena.user_id, reason="her sister", at=timezone.now())
    with acting_as(area.lena):
        assert todo.query(actor=area.lena) == []


def test_nobody_but_a_lead_asks_for_those_numbers_and_no_lead_for_another_agencys(area: Area) -> None:
    agreed(area, open_case(area))
    for actor in (area.bea, area.carl, area.amina):
        with acting_as(actor), pytest.raises(Refusal, match="lead"):
            load_of_my_agency(actor, today=TODAY)
    for actor, agency in ((area.bea, "housing"), (area.amina, "housing"), (area.lena, "police")):
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM openccr.open_actions_of(%s, %s)", [area.agencies[agency], TODAY])
            assert cursor.fetchall() == []

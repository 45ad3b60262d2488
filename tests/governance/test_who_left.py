"""Whoever left is shown as left in the groups they sat in, and whoever coordinates learns what stands empty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.governance.models import BoardMember
from openccr.governance.operations.boards import Sits, add_member
from openccr.governance.queries.boards import board_lines
from openccr.governance.queries.watch import watched
from openccr.kernel.actors import Actor
from openccr.partnership.agencies import agency_leaves
from openccr.partnership.models import Appointment
from openccr.partnership.operations import end_appointment
from openccr.partnership.rules import Role
from tests.door import door
from tests.governance.boards import NOW, TODAY, Boards, opened
from tests.makers import Area
from tests.partnership.conftest import MO, accepted, invited
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db
PANEL = "The survivors' panel has no worker"


@pytest.fixture
def boards(area: Area) -> Boards:
    return opened(area)


def missing(area: Area) -> dict[str, str]:
    """What the coordinator's page says is missing, with where it is mended."""
    with acting_as(area.amina):
        return {one.text: one.href for one in watched(actor=area.amina, today=TODAY).missing}


def page(who: Actor, boards: Boards) -> str:
    return text_of(as_(who).get(reverse("governance.board", kwargs={"board": boards.board})))


def test_a_chair_whose_role_ended_is_shown_as_left_and_another_is_asked_for(area: Area, boards: Boards) -> None:
    words = f"{area.fay.name} left, and still sits in Domestic abuse board"
    assert words not in missing(area) and "Left on" not in page(area.bea, boards)
    end_appointment(actor=area.amina, appointment=area.fay.appointment_id)
    with acting_as(area.amina):
        member = BoardMember.objects.get(board_id=boards.board, appointment_id=area.fay.appointment_id).id
        line = next(one for one in board_lines(actor=area.amina, today=TODAY) if one.row.id == boards.board)
    assert (line.chair, line.members, [one.id for one in line.left]) == ("", 1, [member])
    assert missing(area)[words] == reverse("governance.change_member", kwargs={"member": member})
    assert any(one.startswith("Domestic abuse board lacks a chair") for one in missing(area))
    assert "Left on" in page(area.bea, boards) and "add who sits here now" not in page(area.bea, boards)
    assert "Left on" in page(area.amina, boards) and "add who sits here now" in page(area.amina, boards)
    with acting_as(area.amina):
        BoardMember.objects.filter(id=member).update(until_on=TODAY - timedelta(days=1))
    assert words not in missing(area) and "Left on" not in page(area.amina, boards)


def test_whose_time_has_run_out_has_left_as_well_and_who_has_no_account_has_not(area: Area, boards: Boards) -> None:
    add_member(
        actor=area.amina, board_id=boards.board, agency_id=area.carl.agency, name="Ola Rune", appointment_id=None,
        sits=Sits(seniority="head"), from_on=TODAY, at=NOW,
    )  # fmt: skip
    assert "Left on" not in page(area.amina, boards)
    with acting_as(area.lena):
        ended = Appointment.objects.filter(id=area.bea.appointment_id)
        assert ended.update(from_on=TODAY - timedelta(days=9), until_on=TODAY - timedelta(days=1)) == 1
    assert f"{area.bea.name} left, and still sits in Operational group" in missing(area)
    assert not any("Ola Rune" in one for one in missing(area))


def test_who_sits_for_an_agency_that_left_has_left_with_or_without_an_account(area: Area, boards: Boards) -> None:
    add_member(
        actor=area.amina, board_id=boards.board, agency_id=area.bea.agency, name="Ola Rune", appointment_id=None,
        sits=Sits(seniority="head"), from_on=TODAY, at=NOW,
    )  # fmt: skip
    agency_leaves(actor=area.amina, agency=area.bea.agency)
    for name in (area.bea.name, "Ola Rune"):
        assert f"{name} left, and still sits in Domestic abuse board" in missing(area)


def test_an_empty_role_at_the_survivors_panel_is_told(area: Area) -> None:
    assert missing(area)[PANEL] == reverse("partnership.agencies")
    accepted(invited(area, area.lena, email=MO, role=Role.PANEL_WORKER))
    assert PANEL not in missing(area)
    with acting_as(area.lena):
        worker = door(lambda: Appointment.objects.get(user__email=MO))
    end_appointment(actor=area.lena, appointment=worker.id)
    assert PANEL in missing(area)

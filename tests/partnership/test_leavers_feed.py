"""The leavers' feed by command: whoever stands in it is out of every open session within seconds (T12, D17)."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.models import Session
from openccr.partnership.models import Appointment
from openccr.partnership.operations import invite
from tests.door import door
from tests.makers import Area, open_case
from tests.partnership.test_out_at_once import SECONDS
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def feed(area: Area, file: Path, *more: str, agency: str = "Willowmere Homes") -> str:
    out = io.StringIO()
    call_command("leavers", str(file), "--area", area.code, "--agency", agency, *more, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A list as a directory system gives it, with somebody who never had an account."""
    file = tmp_path / "left.csv"
    file.write_text("displayName;User principal name\nBea;BEA@exampleshire.example\nX;old@exampleshire.example\nY;\n")
    return file


def test_t_leave_the_feed_ends_five_open_sessions_within_five_seconds(area: Area, left: Path) -> None:
    case = open_case(area)
    browsers = [Client() for _ in range(5)]
    for browser in browsers:
        sign_in(browser, area.bea)
        assert browser.get(f"/case/{case}/").status_code == 200
    started = time.monotonic()
    told = feed(area, left, "--yes")
    for browser in browsers:
        answer = browser.get(f"/case/{case}/")
        assert answer.status_code == 302 and "/login/" in answer["Location"]
    assert time.monotonic() - started < SECONDS
    assert not door(lambda: Session.objects.filter(user_id=area.bea.user_id).exists())
    assert "sessions: 1." in told and "without a role here: 1." in told and "Row 4" in told
    with acting_as(area.lena):
        assert Appointment.objects.get(id=area.bea.appointment_id).ended_on == timezone.localdate()
    assert "sessions: 0." in feed(area, left, "--yes"), "the same list again ends nothing"


def test_without_a_yes_it_says_whose_and_ends_none(area: Area, left: Path) -> None:
    told = feed(area, left)
    assert "would end: 1." in told and "Bea" not in told
    with acting_as(area.lena):
        assert Appointment.objects.get(id=area.bea.appointment_id).ended_on is None


def test_t_leave_an_invitation_that_was_not_taken_stops_working_with_the_feed(area: Area, left: Path) -> None:
    """Whoever left before they came in, or was asked to one role more, comes in by no link."""
    links = [
        invite(
            actor=area.lena, agency=area.agencies["housing"], email=email, role="representative",
            from_on=timezone.localdate(), until_on=timezone.localdate(),
        ).link
        for email in ("old@exampleshire.example", "bea@exampleshire.example", "new@exampleshire.example")
    ]  # fmt: skip
    assert "not taken yet: 2." in feed(area, left) and all(Client().get(one).status_code == 200 for one in links)
    assert "withdrawn" not in feed(area, left, "--yes", agency="Exampleshire Police")
    assert "withdrawn: 2." in feed(area, left, "--yes")
    assert [Client().get(one).status_code for one in links] == [404, 404, 200]


def test_one_agencys_feed_ends_nobody_of_another(area: Area, left: Path) -> None:
    assert "sessions: 0." in feed(area, left, "--yes", agency="Exampleshire Police")
    with acting_as(area.lena):
        assert Appointment.objects.get(id=area.bea.appointment_id).ended_on is None


@pytest.mark.parametrize(
    ("words", "agency", "message"),
    [
        ("Name\nBea\n", "Willowmere Homes", "no column of e-mail"),
        ("E-mail\nx@y.example\n", "No Such Homes", "There are: "),
    ],
)
def test_what_is_wrong_is_said_with_code_1(area: Area, tmp_path: Path, words: str, agency: str, message: str) -> None:
    file = tmp_path / "left.csv"
    file.write_text(words)
    with pytest.raises(CommandError, match=message):
        feed(area, file, "--yes", agency=agency)
    with pytest.raises(CommandError, match="cannot be read"):
        feed(area, tmp_path / "gone.csv")


def test_a_list_of_addresses_and_days_and_nothing_else_is_read(area: Area, tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_text("Email,Left\nbea@exampleshire.example,02/11/2026\n")
    assert "would end: 1." in feed(area, file)

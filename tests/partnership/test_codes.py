"""Printed one-time codes, for rooms without telephones."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.accounts import codes as accounts_codes
from openccr.accounts.models import PrintedCode, User
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.codes import Sheet, print_sheet
from tests.door import door
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
PASSWORD = "copper lantern under seven bridges"


@pytest.fixture
def bea(area: Area) -> User:
    """Bea, with a password and an authenticator app, which she may not take into the room."""
    cache.clear()
    user = door(lambda: User.objects.get(pk=area.bea.user_id))
    user.set_password(PASSWORD)
    door(lambda: user.save())
    door(lambda: TOTP.activate(user, generate_totp_secret()))
    return user


def printed(area: Area, *, by: str = "lena", count: int = 3, days: int = 0, **more: object) -> Sheet:
    return print_sheet(
        actor=area.actors[by],
        appointment=area.bea.appointment_id,
        count=count,
        good_until=TODAY + timedelta(days=days),
        **more,
    )


def enter(code: str) -> Client:
    """Sign in with the password and that code."""
    browser = Client()
    browser.post("/accounts/login/", {"login": "bea@exampleshire.example", "password": PASSWORD})
    browser.post(reverse("mfa_authenticate"), {"code": code})
    return browser


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session and browser.get("/").status_code == 200


def test_a_code_stands_in_for_the_second_factor_once(area: Area, bea: User) -> None:
    sheet = printed(area)
    assert len(sheet.codes) == 3 and sheet.name == "Bea Lindqvist"
    assert is_in(enter(sheet.codes[0]))
    assert not is_in(enter(sheet.codes[0])), "each code works once"
    assert is_in(enter(sheet.codes[1].replace(" ", "")))


def test_a_code_without_the_password_is_nothing(area: Area, bea: User) -> None:
    browser = Client()
    browser.post("/accounts/login/", {"login": bea.email, "password": "something else"})
    browser.post(reverse("mfa_authenticate"), {"code": printed(area).codes[0]})
    assert not is_in(browser)


def test_a_code_of_somebody_else_is_nothing(area: Area, bea: User) -> None:
    sheet = printed(area)
    eve = door(lambda: User.objects.get(pk=area.eve.user_id))
    door(lambda: TOTP.activate(eve, generate_totp_secret()))
    assert not accounts_codes.use(user=eve, code=sheet.codes[0])


def test_a_code_stops_working_when_the_day_is_over(area: Area, bea: User) -> None:
    code = printed(area, days=3).codes[0]
    assert not accounts_codes.use(user=bea, code=code, today=TODAY + timedelta(days=4))
    assert accounts_codes.use(user=bea, code=code, today=TODAY + timedelta(days=3))


def test_a_new_sheet_makes_the_earlier_one_worthless(area: Area, bea: User) -> None:
    first, second = printed(area), printed(area)
    assert not accounts_codes.use(user=bea, code=first.codes[0])
    assert accounts_codes.use(user=bea, code=second.codes[0])


def test_after_five_wrong_codes_the_right_one_is_not_looked_at(area: Area, bea: User) -> None:
    code = printed(area).codes[0]
    browser = Client()
    browser.post("/accounts/login/", {"login": bea.email, "password": PASSWORD})
    for _ in range(5):
        browser.post(reverse("mfa_authenticate"), {"code": "000000000000"})
    browser.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_in(browser)
    assert door(lambda: PrintedCode.objects.filter(used_at=None).count()) == 3


def test_what_stands_on_the_sheet_is_not_kept(area: Area, bea: User) -> None:
    sheet = printed(area)
    kept = str(list(door(lambda: PrintedCode.objects.values())))
    assert not any(code in kept or code.replace(" ", "") in kept for code in sheet.codes)


def test_printing_and_using_stand_in_the_audit(area: Area, bea: User, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    for place in ("openccr.partnership.codes", "openccr.accounts.operations"):
        monkeypatch.setattr(f"{place}.record", lambda type, **more: written.append(type))
    accounts_codes.use(user=bea, code=printed(area).codes[0])
    assert written == ["codes.printed", "account.code_used"]


def test_somebody_without_a_second_factor_gets_no_codes(area: Area) -> None:
    with pytest.raises(Refusal, match="no second factor"):
        printed(area)


def test_nobody_prints_for_themselves(area: Area) -> None:
    with pytest.raises(Refusal, match="your own"):
        print_sheet(actor=area.lena, appointment=area.lena.appointment_id, count=1, good_until=TODAY)


@pytest.mark.parametrize("by", ["bea", "carl", "eve", "fay", "grace"])
def test_whoever_keeps_no_accounts_prints_none(area: Area, bea: User, by: str) -> None:
    with pytest.raises(Refusal):
        printed(area, by=by)


def test_a_lead_prints_for_nobody_of_another_agency(area: Area) -> None:
    with pytest.raises((Refusal, NotFound)):
        print_sheet(actor=area.lena, appointment=area.carl.appointment_id, count=1, good_until=TODAY)


@pytest.mark.parametrize(("given", "field"), [({"count": 0}, "count"), ({"count": 11}, "count"),
                                              ({"days": -1}, "good_until"), ({"days": 15}, "good_until")])  # fmt: skip
def test_a_sheet_is_short_and_for_a_day_soon(area: Area, bea: User, given: dict[str, int], field: str) -> None:
    with pytest.raises(Refusal) as why:
        printed(area, **given)
    assert why.value.field == field


def test_the_sheet_is_shown_once_after_a_fresh_proof(area: Area, bea: User) -> None:
    address = reverse("partnership.print_codes", kwargs={"appointment": area.bea.appointment_id})
    browser = Client()
    sign_in(browser, area.lena)
    assert browser.get(address).status_code == 302, "step-up first"
    sign_in(browser, area.lena, stepped_up=True)
    day = {"good_until_day": TODAY.day, "good_until_month": TODAY.month, "good_until_year": TODAY.year}
    answer = browser.post(address, {"count": "2", **day})
    assert answer.status_code == 200 and answer.content.count(b"<code>") == 2
    assert "no-store" in answer["Cache-Control"]
    assert b"<code>" not in browser.get(address).content

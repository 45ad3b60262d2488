"""Somebody whom two agencies know and none has referred: found, weighed, asked about, told by who holds her record."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import accessible
from tests.journeys.acts import press
from tests.journeys.conftest import SignIn

WORDS = "She wants to move and is afraid to ask; Tuesday mornings are safe."


def test_a_missing_link_is_weighed_then_asked_and_its_holder_alone_says_who_she_is(sign_in: SignIn) -> None:
    coordinator, housing = sign_in("coordinator"), sign_in("on_case")
    coordinator.goto("/linking/missing/")
    accessible(coordinator)
    coordinator.get_by_role("main").get_by_role("link", name=re.compile("^Known to several agencies")).first.click()
    main = coordinator.get_by_role("main")
    expect(main).to_contain_text("Nobody has been asked")
    expect(main).not_to_contain_text("Willowmere")
    expect(coordinator.get_by_role("button", name="Ask the agencies that hold a record")).to_be_disabled()
    accessible(coordinator)
    flag = coordinator.url

    _weigh(coordinator)
    press(coordinator, "Ask the agencies that hold a record")
    expect(main).to_contain_text("No agency has said anything.")

    housing.goto("/")
    housing.get_by_role("link", name=re.compile("records? that others may know")).click()
    accessible(housing)
    housing.get_by_role("row").filter(has_text="Philippa").filter(has_text="To answer").get_by_role("link").click()
    expect(housing.get_by_role("main")).to_contain_text("30/11/1994")
    expect(housing.get_by_role("main")).not_to_contain_text("Hospital")
    housing.get_by_label("We want to say something").check()
    housing.get_by_label("What should the partnership know?").fill(WORDS)
    housing.get_by_label("Why?").fill("She asked us to.")
    accessible(housing)
    press(housing, "Answer")

    coordinator.goto(flag)
    expect(main).to_contain_text(WORDS)
    expect(main).to_contain_text("Willowmere Homes")
    expect(main).not_to_contain_text("Hospital")
    _close(coordinator)


def _weigh(coordinator: Page) -> None:
    coordinator.get_by_role("link", name="Weigh it").or_(coordinator.get_by_role("button", name="Weigh it")).click()
    accessible(coordinator)
    coordinator.get_by_label(re.compile("Public task")).first.check()
    for label in ("answers for", "necessary", "more than", "considered", "she asked", "she told", "may harm her not"):
        coordinator.get_by_label(re.compile(label)).fill("Two agencies saw signs of harm; each is asked about its own.")
    coordinator.get_by_role("main").locator("form button.govuk-button").last.click()
    expect(coordinator.get_by_role("main")).to_contain_text("Weighed")


def _close(coordinator: Page) -> None:
    coordinator.get_by_role("link", name="Close it").or_(coordinator.get_by_role("button", name="Close it")).click()
    accessible(coordinator)
    coordinator.get_by_label("Supported otherwise").check()
    coordinator.get_by_label("How was she helped?").select_option(label="Specialist domestic abuse support")
    coordinator.get_by_label("How do you know?").fill("Housing moved her, and she sees the adviser.")
    coordinator.get_by_role("main").locator("form button.govuk-button").last.click()
    expect(coordinator.get_by_role("main")).to_contain_text("Supported otherwise")
    coordinator.goto("/linking/missing/figures/")
    expect(coordinator.get_by_role("main")).to_contain_text("Right to ask")
    accessible(coordinator)

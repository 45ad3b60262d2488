"""An action that the person who harms would notice waits until her IDVA says that she knows and is safe."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import accessible
from tests.journeys.acts import press
from tests.journeys.conftest import SignIn


def test_the_check_of_his_firearms_waits_until_her_idva_has_told_her(sign_in: SignIn) -> None:
    idva, coordinator = sign_in("idva"), sign_in("coordinator")
    idva.get_by_role("link", name=re.compile("^Locked: ")).first.click()
    accessible(idva)

    coordinator.goto(idva.url.removesuffix("safe/"))
    expect(coordinator.get_by_role("main")).to_contain_text("Locked until the victim knows and is safe")
    expect(coordinator.get_by_role("button", name="Mark as done")).to_be_disabled()
    expect(coordinator.get_by_role("link", name="The victim knows and is safe")).to_have_count(0)
    accessible(coordinator)

    press(idva, "The victim knows and is safe")
    expect(idva.get_by_role("alert")).to_contain_text("How was the victim told")
    idva.get_by_label("How was the victim told, and what keeps them safe?").fill(
        "At the library today; she is at her aunt's."
    )
    accessible(idva)
    press(idva, "The victim knows and is safe")
    expect(idva.get_by_role("main")).to_contain_text("she is at her aunt's")

    coordinator.reload()
    expect(coordinator.get_by_role("main")).not_to_contain_text("Locked until")
    expect(coordinator.get_by_role("button", name="Mark as done")).to_be_enabled()

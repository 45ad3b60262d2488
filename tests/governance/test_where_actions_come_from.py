"""An action of the partnership leads to where it comes from, and only whoever may go there."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.urls import reverse

from openccr.actions.arising import arisings
from openccr.actions.operations.area import agree_area_action
from tests.makers import NOW, TODAY, Area
from tests.signing_in import as_

ROW = UUID("7a7d3f30-6b0d-4f6f-9a3e-0f4d0c6d2b11")


@pytest.mark.parametrize("who", ["bea", "lena", "fay"])
def test_nobody_is_led_to_a_page_that_is_not_for_them(area: Area, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client, refused = as_(area.actors[who]), []
    for kind, one in arisings().items():
        # Whoever sees the row of a noun that is shown on another's page is asked for that page's permission as well.
        monkeypatch.setitem(one.__dict__, "shown_on", None)
        action = agree_area_action(
            actor=area.amina, what="Publish the staff policy", agency_id=area.agencies["housing"], at=NOW,
            due_on=TODAY, arises_from=kind, arises_id=ROW,
        ).id  # fmt: skip
        page = client.get(reverse("actions.area_action", kwargs={"area_action": action})).content.decode()
        assert one.words in page
        led = re.findall(rf'href="([^"]*{ROW}[^"]*)"', page)
        refused += [address for address in led if client.get(address).status_code == 403]
    assert refused == []

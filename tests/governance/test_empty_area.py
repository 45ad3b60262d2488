"""The half without cases is usable from its first day: an area that has agencies and nothing else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openccr.ui.registry import Page, all_pages
from tests.conference.test_meeting_pages import as_, text_of
from tests.governance.boards import LATER, TODAY
from tests.governance.test_board_pages import day, to
from tests.makers import Area

pytestmark = pytest.mark.django_db

HALF = ("governance.", "directory.", "voice.")
ALONE = [
    one for one in all_pages() if one.name.startswith(HALF) and "<" not in one.path and "GET" in one.methods
]  # fmt: skip


@pytest.mark.parametrize("page", ALONE, ids=lambda one: one.name)
def test_every_page_of_the_half_opens_on_the_first_day(area: Area, page: Page) -> None:
    assert as_(area.amina).get(reverse(page.name)).status_code in (200, 302, 403), page.name


def test_one_coordinator_begins_alone_with_a_group_its_sitting_and_a_policy(area: Area) -> None:
    client = as_(area.amina)
    opened = client.post(to("open_board"), {"kind": "strategic", "name": "Board", "purpose": "", "above_id": ""})
    board = opened["Location"].rstrip("/").rpartition("/")[2]
    member = {
        "agency_id": str(area.amina.agency), "appointment_id": str(area.amina.appointment_id), "name": "", "post": "",
        "seniority": "head", "office": "chair", "votes": "on", **day("from_on", TODAY),
    }  # fmt: skip
    assert client.post(to("add_member", board=board), member).status_code == 302
    plan = {**day("first_on", TODAY), "starts_at": "10:00", "venue": "", **day("until", LATER)}
    assert client.post(to("plan_sittings", board=board), plan).status_code == 302
    policy = {"kind": "", "title": "Who speaks", "agency_id": "", "owner": "Amina", **day("review_on", LATER)}
    assert client.post(to("policy_new"), policy).status_code == 302
    assert "Board" in text_of(client.get(to("boards_year"))) and "Who speaks" in text_of(client.get(to("policies")))
    assert "no case is entered" in text_of(client.get("/assurance/without-cases/"))

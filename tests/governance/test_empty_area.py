"""The half without cases is usable from its first day: an area that has agencies and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Meeting
from openccr.governance.drawn import DRAWN, Drawing
from openccr.governance.models import Strategy
from openccr.ui.registry import Page, all_pages
from tests.conference.conferences import planned
from tests.directory.test_directory import service
from tests.governance.boards import LATER, TODAY
from tests.governance.strategies import strategy_made
from tests.governance.test_board_pages import day, to
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

HALF = ("governance.", "directory.", "voice.")
ALONE = [
    one for one in all_pages() if one.name.startswith(HALF) and "<" not in one.path and "GET" in one.methods
]  # fmt: skip


@pytest.mark.parametrize("page", ALONE, ids=lambda one: one.name)
def test_every_page_of_the_half_opens_on_the_first_day(area: Area, page: Page) -> None:
    assert as_(area.amina).get(reverse(page.name)).status_code in (200, 302, 403), page.name


def test_nothing_is_asked_of_cases_before_a_first_meeting_of_the_conference_is_planned(area: Area) -> None:
    client = as_(area.amina)
    ours, cases = "Full self-assessment", ("Match the specialist court", "Review cases that came back")
    calendar, home = text_of(client.get(to("calendar"))), text_of(client.get("/"))
    assert ours in calendar and not any(one in calendar for one in cases)
    assert "Plan the next meeting" not in home
    planned(area)
    calendar = text_of(client.get(to("calendar")))
    assert ours in calendar and all(one in calendar for one in cases)


def test_whoever_led_a_conference_is_asked_for_its_next_meeting(area: Area) -> None:
    meeting = planned(area)
    with acting_as(area.amina):
        Meeting.objects.filter(id=meeting).update(on=TODAY - timedelta(days=400))
    assert "Plan the next meeting" in text_of(as_(area.amina).get("/"))


def test_what_the_partnership_begins_with_is_missing_until_it_is_there(area: Area) -> None:
    client = as_(area.amina)
    missing = (
        "No group is open", "No service is shown to people who look for help", "The response was never assessed",
        "No strategy is begun",
        "No policy is in the register",
    )  # fmt: skip
    page = text_of(client.get(to("watch")))
    assert all(one in page for one in missing) and reverse("governance.boards") in page
    assert "are missing" in text_of(client.get("/"))
    client.post(to("open_board"), {"kind": "strategic", "name": "Board", "purpose": "", "above_id": ""})
    page = text_of(client.get(to("watch")))
    assert "No group is open" not in page and "No policy is in the register" in page


def test_what_needs_something_first_says_so(area: Area) -> None:
    client = as_(area.amina)
    assert "Add the money first, under Resources" in text_of(client.get(to("contract_new")))
    part = reverse("governance.part", kwargs={"agency": area.agencies["housing"]})
    assert "Draft a letter" not in text_of(client.get(part))


def test_a_strategy_does_not_list_what_is_missing_from_a_directory_without_a_service(area: Area) -> None:
    made = strategy_made(area)
    with acting_as(area.amina):
        of = Drawing(area.amina, Strategy.objects.get(id=made.strategy), TODAY, public=True)
        assert "has no service yet" in repr(DRAWN["missing"](of))
    service(area)
    with acting_as(area.amina):
        found = repr(DRAWN["missing"](of))
    assert "No service says of itself: For LGBT+ people" in found and "Nothing for: Professionals" in found


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


@pytest.mark.parametrize(
    ("page", "next_step", "never"),
    [
        ("governance.representation", "No group is open yet. Open one", "Nobody, by the pack"),
        ("governance.representation", "Enter those that have been", ""),
        ("governance.cut", "No contract runs. Add one first.", "What falls away when money does"),
        ("directory.last_persons", "as soon as a service, a strategy or a contract is there", ""),
    ],
)
def test_what_is_empty_says_what_is_done_next_and_nothing_untrue(
    area: Area, page: str, next_step: str, never: str
) -> None:
    words = text_of(as_(area.amina).get(reverse(page)))
    assert next_step in words and (not never or never not in words)

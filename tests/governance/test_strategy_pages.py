"""The pages of the strategy and of recommendations ask little of the database, and each opens for a member."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from tests.governance.strategies import TODAY, strategy_written
from tests.governance.test_resources_pages import MOST, NOT_THE_PAGES
from tests.makers import Area
from tests.signing_in import as_

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("strategies", ""), ("strategy", "strategy"), ("objective", "objective"), ("indicator", "indicator"),
        ("strategy_document", "strategy"), ("recommendations", ""), ("recommendation", "recommendation"),
    ],
)  # fmt: skip
def test_a_page_opens_for_members_and_asks_little_of_the_database(area: Area, name: str, part: str) -> None:
    ids = strategy_written(area)
    address = reverse(f"governance.{name}", kwargs={part: ids[part]} if part else {})
    assert as_(area.bea).get(address).status_code == 200
    client = as_(area.amina)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    own = [one["sql"] for one in asked if not any(words in one["sql"] for words in NOT_THE_PAGES)]
    assert len(own) <= MOST, "\n".join(own)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("begin_strategy", ""), ("write_strategy", "strategy"), ("strategy_consult", "strategy"),
        ("new_outcome", "strategy"), ("outcome", "outcome"), ("new_objective", "outcome"),
        ("change_objective", "objective"), ("new_indicator", "objective"), ("objective_action", "objective"),
        ("note_value", "indicator"), ("contribute", "strategy"), ("agree_contribution", "agency_contribution"),
        ("new_step", "strategy"), ("step", "theory_step"), ("answer_remark", "remark"),
        ("make_strategy_document", "strategy"), ("new_recommendation", ""), ("plan_recommendation", "recommendation"),
        ("reword_recommendation", "recommendation"), ("new_evidence", "recommendation"),
        ("reach_milestone", "milestone"), ("recommendation_finish", "recommendation"),
        ("publish_recommendation", "recommendation"), ("recommendation_action", "recommendation"),
    ],
)  # fmt: skip
def test_each_form_opens_for_the_coordinator(area: Area, name: str, part: str) -> None:
    ids = strategy_written(area)
    address = reverse(f"governance.{name}", kwargs={part: ids[part]} if part else {})
    answer = as_(area.amina).get(address)
    assert answer.status_code == 200 and b"<form" in answer.content


def test_no_agency_is_asked_to_act_because_it_stands_first_in_the_list(area: Area) -> None:
    ids = strategy_written(area)
    client = as_(area.amina)
    address = reverse("governance.objective_action", kwargs={"objective": ids["objective"]})
    day = {"due_on_day": LATER.day, "due_on_month": LATER.month, "due_on_year": LATER.year}
    answer = client.post(address, {"what": "Ask every practice", "agency_id": "", "checker_agency_id": "", **day})
    assert answer.status_code == 422 and "Agency that does it" in answer.content.decode()
    with acting_as(area.amina):
        assert not Action.objects.filter(text="Ask every practice").exists()

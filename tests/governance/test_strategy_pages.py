"""The pages of the strategy and of recommendations ask little of the database, and each opens for a member."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conference.test_meeting_pages import as_
from tests.governance.strategies import strategy_written
from tests.governance.test_resources_pages import MOST, NOT_THE_PAGES
from tests.makers import Area

pytestmark = pytest.mark.django_db


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

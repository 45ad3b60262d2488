"""Pages of cases and meetings ask the database little, however many cases there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openccr.conference.operations.research import return_research
from openccr.kernel.actors import Actor
from tests.conference.conferences import WHEN, Listed, listed, research_for, sent_out
from tests.makers import Area
from tests.signing_in import sign_in

BUDGET = 12
NOT_COUNTED = (
    "SAVEPOINT", "openccr.token", "set_config", "current_setting", "accounts_session", "accounts_user",
    "my_appointments", "audit_auditevent", "mfa_authenticator", "django_cache", "case_opened",
)  # fmt: skip
"""Of the session, the account, the token and the log: the same for every page."""


def asked(actor: Actor, address: str) -> list[str]:
    client = Client()
    sign_in(client, actor, stepped_up=True)
    client.get(address)  # what is read once in a process is not the page's
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in caught if not any(word in query["sql"] for word in NOT_COUNTED)]


def case(one: Listed) -> str:
    return reverse("conference.case", kwargs={"file": one.file})


def meeting(one: Listed) -> str:
    return reverse("conference.meeting", kwargs={"meeting": one.meeting})


def hearing(one: Listed) -> str:
    return reverse("conference.hearing", kwargs={"file": one.file, "hearing": one.hearing})


@pytest.mark.parametrize(
    ("persona", "address"),
    [
        ("amina", lambda _: "/"),
        ("bea", lambda _: "/"),
        ("fay", lambda _: "/"),
        ("grace", lambda _: "/"),
        ("amina", case),
        ("bea", case),
        ("grace", case),
        ("amina", meeting),
        ("bea", meeting),
        ("fay", hearing),
        ("amina", hearing),
        ("amina", lambda _: reverse("conference.meetings")),
        ("bea", lambda _: reverse("conference.cases")),
    ],
)
def test_a_page_asks_at_most_twelve_times_and_no_more_for_more_cases(
    area: Area, persona: str, address: Callable[[Listed], str]
) -> None:
    first = sent_out(area)
    for agency, actor in (("housing", area.bea), ("idva", area.grace)):
        return_research(
            actor=actor, file_id=first.file, research_id=research_for(area, first, agency).id, at=WHEN,
            victim_facts="Known to us.", her_wishes="To stay.", suggested_actions="Visit her",
        )  # fmt: skip
    few = asked(area.actors[persona], address(first))
    assert len(few) <= BUDGET, "\n".join(few)
    for given in ("Ines", "Olga", "Vera"):
        listed(area, meeting=first.meeting, given=given)
    many = asked(area.actors[persona], address(first))
    assert len(many) <= len(few), "\n".join(many)

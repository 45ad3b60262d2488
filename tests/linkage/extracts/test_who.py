"""Who opens which page of linkage, and how many questions it asks the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openccr.linkage.pages import pages
from tests.linkage.extracts.making import linked
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

EVERYBODY = ("amina", "bea", "carl", "fay", "grace", "lena")
HOUSING = {"bea", "lena"}
OPENS = {
    "sign_offs": set(EVERYBODY), "sign": {"amina", "fay", "grace"}, "take_back": {"amina", "fay", "grace"},
    "extracts": set(EVERYBODY) - {"fay"}, "send": {"lena"}, "extract": HOUSING, "withdraw": {"lena"},
    "held": set(EVERYBODY) - {"fay"}, "answer": HOUSING, "answers": {"amina"}, "review": set(EVERYBODY) - {"fay"},
    "pair": HOUSING, "decide": HOUSING, "confirm": HOUSING, "quality": {"amina", "fay"}, "missing": {"amina"},
    "flag": {"amina"}, "weigh": {"amina"}, "close_flag": {"amina"}, "missing_figures": {"amina", "fay"},
}  # fmt: skip
"""Page → who gets an answer; everybody else is refused, or finds nothing there."""
MOST_QUERIES = 25
"""With signing in, the page's own twelve, and the log."""


def test_each_page_opens_for_those_it_is_for_and_for_nobody_else(client: Client, area: Area) -> None:
    ids = linked(area)
    shown = {page.name.partition(".")[2]: page for page in pages.pages if page.kind != "button"}
    assert shown.keys() == OPENS.keys()
    found: dict[str, set[str]] = {name: set() for name in OPENS}
    asked: dict[str, int] = {}
    for persona in EVERYBODY:
        sign_in(client, area.actors[persona])
        for name, page in shown.items():
            parts = {part: id for part, id in ids.items() if f":{part}>" in page.path}
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(reverse(page.name, kwargs=parts))
            assert answer.status_code in (200, 302, 403, 404), (persona, name, answer.status_code)
            if answer.status_code == 200 or (answer.status_code == 302 and page.step_up):
                found[name].add(persona)
                asked[name] = max(asked.get(name, 0), len(queries))
    assert found == OPENS
    assert {name: number for name, number in asked.items() if number > MOST_QUERIES} == {}


def test_nobody_without_an_appointment_finds_anything(client: Client, area: Area) -> None:
    sign_in(client, area.dee)
    for page in pages.pages:
        if "<" not in page.path and page.kind != "button":
            assert client.get(reverse(page.name)).status_code in (403, 404), page.name

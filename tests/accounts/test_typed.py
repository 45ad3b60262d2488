"""A form sent after the session ran out is given back to whoever typed it, and to nobody else."""

from __future__ import annotations

import time
from unittest.mock import patch
from uuid import uuid4

from django.test import Client, RequestFactory
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.accounts.middleware import SEEN
from openccr.accounts.typed import AGAIN, KEPT, MOST_CHARACTERS, Typed, found, keep
from openccr.casefiles.queries import one_chance_of
from tests.makers import Area, open_case
from tests.signing_in import sign_in

WORDS = "She is afraid of what her uncles would do."


def sent_too_late(client: Client, area: Area) -> tuple[str, str]:
    """Grace writes why one-chance mode is on, and her session has run out: the page, and where she is led."""
    file = open_case(area)
    sign_in(client, area.grace)
    page = reverse("casefiles.one_chance", kwargs={"file": file})
    assert client.get(page).status_code == 200
    session = client.session
    session[SEEN] = time.time() - 60 * 60
    session.save()
    answer = client.post(page, {"why": WORDS})
    assert answer.status_code == 302 and "_auth_user_id" not in client.session
    return page, answer.headers["Location"]


def test_she_is_told_and_gets_it_back_and_sends_it_once(area: Area, client: Client) -> None:
    page, location = sent_too_late(client, area)
    assert location == "/session/locked?next=%2Fsession%2Ftyped"
    assert WORDS not in client.get(location).text
    sign_in(client, area.grace)
    given_back = client.get("/session/typed").text
    assert WORDS in given_back and f'action="{page}"' in given_back and "Send it now" in given_back
    assert client.post(page, {"why": WORDS, AGAIN: "1"}).status_code == 302
    file = page.split("/")[2]
    with acting_as(area.grace):
        on = one_chance_of(file)
        assert on is not None and on.why == WORDS
    assert "Nothing is kept here" in client.get("/session/typed").text


def test_whoever_else_signs_in_there_cannot_open_it_and_it_is_gone(area: Area, client: Client) -> None:
    sent_too_late(client, area)
    sign_in(client, area.bea)
    assert WORDS not in client.get("/session/typed").text
    sign_in(client, area.grace)
    assert WORDS not in client.get("/session/typed").text


def test_it_can_be_thrown_away(area: Area, client: Client) -> None:
    sent_too_late(client, area)
    sign_in(client, area.grace)
    client.post("/session/typed")
    assert WORDS not in client.get("/session/typed").text


def test_it_is_kept_for_an_hour_sealed_and_only_if_something_was_typed() -> None:
    request, owner = RequestFactory().post("/somewhere", {"words": WORDS, "csrfmiddlewaretoken": "x" * 40}), uuid4()
    kept = keep(request, owner=owner)
    assert kept is not None and "uncles" not in kept
    request.session = {"openccr_typed": kept}  # type: ignore[assignment]
    assert found(request, owner=owner) == Typed("/somewhere", (("words", WORDS),))
    with patch("time.time", return_value=time.time() + KEPT.total_seconds() + 1):
        assert found(request, owner=owner) is None
    assert not request.session
    assert keep(RequestFactory().post("/", {"version": "3", "agency_id": str(uuid4())}), owner=owner) is None
    assert keep(RequestFactory().post("/", {"words": "a b" * MOST_CHARACTERS}), owner=owner) is None

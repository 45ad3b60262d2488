"""A disk that is full takes nothing and still shows what is there (C4)."""

from __future__ import annotations

from collections import namedtuple

import pytest
from django.test import Client

from openccr.site import room
from tests.makers import Area
from tests.signing_in import sign_in

usage = namedtuple("usage", "free")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.shutil, "disk_usage", lambda folder: usage(room.TO_WRITE - 1))


@pytest.mark.django_db
def test_nothing_is_taken_and_the_page_says_what_to_do(area: Area, full: None) -> None:
    client = Client()
    sign_in(client, area.amina)
    assert client.get("/").status_code == 200, "reading goes on"
    answer = client.post("/subject-access/new/", {"asker_name": "Nadia"})
    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    assert b"Nothing was saved" in answer.content and b"Nadia" not in answer.content


@pytest.mark.django_db
def test_a_system_is_told_to_come_again(full: None) -> None:
    answer = Client().post("/api/referrals", b"{}", content_type="application/json")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.json()["remedy"] == "Send it again later."


@pytest.mark.django_db
def test_signing_in_to_read_stays_open(full: None) -> None:
    assert Client().post("/accounts/login/", {"login": "nobody@agency.example", "password": "x"}).status_code != 503

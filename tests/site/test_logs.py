"""What stands in the server's log when something falls: its kind and its lines, none of its words (D9, D37)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.db import DataError, connection, transaction
from django.test import Client

from openccr.ui.registry import all_pages

TYPED, WAY_IN = "14 Larch Close", "s3cret-w\u00e4y-in"
pytestmark = pytest.mark.django_db


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the operator's handler writes."""
    (console,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    before = console.setStream(written := io.StringIO())
    yield written
    console.setStream(before)


def refuse() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::date", [TYPED])


def falls(*given: object, **parts: object) -> None:
    try:
        refuse()
    except DataError as why:
        raise ValueError(f"cannot read {TYPED}") from why


def test_what_falls_is_named_by_its_kind_and_its_lines_and_by_none_of_its_words(lines: io.StringIO) -> None:
    try:
        falls()
    except ValueError:
        logging.getLogger("openccr.jobs").exception("Work %s failed", 7)
    told = lines.getvalue()
    assert "Work 7 failed" in told and "in refuse" in told and "DataError" in told and "22007" in told
    assert told.rstrip().endswith("ValueError") and TYPED not in told


def test_a_page_that_falls_is_named_and_what_stands_in_its_address_is_not(lines: io.StringIO) -> None:
    page = next(one for one in all_pages() if one.name == "partnership.accept")
    view = page.view
    object.__setattr__(page, "view", falls)  # frozen, and read at each request
    try:
        answer = Client(raise_request_exception=False).get(f"/invitation/{WAY_IN}/")
    finally:
        object.__setattr__(page, "view", view)
    told = lines.getvalue()
    assert answer.status_code == 500 and "Internal Server Error: /invitation/<str:token>/" in told
    assert "A page failed; reference" in told and "s3cret" not in told and TYPED not in told


def test_an_address_of_no_page_is_not_written_down(lines: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openccr.site.room.free", lambda folder: 0)
    assert Client().post(f"/invitation/{WAY_IN}/").status_code == 503
    told = lines.getvalue()
    assert "Service Unavailable: an address of no page" in told and "s3cret" not in told

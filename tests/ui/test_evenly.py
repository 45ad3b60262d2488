"""That something is not there takes a full step of time, hidden or missing, and nothing else waits (C3)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openccr.ui import evenly
from tests.makers import Area, open_case
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
STEP = 0.05


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch, settings: object) -> list[float]:
    """How long was slept each time; the clock stands for a request of 30 ms."""
    found: list[float] = []
    settings.NOTHING_THERE_STEP = STEP  # type: ignore[attr-defined]
    monkeypatch.setattr(evenly.time, "sleep", found.append)
    monkeypatch.setattr(evenly.time, "monotonic", lambda: 100.03)
    return found


@pytest.mark.parametrize(("took", "slept"), [(0.0, 0.0), (0.012, 0.038), (0.0501, 0.0499), (0.26, 0.04)])
def test_a_wait_ends_at_the_next_full_step(naps: list[float], took: float, slept: float) -> None:
    evenly.wait_for_step(100.03 - took)
    assert naps == [pytest.approx(slept, abs=1e-6)]


def test_without_a_step_nothing_waits(naps: list[float], settings: object) -> None:
    settings.NOTHING_THERE_STEP = 0.0  # type: ignore[attr-defined]
    evenly.wait_for_step(100.0)
    assert naps == []


def test_hidden_and_missing_wait_and_a_case_that_is_there_does_not(
    area: Area, client: Client, naps: list[float]
) -> None:
    hidden = open_case(area, invited=("police",))
    sign_in(client, area.bea)
    for file in (hidden, uuid4()):
        assert client.get(reverse("conference.case", args=[file])).status_code == 404
    assert len(naps) == 2
    sign_in(client, area.amina)
    assert client.get(reverse("conference.case", args=[hidden])).status_code == 200
    assert client.get("/cases/").status_code == 200
    assert len(naps) == 2

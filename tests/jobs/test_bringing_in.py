"""A long file of referrals, brought in by the worker while its page shows how far it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from openccr.conference.operations.uploads import LONG_BYTES
from openccr.documents.models import StoredFile
from tests.conference.files import csv_file, rows
from tests.makers import Area
from tests.signing_in import sign_in

ROWS = 300


@pytest.fixture
def client(committed: Area, settings: object, tmp_path: Path) -> Client:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    client = Client()
    sign_in(client, committed.bea)
    return client


def a_file() -> SimpleUploadedFile:
    data = csv_file([{**one, "agency": "Willowmere Homes"} for one in rows(ROWS)])
    assert len(data) > LONG_BYTES
    return SimpleUploadedFile("referrals.csv", data, content_type="text/csv")


def sent(client: Client) -> str:
    """Send the file and say "bring it in"; the address of the work."""
    preview = client.post("/import/", {"file": a_file(), "once": "x"})
    assert preview.status_code == 302, preview.content.decode()
    taken = client.post(f"{preview.headers['Location']}take/")
    assert taken.status_code == 302 and taken.headers["Location"].startswith("/work/")
    return str(taken.headers["Location"])


def counted(area: Area) -> tuple[int, list[str]]:
    with acting_as(area.bea):
        return Referral.objects.count(), list(StoredFile.objects.values_list("purpose", flat=True))


def test_a_long_file_is_brought_in_by_the_worker(committed: Area, client: Client) -> None:
    work = sent(client)
    assert "Waiting for its turn" in client.get(work).content.decode()
    assert counted(committed) == (0, ["import"])
    call_command("worker", "--once")
    page = client.get(work).content.decode()
    assert f"{ROWS} taken, 0 known already, 0 refused." in page, page
    result = re.search(r'href="(/import/result/[^"]+)"', page)
    assert result and client.get(result[1]).status_code == 200
    assert counted(committed) == (ROWS, [])


def test_cancelled_before_its_turn_it_changes_nothing_and_the_file_stays(committed: Area, client: Client) -> None:
    work = sent(client)
    client.post(f"{work}cancel/")
    call_command("worker", "--once")
    assert "Cancelled" in client.get(work).content.decode()
    assert counted(committed) == (0, ["import"])

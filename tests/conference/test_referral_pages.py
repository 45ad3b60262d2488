"""An agency's own referrals in the browser, and bringing in a file there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from openccr.conference.operations import uploads
from openccr.conference.operations.drafts import start_draft, submit_draft
from openccr.conference.rules.drafts import DraftSource
from openccr.conference.tasks import TASKS
from openccr.documents.models import StoredFile
from openccr.jobs.models import Work
from tests.conference.drafts import WHOLE
from tests.conference.files import csv_file, row, rows
from tests.makers import NOW, Area
from tests.signing_in import sign_in


def test_an_agency_sees_its_own_referrals(area: Area, client: Client) -> None:
    draft = start_draft(actor=area.pia, answers=WHOLE, source=DraftSource.WIZARD, at=NOW)
    submit_draft(actor=area.pia, draft=draft, at=NOW)
    sign_in(client, area.pia)
    page = client.get(reverse("conference.referrals"))
    assert "Waiting for triage" in page.text
    sign_in(client, area.bea)
    assert "Your agency has referred nobody yet." in client.get(reverse("conference.referrals")).text


# ------------------------------------------------------------------------------------------------ Files


def upload(client: Client, data: bytes, name: str = "referrals.csv") -> Any:
    return client.post(reverse("conference.import"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_a_file_is_tried_out_then_brought_in_and_its_refused_rows_come_back(area: Area, client: Client) -> None:
    records = rows(3)
    records[1]["victim_dob"] = "31/31/1988"
    sign_in(client, area.pia)
    preview = upload(client, csv_file(records, headings={"victim_dob": "D.O.B. (victim)"}))
    assert "Nothing is saved yet." in preview.text and "Bring in 2 referrals" in preview.text
    assert "D.O.B. (victim)" in preview.text
    assert "There is no month 31" in preview.text
    with acting_as(area.pia):
        assert not Referral.objects.exists()
        document = StoredFile.objects.get().id
    result = client.post(reverse("conference.import_take", kwargs={"document": document}), follow=True)
    assert "Download the refused rows" in result.text
    with acting_as(area.pia):
        assert Referral.objects.count() == 2
    (link,) = re.findall(r'href="(/documents/[^"]+)"', result.text)
    download = client.get(link, follow=True)
    assert download.content.startswith(b"PK") and "attachment" in download["Content-Disposition"]
    assert client.get(reverse("conference.import_preview", kwargs={"document": document})).status_code == 404


def test_a_file_that_cannot_be_read_is_refused_on_the_form(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    page = upload(client, b"%PDF-1.7 not a table", "letter.pdf")
    assert page.status_code == 422 and "PDF" in page.text


def test_another_persons_upload_does_not_exist(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    upload(client, csv_file([row()]))
    with acting_as(area.pia):
        document = StoredFile.objects.get().id
    sign_in(client, area.bea)
    assert client.get(reverse("conference.import_preview", kwargs={"document": document})).status_code == 404
    assert client.post(reverse("conference.import_take", kwargs={"document": document})).status_code == 404


class Told:
    """Stands in for the worker's report."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        self.told.append((done, total))


def test_a_long_file_is_brought_in_by_the_worker(area: Area, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LONG_BYTES", 10)
    sign_in(client, area.pia)
    upload(client, csv_file(rows(2)))
    with acting_as(area.pia):
        document = StoredFile.objects.get().id
    waiting = client.post(reverse("conference.import_take", kwargs={"document": document}), follow=True)
    assert "Waiting for its turn" in waiting.text
    with acting_as(area.pia):
        assert Work.objects.count() == 1 and not Referral.objects.exists()
    report = Told()
    outcome = TASKS[uploads.REFERRALS.task](actor=area.pia, report=report, document=str(document))
    assert outcome.words == "2 taken, 0 known already, 0 refused." and report.told == [(2, 2)]
    assert client.get(outcome.href).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("amina", 200), ("pia", 200), ("grace", 200), ("fay", 403), ("lena", 403), ("dee", 403)]
)
def test_who_refers_and_who_brings_in_files(area: Area, client: Client, who: str, status: int) -> None:
    sign_in(client, area.actors[who])
    for name in ("conference.refer", "conference.import", "conference.referrals"):
        assert client.get(reverse(name)).status_code == status, name


@pytest.mark.parametrize(("who", "status"), [("amina", 200), ("pia", 403), ("fay", 403)])
def test_triage_is_the_coordinators(area: Area, client: Client, who: str, status: int) -> None:
    sign_in(client, area.actors[who])
    assert client.get(reverse("conference.triage")).status_code == status

"""Referring in the browser, and bringing in a file there."""

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
from openccr.conference.tasks import TASKS
from openccr.documents.models import StoredFile
from openccr.jobs.models import Work
from openccr.people.models import Part
from tests.conference.files import csv_file, row, rows
from tests.makers import Area
from tests.signing_in import sign_in

TYPED = {
    "referred_on_day": "20", "referred_on_month": "2", "referred_on_year": "2026", "criteria": ["PJ", "VHR"],
    "dash_score": "16", "judgement_reason": "He has found her twice.", "victim_given_name": "Nadia",
    "victim_family_name": "Invented", "victim_dob_day": "3", "victim_dob_month": "4", "victim_dob_year": "1988",
    "victim_sex": "female", "victim_phone": "07700 900123", "safe_to_call": "yes", "perpetrator_given_name": "Mark",
    "perpetrator_family_name": "Invented", "relationship": "ex_partner", "children": "Ella 3/4/2019\nunborn 12/07/2026",
    "consent": "yes", "victim_aware": "yes", "victim_wishes": "To stay in her home.",
}  # fmt: skip
"""What somebody types into the form."""


def test_a_representative_refers_in_the_browser(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    address = reverse("conference.refer")
    page = client.get(address)
    assert page.status_code == 200 and 'name="agency"' not in page.text
    sent = client.post(address, TYPED, follow=True)
    assert "The referral was sent to the coordinator." in sent.text
    with acting_as(area.amina):
        referral = Referral.objects.select_related("agency").get()
        assert (referral.agency.name, referral.criteria, referral.gaps) == ("Exampleshire Police", ["PJ", "VHR"], [])
        assert Part.objects.filter(file_id=referral.file_id).count() == 4


def test_the_form_is_read_by_the_rules_of_the_import_and_keeps_what_was_typed(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    page = client.post(reverse("conference.refer"), {**TYPED, "children": "Ella (6)", "victim_phone": "900"})
    assert page.status_code == 422
    assert "an age is written in place of a date of birth" in page.text
    assert "this is not a whole telephone number" in page.text
    assert "He has found her twice." in page.text
    with acting_as(area.amina):
        assert not Referral.objects.exists()


def test_the_form_asks_at_once_what_the_coordinator_would_ask_later(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    page = client.post(reverse("conference.refer"), {**TYPED, "judgement_reason": "", "safe_to_call": ""})
    assert page.status_code == 422
    assert "Say in words what worries you." in page.text and "safe to call her" in page.text


def test_the_coordinator_says_for_which_agency_she_enters_it(area: Area, client: Client) -> None:
    sign_in(client, area.amina)
    assert 'name="agency"' in client.get(reverse("conference.refer")).text
    client.post(reverse("conference.refer"), {**TYPED, "agency": "Willowmere Homes"})
    with acting_as(area.bea):
        assert Referral.objects.count() == 1


def test_an_agency_sees_its_own_referrals(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    client.post(reverse("conference.refer"), TYPED)
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
    download = client.get(link)
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
    outcome = TASKS[uploads.TASK](actor=area.pia, report=report, document=str(document))
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

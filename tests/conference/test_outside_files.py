"""Files that come with a referral by a link: as safe as any, and nothing more can be added once it is sent (T5)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.conference.models import DraftFile, ReferralDraft, ReferralLink
from openccr.conference.operations.draft_files import PURPOSE
from openccr.conference.operations.drafts import open_draft
from openccr.conference.operations.links import SentFile, hash_of, leave_referral
from openccr.documents.models import Attachment
from openccr.kernel.refusals import Refusal
from tests.conference.drafts import WHOLE
from tests.conference.test_outside_pages import at, fill, link
from tests.documents.attachables import JPEG, PDF
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]


def sent(client: Client, token: str, **files: object) -> object:
    return client.post(at("outside_check", token), files, follow=True)


def kept(area: Area) -> list[tuple[str, str, bytes]]:
    with acting_as(area.amina):
        return [
            (one.name, one.kind, sealing.unseal(bytes(one.sealed), purpose=PURPOSE, owner=one.id))
            for one in DraftFile.objects.order_by("name")
        ]


def test_files_go_along_cleaned_and_sealed_and_the_coordinator_sees_them(area: Area, client: Client) -> None:
    token = link(area)
    fill(client, token)
    page = client.get(at("outside_check", token)).text
    assert 'enctype="multipart/form-data"' in page and 'name="upload_3"' in page
    answer = sent(
        client, token, upload_1=SimpleUploadedFile("../../DASH\u202efdp.exe", PDF), kind_1="risk_assessment",
        upload_3=SimpleUploadedFile("arm.jpg", JPEG),
    )  # fmt: skip
    assert "The referral was sent" in answer.text
    (form, form_kind, _), (picture, kind, data) = kept(area)
    assert form.endswith(".pdf") and "/" not in form and "\u202e" not in form and form_kind == "risk_assessment"
    assert (picture, kind) == ("arm.jpg", "other") and b"GPS" not in data and b"by Nadia" not in data
    with acting_as(area.amina):
        draft = ReferralDraft.objects.get()
        assert b"JFIF" not in bytes(DraftFile.objects.get(name="arm.jpg").sealed)
    assert open_draft(actor=area.amina, draft=draft.id).receipt
    sign_in(client, area.amina)
    listed = client.get(reverse("conference.draft_files", args=[draft.id])).text
    assert "arm.jpg" in listed and "Dr Ada Testperson" in listed


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.pdf", b"MZ\x90\x00 a program"),
        ("x.html", b"<html><script>alert(1)</script>"),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("x.docx", b"PK\x03\x04 broken"),
        ("x.pdf", b""),
    ],
)
def test_what_is_no_file_for_us_is_named_and_the_referral_is_not_lost(
    area: Area, client: Client, name: str, data: bytes
) -> None:
    token = link(area)
    fill(client, token)
    answer = sent(client, token, upload_2=SimpleUploadedFile(name, data), kind_2="other")
    assert answer.status_code == 422 and "The referral was sent" not in answer.text
    assert kept(area) == []
    with acting_as(area.amina):
        assert not ReferralDraft.objects.exists()
    assert "The referral was sent" in sent(client, token).text


def test_the_page_names_the_file_that_was_not_taken(area: Area, client: Client) -> None:
    token = link(area)
    fill(client, token)
    page = sent(client, token, upload_2=SimpleUploadedFile("x.pdf", b"MZ\x90\x00 a program"), kind_2="other").text
    assert 'id="id_upload_2-error"' in page or "upload_2-error" in page


def test_more_files_than_the_page_asks_for_are_not_taken(area: Area, client: Client) -> None:
    token = link(area)
    fill(client, token)
    files = {f"upload_{number}": SimpleUploadedFile(f"{number}.txt", b"Words") for number in range(1, 9)}
    assert "The referral was sent" in sent(client, token, **files).text
    assert len(kept(area)) == 3


def test_once_it_is_sent_nothing_can_be_added_by_the_link_nor_by_the_database(area: Area, client: Client) -> None:
    token = link(area, once=False)
    fill(client, token)
    sent(client, token)
    with acting_as(area.amina):
        draft = ReferralDraft.objects.get()
        ReferralDraft.objects.filter(id=draft.id).update(changed_at=timezone.now())
    with connection.cursor() as cursor:  # as if it had been sent in an earlier transaction
        cursor.execute("SELECT now() > %s", [draft.made_at])
    for hashed, target in ((hash_of("another"), draft.id), (hash_of(token), uuid4())):
        with pytest.raises(DatabaseError, match="not found"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT openccr.leave_file(%s, %s, %s, 'other', 'x', 1, %s)", [hashed, target, uuid4(), b"x"]
            )
    assert kept(area) == []


def test_a_guest_reads_no_file(area: Area) -> None:
    token = link(area)
    files = [SentFile("upload_1", "a.txt", "other", b"Words")]
    answers = {key: value for key, value in WHOLE.items() if key not in ("agency", "referrer_organisation")}
    leave_referral(token=token, answers=answers, files=files, at=timezone.now())
    with acting_as(area.amina):
        guest = ReferralLink.objects.get()
        assert guest.used == 1 and not Attachment.objects.exists()
    with pytest.raises(Refusal, match="Say what it is"):
        leave_referral(
            token=link(area), answers=answers, files=[SentFile("upload_1", "a.txt", "program", b"x")], at=timezone.now()
        )
    for actor in (area.bea, area.pia, area.lena):
        with acting_as(actor):
            assert not DraftFile.objects.exists()

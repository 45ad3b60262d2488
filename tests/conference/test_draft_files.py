"""Files that go with a referral: attached while it is typed, sent with it, and gone with a draft that is not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import DraftFile
from openccr.conference.operations.draft_files import attach_to_draft, remove_from_draft
from openccr.conference.operations.drafts import discard_draft, remove_expired_drafts, start_draft, submit_draft
from openccr.conference.rules.attachments import MOST_OF_A_DRAFT
from openccr.conference.rules.drafts import KEPT, DraftSource
from openccr.documents.attaching import attachments_of, fetch_attachment
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.drafts import WHOLE
from tests.makers import NOW, Area
from tests.signing_in import as_, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

WORDS = b"He has a key. Sixteen yes answers."


def draft_of(actor: Actor, *, private: bool = False) -> UUID:
    return start_draft(actor=actor, answers=WHOLE, source=DraftSource.WIZARD, private=private, at=NOW)


def attached(actor: Actor, draft: UUID, name: str = "DASH.txt") -> UUID:
    return attach_to_draft(actor=actor, draft=draft, data=WORDS, name=name, kind="risk_assessment", at=NOW)


def left(area: Area, actor: Actor) -> int:
    with acting_as(actor):
        return DraftFile.objects.count()


def test_sent_they_are_attached_to_the_referral_and_the_draft_keeps_none(area: Area) -> None:
    draft = draft_of(area.pia)
    attached(area.pia, draft)
    sent = submit_draft(actor=area.pia, draft=draft, at=NOW)
    assert left(area, area.pia) == 0
    with acting_as(area.amina):
        (one,) = attachments_of(sent.file_id, sent.referral_id)
    assert (one.name, one.kind) == ("DASH.txt", "risk_assessment")
    assert fetch_attachment(actor=area.amina, file=sent.file_id, attachment=one.id).data == WORDS


def test_what_is_not_sent_leaves_nothing(area: Area, folder: Path) -> None:
    thrown, forgotten = draft_of(area.pia), draft_of(area.pia)
    attached(area.pia, thrown)
    attached(area.pia, forgotten)
    discard_draft(actor=area.pia, draft=thrown, at=NOW)
    assert left(area, area.pia) == 1
    remove_expired_drafts(actor=area.commands, at=NOW + KEPT + timedelta(days=1))
    assert left(area, area.pia) == 0 and not list(folder.rglob("*"))


def test_another_agency_sees_none_and_a_private_draft_s_stay_with_its_author(area: Area) -> None:
    shared, private = draft_of(area.bea), draft_of(area.bea, private=True)
    attached(area.bea, shared)
    attached(area.bea, private)
    assert (left(area, area.bea), left(area, area.eve), left(area, area.pia)) == (2, 1, 0)
    with pytest.raises(NotFound):
        attached(area.pia, shared)
    with pytest.raises(NotFound):
        attached(area.eve, private)


def test_a_program_is_not_taken_nor_one_file_too_many(area: Area) -> None:
    draft = draft_of(area.pia)
    with pytest.raises(Refusal, match="not kept"):
        attach_to_draft(actor=area.pia, draft=draft, data=b"MZ\x00\x01", name="a.txt", kind="other", at=NOW)
    for number in range(MOST_OF_A_DRAFT):
        attached(area.pia, draft, f"{number}.txt")
    with pytest.raises(Refusal, match="files already"):
        attached(area.pia, draft)


def test_it_is_done_on_the_pages_and_shown_before_sending(area: Area) -> None:
    draft = draft_of(area.pia)
    client = as_(area.pia)
    files = reverse("conference.draft_files", kwargs={"draft": draft})
    assert files in text_of(client.get(reverse("conference.draft", kwargs={"draft": draft})))
    upload = SimpleUploadedFile("DASH of 3 March.txt", WORDS)
    sent = client.post(files, {"kind": "risk_assessment", "upload": upload})
    assert sent.status_code == 302, text_of(sent)
    check = text_of(client.get(reverse("conference.draft_check", kwargs={"draft": draft})))
    assert "DASH of 3 March.txt" in check
    with acting_as(area.pia):
        one = DraftFile.objects.get()
    client.post(reverse("conference.draft_file_remove", kwargs={"draft": draft, "attached": one.id}))
    assert "DASH of 3 March.txt" not in text_of(client.get(files)) and left(area, area.pia) == 0
    with pytest.raises(NotFound):
        remove_from_draft(actor=area.pia, draft=draft, attached=one.id, at=NOW)

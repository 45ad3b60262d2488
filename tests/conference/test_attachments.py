"""Files attached to a referral and to what an agency knows: whoever sees the case sees them, and nobody else."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.conference.operations.attachments import attach_to_referral, attach_to_research
from openccr.conference.queries.research import said_of
from openccr.documents import storage
from openccr.documents.attaching import attachments_of, fetch_attachment, remove_attachment
from openccr.documents.models import Attachment
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import WHEN, Listed, listed, research_for
from tests.documents.attachables import PDF, office
from tests.makers import TODAY, Area
from tests.signing_in import sign_in


def on_research(area: Area, case: Listed, *, by: str = "bea", name: str = "Rent account.pdf") -> UUID:
    research = research_for(area, case, "housing").id
    return attach_to_research(
        actor=area.actors[by], file_id=case.file, research_id=research, data=PDF, name=name, at=WHEN
    )


def test_an_agency_attaches_to_what_it_knows_and_everybody_on_the_case_reads_it(area: Area) -> None:
    case = listed(area)
    one = on_research(area, case)
    for reader in (area.bea, area.amina, area.grace, area.pia):
        assert fetch_attachment(actor=reader, file=case.file, attachment=one).data == PDF
    with acting_as(area.amina):
        opened = AuditEvent.objects.filter(type="attachment.fetched", file_id=case.file)
        assert opened.count() == 4
    assert PDF not in (storage.folder() / str(one)).read_bytes()


def test_to_whoever_is_not_on_the_case_it_does_not_exist(area: Area) -> None:
    case, other = listed(area), listed(area, given="Olga")
    one = on_research(area, case)
    for file, actor in ((case.file, area.carl), (other.file, area.bea)):
        with pytest.raises(NotFound):
            fetch_attachment(actor=actor, file=file, attachment=one)
    with acting_as(area.carl):
        assert not Attachment.objects.exists()


def test_no_agency_attaches_to_or_removes_from_what_another_knows(area: Area) -> None:
    case = listed(area)
    one = on_research(area, case)
    for by in ("pia", "amina"):
        with pytest.raises(Refusal):
            on_research(area, case, by=by)
    with pytest.raises(NotFound):
        remove_attachment(actor=area.pia, file=case.file, attachment=one, at=WHEN)


def test_what_is_removed_is_gone_from_the_disk(committed: Area) -> None:
    case = listed(committed)
    one = on_research(committed, case)
    remove_attachment(actor=committed.bea, file=case.file, attachment=one, at=WHEN)
    with pytest.raises(NotFound):
        fetch_attachment(actor=committed.bea, file=case.file, attachment=one)
    assert not (storage.folder() / str(one)).exists()


def test_the_referrer_attaches_the_assessment_and_says_what_it_is(area: Area) -> None:
    case = listed(area)
    attach_to_referral(
        actor=area.pia, file_id=case.file, referral_id=case.referral, data=office(), name="DASH Nadia.docm",
        kind="risk_assessment", at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        (one,) = attachments_of(case.file, case.referral)
    assert (one.name, one.kind, one.by) == ("DASH Nadia.docx", "risk_assessment", area.pia.name)
    with pytest.raises(Refusal):
        attach_to_referral(
            actor=area.bea, file_id=case.file, referral_id=case.referral, data=PDF, name="x", kind="other", at=WHEN
        )


def test_through_the_browser_it_is_attached_listed_and_handed_over_as_a_download(area: Area, client: Client) -> None:
    case = listed(area)
    sign_in(client, area.bea)
    parts = {"file": case.file, "research": research_for(area, case, "housing").id}
    here = reverse("conference.research_attach", kwargs=parts)
    refused = client.post(here, {"upload": SimpleUploadedFile("a.svg", b"<svg onload=alert(1)>")})
    assert refused.status_code == 422 and "Files of this type are not kept." in refused.text
    page = client.post(here, {"upload": SimpleUploadedFile("Rent account.pdf", PDF)}, follow=True)
    assert "The file is attached." in page.text and "Rent account.pdf" in page.text
    with acting_as(area.bea):
        (one,) = attachments_of(case.file)
    answer = client.get(reverse("documents.attachment", args=[case.file, one.id]), follow=True)
    assert answer.content == PDF and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith('attachment; filename="OpenCCR-')
    assert "Rent" not in answer["Content-Disposition"] and "sandbox" in answer["Content-Security-Policy"]
    with acting_as(area.grace):
        said = said_of(file_id=case.file, today=TODAY)
    assert [file.name for agency in said for file in agency.attached] == ["Rent account.pdf"]
    sign_in(client, area.pia)
    referral = reverse("conference.referral_attach", kwargs={"file": case.file, "referral": case.referral})
    sent = {"kind": "no_consent", "upload": SimpleUploadedFile("form.pdf", PDF)}
    assert "The form on sharing without consent" in client.post(referral, sent, follow=True).text

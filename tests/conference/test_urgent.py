"""An urgent meeting: her no-go list and the grounds of sharing hold when there is no time too."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import Research
from openccr.conference.operations.referrals import refer
from openccr.conference.operations.urgent import accept_urgently
from openccr.conference.queries.meeting_choices import forums
from openccr.conference.rules.submissions import ReferringAgency, Submission
from openccr.kernel.refusals import Refusal
from openccr.people.rules import Description, Name
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import WHEN
from tests.makers import AGENCIES, TODAY, Area
from tests.signing_in import sign_in


def referred(area: Area, *, consent: str = "yes") -> tuple[UUID, UUID]:
    """A referral by the police that waits for triage: (file, referral)."""
    agency = ReferringAgency(id=area.agencies["police"], name=AGENCIES["police"], kind="police", source="police")
    submission = Submission(
        agency=agency, referred_on=TODAY, reference="U-1", criteria=("VHR",), dash_score=16, consent=consent,
        victim=Description(names=(Name(given="Nadia", family="Invented"),)), reason="He is released tomorrow.",
    )  # fmt: skip
    received = refer(actor=area.amina, submission=submission, at=WHEN)
    return received.file_id, received.referral_id


def called(area: Area, file: UUID, referral: UUID, *, reason: str = "") -> UUID:
    with acting_as(area.amina):
        forum = forums()[0][0]
    return accept_urgently(
        actor=area.amina, file_id=file, referral_id=referral, reason="He is released tomorrow", forum_id=forum,
        on=timezone.localdate(WHEN) + timedelta(days=2), starts_at=time(10), agency_ids=[area.agencies["housing"]],
        at=WHEN, override_reason=reason,
    )  # fmt: skip


def listed_on_hers(area: Area, file: UUID) -> None:
    record_no_go(
        actor=area.amina, file_id=file, agency_id=area.agencies["housing"], words="His cousin works there", at=WHEN
    )


def test_whom_she_does_not_want_told_is_asked_only_with_a_reason(area: Area) -> None:
    file, referral = referred(area)
    listed_on_hers(area, file)
    with pytest.raises(Refusal, match="no-go list"):
        called(area, file, referral)
    assert called(area, file, referral, reason="Only they can change the locks tonight")
    with acting_as(area.amina):
        assert Research.objects.filter(file_id=file, agency_id=area.agencies["housing"]).exists()


def test_the_page_says_who_is_on_her_list_and_asks_for_the_reason(area: Area, client: Client) -> None:
    file, referral = referred(area)
    listed_on_hers(area, file)
    sign_in(client, area.amina)
    page = client.get(reverse("conference.accept_urgently", kwargs={"file": file, "referral": referral})).text
    assert "On the no-go list" in page and 'name="override_reason"' in page


def test_without_consent_the_page_leads_to_where_the_grounds_are_written_down(area: Area, client: Client) -> None:
    file, referral = referred(area, consent="no")
    sign_in(client, area.amina)
    page = client.get(reverse("conference.accept_urgently", kwargs={"file": file, "referral": referral})).text
    assert reverse("conference.without_consent", kwargs={"file": file, "referral": referral}) in page

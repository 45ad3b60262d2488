"""Listing from a meeting's page: cases that may not be shared yet stand apart, with the way to mend it."""

from __future__ import annotations

import pytest

from openccr.conference.operations.sharing import justify_referral
from tests.conference.addresses import to
from tests.conference.conferences import WHEN, accepted, planned
from tests.makers import Area
from tests.sharing.cases import GROUNDS
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db


def test_a_case_without_consent_and_grounds_leads_to_where_they_are_written_down(area: Area) -> None:
    meeting = planned(area)
    accepted(area, given="Willing")
    file, referral = accepted(area, given="Unwilling", consent="no")
    client = as_(area.amina)
    mend = to("without_consent", file=file, referral=referral)
    page = text_of(client.get(to("list", meeting=meeting)))
    assert "Not to be listed yet" in page and mend in page and page.count("Write it down") == 1
    sent = client.post(to("list", meeting=meeting), {"referral_id": referral, "agency_ids": []})
    assert sent.status_code == 422 and mend in text_of(sent)
    justify_referral(actor=area.amina, file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)
    assert "Not to be listed yet" not in text_of(client.get(to("list", meeting=meeting)))

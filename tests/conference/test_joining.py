"""A second referral of a case on a coming agenda is shown at triage and joined, never listed twice."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import TimelineEntry
from openccr.conference.models import Hearing, Referral, Research
from openccr.conference.operations.joining import join
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.referrals import Received
from openccr.conference.operations.triage import accept
from openccr.conference.queries.joining import listed_already
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import WHEN, planned
from tests.conference.test_triage import ids, referred, same_pair, state_of
from tests.makers import Area
from tests.signing_in import sign_in


def twice(area: Area) -> tuple[Received, Received]:
    """The police's referral is on a meeting; the housing agency refers the same pair."""
    first = referred(area)
    accept(actor=area.amina, **ids(first), at=WHEN)
    list_case(actor=area.amina, referral_id=first.referral_id, meeting_id=planned(area), agency_ids=[], at=WHEN)
    second = referred(area, "bea", referral_ref="W-2", agency="Willowmere Homes")
    same_pair(area, second, first)
    return first, second


def test_the_listed_case_of_the_same_pair_is_shown_and_a_second_listing_is_refused(area: Area) -> None:
    first, second = twice(area)
    with acting_as(area.amina):
        assert [one.file_id for one in listed_already(second.file_id)] == [first.file_id]
    accept(actor=area.amina, **ids(second), at=WHEN)
    with pytest.raises(Refusal, match="on a coming agenda"):
        list_case(
            actor=area.amina, referral_id=second.referral_id, meeting_id=planned(area, days=30), agency_ids=[], at=WHEN
        )


def test_joined_its_facts_are_with_the_listed_case_and_its_agency_is_asked_there(area: Area) -> None:
    first, second = twice(area)
    with acting_as(area.bea):
        assert not Hearing.objects.filter(file_id=first.file_id).exists()
    join(actor=area.amina, **ids(second), to_file=first.file_id, reason="He broke the door", at=WHEN)
    assert state_of(area, second) == ReferralState.JOINED
    with acting_as(area.amina):
        assert Referral.objects.get(id=second.referral_id).joined_to_id == first.referral_id
        assert Hearing.objects.count() == 1
        line = TimelineEntry.objects.get(file_id=first.file_id, source="fact").sentence
        assert "He broke the door" in line and "What the victim wants" in line
    with acting_as(area.bea):
        assert Research.objects.filter(file_id=first.file_id, agency_id=area.agencies["housing"]).exists()


def test_a_referral_is_joined_to_a_case_of_the_same_pair_alone(area: Area) -> None:
    first, _ = twice(area)
    other = referred(area, referral_ref="H-9", victim_given_name="Sara", perpetrator_given_name="Ivan")
    with pytest.raises(NotFound):
        join(actor=area.amina, **ids(other), to_file=first.file_id, reason="x", at=WHEN)


def test_the_coordinator_joins_it_in_the_browser(area: Area, client: Client) -> None:
    first, second = twice(area)
    parts = {"file": second.file_id, "referral": second.referral_id}
    sign_in(client, area.amina)
    assert "On the meeting of" in client.get(reverse("conference.weigh", kwargs=parts)).text
    sent = client.post(
        reverse("conference.join", kwargs=parts), {"to_file": first.file_id, "reason": "He broke the door"}, follow=True
    )
    assert "Joined. Its facts are with the listed case" in sent.text

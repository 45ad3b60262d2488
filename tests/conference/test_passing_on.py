"""Decisions that send a referral elsewhere, and the one that cannot wait: an urgent meeting in the same act."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.operations import give
from openccr.casefiles.rules import Reason
from openccr.conference.models import Hearing, Meeting, Referral, Research
from openccr.conference.operations.triage import appeal, mark_out_of_area, redirect
from openccr.conference.operations.urgent import accept_urgently
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import WHEN, working_day
from tests.conference.test_triage import ids, referred, state_of
from tests.makers import Area
from tests.signing_in import sign_in


def urgently(area: Area, one: Any, **more: Any) -> Any:
    given = {"reason": "He is released tomorrow", "on": working_day(1), "starts_at": time(9, 0)} | more
    return accept_urgently(
        actor=area.amina, **ids(one), forum_id=area.forum, agency_ids=[area.agencies["housing"]], at=WHEN, **given
    )


def test_a_referral_is_passed_to_another_forum_by_name_and_can_be_appealed(area: Area) -> None:
    one = referred(area)
    with pytest.raises(Refusal, match="where it goes"):
        redirect(actor=area.amina, **ids(one), key="mash", goes_to=" ", reason="Children first", at=WHEN)
    redirect(actor=area.amina, **ids(one), key="mash", goes_to="Exampleshire MASH", reason="Children first", at=WHEN)
    assert state_of(area, one) == ReferralState.REDIRECTED
    appeal(actor=area.pia, **ids(one), reason="She is in danger herself", at=WHEN)
    assert state_of(area, one) == ReferralState.APPEALED


def test_a_case_of_another_area_waits_for_its_transfer_with_the_area_named(area: Area) -> None:
    one = referred(area)
    mark_out_of_area(actor=area.amina, **ids(one), goes_to="Samplesea", reason="She has moved there", at=WHEN)
    with acting_as(area.amina):
        row = Referral.objects.get(id=one.referral_id)
    assert (row.state, row.sent_to) == (ReferralState.OUT_OF_AREA, "Samplesea")


def test_where_she_went_is_read_by_the_coordinator_and_her_adviser_alone(area: Area, client: Client) -> None:
    """The agency that referred, where the one she fled from may work, learns that it was passed on, not where to."""
    one = referred(area)
    why = Reason(purpose="conference", lawful_basis="art6_public_task", arises_from="CaseListed")
    give(actor=area.amina, file_id=one.file_id, agency_id=area.grace.agency, reason=why, at=WHEN)
    mark_out_of_area(actor=area.amina, **ids(one), goes_to="Canarysea", reason="She has moved", at=WHEN)
    pages = (
        reverse("conference.referral", kwargs={"file": one.file_id, "referral": one.referral_id}),
        reverse("conference.case", kwargs={"file": one.file_id}),
    )
    for who, told in (("amina", True), ("grace", True), ("pia", False)):
        sign_in(client, area.actors[who])
        shown = [client.get(page) for page in pages]
        assert [page.status_code for page in shown] == [200, 200], who
        assert ("Canarysea" in shown[0].text, "Canarysea" in shown[1].text) == (told, False), who
        assert "Out of area, for transfer" in shown[0].text
        assert "ask Amina Okafor. Your safety plan goes on tonight" in shown[0].text, who


def test_an_urgent_meeting_is_called_and_the_case_is_on_it_in_one_act(area: Area) -> None:
    one = referred(area)
    meeting = urgently(area, one)
    assert state_of(area, one) == ReferralState.LISTED
    with acting_as(area.amina):
        assert Meeting.objects.get(id=meeting).urgent
        assert Hearing.objects.get().meeting_id == meeting
    with acting_as(area.bea):
        assert Research.objects.filter(file_id=one.file_id).exists()


def test_nothing_is_done_when_the_meeting_cannot_be(area: Area) -> None:
    one = referred(area)
    with pytest.raises(Refusal):
        urgently(area, one, on=working_day(-3))
    with pytest.raises(Refusal, match="reason in words"):
        urgently(area, one, reason=" ")
    assert state_of(area, one) == ReferralState.RECEIVED
    with acting_as(area.amina):
        assert not Meeting.objects.exists()


def test_the_coordinator_calls_an_urgent_meeting_in_the_browser(area: Area, client: Client) -> None:
    one = referred(area)
    sign_in(client, area.amina)
    address = reverse("conference.accept_urgently", kwargs={"file": one.file_id, "referral": one.referral_id})
    assert "Why can it not wait?" in client.get(address).text
    on = working_day(1)
    sent = client.post(
        address,
        {
            "reason": "He is released tomorrow", "forum_id": area.forum, "on_day": on.day, "on_month": on.month,
            "on_year": on.year, "starts_at": "09:00", "agency_ids": [str(area.agencies["housing"])],
        },
        follow=True,
    )  # fmt: skip
    assert "Accepted and listed." in sent.text and "urgent" in sent.text.lower()


def test_the_coordinator_passes_on_and_marks_in_the_browser(area: Area, client: Client) -> None:
    sign_in(client, area.amina)
    first, second = referred(area), referred(area, referral_ref="HX-2")
    passed = client.post(
        reverse("conference.redirect", kwargs={"file": first.file_id, "referral": first.referral_id}),
        {"key": "mash", "goes_to": "Exampleshire MASH", "reason": "Children first"},
        follow=True,
    )
    assert "Passed to another forum" in passed.text and "Exampleshire MASH" in passed.text
    marked = client.post(
        reverse("conference.mark_out_of_area", kwargs={"file": second.file_id, "referral": second.referral_id}),
        {"goes_to": "Samplesea", "reason": "She has moved there"},
        follow=True,
    )
    assert "Out of area, for transfer" in marked.text and "Samplesea" in marked.text

"""Closing a case, opening it again, and the cases whose flag ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.casefiles.models import CaseFile
from openccr.conference.flags_ending import flags_ending
from openccr.conference.models import Hearing, Referral
from openccr.conference.operations.closing import close_case, reopen_case
from openccr.conference.rules.closing import ClosingFacts, why_not_closed
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.conference.test_minutes import heard
from tests.makers import Area
from tests.signing_in import sign_in

LATER = TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("facts", "reason", "words"),
    [
        (ClosingFacts(closed=True), "Done", "closed already"),
        (ClosingFacts(waiting=True), "Done", "waits for triage"),
        (ClosingFacts(open_actions=2), "All is done and she is safe", "2 actions are still open"),
        (ClosingFacts(), " ", "Say why"),
        (ClosingFacts(flag_until=LATER), "Done", "Its flag runs until"),
    ],
)
def test_what_keeps_a_case_open_is_said_in_words(facts: ClosingFacts, reason: str, words: str) -> None:
    assert words in str(why_not_closed(facts, reason=reason, today=TODAY))


def test_a_flag_that_runs_is_outweighed_by_a_sentence() -> None:
    facts = ClosingFacts(flag_until=LATER)
    assert why_not_closed(facts, reason="She has moved to another country for good", today=TODAY) is None


def done(area: Area, case: Listed) -> None:
    heard(area, case)
    with acting_as(area.amina):
        Action.objects.filter(file_id=case.file).update(state="done", ended_on=TODAY)
        Hearing.objects.filter(id=case.hearing).update(state="heard")


@pytest.mark.django_db
def test_a_case_is_closed_when_nothing_is_open_and_agencies_are_let_out(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="waits for triage"):
        close_case(actor=area.amina, file_id=case.file, reason="x", at=WHEN)
    done(area, case)
    close_case(actor=area.amina, file_id=case.file, reason="She is safe and asked us to stop.", at=WHEN)
    with acting_as(area.bea):
        assert not CaseFile.objects.filter(id=case.file).exists()
    reopen_case(actor=area.amina, file_id=case.file, reason="He was seen at her work.", at=WHEN)
    with acting_as(area.amina):
        assert CaseFile.objects.get(id=case.file).closed_at is None
    with pytest.raises(NotFound):
        reopen_case(actor=area.amina, file_id=case.file, reason="x", at=WHEN)
    with pytest.raises(Refusal):
        close_case(actor=area.bea, file_id=case.file, reason="x", at=WHEN)


@pytest.mark.django_db
def test_a_flag_ends_twelve_months_after_the_last_referral_heard(area: Area) -> None:
    case = listed(area)
    done(area, case)
    with acting_as(area.amina):
        Referral.objects.filter(file_id=case.file).update(state="heard")
        on = Referral.objects.get(file_id=case.file).referred_on
        until = date(on.year + 1, on.month, on.day)
        inside = flags_ending(actor=area.amina, after=until - timedelta(days=1), until=until)
        assert [one.until for one in inside if one.file_id == case.file] == [until]
        outside = flags_ending(actor=area.amina, after=until, until=until + timedelta(days=30))
        assert case.file not in [one.file_id for one in outside]


@pytest.mark.django_db
def test_the_pages_of_closing_and_of_flags(area: Area) -> None:
    case = listed(area)
    done(area, case)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    address = reverse("conference.close_case", kwargs={"file": case.file})
    assert "Close this case" in client.get(address).content.decode()
    assert client.post(address, {"reason": "Done", "once": "a"}).status_code == 422
    assert client.post(address, {"reason": "She is safe and asked us to stop", "once": "b"}).status_code == 302
    assert client.get(reverse("conference.flags_ending")).status_code == 200

"""Two people find that the criteria are not met, one of them a specialist; early help goes on the same day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import exclude
from openccr.conference.models import EarlyHelp, NotMetProposal, Referral
from openccr.conference.operations.not_met import (
    confirm_early_help,
    confirm_not_met,
    disagree,
    propose_not_met,
)
from openccr.conference.operations.sharing import justify_referral
from openccr.conference.operations.triage import accept, appeal
from openccr.conference.queries.not_met import help_to_confirm, to_decide_second, whom_to_ask
from openccr.conference.queries.triage import referral_of, steps_of
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.models import Disclosure
from tests.conference.conferences import WHEN
from tests.conference.test_triage import WEAK, ids, proposed, referred, state_of
from tests.makers import Area
from tests.sharing.cases import GROUNDS, on_her_list
from tests.signing_in import sign_in


def ask(area: Area, one: Any, second: UUID | None, **more: Any) -> UUID:
    given = {"key": "no_criterion", "reason": "One event", "advice": "She has the number", "route": "idva"} | more
    return propose_not_met(actor=area.amina, **ids(one), **given, second_id=second, at=WHEN)


def test_one_person_alone_does_not_turn_a_referral_down(area: Area) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    assert state_of(area, one) == ReferralState.NOT_MET_PROPOSED
    with pytest.raises(NotFound):
        confirm_not_met(actor=area.amina, **ids(one), reason="me again", at=WHEN)
    confirm_not_met(actor=area.grace, **ids(one), reason="I agree: one event", at=WHEN)
    assert state_of(area, one) == ReferralState.NOT_MET


def test_one_of_the_two_is_a_specialist(area: Area) -> None:
    one = referred(area, **WEAK)
    with pytest.raises(Refusal, match="specialist"):
        ask(area, one, area.pia.appointment_id)
    with acting_as(area.amina):
        asked = [words for _, words in whom_to_ask(one.file_id, actor=area.amina, today=timezone.localdate())]
    assert asked == ["Grace Winterbourne, Harbour Domestic Abuse Service (domestic abuse specialist)"]


def test_nobody_asks_themselves_and_the_database_refuses_it_too(area: Area) -> None:
    one = referred(area, **WEAK)
    with pytest.raises(Refusal, match="Two people"):
        ask(area, one, area.amina.appointment_id)
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        _same_person(area, one)


def _same_person(area: Area, one: Any) -> None:
    with acting_as(area.amina):
        NotMetProposal(
            file_id=one.file_id, referral_id=one.referral_id, key="other", reason="x", advice="y",
            proposed_by_id=area.amina.appointment_id, proposed_user=area.amina.user_id, proposer_name="x",
            proposer_is_specialist=True, proposed_at=WHEN, second_id=area.amina.appointment_id,
            second_user=area.amina.user_id, second_name="x", second_is_specialist=True, answered_at=None,
        ).save(force_insert=True)  # fmt: skip


def test_the_database_lets_nobody_agree_in_the_seconds_name(area: Area) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(area.amina), transaction.atomic():
        NotMetProposal.objects.filter(referral_id=one.referral_id).update(agreed=True, answered_at=WHEN)


def test_the_second_sees_the_case_and_has_it_on_the_list(area: Area) -> None:
    one = referred(area, **WEAK)
    with acting_as(area.grace):
        assert not Referral.objects.filter(id=one.referral_id).exists()
    proposed(area, one)
    with acting_as(area.grace):
        assert [item.referral_id for item in to_decide_second(actor=area.grace)] == [one.referral_id]
    with acting_as(area.carl):
        assert to_decide_second(actor=area.carl) == []


def test_somebody_who_is_kept_out_is_neither_offered_nor_asked(area: Area) -> None:
    one = referred(area, **WEAK)
    exclude(actor=area.amina, file=one.file_id, user_id=area.grace.user_id, reason="her cousin", at=WHEN)
    with acting_as(area.amina):
        assert whom_to_ask(one.file_id, actor=area.amina, today=timezone.localdate()) == []
    with pytest.raises(Refusal, match="cannot be asked"):
        ask(area, one, area.grace.appointment_id)


def test_asking_somebody_of_another_agency_stands_in_the_ledger(area: Area) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    with acting_as(area.amina):
        (line,) = Disclosure.objects.filter(file_id=one.file_id)
        assert (line.agency_id, line.arises_from, line.consent) == (area.grace.agency_id, "SecondAsked", "yes")
        (grant,) = [each for each in Grant.on(one.file_id) if each.arises_from == "SecondAsked"]
    assert grant.until_at == WHEN + timedelta(days=30)


def test_without_consent_or_grounds_nobody_of_another_agency_is_asked(area: Area) -> None:
    one = referred(area, **WEAK, consent="N")
    with pytest.raises(Refusal, match="nobody has written down why"):
        proposed(area, one)
    justify_referral(actor=area.amina, **ids(one), grounds=GROUNDS, at=WHEN)
    proposed(area, one)


def test_somebody_on_her_no_go_list_is_not_asked(area: Area) -> None:
    one = referred(area, **WEAK)
    on_her_list(area, one.file_id, "idva")
    with pytest.raises(Refusal):
        proposed(area, one)


def test_who_disagrees_sends_it_back_to_be_decided_anew(area: Area) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    disagree(actor=area.grace, **ids(one), reason="He has her keys", at=WHEN)
    assert state_of(area, one) == ReferralState.RECEIVED
    accept(actor=area.amina, **ids(one), at=WHEN)


def test_accepting_ends_the_question_to_the_second(area: Area) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    accept(actor=area.amina, **ids(one), at=WHEN)
    with acting_as(area.grace):
        assert to_decide_second(actor=area.grace) == []
    with pytest.raises(Refusal, match="decided already"):
        confirm_not_met(actor=area.grace, **ids(one), reason="late", at=WHEN)


def test_a_proposal_that_is_decided_without_the_second_puts_no_answer_in_their_name(area: Area, client: Client) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    accept(actor=area.amina, **ids(one), at=WHEN)
    sign_in(client, area.grace)
    parts = {"file": one.file_id, "referral": one.referral_id}
    page = client.get(reverse("conference.referral", kwargs=parts)).text
    assert "Not asked any more" in page and "Not agreed" not in page and "Amina Okafor: Accept" in page
    late = client.post(reverse("conference.confirm_not_met", kwargs=parts), {"reason": "I agree"}, follow=True).text
    assert "This is decided already" in late
    sign_in(client, area.amina)
    assert client.get(reverse("conference.confirm_not_met", kwargs=parts)).status_code == 404


def test_help_promised_twice_on_one_day_is_confirmed_once(area: Area) -> None:
    one = referred(area, **WEAK)
    for _ in range(2):
        proposed(area, one)
        disagree(actor=area.grace, **ids(one), reason="He has her keys", at=WHEN)
    with acting_as(area.amina):
        assert len(help_to_confirm(actor=area.amina)) == 1


def test_how_long_the_second_sees_the_case_is_said_as_it_is(area: Area, client: Client) -> None:
    one = referred(area, **WEAK)
    sign_in(client, area.amina)
    parts = {"file": one.file_id, "referral": one.referral_id}
    assert "They see the case for 30 days" in client.get(reverse("conference.propose_not_met", kwargs=parts)).text


@pytest.mark.parametrize("key", ["no_criterion", "other"])
def test_a_professional_judgement_is_not_refused_for_a_low_score(area: Area, key: str) -> None:
    one = referred(area, criteria="PJ", dash_score="2")
    with pytest.raises(Refusal, match="turned down for its score"):
        ask(area, one, area.grace.appointment_id, key=key)
    ask(area, one, area.grace.appointment_id, key="not_domestic_abuse")


def test_suspected_honour_based_abuse_is_not_weighed_against_a_score(area: Area) -> None:
    one = referred(area, criteria="HBV", judgement_reason=None, dash_score="3")
    with pytest.raises(Refusal, match="by being stated"):
        ask(area, one, area.grace.appointment_id)


def test_no_criterion_is_not_said_of_a_referral_whose_score_meets_one(area: Area) -> None:
    one = referred(area, criteria="VHR", judgement_reason=None, dash_score="19")
    with pytest.raises(Refusal, match="Visible high risk is met: 19 on"):
        ask(area, one, area.grace.appointment_id)
    ask(area, one, area.grace.appointment_id, key="not_domestic_abuse")


def test_early_help_is_due_the_same_day_and_open_until_it_is_confirmed(area: Area) -> None:
    one = referred(area, **WEAK)
    with pytest.raises(Refusal, match="route"):
        ask(area, one, area.grace.appointment_id, route="somewhere")
    proposed(area, one)
    with acting_as(area.amina):
        (waiting,) = help_to_confirm(actor=area.amina)
        route = "IDVA or outreach adviser rings the victim today"
        assert (waiting.due_on, waiting.route) == (timezone.localdate(), route)
    with pytest.raises(Refusal, match="what came of it"):
        confirm_early_help(actor=area.amina, file_id=one.file_id, help_id=waiting.id, outcome=" ", at=WHEN)
    confirm_early_help(
        actor=area.grace, file_id=one.file_id, help_id=waiting.id, outcome="She knows how to reach me", at=WHEN
    )
    with acting_as(area.amina):
        assert help_to_confirm(actor=area.amina) == []
        assert EarlyHelp.objects.get().done_by == "Grace Winterbourne"


def test_the_chain_of_decisions_stays_through_appeal_and_second_look(area: Area) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    confirm_not_met(actor=area.grace, **ids(one), reason="Agreed", at=WHEN + timedelta(minutes=1))
    appeal(actor=area.pia, **ids(one), reason="He came back", at=WHEN + timedelta(minutes=2))
    accept(actor=area.amina, **ids(one), at=WHEN + timedelta(minutes=3))
    with acting_as(area.amina):
        steps = [step.sentence for step in steps_of(referral_of(file_id=one.file_id, referral_id=one.referral_id))]
    assert [step.partition(":")[0] for step in steps] == [
        "Accepted", "Appealed", "Criteria not met", "Criteria not met, proposed",
    ]  # fmt: skip


def test_the_first_person_proposes_in_the_browser_and_help_is_due_that_day(area: Area, client: Client) -> None:
    one = referred(area, **WEAK)
    parts = {"file": one.file_id, "referral": one.referral_id}
    sign_in(client, area.amina)
    page = client.get(reverse("conference.propose_not_met", kwargs=parts)).text
    assert "Grace Winterbourne" in page and "Pia Rowntree" not in page
    sent = client.post(
        reverse("conference.propose_not_met", kwargs=parts),
        {
            "key": "no_criterion", "reason": "One event", "advice": "She has the number", "route": "idva",
            "second_id": area.grace.appointment_id,
        },
        follow=True,
    )  # fmt: skip
    assert "Two people decide" in sent.text and "Due today" in sent.text
    assert "Confirm early help for" in client.get("/").text
    assert client.get(reverse("conference.confirm_not_met", kwargs=parts)).status_code == 404


def test_the_second_person_confirms_in_the_browser_and_the_agency_can_appeal(area: Area, client: Client) -> None:
    one = referred(area, **WEAK)
    proposed(area, one)
    parts = {"file": one.file_id, "referral": one.referral_id}
    sign_in(client, area.grace)
    assert "Decide with Amina Okafor" in client.get("/").text
    assert "Confirm: criteria not met" in client.get(reverse("conference.referral", kwargs=parts)).text
    address = reverse("conference.confirm_not_met", kwargs=parts)
    assert "One event" in client.get(address).text
    assert "Confirmed. The agency is told" in client.post(address, {"reason": "I agree"}, follow=True).text
    sign_in(client, area.pia)
    told = client.get(reverse("conference.referral", kwargs=parts)).text
    assert "Criteria not met" in told and "Appeal" in told


def test_reasons_about_the_score_are_not_offered_for_a_judgement(area: Area, client: Client) -> None:
    one = referred(area, criteria="PJ", dash_score="2")
    sign_in(client, area.amina)
    page = client.get(
        reverse("conference.propose_not_met", kwargs={"file": one.file_id, "referral": one.referral_id})
    ).text
    assert "A professional judgement cannot be turned down for its score" in page
    assert "Not domestic abuse between people" in page and "No criterion met" not in page

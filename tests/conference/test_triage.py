"""Deciding on referrals, and what the referring agency can do about it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import TimelineEntry
from openccr.conference.models import Referral
from openccr.conference.operations.not_met import confirm_not_met, propose_not_met
from openccr.conference.operations.reading import reading_for
from openccr.conference.operations.referrals import Received, refer
from openccr.conference.operations.triage import (
    accept,
    appeal,
    confirm_repeat,
    resubmit,
    send_back,
)
from openccr.conference.queries.referrals import to_answer
from openccr.conference.queries.triage import referral_of, repeat_proposal, waiting, waiting_in_all
from openccr.conference.rules.importing import read_submission
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part
from openccr.people.operations import recognise
from openccr.people.rules import PartKind
from openccr.tabular import Cell, Row
from tests.conference.conferences import WHEN
from tests.conference.files import row
from tests.makers import NOW, TODAY, Area
from tests.signing_in import sign_in

WEAK = {"criteria": "ESC", "judgement_reason": None, "dash_score": "9"}
"""A referral that rests on no judgement, so that it may be found not to meet the criteria."""


def referred(area: Area, who: str = "pia", **changed: Any) -> Received:
    actor = area.actors[who]
    cells = {name: Cell(value, str(value)) for name, value in row(**changed).items()}
    with acting_as(actor):
        reading = reading_for(actor, today=TODAY)
        submission = read_submission(Row(number=1, cells=cells, original=()), reading=reading)
    return refer(actor=actor, submission=submission, at=NOW)


def state_of(area: Area, one: Received) -> str:
    with acting_as(area.amina):
        return Referral.objects.get(id=one.referral_id).state


def ids(one: Received) -> dict[str, UUID]:
    return {"file_id": one.file_id, "referral_id": one.referral_id}


def proposed(area: Area, one: Received, *, key: str = "no_criterion", advice: str = "The IDVA rang her") -> UUID:
    """Amina proposes that the criteria are not met, and asks Grace, an IDVA, to decide with her."""
    return propose_not_met(
        actor=area.amina, **ids(one), key=key, reason="One event, not three", advice=advice, route="idva",
        second_id=area.grace.appointment_id, at=WHEN,
    )  # fmt: skip


def not_met(area: Area, one: Received) -> None:
    proposed(area, one)
    confirm_not_met(actor=area.grace, **ids(one), reason="I read it, and agree", at=WHEN)


def test_the_coordinator_accepts_a_referral(area: Area) -> None:
    one = referred(area)
    accept(actor=area.amina, **ids(one), at=NOW)
    assert state_of(area, one) == ReferralState.ACCEPTED
    with acting_as(area.amina):
        assert TimelineEntry.objects.filter(file_id=one.file_id, kind="triage", sentence="Accepted").exists()
        assert AuditEvent.objects.filter(file_id=one.file_id, type="referral.accepted").exists()


def test_a_referral_without_a_criterion_is_returned_and_not_accepted(area: Area) -> None:
    one = referred(area, criteria=None)
    with pytest.raises(Refusal, match="No criterion"):
        accept(actor=area.amina, **ids(one), at=NOW)
    send_back(actor=area.amina, **ids(one), key="other", reason="Which one is met?", at=NOW)
    assert state_of(area, one) == ReferralState.RETURNED


def test_a_returned_referral_is_on_its_agencys_list_until_it_is_answered(area: Area) -> None:
    one = referred(area)
    send_back(actor=area.amina, **ids(one), key="names_missing", reason="Which spelling is right?", at=NOW)
    with acting_as(area.pia):
        assert [item.decision for item in to_answer(area.pia, today=TODAY)] == ["Which spelling is right?"]
    resubmit(actor=area.pia, **ids(one), reason="With a y", at=NOW)
    assert state_of(area, one) == ReferralState.RECEIVED
    with acting_as(area.pia):
        assert to_answer(area.pia, today=TODAY) == []


@pytest.mark.parametrize("who", ["pia", "bea", "grace", "fay"])
def test_only_the_coordinator_decides(area: Area, who: str) -> None:
    one = referred(area)
    with pytest.raises(Refusal):
        accept(actor=area.actors[who], **ids(one), at=NOW)


def test_a_professional_judgement_is_never_turned_down_by_a_score(area: Area) -> None:
    one = referred(area, criteria="PJ", dash_score="2")
    with pytest.raises(Refusal, match="judgement"):
        proposed(area, one)


def test_not_met_needs_its_reason_and_the_advice_given(area: Area) -> None:
    one = referred(area, **WEAK)
    with pytest.raises(Refusal) as refusal:
        proposed(area, one, advice=" ")
    assert refusal.value.field == "advice"


def test_an_agency_appeals_and_the_coordinator_looks_again(area: Area) -> None:
    one = referred(area, **WEAK)
    not_met(area, one)
    assert state_of(area, one) == ReferralState.NOT_MET
    appeal(actor=area.pia, **ids(one), reason="He has come back since", at=NOW)
    assert state_of(area, one) == ReferralState.APPEALED
    with acting_as(area.amina):
        assert [line.state for line in waiting(today=TODAY, first=0, last=50)[0]] == ["Appealed"]
    accept(actor=area.amina, **ids(one), at=NOW)


def test_another_agency_that_is_on_the_case_answers_for_nobody_else(area: Area) -> None:
    from openccr.casefiles.operations import give
    from openccr.casefiles.rules import Reason

    one = referred(area)
    why = Reason(purpose="conference", lawful_basis="art6_public_task", arises_from="CaseListed")
    give(actor=area.amina, file_id=one.file_id, agency_id=area.agencies["housing"], reason=why, at=NOW)
    send_back(actor=area.amina, **ids(one), key="other", reason="What?", at=NOW)
    with pytest.raises(Refusal, match="Exampleshire Police"):
        resubmit(actor=area.bea, **ids(one), reason="We know", at=NOW)
    with pytest.raises(NotFound):
        resubmit(actor=area.carl, **ids(one), reason="We know", at=NOW)


def test_waiting_is_counted_in_working_days_and_late_after_the_packs_period(area: Area) -> None:
    referred(area)
    with acting_as(area.amina):
        friday = waiting(today=date(2026, 3, 6), first=0, last=50)[0][0]
        assert (friday.days, friday.late) == (4, True)
        assert waiting_in_all(today=TODAY) == (1, 0)
        assert waiting_in_all(today=date(2026, 3, 3)) == (1, 0)
        assert waiting_in_all(today=date(2026, 3, 4)) == (1, 1)


def test_what_is_missing_is_shown_to_whoever_decides(area: Area) -> None:
    referred(area, safe_to_call=None, perpetrator_given_name=None, perpetrator_family_name=None)
    with acting_as(area.amina):
        gaps = Referral.objects.get().gaps
    assert len(gaps) == 2 and "not named" in gaps[0] and "safe to call" in gaps[1]


# ------------------------------------------------------------------------------------------------ Repeats


def same_pair(area: Area, one: Received, earlier: Received) -> None:
    """Recognise victim and person who harms of one case as those of the earlier one."""
    with acting_as(area.amina):
        for kind in (PartKind.VICTIM, PartKind.HARMER):
            person, other = (Part.objects.get(file_id=case.file_id, kind=kind).person_id for case in (one, earlier))
            recognise(
                actor=area.amina, file=one.file_id, person=person, as_person=other, reason="same phone number", at=NOW
            )


def proposal_of(area: Area, one: Received) -> Any:
    with acting_as(area.amina):
        return repeat_proposal(referral_of(file_id=one.file_id, referral_id=one.referral_id))


def test_a_repeat_is_proposed_once_the_pair_is_recognised_and_a_person_decides(area: Area) -> None:
    earlier = referred(area, referred_on="3/9/2025", incident_on="1/9/2025")
    one = referred(area, referral_ref="HX-2")
    assert proposal_of(area, one).earlier is None
    assert len(proposal_of(area, one).perhaps) == 1
    same_pair(area, one, earlier)
    found = proposal_of(area, one)
    assert found.proposed and found.earlier.file_id == earlier.file_id and found.until == date(2026, 9, 3)
    with acting_as(area.amina):
        assert Referral.objects.get(id=one.referral_id).repeat is None
    confirm_repeat(actor=area.amina, **ids(one), repeat=True, previous_id=earlier.referral_id, at=NOW)
    with acting_as(area.amina):
        row = Referral.objects.get(id=one.referral_id)
        assert (row.repeat, row.repeat_rule, row.previous_id) == (True, "any-abuse@1", earlier.referral_id)


def test_abuse_after_the_months_of_the_rule_is_a_new_referral(area: Area) -> None:
    earlier = referred(area, referred_on="3/1/2025", incident_on="1/1/2025")
    one = referred(area, referral_ref="HX-2")
    same_pair(area, one, earlier)
    assert proposal_of(area, one).proposed is False


def test_another_person_who_harms_makes_a_new_case(area: Area) -> None:
    earlier = referred(area, referred_on="3/9/2025", incident_on="1/9/2025", perpetrator_given_name="Ivan")
    one = referred(area, referral_ref="HX-2")
    with acting_as(area.amina):
        person, other = (
            Part.objects.get(file_id=case.file_id, kind=PartKind.VICTIM).person_id for case in (one, earlier)
        )
        recognise(actor=area.amina, file=one.file_id, person=person, as_person=other, reason="same woman", at=NOW)
    assert proposal_of(area, one).earlier is None


# ------------------------------------------------------------------------------------------------ Pages


def get(client: Client, name: str, **parts: Any) -> Any:
    return client.get(reverse(name, kwargs=parts))


def test_the_triage_page_lists_what_waits_and_leads_to_the_referral(area: Area, client: Client) -> None:
    one = referred(area)
    sign_in(client, area.amina)
    page = get(client, "conference.triage")
    assert page.status_code == 200
    assert reverse("conference.referral", kwargs={"file": one.file_id, "referral": one.referral_id}) in page.text
    assert "Exampleshire Police" in page.text and "Nadia" not in page.text


def test_the_referral_page_offers_each_decision_or_says_why_not(area: Area, client: Client) -> None:
    one = referred(area)
    sign_in(client, area.amina)
    page = get(client, "conference.referral", file=one.file_id, referral=one.referral_id).text
    assert "Accept for conference" in page and "Return with a question" in page
    assert "Propose: criteria not met" in page and "Weigh the criteria" in page
    assert "To stay in her home." in page


def test_the_referring_agency_sees_its_referral_without_the_coordinators_buttons(area: Area, client: Client) -> None:
    one = referred(area)
    sign_in(client, area.pia)
    page = get(client, "conference.referral", file=one.file_id, referral=one.referral_id)
    assert page.status_code == 200
    assert "Accept for conference" not in page.text and "Possibly known" not in page.text
    sign_in(client, area.carl)
    assert get(client, "conference.referral", file=one.file_id, referral=one.referral_id).status_code == 404


def test_a_referral_goes_back_and_forth_in_the_browser(area: Area, client: Client) -> None:
    one = referred(area)
    parts = {"file": one.file_id, "referral": one.referral_id}
    sign_in(client, area.amina)
    address = reverse("conference.send_back", kwargs=parts)
    assert client.get(address).status_code == 200
    assert client.post(address, {"key": "names_missing", "reason": ""}).status_code == 422
    sent = client.post(address, {"key": "other", "reason": "Which spelling?"}, follow=True)
    assert "Returned. The agency has it on its list." in sent.text and "Something else is missing" in sent.text
    sign_in(client, area.pia)
    answer = reverse("conference.resubmit", kwargs=parts)
    assert "Which spelling?" in client.get(answer).text
    assert "Sent again." in client.post(answer, {"reason": "With a y"}, follow=True).text
    sign_in(client, area.amina)
    accepted = client.post(reverse("conference.accept", kwargs=parts), follow=True)
    assert "Accepted. It can be listed on a meeting." in accepted.text


def test_whether_it_is_a_repeat_is_asked_beside_its_evidence(area: Area, client: Client) -> None:
    earlier = referred(area, referred_on="3/9/2025", incident_on="1/9/2025")
    one = referred(area, referral_ref="HX-2")
    same_pair(area, one, earlier)
    sign_in(client, area.amina)
    address = reverse("conference.repeat", kwargs={"file": one.file_id, "referral": one.referral_id})
    page = client.get(address).text
    assert "Yes: propose a repeat" in page and "3 September 2025" in page
    assert "A repeat" in client.post(address, {"repeat": "yes"}, follow=True).text

"""A decision that was pressed by mistake is taken back, and everybody who was told of it is told of that."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import Grant, TimelineEntry
from openccr.conference.models import EarlyHelp, Hearing, Referral, Research
from openccr.conference.operations.deciding_again import decide_again, unwithdraw
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.hearings import withdraw
from openccr.conference.operations.joining import join
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate
from openccr.conference.operations.research import return_nil
from openccr.conference.operations.triage import accept, redirect, send_back
from openccr.conference.queries.referrals import to_answer
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.refusals import Refusal
from tests.conference.addresses import to
from tests.conference.conferences import TODAY, WHEN, hearing_of, listed, planned, research_for
from tests.conference.test_joining import twice
from tests.conference.test_triage import WEAK, ids, not_met, referred, state_of
from tests.makers import Area
from tests.signing_in import as_, text_of

SLIP = {"reason": "Pressed on the wrong case", "at": WHEN}


def decided(area: Area, how: str) -> object:
    one = referred(area, **(WEAK if how == "not_met" else {}))
    if how == "not_met":
        not_met(area, one)
    elif how == "accepted":
        accept(actor=area.amina, **ids(one), at=WHEN)
    elif how == "returned":
        send_back(actor=area.amina, **ids(one), key="other", reason="Which day?", at=WHEN)
    else:
        redirect(
            actor=area.amina, **ids(one), key="other", goes_to="The hub", reason="A child first", at=WHEN
        )  # fmt: skip
    assert state_of(area, one) == how
    return one


@pytest.mark.parametrize("how", ["accepted", "returned", "redirected", "not_met"])
def test_a_decision_is_taken_back_and_both_stay_on_record(area: Area, how: str) -> None:
    one = decided(area, how)
    with acting_as(area.amina):
        before = list(TimelineEntry.objects.filter(about_id=one.referral_id).values_list("sentence", flat=True))
    decide_again(actor=area.amina, **ids(one), **SLIP)
    assert state_of(area, one) == ReferralState.RECEIVED
    with acting_as(area.amina):
        after = list(TimelineEntry.objects.filter(about_id=one.referral_id).values_list("sentence", flat=True))
        assert AuditEvent.objects.filter(file_id=one.file_id, type="referral.decided_again").exists()
    assert set(before) < set(after) and any("taken back" in line and SLIP["reason"] in line for line in after)
    accept(actor=area.amina, **ids(one), at=WHEN)


@pytest.mark.parametrize("how", ["returned", "redirected", "not_met"])
def test_the_agency_that_was_told_reads_that_it_was_taken_back(area: Area, how: str) -> None:
    one = decided(area, how)
    with acting_as(area.pia):
        (told,) = to_answer(area.pia, today=TODAY)
        assert told.state_key == how
    decide_again(actor=area.amina, **ids(one), **SLIP)
    with acting_as(area.pia):
        (told,) = to_answer(area.pia, today=TODAY)
        assert (told.state_key, told.decision) == (ReferralState.RECEIVED, SLIP["reason"])
    home = text_of(as_(area.pia).get("/"))
    assert "The coordinator decides again on" in home and SLIP["reason"] in home


def test_the_help_that_was_promised_goes_on(area: Area) -> None:
    one = decided(area, "not_met")
    decide_again(actor=area.amina, **ids(one), **SLIP)
    with acting_as(area.amina):
        assert EarlyHelp.objects.filter(referral_id=one.referral_id, done_at=None).exists()


def test_nothing_is_taken_back_without_a_reason_nor_by_anybody_else_nor_on_a_meeting(area: Area) -> None:
    one = decided(area, "accepted")
    with pytest.raises(Refusal, match="reason"):
        decide_again(actor=area.amina, **ids(one), reason=" ", at=WHEN)
    with pytest.raises(Refusal):
        decide_again(actor=area.pia, **ids(one), **SLIP)
    list_case(actor=area.amina, referral_id=one.referral_id, meeting_id=planned(area), agency_ids=[], at=WHEN)
    with pytest.raises(Refusal, match="not possible"):
        decide_again(actor=area.amina, **ids(one), **SLIP)


def test_a_joined_referral_stands_by_itself_again_and_the_other_case_says_so(area: Area) -> None:
    first, second = twice(area)
    join(actor=area.amina, **ids(second), to_file=first.file_id, reason="He broke the door", at=WHEN)
    decide_again(actor=area.amina, **ids(second), **SLIP)
    with acting_as(area.amina):
        assert Referral.objects.get(id=second.referral_id).joined_to_id is None
        lines = TimelineEntry.objects.filter(file_id=first.file_id, about_id=second.referral_id)
        assert lines.filter(sentence__endswith="stands by itself again").exists()
        assert not lines.filter(sentence__contains=SLIP["reason"]).exists(), "who reads it need not see the other case"


def test_after_accepting_the_next_button_lists_the_case(area: Area) -> None:
    one = referred(area)
    page = text_of(as_(area.amina).post(to("accept", file=one.file_id, referral=one.referral_id), follow=True))
    assert reverse("conference.list_case", kwargs={"file": one.file_id}) in page
    assert "List on a meeting" in page and "Decide again" in page
    listing = to("decide_again", file=one.file_id, referral=one.referral_id)
    answer = as_(area.amina).post(listing, {"reason": SLIP["reason"]}, follow=True)
    assert "It waits for triage again, and the agency is told" in text_of(answer)
    assert "Decide again" not in text_of(as_(area.pia).get(to("referral", file=one.file_id, referral=one.referral_id)))


# ------------------------------------------------------------------------------------------------ On a meeting


def withdrawn(area: Area) -> object:
    case = listed(area)
    return_nil(actor=area.bea, file_id=case.file, research_id=research_for(area, case, "housing").id, at=WHEN)
    withdraw(actor=area.amina, file_id=case.file, hearing_id=case.hearing, reason="Wrong row", at=WHEN)
    return case


def sees(area: Area, case: object) -> bool:
    with acting_as(area.bea):
        return Hearing.objects.filter(id=case.hearing).exists()


def test_a_withdrawn_case_goes_back_to_the_meeting_with_what_agencies_said(area: Area) -> None:
    case = withdrawn(area)
    assert not sees(area, case)
    page = text_of(as_(area.amina).get(to("case", file=case.file)))
    assert "Take the withdrawal back" in page
    unwithdraw(actor=area.amina, file_id=case.file, referral_id=case.referral, **SLIP)
    assert not sees(area, case), "nobody sees it again before it is listed"
    again = list_case(
        actor=area.amina, referral_id=case.referral, meeting_id=case.meeting, agency_ids=[area.agencies["police"]],
        at=WHEN,
    )  # fmt: skip
    row = hearing_of(area, case)
    assert (again, row.state, row.reason, row.referral.state) == (case.hearing, "listed", "", ReferralState.LISTED)
    assert sees(area, case), "whoever was asked before is let in again"
    with acting_as(area.amina):
        asked = Research.objects.filter(hearing_id=case.hearing)
        assert asked.count() == 3 and asked.get(agency_id=area.agencies["housing"]).state == "nil"
        ends = [one.until_at for one in Grant.on(case.file) if one.agency_id == area.agencies["housing"]]
    assert max(end for end in ends if end) > WHEN


def test_a_deferred_case_goes_back_to_the_same_meeting(area: Area) -> None:
    case = listed(area)
    put_off(
        actor=area.amina, file_id=case.file, hearing_id=case.hearing, why="no_time", to_meeting_id=None, at=WHEN
    )  # fmt: skip
    list_case(actor=area.amina, referral_id=case.referral, meeting_id=case.meeting, agency_ids=[], at=WHEN)
    row = hearing_of(area, case)
    assert (row.state, row.reason, row.deferred_key) == ("listed", "", "")
    with pytest.raises(Refusal, match="already on this meeting"):
        list_case(actor=area.amina, referral_id=case.referral, meeting_id=case.meeting, agency_ids=[], at=WHEN)


def test_an_agenda_that_went_out_without_it_calls_it_new(area: Area) -> None:
    first = listed(area)
    case = listed(area, meeting=first.meeting, given="Olga")
    circulate(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    withdraw(actor=area.amina, file_id=case.file, hearing_id=case.hearing, reason="Wrong row", at=WHEN)
    amina = as_(area.amina)
    amina.post(to("circulate_again", meeting=case.meeting))
    assert hearing_of(area, case).left_in == 2
    unwithdraw(actor=area.amina, file_id=case.file, referral_id=case.referral, **SLIP)
    list_case(actor=area.amina, referral_id=case.referral, meeting_id=case.meeting, agency_ids=[], at=WHEN)
    amina.post(to("circulate_again", meeting=case.meeting))
    row = hearing_of(area, case)
    assert (row.left_in, row.sent_in) == (None, 3)


def test_without_a_meeting_ahead_the_page_of_listing_leads_to_planning_one(area: Area) -> None:
    one = decided(area, "accepted")
    page = text_of(as_(area.amina).get(to("list_case", file=one.file_id)))
    assert "No meeting lies ahead" in page and to("plan") in page
    planned(area)
    page = text_of(as_(area.amina).get(to("list_case", file=one.file_id)))
    assert "No meeting lies ahead" not in page

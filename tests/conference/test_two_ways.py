"""The same pair referred in both directions: found, kept apart, assessed by a specialist, disputed by a new row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import DualAllegation, Hearing, ListedTogether, PrimaryVictimAssessment
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.referrals import refer
from openccr.conference.operations.triage import accept
from openccr.conference.operations.two_ways import (
    agree_together,
    ask_specialist,
    assess_who_does_what,
    dispute,
    propose_together,
    record_dual_allegation,
)
from openccr.conference.queries.pairs_to_assess import pairs_to_assess
from openccr.conference.queries.two_ways import turned_files
from openccr.conference.rules.submissions import Harmer, ReferringAgency, Submission
from openccr.conference.rules.two_ways import Finding, TwoWaysFacts, why_not_adviser, why_not_together
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.rules import Description, Name
from tests.case_tabs import every_tab
from tests.conference.conferences import TODAY, WHEN, planned
from tests.makers import AGENCIES, Area
from tests.partnership.test_humans import account
from tests.sharing.cases import on_her_list
from tests.signing_in import sign_in

NADIA = Description(names=(Name(given="Nadia", family="Invented"),), born_on=date(1990, 4, 3))
MARK = Description(names=(Name(given="Mark", family="Examplov"),), born_on=date(1988, 7, 1))


@dataclass(frozen=True)
class Pair:
    """Her file, and the one in which he is the victim."""

    hers: UUID
    his: UUID
    her_referral: UUID
    his_referral: UUID


def _referred(area: Area, by: str, victim: Description, harmer: Description) -> tuple[UUID, UUID]:
    agency = ReferringAgency(id=area.agencies[by], name=AGENCIES[by], kind=by, source=by)
    one = refer(
        actor=area.amina,
        submission=Submission(
            agency=agency, referred_on=TODAY, reference=f"W-{victim.names[0].given}", criteria=("VHR",), dash_score=16,
            victim=victim, harmers=(Harmer(described=harmer),), consent="yes",
        ),
        at=WHEN,
    )  # fmt: skip
    accept(actor=area.amina, file_id=one.file_id, referral_id=one.referral_id, at=WHEN)
    return one.file_id, one.referral_id


@pytest.fixture
def pair(area: Area) -> Pair:
    hers, her_referral = _referred(area, "police", NADIA, MARK)
    his, his_referral = _referred(area, "housing", MARK, NADIA)
    return Pair(hers, his, her_referral, his_referral)


def on(area: Area, referral: UUID, meeting: UUID) -> UUID:
    return list_case(actor=area.amina, referral_id=referral, meeting_id=meeting, agency_ids=[], at=WHEN)


def recorded(area: Area, pair: Pair) -> UUID:
    return record_dual_allegation(actor=area.amina, file_id=pair.his, other_id=pair.hers, at=WHEN)


def found(area: Area, pair: Pair, dual: UUID, finding: str = Finding.THERE, minutes: int = 0) -> UUID:
    ask_specialist(actor=area.amina, file_id=pair.his, dual_id=dual, appointment_id=area.grace.appointment_id, at=WHEN)
    return assess_who_does_what(
        actor=area.grace, file_id=pair.his, dual_id=dual, finding=finding, reasons="She is afraid; he is not",
        evidence="Two visits, her diary", assessed_on=TODAY, at=WHEN + timedelta(minutes=minutes),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("findings", "together", "listed", "advised"),
    [
        ((), False, False, False),
        ((), True, True, False),
        ((Finding.HERE,), False, True, False),
        ((Finding.HERE, Finding.ONE_ADVISER), False, True, True),
        ((Finding.HERE, Finding.ONE_ADVISER, Finding.DISPUTED), False, False, False),
        ((Finding.HERE, Finding.ONE_ADVISER, Finding.THERE), False, True, False),
        ((Finding.BOTH,), False, True, False),
        ((Finding.UNCLEAR,), False, False, False),
        ((Finding.HERE, Finding.DISPUTED), False, False, False),
        ((Finding.HERE, Finding.DISPUTED, Finding.THERE), False, True, False),
    ],
)
def test_only_a_standing_finding_or_two_people_bring_both_onto_one_agenda(
    findings: tuple[str, ...], together: bool, listed: bool, advised: bool
) -> None:
    facts = TwoWaysFacts(findings, together)
    assert (why_not_together(facts) is None, why_not_adviser(facts) is None) == (listed, advised)


def test_the_turned_pair_is_found_from_both_sides_with_what_speaks_for_it(area: Area, pair: Pair) -> None:
    with acting_as(area.amina):
        (from_his,) = turned_files(pair.his)
        (from_hers,) = turned_files(pair.hers)
    assert (from_his.file_id, from_hers.file_id) == (pair.hers, pair.his)
    assert from_his.why == (
        "Victim here: same name and date of birth",
        "Person who harms here: same name and date of birth",
    )


def test_a_new_partner_of_his_is_no_turned_pair(area: Area, pair: Pair) -> None:
    other = Description(names=(Name(given="Sara", family="Fictiva"),), born_on=date(1991, 1, 1))
    file, _ = _referred(area, "police", MARK, other)
    with acting_as(area.amina):
        assert turned_files(file) == []


def test_they_are_not_listed_together_until_it_is_decided(area: Area, pair: Pair) -> None:
    meeting = planned(area)
    on(area, pair.her_referral, meeting)
    with pytest.raises(Refusal, match="both directions") as why:
        on(area, pair.his_referral, meeting)
    assert "specialist" in str(why.value)
    on(area, pair.his_referral, planned(area, days=30))


def test_once_a_specialist_has_found_who_harms_whom_they_may_be_listed(area: Area, pair: Pair) -> None:
    meeting = planned(area)
    on(area, pair.her_referral, meeting)
    found(area, pair, recorded(area, pair))
    on(area, pair.his_referral, meeting)


def test_a_dispute_is_a_new_row_and_keeps_them_apart_again(area: Area, pair: Pair) -> None:
    meeting = planned(area)
    on(area, pair.her_referral, meeting)
    dual = recorded(area, pair)
    first = found(area, pair, dual)
    dispute(
        actor=area.amina, file_id=pair.hers, dual_id=dual, reasons="The police saw another thing",
        at=WHEN + timedelta(minutes=1),
    )  # fmt: skip
    with acting_as(area.amina):
        rows = list(PrimaryVictimAssessment.objects.order_by("at").values_list("finding", "disputes_id"))
    assert rows == [("as_there", None), ("disputed", first)]
    with pytest.raises(Refusal, match="both directions"):
        on(area, pair.his_referral, meeting)


def test_a_finding_is_never_overwritten(area: Area, pair: Pair) -> None:
    from django.db import ProgrammingError

    found(area, pair, recorded(area, pair))
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(area.amina), transaction.atomic():
        PrimaryVictimAssessment.objects.update(finding="as_here")


def test_two_people_may_decide_that_both_are_heard_and_one_alone_may_not(area: Area, pair: Pair) -> None:
    meeting = planned(area)
    on(area, pair.her_referral, meeting)
    dual = recorded(area, pair)
    ask_specialist(actor=area.amina, file_id=pair.his, dual_id=dual, appointment_id=area.grace.appointment_id, at=WHEN)
    propose_together(actor=area.amina, file_id=pair.his, dual_id=dual, reason="Two slots, two IDVAs", at=WHEN)
    with pytest.raises(Refusal, match="Two people"):
        agree_together(actor=area.amina, file_id=pair.his, dual_id=dual, at=WHEN)
    again = replace(area.amina, user_id=account("amina@home.example", "Amina Okafor"))
    with pytest.raises(Refusal, match="the two count as one person"):
        agree_together(actor=again, file_id=pair.his, dual_id=dual, at=WHEN)
    with pytest.raises(IntegrityError), acting_as(area.amina), transaction.atomic():
        ListedTogether.objects.update(
            confirmed_at=WHEN, second_user=area.amina.user_id, second_id=area.amina.appointment_id
        )
    with pytest.raises(Refusal, match="both directions"):
        on(area, pair.his_referral, meeting)
    agree_together(actor=area.grace, file_id=pair.his, dual_id=dual, at=WHEN)
    on(area, pair.his_referral, meeting)


def test_only_a_specialist_says_who_does_what_to_whom_and_with_reasons(area: Area, pair: Pair) -> None:
    dual = recorded(area, pair)
    given = {"file_id": pair.his, "dual_id": dual, "evidence": "x", "assessed_on": TODAY, "at": WHEN}
    with pytest.raises(Refusal, match="specialist"):
        assess_who_does_what(actor=area.amina, finding=Finding.HERE, reasons="x", **given)
    with pytest.raises(Refusal, match="specialist"):
        ask_specialist(
            actor=area.amina, file_id=pair.his, dual_id=dual, appointment_id=area.bea.appointment_id, at=WHEN
        )
    ask_specialist(actor=area.amina, file_id=pair.his, dual_id=dual, appointment_id=area.grace.appointment_id, at=WHEN)
    with pytest.raises(Refusal, match="reasons"):
        assess_who_does_what(actor=area.grace, finding=Finding.HERE, reasons=" ", **given)


def test_a_specialist_on_the_no_go_list_of_either_is_not_asked(area: Area, pair: Pair) -> None:
    dual = recorded(area, pair)
    on_her_list(area, pair.hers, "idva")
    with pytest.raises(Refusal):
        ask_specialist(
            actor=area.amina, file_id=pair.his, dual_id=dual, appointment_id=area.grace.appointment_id, at=WHEN
        )


def test_readers_of_one_file_do_not_learn_of_the_other(area: Area, pair: Pair, client: Client) -> None:
    dual = recorded(area, pair)
    on(area, pair.his_referral, planned(area))
    with acting_as(area.bea):
        assert not DualAllegation.objects.exists() and turned_files(pair.his) == []
    sign_in(client, area.bea)
    assert client.get(reverse("conference.two_ways", kwargs={"file": pair.his, "dual": dual})).status_code in (403, 404)
    case = every_tab(client, pair.his)
    assert "both" not in case.lower() and "other way" not in case


def test_a_coordinator_who_is_shut_out_of_one_file_finds_nothing_of_it(area: Area, pair: Pair) -> None:
    dual = recorded(area, pair)
    exclude(actor=area.commands, file=pair.hers, user_id=area.amina.user_id, reason="his sister", at=WHEN)
    with acting_as(area.amina):
        assert turned_files(pair.his) == []
    with pytest.raises(NotFound):
        dispute(actor=area.amina, file_id=pair.his, dual_id=dual, reasons="x", at=WHEN)
    with pytest.raises(NotFound):
        record_dual_allegation(actor=area.amina, file_id=pair.his, other_id=pair.hers, at=WHEN)


def test_the_pair_is_followed_from_triage_to_the_finding_in_the_browser(area: Area, pair: Pair, client: Client) -> None:
    sign_in(client, area.amina)
    for page in ("conference.referral", "conference.weigh"):
        shown = client.get(reverse(page, kwargs={"file": pair.his, "referral": pair.his_referral})).text
        assert "The same pair the other way round" in shown and "Ask who does what to whom" in shown
    sent = client.post(reverse("conference.record_pair", kwargs={"file": pair.his, "turned": pair.hers}), follow=True)
    assert "Recorded. The two cases are kept apart." in sent.text
    assert "No specialist has assessed it yet" in sent.text
    with acting_as(area.amina):
        dual = DualAllegation.objects.get().id
    found(area, pair, dual)
    sign_in(client, area.grace)
    page = client.get(reverse("conference.two_ways", kwargs={"file": pair.his, "dual": dual})).text
    assert "Settled" in page and "She is afraid; he is not" in page
    assert client.get(reverse("conference.assess_pair", kwargs={"file": pair.his, "dual": dual})).status_code == 200


def test_the_pair_stands_on_the_coordinators_list_until_a_specialist_is_asked_and_then_on_hers(
    area: Area, pair: Pair
) -> None:
    def waits(actor: Actor) -> list[bool]:
        with acting_as(actor):
            return [one.mine for one in pairs_to_assess(actor)]

    dual = recorded(area, pair)
    assert (waits(area.amina), waits(area.grace)) == ([False], [])
    with pytest.raises(Refusal, match="specialist"):
        ask_specialist(
            actor=area.amina, file_id=pair.his, dual_id=dual, appointment_id=area.bea.appointment_id, at=WHEN
        )
    ask_specialist(actor=area.amina, file_id=pair.his, dual_id=dual, appointment_id=area.grace.appointment_id, at=WHEN)
    assert (waits(area.amina), waits(area.grace)) == ([], [True])
    found(area, pair, dual)
    assert waits(area.grace) == []
    dispute(actor=area.amina, file_id=pair.his, dual_id=dual, reasons="She was not asked.", at=WHEN + timedelta(days=1))
    assert waits(area.grace) == [True]


def test_a_meeting_with_both_shows_the_way_to_a_decision(area: Area, pair: Pair, client: Client) -> None:
    meeting = planned(area)
    on(area, pair.her_referral, meeting)
    sign_in(client, area.amina)
    sent = client.post(
        reverse("conference.list_case", kwargs={"file": pair.his}), {"meeting_id": meeting, "agency_ids": []}
    )
    assert sent.status_code == 422 and "ask who does what to whom" in sent.text
    with acting_as(area.amina):
        assert not Hearing.objects.filter(file_id=pair.his).exists()

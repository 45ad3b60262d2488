"""Files, grants and exclusions through operations."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.lifting import keep_excluded, lift_exclusion, propose_lift
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.operations import close_file, exclude, give
from openccr.casefiles.queries import lifts_to_agree
from openccr.casefiles.rules import Reason
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import NOW, Area, open_case

WHY = Reason(purpose="research", lawful_basis="article-6-1-e", arises_from="CaseListed")


def colleague(area: Area) -> Actor:
    """Another coordinator of the area: an account of its own."""
    return replace(area.amina, user_id=area.carl.user_id)


def lifts_to_agree_as(actor: Actor) -> list[UUID]:
    with acting_as(actor):
        return lifts_to_agree(actor)


def sees(actor: object, file_id: object) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file_id).exists()


def test_agencies_let_in_see_the_case_and_others_do_not(area: Area) -> None:
    case = open_case(area)
    assert {name for name, actor in area.actors.items() if sees(actor, case)} == {
        "amina", "bea", "eve", "grace", "pia", "commands",
    }  # fmt: skip


def test_an_excluded_person_loses_the_case_and_her_colleague_keeps_it(area: Area) -> None:
    case = open_case(area)
    exclusion = exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    assert not sees(area.eve, case)
    assert sees(area.bea, case)
    propose_lift(actor=area.amina, file=case, exclusion=exclusion, reason="The wrong Eve was named", at=NOW)
    assert not sees(area.eve, case)
    lift_exclusion(actor=colleague(area), file=case, exclusion=exclusion, at=NOW)
    assert sees(area.eve, case)


def test_nobody_lets_somebody_back_in_alone(area: Area) -> None:
    case = open_case(area)
    exclusion = exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    for actor in (area.amina, colleague(area)):
        with pytest.raises(Refusal, match="Nobody has proposed it"):
            lift_exclusion(actor=actor, file=case, exclusion=exclusion, at=NOW)
    with pytest.raises(Refusal, match="Say why"):
        propose_lift(actor=area.amina, file=case, exclusion=exclusion, reason=" ", at=NOW)
    propose_lift(actor=area.amina, file=case, exclusion=exclusion, reason="The wrong Eve was named", at=NOW)
    with pytest.raises(Refusal, match="two people"):
        lift_exclusion(actor=area.amina, file=case, exclusion=exclusion, at=NOW)
    with pytest.raises(Refusal, match="proposed already"):
        propose_lift(actor=colleague(area), file=case, exclusion=exclusion, reason="Yes", at=NOW)
    assert not sees(area.eve, case)


def test_a_proposal_that_was_turned_down_is_gone(area: Area) -> None:
    case = open_case(area)
    exclusion = exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    propose_lift(actor=area.amina, file=case, exclusion=exclusion, reason="The wrong Eve was named", at=NOW)
    assert lifts_to_agree_as(area.amina) == [] and lifts_to_agree_as(colleague(area)) == [case]
    keep_excluded(actor=colleague(area), file=case, exclusion=exclusion, at=NOW)
    assert lifts_to_agree_as(colleague(area)) == []
    with pytest.raises(Refusal, match="Nobody has proposed it"):
        lift_exclusion(actor=colleague(area), file=case, exclusion=exclusion, at=NOW)
    with pytest.raises(NotFound):
        keep_excluded(actor=area.amina, file=case, exclusion=exclusion, at=NOW)


def test_a_coordinator_who_is_kept_out_lets_nobody_back_in(area: Area) -> None:
    """Not herself either: she is not told that there is anything to lift."""
    case, other = open_case(area), colleague(area)
    exclusion = exclude(actor=area.amina, file=case, user_id=other.user_id, reason="her brother", at=NOW)
    propose_lift(actor=area.amina, file=case, exclusion=exclusion, reason="He has moved on", at=NOW)
    with pytest.raises(NotFound):
        lift_exclusion(actor=other, file=case, exclusion=exclusion, at=NOW)


def test_a_chair_sees_a_case_by_a_grant_of_her_own_only(area: Area) -> None:
    case = open_case(area)
    assert not sees(area.fay, case)
    give(
        actor=area.amina,
        file_id=case,
        agency_id=area.agencies["police"],
        holder_id=area.fay.appointment_id,
        reason=WHY,
        at=NOW,
    )
    assert sees(area.fay, case)


def test_an_agency_cannot_let_another_in(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(Refusal):
        give(actor=area.bea, file_id=case, agency_id=area.agencies["probation"], reason=WHY, at=NOW)


def test_a_coordinator_cannot_shut_herself_out(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(Refusal, match="yourself"):
        exclude(actor=area.amina, file=case, user_id=area.amina.user_id, reason="me", at=NOW)


def test_closing_ends_what_agencies_could_see(area: Area) -> None:
    case = open_case(area)
    close_file(actor=area.amina, file_id=case, at=NOW)
    assert not sees(area.bea, case)
    assert sees(area.amina, case)
    with pytest.raises(NotFound):
        close_file(actor=area.amina, file_id=case, at=NOW)


def test_grants_are_listed_for_the_managing_agency_alone(area: Area) -> None:
    case = open_case(area)
    with acting_as(area.amina):
        assert len(Grant.on(case)) == 4
    with acting_as(area.bea):
        assert Grant.on(case) == []

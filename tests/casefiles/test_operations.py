"""Files, grants and exclusions through operations."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.operations import close_file, exclude, give, lift_exclusion
from openccr.casefiles.rules import Reason
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import NOW, Area, open_case

WHY = Reason(purpose="research", lawful_basis="article-6-1-e", arises_from="CaseListed")


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
    lift_exclusion(actor=area.amina, file=case, exclusion=exclusion, at=NOW)
    assert sees(area.eve, case)


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

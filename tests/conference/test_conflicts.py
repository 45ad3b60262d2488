"""Staff with the name of a person in the case: shown to the coordinator, held in one-chance mode, never told."""

from __future__ import annotations

from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, Exclusion
from openccr.casefiles.operations import set_one_chance
from openccr.conference.operations.conflicts import decide_on_staff, staff_to_look_at
from openccr.conference.operations.listing import list_case
from openccr.conference.rules.conflicts import Decided, Staff, matches
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import WHEN, accepted, planned
from tests.makers import Area


def _staff(name: str) -> Staff:
    return Staff(UUID(int=1), UUID(int=2), UUID(int=3), name, "Willowmere Homes")


@pytest.mark.parametrize(
    ("name", "one_chance", "found"),
    [
        ("Mark Invented", False, True),
        ("INVENTED Márk", False, True),
        ("Bea Invented", False, False),
        ("Bea Invented", True, True),
        ("Bea Lindqvist", True, False),
    ],
)
def test_the_whole_name_counts_always_and_the_family_name_in_one_chance_mode(
    name: str, one_chance: bool, found: bool
) -> None:
    people = [("mark", "invented", "Person who harms")]
    assert bool(matches([_staff(name)], people, one_chance=one_chance)) is found


def one_chance_case(area: Area) -> tuple[UUID, UUID]:
    """Bea Lindqvist works at the housing agency; the family of this case has her name."""
    file, referral = accepted(area, family="Lindqvist")
    set_one_chance(actor=area.amina, file=file, why="A wedding abroad", at=WHEN)
    return file, referral


def list_with_housing(area: Area, referral: UUID) -> None:
    list_case(
        actor=area.amina, referral_id=referral, meeting_id=planned(area), agency_ids=[area.agencies["housing"]], at=WHEN
    )


def test_listing_waits_until_the_coordinator_has_decided_on_a_relatives_name(area: Area) -> None:
    file, referral = one_chance_case(area)
    with pytest.raises(Refusal, match="has the name of a person"):
        list_with_housing(area, referral)
    with acting_as(area.bea):
        assert not CaseFile.objects.filter(id=file).exists()  # nobody told her that there is such a case
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment_id, decided=Decided.KEPT_OUT,
        reason="His aunt", at=WHEN,
    )  # fmt: skip
    list_with_housing(area, referral)
    with acting_as(area.bea):
        assert not CaseFile.objects.filter(id=file).exists()
    with acting_as(area.amina):
        assert Exclusion.objects.filter(file_id=file, user_id=area.bea.user_id).exists()


def test_a_name_that_only_happens_to_be_the_same_is_written_down_and_not_asked_again(area: Area) -> None:
    file, referral = one_chance_case(area)
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment_id, decided=Decided.NO_CONFLICT,
        reason="Her family is from another country", at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        assert staff_to_look_at(file) == []
    list_with_housing(area, referral)
    with pytest.raises(NotFound):
        decide_on_staff(
            actor=area.amina, file_id=file, appointment_id=area.bea.appointment_id, decided=Decided.KEPT_OUT,
            reason="x", at=WHEN,
        )  # fmt: skip

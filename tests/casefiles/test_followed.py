"""Who is kept out of a case is kept out as a human: by every account that bears their name or address (D3)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from openccr.access.acting import acting_as
from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import User
from openccr.casefiles.models import CaseFile
from openccr.casefiles.operations import exclude, follow_exclusions
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Appointment
from tests.makers import NOW, Area, open_case
from tests.partnership.conftest import accepted, invited
from tests.walls.trying import run

pytestmark = pytest.mark.django_db


def works_here(area: Area, *, email: str, name: str) -> Actor:
    """Somebody new at Willowmere Homes, come in as anybody does."""
    accepted(invited(area, area.lena, email=email), name=name)
    with at_sign_in():
        user = User.objects.get(email=email).id
    with acting_as(area.lena):
        row = Appointment.objects.get(user_id=user)
    return replace(area.bea, user_id=row.user_id, appointment_id=row.id, name=name)


def sees(actor: Actor, file: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file).exists()


@pytest.mark.parametrize(
    ("email", "name", "there"),
    [
        ("e.castellan@mail.example", "Eve Castellan", False),
        ("e.castellan@mail.example", "  eve   CASTELLAN", False),
        ("eve+second@exampleshire.example", "E. Marsh", False),
        ("evelyn@mail.example", "Evelyn Castellan", True),
    ],
)
@pytest.mark.parametrize("first", ["the account", "the exclusion"])
def test_a_second_account_does_not_lead_round_an_exclusion(
    area: Area, email: str, name: str, there: bool, first: str
) -> None:
    file, other = open_case(area), open_case(area)
    if first == "the account":
        second = works_here(area, email=email, name=name)
        exclude(actor=area.amina, file=file, user_id=area.eve.user_id, reason="Her brother", at=NOW)
    else:
        exclude(actor=area.amina, file=file, user_id=area.eve.user_id, reason="Her brother", at=NOW)
        second = works_here(area, email=email, name=name)
    assert sees(second, file) is there
    assert sees(second, other) and not sees(area.eve, file) and sees(area.bea, file)


def test_nobody_but_the_partnership_itself_follows_exclusions(area: Area) -> None:
    with pytest.raises(Refusal):
        follow_exclusions(actor=area.amina, user_id=area.eve.user_id)
    file = open_case(area)
    for statement, *values in (
        ("SELECT openccr.follow_exclusions(%s)", area.eve.user_id),
        ("SELECT openccr.follow_exclusion(%s, %s)", file, area.eve.user_id),
        ("SELECT openccr.accounts_of_human(%s)", area.eve.user_id),
    ):
        with acting_as(area.bea), pytest.raises(DatabaseError), transaction.atomic():
            run(statement, *values)


def test_a_system_of_an_agency_that_is_kept_out_sees_nothing(area: Area) -> None:
    """It has no user of its own: the agency alone keeps it out."""
    file = open_case(area)
    system = replace(area.bea, kind=ActorKind.CLIENT, user_id=None, role="client")
    assert sees(system, file)
    exclude(actor=area.amina, file=file, agency_id=area.agencies["housing"], reason="His employer", at=NOW)
    assert not sees(system, file)

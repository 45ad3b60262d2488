"""Where two people decide, two accounts of one human count as one."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import User
from openccr.casefiles.lifting import lift_exclusion, propose_lift
from openccr.casefiles.operations import exclude
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.humans import same_human
from tests.makers import NOW, Area, open_case

pytestmark = pytest.mark.django_db


def account(email: str, name: str) -> UUID:
    with at_sign_in():
        return User.objects.create_user(email=email, name=name).id


@pytest.mark.parametrize(
    ("email", "name", "same"),
    [
        ("amina@elsewhere.example", "Amina Okafor", True),
        ("a.okafor@elsewhere.example", " amina  OKAFOR ", True),
        ("amina+second@exampleshire.example", "A. Okafor", True),
        ("amina@elsewhere.example", "A. Okafor", False),
        ("aminat@exampleshire.example", "Aminat Okafor", False),
    ],
)
def test_an_account_of_the_same_name_or_address_is_the_same_human(
    area: Area, email: str, name: str, same: bool
) -> None:
    other = account(email, name)
    with acting_as(area.amina):
        assert same_human(area.amina, other) is same


def test_ones_own_account_is_the_same_and_nobodys_is_not(area: Area) -> None:
    with acting_as(area.amina):
        assert same_human(area.amina, area.amina.user_id)
        assert not same_human(area.amina, area.fay.user_id) and not same_human(area.amina, None)


def test_nobody_lets_back_in_by_agreeing_with_themselves_from_a_second_account(area: Area) -> None:
    file = open_case(area)
    exclusion = exclude(actor=area.amina, file=file, user_id=area.eve.user_id, reason="her sister", at=NOW)
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="They are estranged", at=NOW)
    again: Actor = replace(area.amina, user_id=account("amina@home.example", "Amina Okafor"))
    with pytest.raises(Refusal, match="the two count as one person"):
        lift_exclusion(actor=again, file=file, exclusion=exclusion, at=NOW)
    other = replace(area.amina, user_id=area.dee.user_id)
    lift_exclusion(actor=other, file=file, exclusion=exclusion, at=NOW)

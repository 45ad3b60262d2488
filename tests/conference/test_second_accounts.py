"""Who is kept out may have another account, not the same in full: held until a coordinator has looked (D3, T1)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, Exclusion
from openccr.casefiles.operations import exclude
from openccr.conference.operations.conflicts import hold_conflicts, staff_to_look_at
from openccr.conference.operations.settling_holds import decide_on_staff
from openccr.conference.rules.conflicts import Staff, why_one_human
from openccr.kernel.actors import Actor
from openccr.people.operations import Description, Name, add_person
from openccr.people.operations.declaring import declare_own
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from tests.casefiles.test_followed import sees, works_here
from tests.makers import NOW, TODAY, Area, open_case

pytestmark = pytest.mark.django_db

BORN = date(1988, 4, 2)


def staff(name: str, *marks: tuple[str, str]) -> Staff:
    return Staff(UUID(int=1), UUID(int=2), UUID(int=3), name, "Willowmere Homes", marks=frozenset(marks))


@pytest.mark.parametrize(
    ("name", "shared", "why"),
    [
        ("E. Castellan", "", "Nearly the name of Eve Castellan"),
        ("Eve Castellan-Ash", "", "Nearly the name of"),
        ("Eve Ash-Castellan", "", "Nearly the name of"),
        ("Evelyn Castellan", "", None),
        ("Eve Lindqvist", "", None),
        ("Bea Castellan", "", None),
        ("Eve Lindqvist", "born", "The date of birth of"),
        ("Bea Lindqvist", "born", None),
        ("Bea Lindqvist", "phone", "The telephone of"),
        ("Bea Lindqvist", "email", "The e-mail address of"),
        ("Bea Lindqvist", "address", "The address of"),
        ("Bea Lindqvist", "postcode", None),
        ("Castellan", "", None),
    ],
)
def test_what_makes_two_accounts_perhaps_one_human(name: str, shared: str, why: str | None) -> None:
    found = why_one_human(staff("Eve Castellan", (shared, "x")), staff(name, (shared, "x")))
    assert found is None if why is None else (found or "").startswith(why)


def case_of(area: Area, *places: tuple[str, str]) -> UUID:
    file = open_case(area)
    described = Description(names=(Name(given="Rosa", family="Tamworth"),), places=places)
    add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, described=described, relationship="", source="x", on=TODAY
    )
    return file


def declares(actor: Actor) -> None:
    declare_own(actor=actor, declared=Declared(born_on=BORN, phone="07700 900123"), at=NOW)


@pytest.mark.parametrize("last", ["the account", "the exclusion", "the declaration"])
def test_an_account_that_may_be_one_more_of_somebody_kept_out_is_held(area: Area, last: str) -> None:
    file, other = case_of(area), open_case(area)
    declares(area.eve)
    if last != "the account":
        second = works_here(area, email="e.marsh@mail.example", name="Eva Marsh")
    if last != "the declaration" and last != "the account":
        declares(second)
    exclude(actor=area.amina, file=file, user_id=area.eve.user_id, reason="Her brother", at=NOW)
    if last == "the account":
        second = works_here(area, email="e.marsh@mail.example", name="E. Castellan")
    if last == "the declaration":
        assert sees(second, file)
        declares(second)
    assert not sees(second, file) and sees(second, other) and sees(area.bea, file)
    with acting_as(area.amina):
        (match,) = staff_to_look_at(file)
    assert match.staff.user_id == second.user_id and "of Eve Castellan, who is kept out of this case" in match.why
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=match.staff.appointment_id, decided="no_conflict",
        reason="Two women who share an office telephone", at=NOW,
    )  # fmt: skip
    assert sees(second, file)
    declares(second)
    assert sees(second, file), "what a coordinator has decided stays decided"


def test_a_hold_that_is_settled_as_a_conflict_follows_to_every_account_of_the_human(area: Area) -> None:
    """She was held by what one account declared; the other declared nothing and bears no name of the case."""
    file = case_of(area, ("phone", "07700 900123"))
    second = works_here(area, email="eve@mail.example", name="Eve Castellan")
    declares(area.eve)
    hold_conflicts(actor=area.commands, files=[file], at=NOW)
    assert not sees(area.eve, file)
    with acting_as(area.amina):
        row = Exclusion.objects.get(file_id=file, user_id=area.eve.user_id)
    assert row.held
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.eve.appointment_id, decided="kept_out",
        reason="Her sister", at=NOW,
    )  # fmt: skip
    assert not sees(area.eve, file) and not sees(second, file)
    with acting_as(area.amina):
        assert CaseFile.objects.filter(id=file).exists()
        assert not Exclusion.objects.filter(file_id=file, user_id=second.user_id, held=True, until_at=None).exists()

"""Taking two people apart is as grave as putting them together: it takes two, in the database too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from openccr.access.acting import acting_as
from openccr.accounts.models import User
from openccr.audit.models import AuditEvent
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.leaving.tables import read_table
from openccr.people.models import Part, Person, Recognition
from openccr.people.operations import agree_apart, agree_recognition, keep_together, take_apart
from openccr.people.queries.persons import waiting_recognitions
from openccr.people.rules.recognising import State
from tests.door import door
from tests.makers import NOW, Area
from tests.partnership.conftest import accepted, invited
from tests.people.test_parting import MOVED, ROWAN, Two, replace, second

LATER = NOW + timedelta(days=3)
DEPUTY = "deputy@exampleshire.example"


@pytest.fixture
def two(area: Area) -> Two:
    return Two(area)


def test_whoever_put_two_together_by_a_slip_takes_them_apart_alone_within_the_day(two: Two) -> None:
    two.together()
    assert two.apart(at=NOW + timedelta(hours=23)) == two.now


def test_later_a_second_person_agrees_first_and_nothing_moves_until_then(area: Area, two: Two) -> None:
    two.together()
    assert two.apart(at=LATER) is None
    made = two.recognition()
    assert made.state == State.PARTING
    with acting_as(area.amina):
        assert Part.objects.get(file_id=two.case).person_id == two.before
    with pytest.raises(Refusal, match="has not agreed"):
        two.apart(at=LATER)
    with pytest.raises(Refusal, match="Two people decide"):
        agree_apart(actor=area.amina, file=two.case, recognition=made.id, at=LATER)
    agree_apart(actor=second(area), file=two.case, recognition=made.id, at=LATER)
    assert two.apart(at=LATER) == two.now
    with acting_as(area.amina):
        assert Part.objects.get(file_id=two.case).person_id == two.now
        told = AuditEvent.objects.filter(type__in=("person.parting_asked", "person.parting_agreed", "person.parted"))
        assert told.count() == 4


def test_what_two_people_put_together_two_people_take_apart_at_once_too(area: Area) -> None:
    two = Two(area, replace(MOVED, born_on=date(1971, 1, 1), places=ROWAN.places))
    assert two.together() is State.ASKED
    agree_recognition(actor=second(area), file=two.case, recognition=two.recognition().id, at=NOW)
    assert two.recognition().alone_until is None
    assert two.apart() is None


def test_somebody_else_asks_whoever_put_them_together(area: Area, two: Two) -> None:
    two.together()
    assert two.apart(by=second(area)) is None
    with acting_as(area.amina):
        (waits,) = waiting_recognitions(area.amina)
    assert waits.apart and waits.asked_by == second(area).name and not waits.agreed_by
    agree_apart(actor=area.amina, file=two.case, recognition=two.recognition().id, at=NOW)
    with acting_as(second(area)):
        (waits,) = waiting_recognitions(second(area))
    assert waits.agreed_by == area.amina.name


def test_they_may_be_left_as_one(area: Area, two: Two) -> None:
    two.together()
    two.apart(at=LATER)
    made = two.recognition().id
    keep_together(actor=second(area), file=two.case, recognition=made, at=LATER)
    assert two.recognition().state == State.STANDS
    with pytest.raises(Refusal, match="settled"):
        agree_apart(actor=second(area), file=two.case, recognition=made, at=LATER)


@pytest.mark.parametrize("forged", ["alone", "her own second", "another's name", "longer alone"])
def test_the_database_lets_nobody_take_two_apart_alone(area: Area, two: Two, forged: str) -> None:
    two.together()
    two.apart(at=LATER)
    made, me, other = two.recognition().id, area.amina.user_id, area.fay.user_id
    done = {"state": "undone", "undone_at": LATER, "undone_user": me, "undone_reason": "x"}
    changed = {
        "alone": done,
        "her own second": {**done, "apart_agreed_user": me},
        "another's name": {**done, "apart_agreed_user": other},
        "longer alone": {"alone_until": LATER},
    }[forged]
    with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic():
        Recognition.objects.filter(id=made).update(**changed)


def test_nobody_asks_in_another_name(area: Area, two: Two) -> None:
    two.together()
    with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic():
        Recognition.objects.filter(id=two.recognition().id).update(apart_user=area.fay.user_id, state="parting")


def test_the_emptied_person_leaves_with_the_area_and_is_seen_by_nobody_else(area: Area, two: Two) -> None:
    two.together()
    with acting_as(area.amina):
        assert not Person.objects.filter(id=two.now).exists()
        leaves = {str(row["id"]): row for row in read_table(Person, whereabouts=False).records()}
    assert leaves[str(two.now)]["merged_into_id"] == str(two.before) and str(two.before) in leaves
    for actor in (area.carl, area.bea, area.grace, area.eve):
        with acting_as(actor):
            assert str(two.now) not in {str(row["id"]) for row in read_table(Person, whereabouts=False).records()}


def test_taken_apart_is_told_where_the_case_is(area: Area, two: Two) -> None:
    two.together()
    goes = take_apart(actor=area.amina, file=two.case, recognition=two.recognition().id, reason="Two births", at=NOW)
    assert goes == two.now


def test_where_nobody_else_coordinates_what_was_asked_stands_on_the_own_list(area: Area) -> None:
    two = Two(area, replace(MOVED, born_on=date(1971, 1, 1), places=ROWAN.places))
    two.together()
    assert _waiting(area.amina) == [(False, True)]
    agree_recognition(actor=second(area), file=two.case, recognition=two.recognition().id, at=NOW)
    assert _waiting(area.amina) == []
    two.apart(at=LATER)
    assert _waiting(area.amina) == [(True, True)]
    agree_apart(actor=second(area), file=two.case, recognition=two.recognition().id, at=LATER)
    assert _waiting(area.amina) == [(True, False)]


@pytest.mark.parametrize(("name", "another"), [("Deputy Underhill", True), ("Amina Okafor", False)])
def test_where_another_human_coordinates_it_stands_on_theirs(area: Area, name: str, another: bool) -> None:
    accepted(invited(area, area.amina, email=DEPUTY, role="coordinator", kind="council"), name=name)
    deputy = door(lambda: User.objects.get(email=DEPUTY)).pk
    two = Two(area, replace(MOVED, born_on=date(1971, 1, 1), places=ROWAN.places))
    two.together()
    assert _waiting(area.amina) == ([] if another else [(False, True)])
    assert _waiting(replace(area.amina, user_id=deputy)) == [(False, False)]


def _waiting(actor: Actor) -> list[tuple[bool, bool]]:
    with acting_as(actor):
        return [(one.apart, one.alone) for one in waiting_recognitions(actor)]

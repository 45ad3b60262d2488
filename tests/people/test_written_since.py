"""What was written while two were held for one stays on the case on which it was written, once they are two again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.people.models import Identifier, PersonName, Recognition, Relationship
from openccr.people.operations import recognise, take_apart
from openccr.people.operations.facts import relate, say_name
from openccr.people.operations.identifying import identify
from openccr.people.rules import PartKind
from tests.makers import NOW, Area, open_case
from tests.people.test_parting import MOVED, ROWAN, Two, add

SINCE = NOW + timedelta(hours=1)


@pytest.fixture
def two(area: Area) -> Two:
    two = Two(area)
    two.together()
    return two


def say(actor: Actor, file: UUID, person: UUID, given: str) -> None:
    say_name(
        actor=actor, file=file, person=person, given=given, family="Tideswell", kind="alias", source="Herself",
        from_on=None, until_on=None, at=SINCE,
    )  # fmt: skip


def called(area: Area, person: UUID | None) -> set[str]:
    with acting_as(area.amina):
        return set(PersonName.objects.filter(person_id=person).values_list("given", flat=True))


def test_a_name_goes_with_the_case_on_which_it_was_written(area: Area, two: Two) -> None:
    say(area.carl, two.case, two.before, "Ro")
    goes = two.apart(at=SINCE)
    assert (called(area, goes), called(area, two.before)) == ({"Rowan", "Ro"}, {"Rowan"})


def test_a_name_written_on_the_case_of_who_stays_stays(area: Area, two: Two) -> None:
    say(area.bea, two.earlier, two.before, "Ro")
    goes = two.apart(at=SINCE)
    assert (called(area, goes), called(area, two.before)) == ({"Rowan"}, {"Rowan", "Ro"})


def test_names_written_on_both_cases_are_kept_with_both(area: Area, two: Two) -> None:
    say(area.carl, two.case, two.before, "Ro")
    say(area.bea, two.earlier, two.before, "Wan")
    goes = two.apart(at=SINCE)
    assert called(area, goes) == called(area, two.before) == {"Rowan", "Ro", "Wan"}


def test_what_came_with_a_third_record_stays_where_that_one_is(area: Area, two: Two) -> None:
    third = open_case(area)
    her = add(area, third, replace(MOVED, names=(*ROWAN.names, replace(ROWAN.names[0], given="Third"))))
    recognise(actor=area.amina, file=third, person=her, as_person=two.before, reason="The same", at=SINCE)
    say(area.carl, two.case, two.before, "Ro")
    with acting_as(area.amina):
        first = Recognition.objects.get(person_id=two.now)
    goes = take_apart(actor=area.amina, file=two.case, recognition=first.id, reason="Two people", at=SINCE)
    assert called(area, goes) == {"Rowan", "Ro"}
    assert called(area, two.before) == {"Rowan", "Third"}


def test_a_number_goes_with_the_case_on_which_it_was_written(area: Area, two: Two) -> None:
    identify(
        actor=area.carl, file=two.case, person=two.before, kind="local", number="P 12", source="Us", at=SINCE
    )  # fmt: skip
    goes = two.apart(at=SINCE)
    with acting_as(area.carl):
        assert [row.person_id for row in Identifier.objects.all()] == [goes]


def test_who_is_what_to_whom_goes_with_the_case_on_which_it_was_written(area: Area, two: Two) -> None:
    mother = add(area, two.case, replace(ROWAN, names=(replace(ROWAN.names[0], given="Ada"),), born_on=None, places=()),
                 kind=PartKind.OTHER)  # fmt: skip
    relate(
        actor=area.carl, file=two.case, person=mother, other=two.before, kind="mother", since_on=None, until_on=None,
        source="Herself", at=SINCE,
    )  # fmt: skip
    goes = two.apart(at=SINCE)
    with acting_as(area.carl):
        assert [(row.person_id, row.other_id) for row in Relationship.objects.all()] == [(mother, goes)]

"""Putting two records together opens nothing to anybody, takes a second person where it matters, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import CaseFile
from openccr.casefiles.operations import exclude
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import BirthDate, DoNotContact, NotSame, Part, Person, Recognition, Whereabouts
from openccr.people.operations import (
    Description,
    Name,
    add_person,
    agree_apart,
    agree_recognition,
    ban_contact,
    decline_recognition,
    join,
    place,
    recognise,
    retire,
    reveal,
    take_apart,
)
from openccr.people.queries import people_of, possible_duplicates
from openccr.people.rules import PartKind
from openccr.people.rules.recognising import STATES, State, moved
from tests.makers import NOW, TODAY, Area, open_case
from tests.people.places import places_of

WHY = "She said so herself"
ROWAN = Description(
    names=(Name(given="Rowan", family="Tideswell"),),
    born_on=date(1990, 4, 3),
    places=(("phone", "07700 900123"), ("address", "1 Invented Row")),
)
MOVED = replace(ROWAN, places=(("phone", "07700 900456"), ("address", "2 Invented Row")), sex="female")


def add(area: Area, case: UUID, described: Description, kind: PartKind = PartKind.VICTIM) -> UUID:
    return add_person(
        actor=area.amina, file_id=case, kind=kind, described=described, relationship="", source="test", on=TODAY
    )


class Two:
    """An earlier case that housing works on, a later one that probation works on, and her record of each."""

    def __init__(self, area: Area, later: Description = MOVED) -> None:
        self.area = area
        self.earlier = open_case(area, invited=("housing",))
        self.case = open_case(area, invited=("probation",))
        self.before, self.now = add(area, self.earlier, ROWAN), add(area, self.case, later)

    def together(self) -> State:
        return recognise(
            actor=self.area.amina, file=self.case, person=self.now, as_person=self.before, reason=WHY, at=NOW
        )

    def recognition(self) -> Recognition:
        with acting_as(self.area.amina):
            return Recognition.objects.order_by("-asked_at").first()

    def apart(self, reason: str = "The dates of two births overlap", *, by: Actor | None = None, at=NOW) -> UUID | None:
        return take_apart(
            actor=by or self.area.amina, file=self.case, recognition=self.recognition().id, reason=reason, at=at
        )


@pytest.fixture
def two(area: Area) -> Two:
    return Two(area)


def opened(actor: Actor, file: UUID, person: UUID) -> set[str]:
    return {one.text for one in reveal(actor=actor, file=file, person=person, reason="To change the locks", at=NOW)}


def test_put_together_nobody_sees_a_case_or_an_address_that_they_did_not_see_before(area: Area, two: Two) -> None:
    seen = {name: _seen(area.actors[name]) for name in ("bea", "carl", "grace", "pia")}
    assert two.together() is State.STANDS
    assert {name: _seen(area.actors[name]) for name in seen} == seen
    assert opened(area.bea, two.earlier, two.before) == {"07700 900123", "1 Invented Row"}
    assert opened(area.carl, two.case, two.before) == {"07700 900456", "2 Invented Row"}
    assert len(opened(area.amina, two.case, two.before)) == 4


def _seen(actor: Actor) -> tuple[set[UUID], set[str]]:
    with acting_as(actor):
        return set(CaseFile.objects.values_list("id", flat=True)), set(
            Whereabouts.objects.values_list("match", flat=True)
        )


def test_a_place_written_down_later_is_seen_in_every_case_of_hers(area: Area, two: Two) -> None:
    two.together()
    place(actor=area.carl, file=two.case, person=two.before, kind="address", text="3 Invented Row", at=NOW)
    assert "3 Invented Row" in opened(area.bea, two.earlier, two.before)


def test_a_case_out_of_sight_of_the_coordinator_keeps_its_places_to_itself(area: Area, two: Two) -> None:
    hidden = open_case(area, invited=("idva",))
    join(actor=area.amina, file_id=hidden, person_id=two.before, kind=PartKind.VICTIM, relationship="", on=TODAY)
    exclude(actor=area.commands, file=hidden, user_id=area.amina.user_id, reason="her sister", at=NOW)
    two.together()
    assert opened(area.carl, two.case, two.before) == {"07700 900456", "2 Invented Row"}
    assert opened(area.grace, hidden, two.before) == {"07700 900123", "1 Invented Row"}


def test_a_retired_place_stays_retired_put_together_and_taken_apart(area: Area) -> None:
    two = Two(area, replace(MOVED, places=(("address", "1 Invented Row"),)))
    known = places_of(area.bea, two.before, "address")
    retire(actor=area.bea, file=two.earlier, person=two.before, places=known, why="He wrote there", at=NOW)
    two.together()
    goes = two.apart()
    with acting_as(area.amina):
        rows = Whereabouts.objects.filter(person_id__in=[goes, two.before], kind="address")
        assert [row.retired_at is not None for row in rows] == [True, True]


def test_taken_apart_each_has_again_what_was_theirs(area: Area, two: Two) -> None:
    two.together()
    with acting_as(area.amina):
        assert Person.objects.get(id=two.before).sex == "female"
    assert two.apart() == two.now
    assert opened(area.carl, two.case, two.now) == {"07700 900456", "2 Invented Row"}
    assert opened(area.bea, two.earlier, two.before) == {"07700 900123", "1 Invented Row"}
    with acting_as(area.amina):
        assert [one.person_id for one in people_of(two.case, today=TODAY)] == [two.now]
        assert [one.name for one in people_of(two.case, today=TODAY)] == ["Rowan Tideswell"]
        assert Person.objects.get(id=two.before).sex == ""
        assert Person.objects.get(id=two.now).sex == "female"
        assert NotSame.objects.count() == 1
        assert possible_duplicates(two.case) == []
        row = two.recognition()
        assert (row.state, row.undone_reason, row.undone_name) == (
            State.UNDONE, "The dates of two births overlap", area.amina.name,
        )  # fmt: skip
        assert AuditEvent.objects.filter(type="person.parted").count() == 2


def test_what_was_written_since_goes_with_its_case_and_what_warns_stays_with_both(area: Area, two: Two) -> None:
    two.together()
    place(actor=area.carl, file=two.case, person=two.before, kind="address", text="3 Invented Row", at=NOW)
    ban_contact(
        actor=area.bea,
        file=two.earlier,
        person=two.before,
        reason="He is beside her",
        review_on=TODAY + timedelta(days=9),
        at=NOW,
    )
    goes = two.apart()
    assert "3 Invented Row" in opened(area.carl, two.case, goes)
    assert "3 Invented Row" not in opened(area.bea, two.earlier, two.before)
    with acting_as(area.amina):
        assert DoNotContact.objects.filter(person_id__in=[goes, two.before], stands=True).count() == 2


def test_taken_apart_a_case_out_of_sight_keeps_the_person_it_has(area: Area, two: Two) -> None:
    hidden = open_case(area, invited=("idva",))
    join(actor=area.amina, file_id=hidden, person_id=two.now, kind=PartKind.VICTIM, relationship="", on=TODAY)
    exclude(actor=area.commands, file=hidden, user_id=area.amina.user_id, reason="her sister", at=NOW)
    two.together()
    with pytest.raises(NotFound):
        two.apart()
    assert two.apart(by=second(area)) is None
    # Whoever is shut out of one of her cases agrees all the same, and learns nothing of it.
    agree_apart(actor=area.amina, file=two.case, recognition=two.recognition().id, at=NOW)
    goes = two.apart(by=second(area))
    assert goes not in (two.now, two.before)
    with acting_as(area.grace):
        assert [one.person_id for one in people_of(hidden, today=TODAY)] == [two.now]
    with acting_as(area.carl):
        assert [(one.person_id, one.name) for one in people_of(two.case, today=TODAY)] == [(goes, "Rowan Tideswell")]


def test_another_date_of_birth_is_kept_beside_with_where_it_comes_from(area: Area) -> None:
    two = Two(area, replace(MOVED, born_on=date(1990, 3, 4)))
    two.together()
    with acting_as(area.amina):
        (kept,) = BirthDate.objects.filter(person_id=two.before)
        assert (kept.born_on, kept.source) == (date(1990, 3, 4), f"A later case: {WHY}")


def test_where_something_speaks_against_it_a_second_person_must_agree(area: Area) -> None:
    two = Two(area, replace(MOVED, born_on=date(1971, 1, 1), places=ROWAN.places))
    assert two.together() is State.ASKED
    asked = two.recognition()
    assert asked.second_because == "something speaks against it"
    with acting_as(area.amina):
        assert Part.objects.get(file_id=two.case).person_id == two.now
    with pytest.raises(Refusal, match="Two people decide"):
        agree_recognition(actor=area.amina, file=two.case, recognition=asked.id, at=NOW)
    agree_recognition(actor=second(area), file=two.case, recognition=asked.id, at=NOW)
    with acting_as(area.amina):
        assert Part.objects.get(file_id=two.case).person_id == two.before
    with pytest.raises(Refusal, match="settled"):
        agree_recognition(actor=second(area), file=two.case, recognition=asked.id, at=NOW)


@pytest.mark.parametrize(
    "later",
    [
        replace(ROWAN, born_on=None, places=()),
        replace(ROWAN, born_on=None),
        replace(ROWAN, names=(Name(given="Wren", family="Tideswell"),)),
    ],
    ids=["a name alone", "a name and a home", "a family name, a birthday and a home, as twins have"],
)
def test_what_does_not_make_it_sure_takes_a_second_person(area: Area, later: Description) -> None:
    """As in the queue of pairs, where nobody calls two people of cases one alone (`linkage.rules.review`)."""
    two = Two(area, later)
    assert two.together() is State.ASKED
    assert two.recognition().second_because.startswith("neither a whole name with the date of birth nor a number")


def test_the_second_person_may_find_them_to_be_two(area: Area) -> None:
    two = Two(area, replace(MOVED, born_on=date(1971, 1, 1), places=ROWAN.places))
    two.together()
    decline_recognition(
        actor=second(area), file=two.case, recognition=two.recognition().id, reason="Mother and daughter", at=NOW
    )
    with acting_as(area.amina):
        assert two.recognition().state == State.DECLINED
        assert possible_duplicates(two.case) == []
        assert NotSame.objects.get().reason == "Mother and daughter"


def test_nobody_writes_that_another_agreed(area: Area) -> None:
    two = Two(area, replace(MOVED, born_on=date(1971, 1, 1), places=ROWAN.places))
    two.together()
    asked = two.recognition().id
    for changed in (
        {"agreed_user": area.fay.user_id, "done_at": NOW, "state": "stands"},
        {"agreed_user": area.amina.user_id, "done_at": NOW, "state": "stands"},
        {"done_at": NOW, "state": "stands"},
    ):
        with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic():
            Recognition.objects.filter(id=asked).update(**changed)


def test_it_is_taken_apart_in_the_order_in_which_it_was_put_together(area: Area, two: Two) -> None:
    two.together()
    first = two.recognition().id
    third = open_case(area)
    her = add(area, third, ROWAN)
    later = NOW + timedelta(days=1)
    recognise(actor=area.amina, file=two.earlier, person=two.before, as_person=her, reason=WHY, at=later)
    with pytest.raises(Refusal, match="later recognised"):
        take_apart(actor=area.amina, file=two.case, recognition=first, reason="Two people", at=later)


def test_it_is_taken_apart_with_a_reason_by_who_sees_it(area: Area, two: Two) -> None:
    two.together()
    with pytest.raises(Refusal, match="how you know"):
        two.apart(" ")
    with pytest.raises(Refusal, match="coordinator"):
        take_apart(actor=area.carl, file=two.case, recognition=two.recognition().id, reason="Two people", at=NOW)
    made = two.recognition().id
    exclude(actor=area.commands, file=two.earlier, user_id=area.amina.user_id, reason="her sister", at=NOW)
    with pytest.raises(NotFound):
        take_apart(actor=area.amina, file=two.case, recognition=made, reason="Two people", at=NOW)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", ["agree", "decline", "take_apart", "ask_apart", "agree_apart", "keep"])
def test_every_state_answers_every_move(state: State, move: str) -> None:
    if move in STATES[state]:
        assert moved(state, move) is STATES[state][move]
    else:
        with pytest.raises(Refusal, match="settled"):
            moved(state, move)


def second(area: Area) -> Actor:
    """A second coordinator of the whole area."""
    return replace(area.amina, user_id=area.carl.user_id)

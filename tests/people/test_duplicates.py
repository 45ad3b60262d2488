"""Who may already be known from another case, and recognising her."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.operations import exclude
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import NotSame, Part, Person, Recognition, Whereabouts
from openccr.people.operations import (
    Contact,
    Description,
    Name,
    add_person,
    agree_recognition,
    join,
    not_same,
    recognise,
    reveal,
)
from openccr.people.queries import Candidate, people_of, possible_duplicates, safe_contact_of
from openccr.people.rules import OFFICE, PartKind
from tests.makers import NOW, TODAY, Area, open_case

BORN = date(1990, 4, 3)
ROWAN = Description(
    names=(Name(given="Rowan", family="Tideswell"),),
    born_on=BORN,
    places=(("phone", "07700 900123"), ("postcode", "ZZ1 1ZZ")),
    contact=Contact(safe="yes", rule="after six"),
)
ASH = Description(names=(Name(given="Ash", family="Marsh"),), born_on=date(1985, 1, 2))
WREN = Description(names=(Name(given="Wren", family="Tideswell"),), born_on=date(2018, 6, 1))
WHY = "She said so herself"


def add(area: Area, case: UUID, described: Description = ROWAN, kind: PartKind = PartKind.VICTIM) -> UUID:
    return add_person(
        actor=area.amina, file_id=case, kind=kind, described=described, relationship="", source="test", on=TODAY
    )


def known(area: Area, actor: str, case: UUID) -> list[Candidate]:
    with acting_as(getattr(area, actor)):
        return possible_duplicates(case)


def twice(area: Area, later: Description = ROWAN, kind: PartKind = PartKind.VICTIM) -> tuple[UUID, UUID, UUID, UUID]:
    """An earlier and a later case, and the person of each."""
    earlier, case = open_case(area), open_case(area)
    return earlier, add(area, earlier), case, add(area, case, later, kind)


def test_a_woman_referred_before_is_proposed_with_the_reasons_and_her_earlier_case(area: Area) -> None:
    earlier, before, case, now = twice(area)
    (found,) = known(area, "amina", case)
    assert (found.person_id, found.as_person_id, found.name) == (now, before, "Rowan Tideswell")
    assert found.reasons == ("same name and date of birth", "same phone number", "same postcode")
    assert [(one.file_id, one.part) for one in found.cases] == [(earlier, PartKind.VICTIM)]


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        (replace(ROWAN, names=(Name(given="TIDESWELL", family="rowan"),)), "given and family name the other way round"),
        (replace(ROWAN, names=(Name(given="Rówan", family="Tides-well"),), born_on=None, places=()), "same name"),
        (replace(ROWAN, names=(Name(given="J", family="Tideswell"),), places=()), "same family name and date of birth"),
        (Description(names=(Name(given="R"),), places=(("phone", "07700900123"),)), "same phone number"),
        (
            replace(ASH, names=(*ASH.names, Name(given="Rowan", family="Tideswell", kind="alias")), born_on=None),
            "same name",
        ),
    ],
)  # fmt: skip
def test_slips_of_the_pen_and_aliases_are_seen_through(area: Area, later: Description, reason: str) -> None:
    _, _, case, _ = twice(area, later)
    (found,) = known(area, "amina", case)
    assert reason in found.reasons[0]


def test_a_stranger_of_the_same_postcode_is_not_proposed(area: Area) -> None:
    _, _, case, _ = twice(area, replace(ASH, places=(("postcode", "ZZ1 1ZZ"),)))
    assert known(area, "amina", case) == []


def test_a_telephone_that_many_gave_makes_nobody_known_and_still_counts_beside_a_name(area: Area) -> None:
    refuge = ("phone", "07700 900123")
    earlier, case = open_case(area), open_case(area)
    before = add(area, earlier, Description(names=(Name(given="Rowan", family="Tideswell"),), places=(refuge,)))
    add(area, case, Description(names=(Name(given="Fern", family="Overbrook"),), places=(refuge,)))
    assert [found.as_person_id for found in known(area, "amina", case)] == [before]
    for number in range(OFFICE - 1):
        named = (Name(given=f"Given{number}", family=f"Family{number}"),)
        add(area, earlier, Description(names=named, places=(refuge,)), PartKind.OTHER)
    assert known(area, "amina", case) == []
    named_too = open_case(area)
    add(area, named_too, Description(names=(Name(given="Rowan"),), places=(refuge,)))
    assert [found.reasons for found in known(area, "amina", named_too)] == [("same given name", "same phone number")]


def test_only_what_the_actor_sees_is_compared(area: Area) -> None:
    earlier, case = open_case(area, invited=("police",)), open_case(area)
    add(area, earlier)
    add(area, case)
    assert known(area, "bea", case) == []
    assert len(known(area, "pia", case)) == 1
    exclude(actor=area.amina, file=earlier, user_id=area.pia.user_id, reason="her sister", at=NOW)
    assert known(area, "pia", case) == []


def test_children_are_proposed_beside_an_adult_of_the_same_case_and_never_alone(area: Area) -> None:
    earlier, case = open_case(area), open_case(area)
    add(area, earlier, WREN, PartKind.CHILD)
    child = add(area, case, WREN, PartKind.CHILD)
    assert known(area, "amina", case) == []
    add(area, earlier)
    add(area, case)
    assert child in {found.person_id for found in known(area, "amina", case)}


def test_a_pair_recorded_both_ways_round_is_shown_as_one(area: Area) -> None:
    _, _, case, _ = twice(area, kind=PartKind.HARMER)
    (found,) = known(area, "amina", case)
    assert found.opposite


def test_looking_for_duplicates_takes_two_queries(
    area: Area, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, _, case, _ = twice(area)
    with acting_as(area.amina), django_assert_num_queries(2):
        possible_duplicates(case)


def test_recognising_her_moves_what_hangs_on_her_to_the_earlier_person(area: Area) -> None:
    later = replace(
        ROWAN,
        names=(Name(given="Rowan", family="Marsh"),),
        sex="female",
        places=(("phone", "07700 900123"), ("address", "1 Invented Row")),
        contact=Contact(safe="no", rule="he reads her messages"),
    )
    earlier, before, case, now = twice(area, later)
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason=WHY, at=NOW)
    with acting_as(area.amina):
        asked = Recognition.objects.get().id  # another family name: two decide
    agree_recognition(actor=replace(area.amina, user_id=area.carl.user_id), file=case, recognition=asked, at=NOW)
    with acting_as(area.amina):
        (her,) = people_of(case, today=TODAY)
        assert her.person_id == before
        assert {her.name, *her.aliases} == {"Rowan Tideswell", "Rowan Marsh"}
        assert her.sex == "female"
        kinds = sorted(Whereabouts.objects.filter(person_id=before).values_list("kind", flat=True))
        assert kinds == ["address", "phone", "phone", "postcode"]
        assert safe_contact_of(case, today=TODAY).text.startswith("No calls. he reads her messages")
        assert not Person.objects.filter(id=now).exists()
    opened = reveal(actor=area.amina, file=earlier, person=before, reason="To change the locks", at=NOW)
    assert "1 Invented Row" in {one.text for one in opened}


def test_nobody_is_given_a_part_as_the_person_who_was_emptied(area: Area) -> None:
    _, before, case, now = twice(area)
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason=WHY, at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        join(actor=area.amina, file_id=case, person_id=now, kind=PartKind.OTHER, relationship="", on=TODAY)


def test_recognising_is_kept_on_both_cases_and_said_on_this_one_alone(area: Area) -> None:
    earlier, before, case, now = twice(area, replace(ROWAN, born_on=date(1990, 3, 4)))
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason=WHY, at=NOW)
    with acting_as(area.amina):
        said = TimelineEntry.objects.get(file_id=case, kind="recognised").sentence
        assert said == (
            "Recognised as somebody of an earlier case: She said so herself."
            " What differs: born on 3 April 1990 and 4 March 1990."
        )
        assert not TimelineEntry.objects.filter(file_id=earlier, kind="recognised").exists()
        assert Person.objects.get(id=before).born_on == BORN
        for file in (case, earlier):
            assert AuditEvent.objects.filter(type="person.recognised", file_id=file).count() == 1
    assert known(area, "amina", case) == []


def test_a_case_out_of_sight_keeps_the_person_it_has(area: Area) -> None:
    _, before, case, now = twice(area)
    hidden = open_case(area)
    join(actor=area.amina, file_id=hidden, person_id=now, kind=PartKind.VICTIM, relationship="", on=TODAY)
    exclude(actor=area.commands, file=hidden, user_id=area.amina.user_id, reason="her sister", at=NOW)
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason=WHY, at=NOW)
    with acting_as(area.amina):
        assert [one.person_id for one in people_of(case, today=TODAY)] == [before]
        assert not Person.objects.filter(id=now).exists()
    with acting_as(area.bea):
        (her,) = people_of(hidden, today=TODAY)
        assert (her.person_id, her.name) == (now, "Rowan Tideswell")
    opened = reveal(actor=area.bea, file=hidden, person=now, reason="To change the locks", at=NOW)
    assert {one.text for one in opened} == {"07700 900123", "ZZ1 1ZZ"}


def test_two_of_the_same_case_are_not_put_together(area: Area) -> None:
    case = open_case(area)
    one, other = add(area, case), add(area, case, kind=PartKind.OTHER)
    with pytest.raises(Refusal, match="same case"):
        recognise(actor=area.amina, file=case, person=one, as_person=other, reason=WHY, at=NOW)


def test_a_victim_is_not_put_together_with_one_who_harms(area: Area) -> None:
    _, before, case, now = twice(area, kind=PartKind.HARMER)
    with pytest.raises(Refusal, match="both ways round"):
        recognise(actor=area.amina, file=case, person=now, as_person=before, reason=WHY, at=NOW)
    with acting_as(area.amina):
        assert Part.objects.get(file_id=case).person_id == now


def test_nobody_is_recognised_as_somebody_who_is_not_seen_or_not_there(area: Area) -> None:
    earlier, before, case, now = twice(area)
    exclude(actor=area.commands, file=earlier, user_id=area.amina.user_id, reason="her sister", at=NOW)
    for other in (before, uuid4()):
        with pytest.raises(NotFound):
            recognise(actor=area.amina, file=case, person=now, as_person=other, reason=WHY, at=NOW)


def test_people_are_recognised_by_the_coordinator_alone(area: Area) -> None:
    _, before, case, now = twice(area)
    with pytest.raises(Refusal, match="coordinator"):
        recognise(actor=area.bea, file=case, person=now, as_person=before, reason=WHY, at=NOW)


def test_a_part_is_not_turned_towards_somebody_unseen(area: Area) -> None:
    # An id that has leaked must not be enough to draw a person into a case of one's own and read her.
    _, before, _, _ = twice(area)
    own = open_case(area, invited=("probation",))
    add(area, own, ASH)
    with acting_as(area.carl), pytest.raises(DatabaseError), transaction.atomic():
        Part.objects.filter(file_id=own).update(person_id=before)


def test_two_found_to_be_two_are_not_proposed_again(area: Area) -> None:
    _, before, case, now = twice(area)
    not_same(actor=area.amina, file=case, person=now, others=[before], reason="A cousin of hers", at=NOW)
    assert known(area, "amina", case) == []
    with acting_as(area.amina):
        assert NotSame.objects.count() == 1
        assert AuditEvent.objects.filter(type="person.not_same", file_id=case).count() == 1
    not_same(actor=area.amina, file=case, person=now, others=[before], reason="A cousin of hers", at=NOW)


def test_that_two_are_two_is_known_only_to_who_sees_both(area: Area) -> None:
    earlier, case = open_case(area, invited=("police",)), open_case(area)
    before, now = add(area, earlier), add(area, case)
    not_same(actor=area.amina, file=case, person=now, others=[before], reason="A cousin of hers", at=NOW)
    for actor, count in ((area.pia, 1), (area.bea, 0), (area.carl, 0)):
        with acting_as(actor):
            assert NotSame.objects.count() == count


def test_what_was_found_to_be_two_stays_so_after_recognising(area: Area) -> None:
    _, before, case, now = twice(area)
    third_case = open_case(area)
    cousin = add(area, third_case)
    not_same(actor=area.amina, file=case, person=now, others=[cousin, before], reason="A cousin of hers", at=NOW)
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason="It is her after all", at=NOW)
    with acting_as(area.amina):
        asked = Recognition.objects.get().id
    other = replace(area.amina, user_id=area.carl.user_id)
    agree_recognition(actor=other, file=case, recognition=asked, at=NOW)
    assert known(area, "amina", third_case) == []
    with acting_as(area.amina):
        (pair,) = NotSame.objects.all()
        assert {pair.person_id, pair.other_id} == {before, cousin}


def test_the_timeline_ends_in_one_full_stop_whether_or_not_the_reason_has_one(area: Area) -> None:
    _, before, case, now = twice(area)
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason=f"{WHY}.", at=NOW)
    with acting_as(area.amina):
        said = TimelineEntry.objects.get(file_id=case, kind="recognised").sentence
    assert said == "Recognised as somebody of an earlier case: She said so herself."


def test_her_child_is_still_proposed_after_she_is_recognised_and_the_child_s_twin_never_is(area: Area) -> None:
    earlier, before, case, now = twice(area)
    twin = replace(WREN, names=(Name(given="Wynn", family="Tideswell"),))
    was, twin_was = add(area, earlier, WREN, PartKind.CHILD), add(area, earlier, twin, PartKind.CHILD)
    child = add(area, case, WREN, PartKind.CHILD)
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason=WHY, at=NOW)
    assert {(found.person_id, found.as_person_id) for found in known(area, "amina", case)} >= {(child, was)}
    recognise(actor=area.amina, file=case, person=child, as_person=was, reason=WHY, at=NOW)
    assert twin_was not in {found.as_person_id for found in known(area, "amina", case)}

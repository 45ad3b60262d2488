"""Adding people to files, reading them, opening what is sealed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.operations import exclude
from openccr.kernel.once import showing
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import RecourseToFunds, Whereabouts
from openccr.people.operations import Contact, Description, Name, add_person, read_recourse, reveal
from openccr.people.queries import initials_of, people_of, person_of, safe_contact_of
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area, open_case

ROWAN = Description(
    names=(Name(given="Rowan", family="Tideswell"), Name(given="Ro", family="Marsh", kind="alias")),
    born_on=date(1990, 4, 3),
    sex="female",
    places=(("address", "1 Invented Row"), ("phone", "07700 900123")),
    contact=Contact(safe="conditional", rule="weekdays 10 to 2"),
    recourse="No recourse to public funds",
)


def add(
    area: Area, case: UUID, kind: PartKind = PartKind.VICTIM, described: Description = ROWAN, relation: str = ""
) -> UUID:
    return add_person(
        actor=area.amina, file_id=case, kind=kind, described=described, relationship=relation, source="test", on=TODAY
    )


def test_the_people_of_a_case_stand_with_their_parts_ages_and_relationships(area: Area) -> None:
    case = open_case(area)
    add(area, case)
    add(area, case, PartKind.HARMER, Description(names=(Name(given="Ash", family="Marsh"),)), "ex_partner")
    add(area, case, PartKind.CHILD, Description(names=(), born_on=TODAY + timedelta(days=60), born_on_is_expected=True))
    with acting_as(area.bea):
        victim, harmer, child = people_of(case, today=TODAY)
        assert initials_of([victim, harmer, child]) == "RT"
    assert (victim.name, victim.aliases, victim.age, victim.part) == (
        "Rowan Tideswell", ("Ro Marsh",), 35, PartKind.VICTIM,
    )  # fmt: skip
    assert (harmer.name, harmer.relationship, harmer.age) == ("Ash Marsh", "ex_partner", None)
    assert (child.name, child.age, child.expected_on) == ("", None, TODAY + timedelta(days=60))


def test_the_people_of_a_case_take_three_queries_at_most(
    area: Area, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = open_case(area)
    for kind in (PartKind.VICTIM, PartKind.HARMER, PartKind.CHILD, PartKind.CHILD):
        add(area, case, kind)
    with acting_as(area.bea):
        with django_assert_max_num_queries(3):
            people_of(case, today=TODAY)
        with showing():
            people_of(case, today=TODAY)
            with django_assert_max_num_queries(2):
                safe_contact_of(case, today=TODAY)


def test_a_victim_without_a_name_is_refused(area: Area) -> None:
    case = open_case(area)
    with pytest.raises(Refusal, match="at least one name"):
        add(area, case, described=Description(names=()))


def test_an_agency_off_the_case_and_an_excluded_colleague_see_nobody(area: Area) -> None:
    case = open_case(area)
    victim = add(area, case)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    for actor in (area.carl, area.eve, area.dee, area.fay):
        with acting_as(actor):
            assert people_of(case, today=TODAY) == []
            with pytest.raises(NotFound):
                person_of(case, victim, today=TODAY)


def test_the_safe_contact_line_tells_the_rule_and_never_the_number(area: Area) -> None:
    case = open_case(area)
    add(area, case)
    with acting_as(area.bea):
        line = safe_contact_of(case, today=TODAY)
    assert line.known
    assert line.text == "Calls only in this way: weekdays 10 to 2 (asked 2 March 2026)"
    assert "07700" not in line.text


def test_where_nobody_asked_about_safe_contact_the_answer_is_no(area: Area) -> None:
    case = open_case(area)
    add(area, case, described=Description(names=(Name(given="Rowan"),)))
    with acting_as(area.bea):
        assert not safe_contact_of(case, today=TODAY).known


def test_the_safe_contact_of_the_one_who_harms_is_not_taken_for_hers(area: Area) -> None:
    case = open_case(area)
    add(area, case, described=Description(names=(Name(given="Rowan"),)))
    add(area, case, PartKind.HARMER, Description(names=(Name(given="Ash"),), contact=Contact(safe="yes")))
    with acting_as(area.bea):
        assert not safe_contact_of(case, today=TODAY).known


def test_whereabouts_are_opened_for_a_reason_and_the_opening_is_kept(area: Area) -> None:
    case = open_case(area)
    victim = add(area, case)
    found = reveal(actor=area.bea, file=case, person=victim, reason="To change the locks today", at=NOW)
    assert {(one.kind, one.text) for one in found} == {("address", "1 Invented Row"), ("phone", "07700 900123")}
    assert "Invented Row" not in repr(found)
    with acting_as(area.bea):
        said = TimelineEntry.objects.get(file_id=case, kind="reveal").sentence
        assert said == "Opened whereabouts: To change the locks today"
        assert not any(b"Invented" in bytes(row.sealed) for row in Whereabouts.objects.filter(person_id=victim))
    with acting_as(area.amina):
        kept = AuditEvent.objects.get(type="whereabouts.revealed", file_id=case)
        assert kept.fields == ["address", "phone"]


@pytest.mark.parametrize("reason", ["", "  ", "because"])
def test_whereabouts_stay_sealed_without_a_reason_in_words(area: Area, reason: str) -> None:
    case = open_case(area)
    victim = add(area, case)
    with pytest.raises(Refusal) as refused:
        reveal(actor=area.bea, file=case, person=victim, reason=reason, at=NOW)
    assert refused.value.field == "reason"


def test_whereabouts_are_not_opened_through_another_case_or_by_an_agency_off_it(area: Area) -> None:
    case, other = open_case(area), open_case(area)
    victim = add(area, case)
    for actor, file, person in ((area.bea, other, victim), (area.carl, case, victim), (area.bea, case, uuid4())):
        with pytest.raises(NotFound):
            reveal(actor=actor, file=file, person=person, reason="To change the locks", at=NOW)


def test_recourse_to_funds_is_read_by_her_adviser_alone_and_the_reading_is_kept(area: Area) -> None:
    case = open_case(area)
    add(area, case)
    (recourse,) = read_recourse(actor=area.grace, file=case)
    assert recourse.said == "No recourse to public funds"
    assert "recourse to" not in repr(recourse)
    for actor in (area.amina, area.fay):
        with pytest.raises(Refusal, match="adviser"):
            read_recourse(actor=actor, file=case)
    for actor in (area.bea, area.pia):
        assert read_recourse(actor=actor, file=case) == []
    for actor in (area.amina, area.bea, area.pia, area.fay):
        with acting_as(actor):
            assert not RecourseToFunds.objects.exists()
    with acting_as(area.amina):
        assert AuditEvent.objects.filter(type="recourse.read", file_id=case).count() == 1

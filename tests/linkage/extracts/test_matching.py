"""Comparing across agencies: off until three have signed, told to the holder alone, never to the asker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.models import Extract, Flag, HeldMatch, ReviewPair
from openccr.linkage.operations.comparing import start_comparing
from openccr.linkage.operations.extracts import withdraw
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.signoffs import sign, take_back
from openccr.linkage.queries.matches import answers, held_match, held_matches
from openccr.linkage.queries.signoffs import sign_offs
from openccr.linkage.rules.matches import NOTHING, SAY
from openccr.linkage.rules.signoffs import Body, Use
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from tests.linkage.extracts.making import HER, leading, officer, run, sent, signed
from tests.makers import TODAY, Area, open_case

pytestmark = pytest.mark.django_db

KNOWN = Description(
    names=(Name(given="Kirsty", family="Tideswell"),), born_on=date(1990, 4, 13), sex="female",
    places=(("phone", "07700 900123"), ("postcode", "ZZ1 1ZZ"), ("address", "7 Tidewater Road")),
)  # fmt: skip


def case_of_her(area: Area, invited: tuple[str, ...] = ("idva", "police")) -> UUID:
    case = open_case(area, invited=invited)
    add_person(
        actor=area.amina, file_id=case, kind=PartKind.VICTIM, described=KNOWN, relationship="", source="test", on=TODAY
    )
    return case


def others(area: Area, start: int = 10) -> None:
    """Neighbours, so that a name has something to be rare among."""
    names = [("Rowan", "Marsh"), ("Tariq", "Osei"), ("Nadia", "Kowal"), ("Bryn", "Salter"), ("Orla", "Quinwell")]
    rows = [
        {"local_id": str(start + n), "given_name": given, "family_name": family, "dob": f"0{n + 1}/02/19{70 + n}",
         "sex": "F", "address": f"{n} Windrow Road", "postcode": f"ZZ{n + 2} 2ZZ"}
        for n, (given, family) in enumerate(names)
    ]  # fmt: skip
    sent(area.bea, HER, *rows)


def asked(area: Area) -> HeldMatch:
    with acting_as(area.bea):
        return HeldMatch.objects.get()


@pytest.mark.parametrize("missing", list(Body))
def test_nothing_is_compared_while_one_of_the_three_has_not_signed(area: Area, missing: Body) -> None:
    sent(area.pia, HER)
    signed(area, bodies=[one for one in Body if one is not missing])
    with pytest.raises(Refusal) as refused:
        run(area)
    assert missing.label[5:] in str(refused.value)
    with pytest.raises(Refusal):
        start_comparing(actor=area.amina, at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(area.commands), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM openccr.extract_rows()")


def test_each_body_signs_for_itself_and_one_human_being_never_twice(area: Area) -> None:
    for actor, body in ((area.amina, Body.BOARD), (area.fay, Body.OFFICER), (area.bea, Body.SURVIVORS)):
        with pytest.raises(Refusal):
            sign(actor=actor, body=body, uses=[Use.MATCHING], signatory="A", post="B", reference="C",
                 signed_on=timezone.localdate(), at=timezone.now())  # fmt: skip
    signed(area, bodies=[Body.BOARD, Body.SURVIVORS])
    sign(actor=replace(area.fay, role="protection_officer"), body=Body.OFFICER, uses=[Use.MATCHING], signatory="A",
         post="B", reference="C", signed_on=timezone.localdate(), at=timezone.now())  # fmt: skip
    with acting_as(area.amina), connection.cursor() as cursor:
        cursor.execute("SELECT openccr.linkage_open('matching')")
        assert cursor.fetchone() == (False,)
    assert not sign_offs(actor=area.amina, today=timezone.localdate())[0][0].open


def test_any_of_them_stops_it_at_once(area: Area) -> None:
    signed(area)
    run(area)
    with acting_as(area.grace):
        shown, _ = sign_offs(actor=area.grace, today=timezone.localdate())
    first = shown[0].bodies[0][1]
    assert first is not None
    with pytest.raises(Refusal):
        take_back(actor=area.grace, sign_off=first.id, why="", at=timezone.now())
    take_back(actor=area.grace, sign_off=first.id, why="The panel has doubts", at=timezone.now())
    with pytest.raises(Refusal):
        run(area)


def test_a_person_may_not_compare_even_by_hand(area: Area) -> None:
    signed(area)
    for actor in (area.amina, area.fay, officer(area), area.bea):
        for call in ("extract_rows()", "linked_people()", "decided_pairs()", "people_found_two()"):
            with pytest.raises(DatabaseError), transaction.atomic(), acting_as(actor), connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM openccr.{call}")


def test_a_match_is_told_to_the_agency_that_holds_the_record_and_to_nobody_else(area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    assert run(area).asked == 1
    held, number = held_matches(actor=area.bea, page=1)
    assert number == 1 and held[0].record["local_id"] == "1" and held[0].row.kind == "case"
    for actor in (area.amina, area.carl, area.pia, area.grace, area.fay):
        with acting_as(actor):
            assert not HeldMatch.objects.exists()
    assert answers(actor=area.amina, page=1) == ([], 0)
    assert run(area).asked == 0, "asked once"


def test_whoever_sends_a_list_of_one_name_is_not_told_whether_she_is_known(area: Area) -> None:
    signed(area)
    case_of_her(area)
    lead = leading(area.bea)
    taken = sent(lead, HER)
    assert run(area).asked == 1
    match = asked(area)
    for who in (lead, replace(lead, role="representative")):
        assert held_matches(actor=who, page=1) == ([], 0)
        with acting_as(who):
            assert not HeldMatch.objects.exists()
            assert not HeldMatch.objects.filter(id=match.id).update(why="mine")
        with pytest.raises(NotFound):
            held_match(actor=who, match=match.id)
        with pytest.raises(NotFound):
            answer_match(
                actor=who, match=match.id, answer=NOTHING, words="", why="x", compares=False, at=timezone.now()
            )
    answer_match(actor=area.bea, match=match.id, answer=NOTHING, words="", why="Not ours to say", compares=False,
                 at=timezone.now())  # fmt: skip
    withdraw(actor=lead, extract=taken.id, why="Sent by mistake", at=timezone.now())
    assert held_matches(actor=lead, page=1) == ([], 0), "nor afterwards"


def test_nobody_sends_records_in_a_colleagues_name(area: Area) -> None:
    lead = leading(area.bea)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(lead):
        Extract.objects.bulk_create([
            Extract(
                partnership_id=area.id, agency_id=lead.agency, kind="housing", purpose="x", lawful_basis="x",
                keep_until=timezone.localdate(), compared=True, rows=0, refused=0, taken_at=timezone.now(),
                taken_by="Bea", taken_user_id=area.bea.user_id,
            )
        ])  # fmt: skip


def test_the_coordinator_is_told_once_the_agency_wants_to_say_something(area: Area) -> None:
    signed(area)
    case = case_of_her(area)
    others(area)
    run(area)
    match = asked(area)
    with pytest.raises(NotFound):
        answer_match(actor=area.pia, match=match.id, answer=SAY, words="x", why="y", compares=False, at=timezone.now())
    answer_match(actor=area.bea, match=match.id, answer=SAY, words="Rent arrears since May", why="It helps her",
                 compares=False, at=timezone.now())  # fmt: skip
    (said,), _ = answers(actor=area.amina, page=1)
    assert (said.words, said.case and said.case.id) == ("Rent arrears since May", case)
    assert said.agency == "Willowmere Homes"
    with pytest.raises(Refusal):
        answer_match(
            actor=area.bea, match=match.id, answer=NOTHING, words="", why="z", compares=False, at=timezone.now()
        )


def test_of_an_agency_that_says_nothing_nobody_learns(area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    run(area)
    answer_match(actor=area.bea, match=asked(area).id, answer=NOTHING, words="", why="Not ours to say", compares=False,
                 at=timezone.now())  # fmt: skip
    assert answers(actor=area.amina, page=1) == ([], 0)
    with acting_as(area.amina):
        assert not HeldMatch.objects.exists()


def test_an_agency_on_the_case_is_asked_by_its_research_and_not_here(area: Area) -> None:
    signed(area)
    case_of_her(area, invited=("housing", "idva"))
    others(area)
    assert run(area).asked == 0


def test_whoever_is_shut_out_of_the_case_does_not_see_that_their_agency_was_asked(area: Area) -> None:
    signed(area)
    case = case_of_her(area)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=timezone.now())
    others(area)
    run(area)
    match = asked(area)
    assert held_matches(actor=area.eve, page=1) == ([], 0)
    with pytest.raises(NotFound):
        held_match(actor=area.eve, match=match.id)


def test_what_is_kept_apart_is_compared_with_nothing(area: Area) -> None:
    signed(area)
    case_of_her(area, invited=("police",))
    sent(area.grace, HER, kind="specialist")
    assert run(area).asked == 0
    with acting_as(area.commands), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM openccr.extract_rows()")
        assert cursor.fetchone() == (0,)


def test_nobody_reads_what_a_question_is_about(area: Area) -> None:
    for table in ("linkage_casematch", "linkage_flagmember"):
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(area.amina), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
    with acting_as(area.amina):
        assert not Flag.objects.exists() and not ReviewPair.objects.exists()

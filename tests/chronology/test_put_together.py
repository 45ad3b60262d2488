"""What was written of somebody follows the cases it was written in, put together with another and taken apart again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.chronology.gathering import chronology_of
from openccr.conference.operations.watching import record_last_seen
from openccr.partnership.practice import practice
from openccr.people.operations import add_person
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area
from tests.people.test_parting import ROWAN, Two


def seen(two: Two, file: UUID, person: UUID, words: str, on: date) -> None:
    area = two.area
    with acting_as(area.amina):
        way = next(iter(practice(area.amina).processes["marac"].ways_seen))
    record_last_seen(
        actor=area.amina, file_id=file, person_id=person, on=on, by="A nurse", way=way, alone=True, well=True, at=NOW,
        words=words,
    )  # fmt: skip


def told(two: Two, person: UUID) -> str:
    with acting_as(two.area.amina):
        found = chronology_of(two.area.amina, person=person, today=TODAY)
    return " ".join(one.line.what for one in found.entries)


def test_what_was_written_before_they_were_put_together_stands_on_the_one_timeline(area: Area) -> None:
    two = Two(area)
    seen(two, two.case, two.now, "At the later case", TODAY - timedelta(days=2))
    seen(two, two.earlier, two.before, "At the earlier case", TODAY - timedelta(days=3))
    two.together()
    assert "At the later case" in told(two, two.before) and "At the earlier case" in told(two, two.before)


def test_taken_apart_what_was_written_meanwhile_goes_with_the_case_it_was_written_in(area: Area) -> None:
    two = Two(area)
    seen(two, two.case, two.now, "Before", TODAY - timedelta(days=3))
    two.together()
    seen(two, two.case, two.before, "Meanwhile, the second one", TODAY - timedelta(days=2))
    seen(two, two.earlier, two.before, "Meanwhile, the first one", TODAY - timedelta(days=1))
    goes = two.apart()
    assert goes is not None
    assert "Before" in told(two, goes) and "Meanwhile, the second one" in told(two, goes)
    assert "the first one" not in told(two, goes)
    assert "Meanwhile, the first one" in told(two, two.before)
    assert "the second one" not in told(two, two.before) and "Before" not in told(two, two.before)


def test_what_is_written_of_somebody_else_of_the_case_stays_theirs(area: Area) -> None:
    two = Two(area)
    child = add_person(
        actor=area.amina,
        file_id=two.case,
        kind=PartKind.CHILD,
        described=ROWAN,
        relationship="",
        source="test",
        on=TODAY,
    )
    seen(two, two.case, child, "Of the child", TODAY - timedelta(days=2))
    two.together()
    goes = two.apart()
    assert goes is not None
    assert "Of the child" not in told(two, goes) and "Of the child" in told(two, child)

"""When she and each child were last seen alone and well."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import LastSeen
from openccr.conference.operations.watching import record_last_seen
from openccr.conference.queries.watching import watched_of
from openccr.conference.rules.last_seen import Seeing, last_seen, why_not_seen
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part
from openccr.people.rules import PartKind
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area

DAY = date(2026, 11, 21)


def seen(on: date, *, in_person: bool = True, alone: bool = True, well: bool = True) -> Seeing:
    return Seeing(on, "Her health visitor", "Seen on a visit", in_person, alone, well, "", "Grace")


def person(area: Area, case: Listed, kind: PartKind) -> object:
    with acting_as(area.amina):
        return Part.objects.get(file_id=case.file, kind=kind).person_id


def test_never_recorded_is_amber_and_has_no_number_of_days() -> None:
    found = last_seen([], today=DAY, amber_days=14)
    assert (found.counted, found.days, found.amber) == (None, None, True)


@pytest.mark.parametrize(("days", "amber"), [(0, False), (14, False), (15, True)])
def test_it_turns_amber_after_the_days_of_the_pack(days: int, amber: bool) -> None:
    assert last_seen([seen(DAY - timedelta(days=days))], today=DAY, amber_days=14).amber is amber


@pytest.mark.parametrize("short", [{"in_person": False}, {"alone": False}, {"well": False}])
def test_a_call_or_a_visit_with_him_there_does_not_count_but_is_shown(short: dict[str, bool]) -> None:
    found = last_seen([seen(DAY - timedelta(days=20)), seen(DAY, **short)], today=DAY, amber_days=14)
    assert found.counted and found.counted.on == DAY - timedelta(days=20)
    assert found.amber and found.since and found.since.on == DAY


def test_an_older_call_is_not_told_beside_a_newer_visit() -> None:
    assert last_seen([seen(DAY), seen(DAY - timedelta(days=3), alone=False)], today=DAY, amber_days=14).since is None


def test_nobody_was_seen_tomorrow_or_by_nobody() -> None:
    assert why_not_seen(on=DAY + timedelta(days=1), by="Her school", today=DAY)
    assert why_not_seen(on=DAY, by=" ", today=DAY)
    assert why_not_seen(on=DAY, by="Her school", today=DAY) is None


def test_a_representative_writes_down_that_the_child_was_seen_and_everybody_on_the_case_reads_it(area: Area) -> None:
    case = listed(area)
    child = person(area, case, PartKind.CHILD)
    record_last_seen(
        actor=area.bea, file_id=case.file, person_id=child, on=TODAY, by="Her teacher", way="school", alone=True,
        well=True, at=WHEN,
    )  # fmt: skip
    with acting_as(area.grace):
        by_label = {one.label: one.seen for one in watched_of(case.file, today=TODAY).people}
    assert by_label["NI"].counted is None
    assert by_label["Child, aged 7"].counted.by == "Her teacher"


def test_the_person_who_harms_and_strangers_are_not_watched(area: Area) -> None:
    case = listed(area)
    with pytest.raises(NotFound):
        record_last_seen(
            actor=area.bea, file_id=case.file, person_id=person(area, case, PartKind.HARMER), on=TODAY, by="x",
            way="visit", alone=True, well=True, at=WHEN,
        )  # fmt: skip


def test_a_way_that_the_pack_does_not_know_is_refused(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="how it is known"):
        record_last_seen(
            actor=area.bea, file_id=case.file, person_id=person(area, case, PartKind.VICTIM), on=TODAY, by="x",
            way="rumour", alone=True, well=True, at=WHEN,
        )  # fmt: skip


def test_who_is_not_on_the_case_learns_nothing_of_it(area: Area) -> None:
    case = listed(area)
    record_last_seen(
        actor=area.bea, file_id=case.file, person_id=person(area, case, PartKind.VICTIM), on=TODAY, by="Bea",
        way="visit", alone=True, well=True, at=WHEN,
    )  # fmt: skip
    with acting_as(area.carl):
        assert not LastSeen.objects.exists()

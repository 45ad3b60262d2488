"""Each wall alone, with the one behind it taken away: a case's rows are hidden twice over, and each must do it (D1).

The grants that a wall looks at stand behind a wall of their own, which hides those that have not begun and those on a
case from which one is kept out. Here that one is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.build import walls
from openccr.access.owning import as_walls
from openccr.access.walls import File, RoleInFile
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.operations import exclude
from openccr.kernel.actors import Actor
from openccr.people.models import Part, PersonName, RecourseToFunds
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from tests.copies import own_database
from tests.makers import NOW, TODAY, Area, make_area, open_case


@pytest.fixture(scope="module")
def grants_open(django_db_setup: None, django_db_blocker: object) -> Iterator[Area]:
    """An area in which everybody reads every grant."""
    with django_db_blocker.unblock(), own_database("grants_open"):
        with connections["owner"].cursor() as cursor:
            cursor.execute('ALTER POLICY "file" ON casefiles_grant USING (true)')
            cursor.execute('ALTER POLICY "excluded" ON casefiles_grant USING (true)')
        yield make_area()


def woman(area: Area, file: UUID) -> UUID:
    return add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Ro", family="Tamsin"),), recourse="none"),
    )  # fmt: skip


def granted(area: Area, file: UUID, agency: str, *, from_days: int, until_days: int | None) -> None:
    now = timezone.now()
    with as_walls() as owner:
        Grant(
            file_id=file, agency_id=area.agencies[agency], purpose="x", lawful_basis="x", arises_from="x",
            from_at=now + timedelta(days=from_days),
            until_at=None if until_days is None else now + timedelta(days=until_days),
        ).save(using=owner, force_insert=True)  # fmt: skip


def sees(actor: Actor, file: UUID) -> list[bool]:
    """Whether the case, who is in it and what they are called are there."""
    with acting_as(actor):
        people = Part.objects.filter(file_id=file)
        return [
            CaseFile.objects.filter(id=file).exists(),
            people.exists(),
            PersonName.objects.filter(person_id__in=people.values("person_id")).exists(),
        ]


def test_a_grant_counts_from_its_beginning_to_its_end(grants_open: Area) -> None:
    file = open_case(grants_open, invited=())
    woman(grants_open, file)
    granted(grants_open, file, "housing", from_days=1, until_days=None)
    granted(grants_open, file, "probation", from_days=-9, until_days=-1)
    granted(grants_open, file, "police", from_days=-1, until_days=1)
    assert sees(grants_open.bea, file) == [False] * 3
    assert sees(grants_open.carl, file) == [False] * 3
    assert sees(grants_open.pia, file) == [True] * 3


def test_an_exclusion_beats_a_grant_that_is_read(grants_open: Area) -> None:
    file = open_case(grants_open)
    woman(grants_open, file)
    exclude(actor=grants_open.amina, file=file, user_id=grants_open.eve.user_id, reason="her brother", at=NOW)
    assert sees(grants_open.eve, file) == [False] * 3
    assert sees(grants_open.bea, file) == [True] * 3


def test_an_adviser_who_is_kept_out_reads_and_writes_nothing_kept_for_advisers(grants_open: Area) -> None:
    """An exclusion beats every role (D3)."""
    file = open_case(grants_open)
    person = woman(grants_open, file)
    with acting_as(grants_open.grace):
        assert RecourseToFunds.objects.filter(file_id=file).exists()
    exclude(actor=grants_open.amina, file=file, user_id=grants_open.grace.user_id, reason="her sister", at=NOW)
    row = RecourseToFunds(file_id=file, person_id=person, sealed=b"x", said_on=TODAY)
    with acting_as(grants_open.grace):
        assert not RecourseToFunds.objects.filter(file_id=file).exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            RecourseToFunds.objects.bulk_create([row])


@pytest.mark.django_db
def test_every_table_of_a_case_shuts_out_by_itself() -> None:
    """Reading and writing, whatever else its wall says."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, coalesce(qual, ''), coalesce(with_check, qual, '') FROM pg_policies"
            " WHERE schemaname = 'public' AND permissive = 'RESTRICTIVE' AND policyname = 'excluded' AND cmd = 'ALL'"
        )
        shut = {table: (using, check) for table, using, check in cursor.fetchall()}
    of_a_case = {name for name, wall in walls().items() if isinstance(wall, File | RoleInFile)}
    assert len(of_a_case) > 40
    for table in sorted(of_a_case):
        using, check = shut.get(table, ("", ""))
        assert "excluded_files" in using and "excluded_files" in check, table

"""The database's own functions and role walls, asked with SQL by people on a case who may not: one guard each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openccr.access.acting import acting_as
from openccr.access.build import walls
from openccr.access.walls import Partnership
from openccr.casefiles.models import CaseFile, Exclusion, Grant
from openccr.casefiles.operations import exclude, give
from openccr.casefiles.rules import Reason
from openccr.kernel.actors import Actor
from tests.makers import NOW, Area, open_case
from tests.walls.trying import refused, run

pytestmark = pytest.mark.django_db
GIVE = "SELECT openccr.give(%s, %s, NULL, '', '', now() - interval '1 day', NULL, '', NULL)"


def coordinator_of(actor: Actor) -> Actor:
    """The same person as a coordinator of their own agency, which does not coordinate the area."""
    from dataclasses import replace

    return replace(actor, role="coordinator", whole_area=False)


def test_whoever_does_not_manage_a_case_lets_nobody_in_and_ends_nothing(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.amina):
        theirs = next(grant for grant in Grant.on(case) if not grant.manages)
    for actor in (area.bea, area.carl, coordinator_of(area.bea), area.fay):
        with acting_as(actor):
            with refused("P0002"):
                run(GIVE, case, area.agencies["probation"])
            with refused("P0002"):
                run("SELECT openccr.end_grant(%s, now())", theirs.id)


def test_who_is_let_in_and_why_is_told_to_whoever_manages_alone(area: Area) -> None:
    case = open_case(area, invited=("housing", "police"))
    for actor, told in ((area.amina, 3), (area.bea, 0), (area.carl, 0), (coordinator_of(area.bea), 0)):
        with acting_as(actor):
            assert len(Grant.on(case)) == told


def test_nobody_but_the_managing_coordinator_keeps_somebody_out(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    statement = "SELECT openccr.exclude(%s, %s, NULL, '', 'x', now())"
    for actor in (area.bea, area.carl, coordinator_of(area.bea), coordinator_of(area.carl)):
        with acting_as(actor), refused("P0002"):
            run(statement, case, area.eve.user_id)


def test_a_grant_that_has_not_begun_is_not_read(area: Area) -> None:
    """Else an agency would know of a case before it is invited."""
    case = open_case(area, invited=())
    why = Reason(purpose="conference", lawful_basis="article-6-1-e", arises_from="CaseListed")
    later = NOW + timedelta(days=365 * 50)
    with acting_as(area.amina):
        run(GIVE.replace("now() - interval '1 day'", "now() + interval '1 day'"), case, area.agencies["probation"])
    for actor in (area.carl, coordinator_of(area.carl)):
        with acting_as(actor):
            assert not Grant.objects.filter(file_id=case).exists()
            assert not CaseFile.objects.filter(id=case).exists()
    give(actor=area.amina, file_id=case, agency_id=area.agencies["probation"], reason=why, at=NOW, until=later)
    with acting_as(area.carl):
        assert Grant.objects.filter(file_id=case).exists()


def test_a_coordinator_of_an_agency_does_not_see_the_whole_area(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    for actor, seen in ((coordinator_of(area.bea), True), (coordinator_of(area.carl), False)):
        with acting_as(actor):
            assert CaseFile.objects.filter(id=case).exists() is seen


def test_a_coordinator_who_is_kept_out_reads_no_exclusion_of_that_case(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    exclude(actor=area.amina, file=case, user_id=area.bea.user_id, reason="her sister", at=NOW)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her aunt", at=NOW)
    for actor, told in ((area.amina, 2), (coordinator_of(area.lena), 2), (coordinator_of(area.bea), 0)):
        with acting_as(actor):
            assert Exclusion.objects.filter(file_id=case).count() == told


def test_the_areas_own_rows_are_written_by_the_roles_named_for_it(area: Area) -> None:
    """An analyst reads them; a row that says no more than whose area it is meets the wall before any constraint."""
    from dataclasses import replace

    named = {table: wall for table, wall in walls().items() if isinstance(wall, Partnership) and wall.writers}
    tried = [table for table, wall in named.items() if "INSERT" in wall.commands and "analyst" not in wall.writers]
    assert len(tried) > 5
    analyst = replace(area.bea, role="analyst")
    with acting_as(analyst):
        for table in tried:
            column = named[table].column
            with refused():
                run(f'INSERT INTO "{table}" (id, "{column}") VALUES (gen_random_uuid(), %s)', area.id)

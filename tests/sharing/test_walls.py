"""The agency on her list cannot learn of it, though it works on the case, and the ledger is never rewritten."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import exclude
from openccr.sharing.models import NoGo
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import WHEN, listed
from tests.makers import Area
from tests.sharing.cases import on_her_list
from tests.walls.trying import refused, run

pytestmark = pytest.mark.django_db

LINES = "SELECT n.id FROM sharing_nogo n"


def reads(area: Area, who: str) -> int:
    with acting_as(area.actors[who]):
        return len(run(LINES))


def test_a_listed_agency_with_a_grant_cannot_read_that_it_stands_on_the_list(area: Area) -> None:
    case = listed(area)
    on_her_list(area, case.file, "housing")
    with acting_as(area.bea):
        assert Grant.objects.filter(file_id=case.file).exists()  # the wall is needed: she works on the case
    assert {who: reads(area, who) for who in ("amina", "grace", "commands", "bea", "pia", "fay", "carl", "eve")} == {
        "amina": 1, "grace": 1, "commands": 1, "bea": 0, "pia": 0, "fay": 0, "carl": 0, "eve": 0,
    }  # fmt: skip


def test_whoever_wrote_a_line_reads_it_and_their_colleagues_do_not(area: Area) -> None:
    case = listed(area)
    on_her_list(area, case.file, "idva", by=area.pia)
    assert (reads(area, "pia"), reads(area, "amina"), reads(area, "bea")) == (1, 1, 0)


def test_an_idva_does_not_read_that_her_own_service_stands_on_the_list(area: Area) -> None:
    case = listed(area)
    on_her_list(area, case.file, "idva")
    record_no_go(actor=area.amina, file_id=case.file, kind="idva_service", words="Any of them.", at=WHEN)
    on_her_list(area, case.file, "housing")
    assert reads(area, "grace") == 1


def test_whoever_is_kept_out_of_the_case_reads_nothing_of_it(area: Area) -> None:
    case = listed(area)
    on_her_list(area, case.file, "housing")
    exclude(actor=area.amina, file=case.file, user_id=area.grace.user_id, reason="his sister", at=WHEN)
    assert reads(area, "grace") == 0


@pytest.mark.parametrize("who", ["bea", "pia", "carl"])
def test_nobody_takes_themselves_off_the_list(area: Area, who: str) -> None:
    case = listed(area)
    line = on_her_list(area, case.file, "housing")
    with acting_as(area.actors[who]):
        assert NoGo.objects.filter(id=line).update(until_on=WHEN.date()) == 0


def test_the_ledger_and_her_list_are_not_rewritten_even_by_the_coordinator(area: Area) -> None:
    case = listed(area)
    on_her_list(area, case.file, "housing")
    for change in (
        "UPDATE sharing_disclosure SET why = 'x'",
        "DELETE FROM sharing_disclosure",
        "UPDATE sharing_withoutconsent SET necessity = 'x'",
        "UPDATE sharing_mark SET may = 'minuted'",
        "DELETE FROM sharing_nogo",
        "UPDATE sharing_nogo SET agency_id = NULL, kind = 'x'",
        "UPDATE sharing_override SET reason = 'x'",
        "DELETE FROM sharing_advisernote",
    ):
        with acting_as(area.amina), refused():
            run(change)


def test_nobody_writes_in_the_ledger_in_anothers_name(area: Area) -> None:
    case = listed(area)
    insert = """INSERT INTO sharing_disclosure (id, file_id, outside, kinds, why, law, consent, necessity,
        proportionality, decided_by, decided_by_name, at, arises_from)
        VALUES (gen_random_uuid(), %s, 'x', '[]', 'x', '[]', 'yes', '', '', %s, 'x', now(), 'x')"""
    with acting_as(area.bea), refused():
        run(insert, case.file, area.amina.appointment_id)
    with acting_as(area.carl), refused():
        run(insert, case.file, area.carl.appointment_id)


def test_only_the_coordinator_overrides_her_list(area: Area) -> None:
    case = listed(area)
    line = on_her_list(area, case.file, "housing")
    insert = """INSERT INTO sharing_override (id, file_id, no_go_id, agency_id, outside, reason, duty,
        decided_by, decided_by_name, at) VALUES (gen_random_uuid(), %s, %s, %s, '', 'x', false, %s, 'x', now())"""
    for who in (area.bea, area.grace):
        with acting_as(who), refused():
            run(insert, case.file, line, area.agencies["housing"], who.appointment_id)
    with acting_as(area.amina):
        run(insert, case.file, line, area.agencies["housing"], area.amina.appointment_id)
    with acting_as(area.bea):
        assert run("SELECT id FROM sharing_override") == []

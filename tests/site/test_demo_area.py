"""The invented area in the database: the same whether it is written at once or worked through, and sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from openccr.access.acting import acting_as
from openccr.audit.checking import verify
from openccr.casefiles.models import CaseFile
from openccr.conference.models import Hearing, Referral
from openccr.content import load
from openccr.site.demo.copied import copy_area
from openccr.site.demo.guard import demo_guard, why_not_invent
from openccr.site.demo.played import NO_OPERATION, Player
from openccr.site.demo.story import Story, invent
from tests.copies import own_database
from tests.site.areas import TODAY, Area

SEED = 11


@pytest.fixture(scope="module", autouse=True)
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), own_database("demo"):
        yield


def _story(code: str, *, cases: int = 50, today: date = TODAY, **more: Any) -> Story:
    return invent(
        pack=load(), size="small", months=3, seed=SEED, today=today, cases=cases, code=code, domain=f"{code}.example",
        **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def copied(database: None) -> Story:
    story = _story("copied")
    copy_area(story)
    return story


def test_an_area_is_the_same_written_at_once_and_worked_through() -> None:
    at_once = replace(_story("at-once"), without=NO_OPERATION)
    by_hand = replace(_story("by-hand"), without=NO_OPERATION)
    assert copy_area(at_once) == 50
    assert Player(by_hand).play() == 50
    one = Area("at-once", domain="at-once.example").told()
    other = Area("by-hand", domain="by-hand.example").told()
    assert set(one) == set(other)
    for table in one:
        only_one, only_other = one[table] - other[table], other[table] - one[table]
        shown = "\n".join(
            ["only written at once:", *sorted(only_one)[:3], "only worked through:", *sorted(only_other)[:3]]
        )
        assert not only_one and not only_other, f"{table}: bring openccr/site/demo up to the operations\n{shown}"
    assert all(one.values()), f"nothing to compare in {[table for table, rows in one.items() if not rows]}"
    assert any("emptied" in row for row in one["AuditEvent"]), "nobody was recognised: the comparison is too easy"


def test_the_audit_of_an_area_holds(copied: Story) -> None:
    rows, wrong = verify(copied.place.id)
    assert wrong is None
    assert rows > 1_000


def test_the_same_seed_writes_the_same_area_into_another_database(copied: Story) -> None:
    before = Area("copied", domain="copied.example")
    with own_database("again"):
        copy_area(_story("copied"))
        after = Area("copied", domain="copied.example")
    for table, rows in before.rows.items():
        assert {row.pk for row in rows} == {row.pk for row in after.rows[table]}, table
    assert before.told() == after.told()


def test_each_persona_finds_their_part(copied: Story) -> None:
    place = copied.place
    cases = {}
    for key, staff in place.personas.items():
        if staff.appointment_id is None:
            continue
        with acting_as(place.actor(staff)):
            cases[key] = set(CaseFile.objects.values_list("id", flat=True))
    assert len(cases["coordinator"]) == 50
    assert cases["excluded"] < cases["on_case"] < cases["coordinator"]
    assert 0 < len(cases["off_case"]) < 10
    assert cases["idva"] and cases["chair"]
    with acting_as(place.actor(place.personas["off_case"])):
        assert Referral.objects.filter(state="returned").count() == 1
        assert set(Referral.objects.values_list("agency_id", flat=True)) == {place.agencies["voluntary"].id}
    with acting_as(place.actor(place.personas["idva"])):
        assert Hearing.objects.filter(state="listed", meeting__state="circulated").exists()


def test_an_area_beside_real_records_is_refused() -> None:
    refusal = demo_guard()
    assert refusal is not None
    assert "not invented" in refusal.sentence
    assert why_not_invent(code="another") == refusal
    with pytest.raises(CommandError, match="not invented"):
        call_command("demo", size="small", verbosity=0)


def test_the_live_form_has_no_invented_area(settings: Any) -> None:
    settings.LIVE = True
    with pytest.raises(CommandError, match="live form"):
        call_command("demo", size="small", verbosity=0)


def test_the_sign_ins_name_everybody_of_the_story_and_the_code() -> None:
    out = StringIO()
    call_command("demo", sign_ins=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert "exampleshire" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == [
        "coordinator", "on_case", "off_case", "outsider", "excluded", "chair", "idva",
        "second_coordinator", "lead", "analyst", "service_manager", "panel_worker", "officer",
    ]  # fmt: skip


@pytest.mark.parametrize(("option", "value", "says"), [("months", 0, "--months"), ("cases", 3, "--cases")])
def test_a_wrong_number_is_refused_by_its_name(option: str, value: int, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("demo", verbosity=0, **{option: value})

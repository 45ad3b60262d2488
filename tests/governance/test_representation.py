"""Representation: what is counted of whom, who sees it, what is paid, and what commissioning never learns."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.utils import Error
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.documents.making import ready
from openccr.governance.models import ContractLeave, Dynamic, MeetingTime, SittingPresence
from openccr.governance.operations.dynamics import change_dynamic, map_dynamic
from openccr.governance.operations.presence import There
from openccr.governance.operations.representation import (
    give_leave,
    owe_time,
    pay_time,
    say_taking_part,
    take_leave_back,
)
from openccr.governance.queries.representation import part_for_contract, part_of, represented
from openccr.governance.rules.representation import Leave, Seen, Tally, of, owed_pence, remarks, tallied, why_not_used
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from tests.governance.boards import LATER, NOW, TODAY, Boards, held, opened
from tests.makers import Area
from tests.signing_in import as_

pytestmark = pytest.mark.django_db


def mapped(area: Area, *, rivals: bool) -> None:
    """Housing and probation stand to one another; `rivals`: they compete for the same contracts."""
    map_dynamic(
        actor=area.amina, first_id=area.agencies["housing"], second_id=area.agencies["probation"], strength="working",
        rivals=rivals, words="", doing="", review_on=None, at=NOW,
    )  # fmt: skip


def met(area: Area) -> Boards:
    """A held sitting of the group that Bea (housing) writes for and Carl (probation) sits in."""
    found = opened(area)
    held(area, found.group)
    return found


def test_an_agency_is_counted_by_what_it_brings_and_not_by_being_there() -> None:
    seen = [Seen("absent", 0, False), Seen("apologies", 0, False), Seen("there", 4, True), Seen("deputy", 1, False)]
    found = tallied(seen, least_rank=3, papers=5, opened=2, actions=3, delivered=1)
    assert (found.invited, found.came, found.senior, found.contributed, found.absent_running) == (4, 2, 1, 1, 2)
    assert (found + found).invited == 8 and of(0, 0) == "–" and of(2, 5) == "2 of 5"
    said = [one.said for one in remarks(found, unfunded=False, missing_after=2, seniority="Head of service")]
    assert said[0] == "Nobody came to the last 2 sittings." and "2 actions" in said[-1]


def test_of_a_group_that_nobody_funds_nothing_is_said_but_that_it_is_paid() -> None:
    worst = Tally(invited=9, absent_running=9, actions=3)
    assert [one.said for one in remarks(worst, unfunded=True, missing_after=2, seniority="Director")] == [
        "Nobody funds it to take part: its time in meetings and for papers is paid."
    ]


def test_each_agency_sees_its_own_part_and_who_leads_the_group_sees_all(area: Area) -> None:
    met(area)
    seen = {
        name: {one.agency.name for one in represented(actor=getattr(area, name), today=TODAY).parts}
        for name in ("amina", "bea", "carl", "grace", "fay")
    }
    both = {"Willowmere Homes", "Exampleshire Probation"}
    assert seen == {"amina": both, "bea": both, "carl": {"Exampleshire Probation"}, "grace": set(), "fay": set()}


def test_rivals_never_see_each_others_counts_even_when_they_lead_the_group(area: Area) -> None:
    met(area)
    mapped(area, rivals=True)
    assert {one.agency.name for one in represented(actor=area.bea, today=TODAY).parts} == {"Willowmere Homes"}
    with acting_as(area.bea):
        assert set(SittingPresence.objects.values_list("agency_id", flat=True)) == {area.bea.agency}
        assert not Dynamic.objects.exists()
    with pytest.raises(NotFound):
        part_of(actor=area.bea, agency_id=area.agencies["probation"], today=TODAY)
    with acting_as(area.amina):
        pair = Dynamic.objects.get().id
    change_dynamic(
        actor=area.amina, dynamic_id=pair, strength="working", rivals=False, words="", doing="", review_on=None, at=NOW
    )
    assert len(represented(actor=area.bea, today=TODAY).parts) == 2


def test_the_coordinators_agency_is_kept_from_its_own_rivals_too(area: Area) -> None:
    met(area)
    map_dynamic(
        actor=area.amina, first_id=area.agencies["council"], second_id=area.agencies["probation"], strength="working",
        rivals=True, words="", doing="", review_on=None, at=NOW,
    )  # fmt: skip
    assert {one.agency.name for one in represented(actor=area.amina, today=TODAY).parts} == {"Willowmere Homes"}


def test_dynamics_are_for_the_coordinator_and_chairs_and_a_tense_one_says_what_is_done(area: Area) -> None:
    given = {
        "first_id": area.agencies["police"], "second_id": area.agencies["idva"], "strength": "tense", "rivals": False,
        "words": "", "at": NOW,
    }  # fmt: skip
    with pytest.raises(Refusal) as why:
        map_dynamic(actor=area.amina, **given, doing="", review_on=LATER)
    assert why.value.field == "doing"
    map_dynamic(actor=area.amina, **given, doing="They meet monthly.", review_on=LATER)
    seen = {}
    for name in ("amina", "fay", "bea", "lena", "grace"):
        with acting_as(getattr(area, name)):
            seen[name] = Dynamic.objects.count()
    assert seen == {"amina": 1, "fay": 1, "bea": 0, "lena": 0, "grace": 0}


def test_a_pair_that_is_mapped_is_changed_on_its_own_page_and_stays_a_rival(area: Area) -> None:
    mapped(area, rivals=True)
    with pytest.raises(Refusal, match="already"):
        map_dynamic(
            actor=area.amina, first_id=area.agencies["probation"], second_id=area.agencies["housing"],
            strength="strong", rivals=False, words="", doing="", review_on=None, at=NOW,
        )  # fmt: skip
    with acting_as(area.amina):
        pair = Dynamic.objects.get().id
    address = reverse("governance.change_dynamic", kwargs={"dynamic": pair})
    form = as_(area.amina).get(address).context["form"]
    assert form["rivals"].value() is True and form["strength"].value() == "working"
    given = {"strength": "strong", "rivals": "on", "words": "", "doing": ""}
    assert as_(area.amina).post(address, given).status_code == 302
    with acting_as(area.amina):
        assert Dynamic.objects.values_list("strength", "rivals").get() == ("strong", True)
    assert as_(area.fay).get(address).status_code in (403, 404)


def test_nothing_of_a_providers_part_stands_beside_a_contract_without_its_leave(area: Area) -> None:
    met(area)
    housing = area.agencies["housing"]
    with pytest.raises(Refusal, match="not used"):
        part_for_contract(actor=area.amina, agency_id=housing, today=TODAY)
    for stranger in (area.amina, area.bea):
        with pytest.raises(Refusal):
            give_leave(actor=stranger, scope="The refuge contract", until_on=LATER, at=NOW)
    leave = give_leave(actor=area.lena, scope="The refuge contract", until_on=LATER, at=NOW)
    assert part_for_contract(actor=area.amina, agency_id=housing, today=TODAY).total.came == 1
    take_leave_back(actor=area.lena, leave_id=leave, at=NOW)
    with pytest.raises(Refusal):
        part_for_contract(actor=area.amina, agency_id=housing, today=TODAY)


def test_nobody_writes_a_leave_for_a_provider(area: Area) -> None:
    with acting_as(area.amina), pytest.raises(Error), transaction.atomic():
        ContractLeave(
            partnership_id=area.id, agency_id=area.agencies["housing"], scope="x", given_on=TODAY, given_by="x",
            until_on=LATER,
        ).save(force_insert=True)  # fmt: skip


@pytest.mark.parametrize(
    ("leave", "stands"),
    [
        (Leave(date(2026, 1, 1), date(2026, 3, 1), None), True),
        (Leave(date(2026, 1, 1), date(2026, 1, 31), None), False),
        (Leave(date(2026, 1, 1), date(2026, 3, 1), date(2026, 2, 1)), False),
        (Leave(date(2026, 2, 2), date(2026, 3, 1), None), False),
    ],
)
def test_a_leave_holds_from_its_day_to_its_last_unless_taken_back(leave: Leave, stands: bool) -> None:
    assert (why_not_used([leave], own=False, on=date(2026, 2, 1)) is None) is stands


def test_contracts_reach_representation_by_the_providers_leave_alone() -> None:
    import openccr.governance as governance

    folder = Path(governance.__file__).parent
    asks = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if any(word in path.name for word in ("contract", "funding", "commission", "pilot"))
        for text in [path.read_text(encoding="utf-8")]
        if any(word in text for word in ("SittingPresence", "represented(", "part_of(", "PaperOpened"))
    }
    assert not asks, f"{asks}: read a provider's part through part_for_contract, which asks for its leave"


def test_unfunded_time_is_owed_once_and_paid(area: Area) -> None:
    found = opened(area)
    sitting = held(area, found.group)
    probation = area.agencies["probation"]
    say_taking_part(actor=area.amina, agency_id=probation, by_and_for=True, funded=False, words="", at=NOW)
    given = {"actor": area.amina, "agency_id": probation, "sitting_id": sitting, "quarter_hours": 10, "at": NOW}
    time = owe_time(**given)
    with pytest.raises(Refusal, match="already"):
        owe_time(**given)
    assert owed_pence(quarter_hours=10, pence_per_hour=2500) == 6250
    _, part = part_of(actor=area.carl, agency_id=probation, today=TODAY)
    assert (part.unfunded, part.owed, part.paid) == (True, 6250, 0)
    pay_time(actor=area.amina, time_id=time, paid_on=TODAY, reference="A1", at=NOW)
    with acting_as(area.lena):
        assert not MeetingTime.objects.exists()
    say_taking_part(actor=area.amina, agency_id=probation, by_and_for=True, funded=True, words="", at=NOW)
    with pytest.raises(Refusal, match="funded"):
        owe_time(**given | {"sitting_id": held(area, found.board)})


def test_the_letter_asks_an_agency_for_its_part_and_offers_an_unfunded_group_to_pay(area: Area) -> None:
    found = opened(area)
    for days in (-40, -10):
        held(area, found.group, came={"Carl Mbeki": There(came="absent")}, days=days)
    probation = area.agencies["probation"]

    def words() -> str:
        made = ready(actor=area.amina, kind="lead-letter", about=probation, agency_id=probation, today=TODAY)
        return str(made.content.blocks)

    assert "Nobody came to the last 2 sittings. What would make it possible?" in words()
    assert f"to {day_words(TODAY)}. If any of it is wrong" in words() and f"{area.amina.name}, for the" in words()
    say_taking_part(actor=area.amina, agency_id=probation, by_and_for=True, funded=False, words="", at=NOW)
    assert "your time is worth paying for" in words() and "Nobody came" not in words()
    with pytest.raises(Refusal):
        ready(actor=area.fay, kind="lead-letter", about=probation, agency_id=probation, today=TODAY)


def test_counts_look_back_a_year_and_no_further(area: Area) -> None:
    found = opened(area)
    held(area, found.group, days=-300)
    assert represented(actor=area.amina, today=TODAY).parts
    assert not represented(actor=area.amina, today=TODAY + timedelta(days=200)).parts

"""Each agency says that its own flag is on, and off again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action, FlagReceipt
from openccr.actions.operations import agree_action
from openccr.actions.operations.flags import ask_for_flags, flag_off, flag_on, flags_told
from openccr.actions.panels import PANELS, TODOS
from openccr.actions.queries.flags import flags_on, flags_waiting, not_confirmed
from openccr.actions.rules.flags import FLAG, FlagFacts, FlagState, asked_again, waits
from openccr.content import load
from openccr.kernel.refusals import NotFound, Refusal
from tests.actions.test_pages import day, text_of
from tests.makers import NOW, Area, open_case
from tests.signing_in import as_

UNTIL = date(2026, 9, 1)
FLAG_IT = load().processes["marac"].suggested_actions["all_flag"].name
DURING, AFTER = UNTIL, UNTIL + timedelta(days=1)
TARGETS = {("asked", "flag_on"): "on", ("off", "flag_on"): "on", ("on", "flag_off"): "off"}


@pytest.mark.parametrize("state", list(FlagState))
@pytest.mark.parametrize("move", list(FLAG.moves))
def test_every_move_of_a_flag_from_every_state(state: str, move: str) -> None:
    today = DURING if move == "flag_on" else AFTER
    facts = FlagFacts(until_on=UNTIL, changed_on=today, today=today)
    if (state, move) in TARGETS:
        assert FLAG.make(state=state, move=move, facts=facts) == TARGETS[state, move]
    else:
        assert FLAG.refusal(state=state, move=move, facts=facts) is not None


def test_a_flag_stays_on_for_its_twelve_months_and_is_not_put_on_after_them() -> None:
    too_soon = FLAG.refusal(state="on", move="flag_off", facts=FlagFacts(UNTIL, DURING, DURING))
    too_late = FLAG.refusal(state="asked", move="flag_on", facts=FlagFacts(UNTIL, AFTER, AFTER))
    assert "1 September 2026" in str(too_soon)
    assert "over" in str(too_late)


def test_a_flag_waits_to_go_on_while_it_runs_and_to_come_off_after() -> None:
    assert waits(state="asked", until_on=UNTIL, today=DURING)
    assert not waits(state="asked", until_on=UNTIL, today=AFTER)
    assert not waits(state="on", until_on=UNTIL, today=DURING)
    assert waits(state="on", until_on=UNTIL, today=AFTER)
    assert not waits(state="off", until_on=UNTIL, today=AFTER)


def test_a_case_heard_again_keeps_a_flag_that_is_on_and_asks_for_one_that_is_off() -> None:
    assert asked_again(state="on") == "on"
    assert asked_again(state="off") == "asked"


def asked(area: Area, *, agencies: tuple[str, ...] = ("housing", "police"), days: int = 300) -> UUID:
    case = open_case(area)
    ask_for_flags(
        actor=area.amina, file_id=case, agency_ids=[area.agencies[one] for one in agencies],
        until_on=timezone.localdate() + timedelta(days=days), at=NOW,
    )  # fmt: skip
    return case


def flag_of(area: Area, case: UUID, agency: str) -> FlagReceipt:
    with acting_as(area.amina):
        return FlagReceipt.objects.get(file_id=case, agency_id=area.agencies[agency])


def test_an_agency_confirms_several_cases_at_once_and_the_coordinator_sees_who_has_not(area: Area) -> None:
    cases = [asked(area), asked(area)]
    today = timezone.localdate()
    flags = [flag_of(area, case, "housing").id for case in cases]
    assert flag_on(actor=area.bea, flags=flags, on=today, system="Case file", at=timezone.now()) == 2
    row = flag_of(area, cases[0], "housing")
    assert (row.state, row.on_by, row.system) == ("on", "Bea Lindqvist", "Case file")
    with acting_as(area.amina):
        (missing,) = not_confirmed(today=today)
    assert (missing.agency, missing.to_put_on, missing.to_take_off) == ("Exampleshire Police", 2, 0)
    with acting_as(area.bea):
        assert flags_waiting(area.bea, today=today) == []


def test_nobody_confirms_another_agencys_flag(area: Area) -> None:
    case = asked(area)
    police = flag_of(area, case, "police").id
    for actor in (area.bea, area.amina):
        with pytest.raises(Refusal):
            flag_on(actor=actor, flags=[police], on=timezone.localdate(), at=timezone.now())
    with pytest.raises(NotFound):
        flag_on(actor=area.carl, flags=[police], on=timezone.localdate(), at=timezone.now())
    assert flag_of(area, case, "police").state == "asked"


def test_what_an_agency_that_does_not_log_in_says_of_its_flags_the_coordinator_writes_down(area: Area) -> None:
    case, over = asked(area), asked(area)
    with acting_as(area.amina):
        FlagReceipt.objects.filter(file_id=over, agency_id=area.agencies["police"]).update(
            state="on", until_on=timezone.localdate() - timedelta(days=1)
        )
    amina, address = as_(area.amina), reverse("actions.flags_told", args=[area.agencies["police"]])
    assert address in text_of(amina.get(reverse("actions.flags")))
    asked_for = text_of(amina.get(address))
    assert "What Exampleshire Police says of its flags" in asked_for and " checked" not in asked_for
    ticked = {"flags": [str(flag_of(area, one, "police").id) for one in (case, over)], **day("on")}
    assert amina.post(address, ticked).status_code == 422, "it is said who told them"
    assert amina.post(address, ticked | {"given_by": "Pru Fogg"}).status_code == 302
    on, off = flag_of(area, case, "police"), flag_of(area, over, "police")
    assert (on.state, on.on_by) == ("on", "Pru Fogg, as told to the coordinator")
    assert (off.state, off.off_by) == ("off", "Pru Fogg, as told to the coordinator")


def test_nobody_but_the_coordinator_writes_down_what_another_agency_says_of_its_flags(area: Area) -> None:
    case = asked(area)
    said = {"flags": [flag_of(area, case, "police").id], "given_by": "Pru Fogg", "on": timezone.localdate()}
    for actor in (area.bea, area.fay, area.grace):
        with pytest.raises(Refusal):
            flags_told(actor=actor, agency=area.agencies["police"], at=timezone.now(), **said)
    with pytest.raises(NotFound):
        flags_told(actor=area.amina, agency=area.agencies["housing"], at=timezone.now(), **said)
    assert flag_of(area, case, "police").state == "asked"
    assert reverse("actions.flags_told", args=[area.agencies["police"]]) not in text_of(
        as_(area.bea).get(reverse("actions.flags"))
    )


def test_of_several_either_all_are_confirmed_or_none(area: Area) -> None:
    case = asked(area)
    both = [flag_of(area, case, "housing").id, flag_of(area, case, "police").id]
    with pytest.raises(Refusal):
        flag_on(actor=area.bea, flags=both, on=timezone.localdate(), at=timezone.now())
    assert flag_of(area, case, "housing").state == "asked"


def test_after_its_twelve_months_the_flag_comes_off(area: Area) -> None:
    case = asked(area)
    today = timezone.localdate()
    flag = flag_of(area, case, "housing")
    flag_on(actor=area.bea, flags=[flag.id], on=today, at=timezone.now())
    with pytest.raises(Refusal, match="stays on until"):
        flag_off(actor=area.bea, flags=[flag.id], on=today, at=timezone.now())
    with acting_as(area.amina):
        FlagReceipt.objects.filter(id=flag.id).update(until_on=today - timedelta(days=1))
    with acting_as(area.bea):
        (waiting,) = flags_waiting(area.bea, today=today)
    assert waiting.to_take_off
    flag_off(actor=area.bea, flags=[flag.id], on=today, at=timezone.now())
    assert flag_of(area, case, "housing").state == "off"


def test_a_case_heard_again_lengthens_the_flag(area: Area) -> None:
    case = asked(area, agencies=("housing",), days=10)
    flag_on(actor=area.bea, flags=[flag_of(area, case, "housing").id], on=timezone.localdate(), at=timezone.now())
    until = timezone.localdate() + timedelta(days=365)
    ask_for_flags(actor=area.amina, file_id=case, agency_ids=[area.agencies["housing"]], until_on=until, at=NOW)
    row = flag_of(area, case, "housing")
    assert (row.state, row.until_on) == ("on", until)


def flag_action(area: Area, case: UUID, *, agency: str = "housing", noticeable: bool = False) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text=FLAG_IT, faces="agencies", agency_id=area.agencies[agency],
        due_on=timezone.localdate(), at=timezone.now(), noticeable=noticeable,
    )  # fmt: skip


def action_of(area: Area, action: UUID) -> Action:
    with acting_as(area.amina):
        return Action.objects.get(id=action)


def test_an_agency_that_said_its_flag_is_on_is_not_asked_again_by_an_action(area: Area) -> None:
    case, other = asked(area), asked(area)
    own, theirs, elsewhere = flag_action(area, case), flag_action(area, case, agency="police"), flag_action(area, other)
    waits_for_her = flag_action(area, case, noticeable=True)
    flag_on(
        actor=area.bea, flags=[flag_of(area, case, "housing").id], on=date(2026, 3, 4), system="Case file",
        at=timezone.now(),
    )  # fmt: skip
    done = action_of(area, own)
    assert (done.state, done.evidence) == ("done", "The flag has been on in Case file since 4 March 2026.")
    assert {action_of(area, one).state for one in (theirs, elsewhere, waits_for_her)} == {"agreed"}


def test_agreed_again_of_an_agency_whose_flag_is_on_the_action_is_done_when_the_case_is_heard(area: Area) -> None:
    case = asked(area, agencies=("housing",))
    flag_on(actor=area.bea, flags=[flag_of(area, case, "housing").id], on=timezone.localdate(), at=timezone.now())
    action = flag_action(area, case)
    until = timezone.localdate() + timedelta(days=365)
    ask_for_flags(
        actor=area.amina, file_id=case, agency_ids=[area.agencies["housing"]], until_on=until, at=timezone.now()
    )
    assert action_of(area, action).state == "done"


def test_an_agency_confirms_all_its_flags_on_one_page(area: Area) -> None:
    case = asked(area)
    flag = flag_of(area, case, "housing")
    bea = as_(area.bea)
    offered = text_of(bea.get(reverse("actions.flags_on")))
    assert str(flag.id) in offered and " checked" not in offered, "that a flag is on is said of each"
    assert f"/case/{case}/see/people/" in offered, "whoever flags a record must learn whose"
    answer = bea.post(reverse("actions.flags_on"), {"flags": [str(flag.id)], **day("on")})
    assert answer.status_code == 302
    assert flag_of(area, case, "housing").state == "on"
    strange = bea.post(reverse("actions.flags_on"), {"flags": [str(flag_of(area, case, "police").id)], **day("on")})
    assert strange.status_code == 422
    assert "Exampleshire Police" in text_of(as_(area.amina).get(reverse("actions.flags")))


def test_on_the_case_an_agency_sees_its_own_flag_and_the_coordinator_everybodys(area: Area) -> None:
    case = asked(area)
    panel = next(one for one in PANELS if one.title == "Flags")
    rows = {}
    for actor in (area.amina, area.bea, area.grace):
        with acting_as(actor):
            data = panel.query(actor=actor, file_id=case)
            rows[actor.name] = len(data["table"]["rows"]) if data else 0
    assert list(rows.values()) == [2, 1, 0]
    with acting_as(area.amina):
        assert len(flags_on(case, today=timezone.localdate())) == 2


def test_the_to_do_list_says_how_many_flags_wait(area: Area) -> None:
    asked(area)
    mine = next(one for one in TODOS if one.title == "Flags")
    others = next(one for one in TODOS if one.title == "Flags not confirmed")
    with acting_as(area.bea):
        (own,) = mine.query(actor=area.bea)
        assert others.query(actor=area.bea) == []
    with acting_as(area.amina):
        (everybodys,) = others.query(actor=area.amina)
        assert mine.query(actor=area.amina) == []
    assert (own.count, everybodys.count) == (1, 2)

"""What he would notice waits until she knows and is safe."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action, complete, decline, start
from openccr.actions.operations.locks import confirm_safe, lock, override_lock
from openccr.actions.panels import TODOS
from openccr.actions.queries import Whose, late_in_all, open_actions
from openccr.actions.queries.actions import locked_actions
from openccr.actions.rules.locks import LOCK, Lock, LockFacts, LockOverridden
from openccr.audit.models import AuditEvent
from openccr.kernel.events import Event
from openccr.kernel.refusals import NotFound, Refusal
from tests.actions.test_pages import text_of, to
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import as_
from tests.walls.trying import refused

TARGETS = {
    ("none", "lock"): "locked",
    ("locked", "confirm_safe"): "confirmed",
    ("locked", "override_lock"): "overridden",
    ("overridden", "confirm_safe"): "confirmed",
}


@pytest.mark.parametrize("state", list(Lock))
@pytest.mark.parametrize("move", list(LOCK.moves))
def test_every_move_of_a_lock_from_every_state(state: str, move: str) -> None:
    facts = LockFacts(words="She was told by her sister's telephone.")
    if (state, move) in TARGETS:
        assert LOCK.make(state=state, move=move, facts=facts) == TARGETS[state, move]
    else:
        assert LOCK.refusal(state=state, move=move, facts=facts) is not None


@pytest.mark.parametrize(("state", "move"), [("locked", "confirm_safe"), ("locked", "override_lock")])
def test_nothing_is_unlocked_without_words(state: str, move: str) -> None:
    refusal = LOCK.refusal(state=state, move=move, facts=LockFacts(words="  "))
    assert refusal is not None
    assert refusal.field == "words"


def locked(area: Area, case: UUID, *, agency: str = "police", days: int = 7) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text="Arrest him", faces="harmer", agency_id=area.agencies[agency],
        due_on=timezone.localdate() + timedelta(days=days), at=timezone.now(), noticeable=True,
    )  # fmt: skip


def lock_of(area: Area, action: UUID) -> str:
    with acting_as(area.amina):
        return Action.objects.get(id=action).lock


def test_a_locked_action_is_neither_begun_nor_done_by_anybody(area: Area) -> None:
    case = open_case(area)
    action = locked(area, case)
    for actor in (area.pia, area.amina):
        with pytest.raises(Refusal, match="knows and is safe"):
            start(actor=actor, file=case, action=action, at=NOW)
        with pytest.raises(Refusal, match="knows and is safe"):
            complete(actor=actor, file=case, action=action, evidence="Done.", ended_on=TODAY, at=NOW)


def test_nobody_is_counted_late_for_what_waits_until_she_is_safe(area: Area) -> None:
    case, later = open_case(area), timezone.localdate() + timedelta(days=30)
    locked(area, case)
    other = locked(area, case)
    confirm_safe(actor=area.grace, file=case, action=other, words="She was told.", at=NOW)
    with acting_as(area.amina):
        assert [one.count for one in late_in_all(today=later)] == [1]
        assert [one.id for one in open_actions(area.amina, whose=Whose.LATE, today=later)[0]] == [other]


@pytest.mark.parametrize("state", ["done", "in_progress"])
def test_nor_by_the_database(area: Area, state: str) -> None:
    case = open_case(area)
    action = locked(area, case)
    with acting_as(area.amina), pytest.raises(IntegrityError, match="locked_action_waits"), transaction.atomic():
        Action.objects.filter(id=action).update(state=state)


def test_nobody_opens_a_lock_by_sql_who_may_not_by_a_page(area: Area) -> None:
    """The agency changes its own actions in the database, so its lock is held by a trigger."""
    case = open_case(area)
    others, own = locked(area, case, agency="housing"), locked(area, case)
    for actor, action, target in (
        (area.bea, others, "none"), (area.bea, others, "overridden"), (area.bea, others, "confirmed"),
        (area.pia, own, "none"), (area.pia, own, "confirmed"), (area.amina, own, "confirmed"),
        (area.grace, own, "none"),
    ):  # fmt: skip
        with acting_as(actor), refused():
            Action.objects.filter(id=action).update(lock=target)
    with acting_as(area.pia):
        assert Action.objects.filter(id=own).update(lock="overridden") == 1
    with acting_as(area.grace):
        assert Action.objects.filter(id=own).update(lock="confirmed") == 1
    with acting_as(area.pia), refused():
        Action.objects.filter(id=own).update(lock="none")


def test_her_idva_unlocks_it_and_says_how_she_was_told(area: Area) -> None:
    case = open_case(area)
    action = locked(area, case)
    confirm_safe(actor=area.grace, file=case, action=action, words="Told at the clinic; she is at her aunt's.", at=NOW)
    assert lock_of(area, action) == "confirmed"
    start(actor=area.pia, file=case, action=action, at=NOW)
    with acting_as(area.amina):
        assert AuditEvent.objects.filter(type="action.safe", file_id=case).count() == 1


@pytest.mark.parametrize("persona", ["amina", "pia", "bea"])
def test_nobody_else_says_that_she_is_safe(area: Area, persona: str) -> None:
    case = open_case(area)
    action = locked(area, case)
    with pytest.raises(Refusal, match="Only the IDVA"):
        confirm_safe(actor=area.actors[persona], file=case, action=action, words="I think so.", at=NOW)
    assert lock_of(area, action) == "locked"


def test_what_cannot_wait_is_let_go_with_a_reason_and_her_idva_is_told_at_once(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Event] = []
    monkeypatch.setattr("openccr.kernel.events._reactions", {LockOverridden: [told.append]})
    case = open_case(area)
    action = locked(area, case)
    with pytest.raises(Refusal, match="why it cannot wait"):
        override_lock(actor=area.amina, file=case, action=action, words="", at=NOW)
    override_lock(actor=area.amina, file=case, action=action, words="He has bought petrol.", at=NOW)
    assert [type(event) for event in told] == [LockOverridden]
    assert lock_of(area, action) == "overridden"
    start(actor=area.pia, file=case, action=action, at=NOW)
    todo = next(one for one in TODOS if one.title == "Waiting for your word that the victim is safe")
    with acting_as(area.grace):
        (item,) = todo.query(actor=area.grace)
    assert item.text == "Let go before the victim was known to be safe: Arrest him"
    assert item.late


def test_the_police_may_let_go_their_own_and_no_other_agency(area: Area) -> None:
    case = open_case(area)
    own, others = locked(area, case), locked(area, case, agency="housing")
    with pytest.raises(Refusal, match="chair or the coordinator"):
        override_lock(actor=area.bea, file=case, action=others, words="Now.", at=NOW)
    with pytest.raises(Refusal, match="chair or the coordinator"):
        override_lock(actor=area.pia, file=case, action=others, words="Now.", at=NOW)
    override_lock(actor=area.pia, file=case, action=own, words="He is at her door.", at=NOW)
    assert lock_of(area, own) == "overridden"


def test_an_action_is_locked_later_but_not_once_it_has_begun(area: Area) -> None:
    case = open_case(area)
    today = timezone.localdate()
    action = agree_action(
        actor=area.amina, file_id=case, text="Change the locks", faces="agencies",
        agency_id=area.agencies["housing"], due_on=today, at=timezone.now(),
    )  # fmt: skip
    lock(actor=area.grace, file=case, action=action, at=NOW)
    assert lock_of(area, action) == "locked"
    confirm_safe(actor=area.grace, file=case, action=action, words="She asked for it.", at=NOW)
    other = agree_action(
        actor=area.amina, file_id=case, text="Fit an alarm", faces="agencies", agency_id=area.agencies["housing"],
        due_on=today, at=timezone.now(),
    )  # fmt: skip
    start(actor=area.bea, file=case, action=other, at=NOW)
    with pytest.raises(Refusal, match="begun already"):
        lock(actor=area.grace, file=case, action=other, at=NOW)


def test_she_may_choose_another_way_while_it_is_locked(area: Area) -> None:
    case = open_case(area)
    action = locked(area, case)
    decline(actor=area.pia, file=case, action=action, reason="She asks that nobody goes there.", ended_on=TODAY, at=NOW)
    with acting_as(area.amina):
        assert Action.objects.get(id=action).state == "refused"


def test_whoever_does_not_see_the_case_finds_no_lock(area: Area) -> None:
    case = open_case(area, invited=("housing", "police"))
    action = locked(area, case)
    with pytest.raises(NotFound):
        confirm_safe(actor=area.grace, file=case, action=action, words="She knows.", at=NOW)


def test_the_idva_unlocks_it_on_a_page_and_the_police_see_why_it_waits(area: Area) -> None:
    case = open_case(area)
    action = locked(area, case)
    page = text_of(as_(area.pia).get(to("action", case, action)))
    assert "nobody has confirmed yet that the victim knows and is safe" in page
    assert to("done", case, action) not in page
    assert as_(area.grace).get(to("safe", case, action)).status_code == 200
    answer = as_(area.grace).post(to("safe", case, action), {"words": "Told at the clinic."})
    assert answer.status_code == 302
    assert to("done", case, action) in text_of(as_(area.pia).get(to("action", case, action)))
    assert as_(area.bea).get(to("safe", case, action)).status_code == 403


def test_what_was_let_go_and_done_still_waits_until_the_victim_knows(area: Area) -> None:
    case = open_case(area)
    action = locked(area, case)
    override_lock(actor=area.amina, file=case, action=action, words="He moves in tomorrow.", at=NOW)
    complete(actor=area.pia, file=case, action=action, evidence="Arrested, ref 1", ended_on=TODAY, at=NOW)
    home = text_of(as_(area.grace).get("/"))
    assert to("safe", case, action) in home and "Done already" in home
    assert to("safe", case, action) in text_of(as_(area.grace).get(to("action", case, action)))
    assert to("safe", case, action) not in text_of(as_(area.pia).get(to("action", case, action)))
    confirm_safe(actor=area.grace, file=case, action=action, words="She knows.", at=NOW)
    assert to("safe", case, action) not in text_of(as_(area.grace).get("/"))


def test_what_was_let_go_stands_before_what_has_waited_for_longer(area: Area) -> None:
    case = open_case(area)
    waiting, let_go = locked(area, case), locked(area, case, days=20)
    override_lock(actor=area.amina, file=case, action=let_go, words="He moves in tomorrow.", at=NOW)
    with acting_as(area.grace):
        assert [one.id for one in locked_actions(today=TODAY, last=9)] == [let_go, waiting]
        assert [one.id for one in locked_actions(today=TODAY, last=1)] == [let_go], "a short list keeps it"

"""Actions of the partnership itself: of no case, on the same log, behind a wall of their own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action, Reminder
from openccr.actions.operations.agreeing import agree_action
from openccr.actions.operations.area import agree_area_action, name_area_owner
from openccr.actions.operations.ending import check, complete, decline, give_up, reopen, start
from openccr.actions.operations.owners import move_from
from openccr.actions.operations.reminding import remind
from openccr.actions.queries import Whose, late_in_all, open_actions
from openccr.actions.queries.area import area_action, area_actions
from openccr.casefiles.operations import exclude
from openccr.kernel.references import new_reference
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import sign_in

MEETING = UUID("7a7d3f30-6b0d-4f6f-9a3e-0f4d0c6d2b11")


def agreed(area: Area, *, agency: str = "housing", days: int = 7, **more: object) -> UUID:
    return agree_area_action(
        actor=area.amina, what="Publish the staff policy", agency_id=area.agencies[agency], at=NOW,
        due_on=TODAY + timedelta(days=days), arises_from="governance.meeting", arises_id=MEETING, **more,
    ).id  # fmt: skip


def test_the_reference_of_a_case_is_refused_since_every_agency_reads_it(area: Area) -> None:
    reference = new_reference(prefix="M")
    for words in (f"Ask the school about {reference}.", f"See {reference.lower()}, and ring"):
        with pytest.raises(Refusal, match="A case is named") as refused:
            agree_area_action(
                actor=area.amina, what=words, agency_id=area.agencies["housing"], at=NOW,
                due_on=TODAY + timedelta(days=7), arises_from="governance.meeting", arises_id=MEETING,
            )  # fmt: skip
        assert refused.value.field == "what"
    with acting_as(area.amina):
        assert not Action.objects.exists()


def seen_by(area: Area, name: str) -> list[UUID]:
    with acting_as(area.actors[name]):
        return list(Action.objects.filter(file=None).values_list("id", flat=True))


def test_it_is_seen_by_those_who_lead_the_work_and_by_the_agencies_that_do_and_confirm_it(area: Area) -> None:
    action = agreed(area, checker_agency_id=area.agencies["probation"])
    for name in ("amina", "fay", "bea", "lena", "carl", "commands"):
        assert seen_by(area, name) == [action], name
    for name in ("grace", "pia", "dee"):
        assert seen_by(area, name) == [], name


def test_one_list_shows_cases_and_the_partnerships_and_what_is_late_counts_both(area: Area) -> None:
    case = open_case(area)
    agree_action(
        actor=area.amina, file_id=case, text="Change the locks", faces="agencies", agency_id=area.agencies["housing"],
        due_on=TODAY, at=NOW,
    )  # fmt: skip
    action = agreed(area, days=1)
    later = TODAY + timedelta(days=3)
    with acting_as(area.bea):
        rows, total = open_actions(area.bea, whose=Whose.AGENCY, today=later)
        assert (total, [one.case == "The partnership" for one in rows]) == (2, [False, True])
        assert [one.count for one in late_in_all(today=later)] == [2]
        assert [one.id for one in open_actions(area.bea, whose=Whose.AREA, today=later)[0]] == [action]


def test_a_lead_who_sees_no_case_sees_and_ends_the_partnerships_action_of_the_agency(area: Area) -> None:
    open_case(area)
    action = agreed(area)
    with acting_as(area.lena):
        assert [one.id for one in open_actions(area.lena, whose=Whose.ALL, today=TODAY)[0]] == [action]
    start(actor=area.lena, file=None, action=action, at=NOW)
    complete(actor=area.lena, file=None, action=action, evidence="On the intranet.", ended_on=TODAY, at=NOW)
    with pytest.raises(Refusal, match="agency named for it"):
        check(actor=area.lena, file=None, action=action, at=NOW)


def test_another_agency_neither_finds_nor_ends_it(area: Area) -> None:
    action = agreed(area)
    with pytest.raises(NotFound):
        complete(actor=area.carl, file=None, action=action, evidence="Done.", ended_on=TODAY, at=NOW)


def test_the_agency_named_for_it_confirms_it_and_the_doer_does_not(area: Area) -> None:
    action = agreed(area, checker_agency_id=area.agencies["probation"])
    complete(actor=area.bea, file=None, action=action, evidence="On the intranet.", ended_on=TODAY, at=NOW)
    with pytest.raises(Refusal, match="agency named for it"):
        check(actor=area.lena, file=None, action=action, at=NOW)
    check(actor=area.carl, file=None, action=action, at=NOW)
    with acting_as(area.amina):
        assert area_action(action, today=TODAY).checked_by == area.carl.name


def test_what_was_said_is_kept_when_it_is_opened_again(area: Area) -> None:
    action = agreed(area)
    give_up(actor=area.bea, file=None, action=action, reason="The post is frozen.", ended_on=TODAY, at=NOW)
    reopen(actor=area.amina, file=None, action=action, reason="The post is filled.", due_on=TODAY, at=NOW)
    with acting_as(area.amina):
        said = area_action(action, today=TODAY).said
    assert "The post is frozen." in said
    assert "The post is filled." in said


def test_what_only_a_case_knows_is_not_done_to_it(area: Area) -> None:
    action = agreed(area)
    with pytest.raises((NotFound, TypeError, KeyError)):
        decline(actor=area.bea, file=uuid4(), action=action, reason="No.", ended_on=TODAY, at=NOW)


@pytest.mark.parametrize("more", [{"checker_agency_id": "housing"}, {"due": -1}, {"what": "  "}])
def test_what_cannot_be_agreed_says_why(area: Area, more: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        agree_area_action(
            actor=area.amina, what=str(more.get("what", "Publish it")), agency_id=area.agencies["housing"], at=NOW,
            due_on=TODAY + timedelta(days=int(str(more.get("due", 7)))), arises_from="governance.meeting",
            arises_id=MEETING, checker_agency_id=area.agencies["housing"] if "checker_agency_id" in more else None,
        )  # fmt: skip


def test_an_agency_does_not_agree_one_by_itself_neither_by_the_operation_nor_in_the_table(area: Area) -> None:
    with pytest.raises(Refusal, match="chair or the coordinator"):
        agree_area_action(
            actor=area.bea, what="Publish it", agency_id=area.agencies["housing"], due_on=TODAY, at=NOW,
            arises_from="governance.meeting", arises_id=MEETING,
        )  # fmt: skip
    for name in ("bea", "lena", "grace"):
        with acting_as(area.actors[name]), pytest.raises(DatabaseError), transaction.atomic():
            Action.objects.bulk_create([a_row(area)])


def a_row(area: Area, **more: object) -> Action:
    given: dict[str, object] = {
        "partnership_id": area.id, "agency_id": area.agencies["housing"], "text": "x", "faces": "agencies",
        "state": "agreed", "agreed_at": NOW, "due_on": TODAY, "arises_kind": "governance.meeting",
        "arises_from_id": MEETING, "source": "area",
    }  # fmt: skip
    return Action(**given | more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"arises_kind": ""},
        {"arises_from_id": None},
        {"partnership_id": None},
        {"lock": "locked"},
        {"faces": "victim"},
    ],
)
def test_the_table_keeps_the_two_kinds_apart(area: Area, wrong: dict[str, object]) -> None:
    with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic():
        Action.objects.bulk_create([a_row(area, **wrong)])


def test_a_case_never_becomes_the_partnerships_nor_the_other_way_round(area: Area) -> None:
    """Not by the columns that may change, and not by writing both sides at once."""
    case = open_case(area)
    action = agree_action(
        actor=area.amina, file_id=case, text="Change the locks", faces="agencies", agency_id=area.agencies["housing"],
        due_on=TODAY, at=NOW,
    )  # fmt: skip
    own = agreed(area)
    changes = (
        ("file_id = NULL, partnership_id = %s, arises_kind = 'governance.meeting'", [area.id], action),
        ("file_id = NULL", [], action),
        ("file_id = %s, partnership_id = NULL, arises_kind = ''", [case], own),
        ("file_id = %s", [case], own),
        ("partnership_id = %s", [area.id], action),
        ("arises_kind = ''", [], own),
    )
    for name in ("amina", "bea", "fay", "commands"):
        for change, values, key in changes:
            with (
                acting_as(area.actors[name]),
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"UPDATE actions_action SET {change} WHERE id = %s", [*values, key])


def test_whoever_is_kept_out_of_a_case_still_has_the_partnerships_actions_and_not_the_cases(area: Area) -> None:
    case = open_case(area)
    agree_action(
        actor=area.amina, file_id=case, text="Change the locks", faces="agencies", agency_id=area.agencies["housing"],
        due_on=TODAY, at=NOW,
    )  # fmt: skip
    exclude(actor=area.amina, file=case, reason="conflict", at=NOW, user_id=area.eve.user_id)
    own = agreed(area)
    with acting_as(area.eve):
        assert list(Action.objects.values_list("id", flat=True)) == [own]


def test_reminders_climb_the_ladder_without_a_case(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[UUID] = []
    monkeypatch.setattr(
        "openccr.actions.operations.area.tell_person", lambda *, appointment_id, **_: told.append(appointment_id)
    )
    action = agreed(area, days=0)
    told.clear()
    reached: list[set[UUID]] = []
    for days in (0, 10, 20, 60):
        remind(actor=area.commands, today=TODAY + timedelta(days=days), at=NOW)
        reached.append(set(told))
        told.clear()
    lena, fay, amina = area.lena.appointment_id, area.fay.appointment_id, area.amina.appointment_id
    assert reached == [{lena}, {lena}, {lena, fay}, {lena, amina}]
    with acting_as(area.lena):
        assert Reminder.objects.filter(action_id=action, file=None).count() == 4
        assert area_action(action, today=TODAY + timedelta(days=60)).escalated_to == "board"
    with acting_as(area.grace):
        assert not Reminder.objects.filter(action_id=action).exists()


def test_a_leavers_action_goes_back_to_the_agency(area: Area) -> None:
    action = agreed(area)
    name_area_owner(actor=area.lena, action=action, owner_id=area.bea.appointment_id, at=NOW)
    assert move_from(actor=area.commands, appointment_ids=[area.bea.appointment], at=NOW) == 1
    with acting_as(area.lena):
        assert area_action(action, today=TODAY).owner == ""


def test_it_is_found_by_where_it_comes_from(area: Area) -> None:
    action = agreed(area)
    with acting_as(area.amina):
        assert [one.id for one in area_actions(arises_id=MEETING, today=TODAY)] == [action]
        assert area_actions(arises_ids=[uuid4()], today=TODAY) == []
        assert [one.id for one in area_actions(arises_kind="governance.meeting", today=TODAY)] == [action]
        assert area_actions(arises_kind="governance.strategy", today=TODAY) == []


def test_on_its_page_the_agency_says_that_it_is_done_and_another_finds_nothing(area: Area) -> None:
    today = timezone.localdate()
    action = agree_area_action(
        actor=area.amina, what="Publish the staff policy", agency_id=area.agencies["housing"], at=timezone.now(),
        due_on=today, arises_from="governance.meeting", arises_id=MEETING,
    ).id  # fmt: skip
    page = reverse("actions.area_action", kwargs={"area_action": action})
    carl, lena = Client(), Client()
    sign_in(carl, area.carl)
    assert carl.get(page).status_code == 404
    sign_in(lena, area.lena)
    for address in (page, reverse("actions.list"), f"{page}owner/", reverse("site.home")):
        assert "Publish the staff policy" in lena.get(address).content.decode(), address
    answer = lena.post(
        f"{page}done/",
        {
            "evidence": "On the intranet.",
            "ended_on_day": today.day,
            "ended_on_month": today.month,
            "ended_on_year": today.year,
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert "On the intranet." in lena.get(page).content.decode()
    assert page not in lena.get(reverse("site.home")).content.decode()
    assert carl.get(page).status_code == 404

"""Actions through the browser's eyes, as each persona."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action, complete
from openccr.actions.operations.area import agree_area_action
from openccr.actions.panels import PANELS, TODOS
from openccr.ui.panels import Todo
from tests.makers import Area, open_case
from tests.signing_in import as_


def text_of(response: HttpResponse) -> str:
    """The page, without what differs at each showing: the tokens of its forms."""
    return re.sub(r'(?<=value=")\w{64}(?=")', "", response.content.decode())


def agreed(
    area: Area,
    case: UUID,
    *,
    agency: str = "housing",
    days: int = 7,
    text: str = "Change the locks",
    faces: str = "agencies",
) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text=text, faces=faces, agency_id=area.agencies[agency],
        due_on=timezone.localdate() + timedelta(days=days), at=timezone.now(),
    )  # fmt: skip


def make_late(area: Area, action: UUID, *, days: int = 3) -> None:
    with acting_as(area.amina):
        Action.objects.filter(id=action).update(due_on=timezone.localdate() - timedelta(days=days))


def todo(title: str) -> Todo:
    return next(one for one in TODOS if one.title == title)


def to(name: str, case: UUID, action: UUID) -> str:
    return reverse(f"actions.{name}", kwargs={"file": case, "action": action})


def day(name: str) -> dict[str, str]:
    today = timezone.localdate()
    return {f"{name}_day": str(today.day), f"{name}_month": str(today.month), f"{name}_year": str(today.year)}


def test_an_agency_says_in_two_pages_that_its_action_is_done(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    bea = as_(area.bea)
    page = text_of(bea.get(to("action", case, action)))
    assert to("done", case, action) in page
    answer = bea.post(to("done", case, action), {"evidence": "New locks fitted.", **day("ended_on")})
    assert answer.status_code == 302
    page = text_of(bea.get(to("action", case, action)))
    assert "New locks fitted." in page
    assert to("done", case, action) not in page
    assert to("reopen", case, action) in page


def test_what_is_missing_is_said_beside_its_box(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    answer = as_(area.bea).post(to("done", case, action), {"evidence": "", **day("ended_on")})
    assert answer.status_code == 422
    assert "What was done?" in text_of(answer)
    with acting_as(area.bea):
        assert Action.objects.get(id=action).state == "agreed"


@pytest.mark.parametrize(("page", "state"), [("not_possible", "impossible"), ("not_wanted", "refused")])
def test_an_action_may_end_without_being_done(area: Area, page: str, state: str) -> None:
    case = open_case(area)
    action = agreed(area, case)
    answer = as_(area.amina).post(to(page, case, action), {"reason": "She has moved away.", **day("ended_on")})
    assert answer.status_code == 302
    with acting_as(area.bea):
        assert Action.objects.get(id=action).state == state


def test_another_agency_on_the_case_sees_the_button_with_the_reason_why_not(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    page = text_of(as_(area.pia).get(to("action", case, action)))
    assert "Only the agency whose action it is" in page
    answer = as_(area.pia).post(to("done", case, action), {"evidence": "Done.", **day("ended_on")})
    assert answer.status_code == 422
    assert "Only the agency whose action it is" in text_of(answer)


@pytest.mark.parametrize("page", ["action", "done", "not_possible", "not_wanted", "reopen"])
def test_who_is_not_on_the_case_finds_nothing_there(area: Area, page: str) -> None:
    case = open_case(area)
    action = agreed(area, case)
    for actor in (area.carl, area.fay):
        assert as_(actor).get(to(page, case, action)).status_code in (403, 404)
    hidden = as_(area.carl).get(to(page, case, action))
    unknown = as_(area.carl).get(to(page, case, area.id))
    assert (hidden.status_code, text_of(hidden)) == (unknown.status_code, text_of(unknown))


def test_the_list_shows_late_first_and_each_agency_its_own(area: Area) -> None:
    case = open_case(area)
    agreed(area, case, text="Fit an alarm")
    late = agreed(area, case, text="Change the locks")
    make_late(area, late)
    agreed(area, case, agency="police", text="Mark the address")
    page = text_of(as_(area.bea).get(reverse("actions.list")))
    assert page.index("Change the locks") < page.index("Fit an alarm") and "The longest late first" in page
    assert "Mark the address" not in page
    assert "Mark the address" in text_of(as_(area.bea).get(reverse("actions.list"), {"whose": "all"}))
    page = text_of(as_(area.amina).get(reverse("actions.list"), {"whose": "late"}))
    assert "Change the locks" in page
    assert "Fit an alarm" not in page
    nothing = text_of(as_(area.carl).get(reverse("actions.list"), {"whose": "all"}))
    assert "Change the locks" not in nothing and "The longest late first" not in nothing


def test_a_strange_filter_shows_what_is_usual(area: Area) -> None:
    case = open_case(area)
    agreed(area, case)
    assert "Change the locks" in text_of(as_(area.bea).get(reverse("actions.list"), {"whose": "everybody"}))


def test_the_case_says_who_carries_the_safety(area: Area) -> None:
    case = open_case(area)
    agreed(area, case, faces="victim")
    done = agreed(area, case)
    complete(
        actor=area.bea, file=case, action=done, evidence="Fitted.", ended_on=timezone.localdate(), at=timezone.now()
    )
    panel = next(one for one in PANELS if one.title == "Actions")
    with acting_as(area.bea):
        data = panel.query(actor=area.bea, file_id=case)
    assert data["shares"] == "Of 2 actions, the work falls: 1 on the victim, 1 on agencies."
    assert data["warning"] == "Nothing in this plan faces the person who harms."
    agreed(area, case, faces="harmer")
    with acting_as(area.bea):
        assert panel.query(actor=area.bea, file_id=case)["warning"] == ""


def test_what_the_ladder_took_further_stands_on_the_list_of_whom_it_was_taken_to(area: Area) -> None:
    for action, to_whom, days in (("a", "lead", 5), ("b", "chair", 9), ("c", "board", 30)):
        row = agree_area_action(
            actor=area.amina, what=f"Do {action}", agency_id=area.agencies["housing"], at=timezone.now(),
            due_on=timezone.localdate(), arises_from="governance.meeting", arises_id=uuid4(),
        )  # fmt: skip
        make_late(area, row.id, days=days)
        with acting_as(area.amina):
            Action.objects.filter(id=row.id).update(escalated_to=to_whom)
    for name, number, words in (
        ("fay", 2, "late actions taken to you"), ("amina", 1, "late action to put before the board"),
    ):  # fmt: skip
        with acting_as(area.actors[name]):
            (item,) = todo("Taken further").query(actor=area.actors[name])
        assert (item.count, item.text, item.late) == (number, words, True)
        page = text_of(as_(area.actors[name]).get(item.href))
        assert ("Do b" in page) is (name == "fay") and "Do c" in page and "Do a" not in page
    with acting_as(area.lena):
        assert todo("Taken further").query(actor=area.lena) == []


def test_an_agency_is_reminded_of_its_own_and_the_coordinator_of_what_is_late(area: Area) -> None:
    case = open_case(area)
    late = agreed(area, case)
    make_late(area, late)
    agreed(area, case, days=30, text="Far ahead")
    agreed(area, case, agency="police", days=3, text="Mark the address")
    own, chase = todo("Actions of your agency"), todo("Late actions to chase")
    with acting_as(area.bea):
        (item,) = own.query(actor=area.bea)
        assert (item.text, item.late, item.href) == ("Change the locks", True, to("action", case, late))
        assert chase.query(actor=area.bea) == []
    with acting_as(area.amina):
        (item,) = chase.query(actor=area.amina)
        assert (item.text, item.count, item.late) == ("late at Willowmere Homes", 1, True)

"""Reporting on many actions at once, and what opens the next meeting."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action, complete, decline, give_up
from openccr.actions.operations.area import agree_area_action
from openccr.actions.operations.bulk import Reported, report_many
from openccr.actions.queries.review import incomplete, incomplete_of_all
from openccr.actions.rules import carried
from tests.actions.test_pages import day, make_late, text_of
from tests.makers import Area, open_case
from tests.signing_in import as_

HEARING = UUID("5f0f2a33-9d0e-4f0a-8d41-0d6c9a3a9f10")


def agreed(area: Area, case: UUID, text: str = "Change the locks", *, agency: str = "housing", **more: object) -> UUID:
    return agree_action(
        actor=area.amina, file_id=case, text=text, faces="agencies", agency_id=area.agencies[agency],
        due_on=timezone.localdate() + timedelta(days=7), at=timezone.now(), arises_from_id=HEARING, **more,
    )  # fmt: skip


def states(area: Area, *actions: UUID) -> list[str]:
    with acting_as(area.amina):
        found = dict(Action.objects.filter(id__in=actions).values_list("id", "state"))
    return [found[one] for one in actions]


def test_of_twelve_reported_at_once_the_wrong_ones_are_named_and_the_rest_saved(area: Area) -> None:
    case = open_case(area)
    actions = [agreed(area, case, f"Action {number}") for number in range(12)]
    today = timezone.localdate()
    reports = [Reported(action=one, move="complete", words="Done and seen.", ended_on=today) for one in actions[:9]]
    reports += [
        Reported(action=actions[9], move="complete", words=" ", ended_on=today),
        Reported(action=actions[10], move="decline", words="She prefers her sister's.", ended_on=today),
        Reported(action=actions[11], move="start", ended_on=today),
        Reported(action=uuid4(), move="complete", words="x", ended_on=today),
    ]
    refused = report_many(actor=area.bea, reports=reports, at=timezone.now())
    assert {str(why) for why in refused.values()} == {
        "Say what was done, in a sentence.", "There is nothing here that you can see.",
    }  # fmt: skip
    assert states(area, *actions) == ["done"] * 9 + ["agreed", "refused", "in_progress"]


def test_no_victim_chose_another_way_in_an_action_of_the_partnership(area: Area) -> None:
    action = agree_area_action(
        actor=area.amina, what="Publish the staff policy", agency_id=area.agencies["housing"], at=timezone.now(),
        due_on=timezone.localdate() + timedelta(days=7), arises_from="governance.meeting", arises_id=HEARING,
    ).id  # fmt: skip
    report = Reported(action=action, move="decline", words="No.", ended_on=timezone.localdate())
    refused = report_many(actor=area.bea, reports=[report], at=timezone.now())
    assert "No victim is in an action of the partnership" in str(refused[action])
    page = text_of(as_(area.bea).get(reverse("actions.report")))
    assert "Publish the staff policy" in page and "The partnership ·" in page and "chose another way" not in page
    assert states(area, action) == ["agreed"]


def test_nobody_reports_for_another_agency(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case, agency="police")
    report = Reported(action=action, move="complete", words="Done.", ended_on=timezone.localdate())
    refused = report_many(actor=area.bea, reports=[report], at=timezone.now())
    assert "Only the agency" in str(refused[action])
    assert states(area, action) == ["agreed"]


def test_on_the_page_what_is_wrong_stays_with_what_was_typed_and_the_rest_is_saved(area: Area) -> None:
    case = open_case(area)
    right, wrong, quiet = (agreed(area, case, text) for text in ("Fit an alarm", "Change the locks", "Call her"))
    bea = as_(area.bea)
    assert "Fit an alarm" in text_of(bea.get(reverse("actions.report")))
    answer = bea.post(
        reverse("actions.report"),
        {
            f"{right}-move": "complete", f"{right}-words": "Fitted on Monday.",
            f"{wrong}-move": "", f"{wrong}-words": "They were out.",
            **day("ended_on"),
        },
    )  # fmt: skip
    page = text_of(answer)
    assert answer.status_code == 422
    assert "They were out." in page
    assert "Say what became of it." in page
    assert "Fit an alarm" not in page
    assert states(area, right, wrong, quiet) == ["done", "agreed", "agreed"]


def test_all_that_is_right_is_saved_and_the_page_comes_back(area: Area) -> None:
    case = open_case(area)
    action = agreed(area, case)
    fields = {f"{action}-move": "start", f"{action}-words": "", **day("ended_on")}
    assert as_(area.bea).post(reverse("actions.report"), fields).status_code == 302
    assert states(area, action) == ["in_progress"]
    assert "Change the locks" not in text_of(as_(area.carl).get(reverse("actions.report")))


def test_what_an_agency_did_not_do_stands_apart_from_what_is_impossible_and_from_her_way(area: Area) -> None:
    case = open_case(area)
    late, ahead, gone, hers, done = (agreed(area, case, text) for text in ("a", "b", "c", "d", "e"))
    waiting = agreed(area, case, "f", noticeable=True)
    make_late(area, late)
    make_late(area, waiting)
    today, now = timezone.localdate(), timezone.now()
    give_up(actor=area.bea, file=case, action=gone, reason="She has moved.", ended_on=today, at=now)
    decline(actor=area.bea, file=case, action=hers, reason="She stays.", ended_on=today, at=now)
    complete(actor=area.bea, file=case, action=done, evidence="Fitted.", ended_on=today, at=now)
    with acting_as(area.amina):
        review = incomplete(hearing_ids=[HEARING], ended_since=None, today=today)
        elsewhere = incomplete(hearing_ids=[uuid4()], ended_since=None, today=today)
        before = incomplete_of_all(ended_since=today + timedelta(days=1), today=today)
    kinds = (review.not_done, review.waiting, review.under_way, review.impossible, review.her_way)
    assert [[one.id for one in kind] for kind in kinds] == [[late], [waiting], [ahead], [gone], [hers]]
    assert (review.all, elsewhere.all, before.all) == (5, 0, 3)


def test_the_review_is_a_page_that_opens_the_meeting(area: Area) -> None:
    case = open_case(area)
    make_late(area, agreed(area, case, "Change the locks"))
    page = text_of(as_(area.amina).get(reverse("actions.review")))
    assert page.index("Not done by the agency") < page.index("Change the locks") < page.index("No longer possible")
    assert re.search(r"M-\w{4}-\w{4}", page), "each stands with its case"
    assert "Change the locks" not in text_of(as_(area.carl).get(reverse("actions.review")))


def test_a_review_that_is_too_long_says_so(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    case = open_case(area)
    agreed(area, case)
    agreed(area, case, "Fit an alarm")
    address = reverse("actions.review")
    assert "more than this page lists" not in text_of(as_(area.amina).get(address))
    monkeypatch.setattr("openccr.actions.queries.review.ON_PAGE", 1)
    page = text_of(as_(area.amina).get(address))
    assert "more than this page lists" in page
    assert "Fit an alarm" not in page or "Change the locks" not in page


def test_the_share_that_falls_on_her_is_a_number() -> None:
    plan = carried(["victim", "harmer", "agencies", "agencies"])
    assert (plan.on_her, plan.on_harmer, plan.by_agencies, plan.for_child, plan.all) == (1, 1, 2, 0, 4)
    assert plan.share(plan.by_agencies) == 50
    assert carried([]).share(0) == 0

"""The coordinator's pages through the browser's eyes, and who meets them."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations.area import agree_area_action
from openccr.content import load
from openccr.governance.models import BoardPack, BoardTerms, DutyDone, KeptPolicy, TimeSpent
from openccr.governance.operations.board_pack import collect
from openccr.governance.operations.coordination import offer_debriefs
from openccr.governance.operations.terms import agree_terms, write_terms
from openccr.governance.queries.watch import watched
from openccr.insight.rules.quarters import quarter_of
from openccr.ui.registry import all_pages
from tests.governance.boards import NOW, held, opened
from tests.governance.test_policies import added, written
from tests.makers import Area
from tests.signing_in import sign_in

MOST = 12


def as_(area: Area, name: str) -> Client:
    client = Client()
    sign_in(client, area.actors[name])
    return client


def text_of(response: HttpResponse) -> str:
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


@pytest.fixture
def late(area: Area) -> Area:
    now = timezone.now()
    action = agree_area_action(
        actor=area.amina, what="Publish the staff policy", agency_id=area.agencies["housing"], at=now,
        due_on=timezone.localdate(), arises_from="governance.sitting", arises_id=uuid4(),
    )  # fmt: skip
    with acting_as(area.amina):
        Action.objects.filter(id=action.id).update(due_on=timezone.localdate() - timedelta(days=9))
    return area


@pytest.mark.parametrize("name", ["watch", "calendar", "time", "debriefs", "board_packs"])
def test_the_coordinators_pages_are_shown_in_few_questions(late: Area, name: str) -> None:
    amina = as_(late, "amina")
    amina.get(reverse("site.home"))  # what is read once and kept
    with CaptureQueriesContext(connection) as asked:
        text_of(amina.get(reverse(f"governance.{name}")))
    selects = [one for one in asked.captured_queries if one["sql"].lstrip("( ").upper().startswith("SELECT")]
    asked_ = [one for one in selects if "set_config" not in one["sql"] and "openccr." not in one["sql"][:40]]
    assert len(asked_) <= MOST + 6, "\n".join(one["sql"][:160] for one in asked_)


def test_what_is_late_and_missing_is_a_link_to_where_it_is_mended(late: Area) -> None:
    page = text_of(as_(late, "amina").get(reverse("governance.watch")))
    assert "Publish the staff policy" in page
    assert "/actions/of-the-partnership/" in page
    assert "Exampleshire Police has no lead" in page
    assert reverse("partnership.agencies") in page
    assert as_(late, "bea").get(reverse("governance.watch")).status_code == 403


def test_what_groups_owe_and_what_was_to_be_reviewed_is_late_and_not_ending(late: Area) -> None:
    found, today = opened(late), timezone.localdate()
    long_ago = held(late, found.board, days=-25)
    write_terms(
        actor=late.fay, board_id=found.board, kind="terms", parts=dict.fromkeys(load().boards.terms, "x"), at=NOW
    )
    agree_terms(
        actor=late.fay, board_id=found.board, kind="terms", agreed_on=today, review_on=today + timedelta(days=9), at=NOW
    )
    policy = added(late, title="For all staff")
    written(late, policy)
    with acting_as(late.amina):
        BoardTerms.objects.update(review_on=today - timedelta(days=3))
        KeptPolicy.objects.filter(id=policy).update(review_on=today - timedelta(days=3))
        seen = watched(actor=late.amina, today=today)
    words = {one.text: one.href for one in seen.late}
    assert words["Write the minutes and have them agreed: Domestic abuse board"].endswith(f"{long_ago}/")
    assert "Look again at the terms of reference of Domestic abuse board" in words
    assert "Policy: For all staff" in words and not any("For all staff" in one.text for one in seen.ending)


def test_the_home_page_of_the_coordinator_speaks_of_the_partnership(late: Area) -> None:
    page = text_of(as_(late, "amina").get(reverse("site.home")))
    assert reverse("governance.watch") in page
    assert reverse("governance.calendar") in page
    assert reverse("governance.watch") not in text_of(as_(late, "bea").get(reverse("site.home")))


def test_one_tap_writes_time_down(area: Area) -> None:
    amina = as_(area, "amina")
    assert "Telephone and e-mail" in text_of(amina.get(reverse("governance.time")))
    amina.post(reverse("governance.tap", kwargs={"work_kind": "telephone"}))
    page = text_of(amina.get(reverse("governance.time")))
    assert "Today: 15 min" in page
    amina.post(reverse("governance.take_back"))
    with acting_as(area.amina):
        assert not TimeSpent.objects.exists()
    assert "What the coordination takes" in text_of(as_(area, "fay").get(reverse("governance.load")))
    assert as_(area, "fay").get(reverse("governance.time")).status_code == 403


def test_something_of_the_calendar_is_marked_done(area: Area) -> None:
    amina = as_(area, "amina")
    here = reverse("governance.duty_done", kwargs={"duty": "training_reviewed"})
    assert here in text_of(amina.get(reverse("governance.calendar")))
    assert "who sits at the table" in text_of(amina.get(here))
    assert amina.post(here, {"words": "All asked"}).status_code == 302
    with acting_as(area.amina):
        assert DutyDone.objects.get().words == "All asked"
    assert here not in text_of(as_(area, "bea").get(reverse("governance.calendar")))
    undo = reverse("governance.duty_undone", kwargs={"duty": "training_reviewed"})
    assert undo in text_of(amina.get(here))  # the quarter before was owed: the running one is not done yet
    amina.post(here)
    assert undo in text_of(amina.get(reverse("governance.calendar")))
    assert "Was that a mistake?" in text_of(amina.get(undo))
    for _ in range(2):
        assert amina.post(undo).status_code == 302
    with acting_as(area.amina):
        assert not DutyDone.objects.exists()
    assert undo not in text_of(amina.get(here)) + text_of(amina.get(reverse("governance.calendar")))


def test_a_talk_is_offered_on_a_page_and_stands_on_the_list_of_whoever_it_is_for(area: Area) -> None:
    fay = as_(area, "fay")
    answer = fay.post(
        reverse("governance.offer_debrief"),
        {"occasion": "hard_hearing", "people": [str(area.bea.appointment), str(area.grace.appointment)]},
    )
    assert answer.status_code == 302
    assert "2 offered; asked for: not shown" in text_of(fay.get(reverse("governance.debriefs")))
    bea = as_(area, "bea")
    assert "A talk afterwards is offered to you" in text_of(bea.get(reverse("site.home")))
    page = text_of(bea.get(reverse("governance.debriefs")))
    assert "Not now: a hearing that was hard to sit through" in page
    taken = next(one for one in re.findall(r'action="([^"]+)"', page) if one.endswith("/taken/"))
    assert bea.post(taken).status_code == 302
    assert "Taken" in text_of(bea.get(reverse("governance.debriefs")))
    assert as_(area, "grace").post(taken).status_code == 404


def test_one_press_starts_the_pack_and_it_is_read_before_it_is_printed(area: Area) -> None:
    amina = as_(area, "amina")
    quarter = quarter_of(timezone.localdate())
    assert amina.post(reverse("governance.make_board_pack", kwargs={"quarter": str(quarter)})).status_code == 302
    pack = collect(actor=area.amina, quarter=quarter, at=timezone.now())
    parts = {"board_pack": pack, "agency": area.agencies["council"]}
    page = text_of(amina.get(reverse("governance.paper_board_pack_look", kwargs=parts)))
    assert page.index("Promises kept and broken") < page.index("How good the figures are")
    listed = text_of(amina.get(reverse("governance.board_packs")))
    way = text_of(as_(area, "fay").get(reverse("governance.paper_board_pack", kwargs={"board_pack": pack})))
    for shown in (listed.split("Packs as they stood")[-1], way):
        assert quarter.name in shown and f"{quarter}" not in shown, "in months, as on the button"
    assert as_(area, "lena").get(reverse("governance.board_packs")).status_code == 403
    with acting_as(area.amina):
        assert BoardPack.objects.count() == 1


def test_the_cover_pack_says_what_is_due_and_whom_to_ring(late: Area) -> None:
    amina = as_(late, "amina")
    parts = {"cover": late.id, "agency": late.agencies["council"]}
    page = text_of(amina.get(reverse("governance.paper_handover_look", kwargs=parts)))
    for words in ("Publish the staff policy", "Fay Osei", "Late actions", "Whom to ring"):
        assert words in page
    elsewhere = reverse("governance.paper_handover_look", kwargs={"cover": uuid4(), "agency": parts["agency"]})
    assert amina.get(elsewhere).status_code == 404


def test_offers_name_nobody_and_no_case_on_the_leaders_page(area: Area) -> None:
    offer_debriefs(actor=area.fay, occasion="death", people=[area.bea.appointment], at=timezone.now())
    page = text_of(as_(area, "fay").get(reverse("governance.debriefs")))
    assert "Bea Lindqvist" not in page


def test_every_page_that_the_calendar_names_is_there() -> None:
    there = {one.name for one in all_pages() if "<" not in one.path}
    named = {one.page for one in load(("core", "gb-eng")).duties.duties.values() if one.page}
    assert not named - there

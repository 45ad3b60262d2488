"""Pages of groups through HTTP: the map, a group, a sitting from its agenda to its minutes, who takes part."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.governance.models import BoardMember, Matter, Sitting, SittingPaper
from openccr.governance.operations.dynamics import map_dynamic
from openccr.governance.operations.escalations import pass_matter
from openccr.governance.operations.sittings import move_sitting
from tests.governance.boards import LATER, NOW, TODAY, Boards, held, opened, planned, sit
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def to(name: str, **parts: object) -> str:
    return reverse(f"governance.{name}", kwargs=parts)


def day(name: str, on: object) -> dict[str, object]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}  # type: ignore[attr-defined]


def test_the_map_is_drawn_and_the_list_beside_it_says_the_same(area: Area) -> None:
    found = opened(area)
    pass_matter(actor=area.carl, board_id=found.group, to_board_id=found.board, way="up", title="x", words="y", at=NOW)
    page = as_(area.grace).get(to("boards"))
    assert b"<svg" in page.content and "↑1" in text_of(page)
    assert "1 matter waits above" in text_of(page) and "Domestic abuse board" in text_of(page)
    assert "How partners stand" not in text_of(page) and "Open a group" not in text_of(page)
    assert "Open a group" in text_of(as_(area.amina).get(to("boards")))


def test_a_coordinator_opens_a_group_and_adds_its_chair(area: Area) -> None:
    client = as_(area.amina)
    answer = client.post(to("open_board"), {"kind": "strategic", "name": "The board", "purpose": "", "above_id": ""})
    address = answer["Location"]
    board = address.rstrip("/").rpartition("/")[2]
    given = {
        "agency_id": str(area.fay.agency), "appointment_id": str(area.fay.appointment_id), "name": "", "post": "",
        "seniority": "director", "office": "chair", "votes": "on", **day("from_on", TODAY),
    }  # fmt: skip
    assert client.post(to("add_member", board=board), given).status_code == 302
    page = text_of(client.get(address))
    assert "Fay Osei" in page and "Nobody from: health" in page
    with acting_as(area.amina):
        member = BoardMember.objects.get(board_id=board).id
    days = {**day("from_on", TODAY), **day("until_on", LATER)}
    changed = {"seniority": "director", "office": "chair", "votes": "on", **days}
    assert client.post(to("change_member", member=member), changed).status_code == 302


def test_terms_are_written_and_agreed_on_the_page_by_the_chair(area: Area) -> None:
    found = opened(area)
    client = as_(area.fay)
    parts = dict.fromkeys(("purpose", "membership", "challenge", "authority", "working", "checked"), "As agreed.")
    assert client.post(to("write_terms", board=found.board, terms="terms"), parts).status_code == 302
    given = {**day("agreed_on", TODAY), **day("review_on", LATER)}
    assert client.post(to("agree_terms", board=found.board, terms="terms"), given).status_code == 302
    page = text_of(as_(area.carl).get(to("terms", board=found.board, terms="terms")))
    assert "Version 1, agreed" in page and "As agreed." in page and "Write" not in page
    assert as_(area.carl).get(to("write_terms", board=found.board, terms="terms")).status_code == 404
    assert client.get(to("terms", board=found.board, terms="nonsense")).status_code == 404


def test_a_sitting_from_agenda_to_minutes(area: Area) -> None:
    found = opened(area)
    client = as_(area.bea)
    plan = {**day("first_on", TODAY), "starts_at": "10:00", "venue": "Room 1", **day("until", LATER)}
    assert client.post(to("plan_sittings", board=found.group), plan).status_code == 302
    with acting_as(area.bea):
        sitting = Sitting.objects.order_by("on").first().id  # type: ignore[union-attr]
        Sitting.objects.filter(id=sitting).update(on=TODAY)
    item = {"title": "Translators", "kind": "decision", "note": "", "minutes": "10", "agency_id": ""}
    assert client.post(to("add_item", sitting=sitting), item).status_code == 302
    upload = {"title": "Figures", "upload": SimpleUploadedFile("figures.txt", b"Some words.")}
    assert client.post(to("put_sitting_paper", sitting=sitting), upload).status_code == 302
    assert client.post(to("sitting_call", sitting=sitting)).status_code == 302
    with acting_as(area.carl):
        sheet = SittingPaper.objects.get().id
    fetched = as_(area.carl).get(to("sitting_paper", sitting=sitting, sheet=sheet), follow=True)
    assert fetched.content == b"Some words." and fetched["Content-Security-Policy"] == "sandbox"
    with acting_as(area.bea):
        members = list(BoardMember.objects.filter(board_id=found.group))
    came = {f"{one.id.hex}_came": "there" for one in members}
    half = client.post(to("sitting_hold", sitting=sitting), {})
    assert half.status_code == 422
    assert client.post(to("sitting_hold", sitting=sitting), came).status_code == 302
    decision = {"kind": "decision", "text": "Book them.", "how": "agreed", "item_id": ""}
    assert client.post(to("decide", sitting=sitting), decision).status_code == 302
    form = client.get(to("write_minutes", sitting=sitting)).context["form"]
    assert client.post(to("write_minutes", sitting=sitting), dict.fromkeys(form.fields, "Noted.")).status_code == 302
    assert client.post(to("sitting_agree", sitting=sitting)).status_code == 302
    page = text_of(as_(area.grace).get(to("sitting", sitting=sitting)))
    assert "Book them." in page and "Minutes agreed" in page and "What agencies brought" not in page
    assert "Quorate: 2 with a vote were there, 1 needed." in page
    assert "Book them." in text_of(as_(area.grace).get(to("decisions")))


def test_the_coordinator_agrees_an_action_in_a_sitting_and_it_stands_in_the_one_log(area: Area) -> None:
    found = opened(area)
    sitting = held(area, found.board)
    given = {"what": "Book translators", "agency_id": str(area.agencies["housing"]), **day("due_on", LATER)}
    assert as_(area.amina).post(to("agree_action", sitting=sitting), given).status_code == 302
    assert "Book translators" in text_of(as_(area.bea).get(to("sitting", sitting=sitting)))
    assert "Book translators" in text_of(as_(area.amina).get(reverse("actions.list"), {"whose": "area"}))


def test_a_matter_is_passed_up_and_answered_on_the_page(area: Area) -> None:
    found = opened(area)
    given = {"way": "up", "to_board_id": str(found.board), "title": "Translators", "words": "Pay for some."}
    assert as_(area.carl).post(to("pass_matter", board=found.group), given).status_code == 302
    with acting_as(area.carl):
        matter = Matter.objects.get().id
    assert as_(area.carl).get(to("answer_matter", matter=matter)).status_code == 404
    assert "Translators" in text_of(as_(area.fay).get(reverse("site.home")))
    answer = {"answer_kind": "agreed", "answer": "From May on.", "decision_id": ""}
    assert as_(area.fay).post(to("answer_matter", matter=matter), answer).status_code == 302
    assert "From May on." in text_of(as_(area.carl).get(to("matter", matter=matter)))
    assert "Agreed, and done as asked" in text_of(as_(area.carl).get(to("matters")))


def test_commissioning_is_not_there_on_any_page_for_who_does_not_sit_in_it(area: Area) -> None:
    found = opened(area)
    sitting = planned(area, found.commissioning, days=3)
    client = as_(area.bea)
    for name in ("sitting", "papers_of_sitting", "paper_board_agenda"):
        assert client.get(to(name, sitting=sitting)).status_code == 404
    page = text_of(client.get(to("board", board=found.commissioning)))
    assert "nobody whose agency has an interest" in page and page.count("You may not read this.") == 4
    assert "No sitting is planned" not in page and "Nothing is decided yet" not in page, "that would be untrue"
    page = text_of(as_(area.amina).get(to("board", board=found.commissioning)))
    assert "Nothing is decided yet." in page and "You may not read this" not in page and "No sitting" not in page


def test_who_takes_part_shows_an_agency_its_own_and_an_unfunded_group_beside_what_it_was_paid(area: Area) -> None:
    found = opened(area)
    held(area, found.group)
    probation = area.agencies["probation"]
    page = text_of(as_(area.carl).get(to("representation")))
    assert "Exampleshire Probation" in page and "Willowmere Homes" not in page
    client = as_(area.amina)
    assert client.post(to("taking_part", agency=probation), {"by_and_for": "on"}).status_code == 302
    page = client.get(to("representation"))
    assert "not funded to take part" in text_of(page) and "£0.00" in text_of(page)
    assert as_(area.carl).get(to("part", agency=area.agencies["housing"])).status_code == 404
    assert client.get(to("papers_of_represented", represented=probation)).status_code == 200


def test_who_leads_a_group_opens_the_part_of_each_agency_whose_counts_they_see(area: Area) -> None:
    found = opened(area)
    held(area, found.group)
    client = as_(area.bea)
    probation = to("part", agency=area.agencies["probation"])
    assert probation in client.get(to("representation")).content.decode()
    page = text_of(client.get(probation))
    assert "Operational group" in page and "Leave to use this" not in page
    assert as_(area.carl).get(to("part", agency=area.agencies["housing"])).status_code == 404
    map_dynamic(
        actor=area.amina, first_id=area.agencies["housing"], second_id=area.agencies["probation"], strength="working",
        rivals=True, words="", doing="", review_on=None, at=NOW,
    )  # fmt: skip
    assert client.get(probation).status_code == 404


def test_a_providers_part_stands_beside_a_decision_on_its_contract_by_its_leave_alone(area: Area) -> None:
    found = opened(area)
    held(area, found.group)
    sit(area, found.commissioning, area.fay)
    sitting = held(area, found.commissioning)
    decision = {"kind": "contract", "text": "Extended.", "how": "agreed", "provider_id": str(area.agencies["housing"])}
    assert as_(area.amina).post(to("decide", sitting=sitting), decision).status_code == 302
    page = text_of(as_(area.amina).get(to("sitting", sitting=sitting)))
    assert "is not used in decisions on its contracts" in page and "by its leave" not in page
    given = {"scope": "The contract", **day("until_on", LATER)}
    assert as_(area.lena).post(to("give_leave"), given).status_code == 302
    page = text_of(as_(area.amina).get(to("sitting", sitting=sitting)))
    assert "part, by its leave" in page and "1 of 1" in page


@pytest.mark.parametrize(
    "name", ["boards", "boards_year", "decisions", "matters", "interests", "dynamics", "body_leads", "representation"]
)
def test_the_lists_ask_little_of_the_database(area: Area, name: str) -> None:
    found: Boards = opened(area)
    held(area, found.group)
    client = as_(area.amina)
    client.get(to(name))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(to(name)).status_code == 200
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) <= 3 * MOST_QUERIES


def test_a_group_and_a_sitting_with_a_year_behind_them_open(area: Area) -> None:
    found = opened(area)
    sitting = held(area, found.group, days=-40)
    held(area, found.group, days=-10)
    move_sitting(actor=area.amina, sitting_id=planned(area, found.group, days=9), move="cancel", why="Snow", at=NOW)
    for address in (to("board", board=found.group), to("sitting", sitting=sitting), to("part", agency=area.bea.agency)):
        assert as_(area.bea).get(address).status_code == 200

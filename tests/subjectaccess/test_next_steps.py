"""What the page of a request offers: the next step in front, and nobody another role's."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.subjectaccess.models import Passage
from openccr.subjectaccess.operations import look_at
from openccr.subjectaccess.pages.next_steps import Offered, offered
from openccr.subjectaccess.queries import bundle_of, requests
from openccr.subjectaccess.rules.requests import RequestState
from openccr.subjectaccess.standing import facts_of, request_of
from tests.conference.conferences import TODAY, WHEN
from tests.makers import Area
from tests.signing_in import sign_in
from tests.subjectaccess.requests import (
    asked,
    built,
    case_with_words,
    decided,
    officer,
    other_coordinator,
    searched,
)
from tests.subjectaccess.test_pages import to

pytestmark = pytest.mark.django_db


def offered_to(actor: Actor, request: UUID) -> Offered:
    with acting_as(actor):
        row = request_of(request)
        return offered(actor, row, facts_of(row), bundle_of(row, actor=actor))


def first(actor: Actor, request: UUID) -> tuple[str, str]:
    """The words of the button in front, and why it cannot be pressed."""
    button = offered_to(actor, request).next[0]
    assert button["kind"] == "primary"
    return button["text"], button["disabled_reason"]


def test_the_next_step_of_the_work_stands_in_front(area: Area) -> None:
    case = case_with_words(area)
    assert first(area.amina, asked(area)) == ("Say whose record it is", "")
    assert first(area.amina, searched(area, case.victim)) == ("Decide sentence by sentence", "")
    assert first(area.amina, decided(area, case.victim)) == ("Build the bundle", "")


def test_whoever_made_it_reads_who_is_waited_for_and_another_is_asked_to_look(area: Area) -> None:
    request = built(area, case_with_words(area).victim)
    assert first(area.amina, request)[0] == "Take it as PDF"
    assert "Another person approves" in first(area.amina, request)[1]
    assert first(other_coordinator(area), request) == ("Look at it and approve", "")
    look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
    assert first(area.amina, request) == ("Take it as PDF", "")


def test_the_officer_is_offered_nothing_that_a_coordinator_does(area: Area) -> None:
    request = built(area, case_with_words(area).victim)
    found = offered_to(officer(area), request)
    assert [one["text"] for one in found.next] == ["Look at it and approve"]
    assert not found.again and not found.instead


def test_what_was_done_once_and_cannot_be_done_again_is_not_offered(area: Area) -> None:
    request = searched(area, case_with_words(area).harmer)
    found = [one["text"] for one in offered_to(area.amina, request).instead]
    assert "Treat it as hostile" not in found, "it is hostile already, and nobody takes that back"
    assert "Extend the time" in found


def test_the_list_says_of_each_what_its_own_page_says(area: Area) -> None:
    case = case_with_words(area)
    for make in (searched, decided, built):
        make(area, case.victim)
    look_at(actor=other_coordinator(area), request=built(area, case.victim), agreed=True, at=WHEN)
    with acting_as(area.amina):
        shown = requests(actor=area.amina, today=TODAY)
        assert {one.id: one.state for one in shown} == {one.id: facts_of(request_of(one.id)).state for one in shown}
        assert {RequestState.SEARCHED, RequestState.BUILT, RequestState.APPROVED} <= {one.state for one in shown}


def test_one_tick_keeps_back_what_was_shown_for_it_and_nothing_else(area: Area) -> None:
    request = searched(area, case_with_words(area).victim)
    with acting_as(area.amina):
        left = list(Passage.objects.filter(request_id=request, outcome=""))
    kept = [one.id for one in left if one.marks]
    assert kept and len(kept) < len(left)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    address = to("sentences", asked=request)
    assert b"Keep back all" in client.get(address).content
    client.post(address, {"all_kept": "yes", "shown_kept": [str(one) for one in kept[:-1]]})
    with acting_as(area.amina):
        done = dict(Passage.objects.filter(request_id=request).exclude(outcome="").values_list("id", "outcome"))
    assert done == dict.fromkeys(kept[:-1], "withhold"), "one that was not shown is not decided"
    assert client.post(address, {"shown_kept": [str(kept[-1])]}).status_code == 422, "without the tick nothing is"

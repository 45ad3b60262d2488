"""A round of the self-assessment beside all before it, and one that is called off: what was rated stays, uncounted."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.governance.calendar import duties
from openccr.governance.models import AssessmentRound, Moderated, Rating
from openccr.governance.operations.assessment import (
    Said,
    agree,
    call_round_off,
    move_round,
    open_round,
    rate,
    take_round_up,
)
from openccr.governance.queries.assessment import round_of
from openccr.governance.queries.rating import to_rate
from openccr.governance.queries.watch import missing
from openccr.governance.rules.assessment import ROUND, RoundFacts, RoundState, same_questions
from openccr.governance.rules.quality import Follow
from openccr.kernel.refusals import Refusal
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LATER = TODAY + timedelta(days=30)
FIRST = "survivor_voice-1"
GAP = Follow("Ask who is missing", "Amina", LATER)
WHY = "Two agencies left in the middle of it."


def opened(area: Area, kind: str = "full", name: str = "Autumn", at: datetime = NOW) -> UUID:
    return open_round(actor=area.amina, kind=kind, name=name, rate_by=LATER, at=at)


def rated(area: Area, round_id: UUID) -> UUID:
    said = {FIRST: Said(2, "medium", "Some of it.")}
    rate(actor=area.lena, round_id=round_id, component="survivor_voice", said=said, at=NOW)
    return round_id


def agreed(area: Area, round_id: UUID, question: str, score: int) -> None:
    agree(
        actor=area.amina, round_id=round_id, question=question, score=score, words="So.", dissent="None.", evidence=[],
        follow=GAP if score <= 2 else Follow(), at=NOW,
    )  # fmt: skip


def closed(area: Area, round_id: UUID, score: int) -> UUID:
    rated(area, round_id)
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=NOW)
    with acting_as(area.amina):
        keys = list(AssessmentRound.objects.get(id=round_id).questions)
    for key in keys:
        agreed(area, round_id, key, score)
    move_round(actor=area.amina, round_id=round_id, move="close", at=NOW)
    return round_id


def three_years(area: Area) -> list[UUID]:
    """Three full rounds with a light one between the first two."""
    then = NOW - timedelta(days=800)
    first = closed(area, opened(area, name="Year one", at=then), 1)
    closed(area, opened(area, "light", name="Half-year", at=then + timedelta(days=180)), 4)
    second = closed(area, opened(area, name="Year two", at=then + timedelta(days=365)), 3)
    return [first, second, closed(area, opened(area, name="Year three", at=then + timedelta(days=730)), 4)]


def page_of(area: Area, round_id: UUID, name: str = "round") -> str:
    return text_of(as_(area.amina).get(reverse(f"governance.{name}", kwargs={"round": round_id})))


def test_another_round_is_read_by_the_same_questions_and_a_component_it_did_not_ask_whole_is_left_out() -> None:
    asked = {"a-1": "a", "a-2": "a", "b-1": "b", "c-1": "c"}
    assert same_questions(asked, {"a-1": 1, "a-2": 2, "a-9": 4, "b-1": 0}) == {"a": 1.5, "b": 0.0}
    assert same_questions(asked, {"a-1": 1}) == {}


def test_a_full_round_stands_beside_every_full_round_before_it_in_a_line_and_a_table(area: Area) -> None:
    _, second, third = three_years(area)
    assert [(one.name, one.whole) for one in round_of(actor=area.amina, round_id=third).past] == [
        ("Year one", 1.0), ("Year two", 3.0), ("Year three", 4.0),
    ]  # fmt: skip
    assert [one.name for one in round_of(actor=area.bea, round_id=second).past] == ["Year one", "Year two"]
    page = page_of(area, third)
    drawn = page.split('id="in-time"')[1].split("</section>")[0]
    assert "<polyline" in drawn and ">1.0<" in drawn and "1.0 in Year one" in drawn and "Year two" in drawn
    assert "Half-year" not in drawn
    assert "Year one" in page_of(area, third, "round_paper")


def test_a_light_round_reads_every_round_before_it_by_its_own_questions(area: Area) -> None:
    three_years(area)
    light = opened(area, "light", name="Now", at=NOW)
    shown = round_of(actor=area.amina, round_id=light)
    # The first light round asked all that stood lowest after a year of ones, so it holds what this one asks.
    assert [(one.name, one.whole) for one in shown.past] == [
        ("Year one", 1.0), ("Half-year", 4.0), ("Year two", 3.0), ("Year three", 4.0),
    ]  # fmt: skip
    assert {one.before for one in shown.judged if one.questions} == {4.0}
    assert ">Before<" in page_of(area, light)


def test_the_first_round_of_all_has_nothing_to_stand_beside(area: Area) -> None:
    only = closed(area, opened(area), 3)
    page = page_of(area, only)
    assert 'id="in-time"' not in page
    assert ">Before<" not in page and ">Elsewhere<" not in page and "once three of them" in page
    assert "All that was agreed lies at 3 of 4." in page and "so far" not in page
    assert "No gap was found." in page and "yet" not in page.split('id="gaps"')[1].split("</section>")[0]


def test_an_open_round_says_what_is_agreed_so_far(area: Area) -> None:
    round_id = rated(area, opened(area))
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=NOW)
    agreed(area, round_id, FIRST, 3)
    assert "What is agreed so far lies at 3 of 4." in page_of(area, round_id)


@pytest.mark.parametrize(
    ("move", "over", "another", "goes"),
    [
        ("rate_again", False, False, True), ("rate_again", True, False, False), ("rate_again", False, True, False),
        ("moderate_again", True, False, True), ("moderate_again", False, False, False),
        ("moderate_again", True, True, False),
    ],
)  # fmt: skip
def test_a_round_called_off_goes_on_where_it_stood_while_no_other_is_open(
    move: str, over: bool, another: bool, goes: bool
) -> None:
    facts = RoundFacts(rated=1, questions=42, moderated=0, over=over, another=another)
    assert (ROUND.refusal(state=RoundState.CALLED_OFF, move=move, facts=facts) is None) is goes
    assert ROUND.refusal(state=RoundState.CLOSED, move="call_off", facts=facts) is not None


def test_a_round_with_ratings_is_called_off_with_a_reason_and_taken_up_again(area: Area) -> None:
    round_id, client = rated(area, opened(area)), as_(area.amina)
    here, off, up = (
        reverse(f"governance.{one}", kwargs={"round": round_id}) for one in ("round", "round_call_off", "round_take_up")
    )
    assert off in text_of(client.get(here)) and off not in text_of(as_(area.lena).get(here))
    assert client.post(off, {"why": " "}).status_code == 422
    assert as_(area.lena).post(off, {"why": WHY}).status_code == 403
    assert client.post(off, {"why": WHY}).status_code == 302
    page = text_of(client.get(here))
    assert "Called off" in page and WHY in page and "Who had rated" in page and up in page
    assert reverse("governance.round_moderate", kwargs={"round": round_id}) not in page
    with acting_as(area.lena):
        assert to_rate(area.lena) == [] and Rating.objects.get().score == 2
    with acting_as(area.amina):
        assert not Rating.objects.exists(), "the rating may go on, so nobody reads what others said"
    with pytest.raises(Refusal, match="over"):
        rated(area, round_id)
    assert client.post(up).status_code == 302
    assert WHY not in text_of(client.get(here))
    rated(area, round_id)


def test_a_round_called_off_in_moderation_keeps_what_was_agreed_and_counts_nowhere(area: Area) -> None:
    round_id = rated(area, opened(area))
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=NOW)
    agreed(area, round_id, FIRST, 1)
    call_round_off(actor=area.amina, round_id=round_id, why=WHY, at=NOW)
    page = page_of(area, round_id)
    assert "Ask who is missing" in page
    assert reverse("governance.moderation", kwargs={"round": round_id, "component": "survivor_voice"}) in page
    with acting_as(area.amina):
        assert Moderated.objects.get().score == 1
        assert "The response was never assessed" in [one.text for one in missing(area.amina, today=TODAY)]
        (full,) = (one for one in duties(area.amina, today=TODAY) if one.duty.shown_by == "full_assessment")
    assert full.done_on is None
    other = opened(area, name="Again", at=NOW + timedelta(hours=1))
    with pytest.raises(Refusal, match="Another round is open"):
        take_round_up(actor=area.amina, round_id=round_id, at=NOW)
    call_round_off(actor=area.amina, round_id=other, why=WHY, at=NOW)
    take_round_up(actor=area.amina, round_id=round_id, at=NOW)
    agreed(area, round_id, FIRST, 3)


def test_a_round_that_nobody_rated_is_taken_away_and_not_called_off(area: Area) -> None:
    page = page_of(area, opened(area))
    assert "opened by mistake" in page and "Call it off" not in page

"""The self-assessment: each rates alone, the meeting agrees, dissent stays, and a gap has an owner."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import Error
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.addresses import address_of
from openccr.actions.queries.area import area_actions
from openccr.content import load
from openccr.governance.models import AssessmentRound, Moderated, Rating
from openccr.governance.operations.assessment import Said, agree, move_round, open_round, rate, take_round_away
from openccr.governance.queries.assessment import PANEL, put, round_of
from openccr.governance.rules.assessment import ROUND, Asked, RoundFacts, RoundState, Spread, asked_in, scored
from openccr.governance.rules.quality import Follow
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LATER = TODAY + timedelta(days=30)
FORM = load().assessments["ccr"]
FIRST = "survivor_voice-1"
GAP = Follow("Ask the women's centre who is missing", "Amina", LATER)


def opened(area: Area, kind: str = "full") -> UUID:
    return open_round(actor=area.amina, kind=kind, name="Autumn", rate_by=LATER, at=NOW)


def said(score: int | None = 2, words: str = "Some of it.") -> dict[str, Said]:
    return {FIRST: Said(score, "medium", words)}


def agreed(area: Area, round_id: UUID, question: str = FIRST, **changed: object) -> None:
    given = {
        "score": 1, "words": "Few voices.", "dissent": "Health sees it higher.", "follow": GAP, "evidence": [],
        "at": NOW,
    }  # fmt: skip
    agree(actor=area.amina, round_id=round_id, question=question, **given | changed)  # type: ignore[arg-type]


def agree_all(area: Area, round_id: UUID, score: int) -> None:
    with acting_as(area.amina):
        keys = list(AssessmentRound.objects.get(id=round_id).questions)
    for key in keys:
        agreed(area, round_id, key, score=score, follow=Follow())
    move_round(actor=area.amina, round_id=round_id, move="close", at=NOW)


@pytest.fixture
def moderating(area: Area) -> UUID:
    round_id = opened(area)
    rate(actor=area.lena, round_id=round_id, component="survivor_voice", said=said(0), at=NOW)
    rate(actor=area.amina, round_id=round_id, component="survivor_voice", said=said(3), at=NOW)
    rate(actor=area.amina, round_id=round_id, component="survivor_voice", said=said(None, ""), at=NOW, panel=True)
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=NOW)
    return round_id


@pytest.mark.parametrize("state", list(RoundState))
@pytest.mark.parametrize("move", ["moderate", "close"])
def test_a_round_goes_from_rating_to_moderation_to_the_end_and_never_back(state: RoundState, move: str) -> None:
    whole = RoundFacts(rated=3, questions=42, moderated=42)
    allowed = (state, move) in {(RoundState.RATING, "moderate"), (RoundState.MODERATION, "close")}
    assert (ROUND.refusal(state=state, move=move, facts=whole) is None) is allowed
    nothing = RoundFacts(rated=0, questions=42, moderated=41)
    assert ROUND.refusal(state=state, move=move, facts=nothing) is not None


def test_a_light_round_asks_what_had_a_gap_and_one_question_of_each_component() -> None:
    every = [Asked(f"{of}-{number}", of, "?") for of in ("a", "b") for number in (1, 2, 3)]
    assert [one.key for one in asked_in("light", every, gaps=["b-3"])] == ["a-1", "b-1", "b-3"]
    assert asked_in("full", every, gaps=[]) == every


def test_the_spread_leaves_out_who_cannot_say_and_says_when_it_is_wide() -> None:
    spread = Spread({"Police": 4, "Health": 2, "Housing": None})
    assert (spread.given, spread.middle, spread.wide) == ([2, 4], 3.0, True)
    assert not Spread({"Police": 3, "Health": 2}).wide and Spread({}).middle is None
    assert (scored([1, 2, 2]), scored([])) == (1.7, None)


def test_a_full_round_asks_all_forty_two_and_keeps_them_as_they_were_asked(area: Area) -> None:
    round_id = opened(area)
    with acting_as(area.amina):
        row = AssessmentRound.objects.get(id=round_id)
    assert len(row.questions) == 42 and row.form == "ccr@1"
    assert row.questions[FIRST] == ["survivor_voice", FORM.questions[FIRST].asks]
    with pytest.raises(Refusal, match="still open"):
        opened(area)


def test_each_agency_rates_alone_and_not_even_the_coordinator_reads_it_before_the_end(area: Area) -> None:
    round_id = opened(area)
    rate(actor=area.lena, round_id=round_id, component="survivor_voice", said=said(), at=NOW)
    with acting_as(area.amina):
        assert not Rating.objects.exists()
    with acting_as(area.lena):
        assert Rating.objects.get().score == 2
    shown = round_of(actor=area.amina, round_id=round_id)
    assert sum(number for _, number in shown.rated) == 1
    with pytest.raises(NotFound):
        put(actor=area.amina, round_id=round_id, question=FIRST, today=TODAY)


def test_it_can_be_rated_again_until_the_rating_is_over(area: Area, moderating: UUID) -> None:
    with pytest.raises(Refusal, match="over"):
        rate(actor=area.lena, round_id=moderating, component="survivor_voice", said=said(), at=NOW)
    with acting_as(area.lena), pytest.raises(Error), transaction.atomic():
        Rating(
            partnership_id=area.lena.partnership, round_id=moderating, agency_id=area.lena.agency_id,
            question="survivor_voice-2", score=4, confidence="high", rated_at=NOW, rated_by="x",
        ).save(force_insert=True)  # fmt: skip


def test_a_low_score_says_what_is_missing(area: Area) -> None:
    round_id = opened(area)
    for wrong in (Said(1, "medium", " "), Said(5, "medium", "x"), Said(2, "", "x")):
        with pytest.raises(Refusal):
            rate(actor=area.lena, round_id=round_id, component="survivor_voice", said={FIRST: wrong}, at=NOW)
    with pytest.raises(NotFound):
        rate(actor=area.lena, round_id=round_id, component="training", said=said(), at=NOW)


def test_moderation_shows_who_said_what_with_the_panel_last(area: Area, moderating: UUID) -> None:
    _, found = put(actor=area.fay, round_id=moderating, question=FIRST, today=TODAY)
    assert found.spread.given == [0, 3] and found.spread.wide
    assert [found.names[one.agency_id] for one in found.said][-1] == PANEL


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"score": None}, "score"), ({"words": " "}, "words"), ({"dissent": ""}, "dissent"),
        ({"follow": Follow()}, "action"), ({"follow": Follow("Do", "")}, "owner"),
    ],
)  # fmt: skip
def test_an_agreed_score_needs_why_dissent_and_what_is_done(
    area: Area, moderating: UUID, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        agreed(area, moderating, **changed)
    assert refusal.value.field == field


def test_dissent_stays_and_a_gap_stands_on_the_round(area: Area, moderating: UUID) -> None:
    agreed(area, moderating)
    shown = round_of(actor=area.bea, round_id=moderating)
    assert [(one.score, one.dissent, one.owner) for _, one in shown.gaps] == [(1, "Health sees it higher.", "Amina")]
    assert shown.judged[0].score == 1.0 and shown.judged[1].score is None


def test_a_round_closes_when_all_is_agreed_and_the_next_stands_beside_it(area: Area, moderating: UUID) -> None:
    with pytest.raises(Refusal, match="42 questions are not agreed"):
        move_round(actor=area.amina, round_id=moderating, move="close", at=NOW)
    for key in FORM.questions:
        score = 1 if key == FIRST else 3
        agreed(area, moderating, key, score=score, follow=GAP if score == 1 else Follow())
    move_round(actor=area.amina, round_id=moderating, move="close", at=NOW)
    later = open_round(actor=area.amina, kind="light", name="Spring", rate_by=LATER, at=NOW + timedelta(days=1))
    shown = round_of(actor=area.amina, round_id=later)
    assert FIRST in shown.row.questions and len(shown.row.questions) == 13
    assert shown.judged[0].before == 1.0  # not 2.3: of the three questions that were asked then, this one is asked now


def test_a_full_round_stands_beside_the_last_one_that_asked_as_much(area: Area, moderating: UUID) -> None:
    agree_all(area, moderating, 3)
    light = open_round(actor=area.amina, kind="light", name="Spring", rate_by=LATER, at=NOW + timedelta(days=1))
    rate(actor=area.lena, round_id=light, component="survivor_voice", said=said(), at=NOW)
    move_round(actor=area.amina, round_id=light, move="moderate", at=NOW)
    agree_all(area, light, 4)
    full = open_round(actor=area.amina, kind="full", name="Summer", rate_by=LATER, at=NOW + timedelta(days=2))
    assert [one.before for one in round_of(actor=area.amina, round_id=full).judged] == [3.0] * 13


def test_the_gaps_stand_with_the_lowest_score_first_and_then_as_they_are_asked(area: Area, moderating: UUID) -> None:
    scores = {"structure-1": 1, "survivor_voice-2": 2, FIRST: 2, "data-1": 0}
    for key, score in scores.items():
        agreed(area, moderating, key, score=score)
    shown = round_of(actor=area.amina, round_id=moderating)
    assert [one.question for _, one in shown.gaps] == ["data-1", "structure-1", FIRST, "survivor_voice-2"]


def test_who_is_not_of_the_partnership_sees_nothing(area: Area, moderating: UUID) -> None:
    agreed(area, moderating)
    with acting_as(area.dee):
        assert not (AssessmentRound.objects.exists() or Rating.objects.exists() or Moderated.objects.exists())


def test_a_lead_rates_on_the_page_and_what_is_wrong_stays_with_what_was_typed(area: Area) -> None:
    round_id = opened(area)
    address = reverse("governance.rate", kwargs={"round": round_id, "component": "survivor_voice"})
    client = as_(area.lena)
    keys = [one.key for one in FORM.questions_of("survivor_voice")]
    typed = {f"{key}_score": "2" for key in keys} | {f"{key}_confidence": "high" for key in keys}
    again = client.post(address, typed | {f"{FIRST}_score": "0"})
    assert again.status_code == 422 and "what is missing" in text_of(again)
    assert client.post(address, typed).status_code == 302
    assert "3 of 3" in text_of(client.get(reverse("governance.round", kwargs={"round": round_id})))


def test_the_moderation_is_one_screen_and_the_round_draws_its_radar(area: Area, moderating: UUID) -> None:
    client = as_(area.amina)
    screen = reverse("governance.moderation", kwargs={"round": moderating, "component": "survivor_voice"})
    assert "two steps or more apart" in text_of(client.get(screen))
    address = reverse("governance.agree", kwargs={"round": moderating, "question": FIRST})
    typed = {
        "score": "1", "words": "Few voices.", "dissent": "Health.", "action": "Ask", "owner": "Amina",
        "review_on_day": LATER.day, "review_on_month": LATER.month, "review_on_year": LATER.year,
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    page = client.get(reverse("governance.round", kwargs={"round": moderating}))
    assert b"<polygon" in page.content and "Few voices." not in text_of(page)
    assert "Ask" in text_of(page)


def test_components_that_lie_equally_high_are_all_named_beside_the_radar(area: Area, moderating: UUID) -> None:
    scores = {"survivor_voice": 1, "intersectionality": 3, "shared_vision": 3, "structure": 1}
    for component, score in scores.items():
        for one in FORM.questions_of(component):
            agreed(area, moderating, one.key, score=score, follow=GAP if score == 1 else Follow())
    page = text_of(as_(area.amina).get(reverse("governance.round", kwargs={"round": moderating})))
    assert "Strongest, with 3 of 4: Intersectionality; Shared vision and objectives." in page
    assert "Weakest, with 1: Survivor voice and experience; Structure and governance." in page


def test_ending_the_rating_says_first_who_has_not_answered(area: Area) -> None:
    round_id = opened(area)
    rate(actor=area.lena, round_id=round_id, component="survivor_voice", said=said(), at=NOW)
    address = reverse("governance.round_moderate", kwargs={"round": round_id})
    words = text_of(as_(area.amina).get(address))
    assert "Nothing yet from:" in words and "not undone" in words
    assert as_(area.amina).post(address, {}).status_code == 302
    assert "In moderation" in text_of(as_(area.amina).get(reverse("governance.round", kwargs={"round": round_id})))


def test_a_gap_is_put_into_the_one_action_log_and_its_action_leads_back_to_it(area: Area, moderating: UUID) -> None:
    agreed(area, moderating)
    agreed(area, moderating, "survivor_voice-2", score=3, follow=Follow())
    with acting_as(area.amina):
        gap, well = (Moderated.objects.get(question=one).id for one in (FIRST, "survivor_voice-2"))
    amina, address = as_(area.amina), reverse("governance.gap", kwargs={"gap": gap})
    assert amina.get(reverse("governance.gap", kwargs={"gap": well})).status_code == 404
    assert "Not yet" in text_of(amina.get(reverse("governance.round", kwargs={"round": moderating})))
    ask = reverse("governance.gap_action", kwargs={"gap": gap})
    assert "centre who is missing" in text_of(amina.get(ask)), "what was agreed is there to be changed"
    day = {"due_on_day": LATER.day, "due_on_month": LATER.month, "due_on_year": LATER.year}
    housing = str(area.agencies["housing"])
    assert as_(area.lena).post(ask, {"what": "Ask them", "agency_id": housing, **day}).status_code == 403
    assert amina.post(ask, {"what": "Ask the centre", "agency_id": housing, **day}).status_code == 302
    with acting_as(area.amina):
        (action,) = area_actions(today=TODAY, arises_kind="governance.gap")
    assert (action.text, action.arises_id) == ("Ask the centre", gap)
    page = text_of(amina.get(address))
    assert "Ask the centre" in page and "Add another action" in page and "Make it an action" not in page
    assert "centre who is missing" not in amina.get(ask).content.decode().partition("<form")[2]
    assert "Not yet" not in text_of(amina.get(reverse("governance.round", kwargs={"round": moderating})))
    assert address in text_of(amina.get(address_of(None, action.id))), "the action says where it comes from"
    printed = text_of(amina.get(reverse("governance.round_paper", kwargs={"round": moderating})))
    assert GAP.owner in printed and "Not yet" not in printed
    assert "Health sees it higher." in text_of(as_(area.bea).get(address)), "dissent stays for everybody to read"


def test_a_round_opened_by_mistake_is_taken_away_as_long_as_nobody_has_rated(area: Area) -> None:
    client = as_(area.amina)
    mistake = opened(area, "light")
    here, away = (reverse(f"governance.{one}", kwargs={"round": mistake}) for one in ("round", "round_away"))
    assert away in text_of(client.get(here)) and away not in text_of(as_(area.lena).get(here))
    with pytest.raises(Refusal):
        take_round_away(actor=area.lena, round_id=mistake, at=NOW)
    with acting_as(area.lena):
        assert AssessmentRound.objects.filter(id=mistake).delete()[0] == 0
    assert client.post(away).status_code == 302
    assert client.get(here).status_code == 404
    kept = opened(area)
    rate(actor=area.amina, round_id=kept, component="survivor_voice", said=said(3), at=NOW, panel=True)
    with pytest.raises(Refusal, match="rated already"):
        take_round_away(actor=area.amina, round_id=kept, at=NOW)
    assert "opened by mistake" not in text_of(client.get(reverse("governance.round", kwargs={"round": kept})))


def test_a_round_in_moderation_is_not_taken_away_past_the_application_either(area: Area, moderating: UUID) -> None:
    with pytest.raises(Refusal, match="over"):
        take_round_away(actor=area.amina, round_id=moderating, at=NOW)
    with acting_as(area.amina):
        assert AssessmentRound.objects.filter(id=moderating)._raw_delete("default") == 0  # type: ignore[attr-defined]

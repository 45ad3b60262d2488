"""Recommendations of reviews: done is what the lead says, assured what another agency has seen; nobody is named."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import Error
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.governance.models import PublishedRecommendation, PublishedThemes, Recommendation
from openccr.governance.operations.recommendations import (
    Planned,
    Recommended,
    add_evidence,
    add_milestone,
    assure_recommendation,
    begin_recommendation,
    finish_recommendation,
    note_recommendation,
    plan_recommendation,
    reach_milestone,
    refuse_recommendation,
    reopen_recommendation,
)
from openccr.governance.operations.recommendations_published import (
    publish_recommendation,
    take_back_recommendation,
)
from openccr.governance.queries.recommendations import Sought, recommendation_of, recommendations
from openccr.governance.rules.recommendations import (
    RECOMMENDATION,
    RecommendationFacts,
    RecommendationState,
    carried_out,
    is_late,
    reviews_by_theme,
    why_not_public,
)
from openccr.insight.rules.differencing import range_of
from openccr.insight.rules.figures import rounded
from openccr.kernel.refusals import NotFound, Refusal
from tests.governance.strategies import NOW, TODAY, recommended, strategy_made
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

WHOLE = RecommendationFacts(action="x", target_on=TODAY, led=True, evidence=1, impact="x")


def done(area: Area, found: UUID) -> None:
    """Begun, with a milestone reached and something that shows it, and finished by its lead."""
    begin_recommendation(actor=area.lena, recommendation_id=found, at=NOW)
    step = add_milestone(actor=area.lena, recommendation_id=found, words="Half trained", due_on=TODAY, at=NOW)
    reach_milestone(actor=area.lena, milestone_id=step, reached_on=TODAY, words="Register", at=NOW)
    add_evidence(actor=area.lena, recommendation_id=found, words="Training register", href="", on=TODAY, at=NOW)
    finish_recommendation(
        actor=area.lena, recommendation_id=found, completed_on=TODAY, impact="Twice as many are asked.", at=NOW
    )


@pytest.mark.parametrize("state", list(RecommendationState))
@pytest.mark.parametrize("move", list(RECOMMENDATION.moves))
def test_a_recommendation_is_begun_done_and_assured_or_not_taken_up(state: RecommendationState, move: str) -> None:
    allowed = {
        ("open", "begin"), ("under_way", "finish"), ("done", "assure"), ("done", "reopen"), ("open", "refuse"),
        ("under_way", "refuse"),
    }  # fmt: skip
    assert (RECOMMENDATION.refusal(state=state, move=move, facts=WHOLE) is None) is ((state.value, move) in allowed)


@pytest.mark.parametrize(
    ("state", "move", "facts"),
    [
        ("open", "begin", RecommendationFacts(action="x", led=True)),
        ("under_way", "finish", RecommendationFacts(evidence=1, not_reached=1)),
        ("under_way", "finish", RecommendationFacts()),
        ("done", "assure", RecommendationFacts(evidence=1)),
    ],
)
def test_nothing_is_begun_unplanned_done_unshown_or_assured_without_what_it_changed(
    state: str, move: str, facts: RecommendationFacts
) -> None:
    assert RECOMMENDATION.refusal(state=state, move=move, facts=facts) is not None


def test_how_many_reviews_a_theme_came_up_in_is_rounded_and_no_number_gives_another_away() -> None:
    few = [("A", ["asking", "training"]), ("A", ["asking"]), ("B", ["asking"])]
    assert reviews_by_theme(few) == {"asking": "fewer than 5", "training": "fewer than 5"}
    many = [(str(number), ["asking"]) for number in range(7)]
    assert reviews_by_theme(many) == {"asking": "5"}
    for number in range(1, 60):
        low, high = range_of(rounded(number))
        assert low < high


@pytest.mark.parametrize(
    ("said", "read_by"),
    [
        ("", "Fay"), ("Officers ask within 5 days.", "Fay"), ("The house at twelve, SW1A 1AA.", "Fay"),
        ("Officers ask.", ""), ("Officers ask.", "amina okafor"),
    ],
)  # fmt: skip
def test_nothing_is_published_with_a_number_a_place_or_unread_by_another(said: str, read_by: str) -> None:
    assert why_not_public(said=said, did="", read_by=read_by, actor="Amina Okafor") is not None
    assert why_not_public(said="Officers ask.", did="All do.", read_by="Fay", actor="Amina Okafor") is None


def test_late_is_what_its_lead_has_not_said_is_done() -> None:
    before = TODAY - timedelta(days=1)
    assert is_late(state="under_way", target_on=before, today=TODAY)
    assert not is_late(state="done", target_on=before, today=TODAY)
    assert not is_late(state="open", target_on=None, today=TODAY)
    assert carried_out({"assured": 1, "done": 2, "open": 1}) == "1 of 4 assured, 2 done and waiting for it."


def test_the_lead_does_it_and_somebody_of_another_agency_is_sure(area: Area) -> None:
    found = recommended(area)
    with pytest.raises(Refusal, match="Nothing shows it"):
        begin_recommendation(actor=area.lena, recommendation_id=found, at=NOW)
        finish_recommendation(actor=area.lena, recommendation_id=found, completed_on=TODAY, impact="x", at=NOW)
    reopened = recommended(area, place="2")
    done(area, reopened)
    reopen_recommendation(actor=area.fay, recommendation_id=reopened, reason="Half the staff.", at=NOW)
    with acting_as(area.lena):
        assert Recommendation.objects.get(id=reopened).state == RecommendationState.UNDER_WAY
    finish_recommendation(actor=area.lena, recommendation_id=reopened, completed_on=TODAY, impact="Now all.", at=NOW)
    with pytest.raises(Refusal):
        assure_recommendation(actor=area.lena, recommendation_id=reopened, words="Yes.", at=NOW)
    assure_recommendation(actor=area.fay, recommendation_id=reopened, words="I sat in.", at=NOW)
    shown = recommendation_of(actor=area.bea, recommendation_id=reopened, today=TODAY)
    assert (shown.row.state, shown.row.assured_by) == (RecommendationState.ASSURED, area.fay.name)
    with pytest.raises(Refusal, match="nothing more is written"):
        add_evidence(actor=area.lena, recommendation_id=reopened, words="More", href="", on=TODAY, at=NOW)


def test_nobody_assures_what_their_own_agency_leads(area: Area) -> None:
    found = recommended(area, led_by="council")
    begin_recommendation(actor=area.amina, recommendation_id=found, at=NOW)
    add_evidence(actor=area.amina, recommendation_id=found, words="Audit", href="/quality/", on=TODAY, at=NOW)
    finish_recommendation(actor=area.amina, recommendation_id=found, completed_on=TODAY, impact="x", at=NOW)
    with pytest.raises(Refusal, match="own agency"):
        assure_recommendation(actor=area.amina, recommendation_id=found, words="Yes.", at=NOW)


def test_another_agencys_lead_writes_nothing_even_in_sql(area: Area) -> None:
    found = recommended(area, led_by="police")
    with pytest.raises(NotFound):
        add_milestone(actor=area.lena, recommendation_id=found, words="x", due_on=TODAY, at=NOW)
    with acting_as(area.lena):
        assert not Recommendation.objects.filter(id=found).update(impact="All is well.")
        with pytest.raises(Error), transaction.atomic():
            PublishedRecommendation(
                partnership_id=area.lena.partnership, area=area.code, recommendation_id=found, said="x", state="open",
                read_by="x", on=TODAY,
            ).save(force_insert=True)  # fmt: skip
    with acting_as(area.dee):
        assert not Recommendation.objects.exists()


def test_what_is_not_taken_up_says_why(area: Area) -> None:
    found = recommended(area)
    with pytest.raises(Refusal, match="Say why"):
        refuse_recommendation(actor=area.amina, recommendation_id=found, reason=" ", at=NOW)
    refuse_recommendation(actor=area.amina, recommendation_id=found, reason="The law changed.", at=NOW)
    assert recommendation_of(actor=area.bea, recommendation_id=found, today=TODAY).row.reason == "The law changed."


def test_a_recommendation_stands_once_in_its_review_and_knows_the_same_theme_elsewhere(area: Area) -> None:
    first, other = recommended(area), recommended(area, review="Review B")
    with pytest.raises(Refusal, match="there already"):
        recommended(area)
    shown = recommendation_of(actor=area.fay, recommendation_id=first, today=TODAY)
    assert [one.id for one in shown.same_theme] == [other]
    wrong = Recommended(kind="death", review="C", place="1", words="x", scope="local", themes=("made_up",))
    with pytest.raises(Refusal, match="theme"):
        note_recommendation(actor=area.amina, recommended=wrong, at=NOW)


def test_an_objective_carries_a_recommendation_on(area: Area) -> None:
    made, found = strategy_made(area), recommended(area)
    plan_recommendation(
        actor=area.amina, recommendation_id=found,
        planned=Planned(action="Train", agency_id=area.agencies["housing"], objective_id=made.objective), at=NOW,
    )  # fmt: skip
    words = text_of(as_(area.bea).get(reverse("governance.objective", kwargs={"objective": made.objective})))
    assert "Review A, 1" in words


def test_the_list_is_narrowed_by_theme_state_lead_and_words(area: Area) -> None:
    recommended(area)
    recommended(area, place="2", led_by="police")
    for sought, number in (
        (Sought(), 2), (Sought(theme="asking"), 2), (Sought(theme="suicide"), 0), (Sought(state="done"), 0),
        (Sought(agency=str(area.agencies["police"])), 1), (Sought(text="officers"), 2),
    ):  # fmt: skip
        assert recommendations(actor=area.bea, sought=sought, page=slice(0, 50))[1] == number
    assert text_of(as_(area.bea).get(reverse("governance.recommendations") + "?theme=asking")).count("Review A, ") == 2


def test_anybody_reads_the_public_words_and_nothing_of_the_review(area: Area) -> None:
    found = recommended(area)
    address = reverse("governance.learning", kwargs={"area": area.code})
    assert "Nothing is published" in text_of(Client().get(address))
    publish_recommendation(
        actor=area.amina, recommendation_id=found, said="Landlords ask.", did="Most do.", read_by="Fay", at=NOW
    )
    page = text_of(Client().get(address))
    assert "Landlords ask." in page and "fewer than 5" in page and "Exit" in page
    shouted = reverse("governance.learning", kwargs={"area": area.code.upper()})
    assert "Landlords ask." in text_of(Client().get(shouted)), "as on a poster, in letters of either case"
    for hidden in ("Review A", "Head of housing", "Fay", "every visit", str(TODAY.year)):
        assert hidden not in page
    publish_recommendation(
        actor=area.amina, recommendation_id=found, said="Landlords ask.", did="All do.", read_by="Fay", at=NOW
    )
    assert "All do." in text_of(Client().get(address))
    take_back_recommendation(actor=area.amina, recommendation_id=found, at=NOW)
    assert "Nothing is published" in text_of(Client().get(address))
    with acting_as(area.amina):
        assert PublishedThemes.objects.get().themes == {}
    with pytest.raises(NotFound):
        take_back_recommendation(actor=area.amina, recommendation_id=found, at=NOW)


def test_how_far_a_published_recommendation_is_stays_true_whoever_moves_it(area: Area) -> None:
    found = recommended(area)
    address = reverse("governance.learning", kwargs={"area": area.code})
    publish_recommendation(
        actor=area.amina, recommendation_id=found, said="Landlords ask.", did="Most do.", read_by="Fay", at=NOW
    )
    assert "Recommended" in text_of(Client().get(address))
    done(area, found)
    assert "Done, says its lead" in text_of(Client().get(address))
    reopen_recommendation(actor=area.fay, recommendation_id=found, reason="Half the staff.", at=NOW)
    assert "Under way" in text_of(Client().get(address))
    plan_recommendation(
        actor=area.amina, recommendation_id=found, planned=Planned(action="x", outside="County court"), at=NOW
    )
    page = text_of(Client().get(address))
    assert "Half the staff" not in page and "Landlords ask." in page
    assert "County court" not in page, "words that somebody typed are public once the coordinator publishes them"
    publish_recommendation(
        actor=area.amina, recommendation_id=found, said="Landlords ask.", did="Most do.", read_by="Fay", at=NOW
    )
    assert "County court" in text_of(Client().get(address))


def test_why_it_was_not_done_is_not_told_of_what_is_done(area: Area) -> None:
    found = recommended(area)
    done(area, found)
    reopen_recommendation(actor=area.fay, recommendation_id=found, reason="Half the staff.", at=NOW)
    page = reverse("governance.recommendation", kwargs={"recommendation": found})
    assert "Half the staff." in text_of(as_(area.amina).get(page))
    finish_recommendation(actor=area.lena, recommendation_id=found, completed_on=TODAY, impact="Now all.", at=NOW)
    assert "Half the staff." not in text_of(as_(area.amina).get(page))


def test_a_lead_adds_a_milestone_on_the_page_and_is_offered_nothing_that_is_not_theirs(area: Area) -> None:
    found = recommended(area)
    client = as_(area.lena)
    address = reverse("governance.new_milestone", kwargs={"recommendation": found})
    typed = {"words": "Half", "due_on_day": TODAY.day, "due_on_month": TODAY.month, "due_on_year": TODAY.year}
    assert client.post(address, typed).status_code == 302
    page = text_of(client.get(reverse("governance.recommendation", kwargs={"recommendation": found})))
    assert "Half" in page and "Begin" in page and "Publish" not in page and "Plan it" not in page
    evil = {"words": "x", "href": "//elsewhere.example", "on_day": 1, "on_month": 1, "on_year": 2026}
    evidence = reverse("governance.new_evidence", kwargs={"recommendation": found})
    assert client.post(evidence, evil).status_code == 422


def test_what_its_lead_says_is_done_waits_on_the_list_of_whoever_may_assure_it(area: Area) -> None:
    words = "done, says its lead: to assure"
    done(area, recommended(area))
    assert words in text_of(as_(area.fay).get("/")) and words in text_of(as_(area.amina).get("/"))
    assert words not in text_of(as_(area.lena).get("/"))
    theirs = recommended(area, place="2", led_by="council")
    with acting_as(area.amina):
        Recommendation.objects.filter(id=theirs).update(state=RecommendationState.DONE, impact="x")
    assert words in text_of(as_(area.amina).get("/"))  # their own agency's is not theirs to assure


def test_a_review_that_was_called_by_a_name_is_called_otherwise_and_no_number_comes_twice(area: Area) -> None:
    found = recommended(area, review="Review of Sam Oldbarrow", place="3")
    recommended(area, review="Review D", place="3")
    client, page = as_(area.amina), reverse("governance.reword_recommendation", kwargs={"recommendation": found})
    typed = {"kind": "death", "words": "Ask.", "scope": "local", "themes": ["asking"], "place": "3"}
    assert client.post(page, typed | {"review": "Review D"}).status_code == 422
    assert client.post(page, typed | {"review": "Review C"}).status_code == 302
    assert "Sam Oldbarrow" not in text_of(client.get("/recommendations/"))
    assert "Review C, 3" in text_of(client.get("/recommendations/"))

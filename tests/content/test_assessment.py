"""The self-assessment of the coordinated response: every thought of the sources has its place."""

from __future__ import annotations

from collections import Counter

import pytest

from openccr.content import load


@pytest.fixture(scope="module")
def form():
    return load().assessments["ccr"]


def test_it_has_the_twelve_components_and_death_reviews(form):
    assert [one.number for one in form.components.values()] == list(range(1, 14))
    assert list(form.components)[-1] == "death_reviews"


def test_it_asks_all_forty_two_key_questions(form):
    asked = Counter(one.component for one in form.questions.values())
    assert sum(asked.values()) == 42
    assert (asked["strategy"], asked["resources"], asked["survivor_voice"]) == (5, 4, 3)


def test_it_aims_at_all_hundred_and_seventeen_recommendations(form):
    """84 at a glance, 6 on death reviews, 7 of the conclusion, 3 and 10 of the strategy, 7 ways of capacity."""
    by_place = Counter(one.source.rsplit(", ", 1)[0] for one in form.recommendations.values())
    at_a_glance = sum(number for place, number in by_place.items() if place.startswith("ISOE, at a glance"))
    others = {place: number for place, number in by_place.items() if not place.startswith("ISOE, at a glance")}
    assert at_a_glance == 84
    assert others == {
        "ISOE, component 12, death reviews and the response": 6,
        "ISOE, conclusion": 7,
        "OSSPC, part E, Respect": 3,
        "OSSPC, part E, Standing Together": 10,
        "UNW-CAP, methods": 7,
    }
    assert len(form.recommendations) == 117


def test_it_rests_on_the_nine_values(form):
    assert len(form.values) == 9


def test_every_component_has_questions_and_something_to_aim_at(form):
    for key in form.components:
        assert form.questions_of(key) and form.recommendations_of(key)


def test_the_scale_runs_from_nought_to_four_with_a_word_for_each_step(form):
    assert [one.number for one in form.scale.values()] == [0, 1, 2, 3, 4]
    assert all(one.text for one in form.scale.values())


def test_no_two_items_say_the_same(form):
    words = [one.asks for one in form.questions.values()] + [one.text for one in form.recommendations.values()]
    assert len(set(words)) == len(words)

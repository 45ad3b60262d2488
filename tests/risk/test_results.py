"""What an assessment comes to: the score informs, the judgement decides, and only upwards."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.content.schema.instruments import Instrument
from openccr.risk.rules import Assessed, is_high, scores_high, standing, wording
from tests.risk.tools import DASH, FREQUENCY, STALKING, answered, answered_at_all, assessed, scored

JUDGED = (None, True, False)
GRADES = st.sampled_from(["", *FREQUENCY.grades])


@pytest.mark.parametrize(("score", "judged", "reviewed"), list(product(range(25), JUDGED, (True, False))))
def test_high_is_what_the_score_the_judgement_or_a_second_person_says(
    score: int, judged: bool | None, reviewed: bool
) -> None:
    one = Assessed(instrument=DASH, score=score, unknowns=0, judged_high=judged, reviewed_high=reviewed)
    assert is_high(one) == (score >= 14 or judged is True or reviewed)


@given(st.integers(0, 24), st.integers(0, 24), st.sampled_from(JUDGED))
def test_a_score_never_overwrites_a_judgement_of_high(score: int, more: int, judged: bool | None) -> None:
    assert is_high(scored(score, judged=True))
    higher = scored(min(24, score + more), judged=judged)
    assert is_high(higher) or not is_high(scored(score, judged=judged))


@pytest.mark.parametrize("score", range(14, 25))
def test_a_judgement_never_lowers_a_high_score_and_stands_beside_it(score: int) -> None:
    one = scored(score, judged=False)
    assert is_high(one)
    assert wording(one) == f"High on this tool: {score} yes, 0 not known; judged not high"


@given(answered_at_all(), st.sampled_from(JUDGED), GRADES, st.booleans())
def test_no_result_is_ever_called_low_and_each_says_what_is_not_known(
    both: tuple[Instrument, dict[int, str]], judged: bool | None, grade: str, reviewed: bool
) -> None:
    tool, answers = both
    one = assessed(tool, answers, judged=judged, grade=grade, reviewed=reviewed)
    text = wording(one).lower()
    assert "low" not in text.replace("below", "")
    assert "not known" in text or not answers
    assert is_high(one) == text.startswith("high")


def test_the_words_of_each_kind_of_result() -> None:
    assert wording(assessed(DASH, answered(9, unknown=3, not_asked=2))) == (
        "Not identified as high on this tool (standard band): 9 yes, 3 not known, 2 not asked"
    )
    assert wording(assessed(DASH, answered(9), judged=True)) == (
        "High on professional judgement; 9 yes, 0 not known on the 24-item risk checklist (DASH type)"
    )
    assert wording(assessed(DASH, answered(9), judged=False, reviewed=True)).startswith("High on a second person's")
    assert wording(assessed(FREQUENCY, {1: "often"}, judged=False, grade="medium")) == (
        "Medium: not identified as high on this tool; 0 not known, 17 not asked on the 18-item frequency assessment "
        "(DARA type)"
    )
    assert wording(assessed(STALKING, answered(2, tool=STALKING))) == (
        "11-item stalking supplement: 0 not known. It takes nothing from the assessment of the case"
    )


def test_where_only_a_judgement_was_sent_the_words_say_so() -> None:
    assert wording(scored(None, unknowns=None, judged=True)) == "High on professional judgement; no score given"
    assert "Not identified as high" in wording(scored(None, unknowns=None, judged=False))
    assert wording(scored(None, unknowns=None)) == "No score and no judgement given"
    assert wording(scored(9, unknowns=None)).endswith("9 yes, unknowns not stated")


def test_an_instrument_that_the_pack_no_longer_holds_says_nothing_of_its_threshold() -> None:
    old = Assessed(instrument=None, score=20, unknowns=0, judged_high=None)
    assert not scores_high(old)
    assert wording(old) == "Another tool: 20 yes, 0 not known"


# ---------------------------------------------------------------------------------------- which of several stands

HIGH, NOT_HIGH = scored(9, judged=True), scored(9, judged=False)
BARE, BARE_HIGH = scored(9), scored(16)
SCREEN = assessed(STALKING, answered(3, tool=STALKING))
SCREEN_HIGH = assessed(STALKING, answered(3, tool=STALKING), judged=True)


@pytest.mark.parametrize(
    ("newest_first", "stands"),
    [
        ([], None),
        ([NOT_HIGH, HIGH], 0),
        ([HIGH, NOT_HIGH], 0),
        ([BARE, HIGH], 1),
        ([BARE, BARE, BARE_HIGH], 2),
        ([BARE, NOT_HIGH, HIGH], 0),
        ([SCREEN, NOT_HIGH], 1),
        ([SCREEN, HIGH], 1),
        ([SCREEN_HIGH, NOT_HIGH], 0),
        ([SCREEN], 0),
        ([NOT_HIGH, SCREEN_HIGH, NOT_HIGH], 0),
    ],
)
def test_the_newest_stands_but_a_bare_score_or_a_supplement_lowers_nothing(
    newest_first: list[Assessed], stands: int | None
) -> None:
    assert standing(newest_first) == stands


@given(st.lists(st.sampled_from([HIGH, NOT_HIGH, BARE, BARE_HIGH, SCREEN, SCREEN_HIGH]), min_size=1, max_size=6))
def test_only_somebody_who_judges_anew_takes_a_high_away(newest_first: list[Assessed]) -> None:
    place = standing(newest_first)
    assert place is not None
    since = newest_first[: next((n for n, one in enumerate(newest_first) if is_high(one)), len(newest_first))]
    judged_anew = any(one.judged_high is False and not one.supplement for one in since)
    any_high = len(since) < len(newest_first)
    assert is_high(newest_first[place]) == (any_high and not judged_anew)

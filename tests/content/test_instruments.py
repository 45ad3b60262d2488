"""The risk instruments of England's pack: what each asks and raises, and what is said when one is faulty."""

from __future__ import annotations

from typing import get_args

import pytest

from openccr.content import PackError, describe, load
from openccr.content.load import packs_folder
from openccr.content.lock import published_in, versions_in
from openccr.content.registry import FollowUp
from tests.content.packs import change, copied

PACK = load()
TOOLS = ("dash24@1", "young24@1", "stalking11@1", "frequency18@1")


@pytest.mark.parametrize(
    ("name", "items"), [("dash24@1", 24), ("young24@1", 24), ("stalking11@1", 11), ("frequency18@1", 18)]
)
def test_each_instrument_asks_its_number_of_questions_once(name: str, items: int) -> None:
    tool = PACK.instrument(name)
    assert tool.numbers == tuple(range(1, items + 1))
    assert len({item.topic for item in tool.items}) == items
    assert len({item.text for item in tool.items}) == items


@pytest.mark.parametrize("name", TOOLS)
def test_each_instrument_is_published_named_by_source_and_says_that_it_is_no_ones_text(name: str) -> None:
    folder = packs_folder() / "gb-eng"
    assert published_in(folder)["instruments"][name] == versions_in(folder)["instruments"][name]
    tool = PACK.instrument(name)
    assert "Own plain paraphrase" in tool.wording
    assert "third-party work that is not included" in tool.licence
    assert all(item.source for item in tool.items)


@pytest.mark.parametrize("name", TOOLS)
def test_not_known_and_not_asked_are_two_answers_of_every_instrument(name: str) -> None:
    tool = PACK.instrument(name)
    assert len(tool.saying("unknown")) == len(tool.saying("not_asked")) == 1


def test_a_frequency_assessment_has_steps_grades_and_no_score() -> None:
    tool = PACK.instrument("frequency18@1")
    assert [answer.name for answer in tool.scale.values()][:5] == ["Never", "Once", "Sometimes", "Often", "Very often"]
    assert [(grade.key, grade.high) for grade in tool.grades.values()] == [
        ("standard", False),
        ("medium", False),
        ("high", True),
    ]
    assert tool.counting is None
    for ask in (lambda: tool.threshold, lambda: tool.band(9)):
        with pytest.raises(LookupError, match="does not count"):
            ask()


def test_the_young_peoples_version_is_for_thirteen_to_seventeen_and_speaks_to_them() -> None:
    tool = PACK.instrument("young24@1")
    assert tool.ages is not None
    assert (tool.ages.first, tool.ages.last) == (13, 17)
    assert sum(" you" in item.text for item in tool.items) >= 15


def test_stalking_leads_to_the_supplement_and_suicidal_thoughts_strangulation_and_others_to_their_pathways() -> None:
    assert PACK.instrument("stalking11@1").supplement
    assert PACK.risk.pathways["stalking_screen"].instrument == "stalking11@1"
    for name in ("dash24@1", "young24@1"):
        tool = PACK.instrument(name)
        assert [tool.item(n).follow_up for n in (5, 8, 15, 17)] == [
            "suicide_pathway", "stalking_screen", "strangulation_health_check", "honour_based_abuse_questions",
        ]  # fmt: skip


def test_every_follow_up_has_its_prompt() -> None:
    assert set(PACK.risk.pathways) == set(get_args(FollowUp))


@pytest.mark.parametrize(
    "kind", ["separation", "new_incident", "release", "relocation", "pregnancy", "contact_proceedings"]
)
def test_risk_is_assessed_again_after_each_change_within_days(kind: str) -> None:
    assert 1 <= PACK.risk.triggers[kind].days <= 10


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "instruments/dash24@1.toml",
            'group = "person"\ntext = "Are there',
            'group = "now"\ntext = "Are there',
            "follow one another",
        ),
        ("instruments/dash24@1.toml", "[groups.around]", "[groups.elsewhere]", "add it to groups"),
        ("instruments/dash24@1.toml", 'says = "not_asked"', 'says = "unknown"', "not_asked"),
        ("instruments/dash24@1.toml", "threshold = 14", "threshold = 25", "more than 24"),
        ("instruments/frequency18@1.toml", 'from_answer = "often"', 'from_answer = "never"', "never"),
        ("instruments/frequency18@1.toml", "high = true", "high = false", "at least one that is high"),
        ("risk.toml", "[pathways.stalking_screen]", "[pathways.stalking]", "not a follow-up"),
        ("risk.toml", "[pathways.stalking_screen]", "[pathways.stalking]", "not a pathway"),
        ("risk.toml", 'instrument = "stalking11@1"', 'instrument = "stalking11@2"', "not an instrument"),
        ("risk.toml", "days = 3", "days = 0", "greater than or equal"),
    ],
)
def test_an_instrument_that_does_not_hang_together_is_refused(
    tmp_path, file: str, old: str, new: str, said: str
) -> None:
    root = copied(tmp_path)
    change(root / "gb-eng" / file, old, new)
    with pytest.raises(PackError) as caught:
        load(roots=[root])
    assert any(said in str(problem) for problem in caught.value.problems), caught.value.problems


def test_a_practitioner_can_read_every_question_with_where_it_leads_and_the_days_to_assess_again() -> None:
    tables = {(section.title, table.caption): table for section in describe(PACK) for table in section.tables}
    stalked = next(row for row in tables["24-item risk checklist (DASH type): dash24@1", "Items"].rows if row[0] == "8")
    assert stalked[3] == "Stalking"
    again = tables["Risk: what all instruments share", "When risk is assessed again"]
    assert ("Separation, or an attempt at it", "3 days") in {row[:2] for row in again.rows}

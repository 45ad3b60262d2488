"""The table of the verification standard names what is there."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from openccr.site.environment import ROOT
from openccr.site.requirements import Requirement, requirements
from tests.walls.test_threats import names_of_tests

EVERY = requirements()
OF_LEVEL = {1: 70, 2: 183}
"""Counted from the standard's own list, version 5.0.0."""


def test_every_requirement_of_levels_one_and_two_is_answered_once() -> None:
    assert Counter(one.level for one in EVERY) == OF_LEVEL
    assert len({one.number for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("one", EVERY, ids=[one.number for one in EVERY])
def test_its_test_or_document_is_there(one: Requirement) -> None:
    assert one.about and not one.about.lower().startswith("verify")
    if one.shown_by == "test":
        path, _, name = one.evidence.partition("::")
        assert name in names_of_tests(path), f"{one.number}: name another in docs/reference/asvs.toml"
    elif one.shown_by == "document":
        assert (ROOT / one.evidence).exists()
    else:
        assert len(one.evidence) > len("none: ") + 3


def test_most_are_shown_by_a_test_and_few_are_open() -> None:
    by = Counter(one.shown_by for one in EVERY)
    assert by["test"] >= 170 and by["open"] == 0, by


def test_the_command_prints_and_counts_them() -> None:
    out = StringIO()
    call_command("asvs", stdout=out)
    text = out.getvalue()
    assert "Level 1: 70 requirements" in text and "Level 2: 183 requirements" in text
    out = StringIO()
    call_command("asvs", "--open", stdout=out)
    assert out.getvalue().count("open: ") == sum(one.shown_by == "open" for one in EVERY)

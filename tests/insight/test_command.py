"""`openccr return`: a quarter's figures on the command line."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from openccr.access.acting import acting_as
from openccr.insight.operations import sign_off
from openccr.insight.panels import TODOS
from tests.insight.returns import AFTER, JULY, QUARTER, Given, held
from tests.makers import Area

KEYS = (
    "cases", "repeats", "children", "police", "partner", "minoritised", "lgbt", "disability", "male", "victims_16_17",
    "harmers_to_17", "rate_per_10000", "adult_women",
)  # fmt: skip

pytestmark = pytest.mark.django_db


def said(*more: str) -> str:
    out = StringIO()
    call_command("return", "--area", "exampleshire", "--quarter", "2026Q3", *more, stdout=out)
    return out.getvalue()


def test_the_return_comes_as_json_with_every_figure_and_what_is_missing(area: Area) -> None:
    held(area, JULY, [Given(repeat=True, children=2), Given(source="idva", ethnicity="")])
    found = json.loads(said("--json"))
    cells = found["cells"]
    assert (found["quarter"], found["from"], found["to"], found["signed_off"]) == (
        "2026Q3",
        "2026-07-01",
        "2026-09-30",
        None,
    )
    assert {key: cells[key]["value"] for key in KEYS} == {
        "cases": 2, "repeats": 1, "children": 2, "police": 1, "partner": 1, "minoritised": 0, "lgbt": 0,
        "disability": 0, "male": 0, "victims_16_17": 0, "harmers_to_17": 0, "rate_per_10000": 0.22,
        "adult_women": 92_000,
    }  # fmt: skip
    assert {key: cell["unknown"] for key, cell in cells.items() if cell["unknown"]} == {"minoritised": 1}
    assert {key: count for key, count in cells["sources"]["value"].items() if count} == {"idva": 1, "police": 1}
    assert found["rolling_12_months"]["cases"] == {"value": 2, "unknown": 0}
    assert [(one["on"], one["counts"]["cases"], one["sources"]) for one in found["meetings"]] == [
        ("2026-07-14", 2, {"idva": 1, "police": 1})
    ]
    assert found["missing"] == []


def test_the_return_comes_in_words_and_says_whether_it_is_signed_off(area: Area) -> None:
    held(area, JULY, [Given(), Given(repeat=True)])
    assert "Not signed off." in said()
    assert "Repeat cases: 50.0%, 1 of 2" in said()
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    assert "Signed off on 2026-10-05 by Amina Okafor." in said()


def test_what_is_no_quarter_and_no_area_is_refused_in_words(area: Area) -> None:
    with pytest.raises(CommandError, match="is not a quarter"):
        call_command("return", "--area", "exampleshire", "--quarter", "2026")
    with pytest.raises(CommandError, match="no partnership with the code nowhere"):
        call_command("return", "--area", "nowhere", "--quarter", "2026Q3")


def test_home_reminds_the_coordinator_until_the_quarter_is_signed_off(area: Area) -> None:
    def waiting() -> list[str]:
        with acting_as(area.amina):
            return [item.text for item in TODOS[0].query(actor=area.amina, today=AFTER.date())]

    assert waiting() == []  # nothing was held
    held(area, JULY, [Given()])
    assert waiting() == ["Sign off the figures of July to September 2026"]
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    assert waiting() == []

"""What an earlier assessment raised stands on the case until a later one answers it: "not known" takes nothing back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openccr.risk.operations import assess
from tests.makers import NOW, TODAY, Area
from tests.risk.tools import DASH
from tests.risk.visiting import case_with_victim, panel_of

FLAG = "Strangulation or suffocation that was not fatal"
STILL = "Raised by another assessment, and not answered since"


@pytest.mark.parametrize(("later", "stays"), [("unknown", True), ("not_asked", True), ("no", False), ("yes", False)])
def test_a_flag_stays_until_somebody_answers_it(area: Area, later: str, stays: bool) -> None:
    case, person = case_with_victim(area)
    strangled = next(number for flag in DASH.red_flags.values() if flag.name == FLAG for number in flag.items)
    for days, answer in ((30, "yes"), (0, later)):
        ago = timedelta(days=days)
        given = {number: {"answer": "no", "note": ""} for number in DASH.numbers} | {
            strangled: {"answer": answer, "note": ""}
        }
        assess(
            actor=area.bea, file=case, person=person, instrument=DASH.id, answers=given, judged_high=True,
            judgement_reason="He has her keys.", assessed_on=TODAY - ago, at=NOW - ago,
        )  # fmt: skip
    said = str(panel_of(area, case)["summary"])
    assert (STILL in said) is stays
    assert (FLAG in said) is (stays or later == "yes")

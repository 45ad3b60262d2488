"""A strategy is not agreed while something in it is still to be filled in: its head, its lines, the authors' text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openccr.governance.operations.strategy import redraft, write_strategy
from openccr.governance.operations.strategy_document import write_text
from openccr.kernel.refusals import Refusal
from tests.governance.strategies import Made
from tests.governance.test_strategy import HEAD, NOW, agreed, made
from tests.makers import Area

pytestmark = pytest.mark.django_db

__all__ = ["made"]


def test_no_strategy_is_agreed_in_which_something_is_still_to_be_filled_in(area: Area, made: Made) -> None:
    named = {"actor": area.amina, "strategy_id": made.strategy}
    write_strategy(written=replace(HEAD, vision="Nobody in [name of the county] is hurt."), at=NOW, **named)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=r"filled in: “\[name of the county\]”"):
        agreed(area, made)
    redraft(at=NOW, **named)  # type: ignore[arg-type]
    write_strategy(written=HEAD, at=NOW, **named)  # type: ignore[arg-type]
    write_text(section="working", words="Who leads: TBC", at=NOW, **named)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="filled in: “TBC”"):
        agreed(area, made)
    write_text(section="working", words="Who leads: the board.", at=NOW, **named)  # type: ignore[arg-type]
    redraft(at=NOW, **named)  # type: ignore[arg-type]
    agreed(area, made)

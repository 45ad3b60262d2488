"""The line above a title says on which page one is, not what its button says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.governance.strategies import recommended, strategy_made
from tests.makers import Area
from tests.signing_in import as_, text_of


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("governance.reword_recommendation", "Correct the words"),
        ("governance.plan_recommendation", "What will be done"),
        ("governance.write_strategy", "Head of the strategy"),
    ],
)
def test_the_way_there_ends_with_the_pages_own_name(area: Area, page: str, title: str) -> None:
    which = (
        {"strategy": strategy_made(area).strategy}
        if page.endswith("strategy")
        else {"recommendation": recommended(area)}
    )
    shown = text_of(as_(area.amina).get(reverse(page, kwargs=which)))
    way = shown.split("govuk-breadcrumbs__list", 1)[1].split("</ol>", 1)[0]
    assert title in way and "Save" not in way

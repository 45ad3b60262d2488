"""An agency without a flag to confirm is given no form in which nothing can be chosen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.makers import Area
from tests.signing_in import as_, text_of


@pytest.mark.parametrize("page", ["actions.flags_on", "actions.flags_off"])
def test_without_a_flag_there_is_a_way_on_and_no_button(area: Area, page: str) -> None:
    shown = text_of(as_(area.bea).get(reverse(page)))
    main = shown.split("<main", 1)[1].split("</main>", 1)[0]
    assert "No flag of your agency waits here." in main and 'method="post"' not in main
    assert reverse("actions.flags") in main

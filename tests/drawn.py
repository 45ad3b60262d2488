"""What a page draws, as a browser would show it."""

from __future__ import annotations

import lxml.html


def shown_only_with(page: str, field: str) -> list[str]:
    """The choices under which a browser hides a field until one of them is made; none for a field always shown."""
    (drawn,) = lxml.html.fromstring(page).xpath(f'//*[@name="{field}"]')
    return [one.get("id", "") for one in drawn.iterancestors() if "conditional" in one.get("class", "")]

"""The pages of risk."""

from __future__ import annotations

from openccr.ui.registry import Pages

pages = Pages("risk")

from openccr.risk.pages import assessing, changes, comparing, not_done, reading  # noqa: E402

__all__ = ["assessing", "changes", "comparing", "not_done", "pages", "reading"]

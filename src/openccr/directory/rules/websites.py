"""A website as people write it in a spreadsheet, and as a browser can open it."""

from __future__ import annotations

import re

from openccr.kernel.text import comparable

_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?", re.IGNORECASE
)
_NONE = frozenset({"none", "no", "na", "tbc", "unknown", "notknown"})
"""Words that people write where there is no website."""


def tidy_website(text: str) -> str | None:
    """The website with https:// before it where nothing stood there; empty for "none", None for what is no website."""
    found = text.strip().strip("<>").rstrip(".,;")
    if not found.strip("-–—") or comparable(found) in _NONE:
        return ""
    scheme, between, rest = found.partition("://")
    if not between:
        return f"https://{found}" if _HOST.fullmatch(found) else None
    return f"{scheme.lower()}://{rest}" if scheme.lower() in ("http", "https") and _HOST.fullmatch(rest) else None

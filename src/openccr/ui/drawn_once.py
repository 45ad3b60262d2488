"""Form fields whose words are nobody's: drawn once and kept, with what is written put in afterwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from openccr.ui.components import component


def drawn_around(kind: str, params: dict[str, Any], filled: Sequence[dict[str, Any]] = ()) -> SafeString:
    """A field drawn once for all pages, and what somebody wrote put into its boxes: some are five macros deep.

    Only for a field whose label, hint and choices hold nothing of a person: what is kept is the field without what was
    written, which never stands in it. Arguments: `filled` are the parts of `params` (or itself) whose `value` is that.
    """
    if "errorMessage" in params or "html" in params.get("hint", {}):
        return component(kind, params)
    written = [part["value"] for part in filled]
    for part in filled:
        part["value"] = _HERE
    before, *after = _once(kind, json.dumps(params, default=str)).split(_HERE)
    return SafeString(before + "".join(escape(text) + rest for text, rest in zip(written, after, strict=True)))


_HERE = "\ue000"
"""Stands for what was written while a field is drawn; a character without meaning that no template holds."""


@lru_cache(maxsize=1024)
def _once(kind: str, params: str) -> SafeString:
    return component(kind, json.loads(params))

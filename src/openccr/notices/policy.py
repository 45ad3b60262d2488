"""Who sends notices: the worker alone."""

from __future__ import annotations

from openccr.access.may import Rule, role

MAY: dict[str, Rule] = {"notices.send": role("commands", sentence="Only the worker sends notices.")}

"""The day of a moment is the day on the wall where people work, not in Greenwich: in summer they differ for an hour."""

from __future__ import annotations

import re

from openccr.site.environment import ROOT

_CUT = re.compile(r"\b(?:\w+_)?at\.date\(\)")
_SOURCE = ROOT / "src" / "openccr"


def test_no_stored_moment_is_cut_to_its_day_in_greenwich() -> None:
    cut = [
        f"{path.relative_to(_SOURCE)}:{number}"
        for path in sorted(_SOURCE.rglob("*.py"))
        # The invented area makes its moments in local time; rules are given days.
        if "demo" not in path.parts and "rules" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if _CUT.search(line)
    ]
    assert not cut, f"Use django.utils.timezone.localdate: {cut}"

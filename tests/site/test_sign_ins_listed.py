"""What the demonstration prints of whom one can be: a table that a person reads at a glance."""

from __future__ import annotations

from io import StringIO

import pytest

from openccr.accounts.demonstration import EVERYBODY, Shown
from openccr.site.management.commands import demo


def test_names_stand_beneath_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "shown", lambda: [Shown(one, "Ada Example", True) for one in EVERYBODY])
    told = StringIO()
    demo.Command(stdout=told)._sign_ins()
    lines = told.getvalue().splitlines()[1:]
    assert len(lines) == len(EVERYBODY)
    assert len({line.index("Ada Example") for line in lines}) == 1

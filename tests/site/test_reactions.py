"""Who listens to what."""

from __future__ import annotations

from openccr.kernel.events import AreaEvent, Event
from openccr.site.reactions import REACTIONS


def test_nothing_is_told_that_nobody_listens_to() -> None:
    told = {*Event.__subclasses__(), *AreaEvent.__subclasses__()}
    assert {event.__name__ for event in told - set(REACTIONS)} == set(), "wire it in site/reactions.py, or tell nobody"

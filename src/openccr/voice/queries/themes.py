"""What survivors speak of: themes over a period, with what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.kernel.actors import Actor
from openccr.voice.models import Contribution
from openccr.voice.queries.contributions import vocabulary
from openccr.voice.rules.contributions import State

ANSWERED = (State.DONE, State.NOT_DONE, State.FED_BACK)


@dataclass(frozen=True)
class ThemeHeard:
    """One theme: how often it was spoken of, by children, and what became of it."""

    key: str
    name: str
    said: int
    by_children: int
    answered: int
    changed: int


def themes_heard(*, actor: Actor, first: date, last: date) -> list[ThemeHeard]:
    """Themes of a period, the most spoken of first; what was withdrawn does not count. One query.

    Counts of things said, for whoever keeps them (`voice.keep`). Whoever shows them to others rounds them (insight).
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        names = vocabulary(actor)[1]
        rows = list(
            Contribution.objects.filter(received_on__gte=first, received_on__lte=last)
            .exclude(state=State.WITHDRAWN)
            .values_list("themes", "state", "child", "changed")
        )
    found = []
    for key, name in names.items():
        of = [row for row in rows if key in row[0]]
        if of:
            answered = [row for row in of if row[1] in ANSWERED]
            changed = sum(row[3] is True for row in answered)
            found.append(ThemeHeard(key, name, len(of), sum(row[2] for row in of), len(answered), changed))
    return sorted(found, key=lambda one: -one.said)

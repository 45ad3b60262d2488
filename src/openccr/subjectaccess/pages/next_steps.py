"""What is offered on a request: the next step in front, what can be done again, and what is done instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openccr.access.may import why_not as why_they_may_not
from openccr.kernel.actors import Actor
from openccr.subjectaccess.models import SubjectRequest
from openccr.subjectaccess.queries import BundleShown
from openccr.subjectaccess.rules.requests import Facts, why_not
from openccr.ui.kinds import offer

Action = dict[str, Any]
_ANSWER, _APPROVE = "subjectaccess.answer", "subjectaccess.approve"
_WORK = (
    ("Check identity", "identify", "identify", False),
    ("Say whose record it is", "person", "search", False),
    ("Search the record", "search", "search", True),
    ("Decide sentence by sentence", "sentences", "decide", False),
    ("Build the bundle", "build", "build", True),
)
"""Words, page, move and whether one press does it, in the order of the work."""


@dataclass(frozen=True)
class Offered:
    """Three groups, so that nobody picks the next step out of fourteen buttons. Nobody is shown another role's."""

    next: list[Action]
    again: list[Action]
    instead: list[Action]


def offered(actor: Actor, row: SubjectRequest, facts: Facts, bundle: BundleShown | None) -> Offered:
    """What the actor is offered on this request now."""
    if facts.answered or facts.withdrawn:
        return Offered([], [], [])
    steps = _Steps(actor, row, facts)
    place = _place(row, facts)
    ahead = [steps.work(place)] if place < len(_WORK) else steps.of_others(bundle)
    next_ = [one for one in ahead if one]
    return Offered(
        next=[one | {"kind": "primary"} if number == 0 else one for number, one in enumerate(next_)],
        again=_ready(steps.work(number) for number in range(min(place, len(_WORK)))),
        instead=_ready(steps.instead()),
    )


def _place(row: SubjectRequest, facts: Facts) -> int:
    """The number of the step of the work that comes next; past the last, the bundle waits for others."""
    if facts.built:
        return len(_WORK)
    if not facts.identity_checked:
        return 0
    if not facts.searched:
        return 1 if row.subject_id is None else 2
    return 3 if facts.undecided else 4


def _ready(actions: Any) -> list[Action]:
    return [one for one in actions if one and not one["disabled_reason"]]


@dataclass(frozen=True)
class _Steps:
    actor: Actor
    row: SubjectRequest
    facts: Facts

    def one(self, text: str, page: str, move: str, *, may: str = _ANSWER, **more: Any) -> Action | None:
        if why_they_may_not(self.actor, may):
            return None
        why = why_not(move, self.facts)
        return offer(
            self.actor, text=text, page=f"subjectaccess.{page}", may=may, why=why, asked=self.row.id, **more
        )  # fmt: skip

    def work(self, number: int) -> Action | None:
        text, page, move, post = _WORK[number]
        return self.one(text, page, move, post=post)

    def of_others(self, bundle: BundleShown | None) -> list[Action | None]:
        take = self.one("Take it as PDF", "fetch", "hand_over", form="pdf")
        if not self.facts.approved:
            done = bundle is not None and (bundle.own or bundle.looked)
            # Whoever has done their part reads on the button that cannot be pressed who is waited for.
            return [take if done else self.one("Look at it and approve", "look", "approve", may=_APPROVE)]
        plain = self.one("Take it as plain text", "fetch", "hand_over", form="txt")
        return [take, plain, self.one("Write down who collected it", "hand_over", "hand_over")]

    def instead(self) -> list[Action | None]:
        row, found = self.row, [self.one("Neither confirm nor deny", "neither", "search")]
        if not row.hostile:
            found.append(self.one("Treat it as hostile", "hostile", "extend"))
        if row.waits_from is None:
            found.append(self.one("Ask them for more", "wait", "extend"))
        elif row.waits_until is None:
            found.append(self.one("They have said more", "again", "extend", post=True))
        if row.extended_on is None:
            found.append(self.one("Extend the time", "extend", "extend"))
        return [*found, self.one("It was withdrawn", "withdraw", "withdraw")]

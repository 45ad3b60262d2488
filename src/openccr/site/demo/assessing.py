"""The invented area has looked at itself: a full round in the spring, agreed and closed, and a light one now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.governance.models import AssessmentRound
from openccr.governance.operations.assessment import Said, agree, move_round, open_round, rate
from openccr.governance.rules.assessment import GAP
from openccr.governance.rules.quality import Follow
from openccr.kernel.actors import Actor
from openccr.partnership.rules import Role
from openccr.site.demo.place import Place

_RATERS = (("police", 3), ("housing", 2), ("idva_service", 1), ("children_social_care", 2))
"""Kind of agency → how highly it tends to think of things."""
_PANEL = 1
_BY_QUESTION = (0, 1, 0, -1, 0, 1)
"""What the one question or the other is moved by, in turn."""
_HARDLY = ("intersectionality", "resources")
"""Components that hardly carry."""
_YEAR = timedelta(days=365)
_MISSING = "It rests on one or two people, and nothing is written."
_SHOWN = "It is agreed and written, and most agencies do it."


def fill_assessment(place: Place, *, at: datetime) -> None:
    """Two rounds. What each agency said in the open one is for nobody yet."""
    spring = at - timedelta(days=190)
    coordinator = place.actor(place.coordinator)
    first = open_round(
        actor=coordinator, kind="full", name="Spring", rate_by=localdate(spring) + timedelta(days=28), at=spring
    )
    _rated(place, first, at=spring + timedelta(days=20))
    _agreed(coordinator, first, at=spring + timedelta(days=40))
    now = at - timedelta(days=6)
    light = open_round(
        actor=coordinator, kind="light", name="Half-year", rate_by=localdate(at) + timedelta(days=22), at=now
    )
    _rated(place, light, at=at, only=1, panel=False)


def _questions(coordinator: Actor, round_id: UUID) -> dict[str, list[str]]:
    """Component → its questions."""
    with acting_as(coordinator):
        asked = AssessmentRound.objects.get(id=round_id).questions
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, (component, _) in asked.items():
        found[component].append(key)
    return found


def _said(keys: Sequence[str], middle: int, moved: cycle[int]) -> dict[str, Said]:
    scores = {key: min(4, max(0, middle + next(moved))) for key in keys}
    return {key: Said(score, "medium", _MISSING if score <= 1 else "") for key, score in scores.items()}


def _rated(place: Place, round_id: UUID, *, at: datetime, only: int | None = None, panel: bool = True) -> None:
    moved = cycle(_BY_QUESTION)
    for component, keys in _questions(place.actor(place.coordinator), round_id).items():
        for kind, middle in _RATERS[:only]:
            lead = place.actor(place.agencies[kind].lead)
            rate(actor=lead, round_id=round_id, component=component, said=_said(keys, middle, moved), at=at)
        if panel:
            staff = place.agencies["by_and_for"].staff
            worker = place.actor(next(one for one in staff if one.role is Role.PANEL_WORKER))
            said = _said(keys, _PANEL, moved)
            rate(actor=worker, round_id=round_id, component=component, said=said, panel=True, at=at)


def _agreed(coordinator: Actor, round_id: UUID, *, at: datetime) -> None:
    move_round(actor=coordinator, round_id=round_id, move="moderate", at=at)
    moved = cycle(_BY_QUESTION)
    for component, keys in _questions(coordinator, round_id).items():
        for key in keys:
            score = max(0, (1 if component in _HARDLY else 2) + next(moved))
            gap = score <= GAP
            agree(
                actor=coordinator, round_id=round_id, question=key, score=score, words=_MISSING if gap else _SHOWN,
                dissent="The panel sees it lower: nobody told them what changed.", evidence=(), at=at,
                follow=Follow("Agree it, write it down and name who does it", "Amina Okafor", localdate(at) + _YEAR)
                if gap else Follow(),
            )  # fmt: skip
    move_round(actor=coordinator, round_id=round_id, move="close", at=at + timedelta(days=1))

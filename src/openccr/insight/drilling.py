"""The cases behind a figure, through the walls: whoever may not see a case does not find it here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.models import Hearing
from openccr.conference.rules.hearings import HearingState
from openccr.content.schema.returns import Cell
from openccr.insight.counting import PROCESS, form_of, must_see_every_figure
from openccr.insight.rules.drilling import HeardCase, Known, behind, can_be_opened
from openccr.insight.rules.quarters import Quarter
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.models import Part

RECORDED = ("sex", "ethnicity", "disability", "lgbt")


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The cases that one figure of a quarter counts.

    Args:
        question: how many cases leave it unanswered can be asked.
    """

    cell: Cell
    cases: list[HeardCase]
    question: bool


def cases_behind(*, actor: Actor, quarter: Quarter, key: str, unknown: bool = False) -> Behind:
    """The cases of a quarter that the cell `key` counts, or that leave its question unanswered. Two queries.

    Raises NotFound for a cell that the return does not have or that counts no cases; Refusal for whoever may not have
    figures before they are signed off.
    """
    with acting_as(actor):
        must(actor, "insight.figures")
        must_see_every_figure()
        pack = practice(actor)
        cell = form_of(pack).cells.get(key)
        if cell is None or not can_be_opened(cell) or (unknown and cell.unknown is None):
            raise NotFound
        return Behind(
            cell=cell,
            cases=behind(_heard(quarter), cell, pack, unknown=unknown),
            question=cell.unknown is not None,
        )


def _heard(quarter: Quarter) -> list[HeardCase]:
    hearings = list(
        Hearing.objects.filter(
            meeting__forum__kind=PROCESS,
            meeting__on__gte=quarter.period.first,
            meeting__on__lte=quarter.period.last,
            state=HearingState.HEARD,
        )
        .select_related("meeting", "referral", "file")
        .only("id", "file__reference", "file__title", "meeting__on", "referral__source", "referral__repeat")
        .order_by("-meeting__on", "order")
    )
    people: dict[UUID, list[Known]] = defaultdict(list)
    parts = Part.objects.filter(file_id__in={one.file_id for one in hearings}).values_list(
        "file_id", "kind", "until_on", "person__born_on", *(f"person__{name}" for name in RECORDED)
    )
    for file_id, kind, until_on, born_on, *recorded in parts:
        recorded_by_name = dict(zip(RECORDED, recorded, strict=True))
        people[file_id].append(Known(kind=kind, recorded=recorded_by_name, born_on=born_on, until_on=until_on))
    return [
        HeardCase(
            hearing_id=one.id,
            file_id=one.file_id,
            reference=one.file.reference,
            initials=one.file.title,
            heard_on=one.meeting.on,
            source=one.referral.source,
            repeat=one.referral.repeat,
            people=tuple(people[one.file_id]),
        )
        for one in hearings
    ]

"""The cases behind a figure, through the walls: whoever may not see a case does not find it here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.casefiles.models import CaseFile
from openccr.conference.models import Hearing
from openccr.conference.rules.hearings import HearingState
from openccr.content.schema.returns import Cell
from openccr.insight.counting import PROCESS, form_of, must_see_every_figure
from openccr.insight.rules.drilling import HeardCase, Known, asked_about, behind, can_be_opened, of_source
from openccr.kernel.actors import Actor
from openccr.kernel.periods import Period
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.models import Part

RECORDED = ("sex", "ethnicity", "disability", "lgbt")


@dataclass(frozen=True)
class Named:
    """A case behind a figure, as it is called."""

    case: HeardCase
    reference: str
    initials: str


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The cases that one figure of a period counts.

    Args:
        cases: those asked for, of `total`.
        question: how many cases leave it unanswered can be asked.
    """

    cell: Cell
    cases: list[Named]
    total: int
    question: bool


def cases_behind(
    *, actor: Actor, period: Period, key: str, unknown: bool = False, source: str | None = None,
    shown: slice = slice(None),
) -> Behind:  # fmt: skip
    """The cases that the cell `key` counts, or that leave its question unanswered. Three queries at most.

    Args:
        period: the days whose meetings count: a quarter's, its twelve months, or the day of one meeting.
        source: only those referred by this source of the pack's list, "" for those without one; None for all.

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
        heard = _heard(period, kind=asked_about(cell, pack, unknown=unknown))
        counted = behind(heard, cell, pack, unknown=unknown)
        if source is not None:
            counted = of_source(counted, source, pack)
        return Behind(
            cell=cell, cases=_named(counted[shown]), total=len(counted), question=cell.unknown is not None
        )  # fmt: skip


def _named(cases: list[HeardCase]) -> list[Named]:
    names = {
        id: (reference, title)
        for id, reference, title in CaseFile.objects.filter(id__in={one.file_id for one in cases}).values_list(
            "id", "reference", "title"
        )
    }
    return [Named(one, *names[one.file_id]) for one in cases]


def _heard(period: Period, *, kind: str) -> list[HeardCase]:
    """What is recorded of each case heard in a period, with its people of the one kind that is asked about."""
    hearings = (
        Hearing.objects.filter(
            meeting__forum__kind=PROCESS,
            meeting__on__gte=period.first,
            meeting__on__lte=period.last,
            state=HearingState.HEARD,
        )
        .order_by("-meeting__on", "order")
        .values_list("id", "file_id", "meeting__on", "referral__source", "referral__repeat")
    )
    rows = list(hearings)
    people = _people({row[1] for row in rows}, kind=kind) if kind else {}
    return [
        HeardCase(hearing_id=id, file_id=file, heard_on=on, source=source, repeat=repeat, people=people.get(file, ()))
        for id, file, on, source, repeat in rows
    ]


def _people(files: set[UUID], *, kind: str) -> dict[UUID, tuple[Known, ...]]:
    people: dict[UUID, tuple[Known, ...]] = defaultdict(tuple)
    parts = Part.objects.filter(file_id__in=files, kind=kind).values_list(
        "file_id", "until_on", "person__born_on", *(f"person__{name}" for name in RECORDED)
    )
    for file_id, until_on, born_on, *recorded in parts:
        of = dict(zip(RECORDED, recorded, strict=True))
        people[file_id] += (Known(kind=kind, recorded=of, born_on=born_on, until_on=until_on),)
    return people

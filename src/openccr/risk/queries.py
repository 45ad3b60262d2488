"""Risk as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import current_actor
from openccr.content import Pack
from openccr.content.schema.instruments import Instrument
from openccr.kernel.once import once
from openccr.partnership.practice import practice
from openccr.risk.models import Assessment
from openccr.risk.rules import UNKNOWN, Assessed, find, is_high, wording


@dataclass(frozen=True, kw_only=True)
class Risk:
    """One assessment as it is shown.

    Args:
        text: the result in words; never "low", always with the unknown count.
        high: by score or by judgement.
        instrument: key@version; `tool` is its name.
        flags: what calls for judgement whatever the score.
        answers: item number → (answer, note); empty where only a score was sent.
    """

    id: UUID
    file_id: UUID
    text: str
    high: bool
    on: date
    instrument: str
    tool: str
    score: int | None
    unknowns: int | None
    judged_high: bool | None
    judgement_reason: str
    flags: tuple[str, ...]
    agency: str
    author: str
    answers: dict[int, tuple[str, str]]


def latest_risk(file_id: UUID) -> Risk | None:
    """The newest assessment of a file, or None when no tool was used yet. One query."""
    return next(iter(all_risks(file_id)), None)


def latest_for(file_ids: Iterable[UUID]) -> dict[UUID, Risk]:
    """The newest assessment of each file that has one, for a list. One query."""
    newest = (
        Assessment.objects.filter(file_id__in=list(file_ids))
        .order_by("file_id", "-assessed_on", "-entered_at")
        .distinct("file_id")
    )
    pack = practice(current_actor())
    return {row.file_id: _risk(row, pack) for row in newest}


@once
def all_risks(file_id: UUID) -> list[Risk]:
    """Every assessment of a file, newest first. One query."""
    pack = practice(current_actor())
    rows = Assessment.objects.filter(file_id=file_id).order_by("-assessed_on", "-entered_at")
    return [_risk(row, pack) for row in rows]


def current_instrument() -> Instrument:
    """The instrument that the partnership asks: the newest version in its pack of the first one named there.

    Raises LookupError for a pack without any.
    """
    instruments = practice(current_actor()).instruments.values()
    first = next(iter(instruments), None)
    if first is None:
        raise LookupError("No pack of this partnership has a risk instrument")
    return max((each for each in instruments if each.key == first.key), key=lambda each: each.version)


def _risk(row: Assessment, pack: Pack) -> Risk:
    tool = pack.instruments.get(row.instrument)
    answers = {int(key): (given.get("answer", UNKNOWN), given.get("note", "")) for key, given in row.answers.items()}
    chosen = {number: answer for number, (answer, _) in answers.items()}
    assessed = Assessed(
        instrument=tool, score=row.score, unknowns=row.unknowns, judged_high=row.judged_high, answers=chosen
    )
    return Risk(
        id=row.id,
        file_id=row.file_id,
        text=wording(assessed),
        high=is_high(assessed),
        on=row.assessed_on,
        instrument=row.instrument,
        tool=tool.name if tool else row.instrument,
        score=row.score,
        unknowns=row.unknowns,
        judged_high=row.judged_high,
        judgement_reason=row.judgement_reason,
        flags=find(tool, chosen).flags if tool and chosen else (),
        agency=row.agency_name,
        author=row.author_name,
        answers=answers,
    )

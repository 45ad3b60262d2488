"""Assessments as they are shown, and which one stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.content import Pack
from openccr.content.schema.instruments import Instrument, Item
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.risk.models import Assessment, SecondLook
from openccr.risk.rules import (
    Assessed,
    Given,
    Raised,
    chosen,
    find,
    follow_ups,
    is_high,
    left_open,
    standing,
    wording,
)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """One assessment as it is shown.

    Args:
        text: the result in words; never "low", always with the unknown count.
        high: by score, by judgement or by a second person's.
        instrument: key@version; `tool` is its name, `asked` the instrument itself if the pack holds it.
        raised: what calls for judgement whatever the score, with the items that raised it.
        leads_to: items whose answer leads somewhere.
        answers: item number → what was given; empty where only a score was sent.
    """

    id: UUID
    file_id: UUID
    person_id: UUID
    text: str
    high: bool
    on: date
    entered_at: datetime
    instrument: str
    tool: str
    asked: Instrument | None
    score: int | None
    unknowns: int | None
    not_asked: int
    judged_high: bool | None
    reviewed_high: bool
    grade: str
    judgement_reason: str
    raised: tuple[Raised, ...]
    leads_to: tuple[Item, ...]
    agency: str
    author: str
    appointment_id: UUID | None
    supersedes_id: UUID | None
    answers: dict[int, Given]

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of what is raised."""
        return tuple(one.name for one in self.raised)

    @property
    def high_on_judgement(self) -> bool:
        """Whether a practitioner or a second person judged it high, whatever the score."""
        return self.judged_high is True or self.reviewed_high

    @property
    def supplement(self) -> bool:
        """Whether it was answered besides another assessment."""
        return self.asked is not None and self.asked.supplement

    @property
    def assessed(self) -> Assessed:
        """As the rules read it."""
        return Assessed(
            instrument=self.asked, score=self.score, unknowns=self.unknowns, not_asked=self.not_asked,
            judged_high=self.judged_high, reviewed_high=self.reviewed_high, grade=self.grade,
            answers=chosen(self.answers),
        )  # fmt: skip


@dataclass(frozen=True)
class Look:
    """A second person's look at an assessment."""

    judged_high: bool
    reason: str
    by: str
    agency: str
    at: datetime


def latest_risk(file_id: UUID) -> Risk | None:
    """The assessment that stands for a file, or None when no tool was used yet. One query."""
    return _standing(all_risks(file_id))


def latest_for(file_ids: Iterable[UUID]) -> dict[UUID, Risk]:
    """The assessment that stands for each file that has one, for a list. One query."""
    pack = practice(current_actor())
    by_file: dict[UUID, list[Risk]] = {}
    for row in Assessment.with_looks().filter(file_id__in=list(file_ids)):
        by_file.setdefault(row.file_id, []).append(_risk(row, pack))
    return {file_id: stands for file_id, rows in by_file.items() if (stands := _standing(rows))}


@asked
def all_risks(file_id: UUID) -> Steps[list[Risk]]:
    """Every assessment of a file, newest first. One query."""
    pack = practice(current_actor())
    (rows,) = yield (Assessment.with_looks().filter(file_id=file_id),)
    return [_risk(row, pack) for row in rows]


def raised_elsewhere(stands: Risk, every: Sequence[Risk]) -> list[tuple[str, date]]:
    """What another assessment of the same person raised and none after it answers, as (name, its day).

    That somebody did not know, or was not asked, takes nothing back.

    Args:
        stands: the assessment that is shown, with what it raises itself.
        every: all of the file, newest first.
    """
    hers = next((rows for rows in _by_person(every) if any(one.id == stands.id for one in rows)), [])
    found: dict[str, date] = {}
    for place, one in enumerate(hers):
        if one.asked is None or one.supplement:
            continue
        since = [chosen(later.answers) for later in hers[:place] if later.instrument == one.instrument]
        for flag in one.raised:
            if flag.name not in stands.flags and all(left_open(one.asked, later, flag.items) for later in since):
                found.setdefault(flag.name, one.on)
    return list(found.items())


def risk_of(*, file_id: UUID, assessment_id: UUID) -> Risk:
    """One assessment of that file. Raises NotFound."""
    found = next((one for one in all_risks(file_id) if one.id == assessment_id), None)
    if found is None:
        raise NotFound
    return found


def looks_at(*, file_id: UUID, assessment_id: UUID) -> list[Look]:
    """The second looks at an assessment, oldest first. One query."""
    rows = SecondLook.objects.filter(file_id=file_id, assessment_id=assessment_id).order_by("at")
    return [Look(row.judged_high, row.reason, row.author_name, row.agency_name, row.at) for row in rows]


def _standing(newest_first: Sequence[Risk]) -> Risk | None:
    """What stands for each victim of the file, and of those the gravest, then the newest."""
    each = []
    for rows in _by_person(newest_first):
        place = standing([one.assessed for one in rows])
        if place is not None:
            each.append(rows[place])
    return max(each, key=lambda one: (one.high, one.on, one.entered_at), default=None)


def _by_person(newest_first: Sequence[Risk]) -> list[list[Risk]]:
    """The assessments of each person, newest first.

    One that supersedes another is of the same person, even where she was recognised as somebody of an earlier file in
    between: assessments keep the person they were written for.
    """
    same: dict[UUID, UUID] = {}
    whose: dict[UUID, UUID] = {}
    for one in reversed(newest_first):
        if one.supersedes_id in whose:
            same[one.person_id] = whose[one.supersedes_id]
        whose[one.id] = same.get(one.person_id, one.person_id)
    found: dict[UUID, list[Risk]] = {}
    for one in newest_first:
        found.setdefault(whose[one.id], []).append(one)
    return list(found.values())


def _risk(row: Assessment, pack: Pack) -> Risk:
    tool = pack.instruments.get(row.instrument)
    answers = {int(number): Given.read(given) for number, given in row.answers.items()}
    picked = chosen(answers)
    assessed = Assessed(
        instrument=tool, score=row.score, unknowns=row.unknowns, not_asked=row.not_asked, judged_high=row.judged_high,
        reviewed_high=row.reviewed_high, grade=row.grade, answers=picked,
    )  # fmt: skip
    return Risk(
        id=row.id,
        file_id=row.file_id,
        person_id=row.person_id,
        text=wording(assessed),
        high=is_high(assessed),
        on=row.assessed_on,
        entered_at=row.entered_at,
        instrument=row.instrument,
        tool=tool.name if tool else row.instrument,
        asked=tool,
        score=row.score,
        unknowns=row.unknowns,
        not_asked=row.not_asked,
        judged_high=row.judged_high,
        reviewed_high=row.reviewed_high,
        grade=row.grade,
        judgement_reason=row.judgement_reason,
        raised=find(tool, picked).raised if tool and picked else (),
        leads_to=tuple(follow_ups(tool, picked)) if tool and picked else (),
        agency=row.agency_name,
        author=row.author_name,
        appointment_id=row.appointment_id,
        supersedes_id=row.supersedes_id,
        answers=answers,
    )

"""Changes that call for a new assessment: of a case, and those still waiting for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.people.models import Part
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment, Change, NotDone
from openccr.risk.rules import answered_by

SOON = timedelta(days=14)
"""How long before its day a change stands on the to-do list."""
LISTED = 200
"""How many changes are looked through for one to-do list, the most pressing first."""


@dataclass(frozen=True, kw_only=True)
class ChangeShown:
    """A reported change.

    Args:
        answered_on: the day of the assessment that answered it; None while none has.
        not_done: why it could not be assessed, and `not_done_by` who said so and when.
    """

    id: UUID
    kind: str
    name: str
    words: str
    happened_on: date
    due_on: date
    by: str
    agency: str
    answered_on: date | None
    not_done: str = ""
    not_done_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether an assessment is still asked for."""
        return self.answered_on is None and not self.not_done

    def late(self, today: date) -> bool:
        """Whether it waits past its day."""
        return self.waits and self.due_on < today


@dataclass(frozen=True)
class Due:
    """A change on somebody's to-do list."""

    file_id: UUID
    reference: str
    initials: str
    change: ChangeShown


@asked
def changes_of(file_id: UUID) -> Steps[list[ChangeShown]]:
    """The changes reported on a file, the newest first. Two queries at most."""
    (rows,) = yield (
        Change.objects.filter(file_id=file_id).select_related("not_done").order_by("-happened_on", "-reported_at"),
    )
    return (yield from _shown(rows))


@asked
def due_for(actor: Actor, *, today: date) -> Steps[list[Due]]:
    """The changes that wait for an assessment by this actor, the most pressing first. Two queries at most.

    An adviser answers for every case she is on; anybody else for the cases they assessed themselves. Where nobody has
    assessed yet, a coordinator sees to it that somebody does.
    """
    rows = Change.objects.filter(due_on__lte=today + SOON, file__closed_at=None, not_done=None)
    rows = rows.select_related("file", "not_done")
    if actor.role != Role.IDVA:
        whole = Assessment.objects.filter(file_id=OuterRef("file_id"), appointment_id__isnull=False)
        owned = Exists(whole.filter(appointment_id=actor.appointment_id))
        rows = rows.filter(owned | ~Exists(whole)) if actor.whole_area else rows.filter(owned)
    # The newest first, so that what nobody answered years ago does not hide what is due today.
    (found,) = yield (rows.order_by("-due_on", "id")[:LISTED],)
    shown = zip(found, (yield from _shown(found)), strict=True)
    due = [Due(row.file_id, row.file.reference, row.file.title, one) for row, one in shown if one.answered_on is None]
    return sorted(due, key=lambda one: one.change.due_on)


def _shown(rows: Sequence[Change]) -> Steps[list[ChangeShown]]:
    if not rows:
        return []
    names = practice(current_actor()).risk.triggers
    days = yield from _answered(rows)
    return [
        ChangeShown(
            id=row.id,
            kind=row.kind,
            name=names[row.kind].name if row.kind in names else row.kind,
            words=row.words,
            happened_on=row.happened_on,
            due_on=row.due_on,
            by=row.author_name,
            agency=row.agency_name,
            answered_on=days.get(row.id),
            **_not_done(row),
        )
        for row in rows
    ]


def _not_done(row: Change) -> dict[str, str]:
    closed: NotDone | None = getattr(row, "not_done", None)
    if closed is None:
        return {}
    on = localdate(closed.at)
    by = f"{closed.author_name}, {closed.agency_name}, {day_words(on)}"
    return {"not_done": closed.reason, "not_done_by": by}


@asked
def answered_days(rows: tuple[Change, ...]) -> Steps[dict[UUID, date]]:
    """Change → the day of the first assessment that answers it. One query.

    Only whole assessments answer, not a supplement nor a score that a referral brought. A change about somebody who
    has since been recognised as another person is answered by any assessment of the file.
    """
    return (yield from _answered(rows))


def _answered(rows: Sequence[Change]) -> Steps[dict[UUID, date]]:
    files = {row.file_id for row in rows}
    supplements = [name for name, tool in practice(current_actor()).instruments.items() if tool.supplement]
    whole = Assessment.objects.filter(file_id__in=files, appointment_id__isnull=False)
    whole = whole.exclude(instrument__in=supplements).order_by("assessed_on", "entered_at")
    victims = Part.objects.filter(file_id__in=files, kind=PartKind.VICTIM)
    assessments, there = yield (
        whole.only("file_id", "person_id", "assessed_on", "entered_at"),
        victims.values_list("file_id", "person_id"),
    )
    found = {}
    for row in rows:
        first = _first(row, assessments, recognised=(row.file_id, row.person_id) not in set(there))
        if first is not None:
            found[row.id] = first.assessed_on
    return found


def _first(row: Change, assessments: Iterable[Assessment], *, recognised: bool) -> Assessment | None:
    for one in assessments:
        if one.file_id != row.file_id or not (recognised or one.person_id == row.person_id):
            continue
        if answered_by(
            happened_on=row.happened_on, reported_at=row.reported_at, assessed_on=one.assessed_on,
            entered_at=one.entered_at,
        ):  # fmt: skip
            return one
    return None

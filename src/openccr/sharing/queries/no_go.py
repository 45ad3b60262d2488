"""Her no-go list: as every way out asks it, and as its readers see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from openccr.access.together import Steps, asked
from openccr.casefiles.models import Grant
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.sharing.models import NoGo, Override
from openccr.sharing.rules.no_go import Entry


@once
def no_go(file_id: UUID) -> tuple[Entry, ...]:
    """What counts today, for `rules.no_go.why_not_told`. At most two queries.

    Empty for whoever does not read the list, so ask it as the coordinator or the worker: every invitation, paper,
    transfer and notice goes out by one of them.
    """
    return tuple(NoGo.in_force(file_id, on=timezone.now()))


@asked
def no_go_count(file_id: UUID, *, today: date) -> Steps[int]:
    """How many lines of the list count today, of those that the actor reads. One query."""
    (found,) = yield (NoGo.objects.filter(NoGo.counting(today), file_id=file_id).values_list("id"),)
    return len(found)


@dataclass(frozen=True, kw_only=True)
class Overridden:
    """Somebody on the list was told all the same."""

    who: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class NoGoShown:
    """A line of the list.

    Args:
        on_case: the agency, or one of the kind, is let into the case already: before she said it, or in spite of it.
        undecided: and no coordinator has said why it stays.
    """

    id: UUID
    who: str
    words: str
    from_on: date
    until_on: date | None
    counts: bool
    on_case: bool
    undecided: bool
    by: str
    why_ended: str
    ended_by: str
    overridden: tuple[Overridden, ...]


@asked
def no_go_shown(file_id: UUID, *, actor: Actor, today: date) -> Steps[list[NoGoShown]]:
    """The list as the actor may read it, what counts first. Two queries, one when it is empty."""
    (rows,) = yield (NoGo.objects.filter(file_id=file_id).select_related("agency").order_by("-at"),)
    if not rows:
        return []
    kinds = {key: kind.name for key, kind in practice(actor).agencies.kinds.items()}
    overrides: dict[UUID, list[Override]] = {}
    anyway, agencies = yield (
        Override.objects.filter(no_go__in=rows).select_related("agency").order_by("at"),
        Agency.objects.filter(id__in=Grant.agencies_on(file_id)).values_list("id", "kind"),
    )
    for one in anyway:
        overrides.setdefault(one.no_go_id, []).append(one)
    let_in = dict(agencies)
    shown = [_shown(row, overrides.get(row.id, []), let_in, kinds, today=today) for row in rows]
    return sorted(shown, key=lambda one: not one.counts)


@dataclass(frozen=True)
class StillOnCase:
    """A line of a list that names who is on the case, and of which the coordinator has not decided yet."""

    file_id: UUID
    initials: str
    reference: str
    who: str
    from_on: date


LOOKED_THROUGH = 50
"""How many lines that named somebody on the case are looked through for those undecided, the newest first."""


@asked
def still_on_case(*, actor: Actor, today: date) -> Steps[list[StillOnCase]]:
    """Whom lists name that are let into the case, with no decision yet, the newest first. One query."""
    kinds = {key: kind.name for key, kind in practice(actor).agencies.kinds.items()}
    let_in = Agency.objects.filter(id__in=Grant.agencies_on(OuterRef("file_id")))
    told = Override.objects.filter(no_go=OuterRef(OuterRef("id")), duty=False).values("agency_id")
    named = let_in.filter(Q(id=OuterRef("agency_id")) | Q(kind=OuterRef("kind"))).exclude(id__in=told)
    lines = NoGo.objects.filter(NoGo.counting(today), was_on_case=True).select_related("agency", "file")
    (rows,) = yield (lines.annotate(open=Exists(named)).order_by("-at")[:LOOKED_THROUGH],)
    return [
        StillOnCase(row.file_id, row.file.title, row.file.reference, who(row, kinds), row.from_on)
        for row in rows
        if row.open
    ]


def no_go_line(file_id: UUID, no_go_id: UUID, *, actor: Actor) -> str:
    """Whom a line that counts today names, in words. Raises NotFound."""
    today = timezone.localdate()
    row = NoGo.objects.filter(NoGo.counting(today), id=no_go_id, file_id=file_id).select_related("agency").first()
    if row is None:
        raise NotFound
    return who(row, {key: kind.name for key, kind in practice(actor).agencies.kinds.items()})


def who(row: NoGo, kinds: Mapping[str, str]) -> str:
    """Whom a line names."""
    if row.person and row.agency:
        return f"{row.person} at {row.agency.name}"
    return row.person or (
        row.agency.name if row.agency else f"Every agency of this kind: {kinds.get(row.kind, row.kind)}"
    )


def _shown(
    row: NoGo, overrides: list[Override], let_in: Mapping[UUID, str], kinds: Mapping[str, str], *, today: date
) -> NoGoShown:
    named = {one for one, kind in let_in.items() if one == row.agency_id or (row.kind and kind == row.kind)}
    counts = row.from_on <= today and (row.until_on is None or row.until_on >= today)
    return NoGoShown(
        id=row.id,
        who=who(row, kinds),
        words=row.words,
        from_on=row.from_on,
        until_on=row.until_on,
        counts=counts,
        on_case=counts and not row.person and bool(named),
        undecided=counts and not row.person and bool(named - {one.agency_id for one in overrides if not one.duty}),
        by=row.decided_by_name,
        why_ended=row.why_ended,
        ended_by=row.ended_by_name,
        overridden=tuple(
            Overridden(
                who=one.agency.name if one.agency else one.outside, reason=one.reason, by=one.decided_by_name, at=one.at
            )
            for one in overrides
        ),
    )

"""The missing-link queue, one flag, and what came of all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.audit.operations import record
from openccr.content.schema.linking import Linking
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import Flag
from openccr.linkage.queries.matches import Said, said_of
from openccr.linkage.rules.groups import OTHERWISE
from openccr.linkage.rules.measured import Share, share_of
from openccr.linkage.rules.missing import RIGHT, FlagState
from openccr.linkage.rules.signoffs import Use, why_not_open
from openccr.linkage.signed import standing
from openccr.partnership.practice import practice
from openccr.ui.kinds import paged


@dataclass(frozen=True)
class Queued:
    """A flag with its reasons in words, and the law on which asking rests."""

    row: Flag
    reasons: tuple[str, ...]
    law: tuple[str, ...] = ()


def queue(*, actor: Actor, page: int, closed: bool) -> tuple[list[Queued], int]:
    """A page of the queue, the gravest first; or of what is closed, the newest first."""
    with acting_as(actor):
        must(actor, "linkage.missing")
        rows = Flag.objects.order_by("-closed_at", "-weight", "found_at", "id")
        rows = rows.filter(state=FlagState.CLOSED) if closed else rows.exclude(state=FlagState.CLOSED)
        linking = practice(actor).linking
        some = [_queued(row, linking) for row in rows[paged(page)]]
        record("linkage.missing_read", subjects=[one.row.id for one in some])
        return some, rows.count()


def why_off(use: Use, *, today: date) -> str:
    """Why the queue, or what agencies said, is shut, in a sentence; empty while the three sign-offs stand.

    Call it inside `acting_as`, as every page does.
    """
    refusal = why_not_open(standing(), use, today=today)
    return str(refusal) if refusal is not None else ""


def flag_of(*, actor: Actor, flag: UUID) -> tuple[Queued, list[Said]]:
    """One missing link, and what agencies said of it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "linkage.missing")
        row = Flag.objects.filter(id=flag).first()
        if row is None:
            raise NotFound
        record("linkage.missing_read", subjects=[flag])
        pack = practice(actor)
        queued, bases = _queued(row, pack.linking), pack.law.bases
        named = (f"{bases[key].name} ({bases[key].reference})" if key in bases else key for key in row.law)
        return replace(queued, law=tuple(named)), said_of(flag)


def routes_of(actor: Actor) -> list[tuple[str, str]]:
    """The early-help routes, as choices of a form."""
    with acting_as(actor):
        return [(key, one.name) for key, one in practice(actor).linking.routes.items()]


@asked
def number_waiting(actor: Actor) -> Steps[int]:
    """How many missing links wait for somebody to weigh them."""
    (rows,) = yield (Flag.objects.filter(partnership_id=actor.partnership, state=FlagState.FOUND).values_list("id"),)
    return len(rows)


@dataclass(frozen=True)
class Figures:
    """How the queue does.

    Args:
        precision: of those closed, the share that needed help, with its interval; None before any is closed.
        open_days: the middle age of what is open, in days.
        closed_days: the middle number of days from finding to closing.
        by_ethnicity: (group, flags, closed, mistaken), to the nearest five and None below five.
    """

    open: int
    closed: int
    outcomes: dict[str, int]
    precision: Share | None
    open_days: int | None
    closed_days: int | None
    by_ethnicity: list[tuple[str, int | None, int | None, int | None]]


def figures(*, actor: Actor, at: datetime) -> Figures:
    """The queue's own figures, for whoever answers for linkage. By flag, never by person."""
    with acting_as(actor):
        must(actor, "linkage.missing_figures")
        with connection.cursor() as cursor:
            cursor.execute("SELECT outcome, found_at, closed_at FROM openccr.missing_outcomes()")
            rows = cursor.fetchall()
            cursor.execute("SELECT ethnicity, flags, closed, mistaken FROM openccr.missing_by_ethnicity()")
            by_ethnicity = cursor.fetchall()
        known = practice(actor).equality.categories.get("ethnicity")
        names = {OTHERWISE: "In other words", **({key: one.name for key, one in known.values.items()} if known else {})}
        outcomes = Counter(outcome for outcome, _, ended in rows if ended)
        closed = sum(outcomes.values())
        return Figures(
            open=len(rows) - closed,
            closed=closed,
            outcomes=dict(outcomes),
            precision=share_of(sum(outcomes[one] for one in RIGHT), closed),
            open_days=_middle([(at - found).days for _, found, ended in rows if not ended]),
            closed_days=_middle([(ended - found).days for _, found, ended in rows if ended]),
            by_ethnicity=[(names.get(group, group), *numbers) for group, *numbers in by_ethnicity],
        )


def _middle(days: list[int]) -> int | None:
    return round(median(days)) if days else None


def _queued(row: Flag, linking: Linking) -> Queued:
    words = tuple(linking.reasons[key].name if key in linking.reasons else key for key in row.reasons)
    return Queued(row, words)

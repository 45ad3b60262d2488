"""Whoever is kept out of a case is held out of every case that may be of the same people, until somebody has decided.

A second referral about the same family opens a case of its own, whichever way it comes in; nobody may be let into it
only because nobody has seen yet that it is the same (decision 0033).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.casefiles.models import Exclusion
from openccr.conference.operations.conflicts import hold_out
from openccr.kernel.actors import Actor
from openccr.linkage.known.same_people import cases_alike


class _Who(NamedTuple):
    """Whom an exclusion names."""

    user_id: UUID | None
    agency_id: UUID | None
    unit: str


def hold_alike(*, actor: Actor, files: Collection[UUID], at: datetime) -> int:
    """Hold out of these cases whoever is kept out of one that may be of the same people, and the other way round.

    Asked by the partnership's own service actor whenever cases are opened, their people are known better, or somebody
    is kept out. Whoever a coordinator has decided on in a case is not held out of it again. Nobody is told but the
    coordinators, on their to-do list. Two queries, one where nobody is kept out of anything; more where somebody is
    found. Returns how many were held.
    """
    with acting_as(actor):
        must(actor, "conference.hold")
        out: dict[UUID, set[_Who]] = {}
        for file, who in _whom(Exclusion.objects.filter(until_at=None)):
            out.setdefault(file, set()).add(who)
        if not out or not files:
            return 0
        today = timezone.localdate(at)
        pairs = [(one.file_id, one.other_id, one.why) for one in cases_alike(files, among=out, today=today)]
        if kept := [file for file in files if file in out]:
            # No other case is held for a case of which nobody is kept out.
            pairs += [(one.other_id, one.file_id, one.why) for one in cases_alike(kept, today=today)]
        return _hold(pairs, out, at=at) if pairs else 0


def _hold(pairs: list[tuple[UUID, UUID, str]], out: dict[UUID, set[_Who]], *, at: datetime) -> int:
    decided = set(_whom(Exclusion.objects.filter(file_id__in={file for file, _, _ in pairs})))
    held = 0
    for file, other, why in pairs:
        for who in out[other]:
            if (file, who) not in decided:
                decided.add((file, who))
                words = f"Kept out of another case that may be about the same people ({why})."
                held += hold_out(file, words, **who._asdict(), at=at)
    return held


def _whom(rows: QuerySet[Exclusion]) -> Iterator[tuple[UUID, _Who]]:
    """Of each exclusion the case and whom it names. One query."""
    for file, user, agency, unit in rows.values_list("file_id", "user_id", "agency_id", "unit"):
        yield file, _Who(user, agency, unit)

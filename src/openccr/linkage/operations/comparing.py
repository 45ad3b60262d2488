"""One run: everything that may be compared is compared, holders are asked, missing links queue, doubtful pairs wait.

The partnership's own service does it, never a person: what is opened on the way is shown to nobody, and whoever started
it learns only that it is done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.content import Pack
from openccr.jobs.operations import start
from openccr.kernel.actors import Actor
from openccr.kernel.periods import add_working_days
from openccr.linkage.comparing import CASES, Compared, Item, Pair, compare_items
from openccr.linkage.models import AreaWeights
from openccr.linkage.opening import opened_people, opened_records
from openccr.linkage.raising import flags_of
from openccr.linkage.rules.matches import ASKED_FROM, LIKELY
from openccr.linkage.rules.measured import Sureness
from openccr.linkage.rules.review import BANDS
from openccr.linkage.rules.signoffs import Use, open_for, why_not_open
from openccr.linkage.sealing import pair_token
from openccr.linkage.signed import standing
from openccr.partnership.practice import practice

MOST_DOUBTFUL = 500
"""Doubtful pairs that wait at once: nobody looks through more, and the next run brings those that are left."""
TASK = "compare_extracts"


@dataclass(frozen=True)
class Ran:
    """What a run did, in numbers that name nobody and no agency."""

    records: int
    asked: int
    raised: int


def start_comparing(*, actor: Actor, at: datetime) -> UUID:
    """Have everything compared by the worker; the id of the work. Raises Refusal while the three have not signed."""
    with acting_as(actor):
        must(actor, "linkage.compare")
        refusal = why_not_open(standing(), Use.MATCHING, today=localdate(at))
        if refusal is not None:
            raise refusal
        work = start(actor=actor, task=TASK, name="Comparing agencies' records")
        record("linkage.comparing_started", subjects=[work], at=at)
        return work


def compare(*, actor: Actor, at: datetime, tell: Callable[[str], None] = lambda step: None) -> Ran:
    """Compare everything, as the partnership's service.

    Args:
        tell: takes each step; may raise to cancel, and nothing is changed.

    Raises Refusal while the three have not signed; the database refuses as well.
    """
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "linkage.run")
        signed, today = standing(), localdate(at)
        refusal = why_not_open(signed, Use.MATCHING, today=today)
        if refusal is not None:
            raise refusal
        pack = practice(actor)
        records = opened_records()
        people, parts = opened_people()
        items = [*people, *records]
        two = _found_two()
        found = compare_items(items, today=today, decided=_decided() | two, sureness=_sureness(), tell=tell)
        tell("writing")
        day = add_working_days(today, pack.linking.answer_days, pack.holidays)
        _keep_pairs(items, found, two.keys(), pack, at)
        asked = _ask(items, found, day, at)
        raised = 0
        if open_for(signed, Use.MISSING, today=today):
            flags = flags_of(items, found, parts, pack=pack, today=today)
            raised = _call("SELECT openccr.keep_flags(%s, %s)", json.dumps(flags), at)
        record("linkage.compared", subjects=[actor.partnership], at=at)
        return Ran(len(items), asked, raised)


def _ask(items: Sequence[Item], found: Compared, day: date, at: datetime) -> int:
    """The holders of records that may be of somebody in an open case."""
    wanted = [
        {"person": str(person.id), "file": str(file), "record": str(item.id),
         "likely": pair.probability >= LIKELY and found.humans[pair.one] == found.humans[pair.other]}
        for pair in found.pairs
        if pair.probability >= ASKED_FROM and (items[pair.one].source == CASES) != (items[pair.other].source == CASES)
        for person, item in [_case_first(items[pair.one], items[pair.other])]
        for file in person.files
    ]  # fmt: skip
    return _call("SELECT openccr.keep_case_matches(%s, %s, %s)", json.dumps(wanted), day, at)


def _case_first(one: Item, other: Item) -> tuple[Item, Item]:
    return (one, other) if one.source == CASES else (other, one)


def _keep_pairs(
    items: Sequence[Item], found: Compared, settled: Collection[str], pack: Pack, at: datetime
) -> None:  # fmt: skip
    """Pairs for reviewers: some of each band at random, to measure by, and those that are doubtful.

    Which are drawn is decided by their keyed tokens: at random, and the same ones in the next run.

    Args:
        settled: tokens of pairs of which a case's page has said that they are two.
    """
    token = {pair: pair_token(items[pair.one].token, items[pair.other].token) for pair in found.pairs}
    seen = [
        (pair, kind)
        for pair in found.pairs
        if (kind := _kind(items[pair.one], items[pair.other])) and token[pair] not in settled
    ]
    bands = Counter(pair.band for pair, kind in seen if kind != "across")
    drawn: set[Pair] = set()
    for band in range(len(BANDS)):
        those = sorted((pair for pair, kind in seen if pair.band == band and kind != "across"), key=token.__getitem__)
        drawn.update(those[: pack.linking.sampled])
    doubtful = sorted(
        (pair for pair, _ in seen if pair.doubtful and pair not in drawn), key=lambda one: -one.probability
    )
    kinds = dict(seen)
    chosen = [*drawn, *doubtful[:MOST_DOUBTFUL]]
    rows = [
        _row(items, pair, kinds[pair], token[pair], sampled=pair in drawn, evidence=evidence)
        for pair, evidence in zip(chosen, found.evidence(chosen), strict=True)
    ]
    _call("SELECT openccr.keep_run(%s, %s, %s, %s)", len(items), json.dumps(bands), json.dumps(rows), at)


def _kind(one: Item, other: Item) -> str:
    """Who may look at the two side by side; empty for a record of an agency beside a person of a case."""
    if one.source == other.source:
        return "people" if one.source == CASES else "records"
    return "" if CASES in (one.source, other.source) else "across"


def _row(
    items: Sequence[Item], pair: Pair, kind: str, token: str, *, sampled: bool,
    evidence: Iterable[tuple[str, float]],
) -> dict[str, Any]:  # fmt: skip
    one, other = items[pair.one], items[pair.other]
    return {
        "agency": one.source if kind == "records" else None, "kind": kind, "one": str(one.id), "other": str(other.id),
        "tokens": token, "probability": round(pair.model, 6), "band": pair.band, "sampled": sampled,
        "evidence": [[name, round(value, 3)] for name, value in evidence],
        "one_token": one.token, "other_token": other.token,
    }  # fmt: skip


def _decided() -> dict[str, bool]:
    """What people decided before: token of the two → whether they are one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tokens, decision FROM openccr.decided_pairs()")
        return {tokens: decision == "same" for tokens, decision in cursor.fetchall()}


def _found_two() -> dict[str, bool]:
    """The same of two people of cases who were found to be two on a case's page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT one, other FROM openccr.people_found_two()")
        return {pair_token(str(one), str(other)): False for one, other in cursor.fetchall()}


def _sureness() -> Sureness:
    newest = AreaWeights.objects.order_by("-fitted_at").first()
    return Sureness(newest.intercept, newest.slope) if newest else Sureness()


def _call(statement: str, *values: int | str | date | datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = cursor.fetchone()
        return int(found[0]) if found and isinstance(found[0], int) else 0

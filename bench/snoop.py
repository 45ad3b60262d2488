"""Scripted snoops among normal sessions: how many are noticed, how soon, and how many honest sessions raise an alarm.

Each session is one account's hour, played through `casefiles.watching.opened` as a page does it. Noticed is what stands
on the list of the case's lead. A snoop's session is taken back afterwards, so that none weighs on the next. Honest
sessions read the agenda, their actions, their referrals; one in a hundred looks up an earlier case because somebody
rings. They come by the month: one agenda is read in `A_MONTH` sessions (twice for research, once to prepare, in the
meeting, twice for its actions), and a session is a false alarm when it tells the lead something new, since what was
told of an account and a case is not told again. What the lead is told of on Monday (a family name common in the area)
is no alarm, and no notice either: how many sessions and snoops that is, is said apart.

Everybody has declared where they live, in a town of a real size, and bears a name as common as registers show
(`_neighbours`); of forty snoops three look at somebody
of their own street, postcode or family name who is on today's agenda, which nothing else would tell from work, and one
at somebody there with whom they share nothing that is known: that is missed, but for the weekly draw. A week of
openings is drawn from, too.

Goals (security paper, T2 and T4): at least 95 % of snoops noticed within 60 s, at most 2 % of sessions a false alarm,
and a stolen account stopped before 61 cases. `BENCH_CASES=2000` is enough for it.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from bench._area import actor as persona
from bench._area import use_area
from bench._neighbours import lives, of_the_case, settle
from bench._report import figure, say, show

SNOOPS = int(os.environ.get("BENCH_SNOOPS", "200"))
SESSIONS = int(os.environ.get("BENCH_SESSIONS", "2000"))
DICE = random.Random(20261122)
AGENDA = 16
"""How many cases of a coming meeting a representative reads through."""
A_MONTH = 6
"""Sessions in which somebody reads one agenda."""


@dataclass(frozen=True)
class Worker:
    """Somebody who works on cases, with what is their work now, what they see besides, and where they live if not
    where they declared."""

    actor: Any
    work: tuple[UUID, ...]
    others: tuple[UUID, ...]
    home: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Played:
    """What became of one session."""

    noticed: bool
    on_monday: bool
    seconds: float
    shown: int


def main() -> None:
    use_area()
    from django.db import connection

    workers = found()
    if not any(one.others for one in workers):
        raise SystemExit("Nobody in this area sees a case that is not their work: make it anew with more cases.")
    called = settle([one.actor for one in workers], DICE)
    workers = [named(one, family) for one, family in zip(workers, called, strict=True)]
    say(f"{len(workers)} people who work on cases; {SNOOPS} snoops and {SESSIONS:,} normal sessions ...")
    false, waits = map(sum, zip(*(a_month(workers) for _ in range(SESSIONS // A_MONTH)), strict=True))
    kinds, noticed = Counter[str](), Counter[str]()
    seconds, most, later = [], 0, 0
    for number in range(SNOOPS):
        kind, worker, files = snoop(number, workers)
        played = play(worker, files, steps_up=kind != "stolen account")
        kinds[kind] += 1
        noticed[kind] += played.noticed
        later += played.on_monday and not played.noticed
        seconds.append(played.seconds)
        if kind in ("stolen account", "reads very many"):
            most = max(most, played.shown)
    drawn, opened_in_all = a_week(workers)
    connection.close()
    for kind, many in sorted(kinds.items()):
        figure(f"T2.{kind.replace(' ', '-')}", f"noticed: {kind}", f"{noticed[kind]} of {many}")
    share, alarms = 100 * sum(noticed.values()) / SNOOPS, 100 * false / (SESSIONS // A_MONTH * A_MONTH)
    figure("T2.noticed", "snoops noticed", share, goal=">= 95", met=share >= 95, unit="%")
    figure("T2.false", "normal sessions that raised an alarm", alarms, goal="<= 2", met=alarms <= 2, unit="%")
    figure("T2.monday", "normal sessions and snoops told of on Monday alone", f"{waits} and {later}")
    slow = max(seconds)
    figure("T2.seconds", "until it stands on the lead's list, at most", slow, "<= 60", slow <= 60, unit="s")
    share = 100 * drawn / opened_in_all
    figure("T2.drawn", f"drawn at random of a week's {opened_in_all} openings", share, ">= 2", share >= 2, unit="%")
    figure("T4.cases", "cases shown to one who reads as many as possible", most, goal="<= 60", met=most <= 60)
    show()


def found() -> list[Worker]:
    """Everybody appointed as representative or adviser, and the coordinator; with what is their work."""
    from django.db import connection
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.partnership.acting import actor_under, held
    from openccr.partnership.models import Appointment

    with acting_as(persona("coordinator")):
        held_now = Appointment.objects.filter(user__isnull=False, role__in=("representative", "idva"), ended_on=None)
        rows = list(held_now.order_by("id"))
    workers = []
    for row in rows:
        under = next((one for one in held(row.user_id, today=timezone.localdate()) if one.id == row.id), None)
        if under is None:
            continue
        actor = actor_under(under, user_id=row.user_id)
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("SELECT id, openccr.is_work(id) FROM casefiles_casefile ORDER BY opened_at DESC LIMIT 400")
            seen = cursor.fetchall()
        work = tuple(file for file, is_work in seen if is_work)
        others = tuple(file for file, is_work in seen if not is_work)
        if work or others:
            workers.append(Worker(actor, work, others))
    return workers


def a_month(workers: Sequence[Worker]) -> tuple[int, int]:
    """How many of one worker's honest sessions of a month tell the lead something new: at once, and on Monday alone."""
    from django.db import transaction

    from openccr.access.acting import acting_as
    from openccr.casefiles.watching import opened

    worker = DICE.choice([one for one in workers if one.work])
    alarms = waits = 0
    with transaction.atomic():
        told, waiting = _told(worker)
        for _ in range(A_MONTH):
            with acting_as(worker.actor):
                for file in normal(worker):
                    opened(actor=worker.actor, file=file)
            before, waited = told, waiting
            told, waiting = _told(worker)
            alarms += told > before
            waits += told == before and waiting > waited
        transaction.set_rollback(True)
    return alarms, waits


def _told(worker: Worker, *, files: Sequence[UUID] | None = None) -> tuple[int, int]:
    """How much stands on the lead's list of this worker, and how much will on Monday; of these cases alone, or any."""
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.casefiles.watching import alerts_told

    at = timezone.now()
    among = {} if files is None else {"file__in": files}
    with acting_as(lead()):
        now, then = (
            alerts_told(one).filter(user_id=worker.actor.user_id, seen_at=None, **among).count()
            for one in (at, at + timedelta(days=7))
        )
    return now, then - now


def normal(worker: Worker) -> list[UUID]:
    """One honest hour."""
    files = list(worker.work)
    DICE.shuffle(files)
    script: list[Callable[[], list[UUID]]] = [
        lambda: files[:AGENDA],
        lambda: files[: DICE.randint(1, 8)],
        lambda: files[:1] * 3,
    ]
    opened = DICE.choice(script)()
    if worker.others and DICE.random() < 0.01:
        opened.append(DICE.choice(worker.others))
    return opened


NEAR = {9: "near_street", 19: "near_postcode", 29: "near_name"}
"""Which of forty snoops look at somebody near them on today's agenda, and what they share."""


def snoop(number: int, workers: Sequence[Worker]) -> tuple[str, Worker, list[UUID]]:
    """One who looks at what is none of their business; of forty, four at a case that is their agency's work now."""
    able = [one for one in workers if one.others]
    many = max(able, key=lambda one: len(one.others))
    if number % 40 == 39:
        worker = DICE.choice([one for one in workers if one.work])
        return "nothing shared, on today's agenda", worker, [DICE.choice(worker.work)]
    if number % 40 in NEAR:
        return neighbour(NEAR[number % 40], [one for one in workers if one.work])
    if number % 20 == 10:
        return "stolen account", many, list(many.others)
    if number % 20 == 15:
        return "reads very many", many, list(many.others)
    worker = DICE.choice(able)
    work = list(worker.work[: DICE.randint(0, AGENDA)])
    count = 1 if number % 2 else DICE.randint(2, 12)
    mixed = [*work, *DICE.sample(worker.others, min(count, len(worker.others)))]
    DICE.shuffle(mixed)
    return ("one old case, among work" if count == 1 else "several old cases, among work"), worker, mixed


def neighbour(shared: str, workers: Sequence[Worker]) -> tuple[str, Worker, list[UUID]]:
    """One who shares a street, a postcode or a family name with somebody on today's agenda, and reads the agenda."""
    tokens = {"near_street": 0, "near_postcode": 1, "near_name": 2}
    while True:
        worker = DICE.choice(workers)
        file = DICE.choice(worker.work)
        if token := of_the_case(file)[tokens[shared]]:
            break
    if shared == "near_name":
        worker = named(worker, token)
    else:
        worker = replace(worker, home=((shared, token),))
    files = list(dict.fromkeys([file, *worker.work[: DICE.randint(0, AGENDA - 1)]]))
    DICE.shuffle(files)
    words = {"near_street": "same street", "near_postcode": "same postcode", "near_name": "same family name"}
    return f"{words[shared]}, on today's agenda", worker, files


def named(worker: Worker, family: str) -> Worker:
    """The same worker with this family name."""
    given = worker.actor.name.split()[0]
    return replace(worker, actor=replace(worker.actor, name=f"{given} {family}"))


def a_week(workers: Sequence[Worker]) -> tuple[int, int]:
    """How many are drawn of a week's openings, and of how many: forty sessions and the weekly job, all taken back."""
    from django.db import connection, transaction
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.access.owning import as_walls
    from openccr.casefiles.models import CaseOpened
    from openccr.casefiles.reviewing import draw_openings
    from openccr.casefiles.watching import opened
    from openccr.partnership.services import area_of

    opened_before = timezone.now() - timedelta(days=7)
    with as_walls() as owner:
        there = set(
            CaseOpened.objects.using(owner).filter(at__gt=opened_before).values_list("file_id", "user_id").distinct()
        )
    with transaction.atomic():
        for _ in range(40):
            worker = DICE.choice([one for one in workers if one.work])
            files = normal(worker)
            with acting_as(worker.actor):
                for file in files:
                    opened(actor=worker.actor, file=file)
            there |= {(file, worker.actor.user_id) for file in files}
        drawn = draw_openings(actor=area_of(lead(), purpose="weekly draw"), at=timezone.now())
        connection.set_rollback(True)
    return drawn, len(there)


def play(worker: Worker, files: Sequence[UUID], *, steps_up: bool = True) -> Played:
    """Open these cases one after the other, look at the lead's list, and take it all back."""
    from django.db import transaction

    from openccr.access.acting import acting_as
    from openccr.casefiles.rules import Opening
    from openccr.casefiles.watching import opened

    shown = 0
    with transaction.atomic():
        started = time.monotonic()
        with acting_as(worker.actor):
            if worker.home:
                lives(worker.actor, **dict(worker.home))
            for file in files:
                verdict = opened(actor=worker.actor, file=file)
                if verdict is Opening.BLOCKED or (verdict is Opening.STEP_UP and not steps_up):
                    break
                shown += 1
        noticed, waits = _told(worker, files=files)
        seconds = time.monotonic() - started
        transaction.set_rollback(True)
    return Played(noticed > 0, waits > 0, seconds, shown)


@cache
def lead() -> Any:
    """The lead who finds the alert."""
    return persona("coordinator")


main()

"""25 people in one meeting for the 16 cases of its agenda, against the demonstration as `./run` serves it.

The chair, two coordinators, advisers and agencies' people, each with an account of their own. Three write each case's
texts at once, as the page does by itself, and agree actions; everybody else reads the case, confirms locks and reports
actions. A case takes `BENCH_SECONDS` (12) in place of ten minutes. Afterwards the database is asked for every word that
the site said was saved. Goal: none is lost or doubled, no deadlock, no error, 95th percentile under 400 ms.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg

from bench._area import use_area
from bench._room import NOTES, Case, Met, Person
from bench._site import Browser, Site, running
from bench._timing import machine, p95, table, yes
from openccr.site.environment import ROOT, environment
from openccr.site.ready import administrator_url

if TYPE_CHECKING:
    from openccr.accounts.models import User

PEOPLE, CASES, GOAL_MS = 25, 16, 400
SECONDS = int(os.environ.get("BENCH_SECONDS", "12"))
"""How long the meeting stays with a case."""
WRITERS_WAIT, READERS_WAIT = 2.0, 6.0
"""Mean pause in seconds: the page sends what is typed after two; a reader looks at a page for longer."""
SIGNING = 20.0
"""In how many seconds everybody signs the statement before the first case."""
ALONE = 25
"""How often each act is done again after the meeting, by one person at a time."""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = 'openccr'"
WRITES = {"chair": ("risk_summary", "risks", "discussion"), "coordinator": ("her_views", "discussion", "risks")}
"""Role → the texts it writes, the one it begins with first. Two of them meet in the same box now and then."""
IN_THE_DATABASE = {
    "action": "SELECT text FROM actions_action WHERE text LIKE '%%check the locks W%%'",
    "safe": "SELECT lock_words FROM actions_action WHERE lock_words LIKE '%%Rung and asked. W%%'",
    "done": "SELECT evidence FROM actions_action WHERE evidence LIKE '%%Rung and asked. W%%'",
}


def agenda() -> tuple[str, list[Case]]:
    """The coming meeting with the most open cases, and up to 16 of them in their order."""
    from django.db.models import Count

    from bench._area import actor
    from openccr.access.acting import acting_as
    from openccr.conference.models import Hearing

    with acting_as(actor("coordinator")):
        open_ = Hearing.objects.filter(state="listed", meeting__state="circulated", meeting__urgent=False)
        most = open_.values("meeting").annotate(cases=Count("id")).order_by("-cases").first()
        assert most is not None, "no meeting is coming"
        rows = open_.filter(meeting=most["meeting"]).order_by("order")[:CASES]
        return str(most["meeting"]), [Case(str(row.file_id), str(row.id)) for row in rows]


def invited(meeting: str, cases: list[Case]) -> Iterator[tuple[str, User]]:
    """Role and account of the 25: chair, both coordinators, then advisers and agencies' people who see every case."""
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.access.sign_in import at_sign_in
    from openccr.accounts.models import User
    from openccr.casefiles.models import CaseFile
    from openccr.conference.models import Meeting
    from openccr.partnership.acting import actor_under, held

    with at_sign_in():
        users = list(User.objects.filter(is_active=True).order_by("email"))
    counted: Counter[str] = Counter()
    most = {"chair": 1, "coordinator": 2, "idva": 3, "representative": PEOPLE - 6}
    for user in users:
        mine = held(user.id, today=timezone.localdate())
        if not mine or counted[mine[0].role] >= most.get(mine[0].role, 0):
            continue
        who = actor_under(mine[0], user_id=user.id)
        with acting_as(who):
            sees = CaseFile.objects.filter(id__in=[UUID(case.file) for case in cases]).count() == len(cases)
            chairs = Meeting.objects.filter(id=meeting, chair_id=who.appointment_id).exists()
        if sees and (chairs or mine[0].role != "chair"):
            counted[mine[0].role] += 1
            yield mine[0].role, user


def seated(site: Site, meeting: str, cases: list[Case]) -> list[Person]:
    """The 25, each signed in. Sessions are made here: the demonstration's own page signs in its few only."""
    from django.test import Client

    from openccr.access.sign_in import at_sign_in

    people = []
    for number, (role, user) in enumerate(invited(meeting, cases)):
        client = Client()
        with at_sign_in():
            client.force_login(user)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        people.append(Person(user.email, role, Browser(site.port, cookies), random.Random(f"{number}{time.time()}")))
    return people


def takes_part(person: Person, cases: list[Case], meeting: str, *, begins: float, writes: bool) -> None:
    """One person from the first case to the last; the meeting's clock says which case it is."""
    ends = begins + SECONDS * len(cases)
    time.sleep(person.dice.uniform(0, SIGNING))
    person.sign(meeting)
    at, number = -1, 0
    while (now := time.monotonic()) < ends:
        if now < begins:
            time.sleep(begins - now)
            continue
        current = int((now - begins) // SECONDS)
        if current != at:
            if person.role == "chair":
                if at >= 0:
                    person.finish(cases[at])
                person.begin(cases[current])
            at, number = current, 0
        act(person, cases[current], meeting, number=number, writes=writes)
        number += 1
        time.sleep(person.dice.expovariate(1 / (WRITERS_WAIT if writes else READERS_WAIT)))
    if person.role == "chair":
        person.finish(cases[-1])


def act(person: Person, case: Case, meeting: str, *, number: int, writes: bool) -> None:
    """The next thing that somebody of this role does while a case is heard."""
    dice = person.dice.random()
    if writes:
        names = WRITES[person.role]
        if number == 0 or dice < 0.7:
            person.write(case, names[0] if number == 0 else person.dice.choice(names))
        elif dice < 0.9:
            person.agree(case, noticeable=dice < 0.78)
        else:
            person.look(f"{case.at_meeting}room/", "view for the room")
    elif person.role == "idva" and dice < 0.4:
        person.confirm_safe(case)
    elif person.role == "representative" and dice < 0.12:
        person.report()
    elif dice < 0.2:
        person.look(f"/meetings/{meeting}/", "the meeting")
    else:
        person.read(case)


def held_meeting(people: list[Person], cases: list[Case], meeting: str) -> None:
    """The whole meeting, everybody at once."""
    begins = time.monotonic() + SIGNING
    threads = [
        threading.Thread(target=takes_part, args=(one, cases, meeting), daemon=True,
                         kwargs={"begins": begins, "writes": one.role in WRITES})
        for one in people
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def alone(people: list[Person], cases: list[Case], meeting: str) -> Met:
    """The same acts by one person at a time; what is saved of it counts for the check, too."""
    before, together, dice = [one.met for one in people], Met(), random.Random(1)
    for one in people:
        one.met = Met()
    by_role = {role: [one for one in people if one.role == role] for role in ("coordinator", "idva", "representative")}
    for _ in range(ALONE):
        case = dice.choice(cases)
        for role in by_role:
            if by_role[role]:
                act(dice.choice(by_role[role]), case, meeting, number=1, writes=role in WRITES)
    for one, old in zip(people, before, strict=True):
        gather(together, one.met)
        one.met = old
    return together


def gather(into: Met, met: Met) -> None:
    """Add what one person met to what others did."""
    for kind, taken in met.requests.items():
        into.requests.setdefault(kind, []).extend(taken)
    into.saved += met.saved
    into.sent += met.sent
    into.errors += met.errors
    into.merged, into.refused, into.twice = (
        into.merged + met.merged, into.refused + met.refused, into.twice + met.twice
    )  # fmt: skip


def lost_and_doubled(
    found: Met, meeting: str, ask: Callable[..., list[tuple[str, ...]]]
) -> tuple[list[str], list[str]]:
    """What the site said was saved and the database does not hold, and what it holds more than once."""
    hearings = sorted({hearing for kind, hearing, _ in found.saved if kind in NOTES or kind == "finished"})
    texts = {
        str(row[0]): dict(zip((*NOTES, "state"), row[1:], strict=True))
        for row in ask(
            f"SELECT id, {', '.join(NOTES)}, state FROM conference_hearing WHERE id = ANY(%s::uuid[])", hearings
        )
    }
    others = {kind: " ".join(row[0] for row in ask(sql)) for kind, sql in IN_THE_DATABASE.items()}
    signed = ask("SELECT appointment_id::text FROM conference_attendance WHERE meeting_id = %s::uuid "
                 "AND signed_at IS NOT NULL AND appointment_id IS NOT NULL", meeting)  # fmt: skip
    lost, doubled = [], []
    for kind, hearing, words in found.saved:
        if kind in NOTES:
            count = texts[hearing][kind].count(words)
        elif kind == "finished":
            count = int(texts[hearing]["state"] == "heard")
        elif kind == "signed":
            continue
        else:
            count = others[kind].count(words)
        lost += [f"{kind} {words}"] if not count else []
        doubled += [f"{kind} {words}"] if count > 1 else []
    if len(signed) < sum(kind == "signed" for kind, _, _ in found.saved):
        lost.append("a signature")
    # Sent twice, or sent and not answered: once at most all the same.
    doubled += [f"action {words}" for words in found.sent if others["action"].count(words) > 1]
    return lost, doubled


AGAIN = """WITH again AS (
    UPDATE conference_hearing SET state = 'listed', heard_at = NULL, started_at = NULL, in_room_at = NULL, reason = '',
        her_views = '', discussion = '', risks = '', risk_summary = '' WHERE id = ANY(%s::uuid[]) RETURNING referral_id)
UPDATE conference_referral r SET state = 'listed' FROM again WHERE r.id = again.referral_id AND r.state = 'heard'"""
"""The cases wait to be heard again: a coming meeting is measured on the same area afterwards."""


def show(found: Met, one_by_one: Met) -> float:
    """Print each kind of request with its time, alone and together. Returns the 95th percentile of all."""
    rows: list[tuple[object, ...]] = []
    for kind, taken in sorted(found.requests.items(), key=lambda one: -len(one[1])):
        by_itself = one_by_one.requests.get(kind)
        base = statistics.median(by_itself) if by_itself else None
        middle = statistics.median(taken)
        rows.append((kind, len(taken), middle, p95(taken), base or "", f"{middle / base:.1f}" if base else ""))
    every = [ms for taken in found.requests.values() for ms in taken]
    # The same mix of requests in both, so that the ratio compares like with like.
    both = [kind for kind in found.requests if kind in one_by_one.requests]
    mixed = sum(statistics.mean(found.requests[kind]) * len(found.requests[kind]) for kind in both)
    base = sum(statistics.mean(one_by_one.requests[kind]) * len(found.requests[kind]) for kind in both)
    rows.append(("all", len(every), statistics.median(every), p95(every), "", f"{mixed / base:.1f}"))
    table(("request", "number", "median ms", "p95 ms", "one at a time ms", "ratio"), rows)
    return p95(every)


def main() -> None:
    use_area()
    meeting, cases = agenda()
    with (
        running(root=ROOT, data=environment().folder) as site,
        psycopg.connect(administrator_url(environment()), dbname="openccr", autocommit=True) as connection,
    ):

        def ask(sql: str, *given: object) -> list[tuple[str, ...]]:
            return connection.execute(sql, given).fetchall()

        people = seated(site, meeting, cases)
        print(f"{len(people)} people, {len(cases)} cases: {dict(Counter(one.role for one in people))}", flush=True)
        machine()
        before = int(ask(DEADLOCKS)[0][0])
        held_meeting(people, cases, meeting)
        found = Met()
        for one in people:
            gather(found, one.met)
        by_itself = alone(people, cases, meeting)
        most = show(found, by_itself)
        time.sleep(1)  # the server's statistics are a little late
        deadlocks = int(ask(DEADLOCKS)[0][0]) - before
        saved = Counter(kind if kind not in NOTES else "line of a text" for kind, _, _ in found.saved)
        gather(found, by_itself)
        lost, doubled = lost_and_doubled(found, meeting, ask)
        connection.execute(AGAIN, ([case.hearing for case in cases],))
    print(f"Saved: {dict(saved)}. Brought together after two wrote the same text: {found.merged}. "
          f"Sent twice: {found.twice}. Refused with a reason: {found.refused}.")  # fmt: skip
    for words in sorted({*found.errors, *lost, *doubled})[:10]:
        print(f"  {words}")
    fits = not (lost or doubled or deadlocks or found.errors) and most < GOAL_MS
    table(
        ("lost", "doubled", "deadlocks", "errors", "p95 ms", "goal", "within the goal"),
        [(len(lost), len(doubled), deadlocks, len(found.errors), most, f"< {GOAL_MS}", yes(fits))],
    )
    subprocess.run([sys.executable, "-m", "openccr", "audit", "verify"], check=False)


main()

"""The tampering itself, in a process whose data folder is its own; it says what it found as JSON."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from openccr.audit.chain import Anchor
    from openccr.kernel.actors import Actor

EACH = 37
"""Rows between two anchors."""
PEOPLE = ("lead@council.example", "marac@council.example")
MADE = """
INSERT INTO audit_auditevent (id, at, type, partnership_id, user_id, role, purpose, subjects, fields)
SELECT gen_random_uuid(), now(), 'case.read', %s, gen_random_uuid(), 'coordinator', 'case work',
       jsonb_build_array(gen_random_uuid()), '["name"]' FROM generate_series(1, %s)
"""


def main() -> None:
    tamperings, rows, clean, long = (int(one) for one in sys.argv[1:5])
    prepare()
    actors = areas()
    places = [Path(tempfile.mkdtemp(dir=os.environ["OPENCCR_DATA"])) for _ in range(2)]
    write(actors[0], rows, places)
    told = {
        "rows": rows,
        **tampered(actors, places, tamperings),
        "clean": clean,
        "false": checked(actors[0], places, clean),
    }
    told |= timed(actors[1], long)
    print(json.dumps(told))


def prepare() -> None:
    """Tables, and Django's owner's connection as the server's superuser: the strongest who could tamper."""
    import django
    from django.core.management import call_command

    from openccr.site.environment import environment
    from openccr.site.ready import ready

    ready(environment())
    django.setup()
    call_command("migrate", database="owner", verbosity=0)
    from django.db import connections

    connections["owner"].close()
    password = environment().secrets().postgres_superuser
    connections["owner"].settings_dict.update(USER="postgres", PASSWORD=password)


def areas() -> list[Actor]:
    """Two partnerships, each by its service actor."""
    from openccr.partnership.opening import open_partnership
    from openccr.partnership.services import service_actors

    for code in ("one", "two"):
        open_partnership(
            code=code, name=code.title(), agency="Council", kind="other", packs=["core", "gb-eng"],
            lead=f"{code}-{PEOPLE[0]}", coordinator=f"{code}-{PEOPLE[1]}", adult_women=None, adult_women_source="",
        )  # fmt: skip
    return service_actors("measured")


def write(actor: Actor, rows: int, places: Sequence[Path]) -> None:
    """Acts of the area, anchored as they come, and some that no anchor has seen yet."""
    from django.db import connections, transaction
    from django.utils import timezone

    from openccr.audit.anchoring import anchor

    for number in range(0, rows, EACH):
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(MADE, [actor.partnership_id, min(EACH, rows - number)])
        if rows - number > EACH:
            anchor(actor=actor, at=timezone.now(), places=[str(one) for one in places])


def anchors_of(places: Sequence[Path], chain: UUID) -> list[Anchor]:
    """The anchors of a chain."""
    from openccr.audit.anchoring import public_key
    from openccr.audit.chain import anchors_in

    found, wrong = anchors_in(places, key=public_key())
    assert not wrong, wrong
    return [one for one in found if one.chain == str(chain)]


def tampered(actors: Sequence[Actor], places: Sequence[Path], how_many: int) -> dict[str, object]:
    """Tamper so often, check, and roll back."""
    from django.db import connections, transaction

    from bench._tampering import KINDS, LAST, Case
    from openccr.audit.checking import verify

    dice, chain, other = random.Random(6), actors[0].partnership, actors[1].partnership
    anchors = anchors_of(places, chain)
    found, named, missed = Counter[str](), Counter[str](), list[str]()
    for number in range(how_many):
        kind = list(KINDS)[number % len(KINDS)]
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")

            def run(statement: str, given: object = None, cursor: object = cursor) -> object:
                cursor.execute(statement, given)  # type: ignore[attr-defined]
                return cursor

            last = run(LAST, [chain]).fetchone()[0]  # type: ignore[attr-defined]
            row = dice.randint(2, anchors[-1].number - 1)
            case = Case(run, str(chain), str(other), row, last, dice)
            expected = KINDS[kind](case)
            # Who tampers takes the newest anchors away from one of the two places; the other place has them.
            break_ = verify(chain, anchors=anchors)[1]
            transaction.set_rollback(True, using="owner")
        found[kind] += break_ is not None
        named[kind] += break_ is not None and break_.number == expected
        if break_ is None or break_.number != expected:
            missed.append(f"{kind} at {row} of {last}: expected {expected}, found {break_}")
    kinds = {kind: how_many // len(KINDS) + (place < how_many % len(KINDS)) for place, kind in enumerate(KINDS)}
    return {"kinds": kinds, "found": found, "named": named, "missed": missed[:20]}


def checked(actor: Actor, places: Sequence[Path], times: int) -> int:
    """How many of so many checks of what nobody touched raise an alarm."""
    from openccr.audit.checking import verify

    anchors = anchors_of(places, actor.partnership)
    return sum(verify(actor.partnership, anchors=anchors)[1] is not None for _ in range(times))


def timed(actor: Actor, rows: int) -> dict[str, object]:
    """Seconds to check a chain of so many rows."""
    from django.db import connections, transaction

    from openccr.audit.checking import verify

    for start in range(0, rows, 20_000):
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(MADE, [actor.partnership_id, min(20_000, rows - start)])
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE audit_auditevent, audit_auditseal")
    started = time.monotonic()
    number, problem = verify(actor.partnership)
    assert problem is None, problem
    return {"long": number, "seconds": time.monotonic() - started}


if __name__ == "__main__":
    main()

"""Is she already known? Ten of a million people for one who is described with slips, beside one row read by its key.

The people who are kept are written with the errors of an invented world; those who are sought, with half as many errors
again, among them strangers who are not kept. Times are of the look-up and the comparing, without a log row and HTTP.
`LOOKUP_PEOPLE` (1,000,000), `LOOKUP_ASKED` (2,000) and `LOOKUP_NOISE` (1.5) change the size.

Goals: found among ten at least 98 of 100, first at least 96; half of all look-ups within 5 times a row read by its
primary key in the same run, 95 of 100 within 8 times; of strangers at least 95 of 100 show nobody as likely.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import psycopg

from bench._described import Row, inhabitants, writer
from bench._timing import machine, once, p95, table, yes
from openccr.linkage.online.described import Described, describe
from openccr.linkage.online.index import Index, Names, build
from openccr.linkage.online.lookup import look_up
from openccr.site.environment import environment
from openccr.site.ready import administrator_url

PEOPLE = int(os.environ.get("LOOKUP_PEOPLE", "1000000"))
ASKED = int(os.environ.get("LOOKUP_ASKED", "2000"))
NOISE = float(os.environ.get("LOOKUP_NOISE", "1.5"))
SEED = int(os.environ.get("LOOKUP_SEED", "11"))
TODAY = date(2026, 6, 1)
SECRET = b"a key for a measurement of 32 by"


def described(row: Row) -> Described:
    """A row as the look-up reads it."""
    return describe(row, today=TODAY)


def primary_key(connection: psycopg.Connection) -> None:
    """A table as large as the index, to read rows of by their key."""
    connection.execute("CREATE TEMP TABLE person (id bigint PRIMARY KEY, given text, family text)")
    connection.execute(
        "INSERT INTO person SELECT at, 'given ' || at, 'family ' || at FROM generate_series(0, %s) at", [PEOPLE]
    )
    connection.execute("ANALYZE person")


def main() -> None:
    machine()
    everybody = inhabitants(SEED, PEOPLE + ASKED)
    kept, strangers = everybody[:PEOPLE], everybody[PEOPLE:]
    write, ask = writer(SEED, noise=1, draw=1), writer(SEED, noise=NOISE, draw=2)
    sought = [(str(one.number), described(ask(one, "asked"))) for one in kept[:ASKED]]
    unknown = [described(ask(one, "asked")) for one in strangers]
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        rows = (write(one, "kept") for one in kept)
        build(((Names("kept", row["local_id"]), described(row)) for row in rows), Path(folder) / "index", secret=SECRET)
        print(f"{PEOPLE:,} people written and kept in {time.monotonic() - started:.0f} s", file=sys.stderr)
        del everybody, kept, strangers
        index = Index(Path(folder) / "index", secret=SECRET)
        report(index, sought, unknown)


def report(index: Index, sought: list[tuple[str, Described]], unknown: list[Described]) -> None:
    """Look everybody up, each beside one row read by its key, and print the figures with their goals."""
    ten = first = 0
    looked, read = [], []
    with psycopg.connect(administrator_url(environment()), dbname="postgres", autocommit=True) as connection:
        primary_key(connection)
        for number, (local_id, asked) in enumerate(sought):
            key = number * 7919 % PEOPLE
            read.append(
                once(
                    lambda key=key: connection.execute(
                        "SELECT given FROM person WHERE id = %s", [key], prepare=True
                    ).fetchone()
                )
            )
            looked.append(once(lambda asked=asked: look_up(asked, index)))
            found = [one.names.local_id for one in look_up(asked, index)]
            ten += local_id in found
            first += found[:1] == [local_id]
    quiet = sum(not any(one.likely for one in look_up(asked, index)) for asked in unknown)
    half, most = median(looked) / median(read), p95(looked) / p95(read)
    figures = [
        ("found among ten", f"{ten / len(sought):.3f}", "≥ 0.980", yes(ten / len(sought) >= 0.98)),
        ("found first", f"{first / len(sought):.3f}", "≥ 0.960", yes(first / len(sought) >= 0.96)),
        ("strangers with nobody likely", f"{quiet / len(unknown):.3f}", "≥ 0.950", yes(quiet / len(unknown) >= 0.95)),
        ("median, ms", f"{median(looked):.2f}", "", ""),
        ("95th percentile, ms", f"{p95(looked):.2f}", "", ""),
        ("row by its key: median, ms", f"{median(read):.2f}", "", ""),
        ("row by its key: 95th percentile, ms", f"{p95(read):.2f}", "", ""),
        ("median, times a row by its key", f"{half:.1f}", "≤ 5", yes(half <= 5)),
        ("95th percentile, times a row by its key", f"{most:.1f}", "≤ 8", yes(most <= 8)),
    ]
    if "--json" in sys.argv:
        print(json.dumps({"people": PEOPLE, "noise": NOISE, "figures": {name: value for name, value, *_ in figures}}))
        return
    table((f"look-up over {PEOPLE:,}, errors × {NOISE}", "figure", "goal", "within"), figures)


if __name__ == "__main__":
    main()

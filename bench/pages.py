"""The core pages at 50,000 cases: queries, server time, and its ratio to the same page's bare SQL.

Goal: at most 12 queries beyond session, user, token and audit, and at most 60 ms median; lists of fifty within 25 ms of
SQL. `BENCH_SHOW=conference.case` prints the statements of one page, the slowest first.
"""

from __future__ import annotations

from bench._area import use_area
from bench._pages import CORE, opened
from bench._queries import measured


def main() -> None:
    use_area()
    # The return and what lies behind it have a goal of their own: two seconds.
    measured(opened(CORE), most={"insight.quarter": 2000, "insight.cases": 2000})


main()

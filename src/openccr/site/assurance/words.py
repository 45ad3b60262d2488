"""What the papers share: the protections in words that a security officer can check, and what only people can say."""

from __future__ import annotations

from openccr.accounts.rules import ABSOLUTE, LOCK_AFTER, STEP_UP_LASTS
from openccr.content import Pack
from openccr.documents.rules.paper import Block, Lines, Table

PROTECTIONS = (
    (
        "Who may see a case is decided in the database",
        "Row security on every table, forced on the tables' owner too; grants name the reason and the law.",
        "./run test tests/walls",
    ),
    (
        "A conflict of interest outranks every role",
        "For whoever is kept out of a case it does not exist: the same answer as for a random address.",
        "./run test tests/walls/test_shut_out.py",
    ),
    (
        "Whereabouts are sealed",
        "AES-GCM with keys that the database does not hold; shown only with a typed reason.",
        "./run test tests/people",
    ),
    (
        "Acts and reads are recorded in the same transaction",
        "Numbered and hashed at commit, append-only by rights and by trigger.",
        "./run manage audit verify --area CODE",
    ),
    (
        "Two factors for everybody",
        f"A session locks after {LOCK_AFTER.seconds // 60} minutes without use and ends after"
        f" {ABSOLUTE.seconds // 3600} hours; serious acts ask again after {STEP_UP_LASTS.seconds // 60} minutes.",
        "./run test tests/accounts",
    ),
    (
        "Messages say nothing",
        "“You have an item in OpenCCR”, to one recipient; nothing to a person in a case unless contact is safe.",
        "./run test tests/notices",
    ),
    (
        "Nobody's own note of recourse to public funds leaves its wall",
        "It is read by her adviser's service alone: not by police, papers or the programming interface.",
        "./run test tests/people tests/walls",
    ),
    (
        "Nothing foreign runs in the browser",
        "No outside scripts, fonts or counters; the content security policy refuses them.",
        "./run test tests/site/test_headers.py",
    ),
)  # fmt: skip
"""What is done, how, and the command that proves it."""

KEPT_TOO = (
    "Where people live and are, and how to reach them safely: sealed, and opened with a reason",
    "Ethnicity, language and the need for an interpreter, as far as somebody said it",
    "Recourse to public funds, read by the adviser's service alone",
)
"""What is kept besides the pack's kinds, which name what is shared."""


def protections() -> Table:
    """The protections as a table."""
    return Table("What protects them, and how to check it", ("What", "How", "Check it yourself"), PROTECTIONS)


def for_you(*questions: str) -> tuple[Block, ...]:
    """What only people can say: each with room to write."""
    return tuple(Lines(question, 3) for question in questions)


def kept_for(pack: Pack) -> str:
    """How long a conference's closed files are kept, as the pack has it (`law.retention`)."""
    rule = pack.law.retention["marac"]
    child = (
        f" Where a child has a part in it, it is kept at least until the youngest is {rule.child_until_age}."
        if rule.child_until_age
        else ""
    )
    return f"The file of a conference is kept for {rule.years} years from the day it is closed.{child}"


def none_yet(rows: tuple[tuple[str, ...], ...], *, columns: int, words: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, or one that says that there are none."""
    return rows or ((words, *("" for _ in range(columns - 1))),)

"""A guard of the walls that `./run bench mutants` takes out: where it stands, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass

CORE = (
    "tests/walls/test_traps.py",
    "tests/walls/test_shut_out.py",
    "tests/walls/test_forging.py",
    "tests/walls/test_held_fast.py",
    "tests/walls/test_asked_by_hand.py",
    "tests/walls/test_who_may_what.py",
)
"""Tests that every guard's absence is tried against; the first that fails ends the run."""


@dataclass(frozen=True)
class Guard:
    """One guard: `old` stands once in the file below `src/openccr`, and `new` takes its place."""

    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = ()
    """Tests tried before the core ones: those of the guard's own app."""

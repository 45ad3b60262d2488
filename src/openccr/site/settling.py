"""What is done once in a process whose forks serve for months."""

from __future__ import annotations

import gc

from django.urls import get_resolver

YOUNG, MIDDLE, OLD = 40_000, 20, 20
"""Objects made before Python looks for unused ones: a home page makes ten to thirty thousand, nearly all freed by
themselves, and a search in its middle took 3 ms of 90."""


def settle() -> None:
    """Load every page, and keep what is loaded out of Python's search for unused objects.

    What is loaded stays as long as the process does. Searching it took a fifth of a second in the middle of a page,
    every so many pages, and would make each fork a copy of its own.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)

"""Slows down whoever tries many secret addresses. The limits of allauth count forms sent, not pages asked for."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST_TRIES = 20
SECONDS = 60
"""So many wrong addresses a minute from one place; after that nothing is looked up for it until the minute is over."""


def too_many(request: HttpRequest, *, what: str) -> bool:
    """Whether this place has tried too often within the minute."""
    return int(cache.get(_key(request, what), 0)) >= MOST_TRIES


def count_try(request: HttpRequest, *, what: str) -> None:
    """Count one wrong try of this place. `what`: which kind of address, a short word."""
    key = _key(request, what)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, SECONDS)


def _key(request: HttpRequest, what: str) -> str:
    return f"tries:{what}:{get_adapter().get_client_ip(request)}"

"""Sessions, passwords and invitations to sign in: the periods, and what a device is called. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

WARN_AFTER = timedelta(minutes=10)
"""Without a key or a tap: "Are you still there?" (security paper, rule 13)."""

LOCK_AFTER = timedelta(minutes=15)
"""Without a key or a tap: the session ends (same rule)."""

TOLD_EVERY = timedelta(minutes=1)
"""How often at most a page tells the server that somebody is typing in it."""

ABSOLUTE = timedelta(hours=10)
"""A session ends then, however busy it is (same rule)."""

STEP_UP_LASTS = timedelta(minutes=5)
"""How long a password or second factor counts as fresh (rule 15)."""

MARK_EVERY = timedelta(seconds=10)
"""A page that asks for ten things in a second writes the session once."""


@dataclass(frozen=True)
class Clock:
    """When a session began and when it was last used."""

    started_at: datetime
    seen_at: datetime

    def ended(self, *, now: datetime) -> bool:
        """Whether the session is as old as a session may get."""
        return now - self.started_at >= ABSOLUTE

    def over(self, *, now: datetime, page_says_idle: bool = False) -> bool:
        """Whether the session has run out.

        A page tells the server of typing once a minute at most, so the server waits that minute longer, unless the
        page itself says that nobody was there.
        """
        idle = LOCK_AFTER if page_says_idle else LOCK_AFTER + TOLD_EVERY
        return self.ended(now=now) or now - self.seen_at >= idle


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """What a person would call the browser that sent this header: "Firefox on Windows"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "an unknown computer")
    return f"{browser} on {system}"

"""What may be done with long work."""

from __future__ import annotations

from openccr.access.may import Rule, appointed

MAY: dict[str, Rule] = {"jobs.start": appointed, "jobs.see": appointed}

"""What may be done with long work."""

from __future__ import annotations

from openccr.access.may import Rule, appointed, role

MAY: dict[str, Rule] = {
    "jobs.start": appointed,
    "jobs.see": appointed,
    "jobs.forget": role("commands", sentence="Only the nightly job removes what is old."),
}

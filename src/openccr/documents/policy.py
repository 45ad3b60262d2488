"""What may be done with kept files."""

from __future__ import annotations

from openccr.access.may import Rule, appointed, role

MAY: dict[str, Rule] = {
    "documents.keep": appointed,
    "documents.fetch": appointed,
    "documents.remove_expired": role("commands", sentence="Only the nightly job removes expired files."),
}

"""What linkage writes in the log."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType(
        "linkage.known_asked", "{who} asked whether somebody is already known, and was shown who may be.",
        Erasure.UNNAME, read=True,
    ),
)  # fmt: skip

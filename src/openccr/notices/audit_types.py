"""Audit types of notices."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("notice.sent", "{who} told an agency that there is something to do.", Erasure.KEEP),
    AuditType("notice.refused", "{who} had a message refused by somebody's mail server.", Erasure.KEEP),
    AuditType("notice.written", "{who} had the neutral message sent to somebody of the case.", Erasure.UNNAME),
)

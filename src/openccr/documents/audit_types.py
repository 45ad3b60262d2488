"""Audit types of kept files."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("document.kept", "{who} kept a file.", Erasure.KEEP),
    AuditType("document.fetched", "{who} opened a file they had kept.", Erasure.KEEP, read=True),
    AuditType("document.removed", "{who} removed a file they had kept.", Erasure.KEEP),
    AuditType("document.expired", "{who} removed files whose time was over.", Erasure.KEEP),
)

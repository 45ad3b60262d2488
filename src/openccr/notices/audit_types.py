"""Audit types of notices."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (AuditType("notice.sent", "{who} told an agency that there is something to do.", Erasure.KEEP),)

"""Audit types of risk."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("risk.assessed", "{who} entered a risk assessment.", Erasure.UNNAME),
    AuditType("risk.score_received", "{who} took over the score or judgement that a referrer sent.", Erasure.UNNAME),
    AuditType("risk.form_read", "{who} opened the risk assessment's questions.", Erasure.UNNAME, read=True),
)

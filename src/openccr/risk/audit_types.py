"""Audit types of risk."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("risk.assessed", "{who} entered a risk assessment.", Erasure.UNNAME),
    AuditType("risk.score_received", "{who} took over the score or judgement that a referrer sent.", Erasure.UNNAME),
    AuditType("risk.looked_again", "{who} gave a second judgement on a risk assessment.", Erasure.UNNAME),
    AuditType("risk.change_reported", "{who} reported a change that bears on risk.", Erasure.UNNAME),
    AuditType("risk.not_done", "{who} said why risk could not be assessed again.", Erasure.UNNAME),
    AuditType("risk.draft_kept", "{who} kept a risk assessment half answered.", Erasure.UNNAME),
    AuditType("risk.form_read", "{who} opened the risk assessment's questions.", Erasure.UNNAME, read=True),
    AuditType("risk.read", "{who} read a risk assessment.", Erasure.UNNAME, read=True),
)

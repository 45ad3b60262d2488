"""Audit types of safeguarding."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("safeguarding.drafted", "{who} began a referral to safeguarding.", Erasure.UNNAME),
    AuditType("safeguarding.sent", "{who} referred somebody to safeguarding.", Erasure.UNNAME),
    AuditType("safeguarding.acknowledged", "{who} wrote down that a referral was acknowledged.", Erasure.UNNAME),
    AuditType("safeguarding.decided", "{who} wrote down what safeguarding decided.", Erasure.UNNAME),
    AuditType("safeguarding.escalated", "{who} disagreed with what safeguarding decided.", Erasure.UNNAME),
    AuditType("safeguarding.outcome", "{who} wrote down the outcome of a referral.", Erasure.UNNAME),
    AuditType("safeguarding.withdrawn", "{who} withdrew a referral to safeguarding.", Erasure.UNNAME),
    AuditType("safeguarding.chased", "{who} asked again for an answer of safeguarding.", Erasure.UNNAME),
    AuditType("safeguarding.read", "{who} looked at a referral to safeguarding.", Erasure.UNNAME, read=True),
    AuditType("safeguarding.listed", "{who} looked at the list of safeguarding referrals.", Erasure.UNNAME, read=True),
)

"""Audit types of the walls themselves."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType(
        "access.nothing_there",
        "{who} asked for something they cannot see or that is not there.",
        Erasure.UNNAME,
        read=True,
    ),
    AuditType("audit.anchored", "{who} signed the end of the audit and sent it elsewhere.", Erasure.KEEP),
    AuditType("audit.exported", "{who} took the audit out, to be checked elsewhere.", Erasure.KEEP),
    AuditType("audit.verified", "{who} checked the chain of the audit.", Erasure.KEEP),
)

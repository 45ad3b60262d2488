"""Audit types of figures. They name nobody: figures are counts."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType(
        "figures.read", "{who} looked at the figures of a quarter before they were signed off.", Erasure.KEEP, read=True
    ),
    AuditType("figures.signed_off", "{who} signed off the figures of a quarter.", Erasure.KEEP),
    AuditType("figures.taken_out", "{who} took the figures of a quarter out of the system.", Erasure.KEEP),
)

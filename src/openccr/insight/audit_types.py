"""Audit types of figures. Figures are counts and name nobody; the cases behind one do."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType(
        "figures.read", "{who} looked at the figures of a quarter before they were signed off.", Erasure.KEEP, read=True
    ),
    AuditType("figures.opened", "{who} looked at which cases a figure counts.", Erasure.UNNAME, read=True),
    AuditType("figures.signed_off", "{who} signed off the figures of a quarter.", Erasure.KEEP),
    AuditType("figures.taken_out", "{who} took the figures of a quarter out of the system.", Erasure.KEEP),
)

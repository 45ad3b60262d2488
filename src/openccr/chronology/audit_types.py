"""Audit types of the chronology."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("chronology.read", "{who} read the combined chronology.", Erasure.UNNAME, read=True),
    AuditType("chronology.taken_out", "{who} took the combined chronology out as a workbook.", Erasure.UNNAME),
)

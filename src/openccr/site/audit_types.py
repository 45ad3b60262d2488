"""Audit types of the home page, and of papers about the installation."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("todo.read", "{who} looked at what waits for them.", Erasure.UNNAME, read=True),
    AuditType("assurance.read", "{who} looked at a paper about this installation.", Erasure.KEEP, read=True),
    AuditType("erased.again", "{who} erased again what a restored backup still held.", Erasure.KEEP),
    AuditType("assurance.taken", "{who} took a paper about this installation along.", Erasure.KEEP),
)

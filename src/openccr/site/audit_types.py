"""Audit types of the home page."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (AuditType("todo.read", "{who} looked at what waits for them.", Erasure.UNNAME, read=True),)

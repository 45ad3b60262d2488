"""Audit types of the directory. It holds services, not people."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("directory.kept", "{who} changed an entry of the directory.", Erasure.KEEP),
    AuditType("directory.checked", "{who} said that an entry of the directory is right.", Erasure.KEEP),
    AuditType("directory.capacity", "{who} said whether a service takes people.", Erasure.KEEP),
    AuditType("directory.imported", "{who} brought services into the directory.", Erasure.KEEP),
)

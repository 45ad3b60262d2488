"""What leaving writes in the log."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("area.export_asked", "{who} asked for the whole area to be taken out.", Erasure.KEEP),
    AuditType("area.export_agreed", "{who} agreed that the whole area is taken out.", Erasure.KEEP),
    AuditType("area.export_withdrawn", "{who} withdrew the request to take the whole area out.", Erasure.KEEP),
    AuditType("area.exported", "{who} took the whole area out.", Erasure.KEEP),
    AuditType("area.export_with_places", "{who} took the whole area out with whereabouts.", Erasure.KEEP),
    AuditType("area.adviser_part", "{who} took the IDVA service's own part out.", Erasure.KEEP),
    AuditType("area.exports_read", "{who} looked at requests to take the area out.", Erasure.KEEP, read=True),
)

"""Audit types of agencies and appointments. They name no case, so they stay when a case is erased."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("partnership.opened", "{who} made the partnership and invited its first two people.", Erasure.KEEP),
    AuditType("agency.joined", "{who} let an agency join the partnership.", Erasure.KEEP),
    AuditType("people.listed", "{who} looked at an agency's people and their roles.", Erasure.KEEP, read=True),
    AuditType("invitation.sent", "{who} invited somebody to a role in an agency.", Erasure.KEEP),
    AuditType("invitation.withdrawn", "{who} withdrew an invitation.", Erasure.KEEP),
    AuditType("invitation.let_back_in", "{who} let somebody who was locked out back into their account.", Erasure.KEEP),
    AuditType("appointment.taken", "{who} accepted an invitation to a role.", Erasure.KEEP),
    AuditType("appointment.confirmed", "{who} confirmed that somebody still needs their role.", Erasure.KEEP),
    AuditType("appointment.dates_changed", "{who} changed from when until when somebody holds a role.", Erasure.KEEP),
    AuditType("appointment.ended", "{who} ended somebody's role.", Erasure.KEEP),
    AuditType("appointment.acted_under", "{who} changed the role they act under.", Erasure.KEEP),
)

"""Audit types of kept files."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("document.kept", "{who} kept a file.", Erasure.KEEP),
    AuditType("document.fetched", "{who} opened a file they had kept.", Erasure.KEEP, read=True),
    AuditType("document.removed", "{who} removed a file they had kept.", Erasure.KEEP),
    AuditType("document.expired", "{who} removed files whose time was over.", Erasure.KEEP),
    AuditType("attachment.added", "{who} attached a file to the case.", Erasure.UNNAME),
    AuditType("attachment.fetched", "{who} opened a file attached to the case.", Erasure.UNNAME, read=True),
    AuditType("attachment.removed", "{who} removed a file attached to the case.", Erasure.UNNAME),
    AuditType("paper.read", "{who} looked at a paper before printing it.", Erasure.UNNAME, read=True),
    AuditType("paper.made", "{who} made a paper that speaks of the case.", Erasure.UNNAME),
    AuditType("paper.fetched", "{who} took a paper that speaks of the case.", Erasure.UNNAME, read=True),
    AuditType("paper.removed", "{who} removed a paper they had made.", Erasure.KEEP),
    AuditType("hold.set", "{who} put a hold on the case: it is not disposed of.", Erasure.UNNAME),
    AuditType("hold.ended", "{who} ended a hold on the case.", Erasure.UNNAME),
    AuditType("disposal.listed", "{who} looked at the files that may be disposed of.", Erasure.UNNAME, read=True),
    AuditType("disposal.proposed", "{who} proposed to dispose of the case.", Erasure.UNNAME),
    AuditType("disposal.dropped", "{who} took the proposal to dispose of the case back.", Erasure.UNNAME),
    AuditType("disposal.done", "{who} agreed, and the case was disposed of.", Erasure.UNNAME),
)

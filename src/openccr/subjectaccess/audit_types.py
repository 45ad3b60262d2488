"""What subject access writes in the log."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("subject_access.received", "{who} wrote down a request for somebody's own data.", Erasure.KEEP),
    AuditType("subject_access.identified", "{who} wrote down how it was checked who asks.", Erasure.KEEP),
    AuditType("subject_access.person_named", "{who} said whose record a request is about.", Erasure.UNNAME),
    AuditType("subject_access.hostile", "{who} wrote down that a request is treated as hostile.", Erasure.KEEP),
    AuditType("subject_access.waits", "{who} asked for more, and the clock stood still.", Erasure.KEEP),
    AuditType("subject_access.extended", "{who} extended the time for a request.", Erasure.KEEP),
    AuditType(
        "subject_access.searched", "{who} searched the case for a request for somebody's own data.", Erasure.UNNAME
    ),
    AuditType("subject_access.decided", "{who} decided what of the case is let go.", Erasure.UNNAME),
    AuditType("subject_access.built", "{who} built what is to be handed over.", Erasure.KEEP),
    AuditType("subject_access.approved", "{who} agreed that it is handed over.", Erasure.KEEP),
    AuditType("subject_access.not_approved", "{who} did not agree that it is handed over.", Erasure.KEEP),
    AuditType("subject_access.handed_over", "{who} handed over what somebody had asked for.", Erasure.UNNAME),
    AuditType("subject_access.withdrawn", "{who} wrote down that a request was withdrawn.", Erasure.KEEP),
    AuditType("subject_access.removed", "{who} removed requests that were answered long ago.", Erasure.KEEP),
    AuditType("subject_access.listed", "{who} looked at requests for people's own data.", Erasure.KEEP, read=True),
    AuditType("subject_access.read", "{who} looked at a request for somebody's own data.", Erasure.KEEP, read=True),
    AuditType("subject_access.passages_read", "{who} read the case for a request.", Erasure.UNNAME, read=True),
    AuditType("subject_access.fetched", "{who} took what is to be handed over.", Erasure.KEEP, read=True),
)

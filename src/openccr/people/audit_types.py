"""Audit types of people."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("person.added", "{who} added a person to the case.", Erasure.UNNAME),
    AuditType("person.joined", "{who} gave a person from an earlier case a part in this one.", Erasure.UNNAME),
    AuditType("person.recognised", "{who} recognised a person as one of an earlier case.", Erasure.UNNAME),
    AuditType("person.not_same", "{who} found two people who look alike to be two.", Erasure.UNNAME),
    AuditType("people.compared", "{who} compared people with those of other cases.", Erasure.UNNAME, read=True),
    AuditType("whereabouts.asked", "{who} was asked why they need somebody's whereabouts.", Erasure.UNNAME, read=True),
    AuditType("whereabouts.revealed", "{who} opened whereabouts, for a reason given.", Erasure.UNNAME, read=True),
    AuditType("people.searched", "{who} looked for people.", Erasure.UNNAME, read=True),
    AuditType("contact.read", "{who} looked at how she can be reached.", Erasure.UNNAME, read=True),
    AuditType("contact.said", "{who} wrote down how she says she can be reached.", Erasure.UNNAME),
    AuditType("recourse.read", "{who} read what she said of recourse to public funds.", Erasure.UNNAME, read=True),
)

"""Audit types of survivors' voice. Whoever writes without a name leaves no row at all."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("voice.kept", "{who} wrote down what a survivor said.", Erasure.KEEP),
    AuditType("voice.read", "{who} read what a survivor said.", Erasure.KEEP, read=True),
    AuditType("voice.moved", "{who} took what a survivor said a step further.", Erasure.KEEP),
    AuditType("voice.published", "{who} published what was said and what was done.", Erasure.KEEP),
    AuditType("voice.consents", "{who} wrote down what a survivor agrees to now.", Erasure.KEEP),
    AuditType("voice.engagement", "{who} planned how survivors are asked.", Erasure.KEEP),
    AuditType("voice.let_out", "{who} let an engagement with survivors go out.", Erasure.KEEP),
    AuditType("voice.payment", "{who} wrote down a payment to somebody who was heard.", Erasure.KEEP),
    AuditType("voice.message_read", "{who} read an anonymous message.", Erasure.KEEP, read=True),
    AuditType("voice.triaged", "{who} looked whether somebody is in danger.", Erasure.KEEP),
)

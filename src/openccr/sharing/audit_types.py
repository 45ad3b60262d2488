"""Audit types of sharing."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("sharing.shared", "{who} shared the case and wrote it in the ledger.", Erasure.KEEP),
    AuditType("sharing.recorded", "{who} wrote down what was shared by other means.", Erasure.KEEP),
    AuditType("sharing.let_out", "{who} let something of the case out and wrote it in the ledger.", Erasure.KEEP),
    AuditType("sharing.without_consent", "{who} wrote down why it is shared without consent.", Erasure.KEEP),
    AuditType("sharing.ledger_read", "{who} looked at what was shared.", Erasure.UNNAME, read=True),
    AuditType("sharing.ledger_taken", "{who} took out the ledger of what was shared.", Erasure.KEEP, read=True),
    AuditType("no_go.recorded", "{who} wrote down that somebody must not be told.", Erasure.UNNAME),
    AuditType("no_go.ended", "{who} wrote down that somebody may be told again.", Erasure.UNNAME),
    AuditType("no_go.overridden", "{who} decided to tell somebody on the no-go list.", Erasure.KEEP),
    AuditType("no_go.outweighed", "{who} referred to somebody on the no-go list, by a duty to protect.", Erasure.KEEP),
    AuditType("no_go.read", "{who} looked at the no-go list.", Erasure.UNNAME, read=True),
    AuditType("mark.set", "{who} wrote down what may be said and minuted.", Erasure.UNNAME),
    AuditType("marks.read", "{who} looked at what may be said and minuted.", Erasure.UNNAME, read=True),
    AuditType("adviser_note.written", "{who} wrote a note for the IDVA alone.", Erasure.UNNAME),
    AuditType("adviser_note.read", "{who} read the notes for the IDVA alone.", Erasure.UNNAME, read=True),
    AuditType("agreement.added", "{who} added an information-sharing agreement.", Erasure.KEEP),
    AuditType("agreement.signed", "{who} wrote down who signed an agreement.", Erasure.KEEP),
    AuditType("agreement.unsigned", "{who} took back a signature under an agreement.", Erasure.KEEP),
    AuditType("agreement.reviewed", "{who} reviewed an agreement.", Erasure.KEEP),
    AuditType("agreement.ended", "{who} ended an agreement.", Erasure.KEEP),
)

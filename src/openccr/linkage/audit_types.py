"""What linkage writes in the log."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType(
        "linkage.known_asked", "{who} asked whether somebody is already known, and was shown who may be.",
        Erasure.UNNAME, read=True,
    ),
    AuditType("linkage.signed", "{who} signed that agencies' records may be compared.", Erasure.KEEP),
    AuditType("linkage.sign_off_withdrawn", "{who} took back a sign-off for comparing records.", Erasure.KEEP),
    AuditType("linkage.sign_offs_read", "{who} looked at who signed for comparing records.", Erasure.KEEP, read=True),
    AuditType("linkage.extract_taken", "{who} brought in an agency's records to be compared.", Erasure.KEEP),
    AuditType("linkage.extract_compared", "{who} let an agency's records be compared.", Erasure.KEEP),
    AuditType("linkage.extract_kept_apart", "{who} let an agency's records no longer be compared.", Erasure.KEEP),
    AuditType("linkage.extract_withdrawn", "{who} withdrew an agency's records.", Erasure.KEEP),
    AuditType("linkage.extract_ended", "{who} deleted an agency's records, their time being over.", Erasure.KEEP),
    AuditType("linkage.extracts_read", "{who} looked at what was sent to be compared.", Erasure.KEEP, read=True),
    AuditType("linkage.comparing_started", "{who} had agencies' records compared.", Erasure.KEEP),
    AuditType("linkage.compared", "{who} compared agencies' records.", Erasure.KEEP),
    AuditType("linkage.match_read", "{who} looked at a record that others may know.", Erasure.UNNAME, read=True),
    AuditType("linkage.match_answered", "{who} answered for the agency that holds a record.", Erasure.UNNAME),
    AuditType("linkage.answers_read", "{who} read what agencies said of their records.", Erasure.UNNAME, read=True),
    AuditType("linkage.pair_read", "{who} looked at two records side by side.", Erasure.UNNAME, read=True),
    AuditType("linkage.pair_decided", "{who} said whether two records are of one person.", Erasure.UNNAME),
    AuditType("linkage.pair_confirmed", "{who} agreed whether two records are of one person.", Erasure.UNNAME),
    AuditType("linkage.pair_undone", "{who} took back whether two records are of one person.", Erasure.UNNAME),
    AuditType("linkage.learned", "{who} fitted the comparison to what was decided.", Erasure.KEEP),
    AuditType("linkage.measure_read", "{who} looked at how good the comparison is.", Erasure.KEEP, read=True),
    AuditType("linkage.missing_read", "{who} looked at the missing-link queue.", Erasure.UNNAME, read=True),
    AuditType("linkage.missing_weighed", "{who} wrote down why agencies may be asked.", Erasure.UNNAME),
    AuditType("linkage.missing_asked", "{who} asked the agencies that hold a record.", Erasure.UNNAME),
    AuditType("linkage.missing_closed", "{who} wrote down what came of a missing link.", Erasure.UNNAME),
)  # fmt: skip

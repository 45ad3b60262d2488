"""Audit types of referrals and meetings."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("referral.received", "{who} referred the case.", Erasure.UNNAME),
    AuditType("referral.accepted", "{who} accepted the referral for conference.", Erasure.UNNAME),
    AuditType("referral.returned", "{who} returned the referral with a question.", Erasure.UNNAME),
    AuditType("referral.resubmitted", "{who} answered the question and sent the referral again.", Erasure.UNNAME),
    AuditType("referral.not_met", "{who} decided that the criteria are not met.", Erasure.UNNAME),
    AuditType("referral.appealed", "{who} appealed against that decision.", Erasure.UNNAME),
    AuditType("referral.repeat_decided", "{who} said whether the referral is a repeat.", Erasure.UNNAME),
    AuditType("referral.listed", "{who} looked at the referrals of their agency.", Erasure.UNNAME, read=True),
    AuditType("referral.read", "{who} looked at the referral.", Erasure.UNNAME, read=True),
    AuditType("triage.read", "{who} looked at the referrals waiting for triage.", Erasure.UNNAME, read=True),
    AuditType("import.tried", "{who} tried out a file of referrals; nothing was saved.", Erasure.KEEP),
    AuditType("import.taken", "{who} brought in a file of referrals.", Erasure.KEEP),
    AuditType("meeting.planned", "{who} planned a meeting.", Erasure.KEEP),
    AuditType("meeting.chair_named", "{who} named the chair of a meeting.", Erasure.KEEP),
    AuditType("meeting.circulated", "{who} sent the agenda out.", Erasure.UNNAME),
    AuditType("meeting.closed", "{who} closed the meeting.", Erasure.KEEP),
    AuditType("meeting.read", "{who} looked at the agenda of a meeting.", Erasure.UNNAME, read=True),
    AuditType("hearing.listed", "{who} listed the case for a meeting.", Erasure.UNNAME),
    AuditType("hearing.moved", "{who} changed the case's place on the agenda.", Erasure.UNNAME),
    AuditType("hearing.started", "{who} opened the case at the meeting.", Erasure.UNNAME),
    AuditType("hearing.written", "{who} wrote down what was said of the case at the meeting.", Erasure.UNNAME),
    AuditType("hearing.heard", "{who} finished the case at the meeting.", Erasure.UNNAME),
    AuditType("hearing.deferred", "{who} put the case off to another meeting.", Erasure.UNNAME),
    AuditType("hearing.withdrawn", "{who} took the case off the agenda.", Erasure.UNNAME),
    AuditType("hearing.read", "{who} opened the case's page at the meeting.", Erasure.UNNAME, read=True),
    AuditType("research.asked", "{who} asked agencies what they know.", Erasure.UNNAME),
    AuditType("research.returned", "{who} said what their agency knows.", Erasure.UNNAME),
    AuditType("research.nil", "{who} said that their agency knows nobody in the case.", Erasure.UNNAME),
    AuditType("research.read", "{who} looked at what their agency said.", Erasure.UNNAME, read=True),
    AuditType("attendance.signed", "{who} signed the confidentiality statement.", Erasure.KEEP),
    AuditType("attendance.recorded", "{who} recorded who was at the meeting.", Erasure.KEEP),
    AuditType("cases.read", "{who} looked at the list of cases.", Erasure.UNNAME, read=True),
)

"""Audit types of the yearly check, dip samples and the self-assessment."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("quality.read", "{who} looked at the yearly check of the conference.", Erasure.KEEP, read=True),
    AuditType("quality.judged", "{who} judged how a principle is met.", Erasure.KEEP),
    AuditType("sample.drawn", "{who} drew cases at random for an audit.", Erasure.UNNAME),
    AuditType("sample.read", "{who} looked at the cases of an audit.", Erasure.UNNAME, read=True),
    AuditType("sample.case_read", "{who} opened the case to audit it.", Erasure.UNNAME, read=True),
    AuditType("sample.audited", "{who} audited the case.", Erasure.UNNAME),
    AuditType("assessment.opened", "{who} opened a self-assessment.", Erasure.KEEP),
    AuditType("assessment.rated", "{who} rated a part of the response.", Erasure.KEEP),
    AuditType("assessment.moved", "{who} took the self-assessment a step further.", Erasure.KEEP),
    AuditType("assessment.agreed", "{who} wrote down what was agreed in the self-assessment.", Erasure.KEEP),
    AuditType("assessment.read", "{who} looked at a self-assessment.", Erasure.KEEP, read=True),
)

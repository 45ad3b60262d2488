"""Audit types of actions."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("action.agreed", "{who} wrote down an agreed action.", Erasure.UNNAME),
    AuditType("action.completed", "{who} said that an action is done.", Erasure.UNNAME),
    AuditType("action.given_up", "{who} said that an action is no longer possible.", Erasure.UNNAME),
    AuditType("action.declined", "{who} said that the victim does not want an action.", Erasure.UNNAME),
    AuditType("action.reopened", "{who} opened an action again.", Erasure.UNNAME),
    AuditType("action.read", "{who} looked at an action.", Erasure.UNNAME, read=True),
    AuditType("actions.listed", "{who} looked at a list of actions.", Erasure.UNNAME, read=True),
)

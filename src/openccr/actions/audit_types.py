"""Audit types of actions."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("action.proposed", "{who} proposed an action.", Erasure.UNNAME),
    AuditType("action.agreed", "{who} wrote down an agreed action.", Erasure.UNNAME),
    AuditType("action.started", "{who} said that an action has begun.", Erasure.UNNAME),
    AuditType("action.completed", "{who} said that an action is done.", Erasure.UNNAME),
    AuditType("action.checked", "{who} confirmed that an action is done.", Erasure.UNNAME),
    AuditType("action.given_up", "{who} said that an action is no longer possible.", Erasure.UNNAME),
    AuditType("action.declined", "{who} said that the victim chose another way.", Erasure.UNNAME),
    AuditType("action.reopened", "{who} opened an action again.", Erasure.UNNAME),
    AuditType("action.locked", "{who} locked an action that would be noticed.", Erasure.UNNAME),
    AuditType("action.safe", "{who} confirmed that the victim knows of an action and is safe.", Erasure.UNNAME),
    AuditType(
        "action.lock_overridden", "{who} let a locked action go before the victim was known to be safe.", Erasure.UNNAME
    ),
    AuditType("action.one_chance_overridden", "{who} agreed an action that one-chance mode stops.", Erasure.UNNAME),
    AuditType("action.named", "{who} changed who does or checks an action.", Erasure.UNNAME),
    AuditType("action.reminded", "{who} took a step of the reminders of an action.", Erasure.UNNAME),
    AuditType("action.read", "{who} looked at an action.", Erasure.UNNAME, read=True),
    AuditType("actions.listed", "{who} looked at a list of actions.", Erasure.UNNAME, read=True),
    AuditType("flags.asked", "{who} asked agencies to flag their records.", Erasure.UNNAME),
    AuditType("flag.on", "{who} confirmed that their agency's flag is on.", Erasure.UNNAME),
    AuditType("flag.off", "{who} confirmed that their agency's flag is off again.", Erasure.UNNAME),
    AuditType("flags.listed", "{who} looked at a list of flags.", Erasure.UNNAME, read=True),
)

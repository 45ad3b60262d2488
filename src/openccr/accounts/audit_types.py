"""Audit types of accounts. They name no case, so they stay when a case is erased."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("account.signed_in", "{who} signed in.", Erasure.KEEP),
    AuditType("account.turned_away", "{who} has left, gave the right password and was not let in.", Erasure.KEEP),
    AuditType("account.signed_out", "{who} signed out.", Erasure.KEEP),
    AuditType("account.opened", "{who} accepted an invitation and chose a password.", Erasure.KEEP),
    AuditType("account.let_back_in", "{who} chose a new password after an agency lead let them back in.", Erasure.KEEP),
    AuditType("account.password_changed", "{who} changed their password.", Erasure.KEEP),
    AuditType("account.factor_added", "{who} added a second factor to their sign-in.", Erasure.KEEP),
    AuditType("account.factor_removed", "{who} removed a second factor from their sign-in.", Erasure.KEEP),
    AuditType("account.codes_made", "{who} made new recovery codes.", Erasure.KEEP),
    AuditType("account.code_used", "{who} signed in with a printed one-time code.", Erasure.KEEP),
    AuditType("account.linked", "{who} signed in through their agency for the first time.", Erasure.KEEP),
    AuditType("account.device_ended", "{who} signed out one of their devices.", Erasure.KEEP),
    AuditType("account.devices_ended", "{who} signed out their other devices.", Erasure.KEEP),
)

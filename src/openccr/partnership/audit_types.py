"""Audit types of agencies and appointments. They name no case, so they stay when a case is erased."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("partnership.opened", "{who} made the partnership and invited its first two people.", Erasure.KEEP),
    AuditType("partnership.packs_changed", "{who} changed the packs that the partnership works by.", Erasure.KEEP),
    AuditType("partnership.population_said", "{who} entered how many women live in the area.", Erasure.KEEP),
    AuditType("agency.joined", "{who} let an agency join the partnership.", Erasure.KEEP),
    AuditType("agency.left", "{who} let an agency leave the partnership.", Erasure.KEEP),
    AuditType("agency.back", "{who} let an agency take part again.", Erasure.KEEP),
    AuditType("agency.renamed", "{who} put an agency's name right.", Erasure.KEEP),
    AuditType("appointment.suspended", "{who} suspended a role whose account was not used.", Erasure.KEEP),
    AuditType("people.joiners", "{who} checked a list of joiners.", Erasure.KEEP, read=True),
    AuditType("people.leavers", "{who} checked a list of leavers.", Erasure.KEEP, read=True),
    AuditType("people.listed", "{who} looked at an agency's people and their roles.", Erasure.KEEP, read=True),
    AuditType("invitation.sent", "{who} invited somebody to a role in an agency.", Erasure.KEEP),
    AuditType("invitation.withdrawn", "{who} withdrew an invitation.", Erasure.KEEP),
    AuditType("invitation.let_back_in", "{who} let somebody who was locked out back into their account.", Erasure.KEEP),
    AuditType("appointment.taken", "{who} accepted an invitation to a role.", Erasure.KEEP),
    AuditType("appointment.confirmed", "{who} confirmed that somebody still needs their role.", Erasure.KEEP),
    AuditType("appointment.dates_changed", "{who} changed from when until when somebody holds a role.", Erasure.KEEP),
    AuditType("appointment.ended", "{who} ended somebody's role.", Erasure.KEEP),
    AuditType("client.listed", "{who} looked at an agency's API clients.", Erasure.KEEP, read=True),
    AuditType("client.issued", "{who} issued an API client for an agency.", Erasure.KEEP),
    AuditType("client.rotated", "{who} gave an API client a new secret.", Erasure.KEEP),
    AuditType("client.ended", "{who} ended an API client.", Erasure.KEEP),
    AuditType("sign_in.set_up", "{who} set up single sign-on for an agency.", Erasure.KEEP),
    AuditType("sign_in.confirmed", "{who} agreed to an agency's single sign-on.", Erasure.KEEP),
    AuditType("sign_in.ended", "{who} ended an agency's single sign-on.", Erasure.KEEP),
    AuditType("sign_in.refused", "{who} came from an agency's single sign-on and was not let in.", Erasure.KEEP),
    AuditType("codes.printed", "{who} printed one-time codes for somebody.", Erasure.KEEP),
    AuditType("appointment.acted_under", "{who} changed the role they act under.", Erasure.KEEP),
)

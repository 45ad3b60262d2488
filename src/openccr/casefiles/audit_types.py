"""Audit types of files, grants and exclusions."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("case.opened", "{who} opened the case.", Erasure.UNNAME),
    AuditType("case.closed", "{who} closed the case; agencies' access ended.", Erasure.UNNAME),
    AuditType("case.reopened", "{who} opened the case again.", Erasure.UNNAME),
    AuditType("case.read", "{who} looked at the case.", Erasure.UNNAME, read=True),
    AuditType("grant.given", "{who} let an agency or a person see the case.", Erasure.UNNAME),
    AuditType("grant.ended", "{who} ended an agency's or a person's access.", Erasure.UNNAME),
    AuditType("exclusion.made", "{who} kept somebody out for a conflict of interest.", Erasure.UNNAME),
    AuditType("exclusion.followed", "{who} kept another account of somebody out who is kept out.", Erasure.UNNAME),
    AuditType("searches.listed", "{who} looked at who searched for people.", Erasure.KEEP, read=True),
    AuditType("search.opened", "{who} opened what somebody searched for, for an inquiry.", Erasure.KEEP, read=True),
    AuditType("officer.read", "{who} looked at what the data protection officer looks at.", Erasure.KEEP, read=True),
    AuditType("exclusion.stood_in", "{who} named who stands in for an agency that is kept out.", Erasure.UNNAME),
    AuditType("exclusion.lift_proposed", "{who} proposed to let somebody back in.", Erasure.UNNAME),
    AuditType("exclusion.lift_dropped", "{who} left somebody kept out as before.", Erasure.UNNAME),
    AuditType("exclusion.lifted", "{who} agreed, and lifted a conflict of interest.", Erasure.UNNAME),
    AuditType("emergency.opened", "{who} opened the case in an emergency, for an hour.", Erasure.UNNAME),
    AuditType("emergency.reviewed", "{who} reviewed an emergency access.", Erasure.UNNAME),
    AuditType("emergency.counted", "{who} looked at how often emergency access was used.", Erasure.KEEP, read=True),
    AuditType("alert.read", "{who} looked at who opened the case without work on it.", Erasure.UNNAME, read=True),
    AuditType("alert.seen", "{who} looked into who opened the case without work on it.", Erasure.UNNAME),
    AuditType("openings.drawn", "{who} drew a week's openings of cases to be looked at.", Erasure.KEEP),
    AuditType("opening.reviewed", "{who} looked at whether an opening was for work.", Erasure.UNNAME),
    AuditType("case.too_many", "{who} was stopped after opening very many cases.", Erasure.UNNAME),
    AuditType("one_chance.set", "{who} put the case into one-chance mode.", Erasure.UNNAME),
    AuditType("one_chance.ended", "{who} ended one-chance mode.", Erasure.UNNAME),
    AuditType(
        "access.read", "{who} looked at who has access to the case and who has seen it.", Erasure.UNNAME, read=True
    ),
)

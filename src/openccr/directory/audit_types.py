"""Audit types of the directory. It holds services, not people."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("directory.kept", "{who} changed an entry of the directory.", Erasure.KEEP),
    AuditType("directory.proposed", "{who} proposed a service for the directory.", Erasure.KEEP),
    AuditType("directory.taken", "{who} took a proposed service into the directory.", Erasure.KEEP),
    AuditType("directory.asked_first", "{who} asked for a proposed service to be changed first.", Erasure.KEEP),
    AuditType("directory.checked", "{who} said that an entry of the directory is right.", Erasure.KEEP),
    AuditType("directory.capacity", "{who} said whether a service takes people.", Erasure.KEEP),
    AuditType("directory.imported", "{who} brought services into the directory.", Erasure.KEEP),
    AuditType("directory.chased", "{who} asked the owners of entries whether they are still right.", Erasure.KEEP),
    AuditType("directory.pathway", "{who} wrote what is done at a level of risk.", Erasure.KEEP),
    AuditType("directory.districts", "{who} entered where postcode districts are.", Erasure.KEEP),
    AuditType("directory.need", "{who} entered how much need is known by district.", Erasure.KEEP),
    AuditType("directory.population", "{who} entered which groups live in the area.", Erasure.KEEP),
    AuditType("directory.last_person", "{who} said who would be the last person to come.", Erasure.KEEP),
)

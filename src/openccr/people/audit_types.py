"""Audit types of people."""

from __future__ import annotations

from openccr.audit.types import AuditType, Erasure

AUDIT_TYPES = (
    AuditType("interpreter.said", "{who} wrote down which interpreter is needed.", Erasure.UNNAME),
    AuditType("person.added", "{who} added a person to the case.", Erasure.UNNAME),
    AuditType("person.joined", "{who} gave a person from an earlier case a part in this one.", Erasure.UNNAME),
    AuditType("person.recognised", "{who} recognised a person as one of an earlier case.", Erasure.UNNAME),
    AuditType("person.recognition_asked", "{who} asked a second person whether two records are one.", Erasure.UNNAME),
    AuditType("person.parted", "{who} took apart two people who had been put together.", Erasure.UNNAME),
    AuditType("person.parting_asked", "{who} asked a second person whether two are one wrongly.", Erasure.UNNAME),
    AuditType("person.parting_agreed", "{who} agreed that two are one wrongly.", Erasure.UNNAME),
    AuditType("person.kept_together", "{who} let two who were put together stay one person.", Erasure.UNNAME),
    AuditType("person.fact_said", "{who} wrote down another fact of a person, with its source.", Erasure.UNNAME),
    AuditType("person.related", "{who} wrote down who is what to whom.", Erasure.UNNAME),
    AuditType("person.identified", "{who} wrote down a number of a person, sealed.", Erasure.UNNAME),
    AuditType(
        "person.numbers_opened", "{who} opened a person's numbers, for a reason given.", Erasure.UNNAME, read=True
    ),
    AuditType("person.read", "{who} looked at the page of a person.", Erasure.UNNAME, read=True),
    AuditType("person.not_same", "{who} found two people who look alike to be two.", Erasure.UNNAME),
    AuditType("people.compared", "{who} compared people with those of other cases.", Erasure.UNNAME, read=True),
    AuditType("whereabouts.asked", "{who} was asked why they need somebody's whereabouts.", Erasure.UNNAME, read=True),
    AuditType("whereabouts.revealed", "{who} opened whereabouts, for a reason given.", Erasure.UNNAME, read=True),
    AuditType("whereabouts.placed", "{who} wrote down where somebody is, sealed.", Erasure.UNNAME),
    AuditType("whereabouts.chosen", "{who} chose whereabouts for one paper, for a reason given.", Erasure.UNNAME),
    AuditType("whereabouts.retired", "{who} wrote down that the person who harms knows a place.", Erasure.UNNAME),
    AuditType("person.key_destroyed", "{who} destroyed the key of a person's whereabouts.", Erasure.KEEP),
    AuditType("vault.rotated", "{who} changed the vault key.", Erasure.KEEP),
    AuditType("staff.declared", "{who} declared details of their own, sealed.", Erasure.UNNAME),
    AuditType("people.searched", "{who} looked for people.", Erasure.UNNAME, read=True),
    AuditType("contact.read", "{who} looked at how she can be reached.", Erasure.UNNAME, read=True),
    AuditType("contact.said", "{who} wrote down how she says she can be reached.", Erasure.UNNAME),
    AuditType("contact.planned", "{who} wrote down the words for making contact safely.", Erasure.UNNAME),
    AuditType("contact.banned", "{who} wrote down that nobody is to make contact.", Erasure.UNNAME),
    AuditType("contact.allowed", "{who} wrote down that contact may be made again.", Erasure.UNNAME),
    AuditType("contact.tried", "{who} wrote down an attempt to make contact.", Erasure.UNNAME),
    AuditType("death.said", "{who} wrote down that somebody has died.", Erasure.UNNAME),
    AuditType("death.corrected", "{who} corrected that somebody has died.", Erasure.UNNAME),
    AuditType("death.considered", "{who} said whether a death is to be reviewed.", Erasure.UNNAME),
    AuditType("death.read", "{who} looked at a record of death.", Erasure.UNNAME, read=True),
    AuditType("signs.seen", "{who} wrote down suicidal signs.", Erasure.UNNAME),
    AuditType("signs.acted", "{who} wrote down what was done about suicidal signs.", Erasure.UNNAME),
    AuditType("signs.read", "{who} looked at suicidal signs.", Erasure.UNNAME, read=True),
    AuditType("child.read", "{who} looked at the page of a child.", Erasure.UNNAME, read=True),
    AuditType("child.heard", "{who} wrote down what a child said.", Erasure.UNNAME),
    AuditType("child.told", "{who} wrote down how a child is.", Erasure.UNNAME),
    AuditType("child.school", "{who} wrote down a child's school, sealed.", Erasure.UNNAME),
    AuditType("recourse.said", "{who} wrote down what only the adviser reads.", Erasure.UNNAME),
    AuditType(
        "recourse.reader_named", "{who} wrote down whom the victim chose to read something more.", Erasure.UNNAME
    ),
    AuditType("recourse.readers_ended", "{who} wrote down that nobody else is to read it.", Erasure.UNNAME),
    AuditType("recourse.counted", "{who} looked at a count of cases, never below five.", Erasure.KEEP, read=True),
    AuditType("recourse.read", "{who} read what she said of recourse to public funds.", Erasure.UNNAME, read=True),
)

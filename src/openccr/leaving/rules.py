"""What leaves with an area, what stays and why, and who decides it (security paper, rule 29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from openccr.kernel.refusals import Refusal

PURPOSE = "area export"
"""What the kept file is for: by it and the time of the making the page of its request finds it again."""
FORMAT = "openccr-area"
VERSION = 1
AGREED_FOR = timedelta(days=7)
"""How long an agreement stands: after that somebody looks again."""

SIGNERS = {"chair": "the chair", "protection_officer": "the data protection officer"}
"""Who agrees before an area leaves, by role: both, and neither is whoever asked (security paper, rule 29)."""

_OWN = "An agency's or a person's own unfinished work; its people take it with them."
_KEY = "A key or secret of this installation: it opens nothing elsewhere."
_ACCOUNT = "Accounts belong to people, not to the area; appointments name who worked here."
_AGENCYS = "What an agency sent to be compared, and its answers, are its own: it sends them again where it goes."
_ASKED = "A question whether two records are of one person; it is asked again where the records are compared."
_MADE = "Made from what leaves, and made again where it goes."

LEFT_OUT = {
    "accounts.PrintedCode": _ACCOUNT,
    "accounts.Session": _ACCOUNT,
    "accounts.User": _ACCOUNT,
    "audit.AuditEvent": "The log leaves by itself and can be checked: `openccr audit export`.",
    "audit.AuditHead": _KEY,
    "audit.AuditSeal": _KEY,
    "casefiles.CaseOpened": "How often each account opened which case: counted for velocity, and told by the log.",
    "casefiles.Searched": "What was searched for, kept sealed for whoever looks into snooping here.",
    "conference.AreaKey": _KEY,
    "conference.CalendarFeed": _KEY,
    "conference.DraftFile": _OWN,
    "conference.ImportBatch": _OWN,
    "conference.MeetingPack": _MADE,
    "conference.PackKey": _KEY,
    "conference.Practised": _OWN,
    "conference.ReceivedReference": _KEY,
    "conference.ReferralDraft": _OWN,
    "conference.ReferralLink": _KEY,
    "documents.MadePaper": _MADE,
    "documents.StoredFile": _OWN,
    "governance.Debrief": "Whether somebody wanted to talk after a hard case is theirs alone.",
    "governance.StrategyDocument": _MADE,
    "governance.TimeSpent": _OWN,
    "jobs.Work": _OWN,
    "leaving.AreaExport": "That somebody asked for this very export.",
    "leaving.ExportAgreement": "Who agreed to this very export.",
    "leaving.ExportStep": "What became of the request for this very export.",
    "people.PersonKey": _KEY,
    "people.StaffMark": _KEY,
    "partnership.ApiClient": _KEY,
    "partnership.Invitation": _KEY,
    "partnership.Organisation": "It stands above areas; its name is the agency's.",
    "partnership.SignInProvider": _KEY,
    "linkage.CaseMatch": _ASKED,
    "linkage.Extract": _AGENCYS,
    "linkage.ExtractRecord": _AGENCYS,
    "linkage.Flag": _ASKED,
    "linkage.FlagMember": _ASKED,
    "linkage.HeldMatch": _AGENCYS,
    "linkage.ReviewPair": _ASKED,
    "risk.Draft": _OWN,
    "subjectaccess.Bundle": "What was handed to one person stays with whoever answered; that it was leaves.",
    "subjectaccess.Passage": _MADE,
    "ui.GivenAnswer": _OWN,
    "ui.Receipt": _OWN,
}
"""Tables that stay, each with why. A table named neither here nor below leaves."""

ADVISERS = ("people.RecourseReader", "people.RecourseToFunds", "sharing.AdviserNote")
"""Hers and her adviser's: they leave in the IDVA service's own part and in no other."""

WHERE = ("people.Whereabouts",)
"""Tables that leave only when whereabouts were chosen, with a tick of their own."""


class Step(StrEnum):
    """What becomes of a request after it was asked."""

    MADE = "made"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class ExportFacts:
    """What an export rests on.

    Args:
        same_person: whoever agrees is whoever asked, or has agreed in another office, under whichever appointment.
        agreed: when each of `SIGNERS` agreed; one who has not is not in it.
        made: it has been made before.
        withdrawn: somebody has stopped it.
        asker_left: whoever asked coordinates the area no longer, and nobody else can have it made.
        now: the time.
    """

    same_person: bool = False
    agreed: Mapping[str, datetime] = field(default_factory=dict)
    made: bool = False
    withdrawn: bool = False
    asker_left: bool = False
    now: datetime


_WITHDRAWN = Refusal("It was withdrawn.", remedy="Ask anew.")
_LEFT = Refusal("Whoever asked coordinates the area no longer.", remedy="Another coordinator asks anew.")
_RAN_OUT = Refusal("It was agreed more than a week ago.", remedy="Ask anew.")


def why_not_withdrawn(facts: ExportFacts) -> Refusal | None:
    """Why the request cannot be withdrawn any more, or None. Whoever sees it may stop it: stopping takes one person."""
    if facts.withdrawn:
        return Refusal("It is withdrawn already.")
    if facts.made:
        return Refusal("It has been made.", remedy="Speak with whoever asked for it: the file may be out.")
    return None


def why_not_agreed(facts: ExportFacts, *, office: str) -> Refusal | None:
    """Why this person cannot agree, or None.

    Args:
        office: the role they act in.
    """
    if facts.withdrawn:
        return _WITHDRAWN
    if facts.asker_left:
        return _LEFT
    if office not in SIGNERS:
        return Refusal("The chair and the data protection officer agree to this.")
    if facts.same_person:
        return Refusal("Three people decide this.", remedy="Whoever asked, the chair and the data protection officer.")
    if ran_out(facts):
        return _RAN_OUT
    if office in facts.agreed:
        words = SIGNERS[office]
        return Refusal(f"{words[0].upper()}{words[1:]} has agreed already.")
    return None


def waits_for(facts: ExportFacts) -> str:
    """Who has still to agree: "the chair and the data protection officer", or nobody."""
    return " and ".join(words for office, words in SIGNERS.items() if office not in facts.agreed)


def why_not_made(facts: ExportFacts) -> Refusal | None:
    """Why the export is not made, or None."""
    if facts.withdrawn:
        return _WITHDRAWN
    if ran_out(facts):
        return _RAN_OUT
    if waiting := waits_for(facts):
        return Refusal(f"It waits for {waiting}.", remedy="Each finds it on their list, opens this page and agrees.")
    return None


def ran_out(facts: ExportFacts) -> bool:
    """Whether one of them agreed too long ago for it to be made."""
    return any(facts.now - at > AGREED_FOR for at in facts.agreed.values())

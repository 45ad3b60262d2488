"""What leaves with an area, what stays and why, and who decides it (security paper, rule 29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from openccr.kernel.refusals import Refusal

PURPOSE = "area export"
"""What the kept file is for: by it and the time of the making the page of its request finds it again."""
FORMAT = "openccr-area"
VERSION = 1
AGREED_FOR = timedelta(days=7)
"""How long an agreement stands: after that somebody looks again."""

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
        same_person: whoever agrees is whoever asked, under whichever appointment.
        agreed_at: when it was agreed, None when it was not.
        made: it has been made before.
        withdrawn: somebody has stopped it.
        now: the time.
    """

    same_person: bool = False
    agreed_at: datetime | None = None
    made: bool = False
    withdrawn: bool = False
    now: datetime


_WITHDRAWN = Refusal("It was withdrawn.", remedy="Ask anew.")


def why_not_withdrawn(facts: ExportFacts) -> Refusal | None:
    """Why the request cannot be withdrawn any more, or None. Whoever sees it may stop it: stopping takes one person."""
    if facts.withdrawn:
        return Refusal("It is withdrawn already.")
    if facts.made:
        return Refusal("It has been made.", remedy="Speak with whoever asked for it: the file may be out.")
    return None


def why_not_agreed(facts: ExportFacts) -> Refusal | None:
    """Why this person cannot agree, or None."""
    if facts.withdrawn:
        return _WITHDRAWN
    if facts.same_person:
        return Refusal("Two people decide this.", remedy="The second is not whoever asked.")
    return Refusal("It is agreed already.") if facts.agreed_at else None


def why_not_made(facts: ExportFacts) -> Refusal | None:
    """Why the export is not made, or None."""
    if facts.withdrawn:
        return _WITHDRAWN
    if facts.agreed_at is None:
        return Refusal("Nobody has agreed yet.", remedy="A second person opens this page and agrees.")
    if ran_out(facts):
        return Refusal("It was agreed more than a week ago.", remedy="Ask anew.")
    return None


def ran_out(facts: ExportFacts) -> bool:
    """Whether it was agreed too long ago to be made."""
    return facts.agreed_at is not None and facts.now - facts.agreed_at > AGREED_FOR

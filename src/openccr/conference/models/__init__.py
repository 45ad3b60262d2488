"""Referrals and what decides on them; meetings and the cases heard there."""

from openccr.conference.models.advisers import Adviser
from openccr.conference.models.circulation import AgendaOpened, AgendaSent, Chase, Coming
from openccr.conference.models.conflicts import StaffLooked
from openccr.conference.models.dangerous_dates import DangerousDate, DateTold
from openccr.conference.models.decisions import EarlyHelp, NotMetProposal
from openccr.conference.models.draft_files import DraftFile
from openccr.conference.models.drafts import ReferralDetail, ReferralDraft, ReferralLink
from openccr.conference.models.evidence import EvidenceRequest
from openccr.conference.models.feeds import CalendarFeed
from openccr.conference.models.guests import Guest
from openccr.conference.models.last_seen import LastSeen
from openccr.conference.models.meetings import Attendance, Hearing, Meeting, Research
from openccr.conference.models.minutes import Minutes, MinutesOfCase
from openccr.conference.models.packs import MeetingPack, PackKey
from openccr.conference.models.practice import Practised
from openccr.conference.models.referrals import ImportBatch, ReceivedReference, Referral
from openccr.conference.models.research import ResearchOnPerson
from openccr.conference.models.schedules import Schedule, SkippedDay
from openccr.conference.models.transfers import (
    AreaKey,
    ArrivedTransfer,
    OtherArea,
    Transfer,
    TransferOrigin,
)
from openccr.conference.models.two_ways import DualAllegation, ListedTogether, PrimaryVictimAssessment

__all__ = [
    "Adviser",
    "AgendaOpened",
    "AgendaSent",
    "AreaKey",
    "ArrivedTransfer",
    "Attendance",
    "CalendarFeed",
    "Chase",
    "Coming",
    "DangerousDate",
    "DateTold",
    "DraftFile",
    "DualAllegation",
    "EarlyHelp",
    "EvidenceRequest",
    "Guest",
    "Hearing",
    "ImportBatch",
    "LastSeen",
    "ListedTogether",
    "Meeting",
    "MeetingPack",
    "Minutes",
    "MinutesOfCase",
    "NotMetProposal",
    "OtherArea",
    "PackKey",
    "Practised",
    "PrimaryVictimAssessment",
    "ReceivedReference",
    "Referral",
    "ReferralDetail",
    "ReferralDraft",
    "ReferralLink",
    "Research",
    "ResearchOnPerson",
    "Schedule",
    "SkippedDay",
    "StaffLooked",
    "Transfer",
    "TransferOrigin",
]

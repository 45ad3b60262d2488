"""Referrals and what decides on them; meetings and the cases heard there."""

from openccr.conference.models.meetings import Attendance, Hearing, Meeting, Research
from openccr.conference.models.referrals import ImportBatch, ReceivedReference, Referral

__all__ = ["Attendance", "Hearing", "ImportBatch", "Meeting", "ReceivedReference", "Referral", "Research"]

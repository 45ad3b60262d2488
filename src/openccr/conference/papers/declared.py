"""Which papers there are, who makes them, and for whom."""

from __future__ import annotations

from datetime import timedelta

from openccr.conference.papers import cases, meetings, minutes, where
from openccr.conference.papers.meetings import KNOWN_BEFORE
from openccr.conference.recipients import oneself_for_file, oneself_for_meeting, recipients_of_meeting
from openccr.documents.kinds import PaperKind

PAPERS = (
    PaperKind(
        key="agenda",
        title="Agenda",
        explains="Initials, references and times. No name and no fact of a case.",
        may="conference.case",
        about="meeting",
        recipients=recipients_of_meeting,
        query=meetings.agenda,
        tells=("identity",),
    ),
    PaperKind(
        key="research-pack",
        title="Research pack",
        explains="For each case who is in it, why it was referred, what the victim wants, what agencies know.",
        may="conference.case",
        about="meeting",
        recipients=recipients_of_meeting,
        query=meetings.research_pack,
        tells=KNOWN_BEFORE,
    ),
    PaperKind(
        key="actions",
        title="Action list of an agency",
        explains="What one agency has to do from this meeting, by the day each is due.",
        may="conference.case",
        about="meeting",
        recipients=recipients_of_meeting,
        query=meetings.actions,
        tells=("identity", "plan"),
    ),
    PaperKind(
        key="minutes",
        title="Minutes",
        explains="The version that counts. Each recipient gets an extract: its own cases and nobody else's.",
        may="conference.case",
        about="meeting",
        recipients=recipients_of_meeting,
        query=minutes.issued,
        tells=(*KNOWN_BEFORE, "plan"),
        kept_for=timedelta(days=30),
    ),
    PaperKind(
        key="draft-minutes",
        title="Draft minutes",
        explains="For the chair to read and agree.",
        may="conference.minutes",
        about="meeting",
        recipients=oneself_for_meeting,
        query=minutes.draft,
    ),
    PaperKind(
        key="promise-sheet",
        title="Promise sheet",
        explains="What the victim asked, what was promised, what was done: to be read out. Not to be left with them.",
        may="conference.promise_sheet",
        about="file",
        recipients=oneself_for_file,
        query=cases.promise_sheet,
        kept_for=timedelta(days=1),
    ),
    PaperKind(
        key="thanks",
        title="Note back to the referrer",
        explains="Heard, actions set, thank you. No fact and no name, so that it is safe to keep.",
        may="conference.thank",
        about="file",
        recipients=cases.referrers,
        query=cases.thanks,
        tells=("plan",),
    ),
    PaperKind(
        key="where",
        title="Where somebody can be reached",
        explains="The only paper with whereabouts: those you chose on somebody's page, for one agency, for a day.",
        may="people.choose_places",
        about="file",
        recipients=where.recipients,
        query=where.where,
        step_up=True,
        kept_for=timedelta(days=1),
        tells_where=True,
        tells=("identity", "whereabouts"),
    ),
    PaperKind(
        key="evidence",
        title="Letter of evidence for legal aid",
        explains="At the victim's request: that the case was referred and heard, the risk of harm, and by whom.",
        may="conference.evidence",
        about="file",
        recipients=oneself_for_file,
        query=cases.evidence,
        step_up=True,
        kept_for=timedelta(days=1),
    ),
)

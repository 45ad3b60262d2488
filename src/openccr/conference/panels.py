"""What the conference shows on the case screen, and what it puts on each role's to-do list."""

from __future__ import annotations

from openccr.conference.case_panels import CASE_PANELS
from openccr.conference.meeting_panels import MEETING_TODOS
from openccr.conference.minutes_panels import MINUTES_TODOS
from openccr.conference.paper_panels import PAPERS_OF_CASE
from openccr.conference.practice_panels import PRACTICE_TODOS
from openccr.conference.refer_panels import WHERE_TO_REFER
from openccr.conference.referral_panels import REFERRAL_TODOS
from openccr.conference.research_panels import RESEARCH_TODOS
from openccr.conference.transfer_panels import TRANSFER_PANELS, TRANSFER_TODOS
from openccr.conference.triage_panels import ADVISER, TRIAGE_TODOS
from openccr.conference.watching_panels import WATCHING, WATCHING_TODOS

PANELS = [*TRANSFER_PANELS, ADVISER, *CASE_PANELS, WATCHING, WHERE_TO_REFER, PAPERS_OF_CASE]

TODOS = [
    *REFERRAL_TODOS,
    *TRIAGE_TODOS,
    *WATCHING_TODOS,
    *TRANSFER_TODOS,
    *PRACTICE_TODOS,
    *RESEARCH_TODOS,
    *MEETING_TODOS,
    *MINUTES_TODOS,
]

"""The order of the menu: what one comes for first stands first.

What is looked at now and then stands on one page, `site.partnership`, so that the menu keeps to one line.
"""

from __future__ import annotations

PARTNERSHIP = {
    "partnership.own_people": "Who works here for your agency, in which role and until when.",
    "partnership.agencies": "The agencies of this partnership, and the women living in the area.",
    "conference.links": "One link for one referral, for a professional without an account.",
    "sharing.agreements": "What the agencies have agreed to share, who signed, and when it is reviewed.",
    "casefiles.emergency_counts": "How often somebody opened a case that they were not let into, by quarter.",
    "people.recourse_counts": "How many cases have no recourse to public funds, never below five.",
    "site.practice": "Thresholds, periods and lists, each with its source.",
    "conference.flags_ending": "Cases to look at before their twelve months end.",
    "subjectaccess.list": "Who asked for their own data, by when it is answered, and what was let go.",
    "documents.retention": "Files to be disposed of, and those that are held.",
    "site.assurance": "Drafts filled in from this installation, for your own specialists to check.",
}
"""Page → what one finds there, in the order of that page."""

OWN = ("conference.calendar", "people.own_details")
"""Pages of one's own that stand on the page of one's account."""

MENU = (
    "site.home",
    "conference.cases",
    "conference.triage",
    "conference.refer",
    "conference.meetings",
    "actions.list",
    "safeguarding.list",
    "directory.list",
    "insight.figures",
    "governance.quality",
    "governance.rounds",
    "voice.list",
    "site.partnership",
)

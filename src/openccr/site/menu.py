"""The order of the menu: what one comes for first stands first.

What is looked at now and then stands on one page, `site.partnership`, so that the menu keeps to one line.
"""

from __future__ import annotations

PARTNERSHIP = {
    "partnership.own_people": "Who works here for your agency, in which role and until when.",
    "partnership.agencies": "The agencies of this partnership, and the women living in the area.",
    "conference.links": "One link for one referral, for a professional without an account.",
    "sharing.agreements": "What the agencies have agreed to share, who signed, and when it is reviewed.",
    "site.practice": "Thresholds, periods and lists, each with its source.",
    "conference.flags_ending": "Cases to look at before their twelve months end.",
    "documents.retention": "Files to be disposed of, and those that are held.",
    "site.assurance": "Drafts filled in from this installation, for your own specialists to check.",
}
"""Page → what one finds there, in the order of that page."""

MENU = (
    "site.home",
    "conference.cases",
    "conference.triage",
    "conference.refer",
    "conference.meetings",
    "actions.list",
    "safeguarding.list",
    "insight.figures",
    "governance.quality",
    "site.partnership",
)

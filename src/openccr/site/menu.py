"""The order of the menu: what one comes for first stands first.

What is looked at now and then stands on one page, `site.partnership`, so that the menu keeps to one line.
"""

from __future__ import annotations

GROUPS = {
    "The whole response": {
        "governance.watch": "What of the whole partnership is late, thin, missing or ending.",
        "governance.boards": "Who decides what: groups, their sittings, decisions, escalations and answers.",
        "governance.representation": "Which agencies take part, what they bring, who is missing and who is paid.",
        "governance.strategies": "The vision, what each agency brings, what changes, and the document for everybody.",
        "governance.recommendations": "What reviews of deaths recommended, and what became of it.",
        "governance.rounds": "Twelve components and death reviews: rated alone, agreed together, gaps with an owner.",
        "governance.quality": "The conference against ten principles, year by year, and dip samples of its cases.",
        "governance.board_packs": "The quarter's pack for the boards, by one press, as PDF and Word.",
        "governance.calendar": "What the partnership does again and again, what is due and what is done.",
    },
    "Money and agreements": {
        "governance.resources": "Money and contracts, what ends, and what would fall away with a cut.",
        "governance.pilots": "What is being tried, and what was found.",
        "governance.costs": "What abuse costs here, with its source, and the business case.",
        "governance.policies": "What the partnership and its agencies agreed to do, who signed and who has read it.",
        "sharing.agreements": "What the agencies have agreed to share, who signed, and when it is reviewed.",
    },
    "People and agencies": {
        "partnership.own_people": "Who works here for your agency, in which role and until when.",
        "partnership.agencies": "The agencies of this partnership, and the women living in the area.",
        "conference.links": "One link for one referral, for a professional without an account.",
        "governance.time": "Your own time by the tap, by kind of work and hour; nobody else sees it.",
        "governance.load": "What the coordination takes, as sums of a quarter.",
        "governance.debriefs": "A talk after something hard: offered, asked for, and answered by each alone.",
    },
    "Records and walls": {
        "linkage.sign_offs": "Records of several agencies compared: who signed, what was sent, who is a missing link.",
        "conference.flags_ending": "Cases to look at before their twelve months end.",
        "casefiles.officer": "Emergency accesses, openings nobody looked into, and who asks to be let back in.",
        "casefiles.emergency_counts": "How often somebody opened a case that they were not let into, by quarter.",
        "people.recourse_counts": "How many cases have no recourse to public funds, never below five.",
        "subjectaccess.list": "Who asked for their own data, by when it is answered, and what was let go.",
        "documents.retention": "Files to be disposed of, and those that are held.",
        "site.practice": "Thresholds, periods and lists, each with its source.",
        "site.assurance": "Drafts filled in from this installation, for your own specialists to check.",
    },
}
"""Heading → page → what one finds there, in the order of the page of the partnership."""

PARTNERSHIP = tuple(name for pages in GROUPS.values() for name in pages)

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
    "voice.list",
    "site.partnership",
)

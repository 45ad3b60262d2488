"""The pages of the conference, declared by noun."""

from openccr.ui.registry import Pages

pages = Pages("conference")

from openccr.conference.pages import (  # noqa: E402
    advisers,  # noqa: F401
    afterwards,  # noqa: F401
    agenda,  # noqa: F401
    area_keys,  # noqa: F401
    arrived_transfers,  # noqa: F401
    attachments,  # noqa: F401
    attendance,  # noqa: F401
    calendar,  # noqa: F401
    case,  # noqa: F401
    cases,  # noqa: F401
    changing,  # noqa: F401
    circulation,  # noqa: F401
    closing,  # noqa: F401
    coming,  # noqa: F401
    conflicts,  # noqa: F401
    deferring,  # noqa: F401
    draft_files,  # noqa: F401  # before the steps of a draft, whose addresses take any word
    drafts,  # noqa: F401
    evidence,  # noqa: F401
    flags_ending,  # noqa: F401
    forms_in,  # noqa: F401
    guests,  # noqa: F401
    hearings,  # noqa: F401
    imports,  # noqa: F401
    joining,  # noqa: F401
    links,  # noqa: F401
    listing,  # noqa: F401
    meetings,  # noqa: F401
    minutes,  # noqa: F401
    not_heard,  # noqa: F401
    not_met,  # noqa: F401
    outside,  # noqa: F401
    packs,  # noqa: F401
    papers,  # noqa: F401
    past_hearings,  # noqa: F401
    practice,  # noqa: F401
    referral,  # noqa: F401
    referrals,  # noqa: F401
    research,  # noqa: F401
    research_meeting,  # noqa: F401
    room,  # noqa: F401
    schedules,  # noqa: F401
    sharing,  # noqa: F401
    transfers,  # noqa: F401
    triage,  # noqa: F401
    two_ways,  # noqa: F401
    urgent,  # noqa: F401
    watching,  # noqa: F401
    weighing,  # noqa: F401
)

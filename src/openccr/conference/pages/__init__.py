"""The pages of the conference, declared by noun."""

from openccr.ui.registry import Pages

pages = Pages("conference")

from openccr.conference.pages import (  # noqa: E402
    attendance,  # noqa: F401
    case,  # noqa: F401
    hearings,  # noqa: F401
    imports,  # noqa: F401
    meetings,  # noqa: F401
    referral,  # noqa: F401
    referrals,  # noqa: F401
    research,  # noqa: F401
    triage,  # noqa: F401
)

"""The pages of agencies and their people, of taking an invitation, and of the role one acts under."""

from openccr.ui.registry import Pages

pages = Pages("partnership")

from openccr.partnership.pages import (  # noqa: E402
    agencies,  # noqa: F401
    appointments,  # noqa: F401
    choosing,  # noqa: F401
    clients,  # noqa: F401
    codes,  # noqa: F401
    invitations,  # noqa: F401
    joiners,  # noqa: F401
    leavers,  # noqa: F401
    people,  # noqa: F401
    population,  # noqa: F401
    sign_in,  # noqa: F401
)

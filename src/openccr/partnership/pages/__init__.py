"""The pages of agencies and their people, of taking an invitation, and of the role one acts under."""

from openccr.ui.registry import Pages

pages = Pages("partnership")

from openccr.partnership.pages import agencies, appointments, choosing, invitations, people  # noqa: E402, F401

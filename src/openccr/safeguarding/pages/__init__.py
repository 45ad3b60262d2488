"""The pages of safeguarding, declared by noun."""

from openccr.ui.registry import Pages

pages = Pages("safeguarding")

from openccr.safeguarding.pages import answers, lists, referral, referring  # noqa: E402, F401

"""The pages of survivors' voice: for anybody, for those on duty, and for those who answer."""

from openccr.ui.registry import Pages

pages = Pages("voice")

from openccr.voice.pages import contributions, duty, engagements, payments, public, themes  # noqa: E402, F401

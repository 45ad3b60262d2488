"""The pages of survivors' voice: for anybody, for those on duty, and for those who answer."""

from openccr.ui.registry import Pages

pages = Pages("voice")

from openccr.voice.pages import (  # noqa: E402
    contributions,  # noqa: F401
    duty,  # noqa: F401
    engagements,  # noqa: F401
    payments,  # noqa: F401
    public,  # noqa: F401
    surveys,  # noqa: F401
    themes,  # noqa: F401
    wording,  # noqa: F401
    writing,  # noqa: F401
)

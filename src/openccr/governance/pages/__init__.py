"""The pages of governance: the yearly check of the conference, dip samples, and the self-assessment."""

from openccr.ui.registry import Pages

pages = Pages("governance")

from openccr.governance.pages import (  # noqa: E402
    assessment,  # noqa: F401
    checks,  # noqa: F401
    moderating,  # noqa: F401
    rating,  # noqa: F401
    samples,  # noqa: F401
)

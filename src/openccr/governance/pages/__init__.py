"""The pages of the conference's quality: the yearly check, and dip samples."""

from openccr.ui.registry import Pages

pages = Pages("governance")

from openccr.governance.pages import (  # noqa: E402
    checks,  # noqa: F401
    samples,  # noqa: F401
)

"""The pages of linkage: sign-offs, extracts, what the holder is asked, pairs to review, the missing-link queue."""

from openccr.ui.registry import Pages

pages = Pages("linkage")

from openccr.linkage.pages import (  # noqa: E402
    extracts,  # noqa: F401
    matches,  # noqa: F401
    missing,  # noqa: F401
    quality,  # noqa: F401
    review,  # noqa: F401
    signoffs,  # noqa: F401
)

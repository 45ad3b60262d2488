"""The pages of figures: quarters, the cases behind a figure, files and paper."""

from openccr.ui.registry import Pages

pages = Pages("insight")

from openccr.insight.pages import (  # noqa: E402
    cases,  # noqa: F401
    gaps,  # noqa: F401
    papers,  # noqa: F401
    quarters,  # noqa: F401
    working,  # noqa: F401
)

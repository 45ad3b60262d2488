"""The pages about who reaches a case, declared by noun."""

from openccr.ui.registry import Pages

pages = Pages("casefiles")

from openccr.casefiles.pages import (  # noqa: E402
    access,  # noqa: F401
    emergency,  # noqa: F401
    officer,  # noqa: F401
    one_chance,  # noqa: F401
    reviews,  # noqa: F401
)

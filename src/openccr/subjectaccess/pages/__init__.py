"""The pages of subject access: requests, sentences, and what is handed over."""

from openccr.ui.registry import Pages

pages = Pages("subjectaccess")

from openccr.subjectaccess.pages import (  # noqa: E402
    bundles,  # noqa: F401
    clock,  # noqa: F401
    requests,  # noqa: F401
    sentences,  # noqa: F401
)

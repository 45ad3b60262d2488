"""The pages of kept files and their disposal, declared by noun."""

from openccr.ui.registry import Pages

pages = Pages("documents")

from openccr.documents.pages import (  # noqa: E402
    downloads,  # noqa: F401
    retention,  # noqa: F401
)

"""The pages of the directory: for anybody, for staff, and the feed."""

from openccr.ui.registry import Pages

pages = Pages("directory")

from openccr.directory.pages import (  # noqa: E402
    area,  # noqa: F401
    importing,  # noqa: F401
    keeping,  # noqa: F401
    last_person,  # noqa: F401
    opened,  # noqa: F401
    pathways,  # noqa: F401
    proposing,  # noqa: F401
    public,  # noqa: F401
    staff,  # noqa: F401
)

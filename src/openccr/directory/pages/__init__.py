"""The pages of the directory: for anybody, for staff, and the feed."""

from openccr.ui.registry import Pages

pages = Pages("directory")

from openccr.directory.pages import keeping, opened, public, staff  # noqa: E402, F401

"""The kinds of page. Each is a thin declaration: it adds a Page whose view is a few lines of Django.

A page calls one query to show and one operation to act; a Refusal is shown as the form's error.
"""

from openccr.ui.kinds.acting import ask, button, offer
from openccr.ui.kinds.forms import asking, refused
from openccr.ui.kinds.showing import PER_PAGE, paged, record_page, table
from openccr.ui.kinds.shown import Asked, Column, Done, Listing, Screen, page_context
from openccr.ui.kinds.stamped import stamped
from openccr.ui.placed import says_where

__all__ = [
    "PER_PAGE",
    "Asked",
    "Column",
    "Done",
    "Listing",
    "Screen",
    "ask",
    "asking",
    "button",
    "offer",
    "page_context",
    "paged",
    "record_page",
    "refused",
    "says_where",
    "stamped",
    "table",
]

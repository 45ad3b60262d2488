"""What happens to a request's clock, and treating it as hostile."""

from __future__ import annotations

from openccr.subjectaccess.forms import WhyForm
from openccr.subjectaccess.operations import extend, say_hostile, start_again, wait_for_more, withdraw
from openccr.subjectaccess.pages import pages
from openccr.subjectaccess.pages.around import back, crumbs
from openccr.subjectaccess.standing import request_of
from openccr.ui.kinds import Asked, ask, button, stamped

_PAGES = (
    (
        "hostile",
        "Treat it as hostile",
        say_hostile,
        "Nobody takes this back. Two people approve then, one from outside.",
        "It is treated as hostile.",
    ),
    (
        "wait",
        "Ask them for more",
        wait_for_more,
        "The clock stands still, once, until they have said what they mean.",
        "The clock stands still.",
    ),
    (
        "extend",
        "Extend the time",
        extend,
        "For a complex request. Tell them within the first month, and why.",
        "Extended. Tell them now.",
    ),
    ("withdraw", "It was withdrawn", withdraw, "What did they say?", "Closed."),
)

for _name, _title, _operation, _intro, _words in _PAGES:
    ask(
        pages, f"subject-access/<uuid:asked>/{_name}/", name=_name, title=_title, may="subjectaccess.answer",
        form=WhyForm, operation=stamped(_operation, request="asked"), done=back(_words),
        about=lambda *, actor, asked, _title=_title, _intro=_intro: Asked(
            title=_title, intro=_intro, crumbs=crumbs(request_of(asked).id, _title)
        ),
    )  # fmt: skip

button(
    pages, "subject-access/<uuid:asked>/again/", name="again", title="They have said more", may="subjectaccess.answer",
    operation=stamped(start_again, request="asked"), done=back("The clock runs again."),
)  # fmt: skip

"""Agreeing, beginning and ending an action, and confirming that it is done."""

from __future__ import annotations

from openccr.actions.forms import DoneForm, NotPossibleForm, NotWantedForm, ReopenForm
from openccr.actions.operations.agreeing import agree_proposed
from openccr.actions.operations.ending import check, complete, decline, give_up, reopen, start
from openccr.actions.pages import pages
from openccr.actions.pages.around import about, saved, today
from openccr.ui.kinds import ask, button, stamped

AT = "case/<uuid:file>/actions/<uuid:action>/"

button(
    pages, f"{AT}agree/", name="agree", title="Agree what was proposed", may="actions.agree",
    operation=stamped(agree_proposed), done=saved,
)  # fmt: skip
button(
    pages, f"{AT}start/", name="start", title="We have begun", may="actions.end", operation=stamped(start), done=saved
)
button(
    pages, f"{AT}check/", name="check", title="Confirm that it is done", may="actions.check", operation=stamped(check),
    done=saved,
)  # fmt: skip
ask(
    pages, f"{AT}done/", name="done", title="Mark as done", may="actions.end", form=DoneForm,
    operation=stamped(complete), done=saved, about=about("Mark as done"), initial=today, reads="action.read",
)  # fmt: skip
ask(
    pages, f"{AT}not-possible/", name="not_possible", title="No longer possible", may="actions.give_up",
    form=NotPossibleForm, operation=stamped(give_up), done=saved, about=about("No longer possible"), initial=today,
    reads="action.read",
)  # fmt: skip
ask(
    pages, f"{AT}not-wanted/", name="not_wanted", title="The victim chose another way", may="actions.decline",
    form=NotWantedForm, operation=stamped(decline), done=saved,
    about=about("The victim chose another way"), initial=today,
    reads="action.read",
)  # fmt: skip
ask(
    pages, f"{AT}reopen/", name="reopen", title="Open again", may="actions.end", form=ReopenForm,
    operation=stamped(reopen), done=saved, about=about("Open again"), reads="action.read",
)  # fmt: skip

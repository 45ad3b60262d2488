"""Locking what he would notice, saying that she is safe, and letting go what cannot wait."""

from __future__ import annotations

from openccr.actions.forms import OverrideForm, SafeForm
from openccr.actions.operations.locks import confirm_safe, lock, override_lock
from openccr.actions.pages import pages
from openccr.actions.pages.around import about, saved
from openccr.ui.kinds import ask, button, stamped

AT = "case/<uuid:file>/actions/<uuid:action>/"

button(
    pages,
    f"{AT}lock/",
    name="lock",
    title="The person who harms would notice it",
    may="actions.lock",
    operation=stamped(lock),
    done=saved,
)
ask(
    pages, f"{AT}safe/", name="safe", title="The victim knows and is safe", may="actions.confirm_safe", form=SafeForm,
    operation=stamped(confirm_safe), done=saved, reads="action.read", about=about("The victim knows and is safe"),
)  # fmt: skip
ask(
    pages, f"{AT}override/", name="override", title="It cannot wait", may="actions.override_lock", form=OverrideForm,
    operation=stamped(override_lock), done=saved, reads="action.read",
    about=about(
        "It cannot wait",
        warning="The person who harms may notice this before the victim knows of it. The IDVA is told at once that it "
        "was let go, and by whom.",
    ),
)  # fmt: skip

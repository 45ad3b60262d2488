"""Closing a case and opening it again."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils import timezone

from openccr.conference.closing import closing_facts
from openccr.conference.operations.closing import close_case, reopen_case
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_case
from openccr.conference.rules.closing import warnings
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask, stamped


class CloseForm(forms.Form):
    """Why a case is closed, or opened again."""

    reason = forms.CharField(label="Why?", required=False, max_length=600, widget=forms.Textarea({"rows": 3}))


def _about_close(*, actor: Actor, file: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    said = warnings(closing_facts(file, actor=actor), today=timezone.localdate())
    return Asked(
        title="Close this case", button="Close it", identity=bar, crumbs=case_crumbs(case), warning=" ".join(said),
        intro="The agencies invited no longer see it. It is kept as the area's rule says, and can be opened again.",
    )  # fmt: skip


def _about_reopen(*, actor: Actor, file: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    return Asked(
        title="Open this case again", button="Open it again", identity=bar, crumbs=case_crumbs(case),
        intro="Agencies see it again when it is listed on a meeting.",
    )  # fmt: skip


ask(
    pages, "case/<uuid:file>/close/", name="close_case", title="Close this case", may="conference.close_case",
    form=CloseForm, operation=stamped(close_case, file_id="file"), about=_about_close, reads="case.read",
    done=lambda _, *, file: Done(to_case(file), "The case is closed."),
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/reopen/", name="reopen_case", title="Open this case again", may="conference.close_case",
    form=CloseForm, operation=stamped(reopen_case, file_id="file"), about=_about_reopen, reads="case.read",
    done=lambda _, *, file: Done(to_case(file), "The case is open again."),
)  # fmt: skip

"""Reporting a change after which risk is assessed anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.risk.forms import ChangeForm
from openccr.risk.operations import report_change
from openccr.risk.pages import pages
from openccr.risk.pages.victims import victims_of
from openccr.ui.kinds import Asked, Done, ask


def _about(*, actor: Actor, file: UUID) -> Asked:
    return Asked(
        intro="Risk changes fast. The adviser and whoever made an assessment find it on their list; where there is "
        "nobody yet, the coordinator does.",
        button="Report the change",
        crumbs=crumbs_to(file),
        context={"cancel_href": reverse("conference.case", args=[file])},
    )


def _asked(*, actor: Actor, file: UUID) -> Mapping[str, Any]:
    return {"victims": victims_of(file), "triggers": practice(actor).risk.triggers}


def _report(**given: Any) -> UUID:
    return report_change(at=timezone.now(), **given)


def _done(_: UUID, *, file: UUID) -> Done:
    return Done(f"{reverse('conference.case', args=[file])}#risk", "The change is reported.")


ask(
    pages, "case/<uuid:file>/risk/change/", name="change", title="Report a change", may="risk.report_change",
    form=ChangeForm, operation=_report, done=_done, about=_about, choices=_asked,
    initial=lambda *, actor, file: {"happened_on": timezone.localdate()}, reads="risk.form_read",
)  # fmt: skip

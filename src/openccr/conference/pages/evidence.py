"""The victim asks for a letter of evidence for legal aid."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.minutes import EvidenceForm
from openccr.conference.operations.evidence import ask_for_evidence
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.papers.cases import parties
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask, stamped


def _about(*, actor: Actor, file: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    return Asked(
        title="The victim asks for a letter of evidence", identity=bar, crumbs=case_crumbs(case),
        intro="It confirms to a solicitor that the case was heard, that the victim is at risk of harm, and from whom.",
        button="Save and make the letter",
    )  # fmt: skip


def _choices(*, actor: Actor, file: UUID) -> dict[str, list[tuple[UUID, str]]]:
    victims, harmers = parties(file, today=timezone.localdate())
    return {"victims": victims, "harmers": harmers}


ask(
    pages, "case/<uuid:file>/evidence/", name="ask_for_evidence", title="The victim asks for a letter of evidence",
    may="conference.evidence", form=EvidenceForm, operation=stamped(ask_for_evidence, file_id="file"),
    done=lambda _, *, file: Done(reverse("conference.paper_evidence", kwargs={"file": file}), "Saved."),
    about=_about, choices=_choices, reads="case.read", step_up=True,
)  # fmt: skip

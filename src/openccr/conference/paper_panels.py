"""The part of a case from which its papers are made and the case itself is closed, held or opened again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from openccr.access.may import why_not
from openccr.casefiles.models import CaseFile
from openccr.documents.models import LegalHold
from openccr.kernel.actors import Actor
from openccr.ui.kinds import offer
from openccr.ui.panels import Panel


def _papers(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    """What this reader may do; nobody is shown what is not theirs to do."""
    file = CaseFile.objects.filter(id=file_id).values("closed_at").first()
    if file is None:
        return None
    ways = [("Papers of this case", "conference.papers_of_file", "documents.papers")]
    ways += [("The victim asks for a letter of evidence", "conference.ask_for_evidence", "conference.evidence")]
    if file["closed_at"] is None:
        ways += [("Close this case", "conference.close_case", "conference.close_case")]
    else:
        ways += [("Open this case again", "conference.reopen_case", "conference.close_case")]
    holds = list(LegalHold.objects.filter(file_id=file_id, ended_at=None).values_list("why", flat=True))
    name = ("End the hold", "documents.end_hold") if holds else ("Hold this case", "documents.hold")
    ways += [(*name, "documents.dispose")]
    offers = [
        offer(actor, text=text, page=page, may=may, file=file_id) for text, page, may in ways if not why_not(actor, may)
    ]
    return {"offers": offers, "holds": holds}


PAPERS_OF_CASE = Panel(
    "case.marac.papers", 10, "Papers, closing and keeping", _papers, "conference/panels/papers.html", "conference.case"
)

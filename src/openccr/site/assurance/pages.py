"""The papers for data protection and security people: a list, and each to read, print and take along."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.documents.making import TYPES, printed
from openccr.documents.rules.paper import Paper, as_data
from openccr.documents.typesetting import docx_of, pdf_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.site.assurance.facts import installation
from openccr.site.assurance.papers import PAPERS, AssurancePaper
from openccr.ui.files import handed_over
from openccr.ui.kinds import Column, Listing, page_context, table
from openccr.ui.registry import Pages

MAKERS = {"pdf": pdf_of, "docx": docx_of}


class _Row:
    def __init__(self, paper: AssurancePaper) -> None:
        self.href = reverse("site.assurance_paper", kwargs={"assurance": paper.key})
        self.title, self.explains = paper.title, paper.explains


def _papers(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(one) for one in PAPERS.values()],
        columns=[Column("title", "Paper"), Column("explains", "For whom")],
        empty={"text": "There is no paper."},
        note="Drafts filled in from this installation, for your own data protection and security people to check.",
    )


def declare(pages: Pages) -> None:
    """Declare the pages of these papers among the site's own."""
    table(
        pages, "assurance/", name="assurance", title="Papers for data protection and security", may="site.assurance",
        query=_papers,
    )  # fmt: skip
    pages.custom(
        "assurance/<slug:assurance>/", name="assurance_paper", title="Paper", may="site.assurance", kind="paper",
        methods=("GET", "HEAD"),
    )(_look)  # fmt: skip
    pages.custom(
        "assurance/<slug:assurance>/<slug:form>/", name="assurance_file", title="Download", may="site.assurance",
        methods=("GET", "HEAD"),
    )(_download)  # fmt: skip


def _filled(actor: Actor, key: str) -> Paper:
    if key not in PAPERS:
        raise NotFound
    facts = installation(actor)
    return printed(actor, PAPERS[key].content(facts), to=facts.partnership, reference=facts.code, at=timezone.now())


def _look(request: HttpRequest, actor: Actor, *, assurance: str) -> HttpResponse:
    """The paper to read and to print."""
    filled = _filled(actor, assurance)
    record("assurance.read")
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=filled.title,
        data=as_data(filled),
        paper={
            "marking": filled.marking,
            "recipient": filled.recipient,
            "handling": filled.handling,
            "reference": filled.reference,
            "printed_at": timezone.now(),
            "back_href": reverse("site.assurance"),
            "downloads": [
                {"text": name, "href": reverse("site.assurance_file", kwargs={"assurance": assurance, "form": form})}
                for form, name in (("pdf", "PDF"), ("docx", "Word, to fill in"))
            ],
        },
    )
    return TemplateResponse(request, "documents/paper.html", context)


def _download(request: HttpRequest, actor: Actor, *, assurance: str, form: str) -> HttpResponse:
    """The paper as a file."""
    if form not in MAKERS:
        raise NotFound
    made = MAKERS[form](_filled(actor, assurance))
    record("assurance.taken")
    return handed_over(made, name=f"OpenCCR-{assurance}.{form}", content_type=TYPES[form])

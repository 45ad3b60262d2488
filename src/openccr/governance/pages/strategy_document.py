"""The strategy document: its parts and sections, the authors' own text, and making it as PDF and Word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.documents.rules.paper import as_data
from openccr.governance.forms.strategy_document import EditionForm, TextForm
from openccr.governance.operations.strategy_document import ask_for_document, write_text
from openccr.governance.pages import pages
from openccr.governance.pages.strategy import LIST, SEE, WRITE, crumb
from openccr.governance.queries.strategy_document import Made, document_of, drawn_section, section_of
from openccr.governance.rules.strategy_document import EDITIONS
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, offer, page_context, record_page

AUTHOR = "governance.author"
_AT = "strategy/<uuid:strategy>/document"


def to_document(strategy_id: UUID) -> str:
    """The address of a version's document."""
    return reverse("governance.strategy_document", kwargs={"strategy": strategy_id})


def _screen(*, actor: Actor, strategy: UUID) -> Screen:
    shown = document_of(actor=actor, strategy_id=strategy)
    record("strategy.read", subjects=[strategy])
    writes = why_not(actor, AUTHOR) is None
    return Screen(
        title="The strategy document",
        data={
            "made": [_made(one) for one in shown.made],
            "parts": [
                {
                    "part": part,
                    "sections": [
                        {
                            "row": one,
                            "text": shown.texts.get(one.key),
                            "look": _to("strategy_section", strategy, one.key),
                            "write": _to("strategy_text", strategy, one.key) if writes else "",
                        }
                        for one in sections
                    ],
                }
                for part, sections in shown.parts
            ],
        },
        crumbs=[LIST, crumb(shown.strategy), {"text": "Document"}],
        actions=[
            offer(
                actor, text="Make it as PDF and Word", page="governance.make_strategy_document", may=WRITE,
                strategy=strategy,
            ) | {"kind": "primary"},
        ],
    )  # fmt: skip


def _to(name: str, strategy: UUID, section: str) -> str:
    return reverse(f"governance.{name}", kwargs={"strategy": strategy, "section": section})


def _made(one: Made) -> dict[str, Any]:
    row = one.row
    return {
        "row": row,
        "edition": EDITIONS[row.edition].partition(":")[0],
        "pdf": reverse("documents.download", kwargs={"document": row.pdf_id}),
        "docx": reverse("documents.download", kwargs={"document": row.docx_id}),
        "long": [part for part in one.parts if part.too_long],
        "parts": {
            "caption": "How long each part is",
            "columns": [Column("part", "Part"), Column("pages", "Pages")],
            "rows": [
                {"late": part.too_long, "cells": [{"text": f"{part.letter}. {part.name}"}, {"text": part.words}]}
                for part in one.parts
            ],
            "empty": {"text": ""},
        },
    }


record_page(
    pages, f"{_AT}/", name="strategy_document", title="The strategy document", may=SEE, query=_screen,
    reads="strategy.read", template="governance/strategy_document.html",
)  # fmt: skip


def _text(*, actor: Actor, strategy: UUID, section: str) -> Asked:
    row, part, found, _ = section_of(actor=actor, strategy_id=strategy, section=section)
    return Asked(
        title=f"{part.letter}{found.number}. {found.name}", intro=found.asks, button="Save",
        crumbs=[LIST, crumb(row), {"text": "Document", "href": to_document(strategy)}, {"text": found.name}],
    )  # fmt: skip


ask(
    pages, f"{_AT}/<slug:section>/write/", name="strategy_text", title="The authors’ own text", may=AUTHOR,
    form=TextForm, about=_text,
    initial=lambda *, actor, strategy, section: {
        "words": section_of(actor=actor, strategy_id=strategy, section=section)[3]
    },
    operation=lambda *, actor, strategy, section, words: write_text(
        actor=actor, strategy_id=strategy, section=section, words=words, at=timezone.now()
    ),
    done=lambda _, *, strategy, section: Done(to_document(strategy), "Your text is saved."),
)  # fmt: skip


def _make(*, actor: Actor, strategy: UUID) -> Asked:
    shown = document_of(actor=actor, strategy_id=strategy)
    return Asked(
        button="Make it", crumbs=[LIST, crumb(shown.strategy), {"text": "Document", "href": to_document(strategy)}],
        intro="Figures are those that were signed off, rounded. Your own text stands where you wrote it.",
    )  # fmt: skip


ask(
    pages, f"{_AT}/make/", name="make_strategy_document", title="Make the document", may=WRITE, form=EditionForm,
    about=_make, initial=lambda *, actor, strategy: {"edition": "public"},
    operation=lambda *, actor, strategy, edition: ask_for_document(
        actor=actor, strategy_id=strategy, edition=edition, at=timezone.now()
    ),
    done=lambda work, *, strategy: Done(reverse("jobs.work", kwargs={"work": work})),
)  # fmt: skip


@pages.custom(
    f"{_AT}/<slug:section>/", name="strategy_section", title="A section of the document", may=SEE, kind="paper",
    methods=("GET", "HEAD"), reads="strategy.read",
)  # fmt: skip
def section(request: HttpRequest, actor: Actor, *, strategy: UUID, section: str) -> HttpResponse:
    """One section as it would stand in the document today, to look at while writing."""
    at = timezone.now()
    row, paper = drawn_section(actor=actor, strategy_id=strategy, section=section, today=timezone.localdate(at))
    record("strategy.read", subjects=[row.id], fields=[section])
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=paper.title,
        data=as_data(paper),
        paper={
            "marking": paper.marking, "recipient": paper.recipient, "handling": paper.handling,
            "reference": paper.reference, "printed_at": at, "back_href": to_document(strategy),
        },
    )  # fmt: skip
    return TemplateResponse(request, "documents/paper.html", context)

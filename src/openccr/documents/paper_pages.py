"""Declares the pages of a kind of paper: choosing recipients, the page before printing; and the list of all kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import Act, record_all
from openccr.documents.forms import MakeForm
from openccr.documents.kinds import PaperKind
from openccr.documents.made import papers_about
from openccr.documents.making import ask_for_papers, paper_of, ready
from openccr.documents.rules.paper import as_data
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, Screen, ask, offer, page_context, record_page
from openccr.ui.registry import Pages
from openccr.ui.walled import not_shown

Crumbs = Callable[..., list[dict[str, str]]]


def declare_papers(
    pages: Pages, *, about: str, address: str, kinds: Sequence[PaperKind], crumbs: Crumbs, listed: bool = True,
    may: str = "documents.papers",
) -> None:  # fmt: skip
    """Declare the list of papers about one thing, and each kind's own pages.

    Args:
        about: the word in the address: "meeting" or "file".
        address: of the thing itself, such as "meetings/<uuid:meeting>/".
        crumbs: `crumbs(actor=…, about=…)` → the way to the thing; raises NotFound for what is hidden.
        listed: whether there is a page that lists them; a thing with one paper leads to it by itself.
        may: the permission of that page, by default that of whoever works on cases.
    """
    every = [kind for kind in kinds if kind.about == about]
    if listed:
        _declare_list(pages, about=about, address=f"{address}papers/", kinds=every, crumbs=crumbs, may=may)
    for kind in every:
        _declare_kind(pages, kind, address=f"{address}papers/{kind.key}/", crumbs=crumbs)


def _declare_list(
    pages: Pages, *, about: str, address: str, kinds: Sequence[PaperKind], crumbs: Crumbs, may: str
) -> None:  # fmt: skip
    def papers(*, actor: Actor, **parts: UUID) -> Screen:
        offered = []
        for kind in kinds:
            if why_not(actor, kind.may) is not None:
                continue
            why = kind.waits(actor=actor, about=parts[about]) if kind.waits else None
            page = f"{pages.app}.{_name(kind)}"
            one = offer(actor, text=kind.title, page=page, may=kind.may, why=why, **{about: parts[about]})  # type: ignore[arg-type]
            offered.append(one | {"explains": kind.explains})
        return Screen(
            title="Papers",
            data={
                "kinds": offered,
                "made": papers_about(actor, parts[about]),
            },
            crumbs=crumbs(actor=actor, about=parts[about]),
        )

    record_page(
        pages, address, name=f"papers_of_{about}", title="Papers", may=may, query=papers,
        template="documents/papers.html", reads="paper.read" if about == "file" else "",
    )  # fmt: skip


def _declare_kind(pages: Pages, kind: PaperKind, *, address: str, crumbs: Crumbs) -> None:
    name = _name(kind)

    def recipients(*, actor: Actor, **parts: UUID) -> dict[str, Any]:
        found = kind.recipients(actor=actor, about=parts[kind.about])
        return {"recipients": [(str(one.agency_id), one.words) for one in found]}

    def about(*, actor: Actor, **parts: UUID) -> Asked:
        thing = parts[kind.about]
        way = crumbs(actor=actor, about=thing)
        found = kind.recipients(actor=actor, about=thing)
        looks = [
            {"text": one.words, "href": reverse(f"{pages.app}.{name}_look", kwargs=parts | {"agency": one.agency_id})}
            for one in found
        ]
        made = papers_about(actor, thing, kind=kind.key)
        return Asked(
            title=kind.title, intro=kind.explains, button="Make it as PDF and Word", crumbs=way,
            context={"looks": looks, "made": made},
        )  # fmt: skip

    def operation(*, actor: Actor, agencies: list[UUID], by_name: str = "", **parts: UUID) -> UUID:
        return ask_for_papers(
            actor=actor, kind=kind.key, about=parts[kind.about], agencies=agencies, person=by_name,
            back=reverse(f"{pages.app}.{name}", kwargs=parts), at=timezone.now(),
        )  # fmt: skip

    ask(
        pages, address, name=name, title=kind.title, may=kind.may, form=MakeForm, operation=operation,
        done=lambda work, **_: Done(reverse("jobs.work", kwargs={"work": work})), about=about, choices=recipients,
        step_up=kind.step_up, template="documents/make.html", reads="paper.read" if kind.about == "file" else "",
    )  # fmt: skip

    @pages.custom(
        f"{address}<uuid:agency>/", name=f"{name}_look", title=kind.title, may=kind.may, kind="paper",
        methods=("GET", "HEAD"), step_up=kind.step_up,
    )  # fmt: skip
    def look(request: HttpRequest, actor: Actor, *, agency: UUID, **parts: UUID) -> HttpResponse:
        """The paper as this recipient would have it, to look at and to print."""
        at = timezone.now()
        now = ready(actor=actor, kind=kind.key, about=parts[kind.about], agency_id=agency, today=timezone.localdate(at))
        # The page of a file has counted it already. Whoever reads paper after paper of old meetings opens their cases.
        if kind.about != "file" and (stopped := not_shown(request, actor, now.content.files)) is not None:
            return stopped
        record_all([Act(type="paper.read", file_id=file, subjects=(agency,)) for file in now.content.files or (None,)])
        paper = paper_of(actor, now, at=at)
        context = page_context(
            request.page,  # type: ignore[attr-defined]
            title=paper.title,
            data=as_data(paper),
            paper={
                "marking": paper.marking,
                "recipient": paper.recipient,
                "handling": paper.handling,
                "reference": "",
                "printed_at": at,
                "back_href": reverse(f"{pages.app}.{name}", kwargs=parts),
            },
        )
        return TemplateResponse(request, "documents/paper.html", context)


def _name(kind: PaperKind) -> str:
    return f"paper_{kind.key.replace('-', '_')}"

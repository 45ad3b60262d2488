"""The home page, what the packs say, papers about the installation, and the pages for anybody: help, privacy."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.content import describe
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.site.assurance.pages import declare as declare_assurance
from openccr.site.menu import GROUPS, PARTNERSHIP
from openccr.ui.home import arranged
from openccr.ui.kinds import page_context
from openccr.ui.panels import todo_of
from openccr.ui.registry import Pages, all_pages

pages = Pages("site")
declare_assurance(pages)


@pages.custom("", name="home", title="To do", may="site.home", kind="home", menu="To do", reads="todo.read")
def _home(request: HttpRequest, actor: Actor) -> HttpResponse:
    page = request.page  # type: ignore[attr-defined]
    found = todo_of(actor) if actor.appointment_id else []
    named = {item.file_id for one in found for item in one["items"] if item.file_id}
    if named:
        record("todo.read", subjects=sorted(named))
    words = {"next_steps": () if actor.appointment_id else _without_a_role(request.user.email)}  # type: ignore[union-attr]
    return TemplateResponse(request, "ui/home.html", page_context(page, groups=arranged(found), **words))


def _without_a_role(email: str) -> tuple[str, ...]:
    """What somebody does who is signed in and works for no agency here."""
    return (
        "You have no role in a partnership, so there is nothing here for you to see.",
        # Nobody tells them when it lapses: they meet this page in the morning, and their lead has it under late.
        "If you had one until now, it has ended, or was not confirmed in time: ask your agency's lead to confirm it.",
        f"Ask the lead of your agency, or the coordinator, to invite you at {email}.",
        "Open the invitation in your e-mail. Your work then appears on this page.",
    )


@pages.custom("partnership/", name="partnership", title="Partnership", may="site.partnership", menu="Partnership")
def _partnership(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is looked at now and then: people, agencies, agreements, keeping. Only what this person may open."""
    page = request.page  # type: ignore[attr-defined]
    declared = {one.name: one for one in all_pages() if one.name in PARTNERSHIP}
    groups = {
        title: [
            {"text": declared[name].title, "href": reverse(name), "explains": explains}
            for name, explains in named.items()
            if why_not(actor, declared[name].may) is None
        ]
        for title, named in GROUPS.items()
    }
    shown = [{"title": title, "entries": entries} for title, entries in groups.items() if entries]
    return TemplateResponse(request, "site/partnership.html", page_context(page, groups=shown))


@pages.custom("practice/", name="practice", title="What this area's practice says", may="site.practice")
def _practice(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Thresholds, periods, lists, instruments and their sources, as the packs of this partnership have them."""
    page = request.page  # type: ignore[attr-defined]
    panels = [
        {"title": section.title, "template": "site/practice_section.html", "data": section}
        for section in describe(practice(actor))
    ]
    return TemplateResponse(request, "ui/record.html", page_context(page, panels=panels))


def _public(address: str, *, name: str, title: str) -> None:
    """A page for anybody, a survivor too: with a way out at once, and without a trace of who looked."""

    @pages.custom(address, name=name, title=title, may="site.home", public=True, methods=("GET", "HEAD"))
    def show(request: HttpRequest, _: Actor | None) -> HttpResponse:
        context = {"page": {"title": title}, "demonstration": settings.DEMONSTRATION}
        return TemplateResponse(request, f"site/{name}.html", context)


_public("help", name="help", title="Help")
_public("help/leaving", name="leaving", title="Using this site safely")
_public("accessibility", name="accessibility", title="Accessibility")
_public("privacy", name="privacy", title="Privacy")

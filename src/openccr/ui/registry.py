"""The registry of pages: an app declares them, Django serves them, and nothing outside it can be reached.

From it come the addresses, the menu, the page reference, the log of reads, the accessibility check and the
page × person test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from openccr.access.may import why_not
from openccr.access.ours import modules
from openccr.kernel.actors import Actor
from openccr.ui.walled import serve
from openccr.ui.who import StepUp

View = Callable[..., HttpResponse]
"""A page's own part: (request, actor, **parts of the address) → answer, already inside the actor's transaction."""


@dataclass(frozen=True)
class Page:
    """One declared page.

    Args:
        name: unique, `app.page`; the name of its address.
        path: Django's path, without a leading slash.
        kind: table, record, ask, button, paper or custom.
        title: what stands in the tab and the heading; never personal.
        may: the permission asked before anything is read.
        view: its own part.
        methods: the methods it answers.
        menu: words in the menu, if it stands there.
        reads: the audit type recorded when it shows a file or a list, if it shows walled rows.
        step_up: asks for a fresh proof of who is there; `ANEW`: one given since they signed in.
        public: served to anybody, without an actor.
        help: the page of the handbook it belongs to.
    """

    name: str
    path: str
    kind: str
    title: str
    may: str
    view: View
    methods: tuple[str, ...] = ("GET", "HEAD", "POST")
    menu: str = ""
    reads: str = ""
    step_up: StepUp = False
    public: bool = False

    @property
    def of_file(self) -> bool:
        """Whether its address names a case file."""
        return "<uuid:file>" in self.path

    @property
    def gives_file(self) -> bool:
        """Whether whoever asks for it opens the case: it shows what stands in the file, or hands out a paper of it."""
        return self.of_file and (bool(self.reads) or self.kind in ("paper", "custom"))


class Pages:
    """The pages of one app."""

    def __init__(self, app: str) -> None:
        self.app = app
        self.pages: list[Page] = []

    def custom(
        self, address: str, *, name: str, title: str, may: str, kind: str = "custom", **more: Any
    ) -> Callable[[View], View]:
        """Declare an ordinary view; still wrapped, logged and counted."""

        def declare(view: View) -> View:
            self.add(Page(name=f"{self.app}.{name}", path=address, kind=kind, title=title, may=may, view=view, **more))
            return view

        return declare

    def add(self, page: Page) -> Page:
        if any(other.name == page.name or other.path == page.path for other in self.pages):
            raise ValueError(f"Page {page.name} ({page.path}) is declared twice")
        self.pages.append(page)
        return page

    def urls(self) -> list[URLPattern]:
        return [path(page.path, _served(page), name=page.name) for page in self.pages]


def _served(page: Page) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        return serve(page, request, parts)

    view.page = page  # type: ignore[attr-defined]
    return view


@cache
def all_pages() -> tuple[Page, ...]:
    """Every declared page of the installed apps, in the order of the apps."""
    return tuple(page for pages in _registries() for page in pages.pages)


def may_open(actor: Actor, name: str) -> bool:
    """Whether a declared page is for that actor at all, so that nobody is led to a refusal."""
    return any(why_not(actor, page.may) is None for page in all_pages() if page.name == name)


def urlpatterns() -> list[URLPattern]:
    """The addresses of every declared page."""
    return [pattern for pages in _registries() for pattern in pages.urls()]


def _registries() -> Iterator[Pages]:
    return (module.pages for module in modules("pages"))

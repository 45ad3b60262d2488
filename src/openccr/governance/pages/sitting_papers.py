"""Papers of a sitting: putting one there, opening it by a link that works once, taking it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from openccr.documents import tickets
from openccr.governance.forms.boards import SureForm
from openccr.governance.forms.sittings import PaperForm
from openccr.governance.operations.sitting_papers import open_paper, paper_is_there, put_paper, take_paper_away
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import LEAD, SEE, to_sitting, way
from openccr.governance.pages.sittings import about
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.files import handed_over
from openccr.ui.kinds import Asked, Done, ask

_PAPER = "sitting paper"


def _put(*, actor: Actor, sitting: UUID, title: str, upload: Any) -> UUID:
    return put_paper(
        actor=actor, sitting_id=sitting, title=title, data=upload.read(), name=upload.name, at=timezone.now()
    )


ask(
    pages, "sittings/<uuid:sitting>/papers/put/", name="put_sitting_paper", title="Put a paper to a sitting", may=LEAD,
    form=PaperForm, operation=_put,
    about=lambda *, actor, sitting: about(actor=actor, sitting=sitting, text="Put a paper to it", button="Put it"),
    done=lambda _, *, sitting: Done(to_sitting(sitting), "The paper is there."),
)  # fmt: skip


@pages.custom(
    "sittings/<uuid:sitting>/papers/<uuid:sheet>/", name="sitting_paper", title="Paper of a sitting", may=SEE,
    methods=("GET", "HEAD"),
)  # fmt: skip
def _paper(request: HttpRequest, actor: Actor, *, sitting: UUID, sheet: UUID) -> HttpResponse:
    """A way to a paper of a sitting that opens once."""
    paper_is_there(actor=actor, paper_id=sheet)
    return HttpResponseRedirect(reverse("governance.sitting_paper_handed", args=[tickets.given(actor, _PAPER, sheet)]))


@pages.custom(
    "sittings/fetch/<str:ticket>/", name="sitting_paper_handed", title="Paper of a sitting", may=SEE, methods=("GET",)
)
def _handed(request: HttpRequest, actor: Actor, *, ticket: str) -> HttpResponse:
    """The paper itself, once, within five minutes, to whoever asked for it."""
    kind, ids = tickets.used(ticket, actor=actor)
    if kind != _PAPER:
        raise NotFound
    found = open_paper(actor=actor, paper_id=UUID(ids[0]), at=timezone.now())
    return handed_over(found.data, name=found.name, content_type=found.content_type)


ask(
    pages, "sittings/papers/<uuid:sheet>/remove/", name="remove_sitting_paper", title="Take a paper away", may=LEAD,
    form=SureForm,
    operation=lambda *, actor, sheet: take_paper_away(actor=actor, paper_id=sheet, at=timezone.now()),
    about=lambda *, actor, sheet: Asked(
        button="Take it away", warning="Its file is destroyed. That it was there stays written down.", crumbs=way(),
    ),
    done=lambda sitting, *, sheet: Done(to_sitting(sitting), "The paper is gone."),
)  # fmt: skip

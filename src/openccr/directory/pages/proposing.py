"""An agency proposes a service of its own; the coordinator looks at it before anybody else finds it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.may import why_not
from openccr.directory.forms.services import ProposedServiceForm, TakeForm, parted
from openccr.directory.operations.proposing import ask_first, propose_service, take_proposed
from openccr.directory.pages import pages
from openccr.directory.pages.staff import ADD, KEEP, LIST, to_service
from openccr.directory.queries.proposed import own_providers, proposed
from openccr.directory.queries.services import kept_service, vocabulary
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, offer, table
from openccr.ui.kinds.showing import paged

PROPOSE = "directory.propose"
PROPOSED: dict[str, str] = {"text": "Proposed services", "href": "/directory/proposed/"}


class _Row:
    """A proposed service in the list."""

    def __init__(self, row: Any) -> None:
        self.href = to_service(row.id)
        self.name = row.name
        self.agency = row.agency.name if row.agency else ""
        self.proposed_on = row.proposed_on
        self.state = "To be changed first" if row.asked_first else "Waits for the coordinator"


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    found = proposed(actor=actor)
    return Listing(
        rows=[_Row(row) for row in found[paged(page)]],
        total=len(found),
        columns=[
            Column("name", "Service"), Column("agency", "Agency"), Column("proposed_on", "Proposed on"),
            Column("state", "State"),
        ],
        empty={"text": "No service is proposed."},
        crumbs=[LIST, {"text": "Proposed services"}],
        note="Nobody else finds a proposed service, neither staff nor the public, before the coordinator has taken it.",
        actions=[]
        if why_not(actor, PROPOSE)
        else [offer(actor, text="Propose a service", page="directory.propose", may=PROPOSE) | {"kind": "primary"}],
    )  # fmt: skip


table(pages, "directory/proposed/", name="proposed", title="Proposed services", may=KEEP, query=_list)


def _choices(*, actor: Actor) -> dict[str, Any]:
    own = [(str(row.id), row.name) for row in own_providers(actor=actor)]
    return {"words": vocabulary(actor), "owners": own}


def _propose(
    *, actor: Actor, provider: str = "", organisation_status: str = "", level: str = "", **cleaned: Any
) -> UUID:
    values, places = parted(cleaned)
    return propose_service(
        actor=actor, provider=UUID(provider) if provider else None, status=organisation_status, level=level,
        values=values, places=places, at=timezone.now(),
    )  # fmt: skip


ask(
    pages, "directory/propose/", name="propose", title="Propose a service", may=PROPOSE, form=ProposedServiceForm,
    operation=_propose, choices=_choices, initial=lambda *, actor: {"status": "active"},
    about=lambda *, actor: Asked(
        intro="For a service of your own agency. The coordinator looks at it before anybody else finds it.",
        button="Propose it", crumbs=[LIST, PROPOSED, {"text": "Propose a service"}],
    ),
    done=lambda found: Done(to_service(found), "Proposed. The coordinator looks at it before anybody else finds it."),
)  # fmt: skip


def _take(*, actor: Actor, service: UUID, what: str, words: str) -> None:
    if what == "ask":
        ask_first(actor=actor, service=service, words=words, at=timezone.now())
    else:
        take_proposed(actor=actor, service=service, show=what == "show", at=timezone.now())


ask(
    pages, "directory/<uuid:service>/take/", name="take", title="A proposed service", may=ADD, form=TakeForm,
    operation=_take,
    about=lambda *, actor, service: Asked(
        title=f"Take it into the directory? {kept_service(actor=actor, service=service).name}",
        crumbs=[LIST, PROPOSED, {"text": "Take it"}],
    ),
    done=lambda found, *, service: Done(PROPOSED["href"], "Saved."),
)  # fmt: skip

"""Services that an agency proposed and the coordinator has not taken yet."""

from __future__ import annotations

from django.db.models import QuerySet

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.directory.models import Provider, Service
from openccr.kernel.actors import Actor


@asked
def number_proposed(actor: Actor) -> Steps[int]:
    """How many services the actor should look at next: proposed ones for the coordinator, for an agency its own that
    something was asked of. Counted up to 100. One query.
    """
    (rows,) = yield (_proposed(actor).order_by().values_list("id")[:100],)
    return len(rows)


def proposed(*, actor: Actor) -> list[Service]:
    """Services that were proposed: all for the coordinator, for an agency its own; what waits longest first."""
    with acting_as(actor):
        must(actor, "directory.keep")
        here = Service.objects.filter(partnership_id=actor.partnership, proposed_on__isnull=False)
        if not actor.whole_area:
            here = here.filter(agency=actor.agency_id)
        return list(here.select_related("provider", "agency").order_by("proposed_on", "name"))


def _proposed(actor: Actor) -> QuerySet[Service]:
    waiting = Service.objects.filter(partnership_id=actor.partnership, proposed_on__isnull=False)
    if actor.whole_area:
        return waiting.filter(asked_first="")
    return waiting.filter(agency=actor.agency_id).exclude(asked_first="")


def own_providers(*, actor: Actor) -> list[Provider]:
    """The organisations of the directory that are the actor's own agency, by name."""
    with acting_as(actor):
        must(actor, "directory.propose")
        return list(Provider.objects.filter(agency=actor.agency_id, partnership_id=actor.partnership).order_by("name"))

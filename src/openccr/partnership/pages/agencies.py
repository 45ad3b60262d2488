"""The coordinator's list of agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from openccr.kernel.actors import Actor
from openccr.partnership import agencies, queries
from openccr.partnership.forms import AddAgency, AgencyName
from openccr.partnership.pages import pages
from openccr.partnership.pages.people import to_people
from openccr.ui.kinds import Asked, Column, Listing, ask, button, offer, table


@dataclass(frozen=True)
class _Row(queries.AgencyLine):
    """A line of the list, linked to the agency's people."""

    @property
    def href(self) -> str:
        return reverse("partnership.people", kwargs={"agency": self.id})


def _agencies(*, actor: Actor, params: Any, page: int) -> Listing:
    rows = [_Row(**vars(line)) for line in queries.agencies(actor=actor)]
    return Listing(
        rows=rows,
        columns=[
            Column("name", _("Agency")),
            Column("kind", _("Kind")),
            *([Column("left_on", _("Left on"))] if any(one.left_on for one in rows) else []),
            Column("leads", _("Lead")),
            Column("people", _("People"), numeric=True),
            Column("to_confirm", _("To confirm"), numeric=True),
        ],
        empty={"text": _("No agency has joined yet.")},
        actions=[
            offer(actor, text=_("Add an agency"), page="partnership.add_agency", may="partnership.add_agency"),
            offer(
                actor, text=_("Women living in the area"), page="partnership.population", may="partnership.population"
            ),
        ],
    )


def _kinds(*, actor: Actor) -> dict[str, list[tuple[str, str]]]:
    return {"kinds": queries.kinds_of_agency(actor=actor)}


def _added(agency: UUID) -> Any:
    return to_people(agency, _("The agency has joined. Invite its lead next."))


table(pages, "agencies/", name="agencies", title="Agencies", may="partnership.agencies", query=_agencies)
ask(
    pages,
    "agencies/add/",
    name="add_agency",
    title="Add an agency",
    may="partnership.add_agency",
    form=AddAgency,
    operation=agencies.add_agency,
    about=lambda *, actor: Asked(button=_("Add it")),
    choices=_kinds,
    done=_added,
)


def _name(*, actor: Actor, agency: UUID) -> dict[str, str]:
    return {"name": queries.people_of(actor=actor, agency=agency).agency_name}


ask(
    pages,
    "agencies/<uuid:agency>/name/",
    name="rename_agency",
    title="Correct the name",
    may="partnership.add_agency",
    form=AgencyName,
    operation=agencies.rename_agency,
    initial=_name,
    done=lambda found, *, agency: to_people(agency, _("The name is put right.")),
)


def _leaving(*, actor: Actor, agency: UUID) -> Asked:
    shown = queries.people_of(actor=actor, agency=agency)
    return Asked(
        title=_("%(agency)s leaves") % {"agency": shown.agency_name},
        intro=_(
            "From today nobody there opens anything here, and the agency is not chosen for anything new. What it said, "
            "did and agreed to do stays: move its open actions to somebody else."
        ),
        button=_("It leaves today"),
        context={"cancel_href": to_people(agency).href},
    )


ask(
    pages,
    "agencies/<uuid:agency>/leaves/",
    name="agency_leaves",
    title="An agency leaves",
    may="partnership.add_agency",
    form=forms.Form,
    operation=agencies.agency_leaves,
    about=_leaving,
    done=lambda found, *, agency: to_people(agency, _("The agency has left.")),
)
button(
    pages,
    "agencies/<uuid:agency>/back/",
    name="agency_is_back",
    title="An agency is here again",
    may="partnership.add_agency",
    operation=agencies.agency_is_back,
    done=lambda found, *, agency: to_people(agency, _("The agency takes part again. Look at who has which role.")),
)

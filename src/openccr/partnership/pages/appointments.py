"""One appointment: confirm it, change its dates, end it, let its holder back in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openccr.kernel.actors import Actor
from openccr.partnership import operations, queries
from openccr.partnership.forms import Dates, Sure
from openccr.partnership.invitations import Sent
from openccr.partnership.pages import pages
from openccr.partnership.pages.people import link_sent, to_people
from openccr.ui.kinds import Asked, Done, ask, button


def _back(words: str) -> Callable[..., Done]:
    return lambda agency, appointment: to_people(agency, _(words))


def _about_dates(*, actor: Actor, appointment: UUID) -> Asked:
    one = queries.appointment_of(actor=actor, appointment=appointment)
    return Asked(
        title=_("When %(name)s holds this role") % {"name": one.name},
        button=_("Save"),
        context={"cancel_href": to_people(one.agency_id).href},
    )


def _dates(*, actor: Actor, appointment: UUID) -> dict[str, Any]:
    one = queries.appointment_of(actor=actor, appointment=appointment)
    return {"from_on": one.from_on, "until_on": one.until_on}


def _about_end(*, actor: Actor, appointment: UUID) -> Asked:
    one = queries.appointment_to_end(actor=actor, appointment=appointment)
    return Asked(
        title=_("End the role of %(name)s") % {"name": one.name},
        button=_("End it now"),
        warning=_(
            "They are signed out everywhere at once and reach nothing more under this role. An invitation to this "
            "agency that they have not taken stops working. Their open actions go back to the agency in the same "
            "moment, with nobody by name: say who takes each."
        ),
        context={"button_kind": "warning", "cancel_href": to_people(one.agency_id).href},
    )


def _about_back_in(*, actor: Actor, appointment: UUID) -> Asked:
    one = queries.appointment_of(actor=actor, appointment=appointment)
    return Asked(
        title=_("Let %(name)s back in") % {"name": one.name},
        intro=_("They get a link by mail, choose a new password and set up their second factor again."),
        button=_("Send the link"),
        warning=_("Make sure that it is they who ask: see them, or call them on a number you know."),
        context={"cancel_href": to_people(one.agency_id).href},
    )


def _back_in_sent(sent: Sent, appointment: UUID) -> Done:
    return link_sent(sent, sent.agency_id)


button(
    pages,
    "appointments/<uuid:appointment>/confirm/",
    name="confirm",
    title="Confirm a role",
    may="partnership.confirm",
    operation=operations.confirm,
    done=_back("Confirmed, for 90 days."),
)
ask(
    pages,
    "appointments/<uuid:appointment>/dates/",
    name="dates",
    title="Change the dates of a role",
    may="partnership.change_dates",
    form=Dates,
    operation=operations.change_dates,
    about=_about_dates,
    initial=_dates,
    done=_back("Saved."),
    step_up=True,
)
ask(
    pages,
    "appointments/<uuid:appointment>/end/",
    name="end",
    title="End a role",
    may="partnership.end",
    form=Sure,
    operation=operations.end_appointment,
    about=_about_end,
    done=_back("The role has ended. Open actions that were theirs are the agency's again: name who takes each."),
    step_up=True,
)
ask(
    pages,
    "appointments/<uuid:appointment>/let-back-in/",
    name="let_back_in",
    title="Let somebody back in",
    may="partnership.let_back_in",
    form=Sure,
    operation=operations.send_back_in,
    about=_about_back_in,
    done=_back_in_sent,
    step_up=True,
)

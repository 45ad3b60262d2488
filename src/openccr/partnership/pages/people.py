"""An agency's people and their roles: the page of its lead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership import operations, queries
from openccr.partnership.forms import Invite
from openccr.partnership.invitations import Sent
from openccr.partnership.pages import pages
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page


def to_people(agency: UUID, words: str = "") -> Done:
    """Back to the agency's people, with those words."""
    return Done(reverse("partnership.people", kwargs={"agency": agency}), words)


def link_sent(sent: Sent, agency: UUID) -> Done:
    """Back to the agency's people, saying that the mail has gone; the demonstration shows the link instead."""
    words = _("A link is on its way to %(email)s. It works once, within seven days.") % {"email": sent.email}
    if settings.DEMONSTRATION:
        words = _("The demonstration sends no mail. The link would be: %(link)s") % {"link": sent.link}
    return to_people(agency, words)


def _people(*, actor: Actor, agency: UUID) -> Screen:
    shown = queries.people_of(actor=actor, agency=agency)
    closed = None if shown.gives else Refusal(_("The agency's own lead invites its people."))
    return Screen(
        title=_("People of %(agency)s") % {"agency": shown.agency_name},
        data={
            "agency": shown,
            "buttons": [_buttons(actor, person) for person in shown.people],
            "columns": [_("Who"), _("Role"), _("From and until"), _("Confirm by"), _("What you can do")],
        },
        actions=[
            offer(
                actor,
                text=_("Invite somebody"),
                page="partnership.invite",
                may="partnership.invite",
                why=closed,
                agency=agency,
            ),
            offer(
                actor,
                text=_("Confirm everybody"),
                page="partnership.confirm_all",
                may="partnership.confirm",
                post=True,
                agency=agency,
            ),
            *(_of_the_agency(actor, shown) if actor.whole_area else []),
        ],
    )


def _of_the_agency(actor: Actor, shown: queries.People) -> list[dict[str, Any]]:
    one: dict[str, Any] = {"may": "partnership.add_agency", "agency": shown.agency_id}
    goes = (
        offer(actor, text=_("It takes part again"), page="partnership.agency_is_back", post=True, **one)
        if shown.left_on
        else offer(actor, text=_("The agency leaves"), page="partnership.agency_leaves", **one)
    )
    return [offer(actor, text=_("Correct the name"), page="partnership.rename_agency", **one), goes]


def _buttons(actor: Actor, person: queries.Person) -> dict[str, Any]:
    """A person with what may be done about their role."""
    one: dict[str, Any] = {"actor": actor, "why": person.why_not, "appointment": person.id}
    confirm = offer(text=_("Confirm"), page="partnership.confirm", may="partnership.confirm", post=True, **one)
    return {"person": person, "confirm": confirm}


def _about_invite(*, actor: Actor, agency: UUID) -> Asked:
    name, roles = queries.roles_to_give(actor=actor, agency=agency)
    if not roles:
        raise Refusal(_("The agency's own lead invites its people."))
    return Asked(
        title=_("Invite somebody to %(agency)s") % {"agency": name},
        button=_("Send the invitation"),
        context={"cancel_href": to_people(agency).href},
    )


def _roles(*, actor: Actor, agency: UUID) -> dict[str, list[tuple[str, str]]]:
    return {"roles": queries.roles_to_give(actor=actor, agency=agency)[1]}


def _a_year(*, actor: Actor, agency: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    return {"from_on": today, "until_on": today + timedelta(days=365)}


record_page(
    pages,
    "agencies/<uuid:agency>/people/",
    name="people",
    title="People and their roles",
    may="partnership.people",
    query=_people,
    template="partnership/people.html",
)


@pages.custom(
    "people/",
    name="own_people",
    title="People and roles",
    may="partnership.people",
    methods=("GET", "HEAD"),
)
def own_people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The menu's way to the people of one's own agency."""
    assert actor.agency_id is not None  # the permission asks for a role, and a role is in an agency
    return HttpResponseRedirect(to_people(actor.agency_id).href)


ask(
    pages,
    "agencies/<uuid:agency>/invite/",
    name="invite",
    title="Invite somebody",
    may="partnership.invite",
    form=Invite,
    operation=operations.invite,
    about=_about_invite,
    initial=_a_year,
    choices=_roles,
    done=link_sent,
    step_up=True,
)
button(
    pages,
    "agencies/<uuid:agency>/confirm/",
    name="confirm_all",
    title="Confirm everybody",
    may="partnership.confirm",
    operation=operations.confirm_all,
    done=lambda count, agency: to_people(agency, _("%(n)s confirmed, for 90 days.") % {"n": count}),
)
button(
    pages,
    "invitations/<uuid:invitation>/withdraw/",
    name="withdraw",
    title="Withdraw an invitation",
    may="partnership.invite",
    operation=operations.withdraw_invitation,
    done=lambda agency, invitation: to_people(agency, _("That link no longer works.")),
)

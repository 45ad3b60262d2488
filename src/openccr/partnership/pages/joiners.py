"""An agency's list of joiners: send it, see whom it would invite, invite them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.forms import Invite, JoinersFile
from openccr.partnership.joining import find_joiners, invite_joiners
from openccr.partnership.pages import pages
from openccr.partnership.pages.people import to_people
from openccr.partnership.queries import roles_to_give
from openccr.ui.kinds import asking


@pages.custom(
    "agencies/<uuid:agency>/joiners/", name="joiners", title="People who have joined", may="partnership.invite",
    step_up=True,
)  # fmt: skip
def joiners(request: HttpRequest, actor: Actor, agency: UUID) -> HttpResponse:
    """The form, then whom the file would invite, then the invitations."""
    name, roles = roles_to_give(actor=actor, agency=agency)
    if not roles:
        raise NotFound  # an agency that somebody else looks after
    if request.method == "POST" and "who" in request.POST:
        return _invite(request, actor, agency, roles)
    form = JoinersFile(request.POST or None, request.FILES or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = find_joiners(actor=actor, agency=agency, data=file.read(), filename=file.name or "The file")
            carried = [
                (key, value) for key, value in request.POST.items() if key not in ("csrfmiddlewaretoken", "once")
            ]
            context = {
                "page": {"title": _("Who would be invited")}, "found": found, "carried": carried,
                "role": dict(roles)[form.cleaned_data["role"]],
            }  # fmt: skip
            return TemplateResponse(request, "partnership/joiners.html", context)
        except Refusal as why:
            form.add_error("file", f"{why.sentence} {why.remedy}".strip())
    return asking(
        request,
        form,
        title=_("People who have joined %(agency)s") % {"agency": name},
        button=_("Check the list"),
        cancel_href=to_people(agency).href,
    )


def _invite(request: HttpRequest, actor: Actor, agency: UUID, roles: list[tuple[str, str]]) -> HttpResponse:
    emails = [one for one in request.POST.getlist("who") if one]
    data = request.POST.copy()
    data["email"] = emails[0] if emails else ""
    form = Invite(data, roles=roles)
    if not form.is_valid():
        raise NotFound  # what was shown was changed on its way back
    given = form.cleaned_data
    asked = invite_joiners(
        actor=actor,
        agency=agency,
        emails=emails,
        role=given["role"],
        from_on=given["from_on"],
        until_on=given["until_on"],
    )
    sent = len(asked.sent)
    messages.success(
        request, ngettext("%(n)s invitation was sent.", "%(n)s invitations were sent.", sent) % {"n": sent}
    )
    for email, why in asked.refused:
        messages.warning(request, f"{email}: {why}")
    return HttpResponseRedirect(to_people(agency).href)

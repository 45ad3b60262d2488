"""An agency's list of leavers: send it, see whose roles would end, end them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.forms import LeaversFile
from openccr.partnership.leaving import end_leavers, find_leavers, withdraw_from_leavers
from openccr.partnership.pages import pages
from openccr.partnership.pages.people import to_people
from openccr.partnership.queries import roles_to_give
from openccr.ui.kinds import asking


@pages.custom(
    "agencies/<uuid:agency>/leavers/", name="leavers", title="People who have left", may="partnership.end", step_up=True
)
def leavers(request: HttpRequest, actor: Actor, agency: UUID) -> HttpResponse:
    """The form, then what would come of the file, then the end of the roles and invitations that were shown."""
    if request.method == "POST" and "who" in request.POST:
        return _end(request, actor, agency)
    form = LeaversFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = find_leavers(actor=actor, agency=agency, data=file.read(), filename=file.name or "The file")
            page = {"title": _("Whose roles would end")}
            return TemplateResponse(request, "partnership/leavers.html", {"page": page, "found": found})
        except Refusal as why:
            form.add_error("file", f"{why.sentence} {why.remedy}".strip())
    name, roles = roles_to_give(actor=actor, agency=agency)
    if not roles:
        raise NotFound  # an agency that somebody else looks after
    return asking(
        request,
        form,
        title=_("People who have left %(agency)s") % {"agency": name},
        button=_("Check the list"),
        cancel_href=to_people(agency).href,
    )


def _end(request: HttpRequest, actor: Actor, agency: UUID) -> HttpResponse:
    try:
        chosen = [UUID(key) for key in request.POST.getlist("who") if key]
        invited = [UUID(key) for key in request.POST.getlist("invited")]
    except ValueError:
        raise NotFound from None
    withdrawn = withdraw_from_leavers(actor=actor, agency=agency, invitations=invited, at=timezone.now())
    ended = end_leavers(actor=actor, agency=agency, appointments=chosen)
    said = ngettext("%(n)s role has ended.", "%(n)s roles have ended.", ended) % {"n": ended}
    if withdrawn:
        links = ngettext("%(n)s invitation is withdrawn.", "%(n)s invitations are withdrawn.", withdrawn)
        said = f"{said} {links % {'n': withdrawn}}"
    messages.success(request, said)
    return HttpResponseRedirect(to_people(agency).href)

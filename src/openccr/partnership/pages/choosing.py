"""One's own account: which of one's appointments to act under, and the way to one's sign-in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership import operations
from openccr.partnership.acting import CHOSEN
from openccr.partnership.pages import pages


@pages.custom("acting-as/", name="choose", title="Your account", may="partnership.choose")
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The appointments held today, each with a button; the choice is kept in the session."""
    if request.method == "POST":
        chosen = operations.act_under(actor=actor, appointment=_uuid(request.POST.get("appointment", "")))
        request.session[CHOSEN] = str(chosen)
        messages.success(request, _("Changed: see the top of the page."))
        return HttpResponseRedirect("/")
    context = {
        "page": {"title": _("Your account")},
        "held": getattr(request, "held", []),
        "now": actor,
    }
    return TemplateResponse(request, "partnership/choose.html", context)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None

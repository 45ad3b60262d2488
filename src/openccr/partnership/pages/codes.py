"""Printing a sheet of one-time codes: asked for, then shown once, to be printed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership import queries
from openccr.partnership.codes import print_sheet
from openccr.partnership.forms import PrintCodes
from openccr.partnership.pages import pages
from openccr.partnership.pages.people import to_people
from openccr.ui.kinds import asking, page_context, refused


@pages.custom(
    "appointments/<uuid:appointment>/codes/",
    name="print_codes",
    title="Print one-time codes",
    may="partnership.print_codes",
    step_up=True,
)
def print_codes(request: HttpRequest, actor: Actor, appointment: UUID) -> HttpResponse:
    """Ask how many and for which day; then show the sheet, once."""
    one = queries.appointment_of(actor=actor, appointment=appointment)
    page = request.page  # type: ignore[attr-defined]
    form = PrintCodes(request.POST or None, initial={"count": 3, "good_until": timezone.localdate()})
    if form.is_valid():
        try:
            sheet = print_sheet(actor=actor, appointment=appointment, **form.cleaned_data)
            back = to_people(sheet.agency_id).href
            context = page_context(page, sheet=sheet, back_href=back)
            return TemplateResponse(request, "partnership/codes.html", context)
        except NotFound:
            raise
        except Refusal as why:
            refused(form, why)
    return asking(
        request,
        form,
        title=_("One-time codes for %(name)s") % {"name": one.name},
        button=_("Show the sheet"),
        intro=_("For a room into which no telephone may be taken. Each code works once, with their password."),
        cancel_href=to_people(one.agency_id).href,
    )

"""Our own referral form, filled with this area's words."""

from __future__ import annotations

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.operations.reading import reading_for
from openccr.conference.rules.referral_form import referral_form_of
from openccr.kernel.actors import Actor
from openccr.partnership.models import Partnership
from openccr.tabular.fillable import write_fillable


def referral_form(*, actor: Actor) -> bytes:
    """The empty form as a Word document, for whoever sends it out."""
    with acting_as(actor):
        must(actor, "conference.refer")
        return write_fillable(referral_form_of(reading_for(actor, today=localdate()), area=area_name(actor)))


def area_name(actor: Actor) -> str:
    """The name of the actor's area; call it inside `acting_as(actor)`."""
    return Partnership.objects.get(id=actor.partnership).name

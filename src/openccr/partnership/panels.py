"""What waits for whoever looks after an agency's appointments, on their home page."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from openccr.access.together import Later
from openccr.kernel.actors import Actor
from openccr.partnership.queries import waiting_for
from openccr.ui.panels import Item, Todo


def _appointments(*, actor: Actor) -> list[Item]:
    today = timezone.localdate()
    items = []
    for one in waiting_for(actor, today=today):
        href = reverse("partnership.people", kwargs={"agency": one.agency_id})
        if one.to_confirm:
            text = ngettext("%(n)s role to confirm", "%(n)s roles to confirm", one.to_confirm) % {"n": one.to_confirm}
            late = one.first_by is not None and one.first_by < today
            items.append(Item(text, href, due=one.first_by, late=late, detail=one.agency_name))
        if one.suspended:
            text = ngettext(
                "%(n)s role is suspended: the account was not used",
                "%(n)s roles are suspended: the accounts were not used",
                one.suspended,
            )
            items.append(Item(text % {"n": one.suspended}, href, detail=one.agency_name))
        if one.unreached:
            text = ngettext("%(n)s address refuses our mail", "%(n)s addresses refuse our mail", one.unreached)
            items.append(Item(text % {"n": one.unreached}, href, late=True, detail=one.agency_name))
        if one.ending:
            text = ngettext("%(n)s role ends soon", "%(n)s roles end soon", one.ending) % {"n": one.ending}
            items.append(Item(text, href, due=one.first_end, detail=one.agency_name))
    return sorted(items, key=lambda item: (not item.late, item.due or today))


def _ahead(actor: Actor) -> list[Later]:
    return [waiting_for.later(actor, today=timezone.localdate())]


TODOS = [
    Todo(order=80, title="People and their roles", query=_appointments, may="partnership.people", ahead=_ahead),
]

"""What referrals are read by: the pack, and the agencies that may refer."""

from __future__ import annotations

from datetime import date

from openccr.conference.rules.reading import FORMAT, Reading
from openccr.conference.rules.submissions import ReferringAgency
from openccr.content import Pack
from openccr.kernel.actors import Actor
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice

OTHER_SOURCE = "other"


def reading_for(actor: Actor, *, today: date, format: str = FORMAT, left_too: bool = False) -> Reading:
    """What the actor's partnership reads referrals by today; call it inside `acting_as(actor)`.

    Args:
        format: the pack's format that the file is in.
        left_too: agencies that have left are named too, as past cases name them.
    """
    pack = practice(actor)
    sources = sources_by_kind(pack)
    agencies = [
        ReferringAgency(id=agency.id, name=agency.name, kind=agency.kind, source=sources.get(agency.kind, OTHER_SOURCE))
        for agency in Agency.objects.order_by("name")
        if left_too or agency.left_on is None or agency.left_on > today
    ]
    return Reading(pack=pack, agencies=agencies, today=today, format=format)


def sources_by_kind(pack: Pack) -> dict[str, str]:
    """Kind of agency → its line in the return's list of referral sources."""
    return {source.agency_kind: key for key, source in pack.agencies.referral_sources.items()}

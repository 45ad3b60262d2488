"""Keeping funding streams."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import FundingStream
from openccr.governance.rules.funding import Purse, why_not_dated
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency


def keep_stream(*, actor: Actor, values: Mapping[str, Any], at: datetime, stream: UUID | None = None) -> UUID:
    """Add a funding stream, or change one. Returns its id.

    Args:
        values: name, funder, pounds (whole, a year), starts_on, ends_on, conditions; for a new one also purse and
            agency_id.

    Raises NotFound, and Refusal for days in the wrong order, a name that is there already, a purse that is none, and
    a change of purse: money for one kind of work never becomes money for another.
    """
    with acting_as(actor):
        must(actor, "governance.keep_contracts")
        if refusal := why_not_dated(starts_on=values["starts_on"], ends_on=values["ends_on"]):
            raise refusal
        name = values["name"].strip()
        if FundingStream.objects.filter(name=name).exclude(Q(id=stream)).exists():
            raise Refusal("A funding stream of this name is there already.", field="name")
        stamped = {**values, "name": name, "changed_at": at, "changed_by": actor.name}
        if stream is None:
            if values.get("purse") not in list(Purse):
                raise Refusal("Say whom the money is for.", field="purse")
            agency_must_be_here(values.get("agency_id"))
            row = FundingStream(partnership_id=actor.partnership, **stamped)
            row.save(force_insert=True)
            stream = row.id
        else:
            if {"purse", "agency_id"} & set(values):
                raise Refusal("The purse of a stream never changes.", remedy="Add another stream.", field="purse")
            if not FundingStream.objects.filter(id=stream).update(**stamped):
                raise NotFound
        record("funding.kept", subjects=[stream], at=at)
        return stream


def agency_must_be_here(agency: UUID | None) -> None:
    """Raises NotFound for an agency of somebody else's partnership."""
    if agency is not None and not Agency.objects.filter(id=agency).exists():
        raise NotFound

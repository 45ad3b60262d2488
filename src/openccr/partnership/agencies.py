"""Agencies of a partnership: one joins, its name is put right, it leaves, it is here again."""

from __future__ import annotations

import uuid
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Partnership


def add_agency(*, actor: Actor, name: str, kind: str, organisation: str = "", joined_on: date | None = None) -> UUID:
    """Let an agency join the partnership. Returns its id.

    Args:
        kind: key of the pack's list of agencies.
        organisation: the body it belongs to, when that goes by another name; one of that name is found again.

    Raises Refusal when the partnership has an agency of that name or of that organisation already.
    """
    agency_id = uuid.uuid4()
    with acting_as(actor):
        must(actor, "partnership.add_agency")
        day = joined_on or timezone.localdate()
        body = organisation.strip() or name.strip()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT openccr.join_agency(%s, %s, %s, %s, %s)", [agency_id, body, name.strip(), kind, day]
                )
        except IntegrityError:
            raise Refusal("This agency has joined already.", remedy="Check the name.", field="name") from None
        record("agency.joined", subjects=[agency_id], fields=["name", "kind", "joined_on"])
        return agency_id


def rename_agency(*, actor: Actor, agency: UUID, name: str) -> UUID:
    """Put an agency's name right; its id. Raises Refusal for a name that is taken, NotFound for an agency elsewhere."""
    with acting_as(actor):
        must(actor, "partnership.add_agency")
        try:
            with transaction.atomic():
                found = Agency.objects.filter(id=agency).update(name=name.strip())
        except IntegrityError:
            raise Refusal("Another agency has this name.", field="name") from None
        if not found:
            raise NotFound
        record("agency.renamed", subjects=[agency], fields=["name"])
        return agency


def agency_leaves(*, actor: Actor, agency: UUID) -> UUID:
    """Let an agency go, from today: whoever works there opens nothing any more, and it is not chosen for anything new.

    What it did and owes stays. Returns its id. Raises Refusal for the agency that coordinates and for one that has
    left, NotFound for an agency elsewhere.
    """
    with acting_as(actor):
        must(actor, "partnership.add_agency")
        if Partnership.objects.filter(id=actor.partnership, coordinating_agency_id=agency).exists():
            raise Refusal("This agency coordinates the partnership and cannot leave it.")
        row = Agency.objects.filter(id=agency).first()
        if row is None:
            raise NotFound
        if row.left_on is not None:
            raise Refusal("This agency has left already.")
        Agency.objects.filter(id=agency).update(left_on=timezone.localdate())
        record("agency.left", subjects=[agency], fields=["left_on"])
        return agency


def agency_is_back(*, actor: Actor, agency: UUID) -> UUID:
    """Let an agency that had left take part again, with the roles that have not ended since. Returns its id.

    Raises NotFound for an agency elsewhere and for one that is here.
    """
    with acting_as(actor):
        must(actor, "partnership.add_agency")
        if not Agency.objects.filter(id=agency, left_on__isnull=False).update(left_on=None):
            raise NotFound
        record("agency.back", subjects=[agency], fields=["left_on"])
        return agency

"""Founding: rows that exist before anybody in the partnership can act. Used by `openccr init` and the invented area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from openccr.access.owning import as_walls
from openccr.partnership.models import Agency, Appointment, Forum, Organisation, Partnership
from openccr.partnership.rules import Role


def found_partnership(
    *,
    code: str,
    name: str,
    packs: Sequence[str],
    coordinating: tuple[str, str],
    on: date,
    adult_women: int | None = None,
    adult_women_source: str = "",
) -> Partnership:
    """A partnership with its coordinating agency, its MARAC and the appointment its commands act under.

    Args:
        code: short name used by commands (`--area`).
        coordinating: kind and name of the coordinating agency.
        adult_women: women aged 16 and over, the denominator of the national rate.
    """
    with as_walls() as owner:
        area = Partnership(
            code=code,
            name=name,
            packs=list(packs),
            adult_women=adult_women,
            adult_women_source=adult_women_source,
        )
        area.save(using=owner, force_insert=True)
        agency = found_agency(area=area, kind=coordinating[0], name=coordinating[1], on=on)
        area.coordinating_agency = agency
        area.save(using=owner)
        Forum(partnership=area, name=f"{name} MARAC").save(using=owner, force_insert=True)
        found_appointment(agency=agency, user_id=None, name="OpenCCR", role=Role.COMMANDS, on=on, until=None)
        return area


def found_agency(*, area: Partnership, kind: str, name: str, on: date) -> Agency:
    """An agency of the partnership; its organisation is made when there is none of that name."""
    with as_walls() as owner:
        organisation, _ = Organisation.objects.using(owner).get_or_create(name=name)
        agency = Agency(partnership=area, organisation=organisation, kind=kind, name=name, joined_on=on)
        agency.save(using=owner, force_insert=True)
        return agency


def found_appointment(
    *,
    agency: Agency,
    user_id: UUID | None,
    name: str,
    role: Role,
    on: date,
    until: date | None,
    attested_on: date | None = None,
) -> Appointment:
    """An appointment in that agency, last confirmed on `attested_on`, or when it began if that is not given."""
    with as_walls() as owner:
        appointment = Appointment(
            partnership_id=agency.partnership_id,
            agency=agency,
            user_id=user_id,
            name=name,
            role=role.value,
            from_on=on,
            until_on=until,
            attested_on=attested_on or on,
        )
        appointment.save(using=owner, force_insert=True)
        return appointment

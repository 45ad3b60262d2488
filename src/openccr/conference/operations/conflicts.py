"""Staff who may be people of a case: held at once, and told nothing. Who settles it: `settling_holds`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import CaseFile, Exclusion
from openccr.conference.operations.conflict_matching import second_accounts, staff_to_look_at, undecided
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

NAMED_AT_ONCE = 3
"""Cases that a refusal names."""

__all__ = [
    "hold_conflicts",
    "hold_out",
    "hold_second_accounts",
    "need_no_conflict",
    "staff_to_look_at",
]


def hold_conflicts(*, actor: Actor, files: Collection[UUID], at: datetime) -> int:
    """Hold out of these cases whoever is more than a namesake in them, until a coordinator has decided.

    Asked by the partnership's own service actor at a referral, at a listing and when somebody new works here. Returns
    how many were held. Nobody is told but the coordinators, on their to-do list.
    """
    with acting_as(actor):
        must(actor, "conference.hold")
        held = 0
        for file, found in undecided(files).items():
            for match in found:
                if match.strong:
                    held += hold_out(file, f"{match.why}.", user_id=match.staff.user_id, at=at)
        return held


def hold_second_accounts(*, actor: Actor, at: datetime, file: UUID | None = None, user_id: UUID | None = None) -> int:
    """Hold out whoever may be somebody kept out, or held, under another account, until a coordinator has decided.

    Asked by the partnership's own service actor once somebody is kept out and when somebody new works here. Returns how
    many were held.

    Args:
        file, user_id: as `second_accounts`.
    """
    with acting_as(actor):
        must(actor, "conference.hold")
        found = second_accounts(file=file, user_id=user_id)
        return sum(hold_out(of, f"{why}.", user_id=other, at=at) for of, other, why in found)


def hold_out(
    file: UUID, why: str, *, user_id: UUID | None = None, agency_id: UUID | None = None, unit: str = "", at: datetime
) -> int:
    """Hold a person, or an agency or a unit of it, out of a case; part of another operation. Returns how many: 0 or 1.

    Args:
        why: a sentence, for the coordinator who settles it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.hold(%s, %s, %s, %s, %s)", [file, user_id, agency_id, unit, why])
        made = cursor.fetchone()[0]
    if made is None:  # held already, or nobody would be left to settle it
        return 0
    record("conflict.held", file_id=file, subjects=[made], at=at)
    return 1


def need_no_conflict(files: Collection[UUID]) -> None:
    """Raise Refusal while somebody may be in one of these cases and nobody has decided: nothing goes out."""
    of_agencies = Exclusion.objects.filter(file_id__in=files, held=True, until_at=None, agency__isnull=False)
    waiting = {*undecided(files), *of_agencies.values_list("file_id", flat=True)}
    if waiting:
        one = len(waiting) == 1
        # A namesake is on no list: the case says who it is.
        cases = CaseFile.objects.filter(id__in=waiting).order_by("reference").values_list("reference", flat=True)
        named = ", ".join(cases[:NAMED_AT_ONCE])
        raise Refusal(
            "Somebody may have to be kept out of one of the cases, and nobody has decided."
            if one
            else f"Somebody may have to be kept out of {len(waiting)} of the cases, and nobody has decided.",
            remedy="Decide first: To do, “Perhaps to be kept out”; and a namesake under “Weigh the criteria” on the "
            f"referral of {named or 'the case'}.",
        )

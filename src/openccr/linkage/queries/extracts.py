"""What an agency sent, and the register of all extracts for whoever answers for linkage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content import Pack
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import Extract, MatchRun
from openccr.linkage.rules.months import months_after
from openccr.partnership.practice import practice
from openccr.sharing.operations.grounds import bases_of, conditions_of
from openccr.ui.kinds import paged


@dataclass(frozen=True)
class ExtractShown:
    """An extract with its words out of the pack."""

    row: Extract
    agency: str
    kind: str
    basis: str
    conditions: tuple[str, ...]
    own: bool
    state: str


def extracts(*, actor: Actor, page: int, today: date) -> tuple[list[ExtractShown], int]:
    """A page of what the actor may know of, what has ended last, the newest first; and how many there are."""
    with acting_as(actor):
        must(actor, "linkage.extracts")
        rows = Extract.objects.select_related("agency").order_by(F("ended_at").desc(nulls_first=True), "-taken_at")
        pack = practice(actor)
        return [_shown(row, actor, pack) for row in rows[paged(page)]], rows.count()


def extract_of(*, actor: Actor, extract: UUID) -> ExtractShown:
    """One extract of the actor's own agency. Raises NotFound for another's: of that only the register tells."""
    with acting_as(actor):
        must(actor, "linkage.extracts")
        row = Extract.objects.select_related("agency").filter(id=extract, agency_id=actor.agency).first()
        if row is None:
            raise NotFound
        return _shown(row, actor, practice(actor))


def choices_of(actor: Actor) -> dict[str, Sequence[tuple[str, str]]]:
    """What an extract may hold and under which law it is sent, as choices of a form."""
    with acting_as(actor):
        pack = practice(actor)
        return {
            # None is chosen for anybody: what a refuge holds must not go as what a landlord holds.
            "kinds": [("", "Choose what it holds"), *((key, one.name) for key, one in pack.linking.extracts.items())],
            "bases": [
                ("", "Choose the lawful basis"),
                *_named(bases_of(pack), pack),
            ],
            "conditions": _named(conditions_of(pack), pack),
        }


def _named(keys: Sequence[str], pack: Pack) -> list[tuple[str, str]]:
    return [(key, f"{(one := pack.law.bases[key]).name} ({one.reference})") for key in keys]


def longest_kept(*, actor: Actor, today: date) -> date:
    """The last day until which an extract sent today may be kept."""
    with acting_as(actor):
        return months_after(today, practice(actor).linking.keep_months)


def last_run() -> datetime | None:
    """When records were last compared, for whoever may know. Call it inside `acting_as`."""
    return MatchRun.objects.order_by("-at").values_list("at", flat=True).first()


def _shown(row: Extract, actor: Actor, pack: Pack) -> ExtractShown:
    kind = pack.linking.extracts.get(row.kind)
    basis = pack.law.bases.get(row.lawful_basis)
    state = "Ended" if row.ended_at else "Compared" if row.compared else "Kept apart"
    return ExtractShown(
        row, row.agency.name, kind.name if kind else row.kind, basis.name if basis else row.lawful_basis,
        tuple(pack.law.bases[key].name if key in pack.law.bases else key for key in row.conditions),
        row.agency_id == actor.agency_id, state,
    )  # fmt: skip

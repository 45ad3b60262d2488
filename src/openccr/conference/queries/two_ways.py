"""Files that name the pair of this one the other way round.

Only for coordinators, and what the database shows them: a coordinator who is shut out of the other file finds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.casefiles.models import CaseFile
from openccr.conference.models import Adviser, DualAllegation, ListedTogether, PrimaryVictimAssessment
from openccr.conference.rules.two_ways import TwoWaysFacts
from openccr.people.queries.pairs import turned_pairs


@dataclass(frozen=True)
class Turned:
    """Another file with the pair the other way round.

    Args:
        why: what speaks for it, in words.
        dual_id: the record that it was found, if somebody has made one.
        facts: what is decided.
    """

    file_id: UUID
    reference: str
    why: tuple[str, ...]
    dual_id: UUID | None
    facts: TwoWaysFacts


@dataclass(frozen=True)
class Said:
    """One row of who does what to whom."""

    id: UUID
    finding: str
    reasons: str
    evidence: str
    on: date
    by: str
    disputes: UUID | None


@dataclass(frozen=True)
class Together:
    """A decision that both may stand on one agenda; `second` is empty while it waits."""

    id: UUID
    reason: str
    first: str
    first_user: UUID
    second: str


@dataclass(frozen=True)
class DualShown:
    """Two files of one pair, and everything said of them, the newest first.

    Args:
        adviser_of_both: who advises in both now; empty when nobody does.
    """

    id: UUID
    file_id: UUID
    reference: str
    other_file_id: UUID
    other_reference: str
    why: tuple[str, ...]
    asked_id: UUID | None
    said: tuple[Said, ...]
    together: tuple[Together, ...]
    facts: TwoWaysFacts
    adviser_of_both: str


def turned_files(file_id: UUID) -> list[Turned]:
    """Files in which the victim of this one harms and the person who harms is the victim. Eight queries at most."""
    why = turned_pairs(file_id)
    recorded = recorded_duals(file_id)
    for other, row in recorded.items():
        why.setdefault(other, list(row.why))
    if not why:
        return []
    references = dict(CaseFile.objects.filter(id__in=why).values_list("id", "reference"))
    facts = DualAllegation.facts_of(row.id for row in recorded.values())
    return [
        Turned(
            file_id=other,
            reference=reference,
            why=tuple(dict.fromkeys(why[other])),
            dual_id=recorded[other].id if other in recorded else None,
            facts=facts[recorded[other].id] if other in recorded else TwoWaysFacts(),
        )
        for other, reference in sorted(references.items(), key=lambda one: one[1])
    ]


@asked
def recorded_duals(file_id: UUID) -> Steps[dict[UUID, DualAllegation]]:
    """The other file of each pair that somebody recorded as turned round → the record. One query."""
    (rows,) = yield (DualAllegation.of(file_id),)
    return {row.other_than(file_id): row for row in rows}


def dual_of(file_id: UUID, dual_id: UUID) -> DualShown | None:
    """One pair of files with everything said of it; None for who does not see both. Six queries."""
    row = DualAllegation.of(file_id).select_related("file", "other_file").filter(id=dual_id).first()
    if row is None:
        return None
    said = PrimaryVictimAssessment.objects.filter(dual=row).order_by("-at")
    together = ListedTogether.objects.filter(dual=row).order_by("-proposed_at")
    return DualShown(
        id=row.id,
        file_id=row.file_id,
        reference=row.file.reference,
        other_file_id=row.other_file_id,
        other_reference=row.other_file.reference,
        why=tuple(row.why),
        asked_id=row.asked_id,
        said=tuple(
            Said(one.id, one.finding, one.reasons, one.evidence, one.assessed_on, one.by_name, one.disputes_id)
            for one in said
        ),
        together=tuple(
            Together(one.id, one.reason, one.first_name, one.first_user, one.second_name) for one in together
        ),
        facts=DualAllegation.facts_of([row.id])[row.id],
        adviser_of_both=_adviser_of_both(row),
    )


def _adviser_of_both(row: DualAllegation) -> str:
    now = Adviser.objects.filter(file_id__in=(row.file_id, row.other_file_id), until_at=None)
    names = dict(now.values_list("user_id", "name"))
    return next(iter(names.values())) if len(now) == 2 and len(names) == 1 else ""

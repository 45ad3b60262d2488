"""Agencies that compete for contracts: neither reads the other's counts, on paper either.

Source: mission S8.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.models import Dynamic

AGENCY, ALL = "Agency", "All agencies"
"""The head of a column that names agencies, and the line that adds them up."""

LEFT_OUT = "Of agencies that compete with yours for contracts, no count stands here."


def rivals_of(agency_id: UUID) -> frozenset[str]:
    """The names of the agencies that compete with one. One query, for who may read how partners stand."""
    pairs = Dynamic.objects.filter(Q(first_id=agency_id) | Q(second_id=agency_id), rivals=True)
    return frozenset(
        (one.second if one.first_id == agency_id else one.first).name for one in pairs.select_related("first", "second")
    )


def without(blocks: Sequence[Block], rivals: Collection[str]) -> Iterator[Block]:
    """The blocks without those agencies' lines; without the line of all agencies where one is left out, since what is
    missing would be the difference."""
    for block in blocks:
        if not isinstance(block, Table) or AGENCY not in block.head:
            yield block
            continue
        place = block.head.index(AGENCY)
        kept = tuple(row for row in block.rows if row[place] not in rivals)
        if len(kept) == len(block.rows):
            yield block
            continue
        if left := tuple(row for row in kept if row[place] != ALL):
            yield replace(block, rows=left)
        yield Para(LEFT_OUT)

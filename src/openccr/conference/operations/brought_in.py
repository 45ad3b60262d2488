"""What every file that is brought in shares: how it is read, what came of it, and that it was taken."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from openccr.audit.operations import record
from openccr.conference.models import ImportBatch
from openccr.conference.rules.outcomes import ImportOutcome, refusals_of, rows_to_correct
from openccr.conference.rules.reading import Reading
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.tabular import RowProblem, Table, TableError, read_table

KeepRefused = Callable[[bytes], UUID]
"""Keeps the file of refused rows and gives its id."""


def table_of(data: bytes, *, filename: str, reading: Reading) -> Table:
    """The table of a file. Raises Refusal (field `file`) for one that cannot be read as a whole."""
    try:
        return read_table(data, filename=filename, known=reading.form.headings)
    except TableError as error:
        raise Refusal(f"{error.problem}.", remedy=error.remedy, field="file") from error


def outcome_of(
    table: Table,
    problems: Mapping[int, Sequence[RowProblem]],
    *,
    accepted: int,
    already_known: int,
    notes: Sequence[str] = (),
) -> ImportOutcome:
    """What came of a file, or would."""
    return ImportOutcome(
        read=len(table.rows),
        accepted=accepted,
        already_known=already_known,
        refused=refusals_of(table, problems),
        unmapped_columns=table.unmapped_columns,
        notes=(*table.notes, *notes),
        rows=rows_to_correct(table, problems),
        columns=table.columns,
    )


def keep_batch(
    actor: Actor, outcome: ImportOutcome, *, type: str, keep_refused: KeepRefused | None, at: datetime
) -> UUID:
    """Write down that a file was taken and what came of it. Returns the batch's id.

    Args:
        type: what the audit calls it.
        keep_refused: None when the caller writes the refused rows elsewhere.
    """
    batch = ImportBatch(
        id=uuid.uuid4(),
        agency_id=actor.agency,
        brought_by=actor.appointment,
        at=at,
        rows_read=outcome.read,
        accepted=outcome.accepted,
        already_known=outcome.already_known,
        refused=outcome.refused_rows,
        refusals=[vars(one) for one in outcome.refused],
        unmapped_columns=list(outcome.unmapped_columns),
        refused_file_id=keep_refused(outcome.refused_file()) if keep_refused and outcome.rows else None,
    )
    ImportBatch.objects.bulk_create([batch])
    record(type, subjects=[batch.id], at=at)
    return batch.id

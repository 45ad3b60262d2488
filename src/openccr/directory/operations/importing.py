"""Bringing in a file of services: every good row taken, every bad row given back; the same file twice adds nothing.

What comes in is seen by staff alone until somebody of the partnership shows it to the public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.models import Provider, Service, ServiceImport
from openccr.directory.operations.services import put_service
from openccr.directory.rules.carrying import carried_down
from openccr.directory.rules.hsds import read_service, services_in
from openccr.directory.rules.importing import Proposed, line_across, read_row
from openccr.directory.rules.outcomes import Counts, ImportOutcome, of_export, of_table
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.kernel.text import comparable
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice
from openccr.tabular import Problem, RowProblem, RowRefused, TableError, read_table

KeepRefused = Callable[[bytes, str], UUID]
"""Keeps the file of refused rows of that content type, and gives its id."""
JSON, XLSX = "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CHANGED_HERE = RowProblem(
    "",
    Problem(
        "an entry of this organisation and name is in the directory already, and says something else",
        "Change it there, or take the row out.",
    ),
)
TWICE = RowProblem("", Problem("the same service stands in the file twice", "Take one of the rows out."))


@dataclass(frozen=True)
class _Sorted:
    """A file that was read and compared with what is there."""

    new: tuple[Proposed, ...]
    changed: tuple[tuple[Service, Proposed], ...]
    outcome: ImportOutcome


def try_services(*, actor: Actor, data: bytes, filename: str, at: datetime) -> ImportOutcome:
    """What would come of a file; nothing is saved. Raises as `import_services`."""
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "directory.import")
        return _sorted(actor, data, filename).outcome


def import_services(
    *, actor: Actor, data: bytes, filename: str, at: datetime, keep_refused: KeepRefused | None = None
) -> tuple[ImportOutcome, UUID]:
    """Bring in a spreadsheet (CSV, XLSX) or an export of an Open Referral UK 3.0 directory (JSON).

    An entry that came in before is changed when the file says something else and nobody has changed it here since.

    Args:
        filename: for sentences only; it is not kept.
        keep_refused: None when the caller writes the refused rows elsewhere.

    Returns the outcome and the import's id. Raises Refusal (field `file`) for a file that cannot be read as a whole.
    """
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "directory.import")
        found = _sorted(actor, data, filename)
        here = Provider.objects.filter(partnership_id=actor.partnership)
        providers = {comparable(row.name): row for row in here}
        for one in found.new:
            _add(actor, one, providers, at=at)
        for row, one in found.changed:
            row_values = {**one.service, "published": row.published, "risks": one.service["risks"] or row.risks}
            put_service(
                actor, provider=row.provider_id, values={**row_values, **_stamp(one, at)}, places=one.places, at=at,
                service=row.id,
            )  # fmt: skip
        return found.outcome, _keep(actor, found.outcome, keep_refused, at=at)


def _add(actor: Actor, one: Proposed, providers: dict[str, Provider], *, at: datetime) -> None:
    provider = providers.get(one.key[0])
    if provider is None:
        provider = Provider(partnership_id=actor.partnership, **one.provider)
        provider.save(force_insert=True)
        providers[one.key[0]] = provider
    values = {**one.service, "published": False, "agency_id": provider.agency_id, **_stamp(one, at)}
    put_service(actor, provider=provider.id, values=values, places=one.places, at=at)


def _stamp(one: Proposed, at: datetime) -> dict[str, object]:
    return {"origin": one.origin, "brought_in": one.hash, "brought_in_at": at}


def _sorted(actor: Actor, data: bytes, filename: str) -> _Sorted:
    words = practice(actor).directory
    problems: dict[int, tuple[RowProblem, ...]] = {}
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        whole = services_in(data)
        numbered = [(number, partial(read_service, number, one, words)) for number, one in enumerate(whole, start=1)]
        read = _read(numbered, problems)
        new, changed, counts = _against_the_known(actor, read, problems)
        return _Sorted(new, changed, of_export(whole, problems, counts, _remarks(read)))
    try:
        table = read_table(data, filename=filename, known=words.columns)
    except TableError as error:
        raise Refusal(f"{error.problem}.", remedy=error.remedy, field="file") from error
    across = {row.number: said for row in table.rows if (said := line_across(row))}
    table, carried = carried_down(table, apart=across)
    here = Partnership.objects.get(id=actor.partnership).name
    numbered = [
        (row.number, partial(read_row, row, words, county=here)) for row in table.rows if row.number not in across
    ]
    read = _read(numbered, problems)
    new, changed, counts = _against_the_known(actor, read, problems)
    passed = (f"Row {number}: only “{said}” stands in it, so it was not read." for number, said in across.items())
    remarks = (*passed, *carried, *_remarks(read))
    return _Sorted(new, changed, of_table(table, problems, counts, remarks, known=words.columns))


def _remarks(read: Iterable[Proposed]) -> tuple[str, ...]:
    return tuple(f"Row {one.row}: {remark}." for one in read for remark in one.remarks)


def _read(
    numbered: Iterable[tuple[int, Callable[[], Proposed]]], problems: dict[int, tuple[RowProblem, ...]]
) -> list[Proposed]:
    found = []
    for number, reads in numbered:
        try:
            found.append(reads())
        except RowRefused as refused:
            problems[number] = refused.problems
    return found


def _against_the_known(
    actor: Actor, read: Sequence[Proposed], problems: dict[int, tuple[RowProblem, ...]]
) -> tuple[tuple[Proposed, ...], tuple[tuple[Service, Proposed], ...], Counts]:
    there = list(Service.objects.filter(partnership_id=actor.partnership).select_related("provider"))
    by_origin = {row.origin: row for row in there if row.origin}
    by_name = {(comparable(row.provider.name), comparable(row.name)): row for row in there}
    new: list[Proposed] = []
    changed: list[tuple[Service, Proposed]] = []
    seen: set[tuple[str, str]] = set()
    known = 0
    for one in read:
        row = by_origin.get(one.origin) or by_name.get(one.key)
        if one.key in seen:
            problems[one.row] = (TWICE,)
        elif row is None:
            new.append(one)
        elif row.brought_in == one.hash:
            known += 1
        elif row.brought_in_at is not None and row.changed_at == row.brought_in_at:
            changed.append((row, one))
        elif _says_nothing_else(row, one):
            known += 1
        else:
            problems[one.row] = (CHANGED_HERE,)
        seen.add(one.key)
    return tuple(new), tuple(changed), Counts(len(new), len(changed), known)


def _says_nothing_else(row: Service, one: Proposed) -> bool:
    """Whether a file says of an entry that is kept here nothing that it does not say already, as our own feed does."""
    # The list of a feed has no terms, so that theme and audiences are but what an entry gets that does not say them.
    unsaid = {"theme", "audiences"} if one.origin == str(row.id) else set()
    return all(not said or name in unsaid or getattr(row, name) == said for name, said in one.service.items())


def _keep(actor: Actor, outcome: ImportOutcome, keep_refused: KeepRefused | None, *, at: datetime) -> UUID:
    refused = None
    if keep_refused and outcome.refused_rows:
        refused = keep_refused(outcome.refused_file(), JSON if outcome.raw else XLSX)
    row = ServiceImport(
        partnership_id=actor.partnership, at=at, by=actor.name, read=outcome.read, added=outcome.added,
        changed=outcome.changed, already_known=outcome.already_known, refused=outcome.refused_rows,
        refusals=[vars(one) for one in outcome.refused], refused_file=refused,
    )  # fmt: skip
    row.save(force_insert=True)
    record("directory.imported", subjects=[row.id], at=at)
    return row.id

"""Asking agencies to flag their records, and their word that the flag is on, and off again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import FlagReceipt
from openccr.actions.operations.receipts import end_flag_actions
from openccr.actions.rules.flags import FLAG, FlagFacts, FlagState, asked_again
from openccr.audit.operations import Act, record, record_all
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

MANY = 100
"""How many flags are confirmed in one press: an agency's cases of a few meetings."""


def ask_for_flags(*, actor: Actor, file_id: UUID, agency_ids: Iterable[UUID], until_on: date, at: datetime) -> None:
    """Ask agencies on a case to flag their own record until that day; part of another operation (a case was heard).

    An agency whose flag is on already keeps it for longer, and an action that asks only for it is done.
    """
    with acting_as(actor):
        wanted = sorted(set(agency_ids))
        there = {row.agency_id: row for row in FlagReceipt.objects.filter(file_id=file_id, agency_id__in=wanted)}
        for row in there.values():
            longer = max(until_on, row.until_on)
            FlagReceipt.objects.filter(id=row.id).update(
                state=asked_again(state=row.state), until_on=longer, asked_at=at
            )
        FlagReceipt.objects.bulk_create(
            FlagReceipt(file_id=file_id, agency_id=agency_id, state=FLAG.first, asked_at=at, until_on=until_on)
            for agency_id in wanted
            if agency_id not in there
        )
        record("flags.asked", file_id=file_id, subjects=wanted, at=at)
        end_flag_actions(actor=actor, receipts=[row for row in there.values() if row.state == FlagState.ON], at=at)


def ask_for_past_flags(*, actor: Actor, wanted: Sequence[tuple[UUID, UUID, date]], at: datetime) -> None:
    """Ask for the flags of cases just brought in from a log of past ones; part of that operation.

    Args:
        wanted: file, agency and the last day of the flag; files that nobody was asked about before.
    """
    with acting_as(actor):
        FlagReceipt.objects.bulk_create(
            FlagReceipt(file_id=file_id, agency_id=agency_id, state=FLAG.first, asked_at=at, until_on=until_on)
            for file_id, agency_id, until_on in wanted
        )
        acts = (Act(type="flags.asked", file_id=file_id, subjects=(agency_id,)) for file_id, agency_id, _ in wanted)
        record_all(acts, at=at)


def flag_on(*, actor: Actor, flags: Sequence[UUID], on: date, at: datetime, system: str = "") -> int:
    """The agency's flag is on, for one case or several at once.

    Args:
        flags: ids of the receipts, `MANY` at most.
        on: the day it went on.
        system: in which of the agency's systems, if it says so.

    Returns how many were confirmed. Raises Refusal for what is not asked for, NotFound when one is not the agency's;
    then none is confirmed.
    """
    return _confirm(actor=actor, flags=flags, move="flag_on", on=on, at=at, system=system)


def flag_off(*, actor: Actor, flags: Sequence[UUID], on: date, at: datetime) -> int:
    """The agency's flag is off again, its twelve months being over. Returns and raises as `flag_on`."""
    return _confirm(actor=actor, flags=flags, move="flag_off", on=on, at=at)


def flags_told(
    *, actor: Actor, agency: UUID, flags: Sequence[UUID], given_by: str, on: date, at: datetime, system: str = ""
) -> int:
    """What an agency that does not log in told the coordinator: each flag is on or, its twelve months over, off.

    Args:
        agency: whose flags they are.
        flags: ids of the receipts, `MANY` at most.
        given_by: who of the agency said so.
        on: the day they went on, or off.

    Returns and raises as `flag_on`; NotFound when one is another agency's.
    """
    with acting_as(actor):
        must(actor, "actions.flag_told")
        _check_chosen(flags)
        there = dict(FlagReceipt.objects.filter(id__in=flags, agency_id=agency).values_list("id", "state"))
        if len(there) != len(set(flags)):
            raise NotFound
        over = {one for one, state in there.items() if state == FlagState.ON}
        by = f"{given_by.strip()}, as told to the coordinator"
        return sum(
            _confirm(actor=actor, flags=some, move=move, on=on, at=at, system=system, by=by, may="actions.flag_told")
            for move, some in (("flag_on", list(there.keys() - over)), ("flag_off", list(over)))
            if some
        )


def _check_chosen(flags: Sequence[UUID]) -> None:
    if not flags:
        raise Refusal("No case is chosen.", remedy="Tick those whose flag you changed.", field="flags")
    if len(flags) > MANY:
        raise Refusal(f"More than {MANY} are chosen.", remedy="Confirm some of them first.", field="flags")


def _confirm(
    *, actor: Actor, flags: Sequence[UUID], move: str, on: date, at: datetime, system: str = "", by: str = "",
    may: str = "actions.flag",
) -> int:  # fmt: skip
    with acting_as(actor):
        must(actor, may)
        _check_chosen(flags)
        rows = list(FlagReceipt.objects.filter(id__in=flags).select_related("agency"))
        if len(rows) != len(set(flags)):
            raise NotFound
        for row in rows:
            must(actor, may, row)
            facts = FlagFacts(until_on=row.until_on, changed_on=on, today=localdate(at))
            target = FLAG.make(state=row.state, move=move, facts=facts)
            said: dict[str, object] = (
                {"on_on": on, "on_by": by or actor.name, "system": system.strip(), "off_on": None, "off_by": ""}
                if move == "flag_on"
                else {"off_on": on, "off_by": by or actor.name}
            )
            if not FlagReceipt.objects.filter(id=row.id, state=row.state).update(state=target, **said):
                raise Refusal("A colleague has just confirmed this.", remedy="Look at the list again.")
            word = "on" if move == "flag_on" else "off"
            note(file_id=row.file_id, kind="flag", sentence=f"The flag of {row.agency.name} is {word}", at=at,
                 about_id=row.id)  # fmt: skip
            record(f"flag.{word}", file_id=row.file_id, subjects=[row.id], at=at)
            row.on_on, row.system = on, system.strip()
        if move == "flag_on":
            end_flag_actions(actor=actor, receipts=rows, at=at)
        return len(rows)

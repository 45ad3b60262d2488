"""The boards' pack of a quarter: collected once, kept as it stood, and typeset for whoever gets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.documents.making import fetch_paper, make_paper
from openccr.governance.models import BoardPack
from openccr.governance.pack_sections import Asked, pack_sections
from openccr.governance.rules.board_pack import Part, frozen
from openccr.insight.rules.quarters import Quarter, quarter_of, read_quarter
from openccr.jobs.operations import start
from openccr.kernel.actors import Actor
from openccr.kernel.once import showing
from openccr.kernel.refusals import Refusal

TASK = "board pack"
KIND = "board-pack"

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class MadePack:
    """A pack on paper: its files as bytes, by the ending of their names."""

    id: UUID
    files: dict[str, bytes]


def must_be_over_or_running(quarter: Quarter, *, at: datetime) -> None:
    """Raise the Refusal of a quarter that has not begun."""
    if quarter > quarter_of(localdate(at)):
        raise Refusal(f"{quarter} has not begun.", remedy="Choose this quarter or an earlier one.", field="quarter")


def collect(*, actor: Actor, quarter: Quarter, at: datetime, report: Report | None = None) -> UUID:
    """Collect every part of a quarter's pack as it stands now, and keep it. Returns the pack's id.

    Raises Refusal for a quarter that has not begun and for whoever does not lead the coordination.
    """
    with acting_as(actor):
        must(actor, "governance.make_pack")
        must_be_over_or_running(quarter, at=at)
        asked = Asked(actor, quarter, localdate(at))
        parts, every = [], pack_sections()
        with showing():
            for number, one in enumerate(every, start=1):
                blocks = tuple(one.blocks(asked))
                if blocks:
                    parts.append(Part(one.key, one.title, blocks))
                if report is not None:
                    report(number, len(every) + 1)
        row = BoardPack(
            partnership_id=actor.partnership, quarter=str(quarter), made_at=at, made_by=actor.name, parts=frozen(parts)
        )
        BoardPack.objects.bulk_create([row])
        record("board_pack.made", subjects=[row.id], at=at)
        return row.id


def ask_for_pack(*, actor: Actor, quarter: str, at: datetime) -> UUID:
    """Have a quarter's pack made by a job, as PDF and Word for oneself. Returns the work's id. Raises as `collect`."""
    with acting_as(actor):
        must(actor, "governance.make_pack")
        chosen = read_quarter(quarter)
        must_be_over_or_running(chosen, at=at)
        return start(actor=actor, task=TASK, name=f"The boards' pack of {chosen.name}", quarter=str(chosen))


def make_pack(*, actor: Actor, quarter: Quarter, at: datetime, report: Report | None = None) -> tuple[UUID, UUID]:
    """Collect a quarter's pack and put it on paper for one's own agency. Returns the pack's id and the paper's."""
    with acting_as(actor):
        pack = collect(actor=actor, quarter=quarter, at=at, report=report)
        return pack, make_paper(actor=actor, kind=KIND, about=pack, agency_id=actor.agency, at=at)


def pack_as_files(*, actor: Actor, quarter: Quarter, at: datetime) -> MadePack:
    """The same, with its files. For the command."""
    with acting_as(actor):
        pack, paper = make_pack(actor=actor, quarter=quarter, at=at)
        forms = ("pdf", "docx")
        return MadePack(pack, {form: fetch_paper(actor=actor, paper=paper, form=form, at=at).data for form in forms})

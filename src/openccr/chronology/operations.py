"""Taking a chronology out as a workbook: for one recipient, with a line in the ledger where it leaves the agency."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.chronology.gathering import EVERYTHING, Chronology, chronology_of
from openccr.chronology.recipients import chosen, of_person
from openccr.chronology.rules import TELLS, Wanted
from openccr.chronology.workbook import xlsx_of
from openccr.documents.operations import keep
from openccr.documents.rules.paper import Recipient
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.ways import Way

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT_FOR = timedelta(days=1)


def take_out(
    *, actor: Actor, file: UUID, agency: UUID, reason: str, at: datetime, whom: str = "", by: Wanted = EVERYTHING
) -> UUID:
    """The chronology of a case as a workbook for one recipient, kept sealed for a day for whoever made it.

    What tells where somebody is is left out of every word, whoever gets it; another agency gets nothing of the ledger.

    Args:
        agency: who gets it: one's own, or for the coordinator one that is let into the case.
        whom: who gets it there, where somebody there must not see the case.
        by: what it is narrowed to.

    Returns the kept file's id. Raises NotFound for a hidden case or another recipient, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "chronology.take_out")
        _must_say(reason)
        recipient, another = chosen(actor=actor, file=file, agency_id=agency, whom=whom)
        found = chronology_of(actor, file=file, by=by, today=localdate(at), leaves=True, outside=another)
        what = f"Chronology of case {found.files[file]}, across agencies"
        kept = _kept(actor, found, what=what, recipient=recipient, reason=reason, at=at)
        disclose(
            actor=actor,
            file_ids=[file],
            let_out=LetOut(
                way=Way.PAPER, why=f"Chronology: {reason.strip()}", arises_from_id=kept, agency_id=agency, kinds=TELLS
            ),
            at=at,
        )
        record("chronology.taken_out", file_id=file, subjects=[kept, agency], at=at)
        return kept


def take_out_person(*, actor: Actor, file: UUID, person: UUID, reason: str, at: datetime) -> UUID:
    """The chronology of a person through every case that the actor sees, as a workbook for the actor alone.

    Nothing leaves the agency, so nothing stands in the ledger. What tells where somebody is is left out of every word.

    Args:
        file: a case in which they have a part.

    Returns the kept file's id. Raises NotFound for somebody hidden, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "chronology.take_out")
        _must_say(reason)
        (me,) = of_person(actor=actor, about=person, file=file)
        found = chronology_of(actor, file=file, person=person, today=localdate(at), leaves=True)
        what = f"Chronology of a person, across agencies, in {', '.join(found.files.values())}"
        kept = _kept(actor, found, what=what, recipient=me, reason=reason, at=at)
        for each in found.files:
            record("chronology.taken_out", file_id=each, subjects=[kept, person], at=at)
        return kept


def _must_say(reason: str) -> None:
    if len(reason.split()) < 2:
        raise Refusal("Say in a few words what it is for.", field="reason")


def _kept(actor: Actor, found: Chronology, *, what: str, recipient: Recipient, reason: str, at: datetime) -> UUID:
    """The workbook, sealed for a day for whoever made it. Raises Refusal where nothing stands in it."""
    if not found.shown:
        raise Refusal("There is nothing in it.", remedy="Take the filter away.")
    about = (
        ("What it is", what),
        ("For", recipient.words),
        ("What for", reason.strip()),
        ("Made on", day_words(localdate(at))),
        ("Handling", f"Official: sensitive. For {recipient.words} only. Do not copy or send on."),
        ("Addresses", "Left out: what tells where somebody is does not leave in a file."),
    )
    return keep(
        actor=actor, data=xlsx_of(found, about=about), content_type=XLSX, purpose="chronology", at=at,
        kept_for=KEPT_FOR,
    )  # fmt: skip

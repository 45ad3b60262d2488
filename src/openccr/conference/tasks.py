"""Long work of the conference."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.conference.operations.chasing import chase
from openccr.conference.operations.drafts import remove_expired_drafts
from openccr.conference.operations.transfers import chase_transfers
from openccr.conference.operations.uploads import CASELOG, REFERRALS, FileOf, take
from openccr.conference.operations.watching import tell_of_dates
from openccr.conference.packing import make_packs_before_meetings, remove_old_packs
from openccr.conference.queries.referrals import batch_of
from openccr.jobs.progress import Report
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor


def import_referrals(*, actor: Actor, report: Report, document: str) -> Outcome:
    """Bring in a file of referrals, all or nothing."""
    return _bring_in(actor, report, document, REFERRALS)


def import_caselog(*, actor: Actor, report: Report, document: str) -> Outcome:
    """Bring in a log of past hearings, all or nothing."""
    return _bring_in(actor, report, document, CASELOG)


def _bring_in(actor: Actor, report: Report, document: str, what: FileOf) -> Outcome:
    with acting_as(actor, lasts=LONG_SECONDS):
        batch = take(actor=actor, document=UUID(document), at=timezone.now(), report=report, what=what)
        found = batch_of(actor, batch)
    words = f"{found.accepted} taken, {found.already_known} known already, {found.refused} refused."
    return Outcome(words, reverse("conference.imported", kwargs={"batch": batch}))


def _remove_expired_drafts(actor: Actor) -> None:
    remove_expired_drafts(actor=actor, at=timezone.now())


def _tell_of_dates(actor: Actor) -> None:
    tell_of_dates(actor=actor, today=timezone.localdate(), at=timezone.now())


def _remind_before_meetings(actor: Actor) -> None:
    chase(actor=actor, today=timezone.localdate(), at=timezone.now())


def _chase_transfers(actor: Actor) -> None:
    chase_transfers(actor=actor, at=timezone.now())


def _make_packs(actor: Actor) -> None:
    make_packs_before_meetings(actor=actor, today=timezone.localdate(), at=timezone.now())


def _remove_old_packs(actor: Actor) -> None:
    remove_old_packs(actor=actor, at=timezone.now())


EVENING = {"make meeting packs": _make_packs}
NIGHTLY = {
    "remove old meeting packs": _remove_old_packs,
    "ask after transfers": _chase_transfers,
    "tell of dangerous dates": _tell_of_dates,
    "remove expired drafts": _remove_expired_drafts,
    "remind before meetings": _remind_before_meetings,
}
TASKS = {REFERRALS.task: import_referrals, CASELOG.task: import_caselog}

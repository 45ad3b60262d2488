"""Every class of record with what is over its time: for the coordinator's page and for `openccr retention run`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import F
from django.utils.timezone import localdate

from openccr.access.ours import our_apps
from openccr.access.together import Steps, asked
from openccr.documents.disposing import files_due
from openccr.documents.models import Disposal, LegalHold, MadePaper, StoredFile
from openccr.documents.rules.classes import THEN, class_of, how_long
from openccr.documents.rules.retention import rule_words
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class ClassShown:
    """One class of record.

    Args:
        tables: how many tables belong to it.
        over: how many are over their time now, None where nothing is counted: they go with something else, or stay.
        held: how many of those are on hold.
    """

    key: str
    name: str
    long: str
    then: str
    why: str
    tables: int
    over: int | None
    held: int


@asked
def proposed_by_others(actor: Actor) -> Steps[list[Disposal]]:
    """What others propose to dispose of and nobody has decided, the oldest first. One query."""
    waiting = Disposal.objects.filter(dropped_at=None, disposed_at=None).order_by("proposed_at")
    (rows,) = yield (waiting[:SHOWN],)
    return [row for row in rows if row.proposed_user != actor.user_id]


SHOWN = 10


def classes(*, actor: Actor, today: date) -> list[ClassShown]:
    """Every class of the pack, in its order, as it stands today."""
    law = practice(actor).law
    counted = _counted(actor, today)
    found = []
    for key, one in law.record_classes.items():
        over, held = counted.get(key, (None, 0))
        long = how_long(years=one.years, days=one.days, starts=one.starts)
        if key == "case":
            long = "; ".join(f"{rule.name}: {rule_words(rule)}" for rule in law.retention.values()) or long
        found.append(
            ClassShown(key, one.name, long, THEN[one.then], one.why, len(tables_of().get(key, ())), over, held)
        )
    return found


def _counted(actor: Actor, today: date) -> dict[str, tuple[int, int]]:
    due = files_due(actor=actor, today=today)
    expired = StoredFile.objects.filter(delete_after__date__lt=today).count()
    papers = MadePaper.objects.filter(delete_after__date__lt=today).count()
    return {"case": (len(due), sum(bool(one.why) for one in due)), "own_work": (expired + papers, 0)}


@cache
def tables_of() -> dict[str, tuple[str, ...]]:
    """Class of record → its tables, of every installed app."""
    labels = {config.label for config in our_apps()}
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        if model._meta.app_label in labels:
            wall = model.wall  # type: ignore[attr-defined]
            found.setdefault(class_of(model._meta.label, wall=wall.name), []).append(model._meta.label)
    return {key: tuple(sorted(names)) for key, names in found.items()}


def removed_words(removed: Mapping[str, int], *, actor: Actor) -> list[tuple[str, int]]:
    """What a certificate counts, by class of record, as the pack names it and in its order.

    Args:
        removed: table → rows, as the disposal kept them. A table that is no more belongs to the case.
    """
    counted: Counter[str] = Counter()
    for table, number in removed.items():
        counted[_class_of_table().get(table, "case")] += number
    return [(one.name, counted[key]) for key, one in practice(actor).law.record_classes.items() if counted[key]]


@cache
def _class_of_table() -> dict[str, str]:
    return {apps.get_model(label)._meta.db_table: key for key, labels in tables_of().items() for label in labels}


@dataclass(frozen=True)
class Held:
    """A file that is kept whatever its age, why and since when."""

    file_id: UUID
    reference: str
    why: str
    since: date


def holds(*, actor: Actor) -> list[Held]:
    """What is on hold now, the oldest first. One query."""
    rows = LegalHold.objects.filter(ended_at=None).select_related("file").order_by("set_at")
    return [Held(row.file_id, row.file.reference, row.why, localdate(row.set_at)) for row in rows]


def receipts() -> list[Disposal]:
    """Certificates, the newest first."""
    return list(Disposal.objects.filter(disposed_at__isnull=False).order_by(F("disposed_at").desc())[:200])

"""What the agency that holds a record is asked, and what the coordinator is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.audit.operations import record
from openccr.casefiles.models import CaseFile
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import ExtractRecord, Flag, HeldMatch
from openccr.linkage.rules.matches import SAY
from openccr.linkage.rules.signoffs import QUESTIONS, kinds_asked, why_not_open
from openccr.linkage.sealing import open_row, open_words
from openccr.linkage.signed import as_signed, standing, standing_rows
from openccr.partnership.models import Agency
from openccr.ui.kinds import paged


@dataclass(frozen=True)
class HeldShown:
    """A question to the agency: its own record, and nothing of who is behind it."""

    row: HeldMatch
    record: dict[str, Any]


def held_matches(*, actor: Actor, page: int) -> tuple[list[HeldShown], int]:
    """What the actor's agency is asked, what waits first. A record stands there once, in however many cases she is.

    A question that rests on a sign-off that was taken back is not put, nor shown once it was answered: what the
    comparison found is not read any more.
    """
    with acting_as(actor):
        must(actor, "linkage.answer")
        put = kinds_asked(standing(), today=timezone.localdate())
        one_each = (
            HeldMatch.objects.filter(kind__in=put, agency_id=actor.agency)
            .order_by("kind", "token", "answered_at", "-likely", "answer_by", "id")
            .distinct("kind", "token", "answered_at")
        )
        rows = HeldMatch.objects.filter(id__in=one_each.values("id"))
        some = list(rows.order_by("answer", "answer_by", "id")[paged(page)])
        records = _records([one.token for one in some])
        record("linkage.match_read", subjects=[one.id for one in some])
        return [HeldShown(one, records.get(one.token, {})) for one in some], rows.count()


def held_match(*, actor: Actor, match: UUID) -> HeldShown:
    """One of them. Raises NotFound for another agency's, Refusal for a question that rests on no sign-off any more."""
    with acting_as(actor):
        must(actor, "linkage.answer")
        row = HeldMatch.objects.filter(id=match, agency_id=actor.agency).first()
        if row is None:
            raise NotFound
        off = why_not_open(standing(), QUESTIONS[row.kind], today=timezone.localdate())
        if off is not None:
            raise off
        record("linkage.match_read", subjects=[match])
        return HeldShown(row, _records([row.token]).get(row.token, {}))


@asked
def number_asked(actor: Actor) -> Steps[tuple[int, date | None]]:
    """How many questions wait for the agency's answer, and by when the first is due."""
    waiting = HeldMatch.objects.filter(agency_id=actor.agency, answer="")
    rows, signed = yield (
        waiting.order_by("answer_by").values_list("answer_by", "kind", "token"),
        standing_rows(),
    )
    kinds = kinds_asked(as_signed(signed), today=timezone.localdate())
    put = [row for row in rows if row[1] in kinds]
    return len({(kind, token) for _, kind, token in put}), put[0][0] if put else None


@asked
def number_said(actor: Actor, *, since: datetime) -> Steps[int]:
    """How many answers agencies gave the coordinator since then."""
    said = HeldMatch.objects.filter(partnership_id=actor.partnership, answer=SAY, answered_at__gte=since)
    rows, signed = yield said.values_list("agency_id", "token", "kind"), standing_rows()
    kinds = kinds_asked(as_signed(signed), today=timezone.localdate())
    return len({(agency, token) for agency, token, kind in rows if kind in kinds})


@dataclass(frozen=True)
class Said:
    """What an agency said, and of what: a case that the coordinator sees, or a missing link."""

    row: HeldMatch
    agency: str
    words: str
    case: CaseFile | None
    flag: UUID | None


def answers(*, actor: Actor, page: int) -> tuple[list[Said], int]:
    """What agencies wanted to say, the newest first. One that said nothing, or has not answered, is not there."""
    with acting_as(actor):
        must(actor, "linkage.answers")
        put = kinds_asked(standing(), today=timezone.localdate())
        said = HeldMatch.objects.filter(partnership_id=actor.partnership, answer=SAY, kind__in=put)
        rows = said.order_by("-answered_at", "id")
        some = list(rows[paged(page)])
        about = _about() if some else {}
        files = CaseFile.objects.in_bulk([about[one.about] for one in some if one.about in about])
        names = dict(Agency.objects.filter(id__in=[one.agency_id for one in some]).values_list("id", "name"))
        flags = set(Flag.objects.filter(id__in=[one.about for one in some]).values_list("id", flat=True))
        shown = [
            Said(
                one, names.get(one.agency_id, ""), open_words(one.sealed, match_id=one.id),
                files.get(about[one.about]) if one.about in about else None,
                one.about if one.about in flags else None,
            )
            for one in some
        ]  # fmt: skip
        record("linkage.answers_read", subjects=[one.id for one in some])
        return [one for one in shown if one.case or one.flag], rows.count()


def said_of(flag: UUID) -> list[Said]:
    """What agencies said of one missing link; call it inside `acting_as`."""
    rows = list(HeldMatch.objects.filter(about=flag, answer=SAY).order_by("answered_at"))
    names = dict(Agency.objects.filter(id__in=[one.agency_id for one in rows]).values_list("id", "name"))
    return [
        Said(one, names.get(one.agency_id, ""), open_words(one.sealed, match_id=one.id), None, flag) for one in rows
    ]


def _about() -> dict[UUID, UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT about, file_id FROM openccr.answered_matches()")
        return dict(cursor.fetchall())


def _records(tokens: list[str]) -> dict[str, dict[str, Any]]:
    """The agency's own records by their tokens, the newest extract's last."""
    rows = ExtractRecord.objects.filter(token__in=tokens).order_by("extract__taken_at")
    return {one.token: open_row(one.sealed, agency_id=one.agency_id) for one in rows}

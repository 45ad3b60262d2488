"""What every later way out calls in its own transaction: a line in the ledger for each case, with what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record_all
from openccr.casefiles.models import CaseFile
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.sharing.models import Agreement, Disclosure, Mark, Party
from openccr.sharing.rules.grounds import Consent
from openccr.sharing.rules.marks import asked_of, in_force
from openccr.sharing.rules.ways import NOT_ASKED, Covering, Way, covered_by

TO_ONESELF = frozenset({Way.API, Way.EMERGENCY})
"""Ways in which somebody takes for their own agency what was not given to it: into its system, or by opening a case."""

ON_PAPER = frozenset({Way.PAPER, Way.PACK})
"""Ways in which nothing goes that may not be written down."""


@dataclass(frozen=True, kw_only=True)
class LetOut:
    """Something that leaves.

    Args:
        way: how.
        why: the purpose, in words, without a name.
        arises_from_id: the row it concerns.
        agency_id: the agency that gets it; or `outside` says who does.
        kinds: keys of the pack's kinds of information; empty: what the case is usually shared with. What somebody keeps
            out of papers is in none, whatever stands here.
        people: whom it is about; empty: everybody with a part in the case.
        law: keys of the pack's law; empty: that on which the case is shared with them.
        consent: what is known of hers; None: as it stands in the line on which it rests, unknown where `NOT_ASKED`.
        necessity, proportionality: in words, where somebody said them.
        expires_on: until when they may use it.
    """

    way: Way
    why: str
    arises_from_id: UUID | None = None
    agency_id: UUID | None = None
    outside: str = ""
    kinds: tuple[str, ...] = ()
    people: tuple[UUID, ...] = ()
    law: tuple[str, ...] = ()
    consent: Consent | None = None
    necessity: str = ""
    proportionality: str = ""
    expires_on: date | None = None


def disclose(
    *, actor: Actor, file_ids: Collection[UUID], let_out: LetOut, at: datetime, once_a_day: bool = False
) -> list[UUID]:
    """Write what leaves into the ledger, a line for each case; call it in the transaction in which it leaves.

    A line rests on the one by which that agency was let in, or else on the newest of the case: its law, its consent and
    its grounds are taken over, never made up. Within one's own agency nothing leaves, except as `TO_ONESELF`.

    Args:
        once_a_day: no second line on the same day for the same way and recipient (an agency's system asks often).

    Returns the lines' ids. A handful of queries, however many cases.
    """
    with acting_as(actor):
        must(actor, "sharing.disclose")
        if let_out.agency_id is not None and let_out.agency_id == actor.agency_id and let_out.way not in TO_ONESELF:
            return []
        files = set(file_ids)
        if once_a_day:
            same = Disclosure.objects.filter(
                Q(agency_id=let_out.agency_id), file_id__in=files, way=let_out.way, at__date=localdate(at)
            )
            files -= set(same.values_list("file_id", flat=True))
        if not files:
            return []
        rests_on = _rests_on(files, let_out.agency_id)
        people = _people(files) if not let_out.people else {}
        kept_off = _not_minuted(actor, files) if let_out.way in ON_PAPER else {}
        kinds_of = dict(CaseFile.objects.filter(id__in=files).values_list("id", "kind"))
        among = registered(today=localdate(at)) if let_out.agency_id else ()
        lines = [
            _line(
                actor,
                file,
                let_out,
                rests_on.get(file),
                people.get(file, ()),
                kinds_of.get(file, ""),
                kept_off.get(file, frozenset()),
                among=among,
                at=at,
            )
            for file in sorted(files)
        ]
        Disclosure.objects.bulk_create(lines, batch_size=1_000)
        record_all([Act(type="sharing.let_out", file_id=one.file_id, subjects=(one.id,)) for one in lines], at=at)
        return [one.id for one in lines]


def _rests_on(files: Collection[UUID], agency_id: UUID | None) -> dict[UUID, Disclosure]:
    rows = Disclosure.objects.filter(file_id__in=files, way__in=(Way.LISTING, Way.BY_HAND)).order_by("file_id", "-at")
    found = {row.file_id: row for row in rows.distinct("file_id")}
    if agency_id is not None:
        found |= {row.file_id: row for row in rows.filter(agency_id=agency_id).distinct("file_id")}
    return found


def _people(files: Collection[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for file, person in Part.objects.filter(file_id__in=files, until_on=None).values_list("file_id", "person_id"):
        found.setdefault(file, []).append(person)
    return {file: sorted(people, key=str) for file, people in found.items()}


def _not_minuted(actor: Actor, files: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """File → the kinds of information that stand in none of its papers. One query."""
    newest = Mark.objects.filter(file_id__in=files).order_by("file_id", "kind", "-at").distinct("file_id", "kind")
    marked: dict[UUID, dict[str, str]] = {file: {} for file in files}
    for file, kind, may in newest.values_list("file_id", "kind", "may"):
        marked[file][kind] = may
    usual = asked_of(practice(actor))
    return {
        file: frozenset(kind for kind, may in in_force(usual, found).items() if not may.be_minuted)
        for file, found in marked.items()
    }


def _line(
    actor: Actor,
    file: UUID,
    let_out: LetOut,
    before: Disclosure | None,
    people: Iterable[UUID],
    kind: str,
    kept_off: Collection[str],
    *,
    among: Sequence[Covering],
    at: datetime,
) -> Disclosure:
    usual = practice(actor).law.usual.get(kind)
    kinds = let_out.kinds or tuple(before.kinds if before else usual.kinds if usual else ())
    kinds = tuple(one for one in kinds if one not in kept_off)
    law = let_out.law or tuple(before.law if before else usual.law if usual else ())
    asked = before if let_out.way not in NOT_ASKED else None
    consent = let_out.consent or (Consent(asked.consent) if asked else Consent.UNKNOWN)
    agreement, gap = agreement_for(actor, let_out.agency_id, kinds=kinds, today=localdate(at), among=among)
    taken_over = asked if asked and not let_out.law else None
    return Disclosure(
        file_id=file,
        way=let_out.way,
        agency_id=let_out.agency_id,
        outside="" if let_out.agency_id else let_out.outside,
        people=[str(one) for one in (let_out.people or people)],
        kinds=list(kinds),
        why=let_out.why,
        law=list(law),
        consent=consent.value,
        grounds_id=taken_over.grounds_id if taken_over else None,
        necessity=let_out.necessity or (taken_over.necessity if taken_over else ""),
        proportionality=let_out.proportionality or (taken_over.proportionality if taken_over else ""),
        expires_on=let_out.expires_on,
        agreement_id=agreement,
        outside_agreement=gap,
        decided_by=actor.appointment,
        decided_by_name=actor.name,
        at=at,
        arises_from=let_out.way.value,
        arises_from_id=let_out.arises_from_id,
    )


def agreement_for(
    actor: Actor, agency_id: UUID | None, *, kinds: Collection[str], today: date, among: Sequence[Covering]
) -> tuple[UUID | None, str]:
    """The agreement that covers it, or why none does: see `rules.ways.covered_by`."""
    return covered_by(among, giver=actor.agency, recipient=agency_id, kinds=kinds, today=today)


def registered(*, today: date) -> tuple[Covering, ...]:
    """The register of agreements as the ledger looks at it. Two queries."""
    signed: dict[UUID, set[UUID]] = {}
    for agreement, agency in Party.objects.filter(signed_on__lte=today).values_list("agreement_id", "agency_id"):
        signed.setdefault(agreement, set()).add(agency)
    return tuple(
        Covering(
            row.id, frozenset(signed.get(row.id, ())), frozenset(row.kinds), row.from_on, row.review_on, row.ended_on
        )
        for row in Agreement.objects.order_by("review_on")
    )

"""Recording that a pair stands both ways round, and what is found and decided: rows are added, never changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import give
from openccr.casefiles.rules import Reason
from openccr.conference.models import Adviser, DualAllegation, ListedTogether, PrimaryVictimAssessment
from openccr.conference.operations.sharing import share_to_decide
from openccr.conference.rules.not_met import is_specialist
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.two_ways import Finding, why_not_found, why_not_one_adviser
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.humans import same_human, two_accounts
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.queries.pairs import turned_pairs

LAWFUL_BASIS = "art6_public_task"
SPECIALIST_SEES = timedelta(days=14)
"""How long the specialist asked sees both files for the assessment."""


def record_dual_allegation(*, actor: Actor, file_id: UUID, other_id: UUID, at: datetime) -> UUID:
    """Record that another file names the pair of this one the other way round. Found again, the same record is given.

    Nothing is written on either timeline: the readers of one file may not know of the other.

    Returns the record's id. Raises NotFound for a file in which the pair is not found that way.
    """
    with acting_as(actor):
        must(actor, "conference.two_ways")
        known = next((row for row in DualAllegation.of(file_id) if row.other_than(file_id) == other_id), None)
        if known is not None:
            return known.id
        why = turned_pairs(file_id).get(other_id)
        if why is None:
            raise NotFound
        row = DualAllegation(file_id=file_id, other_file_id=other_id, found_at=at, found_by=actor.name, why=why)
        row.save(force_insert=True)
        _record("two_ways.found", row, at=at)
        return row.id


def ask_specialist(*, actor: Actor, file_id: UUID, dual_id: UUID, appointment_id: UUID, at: datetime) -> None:
    """Ask a domestic abuse specialist who does what to whom: she sees both files for a fortnight.

    Raises NotFound, Refusal for somebody who is no specialist, for an adviser of either while another specialist
    advises neither, and as `sharing.share_to_decide`.
    """
    with acting_as(actor):
        must(actor, "conference.two_ways")
        row = _dual(file_id, dual_id)
        today = timezone.localdate(at)
        asked = appointments_in_force(today).filter(id=appointment_id).select_related("agency").first()
        who = practice(actor).processes[PROCESS].second_decision
        if asked is None or asked.role not in who.specialist_roles:  # whoever else is asked could not see the pair
            raise Refusal("A domestic abuse specialist assesses this.", field="appointment_id")
        advising = Adviser.advising(row.file_id, row.other_file_id)
        neither = appointments_in_force(today).filter(role__in=who.specialist_roles).exclude(user_id__in=advising)
        if asked.holder_id in advising and neither.exists():  # an area with one adviser has nobody else to ask
            raise Refusal(
                "This person advises one of the two.",
                remedy="Ask somebody who advises neither.",
                field="appointment_id",
            )
        row.asked_id = asked.id
        row.save(update_fields=["asked"])
        for file in (row.file_id, row.other_file_id):
            why = Reason(
                purpose="specialist assessment",
                lawful_basis=LAWFUL_BASIS,
                arises_from="SpecialistAsked",
                arises_from_id=row.id,
            )
            if asked.agency_id != actor.agency_id:
                share_to_decide(
                    actor=actor, file_id=file, asked=asked, why="Who does what to whom: a specialist's assessment",
                    event="SpecialistAsked", event_id=row.id, at=at,
                )  # fmt: skip
            give(
                actor=actor, file_id=file, agency_id=asked.agency_id, holder_id=asked.id, reason=why, at=at,
                until=at + SPECIALIST_SEES,
            )  # fmt: skip
        _record("two_ways.specialist_asked", row, at=at)


def assess_who_does_what(
    *, actor: Actor, file_id: UUID, dual_id: UUID, finding: str, reasons: str, evidence: str, assessed_on: date,
    at: datetime,
) -> UUID:  # fmt: skip
    """Say, as a domestic abuse specialist, who does what to whom. A further assessment is a further row.

    Args:
        finding: of `rules.two_ways.Finding`, as seen from the file found first.
        evidence: on what it rests.

    Returns the row's id. Raises NotFound for who does not see both files; Refusal for who is no specialist, for a day
    to come and without reasons.
    """
    with acting_as(actor):
        must(actor, "conference.who_does_what")
        row = _dual(file_id, dual_id)
        who = practice(actor).processes[PROCESS].second_decision
        kind = Agency.objects.values_list("kind", flat=True).get(id=actor.agency)
        if not is_specialist(who, role=actor.role or "", agency_kind=kind):
            raise Refusal("A domestic abuse specialist assesses this.")
        if assessed_on > timezone.localdate(at):
            raise Refusal("This day has not come yet.", field="assessed_on")
        refusal = why_not_found(finding, reasons, evidence)
        if refusal is not None:
            raise refusal
        return _say(actor, row, finding, reasons, evidence, on=assessed_on, at=at, audit="two_ways.assessed")


def dispute(*, actor: Actor, file_id: UUID, dual_id: UUID, reasons: str, at: datetime) -> UUID:
    """Dispute what was last found: it settles nothing until a specialist has assessed again.

    Returns the row's id. Raises NotFound, Refusal without reasons and when there is nothing to dispute.
    """
    with acting_as(actor):
        must(actor, "conference.who_does_what")
        row = _dual(file_id, dual_id)
        said = PrimaryVictimAssessment.objects.filter(dual=row).exclude(finding=Finding.ONE_ADVISER)
        last = said.order_by("-at").first()
        if last is None or last.finding == Finding.DISPUTED:
            raise Refusal("There is no finding to dispute.")
        if not reasons.strip():
            raise Refusal("Say what speaks against it.", field="reasons")
        return _say(
            actor, row, Finding.DISPUTED, reasons, "", on=timezone.localdate(at), at=at, audit="two_ways.disputed",
            disputes=last.id,
        )  # fmt: skip


def allow_one_adviser(*, actor: Actor, file_id: UUID, dual_id: UUID, reason: str, at: datetime) -> UUID:
    """Decide, beside a finding that stands, that one adviser may work with both; whatever is found after ends it.

    Returns the row's id. Raises NotFound, Refusal without a reason and as `rules.two_ways.why_not_one_adviser`.
    """
    with acting_as(actor):
        must(actor, "conference.name_adviser")
        row = _dual(file_id, dual_id)
        refusal = why_not_one_adviser(DualAllegation.facts_of([row.id])[row.id])
        if refusal is not None:
            raise refusal
        if not reason.strip():
            raise Refusal("Say why nobody else can advise, and how what each says is kept apart.", field="reason")
        return _say(
            actor, row, Finding.ONE_ADVISER, reason, "", on=timezone.localdate(at), at=at, audit="two_ways.one_adviser",
        )  # fmt: skip


def propose_together(*, actor: Actor, file_id: UUID, dual_id: UUID, reason: str, at: datetime) -> UUID:
    """Propose that both files may stand on one agenda before it is settled; a second person must agree.

    Returns the decision's id. Raises NotFound, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "conference.who_does_what")
        row = _dual(file_id, dual_id)
        if actor.user_id is None:
            raise Refusal("People decide this, no command does.")
        if not reason.strip():
            raise Refusal(
                "Say why both must be heard together, and how the victim is kept safe from it.", field="reason"
            )
        made = ListedTogether(
            dual=row, file_id=row.file_id, other_file_id=row.other_file_id, reason=reason.strip(),
            first_id=actor.appointment, first_user=actor.user_id, first_name=actor.name, proposed_at=at,
        )  # fmt: skip
        made.save(force_insert=True)
        _record("two_ways.together_proposed", row, at=at)
        return made.id


def agree_together(*, actor: Actor, file_id: UUID, dual_id: UUID, at: datetime) -> None:
    """Agree, as another person, that both may stand on one agenda. Raises NotFound, Refusal for who proposed it."""
    with acting_as(actor):
        must(actor, "conference.who_does_what")
        row = _dual(file_id, dual_id)
        made = (
            ListedTogether.objects.select_for_update(of=("self",))
            .filter(dual=row, confirmed_at=None)
            .order_by("-proposed_at")
            .first()
        )
        if made is None:
            raise Refusal("Nobody has proposed this.")
        if made.first_user == actor.user_id:
            raise Refusal("Two people decide this.", remedy="The second is not whoever proposed it.")
        if same_human(actor, made.first_user):
            raise two_accounts("Two people decide this.")
        made.second_id, made.second_user, made.second_name = actor.appointment, actor.user_id, actor.name
        made.confirmed_at = at
        made.save(update_fields=["second", "second_user", "second_name", "confirmed_at"])
        _record("two_ways.together_agreed", row, at=at)


def _dual(file_id: UUID, dual_id: UUID) -> DualAllegation:
    row = DualAllegation.of(file_id).filter(id=dual_id).first()
    if row is None:
        raise NotFound
    return row


def _say(
    actor: Actor, row: DualAllegation, finding: str, reasons: str, evidence: str, *, on: date, at: datetime, audit: str,
    disputes: UUID | None = None,
) -> UUID:  # fmt: skip
    said = PrimaryVictimAssessment(
        dual=row, file_id=row.file_id, other_file_id=row.other_file_id, finding=str(finding), reasons=reasons.strip(),
        evidence=evidence.strip(), assessed_on=on, at=at, by_id=actor.appointment, by_name=actor.name,
        disputes_id=disputes,
    )  # fmt: skip
    said.save(force_insert=True)
    _record(audit, row, at=at)
    return said.id


def _record(audit: str, row: DualAllegation, *, at: datetime) -> None:
    """An act on both files, each naming the record alone and never the other file."""
    for file in (row.file_id, row.other_file_id):
        record(audit, file_id=file, subjects=[row.id], at=at)

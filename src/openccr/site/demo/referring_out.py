"""Referrals to safeguarding in the invented area, one where each of their clocks stands. Through operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.casefiles.models import Grant
from openccr.conference.models import Referral
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.partnership.models import Agency
from openccr.partnership.services import area_of
from openccr.people.models import Part
from openccr.people.rules import PartKind
from openccr.safeguarding.operations import (
    acknowledge,
    asked_again,
    chase_late,
    decide,
    draft,
    escalate,
    record_outcome,
    send,
)
from openccr.site.demo.place import Place

_CHILDREN, _ADULTS = "children_social_care", "adult_social_care"
_PARTS = {"children": PartKind.CHILD, "adults": PartKind.VICTIM}
_AGES = {"children": (1, 14), "adults": (18, 90)}
_OLD_CASE = timedelta(days=10)
"""A case is referred out when it is known for so long at least, where there is one."""


@dataclass(frozen=True, kw_only=True)
class _Out:
    """One referral and how far it has come.

    Args:
        by: kind of the agency that refers; `to`: kind of the one that receives, else `outside` names who does.
        urgency, threshold, without: keys of the pack; without consent where `without` says why.
        sent: so many days ago, None for a draft; `acknowledged`, `decided`, `outcome`: the same.
        decision: key of the pack's outcomes, with its reason.
        disagreed: why the referrer disagrees, today.
        asked: whom somebody asked, and what they said.
        came: what came of it.
    """

    by: str
    threshold: str
    concern: str
    wishes: str = ""
    route: str = "children"
    to: str = _CHILDREN
    outside: str = ""
    urgency: str = "one_day"
    without: str = ""
    sent: int | None = None
    acknowledged: int | None = None
    decided: int | None = None
    decision: tuple[str, str] = ("", "")
    disagreed: str = ""
    asked: str = ""
    outcome: int | None = None
    came: str = ""


_OUTS = (
    _Out(
        by="housing", threshold="child_in_need", sent=None,
        concern="The flat has had no heating for three weeks, and the boy sleeps in the hall to hear the door.",
    ),
    _Out(
        by="idva_service", threshold="significant_harm", urgency="today", sent=0,
        concern="She says that he held the child by the arm while he shouted, last night. There is a bruise.",
        wishes="That somebody asks her daughter, alone and at school.",
    ),
    _Out(
        by="education", threshold="significant_harm", without="danger", sent=8,
        concern="He told his teacher that he hides the knives when it gets loud. Dad reads all of his mother's texts.",
        wishes="He wants his mum to be in the room when somebody comes.",
    ),
    _Out(
        by="police", threshold="child_in_need", sent=7, acknowledged=6,
        concern="Officers found the children awake at two in the morning, the third time this month.",
    ),
    _Out(
        by="maternity_health_visiting", threshold="child_in_need", sent=20, acknowledged=19, decided=18,
        decision=("child_in_need", "A social worker visits within the week."),
        concern="Two missed checks, and he answers every question that is put to her.",
    ),
    _Out(
        by="idva_service", threshold="significant_harm", sent=6, acknowledged=5, decided=4,
        decision=("no_further_action", "The family is known to early help already."),
        disagreed="Early help closed in spring. He has been back in the house since, and the child has said so.",
        concern="The child was in the room during the last assault, and has stopped eating at school.",
    ),
    _Out(
        by="police", threshold="significant_harm", sent=60, acknowledged=60, decided=59, outcome=15,
        decision=("section_47", ""), came="Child protection plan, reviewed every three months.",
        concern="A child of the house rang 999 and hid under the bed until officers came.",
        wishes="To stay with mum, and for him not to come to school.",
    ),
    _Out(
        by="primary_care", route="adults", to=_ADULTS, threshold="adult_at_risk", without="coerced", sent=5,
        concern="She cannot leave the house without him, and he keeps her tablets. Seen alone for two minutes.",
    ),
    _Out(
        by="acute_health", route="adults", to="", outside="Otherbury adult safeguarding", threshold="adult_at_risk",
        sent=9, asked="Rang the front door and left word with the duty worker, who will ring back.",
        concern="Her brother, who cares for her there, has taken her bank card. She has a learning disability.",
    ),
)  # fmt: skip


def fill_safeguarding(place: Place, *, at: datetime) -> None:
    """A draft, one sent, some late, some decided, disputed and back; what is late is asked for again."""
    coordinator, used = place.actor(place.coordinator), set[UUID]()
    files = _files(coordinator, at)
    for one in _OUTS:
        worker = place.actor(place.agencies[one.by].hands[0])
        receiver = place.agencies[one.to].id if one.to else None
        found = _somebody(worker, [file for file in files if file not in used], one.route, receiver, at)
        if found is not None:
            used.add(found[0])
            _refer(worker, one, *found, receiver=receiver, at=at)
    chase_late(actor=area_of(coordinator, purpose="chase late answers"), at=at)


def _files(coordinator: Actor, at: datetime) -> Sequence[UUID]:
    with acting_as(coordinator):
        heard = Referral.objects.filter(state=ReferralState.HEARD, file__closed_at=None, received_at__lt=at - _OLD_CASE)
        return list(dict.fromkeys(heard.order_by("-received_at", "file__reference").values_list("file_id", flat=True)))


def _somebody(
    worker: Actor, files: Sequence[UUID], route: str, receiver: UUID | None, at: datetime
) -> tuple[UUID, UUID] | None:
    """File and person of the first case on which both agencies work and somebody of that route is."""
    today = localdate(at)
    youngest, oldest = _AGES[route]
    born = (today - timedelta(days=366 * oldest), today - timedelta(days=366 * youngest))
    with acting_as(worker):
        parts = Part.objects.filter(
            file_id__in=files, kind=_PARTS[route], until_on=None, person__born_on__range=born,
            person__merged_into=None,
        ).order_by("person__born_on", "person_id")  # fmt: skip
        people = {part.file_id: part.person_id for part in reversed(parts)}
        for file in files:
            if file in people and (receiver is None or _works_on(receiver, file)):
                return file, people[file]
    return None


def _works_on(agency: UUID, file: UUID) -> bool:
    return Agency.objects.filter(id=agency, id__in=Grant.agencies_on(file)).exists()


def _refer(worker: Actor, one: _Out, file: UUID, person: UUID, *, receiver: UUID | None, at: datetime) -> None:
    sent_at = at - timedelta(days=one.sent or 0)
    out = draft(
        actor=worker, file=file, person=person, route=one.route, to_agency=receiver, to_outside=one.outside,
        threshold=one.threshold, urgency=one.urgency, concern=one.concern, wishes=one.wishes,
        consent="no" if one.without else "yes", without_consent=one.without, without_consent_words="", at=sent_at,
    )  # fmt: skip
    if one.sent is None:
        return
    send(actor=worker, file=file, out=out, at=sent_at)
    if one.acknowledged is not None:
        then = at - timedelta(days=one.acknowledged)
        acknowledge(actor=worker, file=file, out=out, on=localdate(then), at=then)
    if one.decided is not None:
        decision, reason = one.decision
        then = at - timedelta(days=one.decided)
        decide(actor=worker, file=file, out=out, decision=decision, reason=reason, on=localdate(then), at=then)
    if one.disagreed:
        escalate(actor=worker, file=file, out=out, reason=one.disagreed, at=at)
    if one.outcome is not None:
        then = at - timedelta(days=one.outcome)
        record_outcome(actor=worker, file=file, out=out, reason=one.came, on=localdate(then), at=then)
    if one.asked:
        asked_again(actor=worker, file=file, out=out, said=one.asked, at=at)

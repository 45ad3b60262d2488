"""What of a case goes into a transfer: the chosen sections, and never where anybody is, her money or her status."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.actions.models import Action
from openccr.casefiles.models import CaseFile
from openccr.conference.models import Adviser, Hearing, Referral, Research, Transfer
from openccr.conference.rules.hearings import HEARING, HearingState
from openccr.conference.rules.research import ResearchState
from openccr.conference.rules.transfer_bundle import (
    FORMAT,
    VERSION,
    Bundle,
    BundledAction,
    BundledMinutes,
    BundledNoGo,
    BundledPaper,
    BundledPerson,
    BundledReferral,
    BundledResearch,
    BundledRisk,
)
from openccr.conference.rules.transfers import NO_IDVA, Section, told_where
from openccr.documents import storage
from openccr.documents.models import Attachment
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import address_like
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice
from openccr.people.models import Part, PersonName
from openccr.people.queries.places import places_of
from openccr.people.rules import in_order
from openccr.risk.models import Assessment
from openccr.sharing.models import NoGo
from openccr.sharing.queries.marks import marks_of
from openccr.sharing.queries.no_go import who

_MARKED = {"sexuality": ("lgbt",), "health": ("disability", "pregnant")}
"""Kinds of information on which she is asked, and the fields they cover."""


def gather(*, actor: Actor, transfer: Transfer, at: datetime, receiver: str = "") -> Bundle:
    """The bundle as it would go now; part of another operation, which asks who may.

    Args:
        receiver: fingerprint of the key it is made for; "" inside one installation.
    """
    file_id = transfer.file_id
    chosen = set(transfer.sections)
    return Bundle(
        format=FORMAT,
        version=VERSION,
        id=transfer.id,
        sender=Partnership.objects.get(id=actor.partnership).name,
        receiver=receiver,
        made_at=at,
        reference=CaseFile.objects.get(id=file_id).reference,
        reason=transfer.reason,
        lawful_basis=tuple(transfer.law),
        already_heard=transfer.already_heard,
        agenda_out=transfer.agenda_out,
        handover=transfer.handover or ("" if Adviser.named_on(file_id) else NO_IDVA),
        orders=transfer.orders if Section.ORDERS in chosen else "",
        people=tuple(_people(file_id)),
        referral=_referral(transfer.referral),
        risks=tuple(_risks(file_id)) if Section.RISK in chosen else (),
        research=tuple(_research(file_id, transfer.agencies_agreed)) if Section.RESEARCH in chosen else (),
        minutes=tuple(_minutes(file_id)) if Section.MINUTES in chosen else (),
        actions=tuple(_actions(file_id)) if Section.ACTIONS in chosen else (),
        papers=tuple(_papers(file_id)) if Section.PAPERS in chosen else (),
        no_go=tuple(_no_go(actor, file_id)),
    )


def tells_nowhere(*texts: str, file_id: UUID, field: str) -> None:
    """Raise Refusal, of that field, when one of the texts says where a victim or a child of the case is now."""
    if any(map(address_like, texts)) or told_where("\n".join(texts), places=places_of([file_id])):
        raise Refusal(
            "Something that would go along says where the victim or a child is now.",
            remedy="Leave that part out, or word it without the place. The new area learns it from the IDVA.",
            field=field,
        )


def _people(file_id: UUID) -> Iterator[BundledPerson]:
    marks = marks_of(file_id)
    kept = {field for kind, fields in _MARKED.items() for field in fields if kind in marks and not marks[kind].be_said}
    parts = list(Part.objects.filter(file_id=file_id, until_on=None).select_related("person").order_by("from_on", "id"))
    names: dict[UUID, list[PersonName]] = {}
    for name in in_order(PersonName.objects.filter(person_id__in=[part.person_id for part in parts])):
        names.setdefault(name.person_id, []).append(name)
    for part in parts:
        one = part.person
        fields = ("sex", "ethnicity", "disability", "lgbt", "pregnant", "language", "interpreter")
        said = {field: getattr(one, field) for field in fields if field not in kept}
        called = [
            {"given": name.given, "family": name.family, "kind": "alias" if name.kind == "alias" else "name"}
            for name in names.get(one.id, [])
        ]
        yield BundledPerson.model_validate(
            {
                **said,
                "part": part.kind,
                "names": called,
                "born_on": one.born_on,
                "born_on_is_expected": one.born_on_is_expected,
                "relationship": part.relationship,
            }
        )


def _referral(row: Referral) -> BundledReferral:
    same = (
        "referred_on", "incident_on", "judgement_reason", "reason", "wishes", "aware", "unaware_reason", "consent",
    )  # fmt: skip
    said = {name: getattr(row, name) for name in same}
    return BundledReferral.model_validate({**said, "agency": row.agency.name, "criteria": row.criteria})


def _risks(file_id: UUID) -> Iterator[BundledRisk]:
    for row in Assessment.objects.filter(file_id=file_id).order_by("assessed_on", "entered_at"):
        yield BundledRisk(
            instrument=row.instrument,
            score=row.score,
            unknowns=row.unknowns,
            judged_high=row.judged_high,
            judgement_reason=row.judgement_reason,
            assessed_on=row.assessed_on,
            agency=row.agency_name,
            answers=row.answers if isinstance(row.answers, dict) else {},
        )


def _research(file_id: UUID, agreed: Iterable[str]) -> Iterator[BundledResearch]:
    """What an agency said goes only if that agency allows it; what is not for the minutes never does."""
    rows = Research.objects.filter(file_id=file_id, state=ResearchState.RETURNED, agency_id__in=list(agreed))
    for row in rows.select_related("agency", "hearing__meeting").order_by("hearing__meeting__on", "agency__name"):
        yield BundledResearch(
            agency=row.agency.name,
            meeting_on=row.hearing.meeting.on,
            victim=row.victim_facts,
            harmer=row.harmer_facts,
            children=row.child_facts,
            wishes=row.her_wishes,
            current_risk=row.current_risk,
            offered=row.suggested_actions,
        )


def _minutes(file_id: UUID) -> Iterator[BundledMinutes]:
    rows = Hearing.objects.filter(file_id=file_id, state=HearingState.HEARD)
    for row in rows.select_related("meeting").order_by("meeting__on"):
        yield BundledMinutes(
            meeting_on=row.meeting.on,
            outcome=HEARING.states[row.state],
            her_views=row.her_views,
            discussion=row.discussion,
            risk_summary=row.risk_summary,
        )


def _actions(file_id: UUID) -> Iterator[BundledAction]:
    for row in Action.objects.filter(file_id=file_id).select_related("agency").order_by("due_on"):
        yield BundledAction(
            text=row.text,
            faces=row.faces,
            agency=row.agency.name,
            due_on=row.due_on,
            state=row.state,
            reason=row.reason,
        )


def _papers(file_id: UUID) -> Iterator[BundledPaper]:
    hearings = dict(Hearing.objects.filter(file_id=file_id).values_list("id", "meeting__on"))
    for row in Attachment.objects.filter(file_id=file_id, about_id__in=hearings, removed_at=None).order_by("kept_at"):
        yield BundledPaper(
            title=row.name,
            meeting_on=hearings[row.about_id],
            content_type=row.content_type,
            data=base64.b64encode(storage.read(row.id)).decode(),
        )


def _no_go(actor: Actor, file_id: UUID) -> Iterator[BundledNoGo]:
    """Her list goes along, whatever else does: the new area must not tell whom she named either."""
    kinds = {key: kind.name for key, kind in practice(actor).agencies.kinds.items()}
    for row in NoGo.objects.filter(NoGo.counting(timezone.localdate()), file_id=file_id).select_related("agency"):
        yield BundledNoGo(who=who(row, kinds), words=row.words)

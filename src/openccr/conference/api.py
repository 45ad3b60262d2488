"""What an agency's own system may do at the conference: send referrals, ask what became of them, answer questions.

Annotations are real objects here, not text: the description of the API is made from them.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import ConfigDict, Field

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.conference.api_referral import ReferralSent
from openccr.conference.operations.research import return_nil, return_research
from openccr.conference.operations.sending import SomeRefused, Taken, send_referrals
from openccr.conference.queries.asked import Asked, asked, question, referral_now
from openccr.conference.queries.known_before import known_before
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.research import ResearchState
from openccr.kernel.addresses import without_addresses
from openccr.people.queries.people import PersonShown
from openccr.people.queries.places import places_of
from openccr.people.rules import PartKind
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.ways import Way
from openccr.ui.calls import Calls, Day, FieldError, NotTaken, Plain

calls = Calls("conference")

MOST = 100
"""How many referrals may be sent at once."""


class ReferralsSent(Schema):
    """One referral or several. They are taken all together, or none is."""

    model_config = ConfigDict(extra="forbid")
    referrals: list[ReferralSent] = Field(min_length=1, max_length=MOST)


class KnownCase(Schema):
    """A case in which somebody may be the victim who was referred."""

    case: str = Field(description="The case's reference. Who it is, your own people see in OpenCCR.")
    part: PartKind
    likely: bool
    alike: list[str] = Field(description="What speaks for it, in words.")
    unlike: list[str] = Field(description="What speaks against it.")


class ReferralTaken(Schema):
    """A referral that was taken in."""

    id: UUID
    referral_ref: str
    already_known: bool = Field(description="The very same came in before; nothing was changed.")
    gaps: list[str] = Field(description="What the coordinator will ask, in sentences.")
    victim_may_be_in: list[KnownCase] = Field(
        description="Of the cases open to your agency, the likeliest first, ten people at the most; never a name. "
        "Empty for a system without leave to ask what became of referrals."
    )


class ReferralsTaken(Schema):
    """What came of what was sent, in its order."""

    referrals: list[ReferralTaken]


class ReferralStands(Schema):
    """Where a referral stands."""

    id: UUID
    referral_ref: str
    state: ReferralState
    state_words: str = Field(description="The state as your people read it.")
    decision: str = Field(description="Why it was decided as it was, in the words of whoever did; empty before.")
    decided_on: date | None


class Question(Schema):
    """What your agency is asked about one case."""

    id: UUID
    case: str = Field(description="The case's reference, for talking about it.")
    state: ResearchState
    due_on: date
    meeting_on: date


class Questions(Schema):
    """The open questions, the earliest due first."""

    research: list[Question]


class Who(Schema):
    """Somebody in the case, to look for in your records. Where she is, is never here."""

    part: PartKind
    name: str
    other_names: list[str]
    born_on: date | None


class QuestionWithPeople(Question):
    """A question, and whom to look for."""

    people: list[Who]


class Answer(Schema):
    """What your agency knows, or that it looked and knows nobody."""

    model_config = ConfigDict(extra="forbid")
    nothing_known: bool = Field(False, description="You looked and know nobody in the case. Then nothing else is sent.")
    last_contact_on: Day | None = None
    victim_facts: Plain = ""
    harmer_facts: Plain = ""
    child_facts: Plain = ""
    her_wishes: Plain = ""
    suggested_actions: Plain = Field("", description="One a line.")
    not_for_minutes: Plain = Field("", description="Read at the meeting and not written into the minutes.")


class Answered(Schema):
    """What the question has become."""

    id: UUID
    state: ResearchState


@calls.post(
    "referrals", name="call_referrals", title="Send referrals", may="conference.api_send", answer=ReferralsTaken,
    status=201,
)  # fmt: skip
def send(request: HttpRequest, body: ReferralsSent) -> Any:
    try:
        taken = send_referrals(
            actor=request.auth,  # type: ignore[attr-defined]
            sent=[one.root for one in body.referrals],  # type: ignore[misc]
            at=timezone.now(),
        )
    except SomeRefused as why:
        raise NotTaken(
            [
                FieldError(field=one.column, row=row, problem=one.problem.problem, remedy=one.problem.remedy)
                for row, problems in sorted(why.problems.items())
                for one in problems
            ]
        ) from None
    return {
        "referrals": [
            {
                "id": one.referral_id,
                "referral_ref": one.reference,
                "already_known": one.already_known,
                "gaps": list(one.gaps),
                "victim_may_be_in": _known(request.auth, one),  # type: ignore[attr-defined]
            }
            for one in taken
        ]
    }


def _known(actor: Any, taken: Taken) -> list[dict[str, Any]]:
    """Who the victim may be, as on the referral's own page: counted, recorded, and without a name in what goes out."""
    if taken.already_known or why_not(actor, "conference.api_read") is not None:
        return []
    before = known_before(actor=actor, file=taken.file_id)
    found = [(one, case) for one in (before.found if before else ()) for case in one.cases]
    if found:
        _let_out(actor, {case.file_id for _, case in found}, "That somebody referred may be known in it")
    return [
        {
            "case": case.reference, "part": case.part, "likely": one.likely, "alike": list(one.alike),
            "unlike": list(one.unlike),
        }
        for one, case in found
    ]  # fmt: skip


@calls.get(
    "referrals/{uuid:referral_id}", name="call_referral", title="What became of one of our referrals",
    may="conference.api_read", answer=ReferralStands,
)  # fmt: skip
def state_of_referral(request: HttpRequest, referral_id: UUID) -> Any:
    now = referral_now(request.auth, referral_id)  # type: ignore[attr-defined]
    record("referral.read", file_id=now.file_id, subjects=[now.id])
    _let_out(request.auth, [now.file_id], "What became of the agency's own referral")  # type: ignore[attr-defined]
    # What leaves for another system tells nobody where she is, as on paper.
    decision = without_addresses(now.decision, known=places_of([now.file_id]))
    return {**vars(now), "referral_ref": now.reference, "decision": decision}


@calls.get(
    "research", name="call_questions", title="What our agency is asked", may="conference.api_research",
    answer=Questions,
)  # fmt: skip
def questions(request: HttpRequest) -> Any:
    found = asked(request.auth)  # type: ignore[attr-defined]
    record("research.listed", subjects=[one.id for one in found])
    return {"research": [vars(one) for one in found]}


@calls.get(
    "research/{uuid:research_id}", name="call_question", title="One question, and whom to look for",
    may="conference.api_research", answer=QuestionWithPeople,
)  # fmt: skip
def one_question(request: HttpRequest, research_id: UUID) -> Any:
    actor = request.auth  # type: ignore[attr-defined]
    found, people = question(actor, research_id, today=timezone.localdate())
    record("research.read", file_id=found.file_id, subjects=[found.id, *(one.person_id for one in people)])
    _let_out(actor, [found.file_id], "Whom the agency is asked about", people=[one.person_id for one in people])
    return {**vars(found), "people": [_who(one) for one in people]}


@calls.post(
    "research/{uuid:research_id}", name="call_question", title="Say what our agency knows",
    may="conference.api_answer", answer=Answered,
)  # fmt: skip
def answer(request: HttpRequest, research_id: UUID, body: Answer) -> Any:
    actor = request.auth  # type: ignore[attr-defined]
    found, _ = question(actor, research_id, today=timezone.localdate())
    said = body.dict(exclude={"nothing_known"})
    this: dict[str, Any] = {"actor": actor, "file_id": found.file_id, "research_id": found.id, "at": timezone.now()}
    if body.nothing_known:
        _nothing_else(said)
        return_nil(**this)
    else:
        return_research(**this, **said)
    return _now(actor, found)


def _let_out(actor: Any, file_ids: Collection[UUID], why: str, people: Sequence[UUID] = ()) -> None:
    """Into the agency's own system: a line in the ledger, the first time each day."""
    let_out = LetOut(way=Way.API, why=why, agency_id=actor.agency_id, kinds=("identity",), people=tuple(people))
    disclose(actor=actor, file_ids=file_ids, let_out=let_out, at=timezone.now(), once_a_day=True)


def _nothing_else(said: dict[str, Any]) -> None:
    """Somebody who knows nobody has nothing to say of anybody: one of the two was not meant."""
    faults = [name for name, value in said.items() if value]
    if faults:
        raise NotTaken(
            [
                FieldError(field=name, problem="this came with “nothing_known”", remedy="Send one of them.")
                for name in faults
            ]
        )


def _now(actor: Any, found: Asked) -> dict[str, Any]:
    now, _ = question(actor, found.id, today=timezone.localdate())
    return {"id": now.id, "state": now.state}


def _who(one: PersonShown) -> dict[str, Any]:
    return {"part": one.part, "name": one.name, "other_names": list(one.aliases), "born_on": one.born_on}

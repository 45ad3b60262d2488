"""The list of requests, a new one, and one request with what is to be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.subjectaccess.clocks import due_of
from openccr.subjectaccess.forms import IdentifyForm, IntakeForm, PersonForm
from openccr.subjectaccess.models import SubjectRequest
from openccr.subjectaccess.operations import Intake, identify, name_person, receive
from openccr.subjectaccess.pages import pages
from openccr.subjectaccess.pages.around import LIST, back, crumbs, to_request
from openccr.subjectaccess.pages.next_steps import offered
from openccr.subjectaccess.queries import RequestShown, bundle_of, people_called, requests
from openccr.subjectaccess.rules.requests import Capacity, Facts, RequestState
from openccr.subjectaccess.standing import facts_of, request_of
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, offer, record_page, stamped, table

_SEE, _MAY = "subjectaccess.see", "subjectaccess.answer"


class _Row:
    """A request as a row of the list."""

    def __init__(self, one: RequestShown) -> None:
        self.id, self.late = one.id, one.late
        self.href = to_request(one.id)
        self.reference, self.received_on, self.due_on = one.reference, one.received_on, one.due_on
        self.asker = one.asker
        self.state = StateWord("Late", "late") if one.late else _word(one.state)


def _word(state: RequestState) -> StateWord:
    closed = state in (RequestState.ANSWERED, RequestState.WITHDRAWN)
    return StateWord(state.label, "done" if closed else "waiting")


_COLUMNS = (
    Column("reference", "Reference", whole=True),
    Column("asker", "Who asks"),
    Column("received_on", "Received", whole=True),
    Column("due_on", "Due", whole=True),
    Column("state", "State"),
)


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(one) for one in requests(actor=actor, today=timezone.localdate())],
        columns=_COLUMNS,
        empty={"text": "Nobody has asked for their own data."},
        actions=[offer(actor, text="Write down a request", page="subjectaccess.new", may=_MAY)],
        note="Answered within a month, by two people, and collected by hand.",
    )


table(
    pages, "subject-access/", name="list", title="Requests for one's own data", may=_SEE, query=_list,
    reads="subject_access.listed",
)  # fmt: skip


def _receive(*, actor: Actor, **given: Any) -> UUID:
    return receive(actor=actor, intake=Intake(**given), at=timezone.now())


ask(
    pages, "subject-access/new/", name="new", title="Write down a request", may=_MAY, form=IntakeForm,
    operation=_receive, done=lambda request: Done(to_request(request), "Written down. The clock runs."),
    about=lambda *, actor: Asked(
        intro="Nothing is looked up here. Say to whoever asks only that it will be answered, never whether there is "
        "a record.",
        crumbs=[LIST, {"text": "New"}],
    ),
)  # fmt: skip


def _one(*, actor: Actor, asked: UUID) -> Screen:
    row = request_of(asked)
    facts = facts_of(row)
    bundle = bundle_of(row, actor=actor)
    record("subject_access.read", subjects=[row.id])
    steps = offered(actor, row, facts, bundle)
    return Screen(
        title=f"Request {row.reference}",
        data={"summary": {"rows": _summary(row, facts, actor)}, "bundle": bundle, "facts": facts, "steps": steps},
        actions=steps.next,
        crumbs=[LIST, {"text": row.reference}],
    )  # fmt: skip


def _summary(row: SubjectRequest, facts: Facts, actor: Actor) -> list[dict[str, Any]]:
    today = timezone.localdate()
    due = due_of(row, actor=actor, today=today)
    waits = row.waits_from is not None and row.waits_until is None
    rows: list[dict[str, Any]] = [
        {"key": "State", "text": _word(facts.state)},
        {"key": "Due", "text": due, "note": "The clock stands still until they say more." if waits else ""},
        {"key": "Received", "text": row.received_on, "note": f"Taken in by {row.taken_by}"},
        {"key": "Who asks", "text": row.asker_name, "note": Capacity(row.capacity).label},
        {"key": "Whose data", "text": row.about_name if row.about_name != row.asker_name else "Their own"},
        {"key": "What they ask for", "text": row.wants},
        {"key": "Identity", "text": row.identity_how, "note": row.identity_by},
        {"key": "Authority", "text": row.authority},
        {"key": "Treated as hostile", "text": row.hostile_why if row.hostile else ""},
        {"key": "Extended", "text": row.extended_why, "note": f"{row.extended_on:%d %B %Y}" if row.extended_on else ""},
        {"key": "Searched", "text": _searched(row)},
        {"key": "Withdrawn", "text": row.withdrawn_why},
    ]
    return [one for one in rows if one["text"]]


def _searched(row: SubjectRequest) -> str:
    if row.searched_at is None:
        return ""
    tables = sum(1 for number in row.searched.values() if number)
    entries = sum(row.searched.values())
    return f"{entries} entries in {tables} of {len(row.searched)} parts of the record, by {row.searched_by}"


record_page(
    pages, "subject-access/<uuid:asked>/", name="request", title="Request for one's own data", may=_SEE, query=_one,
    reads="subject_access.read", template="subjectaccess/request.html",
)  # fmt: skip

ask(
    pages,
    "subject-access/<uuid:asked>/identity/",
    name="identify",
    title="Who asks",
    may=_MAY,
    form=IdentifyForm,
    operation=stamped(identify, request="asked"),
    done=back("Written down."),
    about=lambda *, actor, asked: Asked(
        title=f"Who asks? {request_of(asked).reference}", crumbs=crumbs(asked, "Identity")
    ),
)


def _people(*, actor: Actor, asked: UUID) -> dict[str, Any]:
    row = request_of(asked)
    record("subject_access.read", subjects=[row.id])
    return {"subjects": people_called(row.about_name), "askers": people_called(row.asker_name)}


def _hostile_or_not(found: bool, *, asked: UUID) -> Done:
    words = "Whoever asks is said to harm: it is treated as hostile." if found else "Written down."
    return Done(to_request(asked), words)


ask(
    pages,
    "subject-access/<uuid:asked>/person/",
    name="person",
    title="Whose record",
    may=_MAY,
    form=PersonForm,
    operation=stamped(name_person, request="asked"),
    done=_hostile_or_not,
    choices=_people,
    about=lambda *, actor, asked: Asked(
        title="Whose record is it?",
        intro="Found by the name as it was given. Compare the date of birth with what was seen.",
        crumbs=crumbs(asked, "Person"),
    ),
)

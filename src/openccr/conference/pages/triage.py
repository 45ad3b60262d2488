"""Deciding on referrals, and an agency's answers to decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.may import must
from openccr.conference.forms.triage import AnswerForm, AppealForm, NotMetForm, RepeatForm, SendBackForm
from openccr.conference.operations import triage as decisions
from openccr.conference.pages import pages
from openccr.conference.pages.common import bar_of, case_crumbs, stamped
from openccr.conference.pages.referral import evidence
from openccr.conference.pages.referrals import to_referral
from openccr.conference.queries.triage import Waiting, referral_of, repeat_proposal, waiting
from openccr.conference.rules.reading import PROCESS
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.components import StateWord
from openccr.ui.kinds import PER_PAGE, Asked, Column, Done, Listing, ask, button, offer, table


class _Row:
    """A waiting referral as a row of a table."""

    def __init__(self, row: Waiting) -> None:
        self.id = row.id
        self.file_id = row.file_id
        self.href = to_referral(row.file_id, row.id)
        self.reference = row.reference
        self.initials = row.initials
        self.agency = row.agency
        self.criteria = row.criteria
        self.risk = row.risk
        words = "1 working day" if row.days == 1 else f"{row.days} working days"
        self.days = StateWord(words, "late") if row.late else words
        self.state = row.state
        self.gaps = "1 question" if row.gaps == 1 else f"{row.gaps} questions" if row.gaps else ""


_COLUMNS = (
    Column("reference", "Case", whole=True),
    Column("initials", "Initials"),
    Column("agency", "From"),
    Column("criteria", "Criteria"),
    Column("risk", "Risk"),
    Column("gaps", "To ask", whole=True),
    Column("days", "Waiting", whole=True),
    Column("state", "State"),
)


def _waiting(*, actor: Actor, params: Any, page: int) -> Listing:
    rows, total = waiting(today=timezone.localdate(), first=(page - 1) * PER_PAGE, last=page * PER_PAGE)
    return Listing(
        rows=[_Row(row) for row in rows],
        columns=_COLUMNS,
        empty={"text": "No referral waits for a decision."},
        total=total,
        actions=[offer(actor, text="Bring in a file", page="conference.import", may="conference.import")],
    )


table(
    pages, "triage/", name="triage", title="Referrals waiting for triage", may="conference.triage", query=_waiting,
    reads="triage.read", menu="Triage",
)  # fmt: skip

_BY_THEIR_WORDS = {"file_id": "file", "referral_id": "referral"}


def _done(words: str) -> Any:
    return lambda _, *, file, referral: Done(to_referral(file, referral), words)


def _about(title: str, words: str, *, may: str) -> Any:
    """What stands around a decision's form; an answer is asked of the referring agency alone."""

    def about(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        row = referral_of(file_id=file, referral_id=referral)
        must(actor, may, row.agency)
        crumbs = [*case_crumbs(case), {"text": "Referral", "href": to_referral(file, referral)}]
        return Asked(title=title, button=words, identity=bar, crumbs=crumbs, context={"referral": row})

    return about


def _reasons(name: str) -> Any:
    return lambda *, actor, file, referral: {"reasons": getattr(practice(actor).processes[PROCESS], name)}


_ONE = "case/<uuid:file>/referral/<uuid:referral>/"

button(
    pages, f"{_ONE}accept/", name="accept", title="Accept for conference", may="conference.triage",
    operation=stamped(decisions.accept, **_BY_THEIR_WORDS), done=_done("Accepted. It can be listed on a meeting."),
)  # fmt: skip

ask(
    pages, f"{_ONE}return/", name="send_back", title="Return with a question", may="conference.triage",
    form=SendBackForm, operation=stamped(decisions.send_back, **_BY_THEIR_WORDS), choices=_reasons("reasons_returned"),
    about=_about("Return the referral with a question", "Return it", may="conference.triage"),
    done=_done("Returned. The agency has it on its list."),
)  # fmt: skip

ask(
    pages, f"{_ONE}not-met/", name="find_not_met", title="Criteria not met", may="conference.triage",
    form=NotMetForm, operation=stamped(decisions.find_not_met, **_BY_THEIR_WORDS), choices=_reasons("reasons_not_met"),
    about=_about("The criteria are not met", "Save the decision", may="conference.triage"),
    done=_done("Saved. The agency can appeal or refer again."),
)  # fmt: skip

ask(
    pages, f"{_ONE}answer/", name="resubmit", title="Answer and send again", may="conference.refer", form=AnswerForm,
    operation=stamped(decisions.resubmit, **_BY_THEIR_WORDS), template="conference/answer.html",
    about=_about("Answer the question", "Send again", may="conference.refer"), done=_done("Sent again."),
)  # fmt: skip

ask(
    pages, f"{_ONE}appeal/", name="appeal", title="Appeal", may="conference.refer", form=AppealForm,
    operation=stamped(decisions.appeal, **_BY_THEIR_WORDS), template="conference/answer.html",
    about=_about("Appeal against the decision", "Appeal", may="conference.refer"),
    done=_done("Sent to be looked at again."),
)  # fmt: skip


def _confirm_repeat(*, actor: Actor, file: UUID, referral: UUID, repeat: bool) -> None:
    earlier = repeat_proposal(referral_of(file_id=file, referral_id=referral)).earlier
    decisions.confirm_repeat(
        actor=actor, file_id=file, referral_id=referral, repeat=repeat, previous_id=earlier.id if earlier else None,
        at=timezone.now(),
    )  # fmt: skip


def _about_repeat(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    row = referral_of(file_id=file, referral_id=referral)
    return Asked(
        title="Is this a repeat?",
        button="Save",
        identity=bar,
        crumbs=[*case_crumbs(case), {"text": "Referral", "href": to_referral(file, referral)}],
        context={"evidence": {"rows": evidence(repeat_proposal(row))}},
    )


ask(
    pages, f"{_ONE}repeat/", name="repeat", title="Is this a repeat?", may="conference.triage", form=RepeatForm,
    operation=_confirm_repeat, about=_about_repeat, done=_done("Saved."), template="conference/repeat.html",
)  # fmt: skip

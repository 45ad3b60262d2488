"""Deciding on referrals, and an agency's answers to decisions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.may import must
from openccr.conference.forms.triage import (
    AnswerForm,
    AppealForm,
    OutOfAreaForm,
    RedirectForm,
    RepeatForm,
    SendBackForm,
    TakeBackForm,
)
from openccr.conference.operations import triage as decisions
from openccr.conference.operations.deciding_again import decide_again, unwithdraw
from openccr.conference.operations.transfers import other_areas
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.pages.referrals import to_referral
from openccr.conference.pages.repeats import repeat_evidence
from openccr.conference.queries.meeting_choices import next_meeting
from openccr.conference.queries.triage import Waiting, referral_of, repeat_proposal, waiting
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.components import StateWord
from openccr.ui.kinds import PER_PAGE, Asked, Column, Done, Listing, ask, button, offer, stamped, table


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
        note=next_meeting(today=timezone.localdate()),
        actions=[
            offer(actor, text="Transfers", page="conference.transfers", may="conference.transfer"),
            offer(actor, text="Bring in a file", page="conference.import", may="conference.import"),
        ],
    )


table(
    pages, "triage/", name="triage", title="Referrals waiting for triage", may="conference.triage", query=_waiting,
    reads="triage.read", menu="Triage",
)  # fmt: skip

BY_THEIR_WORDS = {"file_id": "file", "referral_id": "referral"}


def done(words: str) -> Any:
    return lambda _, *, file, referral: Done(to_referral(file, referral), words)


def about(title: str, words: str, *, may: str) -> Any:
    """What stands around a decision's form; an answer is asked of the referring agency alone."""

    def shown(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        row = referral_of(file_id=file, referral_id=referral)
        must(actor, may, row.agency)
        crumbs = [*case_crumbs(case), {"text": "Referral", "href": to_referral(file, referral)}]
        return Asked(title=title, button=words, identity=bar, crumbs=crumbs, context={"referral": row})

    return shown


def reasons(name: str) -> Any:
    return lambda *, actor, file, referral: {"reasons": getattr(practice(actor).processes[PROCESS], name)}


ONE = "case/<uuid:file>/referral/<uuid:referral>/"

button(
    pages, f"{ONE}accept/", name="accept", title="Accept for conference", may="conference.triage",
    operation=stamped(decisions.accept, **BY_THEIR_WORDS), done=done("Accepted. It can be listed on a meeting."),
)  # fmt: skip

ask(
    pages, f"{ONE}return/", name="send_back", title="Return with a question", may="conference.triage",
    form=SendBackForm, operation=stamped(decisions.send_back, **BY_THEIR_WORDS), choices=reasons("reasons_returned"),
    about=about("Return the referral with a question", "Return it", may="conference.triage"),
    done=done("Returned. The agency has it on its list."),
)  # fmt: skip

ask(
    pages, f"{ONE}pass-on/", name="redirect", title="Pass to another forum", may="conference.triage",
    form=RedirectForm, operation=stamped(decisions.redirect, **BY_THEIR_WORDS), choices=reasons("other_forums"),
    about=about("Pass the referral to another forum", "Pass it on", may="conference.triage"),
    done=done("Passed on. The agency is told, and can appeal."),
)  # fmt: skip

ask(
    pages, f"{ONE}out-of-area/", name="mark_out_of_area", title="Out of area", may="conference.triage",
    form=OutOfAreaForm, operation=stamped(decisions.mark_out_of_area, **BY_THEIR_WORDS),
    choices=lambda *, actor, file, referral: {"areas": [*other_areas().values()]},
    about=about("Another area hears this case", "Mark for transfer", may="conference.triage"),
    done=done("Marked. Ring that area's coordinator and transfer it: until they have listed it, it is yours."),
)  # fmt: skip


def _about_again(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
    """What taking a decision back does not do by itself stands above the form."""
    asked: Asked = about("Decide again", "Take the decision back", may="conference.triage")(
        actor=actor, file=file, referral=referral
    )
    row = referral_of(file_id=file, referral_id=referral)
    return replace(asked, intro=f"{_BACK} {_BESIDES.get(ReferralState(row.state), '')}".strip())


_BACK = "It waits for triage again, and the agency that referred is told. What was decided stays on record."
_BESIDES = {
    ReferralState.NOT_MET: "Tell whoever decided with you. The help that was promised for that day goes on.",
    ReferralState.REDIRECTED: "If the other forum has it already, tell them too.",
    ReferralState.JOINED: "The agency sees the other case until you end that there, under “Who can see it”.",
}


ask(
    pages, f"{ONE}decide-again/", name="decide_again", title="Decide again", may="conference.triage",
    form=TakeBackForm, operation=stamped(decide_again, **BY_THEIR_WORDS), about=_about_again,
    done=done("Taken back. It waits for triage again, and the agency is told."),
)  # fmt: skip

ask(
    pages, f"{ONE}take-withdrawal-back/", name="unwithdraw", title="Take the withdrawal back", may="conference.list",
    form=TakeBackForm, operation=stamped(unwithdraw, **BY_THEIR_WORDS),
    about=about("Take the withdrawal back", "Take it back", may="conference.list"),
    done=done("Taken back. List it on a meeting: it may go back to the one it was on."),
)  # fmt: skip


def _criteria(*, actor: Actor, file: UUID, referral: UUID) -> dict[str, Any]:
    """Those of the referral's day that it does not name, or names without the reason they need."""
    row = referral_of(file_id=file, referral_id=referral)
    return {
        "criteria": [
            (one.code, f"{one.name} ({one.code})")
            for one in practice(actor).processes[PROCESS].criteria_on(row.referred_on)
            if one.code not in row.criteria or (one.needs_reason and not row.judgement_reason)
        ]
    }


ask(
    pages, f"{ONE}answer/", name="resubmit", title="Answer and send again", may="conference.refer", form=AnswerForm,
    operation=stamped(decisions.resubmit, **BY_THEIR_WORDS), template="conference/answer.html",
    about=about("Answer the question", "Send again", may="conference.refer"), done=done("Sent again."),
    choices=_criteria,
)  # fmt: skip

ask(
    pages, f"{ONE}appeal/", name="appeal", title="Appeal", may="conference.refer", form=AppealForm,
    operation=stamped(decisions.appeal, **BY_THEIR_WORDS), template="conference/answer.html",
    about=about("Appeal against the decision", "Appeal", may="conference.refer"),
    done=done("Sent to be looked at again."), choices=_criteria,
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
        context={"evidence": {"rows": repeat_evidence(repeat_proposal(row))}},
    )


ask(
    pages, f"{ONE}repeat/", name="repeat", title="Is this a repeat?", may="conference.triage", form=RepeatForm,
    operation=_confirm_repeat, about=_about_repeat, done=done("Saved."), template="conference/repeat.html",
)  # fmt: skip

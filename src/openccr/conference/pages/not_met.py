"""Two people find that the criteria are not met; early help goes on the same day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.conference.forms.triage import EarlyHelpForm, NotMetForm, SecondForm, TakeBackForm
from openccr.conference.operations import not_met as decisions
from openccr.conference.operations.triage import facts_of
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.pages.referrals import to_referral
from openccr.conference.pages.triage import BY_THEIR_WORDS, ONE, about, done
from openccr.conference.queries.not_met import early_help_of, proposals_of, whom_to_ask
from openccr.conference.queries.triage import referral_of
from openccr.conference.rules.reading import PROCESS
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask, stamped


def _what_may_be_said(*, actor: Actor, file: UUID, referral: UUID) -> dict[str, Any]:
    """Reasons that weigh the score are not offered for a professional judgement, nor for an automatic criterion."""
    process = practice(actor).processes[PROCESS]
    judged = _judged(file, referral)
    return {
        "reasons": {key: one for key, one in process.reasons_not_met.items() if not (judged and one.about_score)},
        "routes": process.early_help,
        "people": whom_to_ask(file, actor=actor, today=timezone.localdate()),
    }


def _judged(file: UUID, referral: UUID) -> bool:
    """Whether the score cannot be held against this referral."""
    facts = facts_of(referral_of(file_id=file, referral_id=referral))
    return facts.judged_high or facts.automatic or "PJ" in facts.criteria or bool(facts.met_by_score)


def _about_proposing(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
    title, words = "Propose that the criteria are not met", "Ask the second person"
    asked: Asked = about(title, words, may="conference.triage")(actor=actor, file=file, referral=referral)
    return replace(asked, intro=_NOT_FOR_ITS_SCORE) if _judged(file, referral) else asked


_NOT_FOR_ITS_SCORE = (
    "A professional judgement cannot be turned down for its score, nor can a score that meets a criterion, nor what "
    "takes a case on by being stated. Reasons that weigh the risk are not offered."
)


ask(
    pages, f"{ONE}not-met/", name="propose_not_met", title="Criteria not met", may="conference.triage",
    form=NotMetForm, operation=stamped(decisions.propose_not_met, **BY_THEIR_WORDS), choices=_what_may_be_said,
    about=_about_proposing,
    done=done("Proposed. Confirm the early help today; the second person has it on their list."),
)  # fmt: skip


def _second(title: str, words: str) -> Any:
    """The second person's page: nobody else finds it."""

    def shown(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        asked = [one for one in proposals_of(referral, actor=actor) if one.second_id == actor.appointment_id]
        if not asked:
            raise NotFound
        crumbs = [*case_crumbs(case), {"text": "Referral", "href": to_referral(file, referral)}]
        return Asked(title=title, button=words, identity=bar, crumbs=crumbs, context={"proposal": asked[0]})

    return shown


ask(
    pages, f"{ONE}not-met/confirm/", name="confirm_not_met", title="Confirm: criteria not met",
    may="conference.second", form=SecondForm, operation=stamped(decisions.confirm_not_met, **BY_THEIR_WORDS),
    about=_second("Do you confirm that the criteria are not met?", "Confirm"), template="conference/second.html",
    done=done("Confirmed. The agency is told, and can appeal."),
)  # fmt: skip

ask(
    pages, f"{ONE}not-met/disagree/", name="disagree", title="Disagree", may="conference.second", form=SecondForm,
    operation=stamped(decisions.disagree, **BY_THEIR_WORDS), template="conference/second.html",
    about=_second("You do not agree", "Disagree"), done=done("The coordinator decides anew."),
)  # fmt: skip

ask(
    pages, f"{ONE}not-met/take-back/", name="take_back", title="Take the proposal back", may="conference.triage",
    form=TakeBackForm, operation=stamped(decisions.take_back, **BY_THEIR_WORDS),
    about=about("Take the proposal back", "Take it back", may="conference.triage"), done=done("Taken back."),
)  # fmt: skip


def _about_help(*, actor: Actor, file: UUID, referral: UUID, early: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    one = next((row for row in early_help_of(referral, actor=actor) if (row.id, row.file_id) == (early, file)), None)
    if one is None:
        raise NotFound
    crumbs = [*case_crumbs(case), {"text": "Referral", "href": to_referral(file, referral)}]
    return Asked(title=f"Early help: {one.route}", button="It is done", identity=bar, crumbs=crumbs)


def _confirm_help(*, actor: Actor, file: UUID, referral: UUID, early: UUID, outcome: str) -> UUID:
    return decisions.confirm_early_help(actor=actor, file_id=file, help_id=early, outcome=outcome, at=timezone.now())


ask(
    pages, f"{ONE}early-help/<uuid:early>/", name="early_help", title="Early help", may="conference.early_help",
    form=EarlyHelpForm, operation=_confirm_help, about=_about_help,
    done=lambda _, *, file, referral, early: Done(to_referral(file, referral), "Saved."),
)  # fmt: skip

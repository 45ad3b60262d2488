"""The criteria of a referral, weighed by the rules of its own day."""

from __future__ import annotations

from datetime import date

from openccr.access.acting import current_actor
from openccr.conference.models import Referral
from openccr.conference.queries.triage import RepeatProposal
from openccr.conference.rules.criteria import CriteriaFacts, Weighed, scores_of, weigh
from openccr.conference.rules.reading import PROCESS
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.people.queries.pairs import files_of_pair
from openccr.risk.queries import all_risks


def criteria_of(referral: Referral, *, proposal: RepeatProposal) -> list[Weighed]:
    """Every criterion in use on the day of the referral, with whether it is met, by which rule, and why.

    Args:
        proposal: what speaks for a repeat (`queries.triage.repeat_proposal`).
    """
    process = practice(current_actor()).processes[PROCESS]
    risks = all_risks(referral.file_id)
    facts = CriteriaFacts(
        referred_on=referral.referred_on,
        claimed=frozenset(referral.criteria),
        automatic=frozenset(process.choices.automatic),
        judged_high=any(risk.high_on_judgement for risk in risks),
        judgement_reason=referral.judgement_reason,
        scores=scores_of(risks),
        events=_events(referral),
        repeat=_repeat(referral, proposal),
        repeat_why=_why(referral, proposal),
    )
    return [weigh(criterion, facts) for criterion in process.criteria_on(referral.referred_on)]


def _events(referral: Referral) -> frozenset[date]:
    """Days of abuse that referrals of this pair name. One query."""
    named = Referral.objects.filter(file__in=files_of_pair(referral.file_id)).values_list("incident_on", flat=True)
    return frozenset(day for day in (*named, referral.incident_on) if day is not None)


def _repeat(referral: Referral, proposal: RepeatProposal) -> bool | None:
    if referral.repeat is not None:
        return referral.repeat
    return proposal.proposed if proposal.earlier else None


def _why(referral: Referral, proposal: RepeatProposal) -> str:
    if referral.repeat is not None:
        return f"Decided by a person, by {referral.repeat_rule}."
    if proposal.earlier is None:
        return ""
    on = proposal.earlier.referred_on
    words = f"Referred before on {day_words(on)}"
    if proposal.until:
        words += f"; abuse up to {day_words(proposal.until)} makes a repeat"
    return f"{words}. By {proposal.rule.key}; a person confirms it."


def one_chance_proposed(referral: Referral) -> list[str]:
    """Why one-chance mode is proposed, in words: criteria of the referral, and yes to the pack's items."""
    pack = practice(current_actor())
    process = pack.processes[PROCESS]
    names = {one.code: one.name for one in process.criteria.values()}
    found = [names[code] for code in referral.criteria if code in process.one_chance.criteria]
    for risk in all_risks(referral.file_id):
        tool = pack.instruments.get(risk.instrument)
        for item in tool.items if tool else ():
            given = risk.answers.get(item.number)
            if tool and given and item.topic in process.one_chance.items and given.answer in tool.saying("present"):
                found.append(f"{risk.tool}: {item.text}")
    return list(dict.fromkeys(found))

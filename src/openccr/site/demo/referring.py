"""What a referral claims: the criteria, the score, the answers behind it and the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from openccr.conference.rules.submissions import Submission
from openccr.content import Pack
from openccr.content.schema.generator import Generator
from openccr.content.schema.instruments import Instrument
from openccr.people.rules import Description, Name
from openccr.site.demo.dice import Dice
from openccr.site.demo.people import Circle, family_of
from openccr.site.demo.place import InventedAgency, Staff
from openccr.site.demo.words import Words

_JUDGED_BELOW = 60
"""Percent of referrals under the threshold that rest on judgement; other judgements stand beside a high score."""
_MILD = ("money", "substances_or_mental_health", "police_history", "separation")
"""Topics of the checklist that by themselves no conference is called for."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a referral rests on: codes of criteria, the score, and item number → answer."""

    criteria: tuple[str, ...]
    score: int
    answers: Mapping[int, str]


def instrument_of(pack: Pack) -> Instrument:
    """The instrument that the conference uses."""
    return pack.instrument(pack.processes["marac"].choices.instruments[0])


def invent_claim(
    *,
    pack: Pack,
    numbers: Generator,
    police: bool,
    repeat: bool,
    children: bool,
    weak: tuple[str, ...] | None,
    dice: Dice,
) -> Claim:
    """What one referral claims.

    Args:
        weak: criteria of a referral that is found not to meet them; None for any other.
    """
    tool = instrument_of(pack)
    if weak is not None:
        return Claim(criteria=weak, score=(few := dice.whole(1, len(_MILD))), answers=_mild(tool, few, dice))
    rates = numbers.criteria.percent
    high = dice.percent(rates["VHR"])
    others = {code for code in ("ESC", "HBV") if code in rates and dice.percent(rates[code])}
    others |= {"REP"} if repeat else set()
    judged = dice.percent(_judged_above(rates) if high else _JUDGED_BELOW)
    # Whatever is referred claims something; what is under the threshold claims it on judgement.
    judged = judged or not (high or others)
    codes = {*others, *(["VHR"] if high else []), *(["PJ"] if judged else [])}
    curve = numbers.score_police if police else numbers.score_partner
    if not high and codes == {"PJ"}:
        curve = numbers.score_judgement_only
    score = round(dice.normal(curve, low=tool.threshold if high else 0, high=None if high else tool.threshold - 1))
    order = [criterion.code for criterion in pack.processes["marac"].criteria_in_use]
    return Claim(
        criteria=tuple(code for code in order if code in codes),
        score=score,
        answers=_answers(numbers, tool, score=score, children=children, dice=dice),
    )


def _mild(tool: Instrument, number: int, dice: Dice) -> dict[int, str]:
    yes = set(dice.some(_MILD, number))
    return {item.number: "yes" if item.topic in yes else "no" for item in tool.items}


def _judged_above(rates: Mapping[str, float]) -> float:
    """Percent of high scores that carry a judgement too, so that judgements as a whole come to their rate."""
    high = rates["VHR"] / 100
    bare = (1 - rates["ESC"] / 100) * (1 - rates["REP"] / 100) * (1 - rates["HBV"] / 100)
    below = _JUDGED_BELOW / 100 + (1 - _JUDGED_BELOW / 100) * bare
    return max(0.0, (rates["PJ"] / 100 - (1 - high) * below) / high) * 100


def _answers(numbers: Generator, tool: Instrument, *, score: int, children: bool, dice: Dice) -> dict[int, str]:
    """As many yes answers as the score, the commoner items first by chance; a few are not known."""
    weights = {}
    for item in tool.items:
        rate = numbers.item_yes.percent.get(item.topic, 50)
        if item.topic == "child_contact":
            rate = numbers.child_contact_if_children.percent if children else 1
        weights[item.number] = rate / (100.5 - rate)
    yes = dice.weighted(weights, score)
    left = [number for number in tool.numbers if number not in yes]
    unknown = set(dice.some(left, dice.count(numbers.unknown_answers)))
    return {number: "yes" if number in yes else "unknown" if number in unknown else "no" for number in tool.numbers}


def invent_submission(
    *,
    pack: Pack,
    numbers: Generator,
    circle: Circle,
    claim: Claim,
    agency: InventedAgency,
    referrer: Staff,
    on: date,
    reference: str,
    words: Words,
    dice: Dice,
) -> Submission:
    """The referral as that agency sends it on that day."""
    topics = [item.topic for item in instrument_of(pack).items if claim.answers[item.number] == "yes"]
    reasons = list(pack.processes["marac"].reasons_unaware.values())
    aware = dice.percent(numbers.consent.percent["aware"])
    consents = aware and dice.percent(100 * numbers.consent.percent["consent"] / numbers.consent.percent["aware"])
    return Submission(
        agency=agency.referring,
        referred_on=on,
        victim=circle.victim,
        reference=reference,
        referrer_name=referrer.name,
        referrer_email=referrer.email,
        criteria=claim.criteria,
        dash_score=claim.score,
        judgement_reason=words.judgement() if "PJ" in claim.criteria else "",
        harmers=circle.harmers,
        children=tuple(_now(child, circle, on) for child in circle.children),
        consent="yes" if consents else "no" if dice.percent(numbers.consent.percent["no_consent_recorded"]) else "",
        victim_aware="yes" if aware else "no",
        unaware_reason="" if aware else dice.one(reasons).name,
        incident_on=on - timedelta(days=dice.whole(0, 6)),
        reason=words.reason(topics),
        victim_wishes=words.wishes() if aware and dice.percent(70) else "",
    )  # fmt: skip


def _now(child: Description, circle: Circle, on: date) -> Description:
    """An unborn child that was born since the last referral has a name."""
    if not child.born_on_is_expected or child.born_on is None or child.born_on > on:
        return child
    return replace(child, born_on_is_expected=False, names=(Name(given=f"Baby {family_of(circle.victim)}"),))

"""What happens to one referral: from the day it comes in until its case is listed, or is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from openccr.conference.rules.submissions import Submission
from openccr.people.rules import PartKind
from openccr.sharing.rules.grounds import Consent
from openccr.site.demo import acts
from openccr.site.demo.hearing import from_listing_on
from openccr.site.demo.people import CONTACT_RULES, SAID_SAFE_PERCENT
from openccr.site.demo.place import COORDINATING, InventedAgency, Staff
from openccr.site.demo.referring import Claim, instrument_of, invent_claim, invent_submission
from openccr.site.demo.setting import Script, Setting, Turn
from openccr.site.demo.words import Words

_WEAK: dict[Script, tuple[str, ...]] = {Script.NOT_MET: (), Script.APPEALED: ("ESC",)}
"""What is claimed by referrals that are found not to meet the criteria."""
_ASSESSED_PERCENT = 45
"""Percent of cases in which her adviser goes through the whole instrument with her."""
_DECIDED_PERCENT = 85
"""Percent of people who were not here before of whom that is written down, too."""
_NOT_TRIED_PERCENT = 8
"""Percent of victims whom nobody tried to contact before the meeting: what is left of the pack's."""
_SHARED = "The telephone is shared. Do not call"
_KEPT_FROM_PERSONA = 2
"""Place on the coming agenda of the case that the excluded persona must not know of."""
_KNOWS, _COLLEAGUE = "Knows the person who harms", "The person who harms works in the same team"


def write_case(*, setting: Setting, turn: Turn) -> acts.Case:
    """All that has happened in the case by today."""
    turn = replace(turn, kept_out=_conflict(setting, turn))
    dice, place = turn.dice, setting.place
    words = Words(sex=turn.circle.victim.sex, dice=dice)
    agency, referrer = _referrer(setting, turn)
    contact = dice.pick({**setting.numbers.victim_contact.percent, "": _NOT_TRIED_PERCENT})
    turn = replace(turn, referring=agency.kind, contact=contact)
    claim = invent_claim(
        pack=setting.pack, numbers=setting.numbers, police=agency.kind == "police", repeat=turn.repeat,
        children=bool(turn.circle.children), weak=_WEAK.get(turn.script), dice=dice,
    )  # fmt: skip
    submission = invent_submission(
        pack=setting.pack, numbers=setting.numbers, circle=turn.circle, claim=claim, agency=agency, referrer=referrer,
        on=turn.day, reference=f"EX-{turn.number:06d}", words=words, dice=dice,
    )  # fmt: skip
    first = acts.Referred(at=setting.clock.office(turn.day, dice), by=referrer, submission=submission)
    found = [
        first,
        *_triage(setting, turn, words, referrer),
        *_justified(setting, turn, words, submission),
        *_contacts(setting, turn, claim, words),
        *(from_listing_on(setting=setting, turn=turn, words=words) if turn.order else ()),
    ]
    # What is said on the same day stays in the order of the script.
    known = sorted((act for act in found if setting.clock.is_past(act.at)), key=lambda act: act.at)
    assert known and known[0] is first, f"case {turn.number} of {place.code} does not begin with its referral"
    return acts.Case(number=turn.number, acts=tuple(known))


def _referrer(setting: Setting, turn: Turn) -> tuple[InventedAgency, Staff]:
    sources = setting.pack.agencies.referral_sources
    kind = sources[turn.dice.pick(setting.numbers.referral_source.percent)].agency_kind
    if turn.script is Script.RETURNED:
        # The persona who is on no case has a question of the coordinator's to answer.
        asked = setting.place.personas["off_case"]
        return setting.place.agency_of(asked), asked
    agency = setting.place.agencies.get(kind) or setting.place.agencies[COORDINATING]
    return agency, turn.hand(agency)


def _triage(setting: Setting, turn: Turn, words: Words, referrer: Staff) -> Iterator[acts.Act]:
    clock, coordinator, dice = setting.clock, setting.place.coordinator, turn.dice
    process = setting.pack.processes["marac"]
    day = clock.working(turn.day, 1)
    if turn.script is Script.RECEIVED:
        return
    yield acts.Seen(at=clock.at(day, 9, 30), by=coordinator, type="referral.read")
    yield from _recognised(setting, turn, day)
    if turn.script in (Script.NOT_MET, Script.APPEALED):
        reason, advice = words.not_met(claimed=turn.script is Script.APPEALED)
        key = next(iter(process.reasons_not_met))
        specialist = setting.place.personas["idva"]
        yield acts.NotMetProposed(
            at=clock.at(day, 11), by=coordinator, key=key, reason=reason, advice=advice,
            route=next(iter(process.early_help)), second=specialist,
        )  # fmt: skip
        yield acts.HelpConfirmed(at=clock.at(day, 14), by=specialist, outcome=words.helped())
        yield acts.NotMetConfirmed(at=clock.at(day, 14, 20), by=specialist, reason=words.agreed_not_met())
        if turn.script is Script.APPEALED:
            at = clock.at(clock.working(day, 1), 10, 15)
            yield acts.Triaged(at=at, by=referrer, move="appeal", reason=words.appeal())
        return
    hour = 12
    if turn.script in (Script.RETURNED, Script.ANSWERED):
        key = dice.one(tuple(process.reasons_returned))
        yield acts.Triaged(at=clock.at(day, 11), by=coordinator, move="send_back", key=key, reason=words.question())
        if turn.script is Script.RETURNED:
            return
        yield acts.Triaged(at=clock.at(day, 12, 20), by=referrer, move="resubmit", reason=words.answer())
        hour = 13
    if turn.seen_before or dice.percent(_DECIDED_PERCENT):
        earlier = turn.circle.cases[-1] if turn.circle.cases and turn.repeat else None
        yield acts.RepeatDecided(at=clock.at(day, hour, 5), by=coordinator, repeat=turn.repeat, earlier=earlier)
    yield acts.Triaged(at=clock.at(day, hour, 10), by=coordinator, move="accept")
    if turn.kept_out is not None:
        whom, reason = turn.kept_out
        yield acts.Excluded(at=clock.at(day, hour, 20), by=coordinator, whom=whom, reason=reason)


def _justified(setting: Setting, turn: Turn, words: Words, submission: Submission) -> Iterator[acts.Act]:
    """Why the case is shared without consent: once it is accepted and before it is listed, or before a second person
    of another agency is asked.
    """
    turned_down = turn.script in (Script.NOT_MET, Script.APPEALED)
    if submission.consent == Consent.YES or not (turn.order or turned_down):
        return
    grounds = words.grounds(
        number=turn.number, law=setting.pack.law.usual["marac"].law, aware=submission.victim_aware == "yes"
    )
    hour, minute = (10, 45) if turned_down else (13, 15)
    at = setting.clock.at(setting.clock.working(turn.day, 1), hour, minute)
    yield acts.Justified(at=at, by=setting.place.coordinator, grounds=grounds)


def _recognised(setting: Setting, turn: Turn, day: date) -> Iterator[acts.Act]:
    """The coordinator finds that everybody of the case was here before."""
    if not turn.circle.cases:
        return
    parts = {
        PartKind.VICTIM: 1,
        PartKind.HARMER: len(turn.circle.harmers),
        PartKind.CHILD: len(turn.circle.children),
    }
    pairs = [(part, number) for part, many in parts.items() for number in range(many)]
    for minute, (part, number) in enumerate(pairs):
        yield acts.Recognised(
            at=setting.clock.at(day, 10, minute), by=setting.place.coordinator, earlier=turn.circle.cases[-1],
            part=part, place=number, reason="Names and date of birth are the same",
        )  # fmt: skip


def _conflict(setting: Setting, turn: Turn) -> tuple[Staff, str] | None:
    """Somebody of an agency that is asked who must not know of the case."""
    place = setting.place
    coming = turn.slot.list_on < setting.clock.today <= turn.slot.on
    if coming and turn.order == _KEPT_FROM_PERSONA:
        return place.personas["excluded"], _KNOWS
    if not turn.dice.percent(setting.numbers.defects.perpetrator_employed_by_agency):
        return None
    hands = [one for kind in setting.asked for one in place.agencies[kind].hands]
    return turn.dice.one([one for one in hands if one not in place.personas.values()]), _COLLEAGUE


def _contacts(setting: Setting, turn: Turn, claim: Claim, words: Words) -> Iterator[acts.Act]:
    """What her adviser does before the meeting, and what is found to be wrong."""
    clock, dice, defects = setting.clock, turn.dice, setting.numbers.defects
    adviser = turn.hand(setting.place.agencies["idva_service"])
    if not turn.order:
        return
    day = clock.working(turn.slot.list_on, 1)
    yield acts.Seen(at=clock.at(day, 9, 10), by=adviser)
    if dice.percent(_ASSESSED_PERCENT):
        tool = instrument_of(setting.pack)
        high = claim.score >= tool.threshold or "PJ" in claim.criteria
        yield acts.Assessed(
            at=clock.at(day, 14, dice.whole(0, 90)), by=adviser, answers=claim.answers, judged_high=high,
            reason=words.judgement(),
        )  # fmt: skip
    if turn.contact == "contacted":
        safe, rule = _said_of_contact(setting, turn)
        yield acts.ContactSaid(at=clock.at(day, 15, 45), by=adviser, safe=safe, rule=rule)
    if dice.percent(defects.deceased):
        part = PartKind.HARMER if dice.percent(80) else PartKind.VICTIM
        died = turn.slot.on + timedelta(days=dice.whole(20, 120))
        yield acts.Died(at=clock.at(died + timedelta(days=2), 9), by=adviser, part=part, on=died)


def _said_of_contact(setting: Setting, turn: Turn) -> tuple[str, str]:
    """What she says of her telephone; some referrers have said that calling is safe where it is not."""
    said, numbers = turn.circle.victim.contact, setting.numbers
    wrong = numbers.defects.unsafe_phone_recorded_as_safe.percent
    of_those = SAID_SAFE_PERCENT * numbers.victim_contact.percent["contacted"] / 100
    if said and said.safe == "yes":
        if turn.dice.percent(100 * wrong / of_those):
            return "no", _SHARED
        return turn.dice.pick({"yes": 60, "conditional": 40}), turn.dice.one(CONTACT_RULES)
    return turn.dice.pick({"conditional": 65, "yes": 20, "no": 15}), turn.dice.one(CONTACT_RULES)

"""From the agenda to the last action: research, the meeting, what was agreed and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from openccr.actions.rules import Faces
from openccr.conference.rules.hearings import Notes
from openccr.content.schema.processes import Suggested
from openccr.site.demo import acts
from openccr.site.demo.calendar import Slot
from openccr.site.demo.place import COORDINATING, InventedAgency
from openccr.site.demo.setting import Script, Setting, Turn
from openccr.site.demo.words import Words

STARTS = 9, 30
FACES = {"victim": Faces.VICTIM, "perpetrator": Faces.HARMER, "children": Faces.CHILD, "agencies": Faces.AGENCIES}
"""The pack's words for whom an action faces, and the model's."""
KNOWS_PERCENT = {"police": 88, "idva_service": 80, "primary_care": 75, "housing": 60, "children_social_care": 55}
"""How often an agency that answers knows somebody in the case; others less."""
_OTHERS_KNOW_PERCENT, _OTHERS_RETURN_PERCENT = 35, 80
_LATE_PERCENT = 8
_FLAGS_PERCENT = 97
_CHECKED_PERCENT = 98
_MADE_SAFE_PERCENT = 90
_TOLD_HER = "Told in person, at a time that she chose; what she does on that day is in her plan."
_NOBODY_FACES_HARM = "Whatever would face the person who harms waits until the next move is made safely"
# Of the actions neither done in time nor late: still open, no longer possible, not wanted.
_NOT_DONE = {"": 30, "give_up": 40, "decline": 30}


def from_listing_on(*, setting: Setting, turn: Turn, words: Words) -> Iterator[acts.Act]:
    """Everything from the listing on, also what lies after today."""
    slot = turn.slot
    if turn.script is Script.DEFERRED:
        yield from _until_taken_off(
            setting, turn, words, move="defer", reason=words.deferred(), at=_time(setting, turn)
        )
        later = next((one for one in setting.slots[slot.number + 1 :] if one.forum == slot.forum), None)
        if later is None:
            return
        listed = setting.clock.at(max(later.list_on, setting.clock.working(slot.on, 1)), 15, turn.put_off)
        again = replace(turn, slot=later, order=later.cases - later.weak + 1 + turn.put_off)
        yield from _listed_and_heard(setting, again, words, listed_at=listed)
    elif turn.script is Script.WITHDRAWN:
        at = setting.clock.at(setting.clock.working(slot.on, -1), 16, 5)
        yield from _until_taken_off(setting, turn, words, move="withdraw", reason=words.withdrawn(), at=at)
    else:
        yield from _listed_and_heard(setting, turn, words, listed_at=_listing(setting, turn))


def starts_at(setting: Setting, slot: Slot) -> datetime:
    """When a meeting starts."""
    return setting.clock.at(slot.on, *STARTS)


def _time(setting: Setting, turn: Turn) -> datetime:
    """When the meeting comes to the case."""
    minutes = setting.pack.processes["marac"].numbers.minutes_per_case.value
    return starts_at(setting, turn.slot) + timedelta(minutes=minutes * (turn.order - 1))


def _listing(setting: Setting, turn: Turn) -> datetime:
    return setting.clock.at(turn.slot.list_on, 14, 2 * turn.order)


def _listed(setting: Setting, turn: Turn, *, at: datetime) -> acts.Listed:
    return acts.Listed(
        at=at, by=setting.place.coordinator, meeting=turn.slot.number, order=turn.order, asked=setting.asked
    )


def _until_taken_off(
    setting: Setting, turn: Turn, words: Words, *, move: str, reason: str, at: datetime
) -> Iterator[acts.Act]:
    listed = _listing(setting, turn)
    yield _listed(setting, turn, at=listed)
    yield from (act for act in _research(setting, turn, words, listed_at=listed) if act.at < at)
    yield acts.TakenOff(at=at, by=setting.place.coordinator, meeting=turn.slot.number, move=move, reason=reason)


def _listed_and_heard(setting: Setting, turn: Turn, words: Words, *, listed_at: datetime) -> Iterator[acts.Act]:
    coordinator = setting.place.coordinator
    yield _listed(setting, turn, at=listed_at)
    yield from _research(setting, turn, words, listed_at=listed_at)
    started = _time(setting, turn)
    plan = tuple(_plan(setting, turn))
    faces_harm = any(action.faces == Faces.HARMER for action in plan)
    notes = Notes(
        her_views=words.her_views(
            contacted=turn.contact == "contacted", declined=turn.contact == "declined", wishes=""
        ),
        discussion=words.discussion(),
        risk_summary=words.risk(),
    )
    yield acts.Seen(at=started - timedelta(hours=16), by=setting.place.chair_of(turn.slot.forum))
    yield acts.Heard(
        at=started + timedelta(minutes=9), started_at=started, by=coordinator, meeting=turn.slot.number, notes=notes,
        plan=plan, reason="" if faces_harm else _NOBODY_FACES_HARM,
    )  # fmt: skip
    for action in plan:
        yield from _outcome(setting, turn, words, action)
    yield from _flags(setting, turn)


def _flags(setting: Setting, turn: Turn) -> Iterator[acts.Act]:
    """Most agencies say within a week that their flag is on; of some nobody knows."""
    for kind in dict.fromkeys((*setting.asked, turn.referring)):
        if turn.dice.percent(_FLAGS_PERCENT):
            at = setting.clock.office(setting.clock.working(turn.slot.on, 1 + turn.dice.whole(0, 4)), turn.dice)
            yield acts.Flagged(at=at, by=turn.hand(setting.place.agencies[kind]), on=at.date())


def _research(setting: Setting, turn: Turn, words: Words, *, listed_at: datetime) -> Iterator[acts.Act]:
    clock, dice, slot = setting.clock, turn.dice, turn.slot
    rates = setting.numbers.research_returned.percent
    first = listed_at.date() + timedelta(days=1)
    # Whoever refers is asked, too, and knows most.
    for kind in dict.fromkeys((*setting.asked, turn.referring)):
        if not dice.percent(rates.get(kind, _OTHERS_RETURN_PERCENT)):
            continue
        agency = setting.place.agencies[kind]
        by, late = turn.hand(agency), dice.percent(_LATE_PERCENT)
        day = clock.working(slot.on, -1)
        if not late:
            day = first + timedelta(days=dice.whole(0, max(0, (slot.research_on - first).days)))
        at = clock.office(clock.working(day, 0), dice)
        knows = kind == turn.referring or dice.percent(KNOWS_PERCENT.get(kind, _OTHERS_KNOW_PERCENT))
        said = words.research(children=bool(turn.circle.children)) if knows else {}
        if knows and dice.percent(30):
            offers = [each.name for each in _usual(setting, turn, kind)]
            said["suggested_actions"] = "\n".join(dice.some(offers, 2))
        contact = at.date() - timedelta(days=dice.whole(2, 150)) if knows else None
        if knows:
            yield acts.Seen(at=at - timedelta(minutes=12), by=by)
        yield acts.Researched(at=at, by=by, meeting=slot.number, said=said, last_contact_on=contact)


def _usual(setting: Setting, turn: Turn, kind: str) -> list[Suggested]:
    """The actions that such an agency often takes, children's only where there are any."""
    suggested = setting.pack.processes["marac"].suggested_actions.values()
    fits = [each for each in suggested if each.agency_kind == kind or each.agency_kind is None]
    return [each for each in fits if each.faces != "children" or turn.circle.children] or fits


def _plan(setting: Setting, turn: Turn) -> Iterator[acts.Planned]:
    dice, process = turn.dice, setting.pack.processes["marac"]
    taken: set[tuple[str, str]] = set()
    for number in range(dice.count(setting.numbers.actions)):
        kind = dice.pick(setting.numbers.action_owner.percent)
        kind = kind if kind in setting.place.agencies else COORDINATING
        usual = [each for each in _usual(setting, turn, kind) if (kind, each.key) not in taken]
        action = dice.one(usual or _usual(setting, turn, kind))
        taken.add((kind, action.key))
        if action.by_flag:  # asked of each agency by itself when the case is heard
            continue
        days = (process.periods.action_due.days or 10) + dice.pick({0: 70, -7: 12, 5: 12, 10: 6})
        yield acts.Planned(
            number=number, text=action.name, faces=FACES[action.faces], kind=kind,
            due_on=setting.clock.working(turn.slot.on, days), noticeable=action.safe_first,
        )  # fmt: skip


def _outcome(setting: Setting, turn: Turn, words: Words, action: acts.Planned) -> Iterator[acts.Act]:
    numbers, dice, clock = setting.numbers, turn.dice, setting.clock
    if action.noticeable:
        if not dice.percent(_MADE_SAFE_PERCENT):
            return
        adviser = turn.hand(setting.place.agencies["idva_service"])
        told = clock.at(turn.slot.on, 17, dice.whole(0, 40))
        yield acts.MadeSafe(at=told, by=adviser, number=action.number, words=_TOLD_HER)
    agency: InventedAgency = setting.place.agencies[action.kind]
    in_time = numbers.action_in_time_by_agency.percent.get(action.kind, numbers.action_in_time.percent)
    late = numbers.action_late.percent / (100 - numbers.action_in_time.percent) * (100 - in_time)
    outcome = dice.pick({"in_time": in_time, "late": late, "not": max(0.0, 100 - in_time - late)})
    move = "complete" if outcome != "not" else dice.pick(_NOT_DONE)
    if not move:
        return
    first = clock.working(turn.slot.on, 1)
    day: date = first + timedelta(days=dice.whole(0, max(0, (action.due_on - first).days)))
    if outcome == "late":
        day = action.due_on + timedelta(days=dice.whole(1, 30))
    said = {"complete": words.evidence, "give_up": words.impossible, "decline": words.not_wanted}[move]()
    at = clock.office(clock.working(day, 0) if outcome != "in_time" else min(day, action.due_on), dice)
    by = turn.hand(agency)
    yield acts.ActionEnded(at=at, by=by, number=action.number, move=move, words=said, on=at.date())
    coordinator = setting.place.coordinator
    if move == "complete" and by != coordinator and dice.percent(_CHECKED_PERCENT):
        checked = clock.office(clock.working(at.date(), 1 + dice.whole(0, 4)), dice)
        yield acts.Checked(at=checked, by=coordinator, number=action.number)

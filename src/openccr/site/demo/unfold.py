"""How cases come in for each meeting: new people, people who come back, and what is wrong on purpose."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import count

from openccr.conference.rules.repeats import Earlier, is_repeat
from openccr.content.schema.generator import Generator
from openccr.site.demo.acts import Case
from openccr.site.demo.calendar import Slot
from openccr.site.demo.dice import Dice
from openccr.site.demo.people import Circle, invent_circle, other_way_round, written_differently
from openccr.site.demo.scripts import write_case
from openccr.site.demo.setting import ON_AGENDA, Script, Setting, Turn

REMEMBERED = 400
"""How many of the last circles of people may be met again by mistake."""
LONGEST_GAP = 330
"""Days: whoever comes back later than a year is no repeat, and a referral waits some days for its meeting."""
DEFERRED_PERCENT, WITHDRAWN_PERCENT = 1.5, 1.0
OLDEST_WAITING = (Script.APPEALED, Script.RETURNED, Script.NOT_MET, Script.HEARD)
NEWEST_WAITING = (Script.RECEIVED, Script.RECEIVED, Script.RECEIVED)


@dataclass(frozen=True)
class _Comer:
    """Somebody who is referred: the circle, and what is peculiar."""

    circle: Circle
    script: Script
    repeat: bool = False


class Unfolding:
    """The cases of the area in the order of their meetings; the same seed unfolds the same."""

    def __init__(self, *, setting: Setting, seed: int) -> None:
        self._setting, self._seed, self._dice = setting, seed, Dice(seed, "cases")
        self._pack, self._numbers, self._place = setting.pack, setting.numbers, setting.place
        self._clock, self._slots = setting.clock, setting.slots
        self._given, self._tie = count(1), count()
        self._lately: deque[Circle] = deque(maxlen=REMEMBERED)
        self._due: list[tuple[date, int, Circle]] = []
        self._rule = setting.pack.processes["marac"].repeat_rule
        self._chances = _chances(setting.numbers)
        self._before_the_records()

    def cases(self) -> Iterator[list[Case]]:
        """The cases of each meeting in turn."""
        for slot in self._slots:
            yield list(self._of(slot))

    def _of(self, slot: Slot) -> Iterator[Case]:
        clock, order, put_off = self._clock, 0, 0
        last = min(slot.cut_off_on, clock.working(clock.today, -1))
        days = clock.working_days(slot.opens_on, last) or [last]
        comers = self._waiting(slot, last) if slot.list_on >= clock.today else self._coming(slot, last)
        for number, comer in enumerate(comers):
            day = days[number * len(days) // len(comers)]
            heard = comer.script in ON_AGENDA
            order += heard
            yield self._case(slot, comer, day=day, order=order if heard else 0, put_off=put_off)
            put_off += comer.script is Script.DEFERRED

    def _coming(self, slot: Slot, last: date) -> list[_Comer]:
        """Those for a meeting whose agenda is out, in the order of their referrals."""
        heard = [self._comer(slot, last, self._mishap()) for _ in range(slot.cases - slot.weak)]
        if slot.number == len(self._place.forums):
            # One of each in every area, however small.
            wanted = (Script.DEFERRED, Script.WITHDRAWN, Script.ANSWERED)
            heard = [*(replace(one, script=script) for one, script in zip(heard, wanted, strict=False)), *heard[3:]]
        weak = [_Comer(self._somebody(slot.opens_on), Script.NOT_MET) for _ in range(slot.weak)]
        return self._dice.some([*heard, *weak], slot.cases)

    def _waiting(self, slot: Slot, last: date) -> list[_Comer]:
        """Those since the last cut-off: one for every decision, and somebody who has been here before."""
        comers = [self._comer(slot, last, script) for script in OLDEST_WAITING]
        middle = slot.cases - len(OLDEST_WAITING) - len(NEWEST_WAITING)
        comers += [self._comer(slot, last, Script.HEARD) for _ in range(middle)]
        comers += [self._comer(slot, last, script) for script in NEWEST_WAITING]
        if self._lately:
            comers[-1] = _Comer(self._lately[0], Script.RECEIVED, repeat=True)
        return comers

    def _comer(self, slot: Slot, last: date, script: Script) -> _Comer:
        if self._due and self._due[0][0] <= last:
            return _Comer(heappop(self._due)[2], script, repeat=True)
        return _Comer(self._somebody(slot.opens_on), script)

    def _mishap(self) -> Script:
        screened = self._numbers.screened_out.percent * self._numbers.screened_out_resubmitted.percent / 100
        chances = {Script.ANSWERED: screened, Script.DEFERRED: DEFERRED_PERCENT, Script.WITHDRAWN: WITHDRAWN_PERCENT}
        return Script(self._dice.pick({**chances, Script.HEARD: 100 - sum(chances.values())}))

    def _somebody(self, on: date) -> Circle:
        """New people, or those of an earlier case as somebody else wrote them down."""
        defects, dice = self._numbers.defects, self._dice
        if self._lately and dice.percent(defects.duplicate_person):
            return written_differently(dice.one(self._lately), dice=dice)
        if self._lately and dice.percent(defects.counter_allegation):
            return other_way_round(dice.one(self._lately), dice=dice)
        return invent_circle(pack=self._pack, numbers=self._numbers, on=on, dice=dice)

    def _case(self, slot: Slot, comer: _Comer, *, day: date, order: int, put_off: int) -> Case:
        circle, before = comer.circle, comer.circle.referred_on
        earlier = Earlier(before, None) if before else None
        repeat = comer.repeat and is_repeat(self._rule, earlier=earlier, happened_on=day)
        number = next(self._given)
        turn = Turn(
            number=number, day=day, slot=slot, order=order, put_off=put_off, script=comer.script, circle=circle,
            repeat=repeat, seen_before=comer.repeat, dice=Dice(self._seed, "case", number),
        )  # fmt: skip
        case = write_case(setting=self._setting, turn=turn)
        circle.cases.append(number)
        circle.referred_on = day
        if len(circle.cases) == 1:
            self._lately.append(circle)
        if comer.script in ON_AGENDA:
            self._come_again(circle, day, after=slot.cut_off_on)
        return case

    def _come_again(self, circle: Circle, day: date, *, after: date) -> None:
        """Whether they will, and when: for a later meeting, as conferences side by side hear cases of the same days."""
        first, later = self._chances
        circle.times += 1
        if self._dice.percent(first if circle.times == 1 else later):
            gap = min(LONGEST_GAP, self._dice.days(self._numbers.repeat_gap))
            due = max(day + timedelta(days=gap), after + timedelta(days=1))
            heappush(self._due, (due, next(self._tie), circle))

    def _before_the_records(self) -> None:
        """A year of referrals before the records begin: those who come back from it are repeats of no case here."""
        first = self._slots[0].opens_on
        heard = sum(slot.cases - slot.weak for slot in self._slots[:-1])
        # Some of that year's were repeats themselves: they come out of these below.
        new = heard * (1 - self._numbers.repeat_share.percent / 100)
        a_month = new / max(1, (self._slots[-1].opens_on - first).days) * 30
        for month in range(12, 0, -1):
            for _ in range(round(a_month)):
                day = first - timedelta(days=30 * month - self._dice.whole(0, 29))
                circle = invent_circle(pack=self._pack, numbers=self._numbers, on=day, dice=self._dice)
                circle.referred_on = day
                self._come_again(circle, day, after=day)
        while self._due and self._due[0][0] <= first:
            day, _, circle = heappop(self._due)
            circle.referred_on = day
            self._come_again(circle, day, after=day)


def _chances(numbers: Generator) -> tuple[float, float]:
    """Percent of those referred once, and of those referred again, who come back.

    With the second given, the first is what makes repeats their share of all cases: of `first` come once more,
    of those `later` again, and so on.
    """
    share, later = numbers.repeat_share.percent / 100, numbers.repeat_three_or_more.percent / 100
    return share / (1 - share) * (1 - later) * 100, later * 100

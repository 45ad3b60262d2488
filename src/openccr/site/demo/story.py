"""The whole invented area, before any database: the same size, months, day and seed give the same story."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from openccr.content import Pack
from openccr.site.demo.acts import Act, Case, Gathering
from openccr.site.demo.calendar import Clock, slots
from openccr.site.demo.dice import Dice
from openccr.site.demo.gathering import gatherings
from openccr.site.demo.place import CODE, DOMAIN, NAME, Place, invent_place
from openccr.site.demo.setting import Setting
from openccr.site.demo.unfold import Unfolding

GENERATOR = "marac"
A_FORUM_HEARS = 24
"""Cases of one meeting before an area gets a conference more."""
LEAST_CASES = 30
HANDS = {"small": 3, "medium": 5, "large": 10}


@dataclass(frozen=True, kw_only=True)
class Story:
    """An invented area.

    Args:
        adult_women: the denominator of its rate.
        without: kinds of act that are left out of its cases.
    """

    setting: Setting
    gatherings: tuple[Gathering, ...]
    adult_women: int
    seed: int
    without: tuple[type[Act], ...] = ()

    @property
    def place(self) -> Place:
        return self.setting.place

    def cases(self) -> Iterator[list[Case]]:
        """The cases of each meeting in turn, invented as they are asked for."""
        for cases in Unfolding(setting=self.setting, seed=self.seed).cases():
            yield [
                replace(case, acts=tuple(act for act in case.acts if not isinstance(act, self.without)))
                for case in cases
            ]


def invent(
    *,
    pack: Pack,
    size: str,
    months: int,
    seed: int,
    today: date,
    cases: int | None = None,
    code: str = CODE,
    name: str = NAME,
    domain: str = DOMAIN,
) -> Story:
    """An area of that size over the last months.

    Args:
        size: small, medium or large, as the pack's generator describes them.
        seed: the same one gives the same area.
        today: nothing of this day or later has happened yet.
        cases: exactly so many referrals, in as many conferences as that takes.
        domain: of the personas' e-mail addresses.

    Raises KeyError for a size that the pack does not know.
    """
    numbers = pack.generator[GENERATOR]
    area = {each: getattr(numbers.areas, each) for each in type(numbers.areas).model_fields}[size]
    clock = Clock(pack=pack, today=today)
    heard = numbers.cases_per_10000_women.value
    women = area.adult_women if cases is None else round(cases / heard * 10_000 * 12 / months)
    meetings = months * 30.4 / area.days_between_meetings
    forums = 1 if cases is None else max(1, math.ceil(cases / meetings / A_FORUM_HEARS))
    place = invent_place(
        pack=pack, code=code, name=name, domain=domain, seed=seed, hands=HANDS[size] * min(forums, 4), forums=forums
    )
    found = slots(
        clock=clock, numbers=numbers, size=area, months=months, forums=list(place.forums), cases=cases,
        dice=Dice(seed, "meetings"),
    )  # fmt: skip
    setting = Setting(pack=pack, numbers=numbers, place=place, clock=clock, slots=found)
    return Story(
        setting=setting, gatherings=tuple(gatherings(setting=setting, seed=seed)), adult_women=women, seed=seed,
    )  # fmt: skip

"""The people of a world and who lives with whom: partners, children, twins, namesakes, people who moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from bench._linking.names import Origin, draw, origins
from bench._linking.worlds import World

_STREET_NAMES = (
    "ash beech cedar dale elm fern grove hazel ivy juniper kiln larch maple north oak park quarry rose spring thorn"
    " upper vale willow yew abbey bridge castle church dock east forge garden heath high iron king lake mill nelson"
    " orchard priory queen river school station tower union victoria well york albert"
)
STREETS = _STREET_NAMES.split()
KINDS = ("Road", "Street", "Avenue", "Close", "Lane", "Drive", "Way", "Court", "Crescent", "Terrace")
TOWNS = ("Northwick", "Eastmere", "Saltby", "Harrowdon", "Mirefield", "Castleby", "Wexmoor", "Dunholt", "Aldmere")
_TRIES = 20
AREAS = ("QX", "QJ", "ZX", "JQ", "XZ", "VQ", "QV", "JX")
"""Letters with which no postcode of the United Kingdom begins."""


@dataclass
class Home:
    line: str
    postcode: str


@dataclass
class Person:
    number: int
    origin: int
    sex: str
    given: str
    middle: str
    family: str
    other_family: str
    born: date
    home: Home
    former_home: Home | None
    phone: str
    home_number: int
    role: str
    """partner, child, twin, single: what the person is in the household."""
    namesake: bool = False
    records: list[int] = field(default_factory=list)


class _Maker:
    def __init__(self, world: World) -> None:
        self.world = world
        self.rng = np.random.default_rng(world.seed)
        self.origins = origins(world.seed)
        self.people: list[Person] = []
        self.homes = self._homes(int(world.people / (1 if world.alone else 2.1)) + 50)
        self._uniform = iter(())
        self._pools: dict[tuple[int, str], list[str]] = {}

    def chance(self) -> float:
        for value in self._uniform:
            return value
        self._uniform = iter(self.rng.random(65536).tolist())
        return next(self._uniform)

    def below(self, limit: int) -> int:
        return int(self.chance() * limit)

    def name(self, origin: int, kind: str) -> str:
        pool = self._pools.setdefault((origin, kind), [])
        if not pool:
            names: Origin = self.origins[origin]
            pool.extend(draw(getattr(names, kind), 5000, self.rng, steepness=self.world.rates["steepness"]))
        return pool.pop()

    def _homes(self, count: int) -> list[Home]:
        rng, homes = self.rng, []
        streets: list[str] = []
        for number in range(count):
            if number % self.world.homes_per_postcode == 0:
                which = number // self.world.homes_per_postcode
                area = AREAS[which // 4000 % len(AREAS)]
                sector = f"{area}{which // 200 % 20 + 1} {which // 20 % 10}"
                postcode = f"{sector}{'ABDEFGHJLN'[which % 10]}{'PQRSTUWXYZ'[rng.integers(10)]}"
                street = f"{STREETS[rng.integers(len(STREETS))].title()} {KINDS[rng.integers(len(KINDS))]}"
                if rng.random() < 0.5:
                    first, second = (STREETS[rng.integers(len(STREETS))] for _ in range(2))
                    street = f"{first.title()}{second} {KINDS[rng.integers(len(KINDS))]}"
                streets.append(street)
                start = int(rng.integers(1, 120))
                flats = rng.random() < 0.15
            place = number % self.world.homes_per_postcode
            town = f", {TOWNS[which // 40 % len(TOWNS)]}" if self.world.towns else ""
            line = f"Flat {place + 1}, {start} {street}" if flats else f"{start + place * 2} {street}"
            homes.append(Home(line + town, postcode))
        order = rng.permutation(count)
        return [homes[i] for i in order]

    def birthday(self, youngest: int, oldest: int) -> date:
        return date(2026, 6, 1) - timedelta(days=youngest * 365 + self.below(max(1, (oldest - youngest) * 365)))

    def add(self, home: int, origin: int, sex: str, family: str, born: date, role: str, given: str = "") -> Person:
        rate = self.world.rate
        kind = "female" if sex == "F" else "male"
        middle = self.name(origin, kind) if self.chance() < rate("has_middle") else ""
        person = Person(
            number=len(self.people), origin=origin, sex=sex, given=given or self.name(origin, kind), middle=middle,
            family=family, other_family="", born=born, home=self.homes[home], former_home=None,
            phone=f"07{self.below(10**9):09d}", home_number=home, role=role,
        )  # fmt: skip
        if person.given == middle:
            person.middle = ""
        if self.chance() < rate("moved"):
            person.former_home = self.homes[self.below(len(self.homes))]
        married = sex == "F" and born.year < 2004
        if self.chance() < rate("other_family") * (1.6 if married else 0.3):
            person.other_family = self.name(origin, "family")
        elif self.chance() < rate("double_barrel"):
            person.family = f"{family}-{self.name(origin, 'family')}"
        self.people.append(person)
        return person

    def household(self, home: int) -> None:
        rate = self.world.rate
        origin = self.pick_origin()
        family = self.name(origin, "family")
        draw_ = self.chance()
        if draw_ < 0.3 or self.world.alone:
            self.add(home, origin, "FM"[self.below(2)], family, self.birthday(17, 90), "single")
            return
        eldest = self.birthday(20, 75)
        adults = []
        if draw_ < 0.85:
            adults.append(self.add(home, origin, "M", family, eldest, "partner"))
            other = family if self.chance() < 0.6 else self.name(origin, "family")
            born = eldest + timedelta(days=int((self.chance() - 0.4) * 3600))
            same_sex = self.chance() < 0.04
            partner = self.pick_origin() if self.chance() < 0.1 else origin
            adults.append(self.add(home, partner, "M" if same_sex else "F", other, born, "partner"))
            if draw_ < 0.5:
                return
        else:
            adults.append(self.add(home, origin, "F", family, eldest, "partner"))
        born = eldest + timedelta(days=int((18 + self.chance() * 18) * 365))
        children: list[Person] = []
        for _ in range(1 + min(3, self.below(4))):
            if born > date(2026, 1, 1):
                break
            sex = "FM"[self.below(2)]
            parent = next((one for one in adults if one.sex == sex), None)
            given, namesake = "", False
            if parent and self.chance() < rate("named_after_parent"):
                given, namesake = parent.given, True
            child = self.add(home, origin, sex, family, born, "child", given)
            child.namesake = namesake
            if self.world.named_apart:
                self.name_apart(child, children if namesake else adults + children)
            children.append(child)
            child.former_home = adults[0].former_home
            if self.chance() < rate("twins"):
                child.role = "twin"
                second = self.add(
                    home, origin, sex if self.chance() < 0.6 else "FM"[self.below(2)], family, born, "twin"
                )
                second.former_home = child.former_home
                for _ in range(4):
                    if second.given == child.given:
                        second.given = self.name(origin, "female" if second.sex == "F" else "male")
                if self.world.named_apart:
                    self.name_apart(second, adults + children)
                children.append(second)
            born += timedelta(days=365 + self.below(1800))

    def name_apart(self, child: Person, others: list[Person]) -> None:
        """Another name for a child who would bear that of one of the others."""
        taken = {one.given for one in others}
        for _ in range(_TRIES):
            if child.given not in taken:
                return
            child.given = self.name(child.origin, "female" if child.sex == "F" else "male")
            child.namesake = False

    def pick_origin(self) -> int:
        at = self.chance()
        for number, origin in enumerate(self.origins):
            at -= origin.share
            if at < 0:
                return number
        return 0


def people(world: World) -> list[Person]:
    """Everybody who lives in a world, household after household."""
    maker = _Maker(world)
    home = 0
    while len(maker.people) < world.people:
        maker.household(home)
        home += 1
    return maker.people

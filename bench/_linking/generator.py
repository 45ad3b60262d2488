"""Writes a world down: one CSV per agency, and beside them the truth that nobody who links is shown."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench._linking.names import origins
from bench._linking.noise import HEADINGS, Writer
from bench._linking.people import Person, people
from bench._linking.worlds import World

AGENCIES = ("police", "health", "housing", "children", "idva", "probation")
_SHARES = (0.30, 0.22, 0.18, 0.13, 0.10, 0.07)


@dataclass(frozen=True)
class Truth:
    """Who is behind each record, in the order of the files' rows taken agency by agency."""

    keys: list[tuple[str, str]]
    person: np.ndarray
    origin: np.ndarray
    people: list[Person]

    def in_file_order(self) -> np.ndarray:
        """Who is behind each record, in the order in which the engine reads: files by name, then their rows."""
        return self.person[self._order()]

    def origins_in_file_order(self) -> np.ndarray:
        """The number of each record's origin, in the same order."""
        return self.origin[self._order()]

    def _order(self) -> np.ndarray:
        return np.array(sorted(range(len(self.keys)), key=self.keys.__getitem__))


def generate(world: World, folder: Path) -> Truth:
    """Write the agencies' files of a world into a folder, and give the truth."""
    everybody = people(world)
    rng = np.random.default_rng(world.seed + 1)
    stock: list[float] = []

    def chance() -> float:
        if not stock:
            stock.extend(rng.random(65536).tolist())
        return stock.pop()

    writer = Writer(world, origins(world.seed), chance)
    rows: dict[str, list[tuple[str, ...]]] = {name: [] for name in AGENCIES}
    owner: dict[str, list[int]] = {name: [] for name in AGENCIES}
    edges = np.cumsum(_SHARES)
    again, same = world.rate("more_records"), world.rate("same_agency_again")
    for person in everybody:
        seen: list[str] = []
        while True:
            agency = AGENCIES[min(world.agencies - 1, int(np.searchsorted(edges, chance())))]
            if agency in seen and chance() > same:
                if len(seen) >= min(5, world.agencies):
                    break
                continue
            seen.append(agency)
            rows[agency].append(writer.record(person, agency, ""))
            owner[agency].append(person.number)
            if chance() > again:
                break
    folder.mkdir(parents=True, exist_ok=True)
    keys: list[tuple[str, str]] = []
    who: list[int] = []
    for number, name in enumerate(AGENCIES[: world.agencies]):
        order = rng.permutation(len(rows[name]))
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            out = csv.writer(stream)
            out.writerow(HEADINGS)
            for place, at in enumerate(order):
                row = rows[name][at]
                if world.shout and number == 0:
                    row = tuple(cell.upper() for cell in row)
                local_id = f"{name[0].upper()}{place:07d}"
                out.writerow((name, local_id, *row[2:]))
                keys.append((name, local_id))
                who.append(owner[name][at])
    owners = np.array(who)
    origin = np.array([person.origin for person in everybody])[owners]
    return Truth(keys=keys, person=owners, origin=origin, people=everybody)

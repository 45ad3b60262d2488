"""How good a linkage is: pairs, groups, calibration, the pairs that must not be merged, and name origins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench._linking.people import Person


@dataclass(frozen=True)
class Rate:
    """Precision and recall over ALL true pairs: what blocking missed counts as missed."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-12, self.precision + self.recall)


def true_pairs(person: np.ndarray) -> int:
    counts = np.bincount(person).astype(np.int64)
    return int((counts * (counts - 1) // 2).sum())


def of_pairs(low: np.ndarray, high: np.ndarray, person: np.ndarray) -> Rate:
    right = int((person[low] == person[high]).sum())
    return Rate(right / max(1, len(low)), right / max(1, true_pairs(person)))


def of_groups(group: np.ndarray, person: np.ndarray) -> Rate:
    _, group = np.unique(group, return_inverse=True)
    both = np.unique(group.astype(np.int64) * (int(person.max()) + 1) + person, return_counts=True)[1].astype(np.int64)
    right = int((both * (both - 1) // 2).sum())
    return Rate(right / max(1, true_pairs(group)), right / max(1, true_pairs(person)))


def calibration(probability: np.ndarray, same: np.ndarray, *, least: int = 1000) -> list[tuple[str, int, float]]:
    """Each tenth above one half with its pairs and predicted less observed share; NaN where it holds too few."""
    found = []
    for lower in (0.5, 0.6, 0.7, 0.8, 0.9):
        inside = (probability >= lower) & ((probability < lower + 0.1) | (lower == 0.9))
        gap = float(probability[inside].mean() - same[inside].mean()) if inside.sum() >= least else float("nan")
        found.append((f"{lower:.1f}", int(inside.sum()), gap))
    return found


def held(probability: np.ndarray, same: np.ndarray, *, at: float) -> tuple[int, float]:
    """How many pairs a rule holds at exactly this, which is no probability, and which share of them is one person."""
    inside = probability == at
    return int(inside.sum()), float(same[inside].mean()) if inside.any() else float("nan")


def hard_pairs(people: list[Person], person: np.ndarray, group: np.ndarray) -> dict[str, tuple[int, float]]:
    """Of the record pairs of two people of one household by kind: how many there are, and the share merged."""
    records: dict[int, list[int]] = {}
    for record, owner in enumerate(person.tolist()):
        records.setdefault(owner, []).append(record)
    homes: dict[int, list[Person]] = {}
    for one in people:
        homes.setdefault(one.home_number, []).append(one)
    counts: dict[str, list[int]] = {}
    for living in homes.values():
        for place, one in enumerate(living):
            for other in living[place + 1 :]:
                kind = _kind(one, other)
                merged = counts.setdefault(kind, [0, 0])
                for a in records.get(one.number, ()):
                    for b in records.get(other.number, ()):
                        merged[0] += 1
                        merged[1] += int(group[a] == group[b])
    return {kind: (total, merged / max(1, total)) for kind, (total, merged) in sorted(counts.items())}


def _kind(one: Person, other: Person) -> str:
    if one.role == other.role == "partner":
        return "partners"
    if one.role == "partner" and other.namesake and one.given == other.given:
        return "parent and child of one name"
    if one.role == other.role == "twin" and one.born == other.born:
        return "twins"
    return "parent and child" if one.role == "partner" else "siblings"


def recall_by_origin(low: np.ndarray, high: np.ndarray, person: np.ndarray, origin: np.ndarray) -> dict[int, float]:
    """Recall of the pairs of each origin's people."""
    found = {}
    for one in np.unique(origin).tolist():
        of = person[origin == one]
        right = int(((person[low] == person[high]) & (origin[low] == one)).sum())
        found[one] = right / max(1, true_pairs(np.unique(of, return_inverse=True)[1]))
    return found

"""Everything at hand → who may be who, with the one engine, in memory alone.

Nothing here reads the database or writes anywhere: records come in opened, and pairs and groups go out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from openccr.linkage.rules.extracts import COMPARED
from openccr.linkage.rules.measured import Sureness
from openccr.linkage.rules.review import band_of
from openccr.linkage.sealing import pair_token

if TYPE_CHECKING:
    from openccr.linkage.engine.frame import Ints
    from openccr.linkage.engine.match import Matched

CASES = "cases"
"""The source of people of cases, beside the agencies'."""

GROUPS = {
    "names": ("given", "given_similarity", "family", "family_similarity", "swapped", "middle", "given_as_middle"),
    "birth": ("birthday", "years_apart", "digits_apart"),
    "home": ("postcode", "house", "flat", "street", "others_at_postcode", "others_at_home"),
    "phone": ("phone", "others_of_phone"),
    "sex": ("sex",),
    "rarity": ("given_rarity", "family_rarity", "birthday_rarity", "size", "chance_names", "chance_names_birthday",
               "chance_all"),
}  # fmt: skip
"""Parts of the evidence → the features of the engine that belong to each."""


@dataclass(frozen=True)
class Item:
    """One record or person, opened.

    Args:
        source: the agency's id, or `CASES`.
        token: what it is known by from run to run.
        cells: by the columns of `COMPARED`, and what stands beside them.
        files: for a person of cases, the open files they have a part in.
    """

    id: UUID
    source: str
    token: str
    cells: Mapping[str, Any]
    files: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two items, by their places, and how likely they are one person.

    Args:
        model: what the model says, before what a person decided of them.
    """

    one: int
    other: int
    probability: float
    model: float
    doubtful: bool

    @property
    def band(self) -> int:
        return band_of(self.model)


@dataclass(frozen=True)
class Compared:
    """What came of it: each item's person by number, and the pairs worth knowing of."""

    humans: Sequence[int]
    pairs: Sequence[Pair]
    evidence: Callable[[Sequence[Pair]], list[tuple[tuple[str, float], ...]]] = field(repr=False)
    """What each group added to the log-odds of pairs, and in the end what the other records say."""


def compare_items(
    items: Sequence[Item], *, today: date, decided: Mapping[str, bool], sureness: Sureness,
    tell: Callable[[str], None] = lambda step: None,
) -> Compared:  # fmt: skip
    """Compare all with all, as `openccr link match` does.

    Args:
        decided: token of the two → whether a person found them to be one; that stands before what the model says.
        sureness: what the area's own decisions taught.
        tell: takes each step; may raise to cancel.
    """
    # Heavy, and only the worker compares.
    import numpy as np

    from openccr.linkage.engine.match import MOST, connect, prepare, weighed
    from openccr.linkage.engine.normalise import normalise
    from openccr.linkage.engine.problems import Notes

    if len(items) < 2:
        return Compared(range(len(items)), (), lambda pairs: [])
    tell("reading")
    db, notes = connect(memory=MOST), Notes()
    cells = {name: np.array([_cell(one, name) for one in items], dtype=object) for name in COMPARED}
    view = {"rid": np.arange(len(items), dtype=np.int32), **cells}
    db.register("view", view)
    db.execute(f"CREATE TABLE records AS SELECT rid, {_CELLS} FROM view")  # noqa: S608
    frame = normalise(db, notes, today=today)
    ready = prepare(frame, tell=tell)

    model: Any = None

    def adjust(low: Ints, high: Ints, chances: Any) -> Any:
        nonlocal model
        known = sureness.applied(chances)
        model = known.copy()
        for place, (a, b) in enumerate(zip(low.tolist(), high.tolist(), strict=True) if decided else ()):
            said = decided.get(pair_token(items[a].token, items[b].token))
            if said is not None:
                known[place] = 1 - 1e-6 if said else 1e-9
        return known

    found = weighed(ready, db, notes, tell=tell, adjust=adjust)
    db.close()
    doubtful = set(found.clusters.doubtful.tolist())
    pairs = [
        Pair(a, b, chance, before, place in doubtful)
        for place, (a, b, chance, before) in enumerate(
            zip(found.low.tolist(), found.high.tolist(), found.probability.tolist(), model.tolist(), strict=True)
        )
    ]
    return Compared(found.clusters.number.tolist(), pairs, lambda some: list(_evidence(found, some)))


def _cell(one: Item, name: str) -> str | None:
    if name == "agency":
        return one.source
    return one.token if name == "local_id" else (one.cells.get(name) or None)


_CELLS = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in COMPARED)


def _evidence(found: Matched, pairs: Sequence[Pair]) -> Iterator[tuple[tuple[str, float], ...]]:
    import numpy as np

    from openccr.linkage.engine.compare import FEATURES, compare
    from openccr.linkage.engine.frequency import frequencies
    from openccr.linkage.engine.scorer import pair_scorer

    if not pairs:
        return
    scorer = pair_scorer()
    low, high = (np.array(side, np.int32) for side in zip(*((one.one, one.other) for one in pairs), strict=True))
    vector = compare(found.frame, frequencies(found.frame), low, high)
    added, alone = scorer.contributions(vector), scorer.log_odds(vector)
    places = {name: [FEATURES.index(feature) for feature in features] for name, features in GROUPS.items()}
    for row, (pair, odds) in enumerate(zip(pairs, alone.tolist(), strict=True)):
        chance = min(max(pair.model, 1e-9), 1 - 1e-9)
        after = float(np.log(chance / (1 - chance)))
        parts = [(name, float(added[row, some].sum())) for name, some in places.items()]
        yield (("start", scorer.expected()), *parts, ("others", after - odds))

"""Walks through the matrix and says of every cell whether it is as the policy table has it."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile
from tests.walls.api_world import BODIES
from tests.walls.cells import METHODS, Answer, Route, address, ask, routes
from tests.walls.policy import case_there, expected, lines, tells_reference, things_named
from tests.walls.standings import Staff, Standing, standing_so
from tests.walls.world import NOT_OF_THE_CASE, World

SEED = 20_261_122
"""The sample of the test run is drawn with it, so that the same cells are asked on every day."""


@dataclass
class Report:
    """What was found. A leak: an answer, or a trace of the case, where there should be none."""

    cells: int = 0
    compared: int = 0
    leaks: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, other: Report) -> None:
        """Take another's findings in."""
        self.cells, self.compared = self.cells + other.cells, self.compared + other.compared
        for mine, theirs in zip(self._lists(), other._lists(), strict=True):
            mine += theirs
        self.outcomes += other.outcomes

    def _lists(self) -> tuple[list[str], ...]:
        return self.leaks, self.refusals, self.differences, self.broken

    def faults(self) -> list[str]:
        """Everything that is not as the table has it, one sentence each."""
        return [one for kind in self._lists() for one in kind]


def walked(staff: Staff, standing: Standing, cells: Sequence[tuple[Route, str]]) -> Report:
    """Ask every one of these cells as that standing."""
    report = Report()
    with standing_so(staff, standing) as so:
        hidden = not case_there(standing.role, standing.relation)
        traces = traces_of(staff.world) if hidden else ()
        for route, method in cells:
            _one(report, staff.world, so, route, method, traces=traces)
    return report


def _one(
    report: Report, world: World, so: Standing, route: Route, method: str, *, traces: Sequence[bytes]
) -> None:  # fmt: skip
    cell, allowed = f"{so.name}: {method} {route.name}", expected(route, so, method)
    answer = _asked(world, so, route, method)
    found = answer.outcome
    if route.name == "healthz" and answer.status == 503:
        found = "answered"  # no worker runs beside the tests
    report.cells += 1
    report.outcomes[found] += 1
    if found == "broken":
        report.broken.append(f"{cell} answers {answer.status}")
    elif found not in allowed:
        wanted = " or ".join(sorted(allowed))
        leak = found == "answered" or "not there" in allowed
        (report.leaks if leak else report.refusals).append(f"{cell}: {found}, and should be {wanted}")
    # The reference comes first among the traces.
    shown = [one.decode() for one in traces[tells_reference(route, so) :] if one in answer.body]
    if shown:
        report.leaks.append(f"{cell} shows {shown[0]} of a case that is not there")
    blind = found == "answered" and "not there" in allowed and lines()[route.name].blind
    if (traces and names_the_case(route) and found != "no such method") or blind:
        nowhere = _asked(world, so, route, method, elsewhere=True, every=blind)
        report.compared += 1
        if nowhere.bare() != answer.bare():
            report.differences.append(f"{cell}: a hidden case is answered otherwise than one that does not exist")


def _asked(
    world: World, so: Standing, route: Route, method: str, *, elsewhere: bool = False, every: bool = False
) -> Answer:
    body, kind = b"", ""
    if route.is_call:
        path = route.path.removeprefix("api/").replace("<uuidstr:", "{uuid:").replace(">", "}")
        body, kind = json.dumps(BODIES.get(path, {})).encode(), "application/json"
    return ask(so, method, address(world, route, elsewhere=elsewhere, every=every), body=body, content_type=kind)


def names_the_case(route: Route) -> bool:
    """Whether something in its address would be another for another case."""
    return bool(set(things_named(route)) - NOT_OF_THE_CASE)


def traces_of(world: World) -> tuple[bytes, ...]:
    """What would tell that the case is there: its ids and reference, and words that stand in it alone."""
    with acting_as(world.area.amina):
        file = CaseFile.objects.get(id=world.ids["file"])
    ids = ("file", "referral", "hearing", "research", "action", "person", "child", "attachment", "assessment")
    return (
        file.reference.encode(),
        *(str(world.ids[name]).encode() for name in ids),
        b"Change the locks",
        b"She cannot go on",
    )


def every_cell() -> list[tuple[Route, str]]:
    """Every route by every method."""
    return [(route, method) for route in routes() for method in METHODS]


def sample(standing: Standing, *, share: float) -> list[tuple[Route, str]]:
    """The same share of cells for a standing on every run: each route once at least over a few standings."""
    drawn = random.Random(f"{SEED} {standing.name}")
    cells = every_cell()
    return drawn.sample(cells, max(1, round(len(cells) * share)))


def sliced(found: list[Standing], *, part: int, of: int) -> Iterator[Standing]:
    """Every so many-th standing, for a walk by several processes."""
    return (one for number, one in enumerate(found) if number % of == part)

"""T17, T-STAT: figures set against one another, a thousand pairs of them, and no small number comes out."""

from __future__ import annotations

import random
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from openccr.insight.operations import sign_off
from openccr.insight.queries import quarter_figures
from openccr.insight.rules.differencing import Released, numbers, recovered, safe, system
from openccr.insight.rules.figures import BASE, FEW, HIDDEN, Figure, Part, published
from openccr.insight.sheets import xlsx_of
from tests.insight.returns import AFTER, JULY, QUARTER, Given, held
from tests.makers import Area

SOURCES = ("police", "idva", "housing", "health", "children", "")
PAIRS = 1_000


def figure(key: str, count: int, **more: object) -> Figure:
    return Figure(key=key, place=None, name=key, definition="", source="", count=count, **more)  # type: ignore[arg-type]


def table(by_source: dict[str, int], lgbt: int) -> list[Figure]:
    cases = sum(by_source.values())
    parts = tuple(Part(key, key, count) for key, count in by_source.items())
    return [figure("cases", cases), figure("lgbt", lgbt, unknown=cases // 3), figure("sources", cases, parts=parts)]


def quarters(chance: random.Random, number: int) -> list[tuple[list[Figure], list[Figure]]]:
    """Exact figures of that many quarters and of the twelve months that end with each, the earliest first."""
    drawn = [
        ({one: chance.choice((0, 0, 1, 2, 3, 4, 6, 9)) for one in SOURCES}, chance.randrange(6)) for _ in range(number)
    ]
    found = []
    for place in range(3, number):
        year = {one: sum(drawn[place - back][0][one] for back in range(4)) for one in SOURCES}
        found.append((table(*drawn[place]), table(year, sum(drawn[place - back][1] for back in range(4)))))
    return found


def released(exact: tuple[list[Figure], list[Figure]]) -> Released:
    return Released([published(one) for one in exact[0]], [published(one) for one in exact[1]])


def test_a_thousand_pairs_of_queries_recover_no_small_number() -> None:
    """Each release against all before it: rounded alone some are worked out, with numbers left out none is."""
    chance = random.Random(34)
    pairs = naive = after = hidden = shown = 0
    while pairs < PAIRS:
        plain, kept = [], []
        for exact in quarters(chance, 8):
            plain.insert(0, released(exact))
            kept.insert(0, safe(released(exact), before=kept))
            naive += bool(recovered(*system(plain)))
            after += len(recovered(*system(kept)))
            pairs += len(kept) * 2 - 1  # each quarter and each twelve months against the newest
            every = [found for one in (*kept[0].quarter, *kept[0].twelve_months) for found in numbers(one).values()]
            hidden, shown = hidden + every.count(HIDDEN), shown + len(every)
    assert naive > 0, "the attack finds nothing even where nothing is left out: it is no attack"
    assert after == 0
    assert hidden / shown < 0.25, "so much is left out that nobody would read the rest"


def test_what_is_left_out_is_as_little_as_keeps_it_unknown() -> None:
    """Police fewer than 5 and housing 5, of 5 cases in all: police could only be 1 or 2, so nothing is left out yet."""
    calm = Released([published(one) for one in table({"police": 30, "idva": 20}, 12)], [])
    assert safe(calm, before=[]) == calm
    # 5 to 7 cases are 5 to 7 and two that are 1 at least: each of the two is 1, and would be known.
    told = Released([published(one) for one in table({"police": 5, "idva": 1, "housing": 1}, 0)], [])
    assert recovered(*system([told]))
    kept = safe(told, before=[])
    assert not recovered(*system([kept]))
    assert [one.count for one in kept.quarter[2].parts].count(HIDDEN) == 1 and kept.quarter[0].count == 5


def test_every_published_number_is_nought_few_hidden_or_of_five() -> None:
    chance = random.Random(5)
    for exact in quarters(chance, 40):
        for one in (*safe(released(exact), before=[]).quarter,):
            for found in numbers(one).values():
                assert found in (FEW, HIDDEN) or (isinstance(found, int) and found % BASE == 0)


@pytest.mark.django_db
def test_a_published_workbook_holds_its_cells_and_nothing_behind_them(area: Area) -> None:
    """INC-NORFOLK-SUFFOLK: every part of the workbook is looked through; the exact numbers are in none."""
    held(area, JULY, [Given(source="police")] * 6 + [Given(source="housing", lgbt="yes")] * 2)
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    found = quarter_figures(actor=area.fay, quarter=QUARTER, today=AFTER.date())
    with ZipFile(BytesIO(xlsx_of(found))) as book:
        names = set(book.namelist())
        text = b"".join(book.read(name) for name in names)
    assert not [
        name for name in names if any(word in name for word in ("pivot", "comment", "calcChain", "embed", "vba"))
    ]
    assert b'state="hidden"' not in text and b"<f>" not in text and b"hidden=" not in text
    assert len([name for name in names if name.startswith("xl/worksheets/sheet")]) == 1
    counts = [float(one) for one in re.findall(rb'<c r="[GHK]\d+"(?: s="\d+")?><v>([\d.]+)</v>', text)]
    assert counts and not [one for one in counts if one % BASE and one > 1], "all rounded, but the one meeting"
    assert b"Quill" not in text

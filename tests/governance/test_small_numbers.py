"""Small numbers: every count of governance that goes beyond those who may see the cases, in one walk.

A count of people, cases, referrals or voices is published to the nearest five; 1 to 4 is never told, and no number is
from which it could be worked out. A count of what agencies did (promises, seats, recommendations, contracts) is of
agencies and is told as it is: a table of such counts is named here with why, and a table that nobody has named fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.competing import ALL
from openccr.governance.drawn import DRAWN, Drawing
from openccr.governance.models import BoardPack, Strategy
from openccr.governance.operations.board_pack import collect
from openccr.governance.operations.dynamics import map_dynamic
from openccr.governance.operations.outcomes import add_indicator, note_value
from openccr.governance.operations.pilots import evaluate_pilot, start_pilot
from openccr.governance.operations.recommendations_published import publish_recommendation
from openccr.governance.queries.board_pack import content, recipients
from openccr.governance.rules.board_pack import thawed
from openccr.governance.rules.outcomes import Aim, Value, how_it_stands, told, told_words
from openccr.insight.operations import sign_off
from openccr.insight.rules.quarters import quarter_of
from openccr.kernel.actors import Actor
from tests.governance.strategies import NOW, TODAY, recommended, strategy_made
from tests.governance.test_board_pack import make_late, of_the_area
from tests.governance.test_pilots import WHOLE, planned
from tests.insight.returns import AFTER, JULY, QUARTER, Given, held
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_voice import said

pytestmark = pytest.mark.django_db

EXACT, BASELINE = "887", "883"
"""Numbers of people that somebody typed: published, both are 885."""

OF_PEOPLE: dict[str, tuple[str, ...]] = {
    "Figures of the quarter": ("Value", "Of"),
    "For how many cases it is not recorded": ("Not recorded",),
    "What became of what they said": ("How often",),
    "What they spoke about": ("How often",),
    "Our conference on high-risk cases": ("Here",),
    "What was not recorded": ("Not recorded for",),
    "How often something was shared in twelve months": ("*",),
    "How we will know": ("Baseline", "Last value"),
}
"""How a table's caption begins → the columns that count people, cases or voices; * is all but the first."""

OF_NOBODY = ("Meetings held", "Women aged 16 and over who live in the area")
"""Lines of the return that count no people of cases."""

OF_AGENCIES = {
    "Promises of the quarter": "what agencies promised, of all their cases together: the board's first figure",
    "The five oldest": "the agency and the day, and of a case no more",
    "Late actions by agency": "what agencies have not done yet",
    "The partnership's own late actions": "actions of no case",
    "Open risks": "what a group wrote down, of nobody",
    "Sittings of the quarter": "seats at a table, of agencies",
    "How they stand": "recommendations, of no person",
    "Late": "recommendations, with the agency that leads them",
    "Each component": "scores that were agreed on",
    "Gaps": "scores that were agreed on",
    "Published": "words that were published",
    "Within": "contracts and funding, without whose they are",
    "To look at again": "agreements and policies",
    "What is known": "published by others, with their source",
    "The components": "scores that were agreed on",
    "Each step": "words",
    "What each agency brings": "words",
    "What survivors said": "words that were published",
    "Organisations active in": "the directory, which anybody reads",
    "Key actions": "actions of no case",
    "Agreements on sharing": "agreements of agencies",
    "Services:": "the directory, which anybody reads",
    "Groups, and whom": "groups",
    "What reviews recommended": "words",
}
"""How a table's caption begins → why its numbers are told as they are."""


def unsafe(cell: str) -> list[str]:
    """The whole numbers of a cell that would tell somebody: neither nought nor of five; shares and years are none."""
    words = re.sub(r"\d[\d.,]*%|\b\d{1,2} \w+ 20\d\d|\b20\d\d\b|fewer than 5|\d+\.\d+ per [\d,]+", "", cell)
    return [one for one in re.findall(r"\d[\d,]*", words) if int(one.replace(",", "")) % 5]


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    return (one for one in blocks if isinstance(one, Table))


def check(blocks: Iterable[Block]) -> set[str]:
    """Look through the tables. Returns how the captions began that count people; fails for a number that tells."""
    found = set()
    for table in tables(blocks):
        key = next((one for one in OF_PEOPLE if table.caption.startswith(one)), "")
        if not key:
            named = any(table.caption.startswith(one) for one in OF_AGENCIES)
            assert named, f"“{table.caption}”: say in this test whether it counts people"
            continue
        found.add(key)
        columns = table.head[1:] if OF_PEOPLE[key] == ("*",) else OF_PEOPLE[key]
        for row in (one for one in table.rows if one[0] not in OF_NOBODY):
            for column in columns:
                cell = row[table.head.index(column)]
                assert not unsafe(cell.partition("\n")[0]), f"{table.caption}, {row[0]}, {column}: {cell}"
    return found


@pytest.fixture
def small(area: Area) -> tuple[Area, UUID]:
    """An area in which every count is small: three cases, one of them a repeat, three voices, three of everything."""
    held(area, JULY, [Given(), Given(repeat=True, disability="yes"), Given(repeat=None, lgbt="unknown")])
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    for theme in ("coordination", "coordination", "training"):
        said(area, themes=[theme])
    made = strategy_made(area)
    for number in (3, int(EXACT)):
        note_value(
            actor=area.amina, indicator_id=made.indicator, number=Decimal(number), on=TODAY, source="Counted", at=NOW
        )
    add_indicator(
        actor=area.amina, objective_id=made.objective, name="Heard in a year", measure="", unit="count",
        aim=Aim(baseline=Decimal(BASELINE), target=Decimal(900), target_on=TODAY + timedelta(days=90)),
        baseline_on=TODAY, baseline_source="Counted", at=NOW,
    )  # fmt: skip
    return area, made.strategy


def test_no_small_number_of_people_stands_in_the_boards_pack_or_the_strategy_document(small: tuple[Area, UUID]) -> None:
    area, strategy = small
    make_late(area, of_the_area(area), days=4)
    with acting_as(area.amina):
        seen = set()
        for quarter in (QUARTER, quarter_of(TODAY)):
            pack = BoardPack.objects.get(id=collect(actor=area.amina, quarter=quarter, at=NOW))
            seen |= check(block for part in thawed(pack.parts) for block in part.blocks)
        for public in (True, False):
            of = Drawing(area.amina, Strategy.objects.get(id=strategy), TODAY, public)
            seen |= {one for draw in DRAWN.values() for one in check(draw(of))}
    assert seen == set(OF_PEOPLE), "each table that counts people was looked at"


def test_a_typed_number_of_people_is_published_like_every_other() -> None:
    assert told_words(Decimal(3), "count") == "fewer than 5" and told(Decimal(3), "count") is None
    assert [told_words(Decimal(one), "count") for one in (0, 12, 13)] == ["0", "10", "15"]
    assert told_words(Decimal(3), "things") == "3" and told_words(None, "count") == ""
    aim = Aim(baseline=Decimal(3), target=Decimal(40), target_on=TODAY, unit="count")
    latest = Value(Decimal(20), "20", TODAY, "Counted")
    assert how_it_stands(aim, latest) == "The baseline is too small to be shown."
    assert how_it_stands(replace(aim, baseline=Decimal(22)), latest) == "Where it began."


def test_who_sees_no_case_finds_no_exact_number_of_people_on_any_page(small: tuple[Area, UUID]) -> None:
    area, _ = small
    pilot = planned(area)
    start_pilot(actor=area.amina, pilot=pilot, at=NOW)
    evaluate_pilot(actor=area.amina, pilot=pilot, evaluation=replace(WHOLE, reached=int(EXACT)), at=NOW)
    publish_recommendation(
        actor=area.amina, recommendation_id=recommended(area), said="Landlords ask.", did="", read_by="Fay", at=NOW
    )
    for reader in (area.lena, area.bea):
        seen = walked(reader)
        assert {"/strategy/", "/pilots/"} <= set(seen), sorted(seen)
        told_exactly = [at for at, page in seen.items() if EXACT in page or BASELINE in page]
        assert not told_exactly, f"{reader.name}: {told_exactly}"
        assert any("885" in page for page in seen.values()), "the numbers were there to be found"
    assert EXACT not in text_of(Client().get(f"/learning/{area.code}/"))


def walked(reader: Actor, most: int = 150) -> dict[str, str]:
    """Every page of the partnership that somebody reaches from its hub, by its address; one of each kind."""
    client, todo, kinds = as_(reader), ["/partnership/"], set[str]()
    seen: dict[str, str] = {}
    while todo and len(seen) < most:
        at = todo.pop(0)
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", at.partition("?")[0])
        if kind in kinds or kind.startswith(("/account", "/case", "/cases", "/sign", "/static")):
            continue
        kinds.add(kind)
        answer = client.get(at)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        seen[kind] = re.sub(r"<(head|script)\b.*?</\1>|<[^>]*>", " ", text_of(answer), flags=re.DOTALL)
        todo += re.findall(r'href="(/[^"#?]+)"', text_of(answer))
    return seen


def test_agencies_that_compete_read_no_count_of_one_another_in_the_pack(area: Area) -> None:
    housing, police = area.agencies["housing"], area.agencies["police"]
    make_late(area, of_the_area(area, agency="housing"), of_the_area(area, agency="police"), days=4)
    pack = collect(actor=area.amina, quarter=quarter_of(TODAY), at=NOW)

    def lines(agency: UUID) -> tuple[set[str], str]:
        with acting_as(area.amina):
            (to,) = (one for one in recipients(actor=area.amina, about=pack) if one.agency_id == agency)
            blocks = content(actor=area.amina, about=pack, recipient=to, today=TODAY).blocks
        named = [row[table.head.index("Agency")] for table in tables(blocks) if "Agency" in table.head
                 for row in table.rows]  # fmt: skip
        return set(named), " ".join(one.text for one in blocks if isinstance(one, Para))

    before, words = lines(housing)
    assert {ALL, "Willowmere Homes", "Exampleshire Police"} <= before and "compete" not in words
    map_dynamic(
        actor=area.amina, first_id=police, second_id=housing, strength="working", rivals=True, words="", doing="",
        review_on=None, at=NOW,
    )  # fmt: skip
    after, words = lines(housing)
    assert "Willowmere Homes" in after and not {ALL, "Exampleshire Police"} & after and "compete" in words
    assert {ALL, "Exampleshire Police"} <= lines(area.agencies["council"])[0]

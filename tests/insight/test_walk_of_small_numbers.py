"""Every page of the partnership, walked as an analyst and as anybody: no small number, and no exact one, stands there.

The area is one in which every count is small. A number in a table, or before a word for people, is nought or of five;
a column whose numbers count no people is named here with what it counts, and one that nobody has named fails.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO

import lxml.html
import pytest
from django.test import Client

from openccr.access.owning import as_walls
from openccr.insight.operations import sign_off
from openccr.partnership.models import Agency
from openccr.ui.registry import Page, all_pages
from tests.insight.returns import AFTER, JULY, QUARTER, Given, held
from tests.makers import Area
from tests.signing_in import as_
from tests.voice.test_survey import answered
from tests.voice.test_voice import said
from tests.walls.standings import appointed
from tests.walls.world import World, build_world

APPS = ("governance.", "directory.", "voice.", "insight.")
NUMBER = re.compile(r"[£]?\d[\d,]*")
OF_PEOPLE = re.compile(
    r"\b(\d[\d,]*) (?:cases?|people|persons?|victims?|survivors?|children|child|voices?|referrals?|contributions?"
    r"|women|men|households?|things? said|messages?|answers? to)\b"
)
OF_NOBODY = {
    "insight.gaps, Services that reach it": "services",
    "governance.round, Now": "scores from 0 to 4",
    "governance.round, Score": "scores from 0 to 4",
    "governance.round_paper, Now": "scores from 0 to 4",
    "governance.round_paper, Agreed": "scores from 0 to 4",
    "governance.round_paper, Score": "scores from 0 to 4",
    "governance.decisions, Number": "which decision of a group it is",
    "governance.boards, Members": "seats at a table, of agencies",
    "governance.policies, Version": "versions",
    "governance.policy, Version": "versions",
    "governance.sitting, Minutes": "minutes of the clock",
}
"""Page and column → what its numbers count, which is nobody."""
MEETINGS = "Meetings held"
"""The line of the return that counts no people."""
FEW = "fewer than 5"


@dataclass(frozen=True)
class Walked:
    """The area with an analyst in it."""

    world: World
    analyst: Client


@pytest.fixture
def walked(committed: Area, settings: object) -> Walked:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # the world's makers have no second factor
    world = build_world(committed)
    held(committed, JULY, [Given(), Given(repeat=True, disability="yes"), Given(repeat=None, children=2)])
    sign_off(actor=committed.amina, quarter=QUARTER, at=AFTER)
    for theme in ("coordination", "coordination", "training"):
        said(committed, themes=[theme])
    answered(committed, world.ids["survey"], groups=["disabled"])  # type: ignore[arg-type]
    with as_walls() as owner:
        agency = Agency.objects.using(owner).get(id=committed.agencies["council"])
        analyst = appointed(committed, agency, "analyst", "walking")
    return Walked(world, as_(analyst))


def unsafe(page: Page, html: str) -> list[str]:
    """Each number of the page that would tell somebody, with where it stands."""
    tree = lxml.html.fromstring(html)
    main = next(iter(tree.xpath("//main")), tree)
    found = []
    for table in main.xpath(".//table"):
        heads = [" ".join(one.text_content().split()) for one in table.xpath(".//thead//th")]
        for row in table.xpath(".//tbody/tr"):
            cells = row.xpath("./td|./th")
            if cells and cells[0].text_content().strip().startswith(MEETINGS):
                continue
            for place, cell in enumerate(cells):
                words = " ".join(cell.text_content().split())
                column = heads[place] if place < len(heads) else ""
                if NUMBER.fullmatch(words) and _tells(words) and f"{page.name}, {column}" not in OF_NOBODY:
                    found.append(f"{page.name}, {column}: {words}")
    text = " ".join(main.text_content().split())
    found += [f"{page.name}: {one.group(0)}" for one in OF_PEOPLE.finditer(text) if _tells(one.group(1))]
    return found


def _tells(words: str) -> bool:
    return int(re.sub(r"\D", "", words)) % 5 != 0


def pages(*, public: bool) -> list[Page]:
    return [
        page for page in all_pages() if page.name.startswith(APPS) and "GET" in page.methods and page.public is public
    ]


def walk(client: Client, world: World, *, public: bool) -> tuple[list[str], list[str]]:
    """The pages that opened, and what stands on them that should not."""
    opened, found = [], []
    # A poster names the area by its code; staff's pages mean another area by the same word.
    named: dict[str, object] = {"area": world.area.code} if public else {}
    for page in pages(public=public):
        answer = client.get(world.address(page, **named))
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            opened.append(page.name)
            found += unsafe(page, answer.content.decode())
    return opened, found


def test_no_page_of_the_partnership_tells_an_analyst_or_anybody_a_small_number(walked: Walked) -> None:
    opened, found = walk(walked.analyst, walked.world, public=False)
    assert len(opened) > 40, opened
    for client in (walked.analyst, Client()):
        for_anybody, more = walk(client, walked.world, public=True)
        assert {"directory.find", "governance.learning", "voice.before", "voice.published"} <= set(for_anybody), (
            for_anybody
        )
        found += more
    file = next(one for one in all_pages() if one.name == "insight.csv")
    taken = walked.analyst.get(walked.world.address(file))
    assert taken.status_code == 200
    rows = list(csv.DictReader(StringIO(taken.content.decode("utf-8-sig"))))
    found += [str(row) for row in rows if row["figure"] != MEETINGS and row["count"].isdigit() and _tells(row["count"])]
    assert not found, "\n".join(found)


def test_the_area_that_is_walked_has_small_numbers_and_the_coordinator_reads_them(walked: Walked) -> None:
    page = next(one for one in all_pages() if one.name == "insight.quarter")
    address = walked.world.address(page)
    assert FEW in walked.analyst.get(address).content.decode().lower()
    assert unsafe(page, as_(walked.world.area.amina).get(address).content.decode())

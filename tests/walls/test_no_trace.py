"""C3: a case that is not there leaves no trace in what is: no count, page number, place on an agenda or to-do."""

from __future__ import annotations

import re

import pytest

from openccr.casefiles.operations import exclude
from openccr.ui.registry import Page, all_pages
from tests.conference.conferences import WHEN, listed
from tests.signing_in import as_
from tests.walls.world import World, plain

pytestmark = pytest.mark.django_db

CLOCK = re.compile(rb'<time [^>]*>[^<]*</time>|name="window" value="[^"]*"')
"""When a sheet was made, which stands on its foot; which window a draft is open in."""


def shown(world: World, persona: str) -> dict[str, bytes]:
    """Every page of no case in particular, as that person sees it."""
    client = as_(world.area.actors[persona])
    pages = [page for page in all_pages() if not page.public and "GET" in page.methods and not _of_a_case(page)]
    answers = {page.name: client.get(world.address(page)) for page in pages}
    return {
        name: CLOCK.sub(b"", plain(answer.content))
        for name, answer in answers.items()
        if answer.headers.get("Content-Type", "").startswith("text/html")
    }


def _of_a_case(page: Page) -> bool:
    return page.of_file or page.name in ("accounts.devices", "documents.paper", "conference.pack")


@pytest.mark.parametrize("persona", ["carl", "eve"])
def test_another_case_out_of_sight_changes_no_page(world: World, persona: str) -> None:
    """Carl's agency is not on it; Eve's is, and she is kept out."""
    before = shown(world, persona)
    case = listed(world.area, meeting=world.ids["meeting"], invited=("police", "housing"), by="police", given="Rosa")
    exclude(actor=world.area.amina, file=case.file, user_id=world.area.eve.user_id, reason="her aunt", at=WHEN)
    after = shown(world, persona)
    changed = [name for name in before if before[name] != after[name]]
    assert not changed, f"{changed} tell {persona} that something is there"

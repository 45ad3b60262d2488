"""One case is no way into another: the address of a case one sees, with the id of something in another case.

Every page of a case that names something in it is asked for and pressed so, by people who see both cases; somebody kept
out of the second could else reach into it by way of the first.
"""

from __future__ import annotations

import pytest

from openccr.ui.registry import Page, all_pages
from tests.conference.conferences import listed
from tests.signing_in import as_
from tests.walls.bad_input import undone
from tests.walls.world import NOT_OF_THE_CASE, World

PERSONAS = ("amina", "bea", "grace")
NOWHERE = (403, 404, 405)


def names_in_it(page: Page) -> set[str]:
    """What the page's address names that is in the case."""
    named = {part.strip("<>").partition(":")[2] for part in page.path.split("/") if part.startswith("<uuid:")}
    return named - NOT_OF_THE_CASE - {"file"}


@pytest.mark.django_db
def test_the_id_of_something_in_another_case_opens_nothing_and_changes_nothing(world: World) -> None:
    other = listed(world.area, given="Tove").file
    faults, opened = [], 0
    clients = {name: as_(world.area.actors[name]) for name in PERSONAS}
    for page in all_pages():
        if not page.of_file or not names_in_it(page):
            continue
        for name, client in clients.items():
            client.raise_request_exception = False
            with undone():
                opened += client.get(world.address(page)).status_code == 200
            for press in (client.get, client.post):
                with undone():
                    status = press(world.address(page, file=other)).status_code
                if status not in NOWHERE:
                    faults.append(f"{name} {press.__name__} {page.name}: {status}")
    assert not faults, "\n".join(faults)
    assert opened > 60, "the addresses are of the case: with its own file they open"

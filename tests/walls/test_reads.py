"""What is shown is recorded, however it came to be shown."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.access.may import why_not
from openccr.audit.models import AuditEvent
from openccr.ui.registry import Page, all_pages
from tests.makers import Area
from tests.signing_in import as_
from tests.walls.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(area: Area, settings: object) -> World:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # personas without a second factor
    return build_world(area)


def reads(world: World, page: Page) -> int:
    with acting_as(world.area.amina):
        return AuditEvent.objects.filter(file_id=world.ids["file"], type=page.reads).count()


def test_a_form_that_comes_back_with_its_errors_is_a_read_too(world: World) -> None:
    """Else whoever sends nothing but an empty form reads a case and leaves no trace."""
    amina, came_back = as_(world.area.amina), 0
    for page in all_pages():
        if not (page.reads and page.of_file and "POST" in page.methods) or why_not(world.area.amina, page.may):
            continue
        before, answer = reads(world, page), amina.post(world.address(page), {})
        if answer.status_code == 422:
            came_back += 1
            assert reads(world, page) == before + 1, f"{page.name}: shown and not recorded"
    assert came_back > 3

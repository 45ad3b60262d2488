"""Papers that are about no case: each is made for whom it is meant, and its finished bytes can be read aloud."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.documents.kinds import paper_kinds
from openccr.documents.making import fetch_paper, make_paper
from tests.conference.conferences import WHEN
from tests.documents.pdfua import findings
from tests.governance.boards import held
from tests.governance.strategies import recommended
from tests.makers import Area
from tests.walls.world import World, build_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]


@pytest.fixture
def world(area: Area) -> World:
    return build_world(area)


def test_each_kind_of_paper_passes(world: World) -> None:
    amina, board = world.area.amina, world.ids["board"]
    kinds = {key: kind for key, kind in paper_kinds().items() if kind.about not in ("meeting", "file")}
    assert {"board-pack", "handover", "policy", "business-case", "lead-letter"} <= set(kinds)
    recommended(world.area, review="Review B", led_by="children")  # an agency in which nobody has an account
    drawn = {"board-minutes": held(world.area, board), "unreached-letter": world.area.agencies["children"]}
    for key, kind in kinds.items():
        about = drawn.get(key) or world.ids[kind.about]
        with acting_as(amina):
            to = kind.recipients(actor=amina, about=about)[0]
        paper = make_paper(actor=amina, kind=key, about=about, agency_id=to.agency_id, at=WHEN)
        made = fetch_paper(actor=amina, paper=paper, form="pdf", at=WHEN).data
        assert findings(made) == [], key

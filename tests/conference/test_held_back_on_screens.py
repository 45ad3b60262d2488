"""What tells where she is, is held back on the screens of other agencies and of the room: by pattern and by what is
written down of her places."""

from __future__ import annotations

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from openccr.conference.operations.hearings import start_case, write_hearing
from openccr.conference.operations.research import return_research
from openccr.conference.queries.research_copy import case_as_text
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import HELD_BACK
from openccr.people.models import Part
from openccr.people.operations import place
from tests.case_tabs import every_tab
from tests.conference.addresses import hearing_address, to
from tests.conference.conferences import TODAY, WHEN, Listed, hearing_of, research_for, sent_out
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

CLUB = "Otters Swimming Club"
WORDS = f"He waits behind {CLUB} on Tuesdays."
REFERRED = "outside her work"
"""Of the words of the referral: "He waited outside her work.\""""


@pytest.fixture
def case(area: Area) -> Listed:
    """A case whose research, referral and wishes name a place that no pattern knows and that is written down."""
    found = sent_out(area, by="housing", wishes=f"To be safe near {CLUB.lower()}.")
    with acting_as(area.amina):
        child = Part.objects.get(file_id=found.file, kind="child").person_id
    for kind, text in (("club", CLUB), ("route", REFERRED)):
        place(actor=area.bea, file=found.file, person=child, kind=kind, text=text, at=timezone.now())
    return_research(
        actor=area.bea, file_id=found.file, research_id=research_for(area, found, "housing").id, at=WHEN,
        victim_facts=WORDS, her_wishes="To stay.", suggested_actions=f"Visit {CLUB}",
    )  # fmt: skip
    return found


def told(page: str) -> list[str]:
    """The places that a page or a text tells."""
    return [place for place in ("otters", REFERRED, "kingfisher") if place in page.lower()]


def case_page(actor: Actor, case: Listed) -> str:
    return every_tab(as_(actor), case.file)


def test_another_agency_reads_neither_the_research_nor_the_referral_with_a_known_place(
    area: Area, case: Listed
) -> None:
    page = case_page(area.grace, case)
    assert HELD_BACK in page and told(page) == []
    assert WORDS in case_page(area.bea, case)  # her own agency's words
    assert WORDS in case_page(area.amina, case)  # who can ask for it to be taken out


def test_nor_on_the_page_of_the_referral_of_another_agency(area: Area, case: Listed) -> None:
    with acting_as(area.amina):
        referral = Referral.objects.get(file_id=case.file)
    page = text_of(as_(area.grace).get(to("referral", file=case.file, referral=referral.id)))
    assert HELD_BACK in page and told(page) == []


def test_the_chair_reads_it_without_and_the_room_whoever_leads_the_meeting(area: Area, case: Listed) -> None:
    assert told(text_of(as_(area.fay).get(hearing_address(case)))) == []
    start_case(actor=area.amina, file_id=case.file, hearing_id=case.hearing, at=WHEN)
    write_hearing(
        actor=area.amina, file_id=case.file, hearing_id=case.hearing, version=hearing_of(area, case).version, at=WHEN,
        notes=Notes(her_views=f"{CLUB} may know.", risk_summary="Now at 14 Kingfisher Parade.", risks=WORDS),
        seen={name: mark("") for name in NOTES},
    )  # fmt: skip
    for address in (to("room_screen", meeting=case.meeting), hearing_address(case, "room")):
        for actor in (area.amina, area.fay):
            page = text_of(as_(actor).get(address))
            assert page.count(HELD_BACK) >= 3, (address, actor.name)
            assert told(page) == []


def test_what_is_copied_into_another_systems_record_holds_no_place_at_all(area: Area, case: Listed) -> None:
    for actor in (area.bea, area.amina):
        with acting_as(actor):
            copied = case_as_text(case.file, actor=actor, today=TODAY)
        assert HELD_BACK in copied and told(copied) == [], actor.name

"""A line of the ledger names what went, not what is usual: of papers, of a chronology, and of a whole area (S26)."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.chronology.operations import take_out
from openccr.documents.making import make_paper
from openccr.leaving.operations import export_area
from openccr.partnership.practice import practice
from openccr.partnership.services import service_actors
from openccr.safeguarding.models import OutReferral
from openccr.sharing.models import Disclosure
from openccr.sharing.operations import set_mark
from openccr.sharing.rules.marks import May
from openccr.sharing.rules.ways import Way
from tests.conference.conferences import WHEN, listed, sent_out
from tests.makers import Area
from tests.safeguarding.test_referring import referred

pytestmark = pytest.mark.django_db


def kinds(area: Area, way: Way) -> set[str]:
    """Of the newest line of that way."""
    with acting_as(area.amina):
        return set(Disclosure.objects.filter(way=way).latest("at").kinds)


@pytest.mark.parametrize(("mark", "words"), [(None, True), (May.SAID, False), (May.IDVA_ONLY, False)])
def test_a_research_pack_names_what_stands_in_it_and_no_plan(area: Area, mark: May | None, words: bool) -> None:
    """Her words are in no paper once she keeps them out of the minutes, and then in no line of one."""
    case = sent_out(area)
    if mark:
        set_mark(actor=area.grace, file_id=case.file, kind="her_words", may=mark, at=WHEN)
    make_paper(actor=area.amina, kind="research-pack", about=case.meeting, agency_id=area.agencies["housing"], at=WHEN)
    expected = {"identity", "events", "risk", "children", "research"} | ({"her_words"} if words else set())
    assert kinds(area, Way.PAPER) == expected


def test_a_chronology_names_what_has_a_day(area: Area) -> None:
    case = listed(area)
    take_out(actor=area.amina, file=case.file, agency=area.agencies["police"], reason="for the review panel", at=WHEN)
    assert kinds(area, Way.PAPER) == {"identity", "events", "risk", "children", "research", "plan"}


def test_a_referral_to_safeguarding_names_itself_and_not_the_plan(area: Area) -> None:
    case = listed(area)
    referred(area, case)
    with acting_as(area.amina):
        route = OutReferral.objects.get().route
    assert kinds(area, Way.SAFEGUARDING) == {
        "identity",
        "events",
        {"children": "children", "adults": "her_words"}[route],
    }


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("whereabouts", [False, True])
def test_an_area_that_leaves_takes_every_kind_and_whereabouts_only_when_it_says_so(
    area: Area, whereabouts: bool
) -> None:
    listed(area)
    service = next(one for one in service_actors("export") if one.partnership_id == area.id)
    list(export_area(actor=service, whereabouts=whereabouts, at=WHEN))
    every = set(practice(area.amina).law.kinds)
    assert kinds(area, Way.EXPORT) == (every if whereabouts else every - {"whereabouts"})

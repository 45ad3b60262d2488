"""What anybody reads: each public page is linked from another, and none tells that something is kept secret."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.governance.drawn import DRAWN, Drawing
from openccr.governance.models import Strategy
from tests.directory.test_directory import refuge, service
from tests.governance.boards import TODAY
from tests.governance.strategies import strategy_made
from tests.makers import Area
from tests.signing_in import text_of

pytestmark = pytest.mark.django_db


def test_from_finding_help_every_public_page_is_found(area: Area) -> None:
    found, todo = set(), ["/find-help/"]
    while todo:
        at = todo.pop()
        if at not in found:
            found.add(at)
            page = text_of(Client().get(at))
            todo += re.findall(r'href="(/(?:find-help|your-say|you-said|your-answer|learning)/[^"?#]*)"', page)
    assert {
        "/your-say/", f"/your-say/{area.code}/", "/your-answer/", f"/you-said/{area.code}/", f"/learning/{area.code}/",
    } <= found  # fmt: skip


def test_an_address_that_leads_to_no_area_says_so_on_every_public_page(area: Area) -> None:
    for way in ("your-say", "you-said", "learning"):
        assert Client().get(f"/{way}/{area.code.upper()}/").status_code == 200
        gone = Client().get(f"/{way}/nowhere/")
        assert gone.status_code == 404 and "There is no such area" in gone.content.decode()


def test_the_document_for_everybody_counts_no_service_that_is_kept_secret(area: Area) -> None:
    made = strategy_made(area)
    service(area)
    service(area, name="For staff", published=False)
    refuge(area)

    def missing(*, public: bool) -> str:
        with acting_as(area.amina):
            return repr(DRAWN["missing"](Drawing(area.amina, Strategy.objects.get(id=made.strategy), TODAY, public)))

    assert "of 1 services" in missing(public=True)
    assert "of 3 services" in missing(public=False)

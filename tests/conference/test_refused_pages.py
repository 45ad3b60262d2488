"""Whoever is refused is told why and how to go back: a paper without content, a button pressed too late."""

from __future__ import annotations

from django.test import RequestFactory
from django.urls import reverse

from openccr.ui.came_from import came_from
from tests.conference.conferences import planned
from tests.makers import Area
from tests.signing_in import as_, text_of


def _request(referer: str) -> object:
    return RequestFactory().get("/here/", headers={"Referer": referer})


def test_only_a_page_of_ours_is_gone_back_to() -> None:
    assert came_from(_request("http://testserver/cases/?show=all")) == "/cases/"  # type: ignore[arg-type]
    for elsewhere in (
        "",
        "https://elsewhere.example/cases/",
        "http://testserver//elsewhere.example/",
        r"http://testserver/\elsewhere.example/",
        "nonsense",
    ):
        assert came_from(_request(elsewhere)) is None  # type: ignore[arg-type]


def test_a_paper_without_content_leads_back_to_where_papers_are_chosen(area: Area) -> None:
    meeting = planned(area)
    choose = reverse("conference.paper_agenda", kwargs={"meeting": meeting})
    look = reverse("conference.paper_agenda_look", kwargs={"meeting": meeting, "agency": area.amina.agency_id})
    client = as_(area.amina)
    refused = client.get(look, headers={"Referer": f"http://testserver{choose}"})
    assert refused.status_code == 403 and f'href="{choose}"' in text_of(refused)
    assert "Go back to the page before" in text_of(refused)
    # Opened afresh, and by its own link, it offers no way round in a circle.
    for referer in ("", f"http://testserver{look}"):
        assert "Go back to the page before" not in text_of(client.get(look, headers={"Referer": referer}))

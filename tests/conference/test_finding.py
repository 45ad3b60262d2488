"""The form that finds a case by name says beforehand what it refuses for want of."""

from __future__ import annotations

from django.urls import reverse

from tests.makers import Area
from tests.signing_in import as_, text_of


def test_what_a_search_needs_is_said_before_it_is_refused(area: Area) -> None:
    client = as_(area.amina)
    page = text_of(client.get(reverse("conference.find")))
    assert "Fill in two of the three, and say why you search." in page and "(optional)" not in page
    refused = client.post(reverse("conference.find"), {"given": "Nobody", "family": "Atall"})
    assert refused.status_code == 422 and "Say what you search for." in text_of(refused)

"""Naming who advises the victim: whoever names is told when the adviser could not open the case."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers import Area, open_case
from tests.signing_in import sign_in


@pytest.mark.parametrize(("invited", "blind"), [(("police", "idva"), False), (("police",), True)])
def test_an_adviser_whose_service_is_not_on_the_case_is_said_to_see_nothing(
    area: Area, client: Client, invited: tuple[str, ...], blind: bool
) -> None:
    case = open_case(area, invited=invited)
    sign_in(client, area.amina)
    address = reverse("conference.adviser", kwargs={"file": case})
    told = client.post(address, {"appointment_id": area.grace.appointment_id}, follow=True).text
    assert "The adviser is named" in told
    assert ("cannot see the case yet" in told) == blind
    sign_in(client, area.grace)
    assert client.get(reverse("conference.case", kwargs={"file": case})).status_code == (404 if blind else 200)

"""Naming who advises the victim: whoever names is told when the adviser could not open the case."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.operations import close_file
from openccr.conference.operations.advisers import name_adviser
from openccr.partnership.leaving import end_leavers
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


def test_a_case_whose_adviser_leaves_stands_on_the_coordinators_list_until_another_is_named(
    area: Area, client: Client
) -> None:
    case, closed = open_case(area, invited=("idva",)), open_case(area, invited=("idva",))
    for file in (case, closed):
        name_adviser(actor=area.amina, file_id=file, appointment_id=area.grace.appointment, at=timezone.now())
    close_file(actor=area.amina, file_id=closed, at=timezone.now())
    address = reverse("conference.adviser", kwargs={"file": case})
    sign_in(client, area.amina)
    people = reverse("conference.case_people", kwargs={"file": case})
    assert address not in client.get("/").text and "no role here any more" not in client.get(people).text
    end_leavers(actor=area.commands, agency=area.agencies["idva"], appointments=[area.grace.appointment])
    home = client.get("/").text
    assert address in home and reverse("conference.adviser", kwargs={"file": closed}) not in home
    assert "Grace" in home and "Has no role here any more" in client.get(people).text

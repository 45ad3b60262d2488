"""What comes of a pair that stands both ways round: whom to ask, and both on one meeting when a finding is disputed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import DualAllegation
from openccr.conference.operations.advisers import name_adviser
from openccr.conference.operations.two_ways import agree_together, ask_specialist, dispute, propose_together
from openccr.conference.rules.two_ways import Finding
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Appointment
from tests.conference.conferences import WHEN, planned
from tests.conference.test_two_ways import Pair, found, on, recorded
from tests.conference.test_two_ways import pair as pair
from tests.door import door
from tests.makers import Area
from tests.partnership.conftest import accepted, invited
from tests.signing_in import sign_in

ON_ONE = "The same pair is on one meeting in both directions"


@pytest.mark.parametrize("side", ["hers", "his"])
def test_an_adviser_of_either_is_asked_only_where_no_other_specialist_is(area: Area, pair: Pair, side: str) -> None:
    dual = recorded(area, pair)
    grace = area.grace.appointment_id
    name_adviser(actor=area.amina, file_id=getattr(pair, side), appointment_id=grace, at=WHEN)
    asked = {"actor": area.amina, "file_id": pair.his, "dual_id": dual, "at": WHEN}
    ask_specialist(appointment_id=grace, **asked)
    accepted(invited(area, area.amina, email="mo@harbour.example", role="idva"))
    with acting_as(area.lena):
        other = door(lambda: Appointment.objects.get(user__email="mo@harbour.example")).id
    with pytest.raises(Refusal, match="advises one of the two"):
        ask_specialist(appointment_id=grace, **asked)
    ask_specialist(appointment_id=other, **asked)
    with acting_as(area.amina):
        assert DualAllegation.objects.get().asked_id == other


def test_both_on_one_meeting_when_a_finding_is_disputed_stands_on_the_coordinators_list(
    area: Area, pair: Pair, client: Client
) -> None:
    dual, meeting = recorded(area, pair), planned(area)
    found(area, pair, dual, Finding.BOTH)
    on(area, pair.her_referral, meeting)
    on(area, pair.his_referral, meeting)
    sign_in(client, area.amina)
    address = reverse("conference.two_ways", kwargs={"file": pair.his, "dual": dual})
    assert address not in client.get("/").text
    dispute(actor=area.amina, file_id=pair.his, dual_id=dual, reasons="Not asked.", at=WHEN + timedelta(days=900))
    home = client.get("/").text
    assert ON_ONE in home and address in home
    why = {"file_id": pair.his, "dual_id": dual, "at": WHEN + timedelta(days=900)}
    propose_together(actor=area.amina, reason="Apart in the room.", **why)
    agree_together(actor=area.grace, **why)
    assert ON_ONE not in client.get("/").text

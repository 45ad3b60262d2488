"""Nobody at an agency invited has the whole name of a person in the case before the coordinator has decided on them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openccr.conference.operations.inviting import invite_later
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.settling_holds import decide_on_staff
from openccr.conference.rules.conflicts import Decided
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import WHEN, accepted, planned
from tests.conference.test_conflicts import list_with_housing, sees
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_a_colleague_with_the_whole_name_is_decided_on_before_their_agency_sees_the_case(area: Area) -> None:
    file, referral = accepted(area, given="Bea", family="Lindqvist")
    with pytest.raises(Refusal, match="Somebody at Willowmere Homes has the name of a person"):
        list_with_housing(area, referral)
    meeting = planned(area)
    hearing = list_case(actor=area.amina, referral_id=referral, meeting_id=meeting, agency_ids=[], at=WHEN)
    later = {"actor": area.amina, "file_id": file, "hearing_id": hearing, "at": WHEN}
    with pytest.raises(Refusal, match="has the name of a person"):
        invite_later(agency_ids=[area.agencies["housing"]], **later)
    assert not sees(area.bea, file)
    client = as_(area.amina)
    weighed = text_of(client.get(reverse("conference.weigh", kwargs={"file": file, "referral": referral})))
    assert "Decide on Bea Lindqvist" in weighed
    invite_later(agency_ids=[area.agencies["idva"]], **later)  # nobody there is called so
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment, decided=Decided.NO_CONFLICT,
        reason="Another day of birth", at=WHEN,
    )  # fmt: skip
    invite_later(agency_ids=[area.agencies["housing"]], **later)
    assert sees(area.bea, file)

"""A closed case is seen by whoever manages it: somebody who comes to work there is held out of their own as well."""

from __future__ import annotations

import pytest

from openccr.casefiles.operations import close_file, open_file
from openccr.casefiles.rules import FileKind, Reason
from openccr.conference.operations.settling_holds import decide_on_staff
from openccr.people.operations import Description, Name
from openccr.people.operations.declaring import declare_own
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from tests.conference.holding import add, held, held_for_in, sees
from tests.makers import NOW, Area
from tests.signing_in import as_, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]


@pytest.mark.parametrize("part", [PartKind.VICTIM, PartKind.HARMER])
def test_whoever_comes_to_the_agency_that_referred_them_long_ago_is_held_out(area: Area, part: PartKind) -> None:
    why = Reason(purpose="referral", lawful_basis="art6_public_task", arises_from="ReferralReceived")
    file = open_file(actor=area.bea, kind=FileKind.MARAC, title="R.T.", reason=why, at=NOW)
    whose = Description(names=(Name(given="Ruth", family="Tideswell"),), places=(("phone", "07700900345"),))
    add(area, file, whose, part)
    close_file(actor=area.amina, file_id=file, at=NOW)
    assert sees(area.eve, file)  # at the same agency, which referred and so sees it afterwards
    declare_own(actor=area.eve, declared=Declared(phone="07700900345"), at=NOW)
    assert not sees(area.eve, file) and sees(area.bea, file) and held(area, file, area.eve)
    (one,) = held_for_in(area, area.amina)
    page = text_of(as_(area.amina).get(f"/case/{file}/conflicts/{one.appointment_id}/"))
    assert "The telephone of a person in this case" in page
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.eve.appointment, decided="no_conflict",
        reason="An old number", at=NOW,
    )  # fmt: skip
    assert sees(area.eve, file)

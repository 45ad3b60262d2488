"""Whoever is on the case when she says that they must not be told: the coordinator learns it at once, and decides."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import Hearing
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import let_chair_in, name_chair
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.services import area_of
from openccr.sharing.models import NoGo
from openccr.sharing.operations.no_go import end_no_go, leave_on_case, record_no_go
from openccr.sharing.queries.no_go import still_on_case
from openccr.site import reactions
from tests.conference.conferences import TODAY, WHEN, Listed, accepted, listed, planned
from tests.conference.holding import sees
from tests.makers import Area
from tests.sharing.cases import on_her_list
from tests.signing_in import sign_in


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The agencies that were told at once."""
    found: list[UUID] = []
    monkeypatch.setattr(reactions, "tell_agency", lambda *, agency_id, at_once=False, **_: found.append(agency_id))
    return found


def to_do(area: Area) -> list[str]:
    with acting_as(area.amina):
        return [one.who for one in still_on_case(actor=area.amina, today=TODAY)]


def stays(area: Area, case: Listed, *, actor: Actor | None = None, reason: str = "Only they know the flat.") -> None:
    with acting_as(area.amina):
        line = NoGo.objects.get(file_id=case.file)
    leave_on_case(actor=actor or area.amina, file_id=case.file, no_go_id=line.id, reason=reason, at=WHEN)


def test_an_idvas_line_about_an_agency_on_the_case_tells_the_coordinator_at_once(area: Area, told: list[UUID]) -> None:
    case = listed(area)
    told.clear()
    on_her_list(area, case.file, "housing", by=area.grace)
    assert told == [area.agencies["council"]]
    assert to_do(area) == ["Willowmere Homes"]


def test_who_is_not_on_the_case_is_no_to_do(area: Area, told: list[UUID]) -> None:
    case = listed(area, invited=("police", "idva"))
    told.clear()
    on_her_list(area, case.file, "housing", by=area.grace)
    assert told == [] and to_do(area) == []


def test_a_kind_of_agency_is_looked_for_too_and_a_named_person_is_settled_elsewhere(area: Area) -> None:
    case, other = listed(area), listed(area, given="Rowan")
    record_no_go(actor=area.grace, file_id=case.file, kind="police", words="His brother.", at=WHEN)
    record_no_go(
        actor=area.grace, file_id=other.file, agency_id=area.agencies["housing"], person="Somebody Else", words="x",
        at=WHEN,
    )  # fmt: skip
    assert len(to_do(area)) == 1 and "Police" in to_do(area)[0]


def test_keeping_it_out_or_taking_the_line_off_settles_it(area: Area) -> None:
    case, other = listed(area), listed(area, given="Rowan")
    on_her_list(area, case.file, "housing", by=area.grace)
    line = on_her_list(area, other.file, "housing", by=area.grace)
    assert len(to_do(area)) == 2
    exclude(actor=area.amina, file=case.file, agency_id=area.agencies["housing"], reason="Her words", at=WHEN)
    end_no_go(actor=area.grace, file_id=other.file, no_go_id=line, reason="She said so", at=WHEN)
    assert to_do(area) == []


def test_saying_why_it_stays_settles_it_once_and_her_idva_reads_why(area: Area, client: Client) -> None:
    case = listed(area)
    on_her_list(area, case.file, "housing", by=area.grace)
    with pytest.raises(Refusal, match="Say why"):
        stays(area, case, reason=" ")
    with pytest.raises((Refusal, NotFound)):
        stays(area, case, actor=area.grace)
    stays(area, case)
    assert to_do(area) == []
    with pytest.raises(Refusal, match="decided already"):
        stays(area, case)
    sign_in(client, area.grace)
    page = client.get(reverse("sharing.no_go", kwargs={"file": case.file})).text
    assert "Only they know the flat." in page and "Is on this case" in page


def test_the_coordinator_goes_from_her_list_to_the_decision_and_the_idva_reads_that_she_is_told(
    area: Area, client: Client
) -> None:
    case = listed(area)
    line = on_her_list(area, case.file, "housing", by=area.grace)
    parts = {"file": case.file, "no_go": line}
    sign_in(client, area.amina, stepped_up=True)
    assert "must not be told, and sees the case: Willowmere Homes" in client.get("/").text
    address = reverse("sharing.no_go_stays", kwargs=parts)
    assert address in client.get(reverse("sharing.no_go", kwargs={"file": case.file})).text
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "She agreed on the telephone."}, follow=True).status_code == 200
    assert "must not be told, and sees the case" not in client.get("/").text
    assert address not in client.get(reverse("sharing.no_go", kwargs={"file": case.file})).text
    for who in (area.grace, area.bea):
        sign_in(client, who)
        assert client.get(address).status_code in (403, 404)
        assert "sees the case: Willowmere" not in client.get("/").text


CHAIRS = "Fay Osei chairs and works at Exampleshire Police, which must not be told of NI"


def _meeting(area: Area, case: Listed, *, reader: Actor | None = None) -> str:
    client = Client()
    sign_in(client, reader or area.amina)
    return client.get(reverse("conference.meeting", kwargs={"meeting": case.meeting})).content.decode()


def test_the_coordinator_reads_that_the_chair_works_for_an_agency_that_must_not_be_told(area: Area) -> None:
    case = listed(area, invited=("housing",), by="housing")
    assert CHAIRS not in _meeting(area, case)
    record_no_go(actor=area.amina, file_id=case.file, kind="police", words="His brother works there.", at=WHEN)
    assert CHAIRS in _meeting(area, case)
    assert all("must not be told" not in _meeting(area, case, reader=one) for one in (area.fay, area.bea))
    exclude(actor=area.amina, file=case.file, user_id=area.fay.user_id, reason="her brother", at=WHEN)
    assert CHAIRS not in _meeting(area, case)


def test_a_chair_whose_agency_must_not_be_told_is_not_let_into_the_case(area: Area) -> None:
    file, referral = accepted(area, by="housing")
    record_no_go(actor=area.amina, file_id=file, kind="police", words="His brother works there.", at=WHEN)
    meeting = planned(area)
    list_case(actor=area.amina, referral_id=referral, meeting_id=meeting, agency_ids=[], at=WHEN)
    assert not sees(area.fay, file)
    case = Listed(referral=referral, file=file, meeting=meeting, hearing=file)
    assert f"{CHAIRS}, and was not let in." in _meeting(area, case)
    name_chair(actor=area.amina, meeting_id=meeting, chair_id=area.fay.appointment_id, at=WHEN)
    service = area_of(area.amina, purpose="chair named")  # names the chair for cases that the coordinator does not see
    with acting_as(service):
        hearing = Hearing.objects.select_related("meeting__chair__agency").get(file_id=file)
        let_chair_in(actor=service, meeting=hearing.meeting, hearing=hearing, at=WHEN)
    assert not sees(area.fay, file)


def test_a_chair_whose_agency_is_told_all_the_same_is_no_warning(area: Area) -> None:
    case = listed(area, invited=("police",))
    on_her_list(area, case.file, "police")
    assert CHAIRS in _meeting(area, case)
    stays(area, case)
    assert CHAIRS not in _meeting(area, case)
    name_chair(actor=area.amina, meeting_id=case.meeting, chair_id=area.fay.appointment_id, at=WHEN)
    assert sees(area.fay, case.file)

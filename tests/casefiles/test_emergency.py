"""Emergency access: one case, one hour, told at once, reviewed by somebody else, never for who is kept out (D16)."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.emergency import emergencies_to_review, emergency_counts, open_in_emergency, review_emergency
from openccr.casefiles.models import CaseFile, EmergencyAccess, Grant, TimelineEntry
from openccr.casefiles.operations import exclude
from openccr.casefiles.rules import EMERGENCIES_IN_A_DAY
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from tests.makers import NOW, Area, open_case
from tests.signing_in import sign_in

WHY = "She rings from the station and he follows her"


def reference_of(area: Area, file: UUID) -> str:
    with acting_as(area.amina):
        return CaseFile.objects.get(id=file).reference


def opened(area: Area, actor: Actor, file: UUID, *, reason: str = WHY) -> UUID:
    return open_in_emergency(actor=actor, reference=reference_of(area, file), reason=reason, at=NOW)


def the_access(area: Area) -> EmergencyAccess:
    with acting_as(area.commands):
        return EmergencyAccess.objects.get()


def sees(actor: Actor, file: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file).exists()


def test_one_case_opens_for_an_hour_and_everybody_on_it_sees_that_it_was_opened(area: Area) -> None:
    file, other = open_case(area), open_case(area)
    assert not sees(area.carl, file)
    assert opened(area, area.carl, file) == file
    assert sees(area.carl, file) and not sees(area.carl, other)
    with acting_as(area.amina):
        (grant,) = [one for one in Grant.on(file) if one.holder_id == area.carl.appointment_id]
        assert grant.until_at is not None and grant.until_at - grant.from_at == timedelta(hours=1)
        assert not grant.manages
        assert practice(area.amina).law.bases[grant.lawful_basis].reference == "UK GDPR, Article 6(1)(d)"
        assert TimelineEntry.objects.filter(file_id=file, kind="emergency", sentence__contains=WHY).exists()
        assert AuditEvent.objects.filter(file_id=file, type="emergency.opened").count() == 1


def test_who_could_see_it_and_cannot_any_more_is_told_as_that(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    file = open_case(area)
    opened(area, area.carl, file)
    client = Client()
    sign_in(client, area.amina)
    page = reverse("casefiles.access", args=[file])
    assert "Ended" not in client.get(page).text
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr("openccr.casefiles.queries.timezone", SimpleNamespace(now=lambda: later))
    assert client.get(page).text.count(">Ended ") == 1


def test_only_whoever_opened_it_sees_it_and_not_their_agency(area: Area) -> None:
    file = open_case(area, invited=())
    opened(area, area.bea, file)
    assert sees(area.bea, file)
    assert not sees(area.eve, file)


def test_one_case_after_another_is_not_an_emergency_and_the_answer_tells_of_no_case(area: Area) -> None:
    files = [open_case(area) for _ in range(EMERGENCIES_IN_A_DAY + 1)]
    for file in files[:-1]:
        opened(area, area.carl, file)
    with pytest.raises(Refusal) as one_more:
        opened(area, area.carl, files[-1])
    with pytest.raises(Refusal) as nobody:
        open_in_emergency(actor=area.carl, reference="M-00000", reason=WHY, at=NOW)
    assert str(one_more.value) == str(nobody.value) and "within a day" in str(nobody.value)
    assert not sees(area.carl, files[-1])
    assert opened(area, area.bea, open_case(area, invited=())), "another account has its own"


def test_whoever_is_kept_out_gets_the_answer_for_a_reference_that_nobody_has(area: Area) -> None:
    file = open_case(area)
    exclude(actor=area.amina, file=file, reason="His sister", user_id=area.carl.user_id, at=NOW)
    with pytest.raises(Refusal) as kept_out:
        opened(area, area.carl, file)
    with pytest.raises(Refusal) as nobody:
        open_in_emergency(actor=area.carl, reference="M-00000", reason=WHY, at=NOW)
    assert str(kept_out.value) == str(nobody.value)
    assert not sees(area.carl, file)
    with acting_as(area.commands):
        assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("reason", ["", "urgent", "I need it"])
def test_it_takes_a_reason_in_a_sentence(area: Area, reason: str) -> None:
    file = open_case(area)
    with pytest.raises(Refusal):
        opened(area, area.carl, file, reason=reason)
    assert not sees(area.carl, file)


def test_leads_and_chairs_do_not_open_cases_so(area: Area) -> None:
    file = open_case(area)
    for actor in (area.lena, area.fay):
        with pytest.raises(Refusal):
            opened(area, actor, file)


def test_who_sees_the_case_anyway_is_told_so(area: Area) -> None:
    file = open_case(area)
    with pytest.raises(Refusal, match="already"):
        opened(area, area.bea, file)


def test_it_is_reviewed_by_somebody_else_and_the_user_cannot_close_it(area: Area) -> None:
    file = open_case(area)
    opened(area, area.carl, file)
    access = the_access(area)
    with acting_as(area.amina):
        assert [one.id for one in emergencies_to_review(area.amina)] == [access.id]
    with pytest.raises(Refusal):
        review_emergency(actor=area.carl, file=file, emergency=access.id, verdict="right", words="fine", at=NOW)
    review_emergency(
        actor=area.amina, file=file, emergency=access.id, verdict="wrong", words="He has no such client", at=NOW
    )
    with acting_as(area.amina):
        assert emergencies_to_review(area.amina) == []
        assert [(one.used, one.reviewed, one.wrong) for one in emergency_counts()] == [(1, 1, 1)]


def test_the_database_lets_nobody_review_their_own(area: Area) -> None:
    """A coordinator who opened one herself finds it on nobody's list of hers, and cannot write into it."""
    file = open_case(area)
    opened(area, area.carl, file)
    with acting_as(area.carl):
        assert EmergencyAccess.objects.filter(file_id=file).update(verdict="right", reviewed_at=NOW) == 0
    with acting_as(area.carl), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO casefiles_emergencyaccess (id) VALUES (gen_random_uuid())")


def test_how_often_it_was_used_is_known_to_everybody_and_why_is_not(area: Area) -> None:
    file = open_case(area)
    opened(area, area.carl, file)
    for actor in (area.dee, area.eve, area.lena, area.fay):
        if actor.appointment_id is None:
            continue
        client = Client()
        sign_in(client, actor)
        page = client.get(reverse("casefiles.emergency_counts")).content.decode()
        assert re.search(r">\s*1\s*<", page) and WHY not in page and reference_of(area, file) not in page


def test_the_page_asks_who_one_is_and_opens_the_case(area: Area) -> None:
    file = open_case(area)
    client = Client()
    sign_in(client, area.carl)
    given = {"reference": reference_of(area, file).lower(), "reason": WHY}
    first = client.post(reverse("casefiles.emergency"), given)
    assert first.status_code == 302 and "reauth" in first["Location"]
    assert not sees(area.carl, file)
    sign_in(client, area.carl, stepped_up=True)
    done = client.post(reverse("casefiles.emergency"), given)
    assert done["Location"] == reverse("conference.case", args=[file])
    assert client.get(done["Location"]).status_code == 200


def test_the_coordinator_finds_the_review_on_her_list(area: Area) -> None:
    file = open_case(area)
    opened(area, area.carl, file)
    client = Client()
    sign_in(client, area.amina)
    page = reverse("casefiles.review_emergency", args=[file, the_access(area).id])
    assert page in client.get("/").content.decode()
    assert WHY in client.get(page).content.decode()
    assert client.post(page, {"verdict": "right", "words": "She was safe that night"}).status_code == 302
    assert page not in client.get("/").content.decode()

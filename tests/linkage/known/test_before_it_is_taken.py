"""Who may be known is shown before a file is taken, and in the answer to an agency's own system."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openccr.access.acting import acting_as
from openccr.conference.pages import known as pages
from openccr.kernel.refusals import Refusal
from openccr.linkage.models import Search
from openccr.linkage.operations import known
from openccr.partnership import clients
from openccr.partnership.rules import Scope
from openccr.sharing.models import Disclosure
from tests.conference.files import WHOLE, csv_file
from tests.linkage.known.test_known import KNOWN, add
from tests.makers import Area, open_case
from tests.signing_in import sign_in
from tests.walls.api_world import REFERRAL, TODAY, build_systems, send

pytestmark = pytest.mark.django_db

HER = {"victim_given_name": "Kirstie", "victim_family_name": "Tideswell", "victim_dob": "1990-04-13"}
OTHER = {"victim_given_name": "Oona", "victim_family_name": "Farr", "victim_dob": "2001-01-02"}


def reference(area: Area, case: UUID) -> str:
    from openccr.casefiles.models import CaseFile

    with acting_as(area.amina):
        return CaseFile.objects.get(id=case).reference


def previewed(area: Area, *rows: dict[str, str], who: str = "bea") -> str:
    client = Client()
    sign_in(client, area.actors[who])
    whole = [
        {**WHOLE, "agency": "Willowmere Homes", "referral_ref": f"W-{number}", "victim_phone": "",
         "victim_postcode": "", "victim_aliases": "", **row}
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip
    file = SimpleUploadedFile("referrals.csv", csv_file(whole), content_type="text/csv")
    answer = client.post("/import/", {"file": file, "once": "x"})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"]).content.decode()


def test_before_a_file_is_taken_each_row_shows_who_may_be_known(area: Area) -> None:
    case = add(area)
    page = previewed(area, OTHER, HER)
    assert "Who may be known already" in page and "Kirsty Tideswell" in page and reference(area, case) in page
    assert "Nothing is saved yet." in page
    with acting_as(area.bea):
        assert Search.objects.count() == 2


def test_before_a_file_is_taken_nobody_out_of_the_senders_sight_is_shown(area: Area) -> None:
    hidden = open_case(area, invited=("idva",))
    from openccr.people.operations import add_person
    from openccr.people.rules import PartKind

    add_person(
        actor=area.amina, file_id=hidden, kind=PartKind.VICTIM, described=KNOWN, relationship="", source="x", on=TODAY
    )
    page = previewed(area, HER)
    assert "Kirsty Tideswell" not in page and "Nobody like the victims is in the cases you can see." in page


def test_the_first_rows_alone_are_looked_up_and_the_limit_is_said(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    add(area)
    monkeypatch.setattr(pages, "LOOKED_UP", 1)
    assert "The first 1 rows were looked up; the other 1 show it on their own pages." in previewed(area, HER, OTHER)
    monkeypatch.setattr(pages, "LOOKED_UP", 20)
    monkeypatch.setattr(known, "why_no_more", lambda different: Refusal("Too often."))
    assert "Too often." in previewed(area, OTHER, {**OTHER, "victim_given_name": "Una"})


def test_the_answer_to_a_system_names_the_cases_and_nobody_and_stands_in_the_ledger(area: Area) -> None:
    cache.clear()
    systems = build_systems(area)
    case = add(area)
    body = {"referrals": [{**REFERRAL, **HER, "referral_ref": "API-7"}]}
    answer = send("POST", "/api/referrals", systems.right.secret, body=body)
    assert answer.status_code == 201, answer.content
    (taken,) = answer.json()["referrals"]
    assert [one["case"] for one in taken["victim_may_be_in"]] == [reference(area, case)]
    assert taken["victim_may_be_in"][0]["part"] == "victim", "a key, as in every other answer"
    assert taken["victim_may_be_in"][0]["alike"] and "Tideswell" not in answer.content.decode()
    with acting_as(area.amina):
        assert Disclosure.objects.filter(file_id=case, way="api").exists()


def test_a_system_that_may_only_send_is_told_of_no_case(area: Area) -> None:
    cache.clear()
    build_systems(area)
    add(area)
    secret = clients.issue(
        actor=area.amina, agency=area.agencies["housing"], name="Sends alone", scopes=(Scope.SEND_REFERRALS,),
        from_on=TODAY, until_on=TODAY + timedelta(days=9),
    ).secret  # fmt: skip
    answer = send("POST", "/api/referrals", secret, body={"referrals": [{**REFERRAL, **HER, "referral_ref": "API-8"}]})
    assert answer.json()["referrals"][0]["victim_may_be_in"] == []

"""Two offices agree that an area leaves, the receiver alone opens it, and the list says what became of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pyrage
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.age import decrypt
from openccr.casefiles.operations import exclude
from openccr.documents.models import StoredFile
from openccr.documents.operations import fetch, let_go
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.leaving import operations
from openccr.leaving.models import AreaExport, ExportAgreement, ExportStep
from openccr.leaving.operations import adviser_part, agree, ask_for, make_now, withdraw
from openccr.leaving.queries import not_agreed
from openccr.leaving.rules import ADVISERS, AGREED_FOR, PURPOSE, Step
from openccr.leaving.written.area_json import read_area
from openccr.partnership.models import Appointment
from openccr.partnership.operations import end_appointment
from openccr.partnership.rules import Role
from tests.casefiles.test_officer import officer_of
from tests.conference.conferences import WHEN
from tests.leaving.leaves import KEY, MONEY, agreed_by_both, filled
from tests.makers import Area
from tests.partnership.conftest import accepted, invited
from tests.signing_in import as_, text_of


def second_coordinator(area: Area) -> Actor:
    """Nell Farrow, appointed as anybody is."""
    address = "nell@exampleshire.example"
    here = next(kind for kind, agency in area.agencies.items() if agency == area.amina.agency_id)
    accepted(invited(area, area.amina, email=address, role="coordinator", kind=here), name="Nell Farrow")
    with acting_as(area.amina):
        row = Appointment.objects.get(role=Role.COORDINATOR, name="Nell Farrow")
    return replace(area.amina, user_id=row.user_id, appointment_id=row.id, name=row.name)


def test_both_agree_and_the_receiver_alone_opens_it(committed: Area) -> None:
    """D29: the board's chair and the data protection officer, neither of whom asked."""
    filled(committed)
    officer = officer_of(committed)
    asked = {"reason": "We move to another system.", "recipient": KEY.recipient, "whereabouts": False, "at": WHEN}
    for nobody in (committed.bea, committed.grace, committed.carl, committed.lena, committed.fay):
        with pytest.raises(Refusal):
            ask_for(actor=nobody, **asked)
    export = ask_for(actor=committed.amina, **asked)
    going = {"actor": committed.amina, "export": export, "at": WHEN, "told": lambda done, total: None}
    with pytest.raises(Refusal, match="waits for the chair and the data protection officer"):
        make_now(**going)
    for nobody in (committed.amina, committed.lena, committed.bea):
        with pytest.raises(Refusal):
            agree(actor=nobody, export=export, at=WHEN)
    agree(actor=committed.fay, export=export, at=WHEN)
    with pytest.raises(Refusal, match="waits for the data protection officer"):
        make_now(**going)
    with pytest.raises(Refusal, match="The chair has agreed already"):
        agree(actor=replace(committed.fay, user_id=committed.dee.user_id), export=export, at=WHEN)
    with pytest.raises(Refusal, match="Three people"):
        agree(actor=replace(officer, user_id=committed.fay.user_id), export=export, at=WHEN)
    agree(actor=officer, export=export, at=WHEN)
    with pytest.raises(Refusal, match="coordinator of the whole area"):
        make_now(**{**going, "actor": committed.lena})
    with pytest.raises(NotFound):
        make_now(**{**going, "actor": replace(committed.amina, user_id=committed.dee.user_id)})
    data = fetch(actor=committed.amina, document=make_now(**going)).data
    with ZipFile(io.BytesIO(decrypt(data, secrets=[KEY.secret]))) as parcel:
        assert {"area.json", "area.xlsx", "README.txt"} <= set(parcel.namelist())


def test_it_is_withdrawn_by_whoever_sees_it_until_it_is_made(committed: Area) -> None:
    filled(committed)
    officer = officer_of(committed)
    asked = {"reason": "We move.", "recipient": KEY.recipient, "whereabouts": False, "at": WHEN}
    for stops, agreed in ((committed.amina, False), (committed.lena, True)):
        export = ask_for(actor=committed.amina, **asked)
        if agreed:
            agreed_by_both(committed, export, officer=officer, at=WHEN)
        with pytest.raises(Refusal):
            withdraw(actor=committed.bea, export=export, at=WHEN)
        withdraw(actor=stops, export=export, at=WHEN)
        for again in (withdraw, agree):
            with pytest.raises(Refusal, match="withdrawn"):
                again(actor=committed.fay, export=export, at=WHEN)
        with pytest.raises(Refusal, match="It was withdrawn"):
            make_now(actor=committed.amina, export=export, at=WHEN, told=lambda done, total: None)
    with acting_as(committed.fay):
        assert not_agreed(committed.fay.role) == []


def test_each_of_the_two_has_it_on_their_list_until_they_have_agreed(committed: Area) -> None:
    officer = officer_of(committed)
    export = ask_for(actor=committed.amina, reason="x y", recipient=KEY.recipient, whereabouts=True, at=timezone.now())
    page = reverse("leaving.export", args=[export])
    for signer, waits in ((committed.fay, "Waits for the data protection officer"), (officer, "Agreed, to be made")):
        client = as_(signer)
        assert page in client.get("/").content.decode() and "Agree" in text_of(client.get(page))
        client.post(reverse("leaving.agree", args=[export]))
        assert page not in client.get("/").content.decode() and waits in text_of(client.get(page))
    assert page not in as_(committed.lena).get("/").content.decode()


def test_the_list_says_what_became_of_each_request(committed: Area) -> None:
    filled(committed)
    officer = officer_of(committed)
    amina, fay = as_(committed.amina), as_(committed.fay)
    asked = {"reason": "We move.", "recipient": KEY.recipient, "whereabouts": False, "at": timezone.now()}
    one, other, old = (ask_for(actor=committed.amina, **asked) for _ in range(3))
    fay.post(reverse("leaving.withdraw", args=[other]))
    assert "Withdraw it" in text_of(amina.get(reverse("leaving.export", args=[one])))
    for export, at in ((one, timezone.now()), (old, timezone.now() - AGREED_FOR * 2)):
        agreed_by_both(committed, export, officer=officer, at=at)
    assert "Agreed, to be made" in text_of(amina.get(reverse("leaving.list")))
    make_now(actor=committed.amina, export=one, at=timezone.now(), told=lambda done, total: None)
    page = text_of(amina.get(reverse("leaving.list")))
    found = re.findall(r"Withdrawn|Made|Agreed, to be made|never made", page)
    assert sorted(found) == ["Made", "Withdrawn", "never made"]
    made = text_of(amina.get(reverse("leaving.export", args=[one])))
    assert "Withdraw it" not in made and committed.amina.name in made
    withdrawn = text_of(amina.get(reverse("leaving.export", args=[other])))
    assert "Make it" not in withdrawn and f"{day_words(timezone.localdate())}, {committed.fay.name}" in withdrawn


def test_the_page_of_a_request_leads_whoever_made_it_to_the_file_while_it_is_kept(committed: Area) -> None:
    filled(committed)
    officer = officer_of(committed)
    asked = {"reason": "We move.", "recipient": KEY.recipient, "whereabouts": False, "at": timezone.now()}
    export, other = (ask_for(actor=committed.amina, **asked) for _ in range(2))
    agreed_by_both(committed, export, officer=officer, at=timezone.now())
    page = reverse("leaving.export", args=[export])
    assert "Download it" not in text_of(as_(committed.amina).get(page))
    document = make_now(actor=committed.amina, export=export, at=timezone.now(), told=lambda done, total: None)
    link = reverse("documents.download", kwargs={"document": document})
    assert link in text_of(as_(committed.amina).get(page))
    assert link not in text_of(as_(committed.fay).get(page)), "it opens for whoever had it made alone"
    assert link not in text_of(as_(committed.amina).get(reverse("leaving.export", args=[other])))
    let_go(actor=committed.amina, document=document)
    assert "Download it" not in text_of(as_(committed.amina).get(page))


def test_nobody_says_in_anothers_name_or_of_anothers_request_that_it_was_made(committed: Area) -> None:
    export = ask_for(actor=committed.amina, reason="x y", recipient=KEY.recipient, whereabouts=True, at=WHEN)
    given = {"partnership_id": committed.id, "export_id": export, "by_name": "x", "at": WHEN}
    for actor, name, kind in (
        (committed.amina, committed.fay, Step.WITHDRAWN),
        (committed.amina, committed.amina, Step.MADE),  # nobody has agreed
        (committed.fay, committed.fay, Step.MADE),
        (committed.bea, committed.bea, Step.WITHDRAWN),
    ):
        with acting_as(actor), pytest.raises(Exception, match="row-level security"):
            ExportStep.objects.bulk_create([ExportStep(kind=kind, by_user=name.user_id, **given)])


def test_a_coordinator_kept_out_of_a_case_does_not_get_it_with_the_rest(committed: Area) -> None:
    case = filled(committed)
    asked = {"reason": "We move.", "recipient": KEY.recipient, "whereabouts": False, "at": WHEN}
    other = second_coordinator(committed)
    before = ask_for(actor=other, **asked)
    agreed_by_both(committed, before, officer=officer_of(committed), at=WHEN)
    exclude(actor=committed.amina, file=case, user_id=other.user_id, reason="her cousin", at=WHEN)
    with pytest.raises(Refusal, match="Another coordinator"):
        ask_for(actor=other, **asked)
    with pytest.raises(Refusal, match="Another coordinator"):
        make_now(actor=other, export=before, at=WHEN, told=lambda done, total: None)
    row = AreaExport(
        partnership_id=committed.id, reason="x", recipient=KEY.recipient, whereabouts=True,
        asked_user=other.user_id, asked_at=WHEN,
    )  # fmt: skip
    with acting_as(other), pytest.raises(Exception, match="row-level security"):
        AreaExport.objects.bulk_create([row])


def test_what_somebody_asked_for_who_has_left_waits_for_nobody_and_is_agreed_by_nobody(committed: Area) -> None:
    """Nobody but they could have it made, so a signature would lead nowhere."""
    asker, officer = second_coordinator(committed), officer_of(committed)
    export = ask_for(actor=asker, reason="We move.", recipient=KEY.recipient, whereabouts=False, at=timezone.now())
    page = reverse("leaving.export", args=[export])
    assert page in text_of(as_(committed.fay).get("/"))
    agree(actor=committed.fay, export=export, at=timezone.now())
    end_appointment(actor=committed.amina, appointment=asker.appointment)
    assert page not in text_of(as_(officer).get("/"))
    assert "Whoever asked has left" in text_of(as_(officer).get(page))
    with pytest.raises(Refusal, match="coordinates the area no longer"):
        agree(actor=officer, export=export, at=timezone.now())
    withdraw(actor=committed.amina, export=export, at=timezone.now())


@pytest.mark.parametrize("office", ["chair", "coordinator"])
def test_whoever_is_coordinator_and_chair_in_one_person_agrees_to_nothing_they_asked_for(
    committed: Area, office: str
) -> None:
    """Two roles of one account, and two accounts of one name, are one person."""
    export = ask_for(
        actor=committed.amina, reason="We move.", recipient=KEY.recipient, whereabouts=False, at=timezone.now()
    )
    kind = next(kind for kind, agency in committed.agencies.items() if agency == committed.fay.agency_id)
    address = invited(committed, committed.amina, email="second@exampleshire.example", role="chair", kind=kind)
    accepted(address, name=committed.amina.name if office == "chair" else "Somebody Else")
    with acting_as(committed.amina):
        row = Appointment.objects.filter(role=Role.CHAIR).exclude(id=committed.fay.appointment_id).get()
    chair = replace(committed.fay, user_id=row.user_id, appointment_id=row.id, name=row.name)
    if office == "chair":
        with pytest.raises(Refusal, match="Three people"):
            agree(actor=chair, export=export, at=timezone.now())
    else:
        agree(actor=chair, export=export, at=timezone.now())


def test_what_is_withdrawn_while_it_is_being_made_is_not_made(committed: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever withdrew it read that nothing is made of it."""
    filled(committed)
    export = ask_for(actor=committed.amina, reason="We move.", recipient=KEY.recipient, whereabouts=False, at=WHEN)
    agreed_by_both(committed, export, officer=officer_of(committed), at=WHEN)
    seal = operations.encrypt

    def withdrawn_meanwhile(*args: object, **given: object) -> bytes:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(_on_its_own, lambda: withdraw(actor=committed.fay, export=export, at=WHEN)).result(30)
        return seal(*args, **given)

    monkeypatch.setattr(operations, "encrypt", withdrawn_meanwhile)
    with pytest.raises(Refusal, match="It was withdrawn"):
        make_now(actor=committed.amina, export=export, at=WHEN, told=lambda done, total: None)
    with acting_as(committed.amina):
        assert not StoredFile.objects.filter(purpose=PURPOSE).exists()


def _on_its_own(act: Callable[[], None]) -> None:
    """In a connection of its own, which is closed afterwards."""
    try:
        act()
    finally:
        connection.close()


def test_nobody_agrees_with_themselves_for_another_or_in_an_office_they_do_not_hold(committed: Area) -> None:
    """By SQL, past the application."""
    export = ask_for(actor=committed.amina, reason="x y", recipient=KEY.recipient, whereabouts=True, at=WHEN)
    given = {"partnership_id": committed.id, "export_id": export, "by_name": "x", "at": WHEN}
    asker = replace(committed.fay, user_id=committed.amina.user_id)
    for actor, name, office in (
        (committed.amina, committed.amina, "chair"),
        (asker, asker, "chair"),
        (committed.fay, committed.lena, "chair"),
        (committed.fay, committed.fay, "protection_officer"),
        (committed.lena, committed.lena, "lead"),
    ):
        with acting_as(actor), pytest.raises(Exception, match="row-level security"):
            ExportAgreement(office=office, by_user=name.user_id, **given).save(force_insert=True)
    agree(actor=committed.fay, export=export, at=WHEN)
    with acting_as(committed.amina), pytest.raises(Exception, match="row-level security"):
        ExportStep(kind=Step.MADE, by_user=committed.amina.user_id, **given).save(force_insert=True)


def test_an_idva_takes_out_what_is_hers_and_the_advisers_alone(committed: Area) -> None:
    filled(committed)
    with pytest.raises(Refusal):
        adviser_part(actor=committed.amina, recipient=KEY.recipient, at=WHEN)
    document = adviser_part(actor=committed.grace, recipient=KEY.recipient, at=WHEN)
    found = read_area(decrypt(fetch(actor=committed.grace, document=document).data, secrets=[KEY.secret]))
    assert found.part == "adviser" and set(found.tables) == set(ADVISERS)
    assert MONEY in found.tables["people.RecourseToFunds"].rows[0]


def test_the_command_writes_a_folder_or_an_encrypted_file(
    committed: Area, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(committed)
    call_command("export", area=committed.code, to=tmp_path / "out")
    assert read_area((tmp_path / "out" / "area.json").read_bytes()).area == committed.code
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    call_command("export", area=committed.code, to=tmp_path / "a.age")
    passphrase = capsys.readouterr().out.rpartition("once: ")[2].split()[0]
    parcel = ZipFile(io.BytesIO(pyrage.passphrase.decrypt((tmp_path / "a.age").read_bytes(), passphrase)))
    assert "area.xlsx" in parcel.namelist()
    with pytest.raises(CommandError):
        call_command("export", area="nowhere", to=tmp_path / "b.age")

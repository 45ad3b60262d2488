"""Meeting packs: encrypted, opened by an age key or a passphrase, holding the day's sheets; then removed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.access.age import CannotDecrypt, decrypt, new_age_key
from openccr.actions.operations import agree_action
from openccr.casefiles.operations import exclude
from openccr.conference.models import Meeting, MeetingPack, PackKey
from openccr.conference.operations.hearings import defer
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.research import return_research
from openccr.conference.packing import (
    add_pack_key,
    end_pack_key,
    make_pack,
    make_packs_before_meetings,
    remove_old_packs,
    set_pack_passphrase,
    take_pack,
)
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.models import Disclosure
from openccr.sharing.rules.ways import Way
from tests.conference.conferences import TODAY, WHEN, listed, planned, research_for
from tests.documents.reading import text_of
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_a_pack_opens_with_each_key_and_holds_the_sheets_and_no_canary(area: Area) -> None:
    case = listed(area)
    row = research_for(area, case, "police")
    return_research(
        actor=area.pia, file_id=case.file, research_id=row.id, at=WHEN, victim_facts="Seen on Monday",
        not_for_minutes="CANARYSECRET",
    )  # fmt: skip
    key, other = new_age_key(), new_age_key()
    for name, one in (("Amina", key), ("Fay", other)):
        add_pack_key(actor=area.amina, name=name, public=one.recipient, at=WHEN)
    (pack,) = make_pack(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    name, data = take_pack(actor=area.fay, pack=pack, at=WHEN)
    assert name.endswith(".pdf.age") and data.startswith(b"age-encryption.org/v1") and b"Nadia" not in data
    for one in (key, other):
        text = text_of(decrypt(data, secrets=[one.secret]))
        for words in ("Nadia Invented", "Seen on Monday", "Notes:", "Agenda", "OFFICIAL-SENSITIVE"):
            assert words in text, words
        assert "CANARYSECRET" not in text
        assert "Page 4 of 4" in text, "agenda, the case, one sheet to write on, who took part"
    with pytest.raises(CannotDecrypt):
        decrypt(data, secrets=[new_age_key().secret])


def test_a_pack_tells_what_earlier_meetings_left_undone_and_of_other_cases_how_many(area: Area) -> None:
    """Its line in the ledger is for the cases on its agenda: of another it says no word that could be of anybody."""
    back, other = listed(area, given="Back"), listed(area, given="Other")
    for case, text in ((back, "Change the locks"), (other, "Look into the lease")):
        agree_action(
            actor=area.amina, file_id=case.file, text=text, faces="agencies", agency_id=area.agencies["housing"],
            due_on=TODAY + timedelta(days=1), at=WHEN, arises_from_id=case.hearing,
        )  # fmt: skip
    defer(actor=area.fay, file_id=back.file, hearing_id=back.hearing, reason="The IDVA is away.", at=WHEN)
    meeting = planned(area, days=40)
    invited = [area.agencies[name] for name in ("police", "housing", "idva")]
    list_case(actor=area.amina, referral_id=back.referral, meeting_id=meeting, agency_ids=invited, at=WHEN)
    key = new_age_key()
    add_pack_key(actor=area.amina, name="Amina", public=key.recipient, at=WHEN)
    (pack,) = make_pack(actor=area.commands, meeting_id=meeting, at=WHEN)
    text = text_of(decrypt(take_pack(actor=area.amina, pack=pack, at=WHEN)[1], secrets=[key.secret]))
    for words in (
        "What earlier meetings agreed and is not done",
        "Change the locks",
        "Late besides",
        "Willowmere Homes",
    ):
        assert words in text, words
    assert "Look into the lease" not in text
    with acting_as(area.amina):
        let_out = Disclosure.objects.filter(arises_from_id=meeting, way=Way.PACK)
        assert set(let_out.values_list("file_id", flat=True)) == {back.file}


def test_a_passphrase_is_shown_once_and_opens_what_is_made_from_then_on(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    page = client.post(reverse("conference.pack_passphrase"), {"name": "The safe"}).content.decode()
    secret = page.split("<code>")[1].split("</code>")[0]
    assert len(secret.replace("-", "")) == 28
    assert secret not in client.get(reverse("conference.pack_keys")).content.decode()
    with acting_as(area.amina):
        assert secret.encode() not in bytes(PackKey.objects.get(ended_at=None).sealed)
    (pack,) = make_pack(actor=area.commands, meeting_id=case.meeting, at=WHEN)
    data = take_pack(actor=area.amina, pack=pack, at=WHEN)[1]
    assert pyrage.passphrase.decrypt(data, secret).startswith(b"%PDF")
    assert set_pack_passphrase(actor=area.amina, name="The safe", at=WHEN) != secret
    with acting_as(area.amina):
        assert PackKey.objects.filter(ended_at=None).count() == 1


def test_without_a_key_none_is_made_and_a_key_taken_off_opens_no_later_one(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="Nobody can open"):
        make_pack(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    key = add_pack_key(actor=area.amina, name="Amina", public=new_age_key().recipient, at=WHEN)
    with pytest.raises(Refusal, match="age public key"):
        add_pack_key(actor=area.amina, name="x", public="AGE-SECRET-KEY-1", at=WHEN)
    end_pack_key(actor=area.amina, key=key, at=WHEN)
    with pytest.raises(Refusal):
        make_pack(actor=area.amina, meeting_id=case.meeting, at=WHEN)


def test_the_evening_job_makes_tomorrows_and_the_night_removes_what_is_over(area: Area) -> None:
    soon, later = listed(area), listed(area, meeting=planned(area, days=20))
    add_pack_key(actor=area.amina, name="Amina", public=new_age_key().recipient, at=WHEN)
    with acting_as(area.amina):
        Meeting.objects.filter(id=soon.meeting).update(on=TODAY + timedelta(days=1))
    assert make_packs_before_meetings(actor=area.commands, today=TODAY, at=WHEN) == 1
    assert make_packs_before_meetings(actor=area.commands, today=TODAY, at=WHEN) == 1
    with acting_as(area.amina):
        assert [one.meeting_id for one in MeetingPack.objects.all()] == [soon.meeting]
        assert later.meeting != soon.meeting
    assert remove_old_packs(actor=area.commands, at=WHEN) == 0
    assert remove_old_packs(actor=area.commands, at=WHEN + timedelta(days=5)) == 1


def test_whoever_is_kept_out_of_a_case_gets_no_pack_and_no_count_of_cases(area: Area) -> None:
    """One of their own may open with their key, and holds every case; a missing one would tell of it."""
    meeting = planned(area)
    case, other = listed(area, meeting=meeting), listed(area, meeting=planned(area, days=20))
    add_pack_key(actor=area.amina, name="Fay", public=new_age_key().recipient, at=WHEN)
    (pack,) = make_pack(actor=area.commands, meeting_id=case.meeting, at=WHEN)
    (later,) = make_pack(actor=area.commands, meeting_id=other.meeting, at=WHEN)
    assert take_pack(actor=area.fay, pack=pack, at=WHEN)
    exclude(actor=area.amina, file=case.file, user_id=area.fay.user_id, reason="his sister", at=WHEN)
    for one in (pack, later):
        with pytest.raises(NotFound):
            take_pack(actor=area.fay, pack=one, at=WHEN)
    with acting_as(area.fay):
        assert not MeetingPack.objects.exists()
    assert take_pack(actor=area.amina, pack=pack, at=WHEN)


def test_a_representative_gets_no_pack(area: Area) -> None:
    case = listed(area)
    add_pack_key(actor=area.amina, name="Amina", public=new_age_key().recipient, at=WHEN)
    (pack,) = make_pack(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with pytest.raises(Refusal):
        take_pack(actor=area.bea, pack=pack, at=WHEN)
    with acting_as(area.bea):
        assert not MeetingPack.objects.exists() and not PackKey.objects.exists()
    with pytest.raises(NotFound):
        make_pack(actor=area.amina, meeting_id=case.file, at=WHEN)


def test_the_command_writes_the_pack_to_a_folder(area: Area, tmp_path: Path) -> None:
    case = listed(area)
    key = new_age_key()
    add_pack_key(actor=area.amina, name="Amina", public=key.recipient, at=WHEN)
    call_command("pack", str(case.meeting), "--area", area.code, "--out", str(tmp_path))
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert decrypt(path.read_bytes(), secrets=[key.secret]).startswith(b"%PDF")
    with pytest.raises(CommandError, match="no id"):
        call_command("pack", "x", "--area", area.code)


def test_the_pages_of_the_pack(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    address = reverse("conference.packs", kwargs={"meeting": case.meeting})
    assert "Nobody can open a pack yet" in client.get(address).content.decode()
    client.post(reverse("conference.add_pack_key"), {"name": "Amina", "public": new_age_key().recipient, "once": "a"})
    assert (
        client.post(reverse("conference.make_pack", kwargs={"meeting": case.meeting}), {"once": "b"}).status_code == 302
    )
    page = client.get(address).content.decode()
    assert "Take the pack" in page and "Keys of Amina" in page

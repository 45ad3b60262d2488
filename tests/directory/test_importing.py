"""A file of services: what is good comes in, what is not goes back, the same file twice adds nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.directory.models import Provider, Service, ServiceImport, Site
from openccr.directory.operations.importing import import_services, try_services
from openccr.directory.operations.services import check_service, keep_service, show_service
from openccr.directory.rules.hsds import services_in
from openccr.directory.rules.outcomes import ImportOutcome
from openccr.kernel.refusals import Refusal
from openccr.tabular import read_table
from tests.directory.test_directory import HALL, refuge, service
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HEAD = (
    "Organisation,Service,Description,Thematic area,For whom,Offers,Telephone,Postcode districts,Address,Town,County,"
)
HEAD += "Postcode,Confidential,Level of risk\n"
GOOD = (
    'Oak Trust,Oak line,Somebody to talk to,"Protection, care and support",People who are or were abused,'
    "For women only; lgbt,07700 900321,EX1; EX2,2 Long Acre Lane,Exampleton,Exampleshire,EX2 2BB,no,Medium\n"
)
HIDDEN = "Oak Trust,Oak house,A safe place,support,survivors,,07700 900322,,,,,,yes,high\n"
BAD = {
    "no such theme": "Oak Trust,Bad,Words,Gardening,survivors,,,,,,,,,\n",
    "the organisation is missing": "\n,Bad,Words,support,survivors,,,,,,,,,\n",
    "not the first half": "Oak Trust,Bad,Words,support,survivors,,,Exampleton,,,,,,\n",
    "the place is not whole": "Oak Trust,Bad,Words,support,survivors,,,,2 Long Acre Lane,Exampleton,,,,\n",
    "confidential service has no place": (
        "Oak Trust,Bad,Words,support,survivors,,,,2 Long Acre Lane,Exampleton,Exampleshire,EX2 2BB,yes,\n"
    ),
    "must not be known": (
        "Oak Trust,Bad,A refuge for women,support,survivors,,,,2 Long Acre Lane,Exampleton,Exampleshire,EX2 2BB,,\n"
    ),
}


def bring(area: Area, data: str | bytes) -> ImportOutcome:
    whole = data.encode() if isinstance(data, str) else data
    return import_services(actor=area.amina, data=whole, filename="x", at=NOW)[0]


def exported(**changed: object) -> dict[str, Any]:
    """A service as another directory gives it, with what this one does not keep."""
    return {
        "id": "5f1c2c52-6b1c-4d5a-9a4e-0d7b6f0a51c1", "name": "Elm line", "status": "active", "description": "Talk.",
        "organization": {"id": "x", "name": "Elm Trust", "description": "A charity."}, "url": "https://elm.example",
        "contacts": [{"phones": [{"number": "07700 900555"}]}], "languages": [{"name": "Polish"}],
        "service_areas": [{"name": "EX3"}, {"name": "Exampleshire"}], "cost_options": [{"option": "free"}],
        "attributes": [{"taxonomy_term": {"term": "women_only"}}, {"taxonomy_term": {"term": "gardening"}}],
        "service_at_locations": [{"location": {"name": "The hall", "addresses": [{
            "address_1": "1 Long Acre Lane", "city": "Exampleton", "state_province": "Exampleshire",
            "postal_code": "EX3 3CC", "country": "GB",
        }]}}],
    } | changed  # fmt: skip


def test_good_rows_come_in_for_staff_alone_until_somebody_shows_them(area: Area) -> None:
    found = bring(area, HEAD + GOOD + HIDDEN)
    assert (found.read, found.added, found.refused_rows) == (2, 2, 0), found.refused
    with acting_as(area.amina):
        line, house = Service.objects.order_by("-name")
        assert Provider.objects.get().name == "Oak Trust"
        assert Site.objects.get(service=line).postcode == "EX2 2BB" and not Site.objects.filter(service=house)
    assert (line.theme, line.traits, line.districts, line.risks) == (
        "support",
        ["women_only", "lgbt"],
        ["EX1", "EX2"],
        ["medium"],
    )
    assert house.confidential and not line.published and not house.published
    assert "Oak line" not in text_of(Client().get("/find-help/survivors/"))
    show_service(actor=area.amina, service=line.id, at=NOW)
    assert "Oak line" in text_of(Client().get("/find-help/survivors/"))
    with pytest.raises(Refusal, match="never shown"):
        show_service(actor=area.amina, service=house.id, at=NOW)


def test_the_same_file_twice_adds_nothing_and_a_newer_one_changes_what_nobody_changed_here(area: Area) -> None:
    bring(area, HEAD + GOOD)
    again = bring(area, HEAD + GOOD)
    assert (again.added, again.changed, again.already_known) == (0, 0, 1)
    newer = GOOD.replace("Somebody to talk to", "Somebody to talk to by day")
    assert (bring(area, HEAD + newer).changed, Service.objects.count()) == (1, 0)
    with acting_as(area.amina):
        row = Service.objects.get()
        values = {"name": row.name, "description": "Ours", "theme": row.theme, "audiences": row.audiences}
    assert row.description == "Somebody to talk to by day"
    keep_service(
        actor=area.amina, provider=row.provider_id, service=row.id, values=values, places=(),
        at=NOW + timedelta(hours=1),
    )  # fmt: skip
    found = bring(area, HEAD + GOOD)
    assert found.changed == 0 and "something else" in found.refused[0].reason


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_row_goes_back_with_what_to_correct_and_the_good_ones_come_in(area: Area, reason: str) -> None:
    found = bring(area, HEAD + GOOD + BAD[reason])
    assert found.added == 1 and found.refused_rows == 1
    wanted = "none of the list" if reason == "no such theme" else reason
    assert wanted.lower() in found.refused[0].reason.lower(), found.refused
    back = read_table(found.refused_file(format="csv"), filename="x.csv", known=load().directory.columns)
    assert [row.cell("name").text for row in back.rows] == ["Bad"]
    assert found.refused[0].row == 3 + BAD[reason].count("\n", 0, 1)


def test_another_directorys_export_comes_in_once(area: Area) -> None:
    data = json.dumps({"contents": [exported()], "total_items": 1}).encode()
    assert bring(area, data).added == 1 and bring(area, data).already_known == 1
    with acting_as(area.amina):
        row = Service.objects.get()
    assert (row.theme, row.audiences, row.traits) == ("support", ["survivors"], ["women_only"])
    assert (row.phone, row.languages, row.districts) == ("07700 900555", ["Polish"], ["EX3"])
    assert row.area_words == "Exampleshire" and row.fees == "free" and not row.published
    renamed = json.dumps([exported(name="Elm talking line")]).encode()
    assert bring(area, renamed).changed == 1


def test_words_that_another_directory_writes_as_html_come_in_as_plain_ones(area: Area) -> None:
    marked = "<p>Counselling &amp; support.</p><ul><li>For women</li></ul><script>alert(1)</script>"
    found = bring(area, json.dumps([exported(name="Women&#39;s line", description=marked)]).encode())
    assert found.added == 1
    with acting_as(area.amina):
        row = Service.objects.get()
    assert (row.name, row.description) == ("Women's line", "Counselling & support.\nFor women")
    hidden = exported(name="Line", description="A safe&nbsp;house, <b>EX1 1AA</b>")
    assert "must not be known" in bring(area, json.dumps([hidden]).encode()).refused[0].reason


def test_whom_a_service_is_for_that_its_directory_does_not_say_is_told(area: Area) -> None:
    found = bring(area, json.dumps([exported(attributes=[])]).encode())
    assert any("whom it is for is not said" in note for note in found.notes), found.notes
    assert not any("people who abuse" in note for note in found.notes)
    programme = exported(name="Twenty-six weeks", description="For men who want to change.", attributes=[])
    (note,) = [one for one in bring(area, json.dumps([programme]).encode()).notes if "whom it is for" in one]
    assert "it says “to change”" in note and "people who abuse" in note


def test_our_own_feed_can_be_read_back(area: Area) -> None:
    one = service(area, places=(HALL,))
    whole = Client().get(f"/open-referral/services/{one}").content
    found = try_services(actor=area.amina, data=whole, filename="x", at=NOW)
    assert (found.already_known, found.refused) == (1, ())
    listed = Client().get("/open-referral/services").content
    assert try_services(actor=area.amina, data=listed, filename="x", at=NOW).already_known == 1
    other = json.dumps(json.loads(whole) | {"description": "Something else"}).encode()
    found = try_services(actor=area.amina, data=other, filename="x", at=NOW)
    assert "something else" in found.refused[0].reason  # it is there already, kept by hand
    with acting_as(area.amina):
        Service.objects.all().delete()
    assert try_services(actor=area.amina, data=whole, filename="x", at=NOW).added == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": "The refuge"}, "must not be known"),
        ({"description": "A Safe House for women"}, "must not be known"),
        ({"url": "javascript:alert(1)"}, "no website"),
        ({"organization": None}, "organisation is missing"),
        ({"name": 7}, "no service with a name"),
        ({"status": "defunct"}, "is defunct there"),
        ({"status": "Temporarily closed"}, "is temporarily closed there"),
    ],
)
def test_what_may_be_a_refuge_or_runs_no_more_never_comes_in_by_a_file(
    area: Area, changed: dict[str, object], reason: str
) -> None:
    found = bring(area, json.dumps([exported(**changed)]).encode())
    assert found.added == 0 and reason in " ".join(one.reason for one in found.refused).replace("The ", "")
    assert "what_to_correct" in found.refused_file().decode()
    with acting_as(area.amina):
        assert not Service.objects.exists()


@pytest.mark.parametrize("data", [b"{", b"[]", b"[" * 100_000, b"\xff{", b"", b"%PDF-1.7", b"one,two\n1,2\n"])
def test_a_file_that_is_none_is_refused_as_a_whole(area: Area, data: bytes) -> None:
    with pytest.raises(Refusal) as why:
        bring(area, data)
    assert why.value.field == "file"


def test_an_export_of_too_many_services_is_refused() -> None:
    with pytest.raises(Refusal, match="5,000"):
        services_in(json.dumps([{}] * 5_001).encode())


def test_only_the_coordinator_brings_in_a_file(area: Area) -> None:
    for who in (area.bea, area.lena, area.fay):
        with pytest.raises(Refusal):
            import_services(actor=who, data=(HEAD + GOOD).encode(), filename="x", at=NOW)
        assert as_(who).get("/directory/import/").status_code == 403


def test_a_refuge_that_is_here_stays_hidden_whatever_is_brought_in(area: Area) -> None:
    hidden = refuge(area)
    row = "Refuge Provider,The refuge at Hidden House,Words,support,survivors,,07700 900777,,,,,,no,\n"
    assert "something else" in bring(area, HEAD + row).refused[0].reason
    with acting_as(area.amina):
        assert Service.objects.get(id=hidden).confidential


def test_the_command_says_what_came_of_it_and_a_trial_saves_nothing(area: Area, tmp_path: Path) -> None:
    file, back = tmp_path / "services.csv", tmp_path / "back.xlsx"
    file.write_text(HEAD + GOOD + BAD["no such theme"])
    out = StringIO()
    call_command("import", "services", str(file), area=area.code, dry_run=True, json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert (told["read"], told["added"], told["already_known"], len(told["refused"])) == (2, 1, 0, 1)
    with acting_as(area.amina):
        assert not Service.objects.exists() and not ServiceImport.objects.exists()
    out = StringIO()
    call_command("import", "services", str(file), area=area.code, refused=back, stdout=out)
    assert "2 rows read: 1 taken" in out.getvalue() and back.read_bytes().startswith(b"PK")
    with acting_as(area.amina):
        assert Service.objects.get().name == "Oak line" and ServiceImport.objects.get().refused == 1
    with pytest.raises(CommandError):
        call_command("import", "services", str(tmp_path / "none.csv"), area=area.code)


def test_the_coordinator_sees_what_would_come_of_it_takes_it_and_downloads_what_was_refused(area: Area) -> None:
    client = as_(area.amina)
    file = SimpleUploadedFile("services.csv", (HEAD + GOOD + BAD["must not be known"]).encode())
    sent = client.post("/directory/import/", {"file": file})
    page = client.get(sent.headers["Location"])
    assert "Bring in 1 service" in text_of(page) and "may be a place that must not be known" in text_of(page)
    with acting_as(area.amina):
        assert not Service.objects.exists()
    taken = client.post(f"{sent.headers['Location']}take/")
    result = client.get(taken.headers["Location"])
    with acting_as(area.amina):
        row = ServiceImport.objects.get()
    assert reverse("documents.download", kwargs={"document": row.refused_file}) in result.content.decode()
    assert "Oak line" in text_of(client.get("/directory/"))


def test_what_came_in_is_looked_at_without_what_was_there_before(area: Area) -> None:
    service(area, name="Ash line")
    _, brought = import_services(actor=area.amina, data=(HEAD + GOOD).encode(), filename="x", at=NOW)
    client, address = as_(area.amina), reverse("directory.list")
    link = f"{address}?brought={brought}"
    assert link in client.get(reverse("directory.imported", kwargs={"brought": brought})).content.decode()
    page = text_of(client.get(link))
    assert "Oak line" in page and "Ash line" not in page and "1 taken" in page
    assert "Ash line" in text_of(client.get(address))
    assert "Came with a file" not in text_of(as_(area.bea).get(address))
    _, again = import_services(actor=area.amina, data=(HEAD + GOOD).encode(), filename="x", at=NOW)
    result = text_of(client.get(reverse("directory.imported", kwargs={"brought": again})))
    assert "Look at what came in" not in result


def test_an_entry_that_came_in_is_the_coordinators_to_check(area: Area) -> None:
    bring(area, HEAD + GOOD)
    with acting_as(area.amina):
        row = Service.objects.get()
    check_service(actor=area.amina, service=row.id, at=NOW)
    with pytest.raises(Refusal):
        check_service(actor=area.bea, service=row.id, at=NOW)

"""Who opens cases that are not their work: noticed, slowed, stopped; an agenda is work (T2, T4, D18)."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles import watching
from openccr.casefiles.models import CaseAlert, Searched
from openccr.casefiles.operations import exclude
from openccr.casefiles.rules import BLOCKED_FROM, STEP_UP_FROM, Opening, opening
from openccr.casefiles.watching import alerts_to_see, events, opened, see_alerts
from openccr.conference.models import Meeting
from openccr.conference.operations.listing import list_case
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from tests.conference.conferences import WHEN, accepted, planned
from tests.makers import NOW, Area, open_case
from tests.signing_in import sign_in, text_of


@pytest.mark.parametrize(
    ("in_work", "others", "expected"),
    [
        (True, 0, Opening.SHOWN),
        (True, 500, Opening.SHOWN),
        (False, 1, Opening.SHOWN),
        (False, STEP_UP_FROM - 1, Opening.SHOWN),
        (False, STEP_UP_FROM, Opening.STEP_UP),
        (False, BLOCKED_FROM - 1, Opening.STEP_UP),
        (False, BLOCKED_FROM, Opening.BLOCKED),
    ],
)
def test_work_is_never_stopped_and_the_rest_is_slowed_and_stopped(in_work: bool, others: int, expected: str) -> None:
    assert opening(in_work=in_work, others=others) is expected


def look(actor: Actor, file: UUID) -> Opening:
    with acting_as(actor):
        return opened(actor=actor, file=file, agency="Willowmere Homes")


def alerts(area: Area, file: UUID) -> list[str]:
    with acting_as(area.commands):
        return list(CaseAlert.objects.filter(file_id=file).values_list("kind", flat=True))


def shown_of(area: Area, file: UUID) -> list[UUID]:
    with acting_as(area.commands):
        return list(CaseAlert.objects.filter(file_id=file).values_list("id", flat=True))


def test_a_case_that_is_nobodys_work_reaches_its_lead_when_it_is_opened(area: Area) -> None:
    file = open_case(area)
    assert look(area.bea, file) is Opening.SHOWN
    assert look(area.bea, file) is Opening.SHOWN
    assert alerts(area, file) == ["no_work"]  # once a day for one person
    with acting_as(area.amina):
        assert [one.name for one in alerts_to_see(area.amina)] == ["Bea Lindqvist, Willowmere Homes"]
    with acting_as(area.grace):
        assert len(alerts_to_see(area.grace)) == 1  # her adviser is told too
    for other in (area.bea, area.eve, area.lena, area.fay):
        with acting_as(other):
            assert alerts_to_see(other) == []
    see_alerts(actor=area.amina, file=file, shown=shown_of(area, file), at=NOW)
    with pytest.raises(NotFound):
        see_alerts(actor=area.amina, file=file, shown=shown_of(area, file), at=NOW)


def test_an_adviser_who_snoops_neither_reads_nor_closes_what_speaks_of_her(area: Area) -> None:
    file = open_case(area)
    look(area.grace, file)
    assert alerts(area, file) == ["no_work"]
    with acting_as(area.grace):
        assert not CaseAlert.objects.exists()
    with pytest.raises(NotFound):
        see_alerts(actor=area.grace, file=file, shown=shown_of(area, file), at=NOW)


def test_what_the_agency_is_asked_about_is_work_and_an_old_meeting_is_not(area: Area) -> None:
    """A representative's cases of Thursday are work, by the calendar of the database."""
    file, referral = accepted(area)
    meeting = planned(area)
    list_case(
        actor=area.amina, referral_id=referral, meeting_id=meeting, agency_ids=[area.agencies["housing"]], at=WHEN
    )
    today = timezone.localdate()
    with acting_as(area.amina):
        Meeting.objects.filter(id=meeting).update(on=today - timedelta(days=15))
    with acting_as(area.bea):
        assert not at_work(file)
    with acting_as(area.amina):
        Meeting.objects.filter(id=meeting).update(on=today + timedelta(days=3))
    with acting_as(area.bea):
        assert at_work(file)
    with acting_as(area.pia):
        assert at_work(file)  # her agency referred it
    look(area.bea, file)
    assert alerts(area, file) == []


def at_work(file: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.is_work(%s)", [file])
        return bool(cursor.fetchone()[0])


def test_a_hidden_case_notes_nothing_and_tells_nothing(area: Area) -> None:
    file = open_case(area)
    exclude(actor=area.amina, file=file, reason="A sister", user_id=area.bea.user_id, at=NOW)
    assert look(area.bea, file) is Opening.SHOWN  # the page itself then says that there is nothing
    assert look(area.carl, file) is Opening.SHOWN
    assert alerts(area, file) == []


def test_thirty_cases_ask_who_one_is_and_more_are_not_shown(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openccr.casefiles.rules.STEP_UP_FROM", 2)
    monkeypatch.setattr("openccr.casefiles.rules.BLOCKED_FROM", 4)
    monkeypatch.setattr(watching, "BLOCKED_FROM", 4)
    files = [open_case(area) for _ in range(5)]
    client = Client()
    sign_in(client, area.bea)
    pages = [reverse("conference.case", args=[file]) for file in files]
    assert client.get(pages[0]).status_code == 200
    second = client.get(pages[1])
    assert second.status_code == 302 and "reauth" in second["Location"]
    sign_in(client, area.bea, stepped_up=True)
    assert [client.get(page).status_code for page in pages[1:3]] == [200, 200]
    stopped = client.get(pages[3])
    assert stopped.status_code == 403 and "very many cases" in stopped.content.decode()
    assert "many" in alerts(area, files[3])


@pytest.mark.parametrize("way", ["looked at", "made", "taken out", "attached"])
def test_who_takes_papers_of_case_after_case_without_opening_one_is_stopped_as_well(
    area: Area, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The list of cases holds every id that these addresses need: whoever goes by it need open no page of a case."""
    monkeypatch.setattr("openccr.casefiles.rules.STEP_UP_FROM", 2)
    monkeypatch.setattr("openccr.casefiles.rules.BLOCKED_FROM", 2)
    monkeypatch.setattr(watching, "BLOCKED_FROM", 2)
    files, mine = [open_case(area) for _ in range(2)], area.agencies["housing"]
    client = Client()
    sign_in(client, area.bea, stepped_up=True)

    def take(file: UUID) -> int:
        if way == "looked at":
            return client.get(reverse("chronology.paper_chronology_look", args=[file, mine])).status_code
        if way == "attached":
            return client.get(reverse("documents.attachment", args=[file, uuid4()])).status_code
        page = "chronology.paper_chronology" if way == "made" else "chronology.xlsx"
        return client.post(reverse(page, args=[file]), {"agencies": [str(mine)]}).status_code

    assert take(files[0]) != 403 and take(files[0]) != 403
    assert take(files[1]) == 403 and "many" in alerts(area, files[1])


def test_whoever_opens_case_after_case_is_one_line_that_stands_first_and_is_looked_into_once(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred lines of one night would bury the one that matters."""
    monkeypatch.setattr("openccr.casefiles.rules.BLOCKED_FROM", 2)
    monkeypatch.setattr(watching, "BLOCKED_FROM", 2)
    files = [open_case(area) for _ in range(5)]
    for file in files:
        look(area.bea, file)
    with acting_as(area.amina):
        assert [one.kind for one in alerts_to_see(area.amina)] == ["many"] * 4 + ["no_work"]
    client = Client()
    sign_in(client, area.amina)
    home = text_of(client.get("/"))
    assert home.count("Bea Lindqvist, Willowmere Homes, opened very many cases within an hour: 4 more") == 1
    page = text_of(client.get(reverse("casefiles.alerts", args=[files[1]])))
    assert "One of 4 cases from" in page
    look_into(client, files[1], page)
    with acting_as(area.amina):
        assert [one.kind for one in alerts_to_see(area.amina)] == ["no_work"]


def look_into(client: Client, file: UUID, page: str) -> None:
    """Press "I have looked into it" on the page as it was shown."""
    shown = re.findall(r'name="shown" value="([^"]+)"', page)
    assert client.post(reverse("casefiles.see_alerts", args=[file]), {"shown": shown}).status_code == 302


def test_one_look_is_for_what_the_page_showed_and_for_nothing_else(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openccr.casefiles.rules.BLOCKED_FROM", 1)
    monkeypatch.setattr(watching, "BLOCKED_FROM", 1)
    first, second, later = files = [open_case(area) for _ in range(3)]
    for file in files[:2]:
        look(area.bea, file)
    client = Client()
    sign_in(client, area.amina)
    page = text_of(client.get(reverse("casefiles.alerts", args=[second])))
    look(area.bea, later)  # while the coordinator reads
    look_into(client, second, page)
    with acting_as(area.amina):
        assert [one.file_id for one in alerts_to_see(area.amina)] == [later]
        assert set(CaseAlert.objects.exclude(seen_at=None).values_list("file_id", flat=True)) == {first, second}


def test_two_nights_of_one_person_are_two_events(area: Area) -> None:
    """A look into tonight is none into Friday: the page names what its own event holds."""

    def alert(who: Actor, minutes: int) -> CaseAlert:
        return CaseAlert(user_id=who.user_id, at=NOW + timedelta(minutes=minutes))

    friday, tonight, soon_after, later = (alert(area.bea, when) for when in (-4000, 0, 59, 70))
    other = alert(area.carl, 1)
    found = events([later, other, tonight, friday, soon_after])
    assert sorted(found, key=lambda one: one[0].at) == [[friday], [tonight, soon_after], [other], [later]]


def test_what_somebody_else_did_is_not_closed_along_with_it(area: Area) -> None:
    file, other = open_case(area), open_case(area)
    for one in (file, other):
        look(area.bea, one)
    see_alerts(actor=area.amina, file=file, shown=shown_of(area, file) + shown_of(area, other), at=NOW)
    with acting_as(area.amina):
        assert [one.file_id for one in alerts_to_see(area.amina)] == [other]


def test_the_alert_stands_on_the_coordinators_list_and_page(area: Area) -> None:
    file = open_case(area)
    look(area.bea, file)
    client = Client()
    sign_in(client, area.amina)
    page = reverse("casefiles.alerts", args=[file])
    assert page in client.get("/").content.decode()
    shown = client.get(page).content.decode()
    assert "Bea Lindqvist, Willowmere Homes" in shown and "no work on it" in shown
    # Another opens it while the coordinator reads: the press closes what stood there, and no more.
    look(area.grace, file)
    looked_into = reverse("casefiles.see_alerts", args=[file])
    assert client.post(looked_into, {"shown": re.findall(r'name="shown" value="([^"]+)"', shown)}).status_code == 302
    with acting_as(area.amina):
        (left,) = CaseAlert.objects.filter(file_id=file, seen_at=None)
    assert left.user_id == area.grace.user_id
    for said in ({}, {"shown": "x"}, {"shown": str(uuid4())}):
        assert client.post(looked_into, said).status_code == 404
    assert page in client.get("/").content.decode()
    assert client.post(looked_into, {"shown": str(left.id)}).status_code == 302
    assert page not in client.get("/").content.decode()
    other = Client()
    sign_in(other, area.bea)
    assert other.get(page).status_code == 403


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"given": "Rosa"}, 422),
        ({"given": "Rosa", "family": "Tamworth"}, 422),
        ({"given": "Rosa", "purpose": "research"}, 422),
        ({"given": "Rosa", "family": "Tamworth", "purpose": "research"}, 200),
        (
            {
                "family": "Tamworth",
                "born_on_day": "2",
                "born_on_month": "3",
                "born_on_year": "1990",
                "purpose": "contact",
            },
            200,
        ),
    ],
)
def test_a_search_takes_two_identifiers_and_a_purpose(area: Area, given: dict[str, str], status: int) -> None:
    client = Client()
    sign_in(client, area.bea)
    assert client.post(reverse("conference.find"), given).status_code == status


def test_a_search_that_finds_nobody_is_kept_without_its_words(area: Area) -> None:
    client = Client()
    sign_in(client, area.bea)
    client.post(reverse("conference.find"), {"given": "Rosa", "family": "Tamworth", "purpose": "research"})
    with acting_as(area.bea):
        row = Searched.objects.get()
    assert (row.found, row.purpose) == (0, "research")
    assert b"Tamworth" not in bytes(row.sealed) and "tamworth" not in row.token
    with acting_as(area.eve):
        assert not Searched.objects.exists()


def test_after_thirty_searches_in_an_hour_one_proves_who_one_is(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openccr.casefiles.searching.SEARCHES_AN_HOUR", 2)
    client = Client()
    sign_in(client, area.bea)
    given = {"given": "Rosa", "family": "Tamworth", "purpose": "research"}
    answers = [client.post(reverse("conference.find"), given).status_code for _ in range(3)]
    assert answers == [200, 200, 302]

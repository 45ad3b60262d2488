"""Recourse to public funds and immigration: the IDVA's, and whom she chose; never police, linkage, API or paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.documents.kinds import paper_kinds
from openccr.documents.making import ready
from openccr.documents.rules.paper import as_text
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import PersonKey, RecourseReader, RecourseToFunds
from openccr.people.operations import read_recourse, recognise
from openccr.people.operations.recourse import choose_reader, end_readers, recourse_counts, say_recourse
from openccr.people.rules.recognising import State
from openccr.ui.registry import all_pages
from tests.conference.conferences import TODAY, listed
from tests.makers import NOW, Area, open_case
from tests.people.test_duplicates import WHY, add
from tests.people.test_vault import everything
from tests.signing_in import sign_in, text_of

CANARY = "spouse visa QZX-canary-7719"
EVERYBODY_ELSE = ("amina", "bea", "eve", "pia", "fay", "lena", "carl", "commands")


def forms_of(text: str) -> Iterator[str]:
    """The canary as it stands, and as it hides in other writing."""
    yield from (text, text.upper(), text[::-1], text.encode().hex(), text.replace(" ", "%20"), text.replace(" ", "+"))
    yield b64encode(text.encode()).decode()


def assert_nowhere(where: str, content: str) -> None:
    for form in forms_of(CANARY):
        assert form not in content, f"{where} shows it"


@pytest.fixture
def case(area: Area) -> UUID:
    """A case on a meeting, every agency let in, with what she told her adviser."""
    found = listed(area, invited=("housing", "police", "idva"))
    say_recourse(actor=area.grace, file=found.file, status="limited", said=CANARY, at=NOW)
    return found.file


def test_her_adviser_reads_it_and_nobody_else_learns_that_it_is_there(area: Area, case: UUID) -> None:
    (row,) = read_recourse(actor=area.grace, file=case)
    assert (row.said, row.status) == (CANARY, "Limited, or her right to stay hangs on somebody else")
    for name in EVERYBODY_ELSE:
        with acting_as(area.actors[name]):
            assert not RecourseToFunds.objects.exists(), name
            assert not RecourseReader.objects.exists(), name


def test_her_adviser_reads_it_once_she_is_recognised_from_an_earlier_case(area: Area, client: Client) -> None:
    """It stays sealed to whoever she was when she said it, who has no part in any case any more."""
    before = add(area, open_case(area))
    file = open_case(area, invited=("idva",))
    now = add(area, file)
    say_recourse(actor=area.grace, file=file, status="limited", said=CANARY, at=NOW)
    assert recognise(actor=area.amina, file=file, person=now, as_person=before, reason=WHY, at=NOW) == State.STANDS
    assert [one.said for one in read_recourse(actor=area.grace, file=file)] == [CANARY]
    sign_in(client, area.grace)
    assert CANARY in text_of(client.get(reverse("conference.case_people", kwargs={"file": file})))
    for name in EVERYBODY_ELSE:
        with acting_as(area.actors[name]):
            assert not PersonKey.objects.filter(person_id=now).exists(), name


def test_whom_she_chose_reads_it_until_she_wants_nobody_else_to(area: Area, case: UUID) -> None:
    choose_reader(actor=area.grace, file=case, appointment_id=area.bea.appointment, at=NOW)
    assert [one.said for one in read_recourse(actor=area.bea, file=case)] == [CANARY]
    assert read_recourse(actor=area.eve, file=case) == []  # her colleague was not chosen
    end_readers(actor=area.grace, file=case, at=NOW)
    assert read_recourse(actor=area.bea, file=case) == []


def test_nobody_at_a_police_force_is_chosen_and_the_database_says_so_too(area: Area, case: UUID) -> None:
    with pytest.raises(Refusal, match="police"):
        choose_reader(actor=area.grace, file=case, appointment_id=area.pia.appointment, at=NOW)
    with acting_as(area.grace):  # past the operation
        row = RecourseReader(file_id=case, appointment_id=area.pia.appointment, named_by="x", from_at=NOW)
        RecourseReader.objects.bulk_create([row])
    with acting_as(area.pia):
        assert not RecourseToFunds.objects.exists()


def test_nobody_off_the_case_is_chosen(area: Area, case: UUID) -> None:
    with pytest.raises(Refusal, match="do not work on this case"):
        choose_reader(actor=area.grace, file=case, appointment_id=area.carl.appointment, at=NOW)
    with pytest.raises(NotFound):
        choose_reader(actor=area.grace, file=case, appointment_id=UUID(int=5), at=NOW)


@pytest.mark.parametrize("name", ["amina", "bea", "pia", "fay"])
def test_no_page_of_the_case_shows_it_to_anybody_else(area: Area, case: UUID, name: str) -> None:
    client = Client()
    sign_in(client, area.actors[name], stepped_up=True)
    shown = 0
    for page in all_pages():
        if page.path.count("<") == page.path.count("<uuid:file>") <= 1 and "GET" in page.methods:
            address = "/" + page.path.replace("<uuid:file>", str(case))
            answer = client.get(address)
            shown += answer.status_code == 200
            body = b"" if answer.streaming else answer.content
            assert_nowhere(f"{page.name} to {name}", body.decode("utf-8", "replace") + str(answer.headers))
    assert shown > 20


def test_no_paper_says_it_whoever_it_is_for(area: Area, case: UUID) -> None:
    from openccr.conference.models import Hearing

    with acting_as(area.amina):
        meeting = Hearing.objects.get(file_id=case).meeting_id
    made = 0
    for actor in (area.amina, area.grace, area.bea, area.pia):
        for key, kind in paper_kinds().items():
            about = meeting if kind.about == "meeting" else case
            for agency in area.agencies.values():
                try:
                    paper = ready(actor=actor, kind=key, about=about, agency_id=agency, today=TODAY)
                except Refusal:
                    continue
                made += 1
                assert_nowhere(f"the paper {key} for {actor.name}", as_text(paper.content.blocks))
    assert made > 5


def test_what_stands_in_the_database_is_sealed(committed: Area) -> None:
    found = listed(committed, invited=("housing", "idva"))
    say_recourse(actor=committed.grace, file=found.file, status="none", said=CANARY, at=NOW)
    assert_nowhere("the database", everything())


def test_neither_linkage_nor_insight_reads_the_table(committed: Area) -> None:
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute(
            "SELECT r.rolname FROM pg_roles r WHERE r.rolname LIKE 'openccr%%'"
            " AND has_any_column_privilege(r.rolname, 'public.people_recoursetofunds', 'SELECT')"
        )
        readers = {row[0] for row in cursor.fetchall()}
    assert readers <= {"openccr_app", "openccr_walls", "openccr_owner"}
    source = Path(__file__).parents[2] / "src/openccr"
    for app in ("linkage", "insight", "network"):
        for file in (source / app).rglob("*.py"):
            assert "Recourse" not in file.read_text(), f"{file.name} knows of it"


def test_no_field_of_the_api_asks_for_it_or_gives_it(area: Area) -> None:
    from openccr.site.http_api import api

    described = str(api.get_openapi_schema(path_prefix="").get("components", {})).lower()
    for word in ("recourse", "nrpf", "visa_", "immigration_status"):
        assert word not in described


def counted(actor: Actor) -> dict[str, str]:
    with acting_as(actor):
        return {one.status: one.cases for one in recourse_counts(actor)}


def test_it_is_counted_and_never_below_five(area: Area) -> None:
    none = "No recourse to public funds"
    files = [_with_victim(area) for _ in range(7)]
    for number, file in enumerate(files):
        say_recourse(actor=area.grace, file=file, status="none", said="", at=NOW)
        if number == 3:
            assert counted(area.amina)[none] == "Fewer than five"
    assert counted(area.amina)[none] == "5"
    assert counted(area.bea)[none] == "Fewer than five"  # not for a representative, whatever she asks
    assert set(counted(area.amina).values()) == {"5", "Fewer than five"}


def _with_victim(area: Area) -> UUID:
    from openccr.people.operations import Description, Name, add_person
    from openccr.people.rules import PartKind

    file = open_case(area)
    described = Description(names=(Name(given="Rosa", family="Tamworth"),), born_on=date(1990, 1, 2))
    add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, described=described, relationship="", source="x", on=TODAY
    )
    return file


def test_the_adviser_writes_it_down_on_a_page_that_nobody_else_opens(area: Area, case: UUID) -> None:
    page = reverse("people.say_recourse", args=[case])
    grace, bea = Client(), Client()
    sign_in(grace, area.grace)
    sign_in(bea, area.bea)
    assert grace.get(page).status_code == 200
    given = {"status": "applied", "said": "", "appointment_id": str(area.bea.appointment)}
    assert grace.post(page, given).status_code == 302
    assert bea.get(page).status_code == 403
    people = reverse("conference.case_people", args=[case])
    assert "An application is under way" in bea.get(people).content.decode()
    assert "application is under way" not in _text(area.pia, people)


def _text(actor: Actor, page: str) -> str:
    client = Client()
    sign_in(client, actor)
    return client.get(page).content.decode()

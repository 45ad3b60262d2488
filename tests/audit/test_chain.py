"""The audit is sealed at commit, append-only, and a change is found and named."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, connections

from openccr.access.acting import NobodyIsActing, acting_as
from openccr.access.owning import as_walls
from openccr.audit.chain import Link, canonical, first_break
from openccr.audit.models import AuditEvent
from openccr.audit.operations import record
from openccr.audit.types import Erasure, UnknownAuditType, audit_types
from tests.makers import Area, open_case


def chain(*texts: tuple[str | None, ...]) -> tuple[list[Link], tuple[int, bytes]]:
    from hashlib import sha256

    links, before = [], b""
    for number, one in enumerate(texts, start=1):
        before = sha256(before + canonical(one)).digest()
        links.append(Link(number=number, event_id=str(number), texts=one, hash=before))
    return links, (len(links), before)


ROWS = (("a", None, "é"), ("b", '"', "\\"), ("c", "", "\n"))


def test_a_whole_chain_holds() -> None:
    links, head = chain(*ROWS)
    assert first_break(links, head=head) is None


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_changed_row_is_named(number: int) -> None:
    links, head = chain(*ROWS)
    link = links[number - 1]
    links[number - 1] = Link(link.number, link.event_id, (*link.texts[:-1], "changed"), link.hash)
    assert first_break(links, head=head).number == number


@pytest.mark.parametrize("number", [1, 2])
def test_a_row_taken_out_of_the_middle_is_named(number: int) -> None:
    links, head = chain(*ROWS)
    del links[number - 1]
    assert first_break(links, head=head).number == number


def test_a_cut_tail_is_found() -> None:
    links, head = chain(*ROWS)
    assert "ends at 2" in first_break(links[:-1], head=head).problem


def test_a_deleted_event_is_named() -> None:
    links, head = chain(*ROWS)
    links[1] = Link(2, "2", None, links[1].hash)
    assert first_break(links, head=head).problem == "the sealed row is gone"


def test_two_rows_swapped_are_found() -> None:
    links, head = chain(*ROWS)
    one, two = links[0], links[1]
    links[0], links[1] = Link(1, "2", two.texts, two.hash), Link(2, "1", one.texts, one.hash)
    assert first_break(links, head=head).number == 1


@pytest.mark.django_db
def test_a_read_that_cannot_be_recorded_fails(area: Area) -> None:
    with pytest.raises(NobodyIsActing):
        record("case.read")
    with acting_as(area.amina), pytest.raises(UnknownAuditType):
        record("case.red")


@pytest.mark.django_db
def test_every_event_carries_who_and_why(area: Area) -> None:
    case = open_case(area)
    with acting_as(area.grace.for_purpose("safety plan")):
        record("case.read", file_id=case)
    with acting_as(area.amina):
        event = AuditEvent.objects.get(file_id=case, type="case.read")
    assert (event.user_id, event.appointment_id, event.role, event.purpose) == (
        area.grace.user_id, area.grace.appointment_id, "idva", "safety plan",
    )  # fmt: skip


@pytest.mark.django_db(databases=["default", "owner"])
def test_not_even_the_owner_changes_a_row(area: Area) -> None:
    for statement in (
        "UPDATE audit_auditseal SET number = 9",
        "DELETE FROM audit_auditseal",
        "TRUNCATE audit_auditseal",
    ):
        with pytest.raises(DatabaseError), as_walls() as owner, connections[owner].cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_auditseal (partnership_id, number, event_id, hash) VALUES (%s, 1, %s, '')",
                [uuid.uuid4(), uuid.uuid4()],
            )
            cursor.execute(statement)


def test_every_type_has_its_sentence_and_its_erasure_rule() -> None:
    for key, declared in audit_types().items():
        assert "{who}" in declared.sentence and declared.sentence.endswith("."), f"{key}: write what {{who}} did"
        assert isinstance(declared.erasure, Erasure), f"{key}: say what erasing does to it"

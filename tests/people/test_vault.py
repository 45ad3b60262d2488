"""Each person's key, changed vault keys, destroyed keys; what stands in the database opens nothing (T-DBA, T-ADDR)."""

from __future__ import annotations

import io
from base64 import b64encode
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from pytest_django import Settings

from openccr.access import ring
from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Addressed, KeyDestroyed, PersonKey, Whereabouts
from openccr.people.operations import (
    Contact,
    Description,
    Name,
    add_person,
    address,
    destroy_key,
    place,
    retire,
    reveal,
)
from openccr.people.rules import PartKind
from openccr.people.sealing import CannotUnseal, unseal
from tests.makers import NOW, TODAY, Area, open_case
from tests.people.places import places_of

STREET = "41 Kingfisher Parade"
EMAIL = "her.own@mail.example"


@pytest.fixture
def own_ring(settings: Settings, tmp_path: Path) -> Path:
    settings.KEY_RING = tmp_path
    return tmp_path


def somebody(area: Area, file: UUID, *, kind: PartKind = PartKind.VICTIM, places: tuple[tuple[str, str], ...]) -> UUID:
    described = Description(
        names=(Name(given="Rosa", family="Tamworth"),), places=places, contact=Contact(safe="yes", rule="after three")
    )
    return add_person(
        actor=area.amina, file_id=file, kind=kind, described=described, relationship="", source="Housing", on=TODAY
    )


def opened(area: Area, file: UUID, person: UUID) -> list[str]:
    return [one.text for one in reveal(actor=area.amina, file=file, person=person, reason="to plan a visit", at=NOW)]


def everything() -> str:
    """Every row of every table as text, as whoever rules the database reads it."""
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT coalesce(string_agg(t::text, chr(10)), $$$$) FROM "{table}" t')
            texts.append(cursor.fetchone()[0])
    return "\n".join(texts)


def test_t_dba_nothing_in_the_database_opens_or_says_where_she_is(own_ring: Path, committed: Area) -> None:
    """Whoever reads every row of every table, and has no file of keys, finds no address of hers in any form."""
    file = open_case(committed)
    person = somebody(committed, file, places=(("address", STREET), ("email", EMAIL)))
    held = everything().casefold()
    assert str(person) in held
    for place_ in (STREET, EMAIL):
        plain = place_.casefold()
        for form in (
            plain,
            plain.encode().hex(),
            plain[::-1],
            plain.replace(" ", ""),
            b64encode(place_.encode()).decode(),
        ):
            assert form.casefold() not in held
    with acting_as(committed.amina):
        row = Whereabouts.objects.filter(person_id=person).first()
    (own_ring / "person_keys_1").unlink()
    ring._key.cache_clear()
    with acting_as(committed.amina), pytest.raises(CannotUnseal):
        unseal(bytes(row.sealed), person_id=person)


def test_nobody_outside_her_files_reads_her_key(area: Area) -> None:
    file = open_case(area, invited=("housing",))
    person = somebody(area, file, places=(("address", STREET),))
    with acting_as(area.bea):
        assert PersonKey.objects.filter(person_id=person).count() == 1
    with acting_as(area.carl):
        assert not PersonKey.objects.filter(person_id=person).exists()


def test_one_persons_key_opens_nothing_of_another(area: Area) -> None:
    file = open_case(area)
    hers = somebody(area, file, places=(("address", STREET),))
    other = somebody(area, file, kind=PartKind.CHILD, places=(("school", "Willow Nursery of nowhere"),))
    with acting_as(area.amina):
        sealed = Whereabouts.objects.get(person_id=hers).sealed
        with pytest.raises(CannotUnseal):
            unseal(bytes(sealed), person_id=other)


@pytest.mark.parametrize(
    "kind", ["address", "school", "work", "vehicle", "device", "new_name", "route", "club", "gp", "postcode", "carer"]
)
def test_every_kind_of_whereabouts_is_sealed_and_opened_with_a_reason(area: Area, kind: str) -> None:
    file = open_case(area)
    person = somebody(area, file, places=())
    place(actor=area.bea, file=file, person=person, kind=kind, text="what tells where she is", at=NOW)
    assert opened(area, file, person) == ["what tells where she is"]
    with pytest.raises(Refusal):
        reveal(actor=area.bea, file=file, person=person, reason="", at=NOW)
    with pytest.raises(NotFound):
        reveal(actor=area.carl, file=file, person=person, reason="to plan a visit", at=NOW)


def test_a_refuge_is_kept_as_the_agency_that_reaches_her_there(area: Area) -> None:
    file = open_case(area)
    person = somebody(area, file, places=())
    with pytest.raises(Refusal, match="not kept here"):
        place(actor=area.bea, file=file, person=person, kind="refuge", text="3 Hidden Lane", agency="Harbour", at=NOW)
    with pytest.raises(Refusal, match="which agency"):
        place(actor=area.bea, file=file, person=person, kind="refuge", text="", at=NOW)
    place(actor=area.bea, file=file, person=person, kind="refuge", text="", agency="Harbour", at=NOW)
    assert opened(area, file, person) == ["Refuge, via Harbour"]


def addressed(area: Area, row: Whereabouts) -> None:
    with acting_as(area.amina):
        address(place=row, what="letter", at=NOW, by=area.amina.appointment)


def her_email(area: Area, person: UUID) -> Whereabouts:
    with acting_as(area.amina):
        return Whereabouts.objects.get(person_id=person, kind="email")


def test_t_addr_nothing_is_addressed_to_a_retired_place(area: Area) -> None:
    file = open_case(area)
    person = somebody(area, file, places=(("email", EMAIL),))
    addressed(area, her_email(area, person))
    known = places_of(area.bea, person, "email")
    retire(actor=area.bea, file=file, person=person, places=known, why="He reads her mail", at=NOW)
    with pytest.raises(Refusal, match="may know this place"):
        addressed(area, her_email(area, person))


def test_t_addr_the_database_itself_refuses_whatever_python_does(area: Area) -> None:
    """The letter to the old shared address (Charnwood, 2023): a plain INSERT is refused too, by whoever makes it."""
    file = open_case(area)
    person = somebody(area, file, places=(("email", EMAIL),))
    known = places_of(area.bea, person, "email")
    retire(actor=area.bea, file=file, person=person, places=known, why="He reads her mail", at=NOW)
    row = Addressed(
        person_id=person, place_id=her_email(area, person).id, what="letter", at=NOW, by=area.amina.appointment
    )
    with acting_as(area.amina), pytest.raises(DatabaseError, match="retired place"), transaction.atomic():
        Addressed.objects.bulk_create([row])


def test_t_addr_a_place_that_is_written_down_of_the_person_who_harms_too_is_retired_by_itself(area: Area) -> None:
    file = open_case(area)
    person = somebody(area, file, places=(("email", EMAIL),))
    somebody(area, file, kind=PartKind.HARMER, places=(("address", f" {EMAIL.upper()} "),))
    with pytest.raises(Refusal, match="may know this place"):
        addressed(area, her_email(area, person))


def test_t_addr_a_place_that_he_has_left_is_known_to_him_and_so_is_one_that_is_written_otherwise(area: Area) -> None:
    """He has moved out, and knows her home as well as before; another agency wrote it in its own way."""
    file = open_case(area)
    person = somebody(area, file, places=(("address", "41 Kingfisher Road, Nowhere, WM7 4QX"),))
    his = somebody(area, file, kind=PartKind.HARMER, places=(("address", "41 Kingfisher Rd. WM74QX"),))
    with acting_as(area.amina):
        Whereabouts.objects.filter(person_id=his).update(until_on=TODAY)
        home = Whereabouts.objects.get(person_id=person)
    with pytest.raises(Refusal, match="may know this place"):
        addressed(area, home)


def test_t_addr_what_is_retired_stays_retired(area: Area) -> None:
    file = open_case(area)
    person = somebody(area, file, places=(("email", EMAIL),))
    known = places_of(area.bea, person, "email")
    retire(actor=area.bea, file=file, person=person, places=known, why="He reads her mail", at=NOW)
    with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic():
        Whereabouts.objects.filter(person_id=person).update(retired_at=None)
    place(actor=area.bea, file=file, person=person, kind="email", text=EMAIL, at=NOW)
    with acting_as(area.amina):
        again = Whereabouts.objects.get(person_id=person, retired_at=None)
    with pytest.raises(Refusal, match="may know this place"):
        addressed(area, again)


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("vault", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def committed_person(own_ring: Path, committed: Area) -> tuple[Area, UUID, UUID]:
    file = open_case(committed)
    return committed, file, somebody(committed, file, places=(("address", STREET), ("email", EMAIL)))


def test_the_vault_key_changes_and_everything_opens_as_before(
    committed_person: tuple[Area, UUID, UUID], own_ring: Path
) -> None:
    area, file, person = committed_person
    before = sorted(opened(area, file, person))
    told = command("rotate", "--destroy-old")
    assert "Vault key 2 wraps every person's key (1 changed" in told
    assert [path.name for path in own_ring.glob("person_keys_*")] == ["person_keys_2"]
    assert sorted(opened(area, file, person)) == before
    assert "Vault key 2: 1 people's keys" in command("status")


def test_a_change_that_was_interrupted_is_gone_on_with(
    committed_person: tuple[Area, UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    from openccr.site.management.commands import vault

    area, file, person = committed_person
    others = [
        somebody(area, file, kind=PartKind.CHILD, places=(("school", f"School {n} of nowhere"),)) for n in range(4)
    ]
    monkeypatch.setattr(vault, "BATCH", 2)
    some, calls = vault.Command._some, []

    def stops(self: object, newest: int) -> int:
        calls.append(newest)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return some(self, newest)  # type: ignore[arg-type]

    monkeypatch.setattr(vault.Command, "_some", stops)
    with pytest.raises(KeyboardInterrupt):
        command("rotate")
    assert sorted(opened(area, file, person)) == sorted([STREET, EMAIL])  # half of them with each key: all open
    monkeypatch.setattr(vault.Command, "_some", some)
    assert "(3 changed" in command("rotate", "--resume")
    with as_walls() as owner:
        assert set(PersonKey.objects.using(owner).values_list("version", flat=True)) == {2}
    assert all(opened(area, file, other) for other in others)


def test_a_destroyed_key_erases_her_and_leaves_a_receipt(committed_person: tuple[Area, UUID, UUID]) -> None:
    area, file, person = committed_person
    with acting_as(area.amina):
        kept = [bytes(row.sealed) for row in Whereabouts.objects.filter(person_id=person)]  # as in an old copy
    told = command("destroy", str(person), "--area", area.code, "--reason", "Her wish, decided by the board")
    assert "2 places with it" in told and "Proof" in told and STREET not in told
    assert opened(area, file, person) == []
    with acting_as(area.amina):
        for sealed in kept:
            with pytest.raises(CannotUnseal):
                unseal(sealed, person_id=person)
        receipt = KeyDestroyed.objects.get(person_id=person)
    assert (receipt.rows, receipt.reason) == (2, "Her wish, decided by the board")


def test_no_page_role_destroys_a_key(area: Area) -> None:
    file = open_case(area)
    person = somebody(area, file, places=(("email", EMAIL),))
    for actor in (area.amina, area.bea, area.grace):
        with pytest.raises(Refusal):
            destroy_key(actor=actor, person=person, reason="because", at=NOW)
    refused = pytest.raises(DatabaseError, match="not found")
    with acting_as(area.bea), refused, transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("SELECT openccr.destroy_key(%s, 'because', 'Bea')", [person])

"""A backup, read by whoever must not, and restored by whoever may: on an empty host, the same to the last row."""

from __future__ import annotations

import random
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from openccr.access.age import new_age_key
from openccr.access.owning import as_walls
from openccr.kernel.refusals import Refusal
from openccr.site.backups import census, making
from openccr.site.backups.container import Damaged, read
from openccr.site.backups.contents import DUMP
from openccr.site.backups.erased import erase_again, erased
from openccr.site.backups.making import make
from openccr.site.backups.restoring import open_backup, restore
from openccr.site.databases import place
from openccr.site.environment import Environment, Mode, environment
from openccr.site.failure import CannotStart
from openccr.site.postgres.programs import programs
from tests.site.backed_up import NAME, PAPER, STREET, Host, Kept, backed_up, restored

OF_TESTS = ("roles: ", "grants: new database", "grants: no more database")
"""The tests' own owner may make databases, and theirs are copies of a template with rights of its own."""


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: object) -> Iterator[Kept]:
    with django_db_blocker.unblock(), backed_up() as found:
        yield found


@pytest.fixture(scope="module")
def host(kept: Kept) -> Iterator[Host]:
    with restored(kept) as found:
        yield found


def test_every_row_of_every_table_is_there_again_and_every_right_and_wall(kept: Kept, host: Host) -> None:
    assert host.done.same_code
    assert [one for one in host.done.differences if not one.startswith(OF_TESTS)] == []
    assert host.done.opened.census == kept.made.census and kept.made.census.rows > 500
    assert kept.made.counted_twice, "the embedded server's administrator counts past the walls"


def test_the_audit_is_whole_after_a_restore(host: Host) -> None:
    assert "the chain holds" in host.done.told


def test_what_was_erased_since_is_erased_again(kept: Kept, host: Host) -> None:
    assert "2 erasures done again" in host.done.told
    with census.as_walls(host.owner) as connection:
        for table, column, value in (
            ("people_whereabouts", "person_id", kept.person),
            ("people_personkey", "person_id", kept.person),
            ("casefiles_casefile", "id", kept.file),
            ("people_part", "file_id", kept.file),
        ):
            row = connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [value]).fetchone()
            assert row == (0,), f"{table} holds what was erased"
        rows = connection.execute(
            "SELECT (SELECT count(*) FROM people_keydestroyed WHERE person_id = %s),"
            " (SELECT count(*) FROM documents_disposal WHERE file_id = %s AND disposed_at IS NOT NULL)",
            [kept.person, kept.file],
        ).fetchone()
    assert rows == (1, 1), "the receipts are there again"


def test_sealed_files_are_there_again_and_nothing_is_left_over(host: Host) -> None:
    assert (host.site.folder / "files" / "7b0c").read_bytes() == PAPER
    assert not [path for path in host.site.folder.iterdir() if "unfinished" in path.name]


def test_a_restored_host_does_not_open_its_tables_to_more_than_before(host: Host) -> None:
    with psycopg.connect(place(host.site).as_role("openccr_app", host.site.secrets().openccr_app)) as connection:
        row = connection.execute("SELECT count(*) FROM people_person").fetchone()
        assert row == (0,), "without a token the application's role sees nobody"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE here (id int)")


def test_a_restore_replaces_nothing(kept: Kept, host: Host) -> None:
    with pytest.raises(CannotStart, match=r"is not empty.*replaces nothing"):
        restore(
            site=host.site, backup=kept.made.path, secrets=[kept.key.secret], keys=None, keys_secrets=[], erased=None
        )


def test_erasing_again_twice_changes_nothing(kept: Kept, django_db_blocker: object) -> None:
    with django_db_blocker.unblock():
        assert erase_again(erased()) == (0, 0)
        with pytest.raises(CannotStart, match="no list of erasures"):
            erase_again("something else\n")


def needles() -> list[bytes]:
    """Everything by which an address or a name could be found."""
    plain = [STREET.encode(), b"Kingfisher", NAME.encode(), b"people_person", b"openccr_walls", b"about.json"]
    return [*plain, *(b64encode(one)[:-4] for one in plain), *(one.hex().encode() for one in plain)]


def test_t_bkp_a_stolen_backup_tells_nothing_without_its_key(kept: Kept) -> None:
    """T10: no name, no address, no name of a table, no key in the bytes of the backup or of the keys' file."""
    assert kept.made.keys is not None
    data = kept.made.path.read_bytes() + kept.made.keys.read_bytes()
    for needle in needles():
        assert needle not in data
    for secret in (kept.source.secrets / "vault_key", kept.source.secrets / "token_key"):
        assert secret.read_bytes().strip() not in data


def test_t_dba_a_dump_holds_no_address_and_no_key(kept: Kept, tmp_path: Path) -> None:
    """T8: what pg_dump writes, opened and read as text; names are there, and where she is, is not."""
    dump = tmp_path / "dump"
    with dump.open("wb") as file:
        read(
            kept.made.path, secrets=[kept.key.secret],
            taken=lambda name, data: file.write(data) if name.startswith(DUMP) else None,
        )  # fmt: skip
    tool = programs(bindir=None, copies=environment().folder).bindir / "pg_restore"
    text = subprocess.run([tool, "--file=-", dump], capture_output=True, check=True).stdout
    assert NAME.encode() in text, "the dump was read"
    for needle in (STREET.encode(), b"Kingfisher", b64encode(STREET.encode())[:-4], STREET.encode().hex().encode()):
        assert needle not in text
    for secret in ("vault_key", "token_key", "secret_key", "openccr_app"):
        assert (kept.source.secrets / secret).read_bytes().strip() not in text
    assert b"openccr_secret" not in text.replace(b"FROM openccr_secret.pads", b"")


def test_a_hundred_changed_or_cut_backups_are_all_refused_by_name(kept: Kept, tmp_path: Path) -> None:
    whole, dice = kept.made.path.read_bytes(), random.Random(4)
    damaged = tmp_path / "damaged.age"
    for number in range(100):
        data = bytearray(whole)
        if number % 4 == 3:
            del data[dice.randrange(len(data)) :]
        else:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        damaged.write_bytes(data)
        with pytest.raises(Damaged, match=r"damaged.age"):
            open_backup(damaged, secrets=[kept.key.secret], into=None)


def test_ten_wrong_keys_are_all_refused(kept: Kept) -> None:
    for _ in range(10):
        with pytest.raises(Damaged, match="none of these keys opens it"):
            open_backup(kept.made.path, secrets=[new_age_key().secret], into=None)


def test_the_file_of_keys_does_not_open_with_the_backups_key_nor_stand_for_a_backup(kept: Kept) -> None:
    assert kept.made.keys is not None
    with pytest.raises(Damaged, match="none of these keys"):
        open_backup(kept.made.keys, secrets=[kept.key.secret], into=None)
    with pytest.raises(CannotStart, match="is no backup"):
        open_backup(kept.made.keys, secrets=[kept.keeper.secret], into=None)


def test_other_keys_than_the_backups_are_refused_before_anything_is_made(kept: Kept, data: Path) -> None:
    with pytest.raises(CannotStart, match=r"the key \w+ of fingerprint"):
        restore(
            site=Environment(mode=Mode.LIVE, data=data), backup=kept.made.path, secrets=[kept.key.secret], keys=None,
            keys_secrets=[], erased=None,
        )  # fmt: skip
    assert not (data / "postgres").exists()


def test_a_live_backup_is_never_restored_as_a_demonstration(kept: Kept, data: Path) -> None:
    with pytest.raises(CannotStart, match="never restored as demo"):
        restore(
            site=Environment(mode=Mode.DEMO, data=data), backup=kept.made.path, secrets=[kept.key.secret], keys=None,
            keys_secrets=[], erased=None,
        )  # fmt: skip


def test_backup_and_keys_are_never_for_the_same_hand(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="same key"):
        make(source=kept.source, to=tmp_path, recipient=kept.key.recipient, keys_to=kept.key.recipient,
             at=datetime.now(UTC))  # fmt: skip


def test_a_table_that_the_walls_would_thin_stops_the_backup_and_is_named(kept: Kept, tmp_path: Path) -> None:
    with psycopg.connect(kept.source.owner) as connection:
        connection.execute('DROP POLICY "walls" ON people_part')
        connection.commit()
        try:
            with pytest.raises(CannotStart, match="people_part is not open"):
                make(source=kept.source, to=tmp_path, recipient=kept.key.recipient, keys_to=None, at=datetime.now(UTC))
            assert list(tmp_path.iterdir()) == [], "nothing half-made is left"
        finally:
            connection.execute('CREATE POLICY "walls" ON people_part TO openccr_walls USING (true) WITH CHECK (true)')


def test_a_dump_that_fails_leaves_nothing_and_says_why(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "WALLS", "nobody_of_this_name")
    with pytest.raises(CannotStart, match=r"pg_dump failed.*nobody_of_this_name"):
        make(source=kept.source, to=tmp_path, recipient=kept.key.recipient, keys_to=None, at=datetime.now(UTC))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_goes_while_it_is_backed_up_is_in_the_backup_all_the_same(kept: Kept, tmp_path: Path) -> None:
    from openccr.site.backups.contents import hold

    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "one").write_bytes(b"1")
    held = tmp_path / "held.unfinished"
    held.mkdir()
    hold(tmp_path, held)
    (tmp_path / "files" / "one").unlink()
    (tmp_path / "files" / "two").write_bytes(b"2")
    hold(tmp_path, held)
    assert sorted(path.name for path in held.rglob("*") if path.is_file()) == ["one", "two"]


def test_walls_are_seen_whole_from_the_owners_side(kept: Kept, django_db_blocker: object) -> None:
    """The census counts as the walls' role: what the application itself sees of it is nothing."""
    with django_db_blocker.unblock(), as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone()[0] > 0

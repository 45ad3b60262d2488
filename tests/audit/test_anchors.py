"""Anchors kept elsewhere: by them whoever keeps them finds what is rewritten whole, with the standard library alone."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bench._tampering import KINDS, LAST, Case
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections, transaction
from pytest_django import Settings

from openccr.access.owning import as_walls
from openccr.audit import chain as tool
from openccr.audit.anchoring import KEY, NotSent, anchor, public_key
from openccr.audit.chain import Anchor, NoAnchor, anchor_of, anchors_in, signature_holds
from openccr.audit.checking import verify
from openccr.kernel.actors import Actor
from openccr.partnership.services import service_actors
from openccr.site.environment import Mode, read
from openccr.site.failure import CannotStart
from tests.audit.acting import acts
from tests.audit.test_tampering import switch
from tests.copies import own_database
from tests.makers import Area, build_area, make_area

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@dataclass
class Kept:
    """An area with acts, anchored six times in two places."""

    area: Area
    other: Area
    service: Actor
    places: list[Path]

    @property
    def anchors(self) -> list[Anchor]:
        found, wrong = anchors_in(self.places, key=public_key())
        assert wrong == []
        return [one for one in found if one.chain == str(self.area.id)]


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), own_database("anchored"):
        from django.conf import settings

        patch.setattr(settings, "DATA", tmp_path_factory.mktemp("data"))
        patch.setattr(settings, "KEY_RING", tmp_path_factory.mktemp("ring"))
        build_area("elsewhere")
        area, other = make_area(), make_area("elsewhere")
        service = next(one for one in service_actors("audit anchor") if one.partnership_id == area.id)
        places = [tmp_path_factory.mktemp(name) for name in ("police", "council")]
        for _ in range(6):
            acts(area.amina, 9)
            anchor(actor=service, at=AT, places=[str(one) for one in places])
        acts(area.amina, 3)
        yield Kept(area, other, service, places)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_tampering_is_found_and_its_first_row_named(kept: Kept, kind: str) -> None:
    dice = random.Random(kind)
    for _ in range(3):
        with transaction.atomic(using="owner"):
            switch("DISABLE")
            with as_walls() as owner, connections[owner].cursor() as cursor:

                def run(statement: str, given: object = None, cursor: object = cursor) -> object:
                    cursor.execute(statement, given)
                    return cursor

                last = run(LAST, [kept.area.id]).fetchone()[0]
                row = dice.randint(2, kept.anchors[-1].number - 1)
                expected = KINDS[kind](Case(run, str(kept.area.id), str(kept.other.id), row, last, dice))
                found = verify(kept.area.id, anchors=kept.anchors)[1]
            transaction.set_rollback(True, using="owner")
        assert found is not None and found.number == expected, f"{kind} at {row} of {last}: {found}"


def test_what_nobody_touched_raises_no_alarm(kept: Kept) -> None:
    assert [verify(kept.area.id, anchors=kept.anchors)[1] for _ in range(20)] == [None] * 20


def test_a_whole_chain_rebuilt_is_found_by_the_anchors_alone(kept: Kept) -> None:
    with transaction.atomic(using="owner"):
        switch("DISABLE")
        with as_walls() as owner, connections[owner].cursor() as cursor:

            def run(statement: str, given: object = None) -> object:
                cursor.execute(statement, given)
                return cursor

            KINDS["whole chain rebuilt"](Case(run, str(kept.area.id), "", 1, 1, random.Random(1)))
            assert verify(kept.area.id)[1] is None, "without anchors it cannot be seen"
            found = verify(kept.area.id, anchors=kept.anchors)[1]
        transaction.set_rollback(True, using="owner")
    assert found is not None and "anchor" in found.problem and found.number == 1


def told(export: Path, *places: Path) -> subprocess.CompletedProcess[str]:
    """The tool as a file, with no package but Python's own."""
    command = [sys.executable, "-I", "-S", tool.__file__, str(export), *map(str, places)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def test_whoever_has_an_export_and_the_anchors_checks_them_with_python_alone(kept: Kept, tmp_path: Path) -> None:
    export = tmp_path / "audit"
    call_command("audit", "export", str(export), verbosity=0)
    done = told(export, *kept.places)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{kept.area.id}: 63 rows, 6 anchors: the chain holds" in done.stdout
    assert public_key().hex() in done.stdout
    lines = export.read_text().splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("[7, ") and "access." in line)
    export.write_text("\n".join([*lines[:place], lines[place].replace("case work", "nothing"), *lines[place + 1 :]]))
    done = told(export, *kept.places)
    assert done.returncode == 1 and "row 7 (" in done.stdout and "was changed" in done.stdout


def test_a_chain_that_is_gone_as_a_whole_is_missed(kept: Kept, tmp_path: Path) -> None:
    export = tmp_path / "audit"
    export.write_text(json.dumps({"format": tool.EXPORT}) + "\n")
    done = told(export, kept.places[0])
    assert done.returncode == 1 and f"{kept.area.id}: there are anchors of this chain, and it is gone" in done.stdout


@pytest.mark.parametrize(
    ("part", "value"), [("number", 2), ("hash", b"\1" * 32), ("at", "2020-01-01"), ("marks", b""), ("after", 1)]
)
def test_a_changed_anchor_does_not_pass(kept: Kept, part: str, value: object) -> None:
    with pytest.raises(NoAnchor, match="signature does not hold"):
        anchor_of(replace(kept.anchors[0], **{part: value}).text())


def test_an_anchor_signed_by_somebody_else_does_not_pass(kept: Kept) -> None:
    stranger = Ed25519PrivateKey.generate()
    bare = replace(kept.anchors[0], number=1, key=stranger.public_key().public_bytes_raw())
    forged = replace(bare, signature=stranger.sign(bare.signed))
    assert anchor_of(forged.text()).number == 1
    with pytest.raises(NoAnchor, match="another key"):
        anchor_of(forged.text(), key=public_key())


def test_signatures_are_judged_as_the_library_judges_them() -> None:
    dice = random.Random(8)
    for _ in range(20):
        key = Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))
        data, public = dice.randbytes(40), key.public_key().public_bytes_raw()
        signature = key.sign(data)
        assert signature_holds(signature, data, public)
        changed = bytearray(signature)
        changed[dice.randrange(64)] ^= 1 << dice.randrange(8)
        assert not signature_holds(bytes(changed), data, public)
        assert not signature_holds(signature, data + b"!", public)
    assert not signature_holds(b"", b"", b"") and not signature_holds(b"\xff" * 64, b"", b"\xff" * 32)


def test_an_anchor_goes_to_a_folder_and_a_mailbox_and_tells_nothing(kept: Kept, tmp_path: Path) -> None:
    acts(kept.area.amina, 1)
    made = anchor(actor=kept.service, at=AT, places=[str(tmp_path), "mailto:keeper@police.example"])
    (message,) = mail.outbox
    assert message.to == ["keeper@police.example"] and made[0].text() in message.body
    assert anchors_in([tmp_path])[0] == made
    assert kept.area.amina.name not in message.body and "exampleshire" not in message.body


def test_a_place_that_is_not_there_is_named_and_the_others_have_theirs(kept: Kept, tmp_path: Path) -> None:
    acts(kept.area.amina, 1)
    with pytest.raises(NotSent, match="nowhere"):
        anchor(actor=kept.service, at=AT, places=[str(tmp_path / "nowhere"), str(tmp_path)])
    assert len(anchors_in([tmp_path])[0]) >= 1


def test_nobody_but_the_clock_reads_the_end_of_a_chain(kept: Kept) -> None:
    with pytest.raises(DatabaseError, match="only the clock"):
        anchor(actor=kept.area.amina, at=AT, places=["/tmp"])


def test_the_signing_key_is_for_its_owner_alone(kept: Kept, settings: Settings) -> None:
    assert (Path(settings.KEY_RING) / KEY).stat().st_mode & 0o777 == 0o600


def test_the_command_checks_against_anchors_and_says_when_they_are_missing(kept: Kept, tmp_path: Path) -> None:
    call_command("audit", "verify", "--anchors", *map(str, kept.places), verbosity=0)
    with pytest.raises(CommandError, match="no anchors at"):
        call_command("audit", "verify", "--anchors", str(tmp_path / "gone"))
    with pytest.raises(CommandError, match="no anchor in"):
        call_command("audit", "verify", "--anchors", str(tmp_path))


@pytest.mark.parametrize("named", ["/only/one", "/one,anchors/relative"])
def test_one_place_or_one_that_is_no_place_is_refused(named: str) -> None:
    with pytest.raises(CannotStart, match="OPENCCR_ANCHORS"):
        read(variables={"OPENCCR_ANCHORS": named, "OPENCCR_MODE": Mode.LIVE})
    assert read(variables={"OPENCCR_ANCHORS": "/a,mailto:b@c.example", "OPENCCR_MODE": "live"}).anchors[1]

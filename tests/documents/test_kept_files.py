"""Kept files: sealed on disk, given back to whoever kept them, gone when their time is over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.sealing import CannotUnseal
from openccr.casefiles.operations import exclude
from openccr.documents import storage
from openccr.documents.models import StoredFile
from openccr.documents.operations import MOST_BYTES, fetch, keep, let_go, remove_expired, remove_left_behind
from openccr.documents.tasks import NIGHTLY
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import NOW, Area, open_case
from tests.signing_in import sign_in
from tests.walls.world import plain

pytestmark = pytest.mark.django_db

DATA = b"victim_given_name\nRo\n"
CSV = "text/csv"


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Iterator[Path]:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    yield tmp_path / "files"


def kept(area: Area, *, at: datetime = NOW) -> UUID:
    return keep(actor=area.bea, data=DATA, content_type=CSV, purpose="import", at=at)


def on_disk(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_kept_comes_back_under_a_name_that_says_nothing(area: Area) -> None:
    found = fetch(actor=area.bea, document=kept(area))
    assert (found.data, found.content_type) == (DATA, CSV)
    assert found.name.startswith("OpenCCR-") and found.name.endswith(".csv") and len(found.name) == 16


def test_on_disk_it_is_sealed_and_closed_to_others(area: Area, folder: Path) -> None:
    document = kept(area)
    path = folder / str(document)
    assert on_disk(folder) == {str(document)}
    assert b"Ro" not in path.read_bytes() and b"victim" not in path.read_bytes()
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_bytes_changed_on_disk_are_not_handed_over(area: Area, folder: Path) -> None:
    path = folder / str(kept(area))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(CannotUnseal):
        fetch(actor=area.bea, document=UUID(path.name))


def test_one_file_cannot_stand_in_for_another(area: Area, folder: Path) -> None:
    one, other = kept(area), kept(area)
    (folder / str(other)).write_bytes((folder / str(one)).read_bytes())
    with pytest.raises(CannotUnseal):
        fetch(actor=area.bea, document=other)


def test_bytes_that_are_gone_are_told_in_a_sentence(area: Area, folder: Path) -> None:
    document = kept(area)
    (folder / str(document)).unlink()
    with pytest.raises(Refusal, match="no longer there"):
        fetch(actor=area.bea, document=document)


def test_only_whoever_kept_it_gets_it_back(area: Area) -> None:
    document = kept(area)
    for other in (area.eve, area.lena, area.amina, area.carl):
        for act in (fetch, let_go):
            with pytest.raises(NotFound):
                act(actor=other, document=document)


def test_without_an_appointment_nothing_is_kept_or_fetched(area: Area) -> None:
    with pytest.raises(Refusal):
        keep(actor=area.dee, data=DATA, content_type=CSV, purpose="import", at=NOW)
    with pytest.raises(Refusal):
        fetch(actor=area.dee, document=kept(area))


@pytest.mark.parametrize(
    ("data", "kind", "words"), [(b"x" * (MOST_BYTES + 1), CSV, "25 MB"), (b"x", "text/html", "this type")]
)
def test_what_is_too_large_or_of_another_type_is_refused(
    area: Area, folder: Path, data: bytes, kind: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        keep(actor=area.bea, data=data, content_type=kind, purpose="import", at=NOW)
    assert not folder.exists() or not on_disk(folder)


def test_a_download_is_an_attachment_that_no_browser_opens_or_keeps(area: Area) -> None:
    document = kept(area)
    client = Client()
    sign_in(client, area.bea)
    answer = client.get(reverse("documents.download", kwargs={"document": document}), follow=True)
    assert answer.content == DATA
    assert answer.headers["Content-Disposition"] == f'attachment; filename="OpenCCR-{str(document)[:4].upper()}.csv"'
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_colleague_meets_what_somebody_meets_who_asks_for_nothing(area: Area) -> None:
    document = kept(area)
    client = Client()
    sign_in(client, area.eve)
    theirs = client.get(reverse("documents.download", kwargs={"document": document}))
    nothing = client.get(reverse("documents.download", kwargs={"document": uuid4()}))
    assert theirs.status_code == 404 and plain(theirs.content) == plain(nothing.content)


def test_bytes_go_once_the_row_is_gone_for_good(
    area: Area, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    document = kept(area)
    with django_capture_on_commit_callbacks() as waiting:  # type: ignore[operator]
        let_go(actor=area.bea, document=document)
        assert on_disk(folder) == {str(document)}  # a rollback would still need them
    for callback in waiting:
        callback()
    assert on_disk(folder) == set()


def test_the_nightly_job_removes_what_is_over_whosever_it_is_and_nothing_else(
    area: Area, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    old, new = kept(area, at=NOW - timedelta(days=31)), kept(area)
    theirs = keep(actor=area.carl, data=DATA, content_type=CSV, purpose="import", at=NOW, kept_for=timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert remove_expired(actor=area.commands, at=NOW + timedelta(hours=1)) == 2
    assert on_disk(folder) == {str(new)}
    for actor, document in ((area.bea, old), (area.carl, theirs)):
        with pytest.raises(NotFound):
            fetch(actor=actor, document=document)
    assert remove_expired(actor=area.commands, at=NOW + timedelta(hours=1)) == 0


def test_only_the_nightly_job_removes_expired_files(area: Area) -> None:
    for remove in (remove_expired, remove_left_behind):
        with pytest.raises(Refusal):
            remove(actor=area.amina, at=NOW)


def test_the_nightly_job_removes_bytes_that_were_left_behind(area: Area, folder: Path) -> None:
    document, undone, cut_short, going_on = kept(area), uuid4(), uuid4(), uuid4()
    for one in (undone, going_on):
        storage.write(one, DATA)
    (folder / f".{cut_short}").write_bytes(b"x")
    day_before = timezone.now() - timedelta(days=2)
    for name in (str(document), str(undone), f".{cut_short}"):
        os.utime(folder / name, (day_before.timestamp(),) * 2)
    NIGHTLY["remove files left behind"](area.commands)
    assert on_disk(folder) == {str(document), str(going_on)}


@pytest.mark.parametrize("whom", ["person", "agency"])
def test_t_excl_what_somebody_took_out_of_cases_is_theirs_no_longer_once_they_are_kept_out_of_one(
    area: Area, whom: str
) -> None:
    """A workbook of a case, made this morning, would tell them all of it this evening."""
    case = open_case(area)
    out, other = (
        keep(actor=actor, data=DATA, content_type=CSV, purpose=purpose, at=NOW)
        for actor, purpose in ((area.bea, "chronology"), (area.pia, "chronology"))
    )
    sent_in = kept(area)
    named = {"user_id": area.bea.user_id} if whom == "person" else {"agency_id": area.bea.agency_id}
    exclude(actor=area.amina, file=case, reason="His sister", at=NOW, **named)
    with pytest.raises(NotFound):
        fetch(actor=area.bea, document=out)
    assert fetch(actor=area.pia, document=other).data == fetch(actor=area.bea, document=sent_in).data == DATA


def test_the_row_holds_no_name_of_a_file(area: Area) -> None:
    document = kept(area)
    with acting_as(area.bea):
        row = StoredFile.objects.values().get(id=document)
    assert set(row) == {
        "id", "agency_id", "kept_by", "purpose", "content_type", "extension", "size", "kept_at", "delete_after",
    }  # fmt: skip

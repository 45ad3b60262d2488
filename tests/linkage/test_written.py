"""What `openccr link` writes: all of it or nothing, over no file of anybody's, and no record beside it."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError

import openccr
from openccr.linkage.engine.match import connect
from openccr.linkage.engine.problems import LinkageError
from openccr.linkage.engine.written import whole
from tests.linkage.people import someone, write
from tests.linkage.test_commands import link

MANY = 3_000
SOURCE = str(Path(openccr.__file__).parents[1])


def folder_of(tmp_path: Path, many: int = 60) -> Path:
    folder = tmp_path / "agencies"
    folder.mkdir()
    for name in ("police", "health"):
        write(folder / f"{name}.csv", [{**someone(n, "a"), "agency": name} for n in range(many)])
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    "words",
    [
        ["match", "agencies", "--out", "m.csv", "--clusters", "c.csv"],
        ["match", "agencies", "--out", "m.parquet", "--clusters", "c.csv"],
        ["encode", "agencies/police.csv", "--key-file", "key", "--out", "x", "--references", "r.csv"],
    ],
)
def test_without_room_nothing_is_left_and_the_sentence_says_so(tmp_path: Path, words: list[str]) -> None:
    folder_of(tmp_path, MANY)
    link("new-key", tmp_path / "key")
    before = names(tmp_path)

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    done = subprocess.run(
        [sys.executable, "-m", "openccr", "link", *words], cwd=tmp_path, preexec_fn=little_room, check=False,
        capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": SOURCE, "DJANGO_SETTINGS_MODULE": "openccr.site.settings"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "cannot be written: File too large. Nothing was written." in done.stderr
    assert "Traceback" not in done.stderr
    assert names(tmp_path) == before


def test_the_second_of_two_files_that_cannot_be_written_takes_the_first_with_it(tmp_path: Path) -> None:
    (tmp_path / "people.csv").mkdir()
    with pytest.raises(LinkageError, match="Is a directory"), whole(tmp_path / "pairs.csv", tmp_path / "people.csv"):
        pass
    assert names(tmp_path) == {"people.csv"}


def test_what_is_not_about_writing_goes_through_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(KeyError), whole(tmp_path / "pairs.csv"):
        raise KeyError
    assert names(tmp_path) == set()


def test_both_files_may_not_bear_one_name(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="would be written over"):
        link("match", folder_of(tmp_path), "--out", tmp_path / "m.csv", "--clusters", tmp_path / "m.csv")


def test_a_folder_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies" / "police.csv").write_bytes(b"%PDF-1.7 would be refused once it is read")
    with pytest.raises(CommandError, match="there is no such folder"):
        link("match", tmp_path / "agencies", "--out", tmp_path / "no" / "m.csv", "--clusters", tmp_path / "c.csv")


def test_an_agencys_file_is_never_written_over(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for name in ("police.csv", "health.csv"):
        stood = (folder / name).read_bytes()
        with pytest.raises(CommandError, match="would be written over"):
            link("match", folder, "--out", folder / name, "--clusters", tmp_path / "c.csv")
        assert (folder / name).read_bytes() == stood


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_an_earlier_run_left_in_the_folder_is_written_again_and_read_as_no_agencys(
    tmp_path: Path, ending: str
) -> None:
    folder = folder_of(tmp_path)
    places = ("--out", folder / f"m.{ending}", "--clusters", folder / f"c.{ending}")
    first, second = (json.loads(link("match", folder, *places, "--json")) for _ in range(2))
    assert first["files"] == second["files"] == 2
    assert first["pairs_written"] == second["pairs_written"] > 0


@pytest.mark.parametrize("words", ["match", "lookup"])
def test_a_device_or_a_pipe_is_never_made_a_file(tmp_path: Path, words: str) -> None:
    folder, pipe = folder_of(tmp_path), tmp_path / "nothing"
    os.mkfifo(pipe)
    asked = {
        "match": ("match", folder, "--out", tmp_path / "m.csv", "--clusters", pipe),
        "lookup": ("lookup", folder / "police.csv", "--out", pipe),
    }
    with pytest.raises(CommandError, match="nothing cannot be written: it is no file"):
        link(*asked[words])
    assert pipe.is_fifo()
    with pytest.raises(LinkageError, match="it is no file"), whole(pipe):
        pass
    assert pipe.is_fifo()


def test_a_name_that_leads_elsewhere_is_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    name = tmp_path / "m.csv"
    name.symlink_to(elsewhere / "kept.csv")
    link("match", folder_of(tmp_path), "--out", name, "--clusters", tmp_path / "c.csv")
    assert name.is_symlink()
    assert names(elsewhere) == {"kept.csv"}


def test_neither_the_list_nor_the_key_is_written_over(tmp_path: Path) -> None:
    folder, key = folder_of(tmp_path), tmp_path / "key"
    link("new-key", key)
    for place in (folder / "police.csv", key):
        with pytest.raises(CommandError, match="would be written over"):
            link("encode", folder / "police.csv", "--key-file", key, "--out", place)
    with pytest.raises(CommandError, match="would be written over"):
        link("lookup", folder / "police.csv", "--out", folder / "police.csv")


def test_another_file_is_not_taken_for_a_key(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    with pytest.raises(CommandError, match="too long for a key"):
        link("encode", folder / "police.csv", "--key-file", folder / "health.csv", "--out", tmp_path / "x")


def test_without_spark_it_is_said_at_once_and_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies" / "police.csv").write_bytes(b"%PDF-1.7 would be refused once it is read")
    places = ("--out", tmp_path / "m.csv", "--clusters", tmp_path / "c.csv")
    with pytest.raises(CommandError, match=r"Spark is not installed.*or leave --engine out"):
        link("match", tmp_path / "agencies", *places, "--engine", "spark")


def test_records_that_do_not_fit_are_never_put_where_others_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    monkeypatch.chdir(tmp_path)
    large = "CREATE TABLE t AS SELECT repeat('x', 100) || i AS s FROM range(1000000) r(i)"
    with connect(memory="60MB") as db, pytest.raises(duckdb.OutOfMemoryException):
        db.execute(large)
    assert names(tmp_path) == set()
    with connect(memory="60MB", spill=tmp_path / "own") as db:
        db.execute(large)
        assert names(tmp_path) == {"own"}


def test_each_command_tells_a_program_its_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openccr.site.linking import index, lookup

    for module in (index, lookup):
        monkeypatch.setattr(module, "index_folder", lambda: tmp_path / "index")
    people, key = folder_of(tmp_path) / "police.csv", tmp_path / "key"
    link("new-key", key)
    told = [
        json.loads(link(*words, "--json"))
        for words in (
            ("index", people),
            ("lookup", people, "--out", tmp_path / "found.csv"),
            ("encode", people, "--key-file", key, "--out", tmp_path / "x"),
            ("encode", people, "--key-file", key, "--out", tmp_path / "y"),
            ("pprl", tmp_path / "x", tmp_path / "y", "--out", tmp_path / "m.csv"),
        )
    ]
    assert told[0]["people"] == 60
    assert "columns without a single value" in told[0]["notes"][0]
    assert told[1]["likely"] == 60
    assert told[2]["records"] == 60
    assert told[4]["pairs"] == 60


def test_a_file_that_is_passed_over_is_not_counted_among_those_that_were_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "notes.csv").write_bytes(b"%PDF-1.7 no table")
    said = link("match", folder, "--out", tmp_path / "m.csv", "--clusters", tmp_path / "c.csv")
    assert "records of 2 files" in said and "Files passed over: notes.csv" in said

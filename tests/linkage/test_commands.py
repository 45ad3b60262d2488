"""`openccr link …` as it is typed: what it writes, says and refuses."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from openccr.site import command
from openccr.site.linking import index, lookup
from tests.linkage.people import someone, write


def link(*words: object) -> str:
    out = StringIO()
    call_command("link", *(str(word) for word in words), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_two_partnerships_check_their_lists(tmp_path: Path) -> None:
    key, matches = tmp_path / "key", tmp_path / "matches.csv"
    link("new-key", key)
    for name, numbers in (("a", range(200)), ("b", range(100, 300))):
        source = write(tmp_path / f"{name}.csv", [someone(number, name) for number in numbers])
        said = link("encode", source, "--key-file", key, "--out", tmp_path / f"{name}.x")
        assert "200 records encoded" in said
    assert "may be one person" in link("pprl", tmp_path / "a.x", tmp_path / "b.x", "--out", matches)
    with matches.open() as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["agency_a", "local_id_a", "agency_b", "local_id_b", "probability"]
    assert sum(row["local_id_a"][1:] == row["local_id_b"][1:] for row in rows) >= 90


def test_a_list_is_looked_up_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (index, lookup):
        monkeypatch.setattr(module, "index_folder", lambda: tmp_path / "index")
    kept = write(tmp_path / "kept.csv", [someone(number, "a") for number in range(200)])
    sought = write(tmp_path / "sought.csv", [someone(number, "b") for number in range(190, 210)])
    assert "200 people are kept" in link("index", kept)
    said = link("lookup", sought, "--out", tmp_path / "found.csv")
    assert said.startswith("20 people looked up; for 10 somebody is likely")


def test_a_file_that_is_not_what_it_says_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"%PDF-1.7 not a table")
    link("new-key", tmp_path / "key")
    with pytest.raises(CommandError, match="Save it as CSV"):
        link("encode", tmp_path / "people.csv", "--key-file", tmp_path / "key", "--out", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_whoever_stops_a_command_before_it_has_begun_reads_a_word_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(words: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("django.core.management.execute_from_command_line", stopped)
    monkeypatch.setattr(command.postgres, "leave", lambda folder: None)
    assert command.main(["link", "match", "."]) == 130
    assert capsys.readouterr().err == "Cancelled.\n"

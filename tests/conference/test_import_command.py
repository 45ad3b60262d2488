"""Bringing in files of referrals by the command."""

from __future__ import annotations

import json
import os
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from openccr.conference.rules.outcomes import ImportOutcome
from tests.conference.files import csv_file, row
from tests.makers import Area


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("import", "referrals", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_exactly_the_outcome_as_json(area: Area, tmp_path: Path) -> None:
    file = tmp_path / "sent.csv"
    file.write_bytes(csv_file([row(), row(referral_ref="HX-2", consent="perhaps", **{"Shoe size": "5"})]))
    tried = json.loads(run(str(file), "--area", "exampleshire", "--dry-run", "--json"))
    assert tried == json.loads(run(str(file), "--area", "exampleshire", "--json"))
    assert {key: value for key, value in tried.items() if key != "refused"} == {
        "read": 2, "accepted": 1, "already_known": 0, "unmapped_columns": ["Shoe size"],
    }  # fmt: skip
    assert [list(one) for one in tried["refused"]] == [["row", "column", "reason"]]
    again = json.loads(run(str(file), "--area", "exampleshire", "--json"))
    assert (again["accepted"], again["already_known"]) == (0, 1)


def test_the_refused_rows_never_take_the_place_of_the_file_or_of_a_pipe(area: Area, tmp_path: Path) -> None:
    file, pipe = tmp_path / "sent.csv", tmp_path / "pipe"
    file.write_bytes(csv_file([row(), row(referral_ref="HX-2", consent="perhaps")]))
    os.mkfifo(pipe, 0o644)
    sent = file.read_bytes()
    for place, why in ((file, "would be written over"), (pipe, "it is no file"), (tmp_path / "no" / "x", "no such")):
        with pytest.raises(CommandError, match=why):
            run(str(file), "--area", "exampleshire", "--refused", str(place))
    assert file.read_bytes() == sent
    assert pipe.is_fifo() and stat.S_IMODE(pipe.stat().st_mode) == 0o644
    assert json.loads(run(str(file), "--area", "exampleshire", "--dry-run", "--json"))["accepted"] == 1


def test_the_command_says_in_words_what_it_did_and_writes_the_refused_rows_for_its_owner_alone(
    area: Area, tmp_path: Path
) -> None:
    file, refused = tmp_path / "sent.csv", tmp_path / "refused.csv"
    file.write_bytes(csv_file([row(consent="perhaps")], headings={"consent": "Consent given?"}))
    said = run(str(file), "--area", "exampleshire", "--refused", str(refused))
    assert "1 rows read: 0 taken, 0 known already, 1 refused." in said
    assert "Row 2, Consent given?: " in said
    assert stat.S_IMODE(refused.stat().st_mode) == 0o600
    assert b"perhaps" in refused.read_bytes()


@pytest.mark.parametrize("what", ["referrals", "caselog", "services"])
@pytest.mark.parametrize(("data", "says"), [(b"%PDF-1.7", "This is a PDF"), (None, "cannot be read")])
def test_a_program_is_told_the_same_way_that_a_file_could_not_be_read_at_all(
    area: Area, tmp_path: Path, what: str, data: bytes | None, says: str
) -> None:
    file, out = tmp_path / "sent.xlsx", StringIO()
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(CommandError, match=says) as error:
        call_command("import", what, str(file), "--area", "exampleshire", "--json", stdout=out)
    assert error.value.returncode == 1
    told = json.loads(out.getvalue())
    assert (told["read"], told["accepted"], told["already_known"], told["unmapped_columns"]) == (0, 0, 0, [])
    assert told["refused"] == [{"row": 0, "column": "", "reason": str(error.value)}]


def test_what_was_taken_is_told_though_the_refused_rows_cannot_be_written(
    area: Area, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, place, out = tmp_path / "sent.csv", tmp_path / "folder" / "refused.xlsx", StringIO()
    file.write_bytes(csv_file([row(), row(referral_ref="HX-2", consent="perhaps")]))
    place.parent.mkdir()
    # The folder goes while the file is read.
    monkeypatch.setattr(ImportOutcome, "refused_file", lambda *_, **__: place.parent.rmdir() or b"rows")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command(
            "import", "referrals", str(file), "--area=exampleshire", "--json", f"--refused={place}", stdout=out
        )
    assert json.loads(out.getvalue())["accepted"] == 1


@pytest.mark.parametrize(
    ("area_code", "name", "says"),
    [("nowhere", "sent.csv", "exampleshire"), ("exampleshire", "missing.csv", "cannot be read")],
)
def test_the_command_fails_with_a_sentence(area: Area, tmp_path: Path, area_code: str, name: str, says: str) -> None:
    (tmp_path / "sent.csv").write_bytes(csv_file([row()]))
    with pytest.raises(CommandError, match=says) as error:
        run(str(tmp_path / name), "--area", area_code)
    assert error.value.returncode == 1

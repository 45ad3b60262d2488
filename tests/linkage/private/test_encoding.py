"""Records encoded: the same everywhere, nothing in clear, and refused where they cannot be compared."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from openccr.linkage.engine.problems import LinkageError
from openccr.linkage.engine.spelling import nicknames, root
from openccr.linkage.private import fileformat
from openccr.linkage.private.cleaning import clean
from openccr.linkage.private.encoding import encode_records
from openccr.linkage.private.keys import PartnershipKey, new_key, read_key
from openccr.linkage.private.running import encode_file
from openccr.linkage.private.shapes import VERSION
from tests.linkage.people import someone, write

TODAY = date(2026, 11, 22)
KEY = PartnershipKey(b"k" * 32)


def key_file(folder: Path, name: str = "key") -> Path:
    path = folder / name
    new_key(path)
    return path


def test_version_2_of_the_encoding_does_not_change() -> None:
    """Two partnerships of different versions of OpenCCR must encode alike. If this fails, raise `shapes.VERSION`."""
    records = [clean(someone(number, "b"), today=TODAY) for number in range(50)]
    encoded = encode_records(records, keys=[("b", str(number)) for number in range(50)], key=KEY)
    digest = hashlib.blake2b(digest_size=8)
    for array in encoded.filters.values():
        digest.update(array.tobytes())
    digest.update(encoded.tokens.tobytes())
    assert digest.hexdigest() == "3293ef482fcbffae"


def test_a_full_name_that_is_encoded_for_a_short_one_does_not_change() -> None:
    """Few short names stand in the records above. If this fails, raise `shapes.VERSION` too."""
    full = "\n".join(f"{name} {root(name)}" for name in sorted(nicknames()))
    assert (VERSION, hashlib.blake2b(full.encode(), digest_size=8).hexdigest()) == (2, "e86350e711e13dca")


def test_nothing_stands_in_clear_in_a_file(tmp_path: Path) -> None:
    source = write(tmp_path / "people.csv", [someone(number, "a") for number in range(40)])
    encode_file(source, key_file=key_file(tmp_path), out=tmp_path / "x", today=TODAY)
    written = (tmp_path / "x").read_bytes().lower()
    for number in range(40):
        row = someone(number, "a")
        for column in ("given_name", "family_name", "dob", "address", "postcode", "phone"):
            if len(row[column]) > 4:
                assert row[column].lower().encode() not in written
    assert (tmp_path / "key").read_bytes().strip() not in written


def test_a_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    source = write(tmp_path / "people.csv", [someone(1, "a")])
    encode_file(source, key_file=key_file(tmp_path), out=tmp_path / "x", today=TODAY)
    assert (tmp_path / "x").stat().st_mode & 0o077 == 0
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    records = [clean(someone(number, "a"), today=TODAY) for number in range(20)]
    keys = [("a", f"é{number}") for number in range(20)]
    encoded = encode_records(records, keys=keys, key=KEY)
    fileformat.write(encoded, tmp_path / "x")
    read = fileformat.read(tmp_path / "x")
    assert (read.references, read.agency_names, read.key_check) == (encoded.references, ("a",), KEY.check)
    assert all((read.filters[name] == encoded.filters[name]).all() for name in encoded.filters)
    assert (read.tokens == encoded.tokens).all()


@pytest.mark.parametrize("spoil", [lambda data: data[:-200], lambda data: data[:-70] + b"x" + data[-69:]])
def test_a_file_cut_short_or_changed_is_refused(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    source = write(tmp_path / "people.csv", [someone(number, "a") for number in range(9)])
    encode_file(source, key_file=key_file(tmp_path), out=tmp_path / "x", today=TODAY)
    (tmp_path / "x").write_bytes(spoil((tmp_path / "x").read_bytes()))
    with pytest.raises(LinkageError, match="cut short or changed"):
        fileformat.read(tmp_path / "x")


def test_a_table_is_no_encoded_file(tmp_path: Path) -> None:
    with pytest.raises(LinkageError, match="not an encoded file"):
        fileformat.read(write(tmp_path / "people.csv", [someone(1, "a")]))


def test_a_short_key_and_a_missing_one_are_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "short").write_text("secret")
    with pytest.raises(LinkageError, match="new-key"):
        read_key(tmp_path / "short")
    with pytest.raises(LinkageError, match="new-key"):
        read_key(tmp_path / "none")
    with pytest.raises(LinkageError, match="never written over"):
        new_key(key_file(tmp_path))


def test_local_ids_that_are_nhs_numbers_do_not_leave_the_house(tmp_path: Path) -> None:
    assert list(fileformat.looks_national(("9434765919", "9434765918", "A12", "4010232137"))) == [
        "9434765919",
        "4010232137",
    ]
    rows = [someone(at, "a") | {"local_id": number} for at, number in enumerate(["9434765919", "4010232137"] * 4)]
    source = write(tmp_path / "people.csv", rows)
    key = key_file(tmp_path)
    with pytest.raises(LinkageError, match="NHS number"):
        encode_file(source, key_file=key, out=tmp_path / "x", today=TODAY)
    encode_file(source, key_file=key, out=tmp_path / "x", today=TODAY, references=tmp_path / "mine.csv")
    assert fileformat.read(tmp_path / "x").references[:2] == ("1", "2")
    assert "9434765919" in (tmp_path / "mine.csv").read_text()


def test_rows_without_a_local_id_are_passed_over_and_counted(tmp_path: Path) -> None:
    rows = [someone(1, "a"), someone(2, "a") | {"local_id": ""}, someone(3, "a"), someone(3, "a")]
    done = encode_file(
        write(tmp_path / "people.csv", rows), key_file=key_file(tmp_path), out=tmp_path / "x", today=TODAY
    )
    assert done.records == 3
    assert any("want of a local_id, the first of them row 3: 1" in note for note in done.notes)
    assert any("stands there already: 1" in note for note in done.notes)


def test_a_date_of_birth_that_is_none_is_counted_for_without_one_hardly_anybody_is_found(tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text("local_id,given_name,family_name,dob\n1,Zoe,Quince,30/02/1980\n2,Ada,Penrow,\n", encoding="utf-8")
    done = encode_file(source, key_file=key_file(tmp_path), out=tmp_path / "out.x", today=TODAY)
    assert "Dates of birth that cannot be read and count as not known: 1" in done.notes

"""Names that must exist elsewhere, words that are not used, and files that do not belong."""

from __future__ import annotations

import pytest

from openccr.content import check
from tests.content.packs import change, copied


def problems(root, file):
    return [problem for problem in check([root]) if problem.file == file]


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "said"),
    [
        ("words.toml", 'source = "ISOE"', 'source = "ISOF"', "terms.ccr", "not in sources.toml"),
        ("locale.toml", '"england-and-wales"', '"scotland"', "calendar", "not a calendar"),
        (
            "agencies.toml",
            'counts_as = "police"',
            'counts_as = "partner"',
            "referral_sources.police.counts_as",
            "police = true",
        ),
        ("processes/marac.toml", '"dash24@1"', '"dash@1"', "choices.instruments", "not an instrument"),
        ("processes/marac.toml", '["police", "idva_service"]', '["policing"]', "quorum.agency_kinds", "not an agency"),
        ("imports/referrals.toml", '"Surname"]', '"Forename"]', "columns", "stands for"),
        ("imports/referrals.toml", 'female = ["F"', 'female = ["M"', "values.sex", "stands for"),
        ("imports/referrals.toml", "roma = [", "romany = [", "values.ethnicity", "not a value of ethnicity"),
        ("generator/marac.toml", "injury = 60", "bruise = 60", "item_yes.percent", "not an item"),
        ("words.toml", "by {harmer}.", "by {abuser}.", "text.letter_evidence.text", "no field of this letter"),
        ("words.toml", "by {harmer}.", "by him.", "text.letter_evidence.text", 'does not say "{harmer}"'),
        ("words.toml", "{reference}. It", "own. It", "text.letter_thanks.text", 'does not say "{reference}"'),
    ],
)
def test_a_name_that_is_not_there_is_found(tmp_path, file, old, new, field, said):
    root = copied(tmp_path)
    change(root / "gb-eng" / file, old, new)
    found = problems(root, f"gb-eng/{file}")
    assert any(one.field == field and said in one.what for one in found), [str(one) for one in found]
    assert all(one.remedy for one in found)


@pytest.mark.parametrize("phrase", ["she failed to engage", "Low risk", "hard to reach"])
def test_words_that_blame_or_reassure_are_found_in_any_text(tmp_path, phrase):
    root = copied(tmp_path)
    change(root / "gb-eng/words.toml", "for the victim, before", f"for the victim ({phrase}), before")
    (one,) = problems(root, "gb-eng/words.toml")
    assert one.field == "terms.idva.meaning" and one.remedy.startswith("say: ")


def test_a_fault_of_the_core_is_named_there_and_once(tmp_path):
    root = copied(tmp_path)
    change(root / "core/words.toml", 'source = "OPENCCR, who uses it"', 'source = "OPENCARE"')
    assert [one.file for one in check([root])] == ["core/words.toml"]


def test_a_file_that_no_pack_has_is_found(tmp_path):
    root = copied(tmp_path)
    (root / "gb-eng/instrument").mkdir()
    (root / "gb-eng/instrument/dara@1.toml").write_text("", encoding="utf-8")
    assert problems(root, "gb-eng/instrument/dara@1.toml")


def test_an_instrument_in_a_file_of_another_name_is_found(tmp_path):
    root = copied(tmp_path)
    (root / "gb-eng/instruments/dash24@1.toml").rename(root / "gb-eng/instruments/dash24@2.toml")
    assert any("dash24@1" in one.what for one in problems(root, "gb-eng/instruments/dash24@2.toml"))


def test_packs_that_extend_each_other_are_found(tmp_path):
    root = copied(tmp_path)
    change(root / "core/pack.toml", "extends = []", 'extends = ["gb-eng"]')
    assert any("extends" in one.field for one in check([root]))


def test_a_folder_without_packs_is_said_to_be_one(tmp_path):
    (one,) = check([tmp_path])
    assert "no pack" in one.what

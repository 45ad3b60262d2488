"""Laying packs over one another, and what is said when one does not fit."""

from __future__ import annotations

import pytest

from openccr.content import PackError, load, packs_folder
from openccr.content.load import assemble
from tests.content.packs import area, change, copied, laid_over


def problems_of(root, keys=("core", "gb-eng")):
    with pytest.raises(PackError) as caught:
        load(keys, roots=[root])
    return caught.value.problems


def test_a_typo_is_refused_with_its_file_its_field_and_the_word_meant(tmp_path):
    root = copied(tmp_path)
    change(root / "gb-eng/agencies.toml", 'sector = "criminal_justice"', 'secter = "criminal_justice"')
    first = problems_of(root)[0]
    assert (first.file, first.field) == ("gb-eng/agencies.toml", "kinds.police.secter")
    assert "sector" in first.remedy


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "said"),
    [
        ("agencies.toml", "police = true\n", 'police = "yes"\n', "kinds.police.police", "valid boolean"),
        ("agencies.toml", '"criminal_justice"', '"criminal"', "kinds.police.sector", "write one of"),
        ("processes/marac.toml", "days = 5\n", "days = -5\n", "periods.minutes.days", "greater than or equal"),
        ("processes/marac.toml", "threshold = 14\n", "", "criteria.visible-high-risk@1", "needs threshold"),
        (
            "processes/marac.toml",
            'days = 2\nsource = "PRACTICE, 1 to',
            'days = 9\nsource = "PRACTICE, 1 to',
            "periods",
            "falls after",
        ),
        ("processes/marac.toml", '"any-abuse@1"', '"any-abuse@7"', "", "not published"),
        ("instruments/dash24@1.toml", "last = 24", "last = 23", "", "cover every score"),
        ("instruments/dash24@1.toml", "items = [15]", "items = [25]", "", "item 25"),
        ("instruments/dash24@1.toml", "number = 24", "number = 25", "", "without a gap"),
        ("returns/marac-quarterly.toml", '"repeat_cases"', '"repeats"', "cells.repeats.measure", "not a measure"),
        ("generator/marac.toml", "male = 6.4", "male = 7.4", "victim_sex", "add up to 101"),
        ("calendars/england-and-wales.toml", "2024-03-29", "2024-04-29", "", "not in order"),
        ("calendars/england-and-wales.toml", "last_year = 2028", "last_year = 2027", "", "outside"),
        ("figures/marac-national.toml", "maracs = 232", "marac = 232", "", "not a column"),
        ("equality.toml", "recorded = false", "recorded = true", "categories.sex", "recorded = false"),
        ("words.toml", '[terms.ccr]\nname = "CCR"', '[terms.ccr]\nkey = "x"\nname = "CCR"', "terms.ccr.key", "delete"),
        ("imports/referrals.toml", '"{victim} DOB"', '"{client} DOB"', "", "not listed"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_where_it_stands(tmp_path, file, old, new, field, said):
    root = copied(tmp_path)
    change(root / "gb-eng" / file, old, new)
    found = [one for one in problems_of(root) if one.file == f"gb-eng/{file}"]
    assert found, "the problem names another file"
    assert any(one.field == field and said in str(one) for one in found), [str(one) for one in found]


def test_all_problems_are_named_at_once(tmp_path):
    root = copied(tmp_path)
    change(root / "gb-eng/agencies.toml", 'sector = "criminal_justice"', 'secter = "x"')
    change(root / "core/words.toml", "duties", "dutys")
    assert {one.file for one in problems_of(root)} == {"gb-eng/agencies.toml", "core/words.toml"}


def test_a_file_that_is_not_toml_is_named(tmp_path):
    root = copied(tmp_path)
    change(root / "core/words.toml", "[roles.coordinator]", "[roles.coordinator")
    (one,) = problems_of(root)
    assert one.file == "core/words.toml" and "cannot be read" in one.what


def test_a_pack_without_the_one_it_extends_is_refused():
    (one,) = problems_of(packs_folder(), keys=("gb-eng",))
    assert one.field == "extends" and "core" in one.remedy


def test_an_unknown_pack_is_refused():
    (one,) = problems_of(packs_folder(), keys=("core", "gb-atlantis"))
    assert one.file == "gb-atlantis" and "no folder" in one.what


def test_a_pack_that_lies_in_two_folders_is_refused(tmp_path):
    with pytest.raises(PackError, match="twice"):
        load(("core",), roots=[packs_folder(), copied(tmp_path)])


def test_core_alone_can_be_used():
    core = load(("core",))
    assert core.holidays == frozenset()
    assert core.text("her_wishes") == "What the victim wants"


def test_a_country_overrides_a_word_of_the_core_and_keeps_the_rest():
    core, england = load(("core",)), load()
    assert (core.text("forum"), england.text("forum")) == ("conference", "Marac")
    assert england.words.roles["coordinator"].duties == core.words.roles["coordinator"].duties


def test_a_pack_is_read_once():
    assert load() is load()


def test_an_area_changes_one_period_and_the_rest_stands(tmp_path):
    root = area(tmp_path, {"processes/marac.toml": '[periods.agenda_out]\ndays = 5\nsource = "PROTOCOL, section 4"\n'})
    ours, england = laid_over(root).processes["marac"].periods, load().processes["marac"].periods
    assert (ours.agenda_out.days, england.agenda_out.days) == (5, 8)
    assert ours.agenda_out.name == england.agenda_out.name
    assert ours.minutes == england.minutes


def test_an_area_chooses_five_events_and_counts_repeats_from_the_meeting(tmp_path):
    chosen = (
        '[choices]\nrepeat_rule = "from-meeting@1"\nsource = "PROTOCOL"\ncriteria = ["judgement@1", '
        '"visible-high-risk@1", "escalation-five@1", "repeat@1", "honour-based-abuse@1", "disclosure-scheme@1"]\n'
    )
    marac = laid_over(area(tmp_path, {"processes/marac.toml": chosen})).processes["marac"]
    assert marac.criterion("ESC").events == 5
    assert marac.repeat_rule.counts_from == "last_meeting"


def test_an_area_may_drop_a_criterion_in_one_line(tmp_path):
    chosen = '[choices]\ncriteria = ["judgement@1", "visible-high-risk@1"]\nsource = "PROTOCOL"\n'
    marac = laid_over(area(tmp_path, {"processes/marac.toml": chosen})).processes["marac"]
    assert [criterion.code for criterion in marac.criteria_in_use] == ["PJ", "VHR"]
    with pytest.raises(KeyError, match="use PJ, VHR"):
        marac.criterion("HBV")


def test_an_override_must_name_its_own_source(tmp_path):
    root = area(tmp_path, {"processes/marac.toml": "[periods.agenda_out]\ndays = 5\n"})
    with pytest.raises(PackError) as caught:
        laid_over(root)
    (one,) = caught.value.problems
    assert (one.file, one.field) == ("anyshire/processes/marac.toml", "periods.agenda_out")
    assert "source" in one.remedy


def test_a_typo_in_an_area_names_the_areas_file_and_not_the_countrys(tmp_path):
    root = area(tmp_path, {"processes/marac.toml": '[periods.agenda_out]\nday = 5\nsource = "PROTOCOL"\n'})
    with pytest.raises(PackError) as caught:
        laid_over(root)
    assert caught.value.problems[0].file == "anyshire/processes/marac.toml"
    assert caught.value.problems[0].field == "periods.agenda_out.day"


def test_an_area_cannot_edit_a_published_criterion(tmp_path):
    text = '[criteria."escalation-three@1"]\nevents = 4\nsource = "PROTOCOL"\n'
    with pytest.raises(PackError, match="records were judged by it"):
        laid_over(area(tmp_path, {"processes/marac.toml": text}))


def test_an_area_cannot_put_its_own_text_under_a_published_instrument(tmp_path):
    text = (packs_folder() / "gb-eng/instruments/dash24@1.toml").read_text(encoding="utf-8")
    with pytest.raises(PackError, match="new version"):
        laid_over(area(tmp_path, {"instruments/dash24@1.toml": text}))


def test_the_fingerprint_changes_with_the_content_and_not_with_its_layout(tmp_path):
    root = copied(tmp_path)
    folders = (root / "core", root / "gb-eng")
    before = assemble(folders).pack.fingerprint
    change(root / "gb-eng/agencies.toml", "[kinds.police]", "# a remark\n\n[kinds.police]")
    assert assemble(folders).pack.fingerprint == before == load().fingerprint
    change(root / "gb-eng/agencies.toml", 'name = "Police"', 'name = "The police"')
    assert assemble(folders).pack.fingerprint != before

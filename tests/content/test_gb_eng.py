"""What England's pack says, compared with the documents it cites."""

from __future__ import annotations

from datetime import date

import pytest

from openccr.content import MEASURES, check, load
from openccr.content.crosscheck import walk
from openccr.content.pack import Pack
from openccr.content.schema.base import Sourced


@pytest.fixture(scope="module")
def england() -> Pack:
    return load()


def test_all_packs_are_valid_published_and_unchanged():
    assert [str(problem) for problem in check()] == []


def test_every_item_names_a_document_of_the_pack(england):
    items = [value for _, value in walk(england) if isinstance(value, Sourced)]
    assert len(items) > 400
    assert all(key in england.sources.sources for item in items for key in england.sources.cited_by(item.source))


def test_dates_are_day_first_and_money_is_in_pounds(england):
    assert england.locale.date_order == "dmy"


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2024, 3, 29), "Good Friday"),
        (date(2025, 4, 21), "Easter Monday"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
        (date(2027, 12, 28), "Boxing Day (substitute day)"),
        (date(2028, 1, 3), "New Year's Day (substitute day)"),
        (date(2028, 4, 17), "Easter Monday"),
    ],
)
def test_bank_holidays_fall_on_the_days_of_the_published_list(england, day, holiday):
    assert {one.day: one.name for one in england.calendar.holidays}[day] == holiday


def test_every_year_has_eight_bank_holidays_and_none_on_a_weekend(england):
    years = [day.year for day in england.holidays]
    assert {year: years.count(year) for year in range(2024, 2029)} == dict.fromkeys(range(2024, 2029), 8)
    assert all(day.weekday() < 5 for day in england.holidays)


def test_the_calendar_says_when_it_does_not_know_a_year(england):
    assert england.calendar.covers(date(2028, 12, 31))
    assert not england.calendar.covers(date(2029, 1, 1))


def test_the_instrument_has_24_items_and_a_threshold_of_14(england):
    dash = england.instrument("dash24@1")
    assert dash.numbers == tuple(range(1, 25))
    assert dash.threshold == 14
    assert (dash.band(13).key, dash.band(14).key) == ("medium", "high")
    assert "unknown" in dash.answers


def test_strangulation_is_a_red_flag_and_three_things_together_make_a_cluster(england):
    dash = england.instrument("dash24@1")
    assert dash.item(15).topic == "strangulation"
    assert dash.red_flags["strangulation"].items == (15,)
    parts = dash.clusters["separation_control_violence"].parts
    assert [dash.item(part[0]).topic for part in parts] == ["separation", "control", "injury"]


def test_no_band_promises_safety(england):
    for tool in england.instruments.values():
        bands = tool.counting.bands if tool.counting else {}
        for one in (*bands.values(), *tool.grades.values()):
            assert "low" not in one.name.lower().split()
            assert one.key == "high" or "not identified as high" in one.name.lower()


def test_a_judgement_stands_alone_and_needs_its_reason(england):
    judgement = england.processes["marac"].criterion("PJ")
    assert judgement.needs_reason


def test_escalation_is_three_events_nationally_and_five_where_an_area_chooses_so(england):
    marac = england.processes["marac"]
    assert (marac.criterion("ESC").events, marac.criterion("ESC").months) == (3, 12)
    assert (marac.criteria["escalation-five@1"].events, marac.criteria["escalation-five@1"].crimes) == (5, 3)


def test_a_repeat_is_any_abuse_within_twelve_months_of_the_last_referral(england):
    rule = england.processes["marac"].repeat_rule
    assert (rule.incident, rule.months, rule.counts_from) == ("any_abuse", 12, "last_referral")


def test_the_earlier_and_the_local_definition_of_a_repeat_are_there_to_choose(england):
    rules = england.processes["marac"].repeat_rules
    assert rules["criminal-only@1"].incident == "would_be_crime"
    assert rules["from-meeting@1"].counts_from == "last_meeting"


def test_periods_run_from_the_cut_off_to_the_minutes(england):
    periods = england.processes["marac"].periods
    assert [one.days for one in (periods.referral_cut_off, periods.agenda_out, periods.research_due)] == [10, 8, 2]
    assert (periods.minutes.days, periods.flag.months) == (5, 12)


def test_a_plan_can_always_face_the_person_who_harms(england):
    facing = [a for a in england.processes["marac"].suggested_actions.values() if a.faces == "perpetrator"]
    assert len(facing) >= 5


def test_the_return_has_the_twelve_figures_and_names_only_known_measures(england):
    cells = england.returns["marac-quarterly"].cells.values()
    assert [cell.number for cell in cells if cell.number] == list(range(1, 13))
    named = {name for cell in cells for name in (cell.measure, cell.over, cell.unknown) if name}
    assert named <= set(MEASURES)


def test_every_measure_is_named_by_some_return(england):
    cells = [cell for one in england.returns.values() for cell in one.cells.values()]
    assert set(MEASURES) == {name for cell in cells for name in (cell.measure, cell.over, cell.unknown) if name}


@pytest.mark.parametrize("cell", ["minoritised", "lgbt", "disability", "male", "victims_16_17", "harmers_to_17"])
def test_what_nobody_wrote_down_is_shown_beside_each_share_of_people(england, cell):
    assert england.returns["marac-quarterly"].cells[cell].unknown is not None


def test_only_police_count_as_police_on_the_return(england):
    police = [key for key, source in england.agencies.referral_sources.items() if source.counts_as == "police"]
    assert police == ["police"]


@pytest.mark.parametrize("category", ["sex", "ethnicity", "disability", "sexuality", "lgbt", "religion"])
def test_every_equality_category_can_say_not_recorded(england, category):
    assert "not_recorded" in england.equality.categories[category].unrecorded()


def test_minoritised_groups_are_marked(england):
    groups = england.equality.categories["ethnicity"].values
    assert groups["black_african"].minoritised and groups["white_roma"].minoritised
    assert not groups["white_british"].minoritised and not groups["not_recorded"].minoritised


@pytest.mark.parametrize(("years", "name"), [(15, "0 to 15"), (16, "16 to 17"), (18, "18 to 20"), (90, "65 and over")])
def test_every_age_has_one_band(england, years, name):
    bands = england.equality.age_bands.values()
    assert [band.name for band in bands if band.first <= years and years <= (band.last or years)] == [name]


def test_the_law_offers_a_choice_for_every_layer(england):
    for layer in ("article_6", "article_9", "article_10", "part_3", "gateway", "confidentiality"):
        assert any(basis.layer == layer for basis in england.law.bases.values()), layer


def test_the_national_figures_end_with_september_2024(england):
    series = england.figures["marac-national"]
    assert series.rows[-1].twelve_months_to == date(2024, 9, 30)
    assert (series.latest["cases"], series.latest["children"], series.latest["rate_per_10000"]) == (
        119_985,
        148_270,
        47,
    )


def test_a_figure_nobody_published_is_left_out(england):
    assert "harmers_to_17" not in england.figures["marac-national"].rows[0].values


def test_the_invented_area_has_the_published_margins(england):
    latest, invented = england.figures["marac-national"].latest, england.generator["marac"]
    children = (1 - invented.children.none / 100) * (invented.children.least + invented.children.mean)
    assert children == pytest.approx(latest["children"] / latest["cases"], abs=0.01)
    assert 100 - invented.referral_source.percent["police"] == pytest.approx(latest["partner"], abs=0.2)
    assert invented.repeat_share.percent == latest["repeats"]
    assert invented.victim_sex.percent["male"] == latest["male"]
    assert invented.disability.percent["yes"] == latest["disability"]
    assert invented.lgbt.percent["yes"] == latest["lgbt"]
    minoritised = england.equality.categories["ethnicity"].counting_as("minoritised")
    shares = invented.victim_ethnicity.percent
    assert sum(shares.get(key, 0) for key in minoritised) == pytest.approx(latest["minoritised"], abs=0.2)


def test_a_pack_cannot_be_changed_by_the_program(england):
    with pytest.raises(TypeError):
        england.words.terms["marac"] = None
    with pytest.raises(ValueError, match="frozen"):
        england.locale.date_order = "mdy"


def test_asking_for_what_is_not_there_says_what_is(england):
    with pytest.raises(KeyError, match="dash24@1"):
        england.instrument("dash24@9")
    with pytest.raises(KeyError, match=r"words\.toml"):
        england.text("no such text")
    with pytest.raises(KeyError, match="PJ, VHR"):
        england.processes["marac"].criterion("XXX")

"""Quarters, measures, and how figures are published: no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.content import MEASURES, load
from openccr.insight.rules.comparing import compared
from openccr.insight.rules.counted import Counted, together
from openccr.insight.rules.figures import FEW, Figure, Part, figures_of, published, rounded
from openccr.insight.rules.freezing import changed, frozen, thawed
from openccr.insight.rules.measures import FUNCTIONS, measure, sources_of, without_source
from openccr.insight.rules.missing import cautions
from openccr.insight.rules.quarters import Quarter, last_day, quarter_of, read_quarter, recent, twelve_months_to
from openccr.insight.rules.wording import expected_words, share_words, unknown_words
from openccr.kernel.refusals import Refusal

PACK = load()
FORM = PACK.returns["marac-quarterly"]
days = st.dates(min_value=date(2001, 1, 1), max_value=date(2098, 12, 31))


def a_figure(**values: object) -> Figure:
    return Figure(**{"key": "x", "place": 3, "name": "X", "definition": "", "source": "", "count": 0, **values})


@given(days)
def test_every_day_lies_in_its_quarter_and_its_twelve_months(day: date) -> None:
    quarter = quarter_of(day)
    assert day in quarter.period
    assert read_quarter(str(quarter)) == quarter
    assert day in quarter.twelve_months
    assert last_day(quarter.before().period) + timedelta(days=1) == quarter.period.first


@given(days)
def test_twelve_months_to_a_day_follow_those_before_without_gap(day: date) -> None:
    period = twelve_months_to(day)
    assert period.last == day
    assert 364 <= (day - period.first).days <= 366
    before = twelve_months_to(period.first - timedelta(days=1))
    assert before.first.year == period.first.year - 1


def test_the_twelve_months_of_a_quarter_are_four_quarters() -> None:
    quarter = Quarter(2026, 3)
    assert quarter.name == "July to September 2026"
    assert (quarter.twelve_months.first, quarter.twelve_months.last) == (date(2025, 10, 1), date(2026, 9, 30))
    assert [str(one) for one in recent(date(2026, 2, 1), number=3)] == ["2026Q1", "2025Q4", "2025Q3"]


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "26Q1", "2026Q3 or so", "Q3 2026"])
def test_what_is_no_quarter_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(Refusal, match="2026Q3"):
        read_quarter(text)


def test_every_measure_a_pack_may_name_is_counted_here() -> None:
    assert set(FUNCTIONS) == set(MEASURES)


def test_a_value_that_the_pack_does_not_know_counts_as_not_recorded() -> None:
    cases = {("cases", ""): 3, ("ethnicity", "white_british"): 1, ("ethnicity", ""): 1, ("ethnicity", "martian"): 1}
    counted = Counted(cases)
    assert measure("ethnicity_not_recorded", counted, PACK) == 2
    assert measure("victims_minoritised", counted, PACK) == 0


def test_a_referral_without_a_known_source_is_neither_police_nor_partner() -> None:
    counted = Counted({("cases", ""): 4, ("source", "police"): 1, ("source", "idva"): 1, ("source", "pigeon"): 2})
    assert measure("partner_referrals", counted, PACK) == 1
    assert without_source(counted, PACK) == 2
    by_source = next(one for one in figures_of(FORM, counted, PACK) if one.parts)
    assert (by_source.parts[-1].name, by_source.parts[-1].count) == ("No source recorded", 2)
    assert sum(part.count for part in by_source.parts) == 4
    assert "police" in sources_of(PACK, police=True)


def test_counts_of_meetings_add_up() -> None:
    one, other = Counted({("cases", ""): 2}, 1), Counted({("cases", ""): 3, ("sex", "male"): 1}, 1)
    both = together([one, other], adult_women=92_000)
    assert (both.number("cases"), both.having("sex", {"male"}), both.meetings_held) == (5, 1, 2)
    rate = next(figure for figure in figures_of(FORM, both, PACK) if figure.key == "rate_per_10000")
    assert rate.value == pytest.approx(5 / 92_000 * 10_000)


def test_without_the_number_of_women_there_is_no_rate_and_it_is_said() -> None:
    figures = figures_of(FORM, Counted({("cases", ""): 5}), PACK)
    assert next(figure for figure in figures if figure.key == "rate_per_10000").value is None
    assert any("there is no rate" in sentence for sentence in cautions(figures))


def test_much_that_is_not_recorded_makes_a_figure_the_least_it_may_be() -> None:
    figures = [a_figure(name="LGBT+", count=1, over=50, per=100, cases=50, unknown=20)]
    assert cautions(figures) == ["LGBT+: not recorded for 40% of cases. Read the figure as the least it may be."]
    assert cautions([a_figure(count=1, over=50, per=100, cases=50, unknown=2)]) == []


@given(st.integers(min_value=0, max_value=100_000))
def test_published_numbers_never_tell_one_case_from_four_nor_the_last_digit(number: int) -> None:
    shown = rounded(number)
    if 0 < number < 5:
        assert shown == FEW
    else:
        assert isinstance(shown, int) and shown % 5 == 0 and abs(shown - number) <= 2


@given(
    st.integers(min_value=0, max_value=400),
    st.integers(min_value=1, max_value=400),
    st.integers(min_value=0, max_value=400),
)
def test_nothing_that_is_published_gives_the_exact_count_away(count: int, cases: int, unknown: int) -> None:
    """A share or rate of a published figure is that of its rounded numbers, and none where a number is not shown."""
    for per, over in ((100, cases), (10_000, 92_000)):
        shown = published(
            a_figure(count=count, over=over, per=per, cases=cases, unknown=unknown, parts=(Part("a", "A", count),))
        )
        rough, rough_over = rounded(count), over if per == 10_000 else rounded(over)
        assert (shown.count, shown.over, shown.cases, shown.unknown) == (
            rough,
            rough_over,
            rounded(cases),
            rounded(unknown),
        )
        assert shown.parts[0].count == rough
        if isinstance(rough, int) and isinstance(rough_over, int):
            assert shown.value == pytest.approx(rough / rough_over * per)
        else:
            assert shown.value is None


def test_meetings_are_nobody_and_are_published_as_they_are() -> None:
    figures = figures_of(FORM, Counted({("cases", ""): 3}, meetings_held=3), PACK)
    shown = {one.key: published(one).count for one in figures}
    assert (shown["meetings"], shown["cases"]) == (3, FEW)


def test_figures_are_the_same_after_they_were_frozen() -> None:
    counted = Counted({("cases", ""): 7, ("source", "police"): 7, ("lgbt", "yes"): 2, ("lgbt", ""): 5}, 1, 92_000)
    figures = figures_of(FORM, counted, PACK)
    assert thawed(frozen(figures)) == figures
    assert changed(figures, thawed(frozen(figures))) == []


def test_a_later_count_says_what_differs() -> None:
    before = [a_figure(count=1, unknown=3), a_figure(key="y", name="Y", over=9), a_figure(key="z", name="Z", unknown=1)]
    after = [a_figure(count=2, unknown=3), a_figure(key="y", name="Y", over=10), a_figure(key="z", name="Z", unknown=0)]
    assert changed(before, after) == [
        "X: 1 when signed off, 2 now.",
        "Y: of 9 when signed off, of 10 now.",
        "Z: not recorded for 1 when signed off, for 0 now.",
    ]


def test_shares_are_shown_with_what_they_bear() -> None:
    exact = a_figure(count=15, over=48, per=100, cases=48, unknown=4)
    assert share_words(exact, exact=True) == "31.2%"
    assert share_words(published(exact), exact=False) == "30%"
    assert unknown_words(exact, exact=True) == "4 (8.3%)"
    assert unknown_words(published(exact), exact=False) == FEW
    assert share_words(a_figure(count=48, over=92_000, per=10_000), exact=True) == "5.2"


def test_a_usual_range_is_written_in_the_unit_of_its_figure() -> None:
    assert expected_words(a_figure(expected="28 to 40", over=48, per=100)) == "28 to 40%"
    assert expected_words(a_figure(expected="40", over=92_000, per=10_000)) == "40"
    assert expected_words(a_figure(over=48, per=100)) == ""


def test_national_shares_stand_beside_the_area_even_before_it_has_any() -> None:
    series = PACK.figures["marac-national"]
    rows = {row.key: row for row in compared([], series)}
    assert rows["repeats"].national == 31
    assert rows["harmers_to_17"].national == pytest.approx(1_425 / 119_985 * 100)
    assert {row.here for row in rows.values()} == {None}
    figures = figures_of(FORM, Counted({("cases", ""): 10, ("children", ""): 12, ("repeat", "yes"): 3}), PACK)
    rows = {row.key: row for row in compared(figures, series)}
    assert (rows["repeats"].here, rows["children"].here) == (pytest.approx(30), pytest.approx(1.2))
    assert set(rows) >= {"rate_per_10000", "partner", "minoritised", "lgbt", "disability", "male", "victims_16_17"}

"""Putting lines in order: how exactly a day is known, what is folded, where nobody wrote anything down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.casefiles.lines import Line, Nature, Precision, sources
from openccr.chronology.rules import Entry, Gap, Wanted, day_words, ordered, wanted, with_gaps
from openccr.conference.rules.told import Told, told_lines
from openccr.kernel.told_dates import split_date

FILE, ROW, PERSON = uuid4(), uuid4(), uuid4()
TODAY = date(2026, 3, 2)


def line(on: date, what: str = "Something", **more: object) -> Line:
    return Line(**{"file_id": FILE, "kind": "research", "on": on, "what": what, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "on", "exact", "about", "rest"),
    [
        ("3 May 2019: he hit her", date(2019, 5, 3), "day", False, "he hit her"),
        ("03/05/2019 he hit her", date(2019, 5, 3), "day", False, "he hit her"),
        ("2019-05-03, he hit her", date(2019, 5, 3), "day", False, "he hit her"),
        ("On 3rd May 2019 he hit her", date(2019, 5, 3), "day", False, "he hit her"),
        ("May 2019 - he hit her", date(2019, 5, 1), "month", False, "he hit her"),
        ("05/2019: he hit her", date(2019, 5, 1), "month", False, "he hit her"),
        ("2019: he hit her", date(2019, 1, 1), "year", False, "he hit her"),
        ("In 2019 he hit her", date(2019, 1, 1), "year", False, "he hit her"),
        ("about May 2019: he hit her", date(2019, 5, 1), "month", True, "he hit her"),
        ("circa 2015 they met", date(2015, 1, 1), "year", True, "they met"),
    ],
)
def test_a_day_before_what_happened_is_read_as_exactly_as_it_is_given(
    text: str, on: date, exact: str, about: bool, rest: str
) -> None:
    told, words = split_date(text, today=TODAY)
    assert told is not None
    assert (told.on, told.exact, told.about, words) == (on, exact, about, rest)


@pytest.mark.parametrize(
    "text",
    ["2000 pounds were taken", "31 February 2019: no such day", "3 May 2099: ahead", "1 May 1700: too old",
     "999 was rung", "", "He hit her on 3 May 2019"],
)  # fmt: skip
def test_what_is_no_day_at_its_beginning_stays_words(text: str) -> None:
    assert split_date(text, today=TODAY) == (None, text)


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_reading_of_days(text: str) -> None:
    told, words = split_date(text, today=TODAY)
    assert told is None or told.on <= TODAY
    assert words in text or words == text.strip()


def test_what_an_agency_wrote_is_read_line_by_line_with_fact_and_opinion() -> None:
    text = (
        "Fact: 3 May 2019: called out, he had gone\nand she had bruises\n2020: opinion - she is afraid\n\nNothing else"
    )
    assert told_lines(text, today=TODAY) == [
        Told("called out, he had gone and she had bruises", date(2019, 5, 3), "day", "fact"),
        Told("she is afraid", date(2020, 1, 1), "year", "opinion"),
        Told("Nothing else"),
    ]


def test_a_day_is_said_as_exactly_as_it_is_known() -> None:
    may = date(2019, 5, 1)
    said = [day_words(line(may, precision=one)) for one in Precision]
    assert said == ["1 May 2019", "May 2019", "2019", "about May 2019"]
    assert day_words(line(date(2019, 1, 1), precision=Precision.ABOUT)) == "about 2019"


def test_what_the_timeline_says_of_a_row_folds_into_it() -> None:
    action = line(TODAY, "Action agreed: locks", kind="action", row_id=ROW, agency="Housing")
    note = line(TODAY, "An action was agreed", kind="timeline", about_id=ROW, agency="Council")
    (entry,) = ordered([note, action])
    assert entry == Entry(action, (note,))
    assert entry.agencies == ("Housing", "Council")


def test_of_one_day_the_timeline_stands_in_the_order_in_which_it_was_written() -> None:
    said = [line(TODAY, words, kind="timeline") for words in ("Recognised as somebody", "Found to be another person")]
    assert [one.line.what for one in ordered(said)] == ["Recognised as somebody", "Found to be another person"]


def test_the_same_words_of_two_agencies_fold_and_name_both() -> None:
    one, other = (
        line(TODAY, words, agency=who) for words, who in (("He hit her.", "Police"), ("he hit her", "Health"))
    )
    (entry,) = ordered([one, other])
    assert set(entry.agencies) == {"Police", "Health"}
    assert len(ordered([one, replace(other, people=(PERSON,))])) == 2
    assert len(ordered([one, replace(other, on=date(2025, 1, 1))])) == 2


@given(st.lists(st.dates(date(2000, 1, 1), TODAY), max_size=20))
def test_nothing_is_lost_in_the_order_and_it_goes_forward(days: list[date]) -> None:
    lines = [line(on, f"Line {number}") for number, on in enumerate(days)]
    entries = ordered(lines)
    assert sorted(entry.line.on for entry in entries) == [entry.line.on for entry in entries]
    assert sum(1 + len(entry.also) for entry in entries) == len(lines)


def test_a_stretch_without_a_word_is_a_gap_and_days_ahead_make_none() -> None:
    first, later, ahead = date(2025, 1, 1), date(2025, 12, 1), date(2027, 1, 1)
    shown = with_gaps(ordered([line(first), line(later, "B"), line(ahead, "C")]), days=90, today=TODAY)
    assert [one for one in shown if isinstance(one, Gap)] == [Gap(first, later)]
    assert Gap(first, later).days == 334


def test_a_year_reaches_to_its_end_so_that_no_gap_is_made_inside_it() -> None:
    shown = with_gaps(
        ordered([line(date(2025, 1, 1), precision=Precision.YEAR), line(date(2025, 12, 1), "B")]), days=90, today=TODAY
    )
    assert not any(isinstance(one, Gap) for one in shown)


def test_it_is_narrowed_by_agency_kind_person_fact_and_period() -> None:
    mine = line(date(2025, 5, 1), "A", agency="Police", people=(PERSON,), nature=Nature.FACT)
    other = line(date(2025, 6, 1), "B", agency="Health", people=(uuid4(),), kind="risk")
    everybody = line(date(2025, 7, 1), "C", kind="hearing")
    entries = ordered([mine, other, everybody])

    def what(**by: object) -> list[str]:
        return [one.line.what for one in wanted(entries, Wanted(**by))]  # type: ignore[arg-type]

    assert what(agency="Police") == ["A"]
    assert what(kind="risk") == ["B"]
    assert what(person=PERSON) == ["A", "C"]
    assert what(nature=Nature.FACT) == ["A"]
    assert what(first_on=date(2025, 5, 15), last_on=date(2025, 6, 15)) == ["B"]


def test_a_month_counts_with_all_its_days() -> None:
    entries = ordered([line(date(2025, 5, 1), precision=Precision.MONTH)])
    assert wanted(entries, Wanted(first_on=date(2025, 5, 31)))
    assert not wanted(entries, Wanted(first_on=date(2025, 6, 1)))


def test_every_source_has_a_name_of_its_own() -> None:
    titles = [one.title for one in sources()]
    assert len(titles) == len(set(titles)) >= 15

"""The one gate: whether somebody may be contacted in this way at this time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from openccr.people.rules import ContactAnswer, Reach, grouped, may_contact, pronouns
from openccr.people.rules.contact import CHANNELS
from openccr.people.rules.plans import Named, PlanWords, as_lines, named_lines, plan_words
from openccr.people.rules.windows import Window, why_not_window, windows_of

MONDAY = datetime(2026, 3, 2, 11, 0)
WEEKDAYS = Window((1, 2, 3, 4, 5), time(10), time(14))
SAFE = ContactAnswer("phone", "yes", "", MONDAY.date() - timedelta(days=5), windows=(WEEKDAYS,), message="neutral")
REACH = Reach(answers=(SAFE,))


def why(reach: Reach, *, channel: str = "phone", at: datetime = MONDAY, message: str = "") -> str:
    refusal = may_contact(reach, channel=channel, at=at, message=message)
    if refusal is not None:
        assert refusal.remedy, "each refusal says what would help"
    return str(refusal or "")


def test_what_was_asked_and_is_safe_may_be_done_at_its_hour() -> None:
    assert why(REACH) == ""
    assert why(REACH, message="neutral") == ""


@pytest.mark.parametrize("channel", list(CHANNELS))
def test_nobody_asked_is_no_on_every_channel(channel: str) -> None:
    assert "Nobody has asked" in why(Reach(), channel=channel)
    unasked = ContactAnswer(channel, "not_asked", "", None)
    assert "Nobody has asked" in why(Reach(answers=(unasked,)), channel=channel)
    undated = ContactAnswer(channel, "yes", "", None)
    assert "Nobody has asked" in why(Reach(answers=(undated,)), channel=channel)


@pytest.mark.parametrize("safe", ["no", "unknown", "perhaps", ""])
def test_anything_but_yes_is_no(safe: str) -> None:
    assert why(Reach(answers=(replace(SAFE, safe=safe),)))


@pytest.mark.parametrize("at", [MONDAY.replace(hour=9, minute=59), MONDAY.replace(hour=14), MONDAY - timedelta(days=1)])
def test_outside_its_days_and_hours_it_is_not_safe_and_the_hours_are_said(at: datetime) -> None:
    said = why(REACH, at=at)
    assert "wrong hour" in said and "Monday to Friday 10:00 to 14:00" in said


def test_an_answer_counts_for_the_days_of_the_pack_and_no_longer() -> None:
    ninety = replace(SAFE, asked_on=MONDAY.date() - timedelta(days=90))
    assert why(Reach(answers=(ninety,))) == ""
    older = replace(SAFE, asked_on=MONDAY.date() - timedelta(days=91))
    assert "too old" in why(Reach(answers=(older,)))
    assert "too old" in why(Reach(answers=(ninety,), stands=timedelta(days=30)))


def test_the_newest_answer_counts_and_of_two_on_one_day_the_more_cautious() -> None:
    later_no = replace(SAFE, safe="no", asked_on=MONDAY.date())
    assert why(Reach(answers=(later_no, SAFE)))
    same_day = replace(SAFE, safe="no")
    assert why(Reach(answers=(SAFE, same_day)))
    assert why(Reach(answers=(same_day, SAFE)))


def test_a_condition_that_nobody_wrote_down_is_no() -> None:
    assert "condition" in why(Reach(answers=(ContactAnswer("phone", "conditional", "", MONDAY.date()),)))
    assert why(Reach(answers=(ContactAnswer("phone", "conditional", "ring twice", MONDAY.date()),))) == ""


@pytest.mark.parametrize(
    ("allowed", "message", "may"),
    [
        ("never", "neutral", False), ("never", "full", False), ("neutral", "neutral", True),
        ("neutral", "full", False), ("yes", "full", True), ("yes", "neutral", True),
    ],
)  # fmt: skip
def test_a_voicemail_says_no_more_than_was_allowed(allowed: str, message: str, may: bool) -> None:
    assert (why(Reach(answers=(replace(SAFE, message=allowed),)), message=message) == "") is may


def test_what_is_written_is_neutral_where_somebody_else_may_read_it() -> None:
    mail = replace(SAFE, channel="email", message="yes", windows=())
    assert why(Reach(answers=(mail,)), channel="email", message="neutral") == ""
    for shared in ("yes", "unknown"):
        assert "neutral" in why(Reach(answers=(mail,), shared_device=shared), channel="email", message="full")
    assert why(Reach(answers=(mail,), shared_device="no"), channel="email", message="full") == ""


@pytest.mark.parametrize("channel", list(CHANNELS))
def test_a_death_and_a_ban_stop_every_channel_whatever_was_said(channel: str) -> None:
    reach = Reach(answers=(replace(SAFE, channel=channel, windows=(), message="yes"),))
    assert why(reach, channel=channel) == ""
    assert "died" in why(replace(reach, died=True), channel=channel)
    assert "He answers her telephone" in why(replace(reach, banned="He answers her telephone"), channel=channel)


def test_a_window_is_kept_and_read_back() -> None:
    assert windows_of([WEEKDAYS.as_json()]) == (WEEKDAYS,)
    assert why_not_window(days=(), first=None, last=None) is None
    assert why_not_window(days=(1,), first=None, last=None)
    assert why_not_window(days=(1,), first=time(14), last=time(10))


def test_a_plan_is_kept_and_read_back() -> None:
    words = PlanWords(introduce="the dentist", code_word="violet", safe=(Named("her sister", "knows"),))
    assert plan_words(words.as_text()) == words
    assert named_lines(as_lines(words.safe)) == words.safe
    assert "violet" not in repr(words)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("07700900123", "07700 900 123"), ("07700 900123", "07700 900 123"), ("+447700900123", "+44 7700 900 123"),
        ("02079460123", "020 7946 0123"), ("01632960123", "01632 960 123"), ("01134960123", "0113 496 0123"),
        ("her mother's", "her mother's"), ("+40 21 555 0123", "+40 21 555 0123"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_people_read_it_out(written: str, shown: str) -> None:
    assert grouped(written) == shown


def test_words_are_hers_or_his_only_where_that_was_written_down() -> None:
    assert (pronouns("female").object, pronouns("male").object) == ("her", "him")
    for unknown in ("", "other", "not_recorded"):
        assert pronouns(unknown).object == "this person"


def test_a_day_is_a_day_of_the_local_clock() -> None:
    sunday = datetime.combine(date(2026, 3, 1), time(11))
    assert sunday not in WEEKDAYS
    assert MONDAY in WEEKDAYS

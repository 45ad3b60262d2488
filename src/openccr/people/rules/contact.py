"""How somebody can be reached without telling him: nobody asked yet means no (domain 3.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.people.rules.windows import Window

STANDS = timedelta(days=90)
"""How long an answer is relied on where no pack says another number (domain 3.6: 30 to 90 days)."""

CHANNELS = {
    "phone": "calls",
    "sms": "texts",
    "email": "e-mails",
    "post": "letters",
    "in_person": "visits",
    "third_party": "messages through somebody else",
}
WRITTEN = ("sms", "email", "post")
"""Channels whose every use leaves words behind that somebody else may read."""
SAFE_WORDS = {"no": "no", "not_asked": "not asked yet", "conditional": "only in one way", "yes": "safe"}
"""Each answer in short, where several stand in a row."""
CAUTION = ("no", "not_asked", "conditional", "yes")
"""The most cautious answer first: of two given on one day it counts."""


@dataclass(frozen=True)
class ContactAnswer:
    """What was said about one channel.

    Args:
        safe: yes, no, conditional or not_asked.
        rule: when and how, in words.
        windows: days and hours outside of which it is not safe; none: at any time.
        message: what may be left behind on a voicemail or in writing: never, neutral or yes.
    """

    channel: str
    safe: str
    rule: str
    asked_on: date | None
    windows: tuple[Window, ...] = ()
    message: str = "never"


@dataclass(frozen=True)
class Reach:
    """What decides whether somebody may be contacted.

    Args:
        died: the person has died.
        banned: nobody is to contact the person; why.
        stands: how long an answer is relied on.
        shared_device: yes, no or unknown.
        one_chance: one-chance mode is on: nothing goes through family, friends or the community.
    """

    answers: tuple[ContactAnswer, ...] = ()
    died: bool = False
    one_chance: bool = False
    banned: str | None = None
    stands: timedelta = STANDS
    shared_device: str = "unknown"


@dataclass(frozen=True)
class ContactLine:
    """The words of the identity bar; `known` is False where she must be asked before anybody makes contact."""

    text: str
    known: bool


NOT_ASKED = ContactLine("Not asked yet: do not call, text or write", known=False)
DIED = ContactLine("Has died: do not call, text or write", known=False)
BANNED = ContactLine("Do not contact by any channel: see why first", known=False)
ASK = "Ask in person, alone, the next time somebody safe sees the person, and write it down."


def has_died() -> Refusal:
    """Why nothing leaves for somebody who has died, and no letter is made for them."""
    return Refusal("This person has died.", remedy="Nothing is sent. If that is wrong, correct the record of death.")


def may_contact(reach: Reach, *, channel: str, at: datetime, message: str = "") -> Refusal | None:
    """Whether somebody may be contacted in this way at this time: None, or why not and what would help.

    The one gate: whatever leaves for a person of a case passes it.

    Args:
        channel: a key of `CHANNELS`.
        at: the local time of the attempt.
        message: what would be left behind: "" nothing, "neutral" words that name nobody, or "full".
    """
    if reach.died:
        return has_died()
    if reach.banned is not None:
        return Refusal("Nobody is to contact this person.", remedy=f"The reason: {reach.banned}")
    words = CHANNELS[channel]
    if reach.one_chance and channel == "third_party":
        return Refusal(
            "One-chance mode is on: nothing goes through family, friends or the community.",
            remedy="Speak with the person alone, or ask the adviser.",
        )
    answer = newest(reach.answers).get(channel)
    if answer is None or answer.asked_on is None:
        return Refusal(f"Nobody has asked whether {words} are safe, so they are not.", remedy=ASK)
    if at.date() - answer.asked_on > reach.stands:
        said = f"What was said of {words} on {day_words(answer.asked_on)}"
        return Refusal(f"{said} counts for {reach.stands.days} days and is too old.", remedy=ASK)
    if answer.safe not in ("yes", "conditional"):
        return Refusal(f"{words.capitalize()} are not safe.", remedy="Use a channel that is, or ask the adviser.")
    if answer.safe == "conditional" and not (answer.rule or answer.windows):
        return Refusal(f"The condition for {words} is not written down.", remedy=ASK)
    if answer.windows and not any(at in window for window in answer.windows):
        return Refusal("It is the wrong hour.", remedy=f"Safe: {'; '.join(one.words for one in answer.windows)}.")
    return _may_leave(reach, answer, message)


def read_first(answer: ContactAnswer | None) -> bool:
    """Whether an answer allows a channel only in a way that stands in words: no clock can say whether it is so now."""
    return answer is not None and answer.safe == "conditional" and not answer.windows


def _may_leave(reach: Reach, answer: ContactAnswer, message: str) -> Refusal | None:
    if not message:
        return None
    if answer.channel in WRITTEN:
        # That it may be written at all was asked; what it may say beyond neutral words was asked apart.
        if message == "full" and (answer.message != "yes" or reach.shared_device != "no"):
            return Refusal("Only neutral words may be written.", remedy="Name nobody, no service and no reason.")
        return None
    if answer.message == "never":
        return Refusal("No message may be left.", remedy="Hang up before the voicemail, and try again another time.")
    if message == "full" and answer.message != "yes":
        return Refusal("Only a neutral message may be left.", remedy="Name nobody, no service and no reason.")
    return None


def newest(answers: Iterable[ContactAnswer]) -> dict[str, ContactAnswer]:
    """The newest answer about each channel; of two on one day the more cautious."""
    found: dict[str, ContactAnswer] = {}
    for answer in sorted(answers, key=_age_and_caution, reverse=True):
        if answer.safe != "not_asked":
            found[answer.channel] = answer
    return found


def contact_line(answers: Iterable[ContactAnswer], *, today: date, stands: timedelta) -> ContactLine:
    """What the newest answer about each channel allows, in words, the most cautious first.

    An answer older than `stands` is shown with its date; where there is no newer one, she must be asked again.
    """
    answers = list(answers)
    latest = newest(answers)
    if not latest:
        # What a referrer wrote without saying whether it is safe: a warning perhaps, never a permission.
        hints = [one.rule for one in answers if one.safe == "not_asked" and one.rule]
        return ContactLine(f"{NOT_ASKED.text}. Noted: {hints[-1]}", known=False) if hints else NOT_ASKED
    given = sorted(latest.values(), key=_caution)
    lines = [_line(answer, today, stands) for answer in given]
    return ContactLine("; ".join(line.text for line in lines), known=any(line.known for line in lines))


def _age_and_caution(answer: ContactAnswer) -> tuple[int, int]:
    return -(answer.asked_on or date.min).toordinal(), _caution(answer)


def _caution(answer: ContactAnswer) -> int:
    # A word that nobody knows is a no.
    return CAUTION.index(answer.safe) if answer.safe in CAUTION else 0


def _line(answer: ContactAnswer, today: date, stands: timedelta) -> ContactLine:
    text = allowed(answer)
    if answer.asked_on is None:
        return ContactLine(f"{text} (day not recorded): ask again first", known=False)
    if today - answer.asked_on > stands:
        return ContactLine(f"{text}, said on {day_words(answer.asked_on)}: ask again first", known=False)
    return ContactLine(f"{text} (asked {day_words(answer.asked_on)})", known=True)


def allowed(answer: ContactAnswer) -> str:
    """What one answer allows, in words."""
    channel = CHANNELS.get(answer.channel, answer.channel)
    if answer.safe == "no":
        return f"No {channel}. {answer.rule}".rstrip(". ")
    how = "; ".join(part for part in (answer.rule, *(one.words for one in answer.windows)) if part)
    if answer.safe == "conditional":
        return f"{channel.capitalize()} only in this way: {how or 'the condition is not recorded, so do not'}"
    return f"{channel.capitalize()} are safe{': ' if how else ''}{how}"

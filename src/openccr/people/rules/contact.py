"""How she can be reached without telling him: nobody asked yet means no (domain 3.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

STANDS = timedelta(days=90)
"""How long an answer is relied on before she is asked again (domain 3.6: 30 to 90 days)."""

CHANNELS = {"phone": "calls", "sms": "texts", "email": "e-mails", "post": "letters"}
CAUTION = ("no", "not_asked", "conditional", "yes")
"""The most cautious answer first: of two given on one day it counts."""


@dataclass(frozen=True)
class ContactAnswer:
    """What was said about one channel: `safe` is yes, no, conditional or not_asked; `rule` says when and how."""

    channel: str
    safe: str
    rule: str
    asked_on: date | None


@dataclass(frozen=True)
class ContactLine:
    """The words of the identity bar; `known` is False where she must be asked before anybody makes contact."""

    text: str
    known: bool


NOT_ASKED = ContactLine("Not asked yet: do not call, text or write", known=False)


def contact_line(answers: Iterable[ContactAnswer], *, today: date) -> ContactLine:
    """What the newest answer about each channel allows, in words, the most cautious first.

    An answer older than `STANDS` is shown with its date; where there is no newer one, she must be asked again.
    """
    newest: dict[str, ContactAnswer] = {}
    hints = []
    for answer in sorted(answers, key=_age_and_caution, reverse=True):
        if answer.safe != "not_asked":
            newest[answer.channel] = answer
        elif answer.rule:
            hints.append(answer.rule)
    if not newest:
        # What a referrer wrote without saying whether it is safe: a warning perhaps, never a permission.
        return ContactLine(f"{NOT_ASKED.text}. Noted: {hints[-1]}", known=False) if hints else NOT_ASKED
    given = sorted(newest.values(), key=lambda answer: CAUTION.index(answer.safe))
    lines = [_line(answer, today) for answer in given]
    return ContactLine("; ".join(line.text for line in lines), known=any(line.known for line in lines))


def _age_and_caution(answer: ContactAnswer) -> tuple[int, int]:
    return -(answer.asked_on or date.min).toordinal(), CAUTION.index(answer.safe)


def _line(answer: ContactAnswer, today: date) -> ContactLine:
    text = _allowed(answer)
    if answer.asked_on is None:
        return ContactLine(f"{text} (day not recorded): ask again first", known=False)
    if today - answer.asked_on > STANDS:
        return ContactLine(f"{text}, said on {_day(answer.asked_on)}: ask again first", known=False)
    return ContactLine(f"{text} (asked {_day(answer.asked_on)})", known=True)


def _allowed(answer: ContactAnswer) -> str:
    channel = CHANNELS.get(answer.channel, answer.channel)
    if answer.safe == "no":
        return f"No {channel}. {answer.rule}".rstrip(". ")
    if answer.safe == "conditional":
        return f"{channel.capitalize()} only in this way: {answer.rule or 'the condition is not recorded, so do not'}"
    return f"{channel.capitalize()} are safe{': ' if answer.rule else ''}{answer.rule}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

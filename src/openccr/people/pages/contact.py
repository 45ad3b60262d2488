"""Before you make contact: whether it is safe now, in which words, and what came of earlier attempts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.people.contact_forms import AttemptForm, BanForm, ContactForm, LiftBanForm, PlanForm
from openccr.people.operations import ban_contact, lift_ban, log_attempt, plan_contact, say_contact
from openccr.people.operations.contact import ANSWERED_BY
from openccr.people.pages import pages
from openccr.people.queries import PersonShown, before_contact, person_of, safe_contact_of
from openccr.people.queries.contact import BeforeContact, ChannelNow
from openccr.people.queries.interpreters import interpreter_needs
from openccr.people.queries.naming import who_in_case
from openccr.people.rules import PartKind
from openccr.people.rules.contact import WRITTEN
from openccr.people.rules.interpreters import needed_words
from openccr.people.rules.plans import as_lines
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, offer, record_page

MESSAGES = {"never": "No message", "neutral": "Neutral message only", "yes": "A message may be left"}


def _before(*, actor: Actor, file: UUID, person: UUID) -> Screen:
    now = timezone.localtime()
    shown = person_of(file, person, today=now.date())
    found = before_contact(actor=actor, file=file, person=person, at=now)
    return Screen(
        title=f"Before you contact {shown.words.object}",
        data={
            "who": who_in_case(shown, actor=actor),
            "now": now,
            "verdict": _verdict(found),
            "warn": not found.any_now,
            "stopped": found.reach.died or found.reach.banned is not None,
            "actions": _actions(actor, file, shown, found),
            "interpreter": list(needed_words(need)) if (need := interpreter_needs(file).get(person)) else [],
            "words": found.plan.words,
            "plan": found.plan,
            "noted": found.noted,
            "shared": {"yes": "Yes: anything written may be read", "no": "No"}.get(found.plan.shared_device, ""),
            "channels": _channels(found),
            "attempts": _attempts(found),
            "history": _history(found),
        },
        crumbs=crumbs_to(file),
        file_id=file,
    )


def _verdict(found: BeforeContact) -> str:
    if found.reach.died or found.reach.banned is not None:
        return str(found.channels[0].why_not)
    if not found.any_now:
        return "Do not make contact now: no channel is safe. Each says below why."
    lines = []
    for read_first, words in ((False, "Safe now"), (True, "Only in the way that was said, so read it first")):
        these = [one.label.lower() for one in found.channels if one.why_not is None and one.read_first is read_first]
        lines += [f"{words}: {', '.join(these)}."] if these else []
    return " ".join(lines)


def _word_now(one: ChannelNow) -> StateWord:
    if one.why_not:
        return StateWord("No", "serious")
    return StateWord("Only as said", "waiting") if one.read_first else StateWord("Yes", "neutral")


def _channels(found: BeforeContact) -> dict[str, Any]:
    return {
        "caption": "Each channel, now",
        "columns": (Column("channel", "Channel"), Column("now", "Now"), Column("said", "What was said")),
        "rows": [
            {
                "cells": [
                    {"text": one.label},
                    {
                        "text": _word_now(one),
                        "note": str(one.why_not) if one.why_not else _may_leave(one),
                    },
                    {"text": one.said, "note": one.by},
                ]
            }
            for one in found.channels
        ],
        "empty": {"text": ""},
    }


def _may_leave(one: ChannelNow) -> str:
    if one.channel in WRITTEN and one.message != "yes":
        return "Neutral words only"
    return MESSAGES[one.message]


def _attempts(found: BeforeContact) -> dict[str, Any]:
    return {
        "caption": "Attempts, newest first",
        "columns": (
            Column("at", "When"), Column("channel", "How"), Column("outcome", "What came of it"),
            Column("answered", "Who answered"), Column("who", "By"),
        ),
        "rows": [
            {
                "cells": [
                    {"text": timezone.localtime(one.at)},
                    {"text": one.channel},
                    {"text": one.outcome, "note": one.note},
                    {"text": ANSWERED_BY.get(one.answered_by, one.answered_by)},
                    {"text": one.who},
                ]
            }
            for one in found.attempts
        ],
        "empty": {"text": "Nobody has written down an attempt yet."},
    }  # fmt: skip


def _history(found: BeforeContact) -> dict[str, Any]:
    return {
        "caption": "Everything that was said, newest first",
        "columns": (
            Column("on", "Asked"), Column("channel", "Channel"), Column("said", "What was said"), Column("by", "By"),
        ),
        "rows": [
            {"cells": [{"text": one.on}, {"text": one.channel}, {"text": one.words}, {"text": one.source}]}
            for one in found.history
        ],
        "empty": {"text": "Nobody has asked yet."},
    }  # fmt: skip


def _actions(actor: Actor, file: UUID, shown: PersonShown, found: BeforeContact) -> list[dict[str, Any]]:
    parts: dict[str, Any] = {"file": file, "person": shown.person_id}
    made = [
        offer(actor, text="Write down an attempt", page="people.attempt", may="people.contact", **parts)
        | {"kind": "primary"}
    ]
    if shown.part is PartKind.VICTIM:
        made += [
            offer(actor, text="Write down what is safe", page="people.contact", may="people.contact", **parts),
            offer(actor, text="Cover words and people", page="people.contact_plan", may="people.contact", **parts),
        ]
    if found.plan.ban is None:
        made.append(offer(actor, text="Nobody is to contact", page="people.ban", may="people.contact", **parts))
    else:
        made.append(offer(actor, text="Allow contact again", page="people.lift_ban", may="people.contact", **parts))
        if found.plan.ban_review_on and found.plan.ban_review_on <= timezone.localdate():
            made.append(offer(actor, text="Forbid it for longer", page="people.ban", may="people.contact", **parts))
    made.append(offer(actor, text="Suicidal signs", page="people.signs", may="people.signs", **parts))
    if found.reach.died:
        made.append(offer(actor, text="Correct the death", page="people.correct_death", may="people.death", **parts))
    else:
        made.append(offer(actor, text="Has died", page="people.died", may="people.death", **parts))
    made.append(offer(actor, text="Open number or address", page="people.whereabouts", may="people.reveal", **parts))
    by_mail = next(one.why_not for one in found.channels if one.channel == "email")
    made.append(
        offer(
            actor,
            text="Send the neutral e-mail",
            page="notices.write",
            may="notices.write",
            why=by_mail,
            post=True,
            **parts,
        )
    )
    return made


record_page(
    pages, "case/<uuid:file>/people/<uuid:person>/before-contact/", name="before_contact",
    title="Before you make contact", may="people.contact", query=_before, reads="contact.read",
    template="people/before_contact.html",
)  # fmt: skip


def _about(title: str, button: str, *, until_now: bool = False) -> Any:
    """What stands around one of the forms; `title` says {them} for her, him or this person."""

    def about(*, actor: Actor, file: UUID, person: UUID) -> Asked:
        shown = person_of(file, person, today=timezone.localdate())
        return Asked(
            title=title.format(them=shown.words.object, their=shown.words.possessive),
            intro=f"{who_in_case(shown, actor=actor)} {_until_now(file) if until_now else ''}".strip(),
            button=button,
            crumbs=crumbs_to(file),
        )

    return about


def _until_now(file: UUID) -> str:
    return f"Until now: {safe_contact_of(file, today=timezone.localdate()).text}."


def _back(words: str) -> Any:
    def done(_: object, *, file: UUID, person: UUID) -> Done:
        return Done(reverse("people.before_contact", kwargs={"file": file, "person": person}), words)

    return done


def _stamped(operation: Any) -> Any:
    return lambda **given: operation(at=timezone.now(), **given)


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/contact/", name="contact", title="Ask what is safe",
    may="people.contact", form=ContactForm, 
    about=_about("How is it safe to contact {them}?", "Save what was said", until_now=True),
    reads="contact.read", operation=_stamped(say_contact),
    done=_back("Saved. It stands in the bar above the case."),
)  # fmt: skip


def _plan_before(*, actor: Actor, file: UUID, person: UUID) -> dict[str, Any]:
    plan = before_contact(actor=actor, file=file, person=person, at=timezone.localtime()).plan
    words = plan.words
    return {
        "introduce": words.introduce,
        "code_word": words.code_word,
        "if_other_answers": words.if_other_answers,
        "shared_device": plan.shared_device,
        "safe": as_lines(words.safe),
        "unsafe": as_lines(words.unsafe),
    }


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/contact/words/", name="contact_plan", title="Words for contact",
    may="people.contact", form=PlanForm, about=_about("Cover words, and whom to speak to", "Save"),
    initial=_plan_before, reads="contact.read", operation=_stamped(plan_contact), done=_back("Saved."),
)  # fmt: skip


def _review_ahead(*, actor: Actor, file: UUID, person: UUID) -> dict[str, date]:
    return {"review_on": timezone.localdate() + timedelta(days=practice(actor).people.contact.ban_review_days)}


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/contact/nobody/", name="ban", title="Nobody is to make contact",
    may="people.contact", form=BanForm, about=_about("Nobody is to contact {them}", "Save"), initial=_review_ahead,
    reads="contact.read", operation=_stamped(ban_contact),
    done=_back("Saved. Nothing goes out by any channel, for every agency."),
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/people/<uuid:person>/contact/again/", name="lift_ban", title="Allow contact again",
    may="people.contact", form=LiftBanForm, about=_about("Allow contact with {them} again", "Save"),
    reads="contact.read", operation=_stamped(lift_ban), done=_back("Saved. Each channel counts again as was said."),
)  # fmt: skip


def _outcomes(*, actor: Actor, file: UUID, person: UUID) -> dict[str, Any]:
    return {"outcomes": {key: one.name for key, one in practice(actor).people.attempt_outcomes.items()}}


def _now(*, actor: Actor, file: UUID, person: UUID) -> dict[str, Any]:
    now = timezone.localtime()
    return {"on": now.date(), "at_time": f"{now:%H:%M}"}


def _attempt(*, actor: Actor, file: UUID, person: UUID, on: date, at_time: time, **given: Any) -> None:
    at = datetime.combine(on, at_time, tzinfo=timezone.get_current_timezone())
    log_attempt(actor=actor, file=file, person=person, at=at, now=timezone.now(), **given)


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/contact/attempt/", name="attempt", title="An attempt to make contact",
    may="people.contact", form=AttemptForm, about=_about("An attempt to contact {them}", "Save"), choices=_outcomes,
    initial=_now, reads="contact.read", operation=_attempt, done=_back("Saved."),
)  # fmt: skip

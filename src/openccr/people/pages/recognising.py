"""Whether the person of a case is one of another; the second person's answer; and taking two apart again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.people.fact_forms import ApartForm, SecondApartForm, SecondForm
from openccr.people.forms import NONE, SamePersonForm, TwoPeopleForm
from openccr.people.operations import (
    agree_apart,
    agree_recognition,
    decline_recognition,
    keep_together,
    not_same,
    recognise,
    take_apart,
)
from openccr.people.pages import pages
from openccr.people.queries import Candidate, person_of, possible_duplicates
from openccr.people.queries.naming import who_in_case
from openccr.people.queries.persons import recognition_of
from openccr.people.queries.preview import Beside, beside
from openccr.people.rules.recognising import State
from openccr.ui.kinds import Asked, Column, Done, ask


def _proposed(*, actor: Actor, file: UUID, person: UUID) -> dict[str, list[Candidate]]:
    return {"candidates": possible_duplicates(file, person_id=person)}


def _about_sameness(*, actor: Actor, file: UUID, person: UUID) -> Asked:
    shown = person_of(file, person, today=timezone.localdate())
    candidates = possible_duplicates(file, person_id=person)
    side = beside(actor, [person, *(one.as_person_id for one in candidates)])
    return Asked(
        title="Is this person already known?",
        intro=who_in_case(shown, actor=actor),
        button="Save",
        crumbs=crumbs_to(file),
        context={
            "candidates": [{"found": one, "table": _table(side[person], side[one.as_person_id])} for one in candidates],
            "opposite": any(one.opposite for one in candidates),
            "back_href": reverse("conference.case_people", args=[file]),
        },
    )


def _table(here: Beside, there: Beside) -> dict[str, Any]:
    """The two beside each other, line by line; where they differ is said in words and not by colour alone."""
    return {
        "caption": "Beside each other, and what would be put together",
        "columns": (Column("what", "What"), Column("here", "In this case"), Column("there", "There")),
        "rows": [
            {
                "cells": [
                    {"text": name, "note": "differs" if mine and theirs and mine != theirs else ""},
                    {"text": mine or "Not known"},
                    {"text": theirs or "Not known"},
                ]
            }
            for (name, mine), (_, theirs) in zip(here.lines, there.lines, strict=True)
        ],
        "empty": {"text": ""},
    }


def _settle(*, actor: Actor, file: UUID, person: UUID, answer: str, reason: str) -> str:
    at = timezone.now()
    if answer == NONE:
        others = [one.as_person_id for one in possible_duplicates(file, person_id=person)]
        not_same(actor=actor, file=file, person=person, others=others, reason=reason, at=at)
        return "Saved. They are not proposed again."
    return _SETTLED[recognise(actor=actor, file=file, person=person, as_person=UUID(answer), reason=reason, at=at)]


def _about_two(*, actor: Actor, file: UUID, person: UUID, another: UUID) -> Asked:
    shown = person_of(file, person, today=timezone.localdate())
    side = beside(actor, [person, another])
    if len(side) < 2 or person == another:
        raise NotFound
    return Asked(
        title="One person, or two?",
        intro=f"{who_in_case(shown, actor=actor)} And somebody of another.",
        button="Save",
        crumbs=crumbs_to(file),
        context={"table": _table(side[person], side[another])},
    )


def _settle_two(*, actor: Actor, file: UUID, person: UUID, another: UUID, answer: str, reason: str) -> str:
    at = timezone.now()
    if answer == NONE:
        not_same(actor=actor, file=file, person=person, others=[another], reason=reason, at=at)
        return "Saved. They are not proposed again."
    return _SETTLED[recognise(actor=actor, file=file, person=person, as_person=another, reason=reason, at=at)]


_SETTLED = {
    State.ASKED: "Saved. Two people decide this one, so nothing is put together yet: another coordinator finds it on"
    " their first page. Where there is none it stands on yours, with what to do.",
    State.STANDS: "Saved. They are one person now, in this case and the earlier one.",
}


def _back_to_case(words: str, *, file: UUID, **_: Any) -> Done:
    return Done(reverse("conference.case_people", args=[file]), words)


ask(
    pages, "case/<uuid:file>/same-person/<uuid:person>/", name="same_person", title="The same person?",
    may="people.recognise", form=SamePersonForm, operation=_settle, done=_back_to_case, about=_about_sameness,
    choices=_proposed, reads="people.compared", template="people/same_person.html",
)  # fmt: skip


ask(
    pages, "case/<uuid:file>/same-person/<uuid:person>/with/<uuid:another>/", name="same_person_with",
    title="One person, or two?", may="people.recognise", form=TwoPeopleForm, about=_about_two, operation=_settle_two,
    done=_back_to_case, reads="people.compared", template="people/two_people.html",
)  # fmt: skip


def _about_second(*, actor: Actor, file: UUID, recognition: UUID) -> Asked:
    made = recognition_of(file=file, recognition=recognition)
    tables = []
    if made.person_id and made.as_person_id and made.state is State.ASKED:
        side = beside(actor, [made.person_id, made.as_person_id])
        tables = [_table(side[made.person_id], side[made.as_person_id])] if len(side) == 2 else []
    return Asked(
        title="Are these two one person?",
        intro=f"{made.asked_by} says: {made.reason}",
        warning=f"Two people decide this one, since {made.because}." if made.because else "",
        crumbs=crumbs_to(file),
        context={"tables": tables},
    )


def _answer(*, actor: Actor, file: UUID, recognition: UUID, agrees: str, reason: str) -> str:
    at = timezone.now()
    if agrees == "yes":
        agree_recognition(actor=actor, file=file, recognition=recognition, at=at)
        return "Saved. They are one person now."
    decline_recognition(actor=actor, file=file, recognition=recognition, reason=reason, at=at)
    return "Saved. They stay two people, and are not proposed again."


ask(
    pages, "case/<uuid:file>/same-person/asked/<uuid:recognition>/", name="second", title="A second person decides",
    may="people.recognise", form=SecondForm, about=_about_second, operation=_answer, done=_back_to_case,
    reads="people.compared", template="people/second.html",
)  # fmt: skip


def _about_apart(*, actor: Actor, file: UUID, recognition: UUID) -> Asked:
    made = recognition_of(file=file, recognition=recognition)
    return Asked(
        title="They are two people after all",
        intro=f"Put together by {made.asked_by}, who said: {made.reason}",
        warning=f"{made.apart_agreed_by} agrees that they are two." if made.apart_agreed_by else "",
        button="Take them apart",
        crumbs=crumbs_to(file),
        context={"moved": made.moved, "agreed": bool(made.apart_agreed_by)},
    )


ask(
    pages, "case/<uuid:file>/same-person/<uuid:recognition>/apart/", name="apart", title="Take two people apart",
    may="people.recognise", form=ApartForm, about=_about_apart, reads="people.compared", template="people/apart.html",
    operation=lambda **given: take_apart(at=timezone.now(), **given),
    initial=lambda *, actor, file, recognition: {
        "reason": recognition_of(file=file, recognition=recognition).apart_reason
    },
    done=lambda goes, *, file, recognition: _back_to_case(
        "Saved. They are two people again, and are not proposed as one." if goes
        else "Asked. Nothing has moved: another coordinator finds it on their first page, and you take them apart once"
        " they agree. Where there is none it stands on yours, with what to do.",
        file=file,
    ),
)  # fmt: skip


def _about_second_apart(*, actor: Actor, file: UUID, recognition: UUID) -> Asked:
    made = recognition_of(file=file, recognition=recognition)
    return Asked(
        title="Were these two put together wrongly?",
        intro=f"{made.apart_by} says: {made.apart_reason}" if made.apart_by else "This has been settled already.",
        crumbs=crumbs_to(file),
        context={"moved": made.moved, "together": f"{made.asked_by} put them together: {made.reason}"},
    )


def _answer_apart(*, actor: Actor, file: UUID, recognition: UUID, agrees: str) -> str:
    at = timezone.now()
    if agrees == "yes":
        agree_apart(actor=actor, file=file, recognition=recognition, at=at)
        return "Saved. Whoever asked takes them apart now."
    keep_together(actor=actor, file=file, recognition=recognition, at=at)
    return "Saved. They stay one person."


ask(
    pages, "case/<uuid:file>/same-person/<uuid:recognition>/apart/second/", name="apart_second",
    title="A second person decides", may="people.recognise", form=SecondApartForm, about=_about_second_apart,
    operation=_answer_apart, done=_back_to_case, reads="people.compared", template="people/apart.html",
)  # fmt: skip

"""The page of one person of a case, and writing down what else is known: names, dates of birth, numbers, ties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.fact_forms import BirthForm, EndTieForm, NameForm, NumberForm, PutInForm, TieForm
from openccr.people.operations import end_tie, identify, put_in, relate, say_birth_date, say_name
from openccr.people.pages import pages
from openccr.people.queries import people_of, person_of
from openccr.people.queries.naming import who_in_case
from openccr.people.queries.persons import Fact, PersonKnown, RecognitionShown, person_known
from openccr.people.rules.recognising import State
from openccr.people.rules.ties import period
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, offer, record_page

STATE_WORDS = {
    State.ASKED: "Waits for a second person",
    State.STANDS: "Put together",
    State.PARTING: "Put together; somebody asks to take them apart",
    State.DECLINED: "Found to be two people",
    State.UNDONE: "Taken apart again",
}


def _person(*, actor: Actor, file: UUID, person: UUID) -> Screen:
    found = person_known(actor, file, person, today=timezone.localdate())
    works = why_not(actor, "people.facts") is None
    parts: dict[str, Any] = {"file": file, "person": person}
    return Screen(
        title="A person of this case",
        data={
            "who": who_in_case(found.shown, actor=actor),
            "tables": [one for one in _tables(actor, found, parts, works=works) if one],
        },
        actions=[
            offer(actor, text="Chronology", page="chronology.person", may="chronology.read", **parts),
            *(_actions(actor, parts) if works else ()),
        ],
        crumbs=crumbs_to(file),
        file_id=file,
    )


def _actions(actor: Actor, parts: dict[str, Any]) -> list[dict[str, Any]]:
    words = (
        ("Another name", "people.name", "people.facts"),
        ("Another date of birth", "people.birth", "people.facts"),
        ("Who is what to whom", "people.tie", "people.facts"),
        ("A number", "people.number", "people.identify"),
        ("Open whereabouts", "people.whereabouts", "people.reveal"),
        ("Whereabouts on one paper", "people.choose_places", "people.choose_places"),
        ("Open numbers", "people.numbers", "people.identify"),
    )
    return [offer(actor, text=text, page=page, may=may, **parts) for text, page, may in words]


def _tables(actor: Actor, found: PersonKnown, parts: dict[str, Any], *, works: bool) -> Sequence[dict[str, Any] | None]:
    return (
        _facts("Names", found.names, "No name is known."),
        _facts("Dates of birth", found.births, "No date of birth is known."),
        _facts("Where they are and were, sealed", found.places, "Nothing is written down."),
        _facts("Numbers, sealed", found.numbers, "None is written down."),
        _ties(found, parts, works=works),
        _parts(found),
        _recognitions(actor, found.recognitions) if found.recognitions else None,
    )


def _facts(caption: str, facts: Sequence[Fact], empty: str) -> dict[str, Any]:
    return {
        "caption": caption,
        "columns": (Column("what", "What"), Column("when", "When"), Column("source", "Who says so")),
        "rows": [
            {
                "cells": [
                    {"text": one.text, "note": one.note},
                    {"text": period(one.from_on, one.until_on)},
                    {"text": one.source or "Not recorded"},
                ]
            }
            for one in facts
        ],
        "empty": {"text": empty},
    }


def _ties(found: PersonKnown, parts: dict[str, Any], *, works: bool) -> dict[str, Any]:
    return {
        "caption": "Who is what to whom",
        "columns": (
            Column("what", "This person is the"), Column("whom", "of"), Column("when", "When"),
            Column("source", "Who says so"), Column("end", "More"),
        ),
        "rows": [
            {
                "cells": [
                    {"text": one.is_their},
                    {"text": one.other},
                    {"text": period(one.since_on, one.until_on)},
                    {"text": one.source},
                    {"text": "It has ended", "href": reverse("people.tie_end", kwargs={**parts, "tie": one.id})}
                    if works and one.until_on is None
                    else {"text": ""},
                ]
            }
            for one in found.ties
        ],
        "empty": {"text": "Nothing is written down beside the parts in the case."},
    }  # fmt: skip


def _parts(found: PersonKnown) -> dict[str, Any]:
    return {
        "caption": "Cases that you can see",
        "columns": (Column("case", "Case"), Column("part", "Part"), Column("when", "When")),
        "rows": [
            {
                "href": reverse("conference.case", args=[one.file_id]),
                "cells": [
                    {"text": one.reference},
                    {"text": one.part},
                    {"text": period(one.from_on, one.until_on)},
                ],
            }
            for one in found.parts
        ],
        "empty": {"text": ""},
    }


def _recognitions(actor: Actor, rows: Sequence[RecognitionShown]) -> dict[str, Any]:
    return {
        "caption": "Put together and taken apart",
        "columns": (Column("state", "What"), Column("why", "Why"), Column("who", "Who"), Column("do", "More")),
        "rows": [
            {
                "cells": [
                    {"text": STATE_WORDS[one.state]},
                    {"text": one.undone_reason or one.apart_reason or one.reason, "note": _because(one)},
                    {"text": one.undone_by or one.agreed_by or one.asked_by, "note": _asked(one)},
                    _move(one),
                ]
            }
            for one in rows
        ],
        "empty": {"text": ""},
    }


def _because(one: RecognitionShown) -> str:
    return f"Two people decide: {one.because}" if one.because else ""


def _asked(one: RecognitionShown) -> str:
    asked = f"asked by {one.asked_by} on {day_words(timezone.localdate(one.asked_at))}"
    apart = f"; {one.apart_by} asks to take them apart" if one.apart_by else ""
    return asked + apart + (f"; {one.apart_agreed_by} agrees" if one.apart_agreed_by else "")


def _move(one: RecognitionShown) -> dict[str, str]:
    parts = {"file": one.file_id, "recognition": one.id}
    if one.state is State.PARTING and not one.apart_agreed_by:
        return {"text": "Agree or not", "href": reverse("people.apart_second", kwargs=parts)}
    if one.state in (State.STANDS, State.PARTING):
        return {"text": "They are two people after all", "href": reverse("people.apart", kwargs=parts)}
    if one.state is State.ASKED:
        return {"text": "Agree or not", "href": reverse("people.second", kwargs=parts)}
    return {"text": ""}


record_page(
    pages, "case/<uuid:file>/people/<uuid:person>/", name="person", title="A person of this case", may="people.see",
    reads="person.read", template="people/person.html", query=_person,
)  # fmt: skip


def _about(title: str, warning: str = "") -> Any:
    def about(*, actor: Actor, file: UUID, person: UUID, **_: Any) -> Asked:
        shown = person_of(file, person, today=timezone.localdate())
        who = who_in_case(shown, actor=actor)
        return Asked(title=title, intro=who, warning=warning, crumbs=crumbs_to(file))

    return about


def _to_person(words: str) -> Any:
    def done(_: object, *, file: UUID, person: UUID, **__: Any) -> Done:
        return Done(reverse("people.person", kwargs={"file": file, "person": person}), words)

    return done


def _now(operation: Any) -> Any:
    return lambda **given: operation(at=timezone.now(), **given)


def _kinds(*, actor: Actor, file: UUID, person: UUID) -> dict[str, Any]:
    return {"kinds": [(key, one.name) for key, one in practice(actor).people.identifiers.items()]}


def _others(*, actor: Actor, file: UUID, person: UUID) -> dict[str, Any]:
    people = people_of(file, today=timezone.localdate())
    return {
        "ties": {key: one.name for key, one in practice(actor).people.ties.items()},
        "others": [
            (str(one.person_id), f"{one.name or 'Name not known'}, {one.part.label.lower()}")
            for one in people
            if one.person_id != person
        ],
    }


def _relate(*, other: str, **given: Any) -> UUID:
    return relate(other=UUID(other), at=timezone.now(), **given)


def _end(*, person: UUID, **given: Any) -> None:
    end_tie(at=timezone.now(), **given)


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/name/", name="name", title="Another name", may="people.facts",
    form=NameForm, about=_about("Another name"), operation=_now(say_name), done=_to_person("Saved."),
    initial=lambda **_: {"kind": "name"},
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/people/<uuid:person>/born/", name="birth", title="Another date of birth",
    may="people.facts", form=BirthForm, about=_about("Another date of birth"), operation=_now(say_birth_date),
    done=_to_person("Saved. The earlier one is kept beside it."),
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/people/<uuid:person>/number/", name="number", title="A number of this person",
    may="people.identify", form=NumberForm, about=_about("A number of this person"), choices=_kinds,
    operation=_now(identify), done=_to_person("Saved and sealed."),
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/people/<uuid:person>/tie/", name="tie", title="Who is what to whom", may="people.facts",
    form=TieForm, about=_about("Who is what to whom"), choices=_others, operation=_relate, done=_to_person("Saved."),
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/people/<uuid:person>/tie/<uuid:tie>/end/", name="tie_end", title="It has ended",
    may="people.facts", form=EndTieForm, about=_about("It has ended"), operation=_end, done=_to_person("Saved."),
)  # fmt: skip


def _putting_in(*, actor: Actor, file: UUID) -> Asked:
    if not people_of(file, today=timezone.localdate()):
        raise NotFound
    return Asked(title="Add somebody to this case", intro=_ASK_TOO, button="Add them", crumbs=crumbs_to(file))


_ASK_TOO = (
    "Agencies that have answered already did not look for this person: tell those who should. Where somebody is, is "
    "written down on their page, sealed."
)


def _what_they_may_be(*, actor: Actor, file: UUID) -> dict[str, Any]:
    pack = practice(actor)
    sexes = pack.equality.categories["sex"].values
    return {
        "relationships": [(key, one.name) for key, one in pack.relationships.relationships.items()],
        "sexes": [(key, one.name) for key, one in sexes.items() if key != "not_recorded"],
    }


ask(
    pages, "case/<uuid:file>/people/add/", name="put_in", title="Add somebody to this case", may="people.add",
    form=PutInForm, about=_putting_in, choices=_what_they_may_be, operation=_now(put_in),
    done=lambda person, *, file: Done(reverse("people.person", kwargs={"file": file, "person": person}), "Added."),
)  # fmt: skip

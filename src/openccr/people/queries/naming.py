"""How somebody of a case is spoken of on pages and papers: a child who harms is a child first, everywhere alike."""

from __future__ import annotations

from django.db.models import F, Func, UUIDField

from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.people.queries.people import PersonShown
from openccr.people.rules.young import harms_and_is_child, part_words

WHO_NOW = Func(F("file_id"), F("person_id"), function="openccr.who_in_file", output_field=UUIDField())
"""For rows of a file that name somebody: who that is in the file by now, put together and taken apart since."""


def part_said(shown: PersonShown, *, actor: Actor) -> str:
    """Their part in the case, in the words of the actor's pack."""
    young = practice(actor).people.young_harmer
    return part_words(shown.part, shown.age, below=young.below, young_label=young.label)


def child_first(shown: PersonShown, *, actor: Actor) -> str:
    """What comes first of a child who harms, as a sentence; empty for everybody else."""
    young = practice(actor).people.young_harmer
    return f"{young.bar}." if harms_and_is_child(shown.part, shown.age, below=young.below) else ""


def young_words(shown: PersonShown, *, actor: Actor) -> str:
    """The words for a child who harms, where a form or a paper asks about each person; empty for everybody else."""
    young = practice(actor).people.young_harmer
    return f"{young.label}, a child first" if child_first(shown, actor=actor) else ""


def who_in_case(shown: PersonShown, *, actor: Actor) -> str:
    """Who a page is about, below its heading: the heading is also the browser's tab and history."""
    part = part_said(shown, actor=actor)
    words = f"{shown.name or 'Name not known'}, {part[0].lower()}{part[1:]} in this case."
    return f"{words} {child_first(shown, actor=actor)}".strip()

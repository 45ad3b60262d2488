"""Saying what an agency knows: a form that takes two minutes, and a nil return in one press."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import must
from openccr.conference.forms.research import ON_PERSON, ResearchForm
from openccr.conference.operations.research import SAID, return_nil, return_research
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_case
from openccr.conference.pages.attachments import attached_rows
from openccr.conference.pages.word_check import words_to_look_at
from openccr.conference.queries.put_off import said_before_putting_off
from openccr.conference.queries.research import Said, research_of, said_of
from openccr.documents.attaching import attachments_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.rules import Role
from openccr.people.queries import people_of
from openccr.people.queries.interpreters import interpreter_needs
from openccr.people.queries.naming import young_words
from openccr.people.rules.interpreters import needed_words
from openccr.ui.kinds import Asked, Done, ask, button, offer, stamped

LABELS = {name: str(field.label) for name, field in ResearchForm.base_fields.items() if name in SAID}
"""The boxes whose words are looked at, by what stands above them."""


def _about(*, actor: Actor, file: UUID, research: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    said, agency = research_of(file_id=file, research_id=research, today=timezone.localdate())
    must(actor, "conference.research", agency)
    nil = offer(
        actor, text="Nothing known", page="conference.research_nil", may="conference.research", subject=agency,
        post=True, file=file, research=research,
    )  # fmt: skip
    return Asked(
        title=f"What does {said.agency} know?",
        intro=f"For the meeting of {day_words(said.meeting_on)}, by {day_words(said.due_on)}. "
        "Only what bears on the risk: most boxes may stay empty. You can change it until the case is heard.",
        button="Send what we know" if not said.returned_at else "Save the changes",
        identity=bar,
        crumbs=case_crumbs(case),
        context={
            "interpreters": _interpreters(actor, file),
            "attached": {"rows": attached_rows(actor, attachments_of(file, research))},
            "attach": offer(
                actor, text="Attach a file", page="conference.research_attach", may="conference.research",
                subject=agency, file=file, research=research,
            ) if said.is_open and agency.id == actor.agency_id else None,
            "words": [
                {"label": LABELS[name], "found": found}
                for name, found in words_to_look_at(actor, {name: getattr(said, name) for name in LABELS}).items()
            ],
            "said": said, "before": None if said.returned_at else before_putting_off(file, said),
            "nil": nil if said.state == "asked" and said.is_open else None,
        },
    )  # fmt: skip


def _interpreters(actor: Actor, file: UUID) -> list[dict[str, Any]]:
    """For her adviser, who is asked to speak for her and meets her before the meeting."""
    if actor.role != Role.IDVA:
        return []
    names = {one.person_id: one.name for one in people_of(file, today=timezone.localdate())}
    return [
        {"key": names.get(person, ""), "text": list(needed_words(need))}
        for person, need in interpreter_needs(file).items()
    ]


def said_before(*, actor: Actor, file: UUID, research: UUID) -> dict[str, Any]:
    """What the agency has said already, for a form that would else empty what is left out of it.

    Of a case that was put off: what it said then, to be changed and sent anew.
    """
    said, _ = research_of(file_id=file, research_id=research, today=timezone.localdate())
    if not said.returned_at:
        said = before_putting_off(file, said) or said
    on_people = {f"{ON_PERSON}{one.person_id}": one.facts for one in said.on_people}
    return {name: getattr(said, name) for name in (*SAID, "last_contact_on")} | on_people


def before_putting_off(file: UUID, said: Said) -> Said | None:
    """What the same agency said before the case was put off; None where nothing was said or nothing was put off."""
    return said_before_putting_off(said, said_of(file_id=file, today=timezone.localdate()))


def people_asked(*, actor: Actor, file: UUID, research: UUID) -> dict[str, Any]:
    """Those whom a research form asks about, and the words for each child who harms."""
    people = people_of(file, today=timezone.localdate())
    return {"people": people, "young": {one.person_id: young_words(one, actor=actor) for one in people}}


def _send(*, actor: Actor, file: UUID, research: UUID, **given: Any) -> bool:
    """Whether some words of it could be better; it is sent all the same."""
    return_research(actor=actor, file_id=file, research_id=research, at=timezone.now(), **given)
    return bool(words_to_look_at(actor, {name: given.get(name) or "" for name in LABELS}))


def _done(could_be_better: bool, *, file: UUID, research: UUID) -> Done:
    if could_be_better:
        here = reverse("conference.research", kwargs={"file": file, "research": research})
        return Done(here, "Saved, and those on the case can read it. Some words could be better: see below.")
    return Done(to_case(file), "Saved. The coordinator and the agencies on the case can read it.")


ask(
    pages, "case/<uuid:file>/research/<uuid:research>/", name="research", title="What does your agency know?",
    may="conference.research", form=ResearchForm, about=_about, initial=said_before, done=_done, reads="research.read",
    choices=people_asked,
    operation=_send, template="conference/research.html",
)  # fmt: skip

button(
    pages, "case/<uuid:file>/research/<uuid:research>/nil/", name="research_nil", title="Nothing known",
    may="conference.research", operation=stamped(return_nil, file_id="file", research_id="research"),
    done=lambda _, *, file, research: Done("/", "Saved: your agency looked and knows nobody in that case."),
)  # fmt: skip

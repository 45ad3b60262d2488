"""Writing down where somebody is, and what of it the person who harms knows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.people.operations import choose_places, place, retire
from openccr.people.pages import pages
from openccr.people.place_forms import ChooseForm, PlaceForm, RetireForm
from openccr.people.queries import person_of
from openccr.people.queries.chosen import let_in
from openccr.people.queries.naming import who_in_case
from openccr.people.queries.places import agencies_by_name, choosable, not_retired
from openccr.ui.kinds import Asked, Done, ask
from openccr.ui.who import ANEW


def _about(title: str, button: str, warning: str = "") -> Any:
    def about(*, actor: Actor, file: UUID, person: UUID) -> Asked:
        shown = person_of(file, person, today=timezone.localdate())
        who = who_in_case(shown, actor=actor)
        return Asked(title=title, button=button, intro=who, warning=warning, crumbs=crumbs_to(file))

    return about


def _to_people(words: str) -> Any:
    return lambda _, *, file, person: Done(reverse("conference.case_people", args=[file]), words)


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/place/", name="place", title="Write down where somebody is",
    may="people.place", form=PlaceForm, done=_to_people("Saved and sealed."),
    operation=lambda *, actor, file, person, **given: place(
        actor=actor, file=file, person=person, at=timezone.now(), **given
    ),
    about=_about("Write down where somebody is", "Seal it"),
    choices=lambda *, actor, file, person: {"agencies": agencies_by_name()},
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/people/<uuid:person>/retire/", name="retire", title="Known to the person who harms",
    may="people.place", form=RetireForm, done=_to_people("Saved. Nothing can be addressed there any more."),
    operation=lambda *, actor, file, person, places, why: retire(
        actor=actor, file=file, person=person, places=places, why=why, at=timezone.now()
    ),
    about=_about(
        "The person who harms knows it", "Retire it",
        "From the moment you save, no message and no letter can be addressed there. This cannot be taken back.",
    ),
    choices=lambda *, actor, file, person: {"places": not_retired(person)},
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/people/<uuid:person>/on-paper/", name="choose_places", title="Whereabouts on one paper",
    may="people.choose_places", form=ChooseForm, step_up=ANEW,
    operation=lambda *, actor, file, person, agency, **given: choose_places(
        actor=actor, file=file, person=person, agency=UUID(agency), at=timezone.now(), **given
    ),
    done=lambda _, *, file, person: Done(
        reverse("conference.paper_where", kwargs={"file": file}), "Chosen, for a day. Make the paper now."
    ),
    about=_about(
        "Whereabouts on one paper", "Choose",
        "Papers carry no whereabouts. This one will: it is for one agency, stands in the ledger, and lies about once it"
        " is printed. Nothing retired, and nothing that the person who harms knows, goes onto it.",
    ),
    choices=lambda *, actor, file, person: {"agencies": let_in(file), "kinds": choosable(person)},
)  # fmt: skip

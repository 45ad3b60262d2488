"""“Who would be the last person to approach this service?”: what was asked of, and what was answered."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.directory.forms.area import LastPersonForm
from openccr.directory.operations.last_person import answer_last_person
from openccr.directory.pages import pages
from openccr.directory.pages.staff import KEEP, LIST
from openccr.directory.queries.last_person import Asked as Question
from openccr.directory.queries.last_person import asked_of, everything_asked
from openccr.directory.queries.services import vocabulary
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, table
from openccr.ui.kinds.showing import paged

LAST: dict[str, str] = {"text": "The last person to come", "href": "/directory/last-person/"}


class _Row:
    """One thing that was asked of."""

    def __init__(self, one: Question, kinds: dict[str, str], today: date, *, writes: bool) -> None:
        self.href = reverse("directory.last_person", kwargs={"kind": one.kind, "about": one.about_id}) if writes else ""
        self.about = one.about
        self.kind = kinds.get(one.kind, one.kind)
        self.who = one.row.who if one.row and one.answered else "Not answered yet"
        self.change = one.row.change if one.row else ""
        self.review_on = one.row.review_on if one.row else None
        self.late = not one.answered or bool(self.review_on and self.review_on < today)


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    found = everything_asked(actor=actor)
    kinds = {key: one.name for key, one in vocabulary(actor).last_person.items()}
    today, writes = timezone.localdate(), why_not(actor, KEEP) is None
    open_ = sum(not one.answered for one in found)
    return Listing(
        rows=[_Row(one, kinds, today, writes=writes and one.is_for(actor)) for one in found[paged(page)]],
        total=len(found),
        columns=[
            Column("about", "Of"), Column("kind", "Kind"), Column("who", "Last to come"),
            Column("change", "What is done"), Column("review_on", "Look again"),
        ],
        empty={"text": "It is asked as soon as a service, a strategy or a contract is there."},
        crumbs=[LIST, {"text": "The last person to come"}],
        note=f"Asked of every service, strategy and contract. {open_} of {len(found)} are not answered yet.",
    )  # fmt: skip


table(
    pages, "directory/last-person/", name="last_persons", title="The last person to come", may="directory.see",
    query=_list,
)  # fmt: skip


def _about(*, actor: Actor, kind: str, about: UUID) -> Asked:
    one = asked_of(actor=actor, kind=kind, about_id=about)
    words = vocabulary(actor).last_person
    asks = words[kind].asks if kind in words else ""
    return Asked(title=asks, intro=one.about, crumbs=[LIST, LAST, {"text": one.about}])


def _initial(*, actor: Actor, kind: str, about: UUID) -> dict[str, Any]:
    row = asked_of(actor=actor, kind=kind, about_id=about).row
    return {name: getattr(row, name) for name in ("who", "why", "change", "known_from", "review_on")} if row else {}


def _answer(*, actor: Actor, kind: str, about: UUID, **said: Any) -> None:
    answer_last_person(actor=actor, kind=kind, about_id=about, at=timezone.now(), **said)


ask(
    pages, "directory/last-person/<slug:kind>/<uuid:about>/", name="last_person", title="The last person to come",
    may=KEEP, form=LastPersonForm, operation=_answer, about=_about, initial=_initial,
    choices=lambda *, actor, kind, about: {"known_from": vocabulary(actor).known_from},
    done=lambda found, *, kind, about: Done(LAST["href"], "Saved."),
)  # fmt: skip

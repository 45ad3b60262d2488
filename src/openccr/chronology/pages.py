"""The combined chronology of a case and of a person, its papers, and taking it out as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.chronology.forms import ChronologyFilter, PurposeForm, TakeOutForm
from openccr.chronology.gathering import chronology_of
from openccr.chronology.operations import take_out, take_out_person
from openccr.chronology.papers import PAPERS
from openccr.chronology.recipients import of_case, of_person
from openccr.chronology.rules import Entry, Gap, day_words
from openccr.chronology.workbook import gap_words
from openccr.documents.paper_pages import declare_papers
from openccr.kernel.actors import Actor
from openccr.ui.kinds import PER_PAGE, Asked, Column, Done, Listing, ask, offer, table
from openccr.ui.registry import Pages

pages = Pages("chronology")

COLUMNS = (
    Column("when", "When", whole=True),
    Column("what", "What"),
    Column("whose", "Whose"),
    Column("nature", "Fact or opinion"),
    Column("source", "Source"),
)


@dataclass(frozen=True)
class _Row:
    """A line as a row of a table."""

    when: str
    what: str | list[str]
    whose: list[str]
    nature: str
    source: list[str]


def _row(one: Entry | Gap, names: dict[UUID, str]) -> _Row:
    if isinstance(one, Gap):
        return _Row(gap_words(one), f"Nothing is written down for {one.days} days", [], "Gap", [])
    line = one.line
    about = [names[person] for person in line.people if person in names]
    also = [f"also: {other.source}" for other in one.also if other.source and other.source != line.source]
    return _Row(
        when=day_words(line),
        what=[", ".join(about), line.what] if about else line.what,
        whose=[part for part in (*one.agencies, line.who) if part],
        nature=line.nature.label,
        source=list(dict.fromkeys([line.source, *also])),
    )


def _case(*, actor: Actor, file: UUID, params: Any, page: int) -> Listing:
    actions = [
        offer(
            actor, text="Print, PDF and Word", page="chronology.paper_chronology", may="chronology.take_out", file=file
        ),
        offer(actor, text="Take it out as a workbook", page="chronology.xlsx", may="chronology.take_out", file=file),
    ]
    return _listing(actor, params, page, file=file, person=None, actions=actions)


def _person(*, actor: Actor, file: UUID, person: UUID, params: Any, page: int) -> Listing:
    paper = offer(
        actor, text="Print, PDF and Word", page="chronology.paper_person_chronology", may="chronology.take_out",
        person=person,
    )  # fmt: skip
    workbook = offer(
        actor, text="Take it out as a workbook", page="chronology.person_xlsx", may="chronology.take_out", file=file,
        person=person,
    )  # fmt: skip
    return _listing(actor, params, page, file=file, person=person, actions=[paper, workbook])


def _listing(
    actor: Actor, params: Any, page: int, *, file: UUID, person: UUID | None, actions: list[dict[str, Any]]
) -> Listing:
    filters = ChronologyFilter(params)
    found = chronology_of(actor, file=file, person=person, by=filters.wanted(), today=timezone.localdate())
    names = {one.id: one.name for one in found.people}
    here = found.shown[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Listing(
        rows=[_row(one, names) for one in here],
        columns=COLUMNS,
        empty={"text": "Nothing that you may see has a day here."},
        total=len(found.shown),
        filters=filters.offer(agencies=found.agencies, kinds=found.kinds, people=found.people),
        actions=actions,
        note=_note(found.files, person),
        crumbs=(*crumbs_to(file), {"text": "Chronology"}),
    )


def _note(files: dict[UUID, str], person: UUID | None) -> str:
    cases = f"Cases: {', '.join(files.values())}. " if person else ""
    return f"{cases}The earliest first; what your agency may not see is not here, and what nobody wrote down is a gap."


table(
    pages, "case/<uuid:file>/chronology/", name="case", title="Chronology", may="chronology.read", query=_case,
    reads="chronology.read",
)  # fmt: skip
table(
    pages, "case/<uuid:file>/people/<uuid:person>/chronology/", name="person", title="Chronology of a person",
    may="chronology.read", query=_person, reads="chronology.read",
)  # fmt: skip


def _about(*, actor: Actor, file: UUID) -> Asked:
    return Asked(
        title="Take the chronology out",
        intro="A workbook with one row a line. Addresses and other whereabouts are left out.",
        button="Make the workbook",
        warning="Whoever gets it is answerable for it. For another agency a line is written in the ledger.",
        crumbs=crumbs_to(file),
    )


def _recipients(*, actor: Actor, file: UUID) -> dict[str, Any]:
    return {"recipients": [(one.agency_id, one.words) for one in of_case(actor=actor, about=file)]}


ask(
    pages, "case/<uuid:file>/chronology/workbook/", name="xlsx", title="Take the chronology out",
    may="chronology.take_out", form=TakeOutForm, about=_about, choices=_recipients, reads="chronology.read",
    step_up=True,
    operation=lambda **given: take_out(at=timezone.now(), **given),
    done=lambda kept, **_: Done(reverse("documents.download", kwargs={"document": kept})),
)  # fmt: skip


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/chronology/workbook/", name="person_xlsx",
    title="Take the chronology out", may="chronology.take_out", form=PurposeForm, reads="chronology.read",
    step_up=True,
    about=lambda *, actor, file, person: Asked(
        title="Take the chronology of a person out",
        intro="A workbook for you alone, with one row a line. Addresses and other whereabouts are left out.",
        button="Make the workbook", crumbs=_to_person_of(actor=actor, file=file, person=person),
    ),
    operation=lambda **given: take_out_person(at=timezone.now(), **given),
    done=lambda kept, **_: Done(reverse("documents.download", kwargs={"document": kept})),
)  # fmt: skip


def _to_person_of(*, actor: Actor, file: UUID, person: UUID) -> tuple[dict[str, str], ...]:
    of_person(actor=actor, about=person, file=file)  # raises NotFound for somebody hidden
    there = reverse("chronology.person", args=[file, person])
    return (*crumbs_to(file), {"text": "Chronology of a person", "href": there})


def _to_case(*, actor: Actor, about: UUID) -> list[dict[str, str]]:
    return [*crumbs_to(about), {"text": "Chronology", "href": reverse("chronology.case", args=[about])}]


def _to_person(*, actor: Actor, about: UUID) -> list[dict[str, str]]:
    of_person(actor=actor, about=about)  # raises NotFound for somebody hidden
    return []


declare_papers(pages, about="file", address="case/<uuid:file>/chronology/", kinds=PAPERS, crumbs=_to_case, listed=False)
declare_papers(
    pages, about="person", address="chronology/people/<uuid:person>/", kinds=PAPERS, crumbs=_to_person, listed=False
)

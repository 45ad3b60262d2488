"""What may be said and minuted, and the notes for her IDVA alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.sharing.forms.marks import AdviserNoteForm, MarkForm
from openccr.sharing.operations.marks import read_adviser_notes, set_mark, write_adviser_note
from openccr.sharing.pages import pages
from openccr.sharing.pages.around import about_case, law_of
from openccr.sharing.panels import note_rows
from openccr.sharing.queries.marks import marks_of, names_of
from openccr.ui.kinds import Asked, Done, Screen, ask, offer, record_page, stamped

WHAT_A_MARK_DOES = (
    "It holds for what is said and written down from now on. What others have written in the referral or in their "
    "research stays where it is; what the victim told you alone belongs in a note for the IDVA."
)


def _to_case(words: str) -> Any:
    return lambda _, *, file, **__: Done(reverse("conference.case_sharing", kwargs={"file": file}), words)


def _about_mark(*, actor: Actor, file: UUID, information: str) -> Asked:
    crumbs = crumbs_to(file)
    names = names_of(law_of(actor))
    if information not in names:
        raise NotFound
    return Asked(intro=f"{names[information]}. {WHAT_A_MARK_DOES}", crumbs=crumbs)


ask(
    pages, "case/<uuid:file>/marks/<str:information>/", name="mark", title="May it be said and minuted?",
    may="sharing.mark", form=MarkForm, operation=stamped(set_mark, file_id="file", kind="information"),
    about=_about_mark, done=_to_case("Saved. It holds from now on."), reads="marks.read",
    initial=lambda *, actor, file, information: {"may": marks_of(file).get(information)},
)  # fmt: skip


def _notes(*, actor: Actor, file: UUID) -> Screen:
    crumbs = crumbs_to(file)
    return Screen(
        title="For the IDVA alone",
        data=note_rows(read_adviser_notes(actor=actor, file_id=file), actor),
        actions=[offer(actor, text="Write a note", page="sharing.adviser_note", may="sharing.adviser_note", file=file)],
        crumbs=crumbs,
        file_id=file,
    )


record_page(
    pages, "case/<uuid:file>/adviser-notes/", name="adviser_notes", title="For the IDVA alone",
    may="sharing.adviser_note", query=_notes, template="sharing/adviser_notes.html", reads="adviser_note.read",
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/adviser-notes/new/", name="adviser_note", title="A note for the IDVA alone",
    may="sharing.adviser_note", form=AdviserNoteForm, operation=stamped(write_adviser_note, file_id="file"),
    choices=lambda *, actor, file: {"kinds": names_of(law_of(actor))}, reads="marks.read",
    about=about_case(
        intro="No other role can read it, on no screen and no paper, and the database gives it to nobody else.",
        button="Keep the note",
    ),
    done=lambda _, *, file: Done(reverse("sharing.adviser_notes", kwargs={"file": file}), "The note is kept."),
)  # fmt: skip

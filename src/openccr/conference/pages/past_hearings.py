"""Bringing in an area's log of past hearings: send it, see what would come of it, take it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.imports import LogForm
from openccr.conference.operations.uploads import CASELOG, bring_in, preview, send
from openccr.conference.pages import pages
from openccr.conference.pages.around import Crumbs
from openccr.conference.pages.imports import facts_of, refused_rows, taken
from openccr.conference.queries.referrals import SHOWN_REFUSALS
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page, stamped

MAY = "conference.import_log"


def _crumbs(last: str) -> Crumbs:
    return [{"text": "Meetings", "href": reverse("conference.meetings")}, {"text": last}]


def _send(*, actor: Actor, file: UploadedFile) -> UUID:
    data, name = file.read(), file.name or "The file"
    return send(actor=actor, data=data, filename=name, at=timezone.now(), what=CASELOG)


def _about(*, actor: Actor) -> Asked:
    return Asked(
        intro="The list your area has kept of its meetings: a row for each case at each meeting, with the day, the"
        " agency that referred, and whether it was heard, deferred or withdrawn. The first return and the flags are"
        " then right from day one.",
        button="Check the file",
        crumbs=_crumbs("Bring in past hearings"),
    )


ask(
    pages, "import/past/", name="past_hearings", title="Bring in past hearings", may=MAY, form=LogForm,
    operation=_send, about=_about,
    done=lambda document: Done(reverse("conference.past_hearings_preview", kwargs={"document": document})),
)  # fmt: skip


def _preview(*, actor: Actor, document: UUID) -> Screen:
    found = preview(actor=actor, document=document, at=timezone.now(), what=CASELOG)
    words = "Bring in 1 hearing" if found.accepted == 1 else f"Bring in {found.accepted} hearings"
    take: dict[str, Any] = offer(
        actor, text=words, page="conference.past_hearings_take", may=MAY, post=True, document=document
    )
    again = offer(actor, text="Choose another file", page="conference.past_hearings", may=MAY)
    return Screen(
        title="What would come of this log",
        data={
            "sentence": "Nothing is saved yet.",
            "facts": facts_of(
                found.read, found.accepted, found.already_known, found.refused_rows,
                tense="that would be taken", what="Hearings",
            ),
            "unmapped": found.unmapped_columns,
            "notes": found.notes,
            "refused": refused_rows([vars(one) for one in found.refused[:SHOWN_REFUSALS]]),
        },
        actions=[take | {"kind": "primary"}, again] if found.accepted else [again],
        crumbs=_crumbs("What would come of it"),
    )  # fmt: skip


record_page(
    pages, "import/past/<uuid:document>/", name="past_hearings_preview", title="What would come of this log", may=MAY,
    query=_preview, template="ui/brought_in.html",
)  # fmt: skip

button(
    pages, "import/past/<uuid:document>/take/", name="past_hearings_take", title="Bring in these hearings", may=MAY,
    operation=stamped(partial(bring_in, what=CASELOG)), done=taken,
)  # fmt: skip

"""Retention: files that may be disposed of, proposals, certificates, and holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.casefiles.crumbs import crumbs_to
from openccr.documents.disposing import (
    approve_disposal,
    drop_disposal,
    end_hold,
    files_due,
    propose_disposal,
    set_hold,
)
from openccr.documents.forms import SureForm, WhyForm
from openccr.documents.models import Disposal
from openccr.documents.pages import pages
from openccr.documents.retaining import classes, holds, removed_words
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page

_MAY = "documents.dispose"
_MOST = 200


def _retention(*, actor: Actor) -> Screen:
    due = files_due(actor=actor, today=timezone.localdate())
    rows = list(Disposal.objects.filter(dropped_at=None).order_by("-proposed_at")[:_MOST])
    record("disposal.listed", subjects=[*(one.file_id for one in due), *(one.file_id for one in rows)])
    return Screen(
        title="Files whose time is over",
        data={
            "due": [
                {
                    "file": one,
                    "action": offer(
                        actor, text="Propose", page="documents.propose_disposal", may=_MAY, post=True, file=one.file_id,
                        why=Refusal(one.why) if one.why else None,
                    ) | {"label": f"Propose {one.reference}"},
                }
                for one in due
            ],
            "waiting": [_waiting(actor, row) for row in rows if row.disposed_at is None],
            "done": [
                {"row": row, "removed": removed_words(row.removed, actor=actor)}
                for row in rows
                if row.disposed_at is not None
            ],
            "held": holds(actor=actor)[:_MOST],
            "classes": classes(actor=actor, today=timezone.localdate()),
        },
    )  # fmt: skip


def _waiting(actor: Actor, row: Disposal) -> dict[str, Any]:
    own = Refusal("You proposed it. Somebody else decides.") if row.proposed_user == actor.user_id else None
    return {
        "row": row,
        "actions": [
            offer(
                actor, text="Look at it", page="documents.approve_disposal", may=_MAY, why=own, disposal=row.id
            ),
            offer(actor, text="Take it back", page="documents.drop_disposal", may=_MAY, post=True, disposal=row.id),
        ],
    }  # fmt: skip


record_page(
    pages, "retention/", name="retention", title="Files whose time is over", may=_MAY, query=_retention,
    template="documents/retention.html",
)  # fmt: skip


def _back(words: str) -> Any:
    return lambda _, **__: Done(reverse("documents.retention"), words)


button(
    pages, "case/<uuid:file>/dispose/", name="propose_disposal", title="Propose to dispose of a case", may=_MAY,
    operation=lambda *, actor, file: propose_disposal(actor=actor, file=file, at=timezone.now()),
    done=_back("Proposed. Somebody else decides."), step_up=True,
)  # fmt: skip

button(
    pages, "retention/<uuid:disposal>/back/", name="drop_disposal", title="Take a proposal back", may=_MAY,
    operation=lambda *, actor, disposal: drop_disposal(actor=actor, disposal=disposal, at=timezone.now()),
    done=_back("The file stays."),
)  # fmt: skip


def _about(*, actor: Actor, disposal: UUID) -> Asked:
    row = Disposal.objects.filter(id=disposal, dropped_at=None, disposed_at=None).first()
    if row is None:
        raise NotFound
    return Asked(
        title=f"Dispose of {row.reference}?",
        intro=f"Proposed by {row.proposed_by}. Closed on {row.closed_on.day} {row.closed_on:%B %Y}. Rule: {row.rule}.",
        warning="Everything in it is removed and cannot be had back. The log of who did what stays.",
        button="Dispose of it",
        crumbs=[{"text": "Files whose time is over", "href": reverse("documents.retention")}],
        context={"button_kind": "warning"},
    )


ask(
    pages, "retention/<uuid:disposal>/", name="approve_disposal", title="Dispose of a case", may=_MAY,
    form=SureForm,
    operation=lambda *, actor, disposal: approve_disposal(actor=actor, disposal=disposal, at=timezone.now()),
    done=lambda certificate, **_: Done(reverse("documents.retention"), f"Disposed of. Certificate {certificate}."),
    about=_about, step_up=True,
)  # fmt: skip


def _about_hold(title: str) -> Any:
    return lambda *, actor, file: Asked(title=title, crumbs=crumbs_to(file))


def _to_case(words: str) -> Any:
    return lambda _, *, file: Done(reverse("conference.case", kwargs={"file": file}), words)


for _name, _title, _operation, _words in (
    ("hold", "Hold this case", set_hold, "The case is held: it is not disposed of."),
    ("end_hold", "End the hold on this case", end_hold, "The hold has ended."),
):
    ask(
        pages, f"case/<uuid:file>/{_name.replace('_', '-')}/", name=_name, title=_title, may=_MAY, form=WhyForm,
        operation=lambda *, _operation=_operation, **given: _operation(at=timezone.now(), **given),
        done=_to_case(_words), about=_about_hold(_title), step_up=True,
    )  # fmt: skip

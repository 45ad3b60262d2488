"""Who can see a case, who has seen it, and keeping somebody out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.forms import KeepOutForm
from openccr.casefiles.operations import exclude, lift_exclusion
from openccr.casefiles.queries import access_of, whom_to_keep_out
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page
from openccr.ui.registry import Pages

pages = Pages("casefiles")


def _access(*, actor: Actor, file: UUID) -> Screen:
    found = access_of(file, actor=actor)
    return Screen(
        title="Who can see this case",
        data={
            "found": found,
            "lift": {
                row.id: offer(
                    actor, text="Let back in", page="casefiles.lift", may="casefiles.exclude", post=True, file=file,
                    exclusion=row.id,
                )
                for row in found.kept_out
            },
        },
        actions=[offer(actor, text="Keep somebody out", page="casefiles.keep_out", may="casefiles.exclude", file=file)],
        crumbs=[{"text": found.reference, "href": reverse("conference.case", kwargs={"file": file})}],
    )  # fmt: skip


record_page(
    pages, "case/<uuid:file>/access/", name="access", title="Who can see this case", may="casefiles.access",
    query=_access, reads="access.read", template="casefiles/access.html",
)  # fmt: skip


def _about_keeping_out(*, actor: Actor, file: UUID) -> Asked:
    found = access_of(file, actor=actor)
    return Asked(
        title="Keep somebody out of this case",
        warning="From the moment you save, the case does not exist for them: not in lists, searches, counts or papers.",
        button="Keep them out",
        crumbs=[{"text": found.reference, "href": reverse("casefiles.access", kwargs={"file": file})}],
    )


def _keep_out(*, actor: Actor, file: UUID, who: str, reason: str) -> UUID:
    kind, _, key = who.partition(":")
    named: dict[str, Any] = {"user_id": UUID(key)} if kind == "user" else {"agency_id": UUID(key)}
    return exclude(actor=actor, file=file, reason=reason, at=timezone.now(), **named)


def _back_to_access(_: object, *, file: UUID, **__: object) -> Done:
    return Done(reverse("casefiles.access", kwargs={"file": file}), "Saved.")


ask(
    pages, "case/<uuid:file>/access/keep-out/", name="keep_out", title="Keep somebody out", may="casefiles.exclude",
    form=KeepOutForm, operation=_keep_out, done=_back_to_access, about=_about_keeping_out, step_up=True,
    choices=lambda *, actor, file: {"people": whom_to_keep_out(actor)},
)  # fmt: skip

button(
    pages, "case/<uuid:file>/access/<uuid:exclusion>/lift/", name="lift", title="Let somebody back in",
    may="casefiles.exclude", done=_back_to_access, step_up=True,
    operation=lambda *, actor, file, exclusion: lift_exclusion(
        actor=actor, file=file, exclusion=exclusion, at=timezone.now()
    ),
)  # fmt: skip

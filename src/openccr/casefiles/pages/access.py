"""Who can see a case, who has seen it, and keeping somebody out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.sealing import NOBODY
from openccr.casefiles.forms import KeepOutForm, LetBackInForm, StandInForm
from openccr.casefiles.lifting import keep_excluded, lift_exclusion, propose_lift
from openccr.casefiles.officer import has_officer
from openccr.casefiles.operations import exclude
from openccr.casefiles.pages import pages
from openccr.casefiles.queries import KeptOut, access_of, whom_to_keep_out
from openccr.casefiles.rules import why_not_lifted
from openccr.casefiles.standing_in import nobody_stands_in, stand_in, who_can_stand_in
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page
from openccr.ui.who import ANEW


def _lifting(actor: Actor, file: UUID, row: KeptOut) -> list[Any]:
    """What the reader may do about somebody kept out."""
    parts: dict[str, Any] = {"may": "casefiles.exclude", "file": file, "exclusion": row.id}
    words = "Name somebody else who stands in" if row.substitute else "Name who stands in"
    stands_in = [offer(actor, text=words, page="casefiles.stand_in", **parts)] if row.by_office else []
    if row.held:  # settled where the likeness is shown, and not lifted as a decision is
        return stands_in
    return [*_letting_back(actor, row, parts), *stands_in]


def _letting_back(actor: Actor, row: KeptOut, parts: dict[str, Any]) -> list[Any]:
    if not row.lift_reason:
        return [offer(actor, text="Propose to let back in", page="casefiles.propose_lift", **parts)]
    stay = offer(
        actor, text="Take this back" if row.lift_mine else "Keep them out", page="casefiles.keep_excluded", post=True,
        **parts,
    )  # fmt: skip
    if row.lift_mine:
        return [stay]
    why = why_not_lifted(proposed_by=NOBODY, me=actor.user_id, officer=has_officer())
    return [offer(actor, text="Let back in", page="casefiles.lift", post=True, why=why, **parts), stay]


def _access(*, actor: Actor, file: UUID) -> Screen:
    found = access_of(file, actor=actor)
    return Screen(
        title="Who can see this case",
        data={
            "found": found,
            "nobody_stands_in": nobody_stands_in(file, at=timezone.now()),
            "lift": {row.id: _lifting(actor, file, row) for row in found.kept_out},
        },
        actions=[
            offer(actor, text="Keep somebody out", page="casefiles.keep_out", may="casefiles.exclude", file=file),
            offer(actor, text="What reviews found", page="casefiles.reviews", may="casefiles.alerts", file=file),
        ],
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
        warning="From the moment you save, the case does not exist for them: not in lists, searches, counts or papers. "
        "With a unit, colleagues of that agency for whom no unit is written are held until you have decided on each.",
        button="Keep them out",
        crumbs=[{"text": found.reference, "href": reverse("casefiles.access", kwargs={"file": file})}],
    )


def _keep_out(*, actor: Actor, file: UUID, who: str, reason: str, substitute: str) -> UUID:
    kind, _, key = who.partition(":")
    agency, _, unit = key.partition(":")
    named: dict[str, Any] = {"user_id": UUID(key)} if kind == "user" else {"agency_id": UUID(agency), "unit": unit}
    at = timezone.now()
    exclusion = exclude(actor=actor, file=file, reason=reason, at=at, **named)
    if substitute and kind != "user":
        stand_in(actor=actor, file=file, exclusion=exclusion, appointment=UUID(substitute), at=at)
    return exclusion


def _about_lifting(*, actor: Actor, file: UUID, exclusion: UUID) -> Asked:
    found = access_of(file, actor=actor)
    row = next((one for one in found.kept_out if one.id == exclusion and not one.held), None)
    if row is None:
        raise NotFound
    stays = "They stay kept out until another coordinator has agreed."
    ends = f" From then on {row.substitute} does not see the case: pass their actions on first."
    return Asked(
        title="Propose to let somebody back in",
        button="Propose it",
        warning=stays + ends if row.substitute else stays,
        crumbs=[{"text": found.reference, "href": reverse("casefiles.access", kwargs={"file": file})}],
    )


def _about_standing_in(*, actor: Actor, file: UUID, exclusion: UUID) -> Asked:
    found = access_of(file, actor=actor)
    row = next((one for one in found.kept_out if one.id == exclusion and one.by_office), None)
    if row is None:
        raise NotFound
    return Asked(
        title=f"Who stands in for {row.who}?",
        warning=f"From then on {row.substitute} does not see the case." if row.substitute else "",
        button="Let them in",
        crumbs=[{"text": found.reference, "href": reverse("casefiles.access", kwargs={"file": file})}],
    )


def _back_to_access(_: object, *, file: UUID, **__: object) -> Done:
    return Done(reverse("casefiles.access", kwargs={"file": file}), "Saved.")


ask(
    pages, "case/<uuid:file>/access/keep-out/", name="keep_out", title="Keep somebody out", may="casefiles.exclude",
    form=KeepOutForm, operation=_keep_out, done=_back_to_access, about=_about_keeping_out, step_up=True,
    choices=lambda *, actor, file: {"people": whom_to_keep_out(actor), "substitutes": who_can_stand_in(actor)},
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/access/<uuid:exclusion>/propose/", name="propose_lift", title="Propose to let back in",
    may="casefiles.exclude", form=LetBackInForm, done=_back_to_access, step_up=True,
    operation=lambda *, actor, file, exclusion, reason: propose_lift(
        actor=actor, file=file, exclusion=exclusion, reason=reason, at=timezone.now()
    ),
    about=_about_lifting,
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/access/<uuid:exclusion>/stand-in/", name="stand_in", title="Name who stands in",
    may="casefiles.exclude", form=StandInForm, done=_back_to_access, step_up=True,
    operation=lambda *, actor, file, exclusion, substitute: stand_in(
        actor=actor, file=file, exclusion=exclusion, appointment=UUID(substitute), at=timezone.now()
    ),
    about=_about_standing_in,
    choices=lambda *, actor, file, exclusion: {"substitutes": who_can_stand_in(actor)},
)  # fmt: skip

button(
    pages, "case/<uuid:file>/access/<uuid:exclusion>/keep/", name="keep_excluded", title="Leave somebody kept out",
    may="casefiles.exclude", done=_back_to_access, step_up=True,
    operation=lambda *, actor, file, exclusion: keep_excluded(
        actor=actor, file=file, exclusion=exclusion, at=timezone.now()
    ),
)  # fmt: skip

button(
    pages, "case/<uuid:file>/access/<uuid:exclusion>/lift/", name="lift", title="Let somebody back in",
    may="casefiles.exclude", done=_back_to_access, step_up=ANEW,
    operation=lambda *, actor, file, exclusion: lift_exclusion(
        actor=actor, file=file, exclusion=exclusion, at=timezone.now()
    ),
)  # fmt: skip

"""The yearly check of the ten principles: the list, one principle, and paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.quality import JudgeForm
from openccr.governance.models import PrincipleCheck
from openccr.governance.operations.quality import judge
from openccr.governance.pages import pages
from openccr.governance.queries.quality import Checked, scale_of, yearly_check
from openccr.governance.rules.quality import Follow
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, offer, page_context, table

LIST: dict[str, str] = {"text": "Quality", "href": "/quality/"}


class _Row:
    """A principle in the year's list."""

    def __init__(self, one: Checked, scale: dict[str, str], year: int, *, judges: bool) -> None:
        address = reverse("governance.judge", kwargs={"year": year, "principle": one.principle.key})
        self.href = address if judges else ""
        self.name = f"{one.principle.number}. {one.principle.name}"
        self.now = scale.get(one.now.judgement, "") if one.now else "Not judged yet"
        self.before = scale.get(one.before.judgement, "") if one.before else ""
        self.action = one.now.action if one.now else ""
        self.owner = one.now.owner if one.now else ""
        self.review_on = one.now.review_on if one.now else None
        self.late = bool(self.review_on and self.review_on < timezone.localdate())


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    today = timezone.localdate()
    scale, judges = scale_of(actor), why_not(actor, "governance.check") is None
    return Listing(
        rows=[
            _Row(one, scale, today.year, judges=judges)
            for one in yearly_check(actor=actor, year=today.year, today=today)
        ],
        columns=[
            Column("name", "Principle"),
            Column("now", str(today.year)),
            Column("before", str(today.year - 1)),
            Column("action", "What will be done"),
            Column("owner", "By"),
            Column("review_on", "Looked at again"),
        ],
        empty={"text": "Your area's pack names no principles."},
        note="The ten principles of an effective Marac, looked at once a year with the figures beside each.",
        actions=[
            offer(actor, text="Dip samples", page="governance.samples", may="governance.audit"),
            offer(actor, text="Print", page="governance.paper", may="governance.quality", year=today.year),
        ],
    )


table(
    pages, "quality/", name="quality", title="Quality of the conference", may="governance.quality", query=_list,
    reads="quality.read",
)  # fmt: skip


def _checked(actor: Actor, year: int, principle: str) -> Checked:
    found = yearly_check(actor=actor, year=year, today=timezone.localdate())
    one = next((one for one in found if one.principle.key == principle), None)
    if one is None:
        raise NotFound
    return one


def _about(*, actor: Actor, year: int, principle: str) -> Asked:
    one = _checked(actor, year, principle)
    scale = scale_of(actor)
    return Asked(
        title=f"{one.principle.number}. {one.principle.name}",
        crumbs=[LIST, {"text": str(year)}],
        context={"checked": one, "before": scale.get(one.before.judgement, "") if one.before else ""},
    )


def _now(*, actor: Actor, year: int, principle: str) -> dict[str, Any]:
    now: PrincipleCheck | None = _checked(actor, year, principle).now
    names = ("judgement", "words", "action", "owner", "review_on")
    return {name: getattr(now, name) for name in names} if now else {}


def _judge(
    *, actor: Actor, year: int, principle: str, judgement: str, words: str, action: str, owner: str,
    review_on: date | None,
) -> None:  # fmt: skip
    follow = Follow(action, owner, review_on)
    judge(
        actor=actor, year=year, principle=principle, judgement=judgement, words=words, follow=follow, at=timezone.now()
    )


ask(
    pages, "quality/<int:year>/<slug:principle>/", name="judge", title="A principle", may="governance.check",
    form=JudgeForm, operation=_judge, about=_about, initial=_now, template="governance/judge.html",
    choices=lambda *, actor, year, principle: {"scale": scale_of(actor)},
    done=lambda _outcome, *, year, principle: Done("/quality/", "Saved."),
)  # fmt: skip


@pages.custom(
    "quality/print/<int:year>/", name="paper", title="Yearly check", may="governance.quality", kind="paper",
    methods=("GET", "HEAD"), reads="quality.read",
)  # fmt: skip
def paper(request: HttpRequest, actor: Actor, *, year: int) -> HttpResponse:
    """A year's check on paper, with the figures as they stood when each was judged."""
    record("quality.read")
    scale = scale_of(actor)
    found = yearly_check(actor=actor, year=year, today=timezone.localdate())
    rows = [
        {
            "one": one,
            "now": scale.get(one.now.judgement, "") if one.now else "Not judged yet",
            "before": scale.get(one.before.judgement, "") if one.before else "Not judged",
        }
        for one in found
    ]
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=f"Quality of the conference, {year}",
        data={"rows": rows, "year": year},
        paper={
            "recipient": actor.name,
            "reference": f"Quality {year}",
            "printed_at": timezone.now(),
            "back_href": "/quality/",
        },
    )
    return TemplateResponse(request, "governance/paper.html", context)

"""Links by which a professional outside the partnership leaves a referral."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.drafts import LinkForm, Sure
from openccr.conference.operations.links import Given, give_link, withdraw_link
from openccr.conference.pages import pages
from openccr.conference.queries.drafts import LinkLine, link_here, links_here
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.ui.components import StateWord
from openccr.ui.kinds import (
    PER_PAGE,
    Asked,
    Column,
    Done,
    Listing,
    ask,
    asking,
    offer,
    page_context,
    refused,
    says_where,
    stamped,
    table,
)

_TONES = {"Works": "new", "Used": "done"}


@pages.custom("referrals/links/new/", name="link_new", title="Give a link for one referral", may="conference.give_link",
              kind="ask")  # fmt: skip
def give(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for whom; the answer shows the address, once: only its hash is kept."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if not says_where(form) and form.is_valid():
        try:
            return _given(request, give_link(actor=actor, at=timezone.now(), **form.cleaned_data))
        except Refusal as why:
            refused(form, why)
    return asking(
        request,
        form,
        intro="For a doctor, a school or another professional who has no account. They can leave a referral and see "
        "nothing. The coordinator checks it before it counts.",
        button="Make the link",
        crumbs=[_HOME, {"text": "Give a link"}],
    )


_HOME = {"text": "Links for people outside", "href": "/referrals/links/"}


def _given(request: HttpRequest, given: Given) -> HttpResponse:
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title="The link is ready",
        address=given.address,
        actions=[{"text": "All links", "href": reverse("conference.links")}],
    )
    return TemplateResponse(request, "conference/drafts/link_given.html", context)


class _Row:
    """A link as a row of the table."""

    def __init__(self, row: LinkLine) -> None:
        self.id = row.id
        self.href = reverse("conference.link_withdraw", kwargs={"link": row.id}) if row.works else ""
        self.name = row.name
        self.organisation = row.organisation
        self.by = row.by
        self.until = day_words(timezone.localdate(row.expires_at))
        self.used = row.used
        self.state = StateWord(row.state, _TONES.get(row.state, "neutral"))


def _links(*, actor: Actor, params: Any, page: int) -> Listing:
    rows, total = links_here(now=timezone.now(), first=(page - 1) * PER_PAGE, last=page * PER_PAGE)
    return Listing(
        rows=[_Row(row) for row in rows],
        columns=(
            Column("name", "For"),
            Column("organisation", "Where they work"),
            Column("by", "Given by"),
            Column("until", "Works until", whole=True),
            Column("used", "Referrals", numeric=True),
            Column("state", "State"),
        ),
        empty={"text": "Your agency has given nobody a link."},
        total=total,
        actions=[offer(actor, text="Give a link", page="conference.link_new", may="conference.give_link")
                 | {"kind": "primary"}],
    )  # fmt: skip


table(
    pages, "referrals/links/", name="links", title="Links for people outside", may="conference.give_link", query=_links,
)  # fmt: skip


def _before_withdrawing(*, actor: Actor, link: UUID) -> Asked:
    row = link_here(link, now=timezone.now())
    return Asked(
        intro=f"{row.name}, {row.organisation}. What came by it before stays.",
        button="Withdraw it",
        crumbs=[_HOME, {"text": row.name}],
        context={"cancel_href": reverse("conference.links"), "button_kind": "warning"},
    )


ask(
    pages, "referrals/links/<uuid:link>/withdraw/", name="link_withdraw", title="Withdraw this link?",
    may="conference.give_link", form=Sure, operation=stamped(withdraw_link), about=_before_withdrawing,
    done=lambda outcome, link: Done(reverse("conference.links"), "The link works no longer."),
)  # fmt: skip

"""The list of out-referrals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.safeguarding.forms import OutFilter
from openccr.safeguarding.pages import pages
from openccr.safeguarding.panels import due_words, state_word
from openccr.safeguarding.queries import Whose, list_out
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, Listing, table

COLUMNS = (
    Column("person", "Who"),
    Column("case", "Case", whole=True),
    Column("to", "To"),
    Column("agency", "By"),
    Column("due", "Owed"),
    Column("state", "State"),
)


@dataclass(frozen=True)
class _Line:
    """An out-referral in the list."""

    id: UUID
    href: str
    person: str
    case: str
    to: str
    agency: str
    due: str
    state: StateWord
    late: bool


def _list(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    usual = Whose.ALL if actor.whole_area else Whose.MINE
    filters = OutFilter(params) if "whose" in params else OutFilter(initial={"whose": usual.value})
    chosen = filters.cleaned_data["whose"] if filters.is_valid() else ""
    found = list_out(actor, whose=Whose(chosen) if chosen else usual, today=timezone.localdate())
    return Listing(
        rows=[
            _Line(
                id=one.id,
                href=reverse("safeguarding.out", kwargs={"file": one.file_id, "out": one.id}),
                person=one.person,
                case=f"{one.initials} {one.reference}",
                to=one.to,
                agency=one.agency,
                due=due_words(one),
                state=state_word(one),
                late=one.late,
            )
            for one in found
        ],
        columns=COLUMNS,
        empty={"text": "Nothing stands here. Somebody is referred on their case, under Actions."},
        filters=filters,
        note="Referrals to children's and adult safeguarding, the answers owed longest first.",
    )


table(
    pages, "safeguarding/", name="list", title="Safeguarding referrals", may="safeguarding.see", query=_list,
    reads="safeguarding.listed", menu="Safeguarding",
)  # fmt: skip

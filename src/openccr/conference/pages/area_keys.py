"""The keys by which areas know each other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.conference.forms.transfers import CheckAreaForm, EnterAreaForm
from openccr.conference.models import OtherArea
from openccr.conference.operations import area_keys as operations
from openccr.conference.pages import pages
from openccr.conference.pages.transfer_parts import summary
from openccr.conference.queries.transfers import area_keys, other_area
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page, stamped

_MAY = "conference.area_keys"


def _areas(*, actor: Actor) -> Screen:
    found = area_keys(actor)
    own: list[dict[str, Any]] = [{"key": "Keys", "text": "None yet: make them to receive transfers."}]
    if found.own and found.made_at:
        own = [
            {"key": "Your line, to send", "text": found.own.introduction},
            {"key": "Your fingerprint, to read out", "text": found.own.fingerprint},
            {"key": "Made", "text": day_words(found.made_at)},
        ]
    made = offer(actor, text="Make new keys" if found.own else "Make keys", page="conference.make_keys", may=_MAY,
                 post=True)  # fmt: skip
    enter = offer(actor, text="Enter another area", page="conference.enter_area", may=_MAY)
    return Screen(
        title="Other areas and keys",
        data={"panels": [summary("Your own area", own), *(_other(actor, one) for one in found.others)]},
        actions=[enter, made],
        crumbs=[
            {"text": "Transfers", "href": reverse("conference.transfers")},
            {"text": "Other areas and keys"},
        ],
    )


def _other(actor: Actor, row: OtherArea) -> dict[str, Any]:
    checked = row.checked_at is not None
    word = StateWord("Compared by telephone", "done") if checked else StateWord("Not compared yet", "late")
    note = f"{day_words(row.checked_at)} by {row.checked_by}, with {row.checked_with}" if row.checked_at else ""
    panel = summary(row.name, [{"key": "Key", "text": word, "note": note}])
    # Not shown beside the box it is typed into: whoever reads it there would type what they see.
    panel["actions"] = [
        offer(actor, text="Compare", page="conference.check_area", may=_MAY, area=row.id),
        offer(actor, text="Stop trusting it", page="conference.withdraw_area", may=_MAY, post=True, area=row.id),
    ]
    return panel


record_page(
    pages, "transfers/areas/", name="areas", title="Other areas and keys", may=_MAY, query=_areas,
    template="conference/referral.html",
)  # fmt: skip


def _back(words: str) -> Any:
    return lambda *_, **__: Done(reverse("conference.areas"), words)


button(
    pages, "transfers/areas/keys/", name="make_keys", title="Make keys", may=_MAY, step_up=True,
    operation=stamped(operations.make_keys),
    done=_back("Made. Send your line to the other area and have it compare by telephone."),
)  # fmt: skip

ask(
    pages, "transfers/areas/enter/", name="enter_area", title="Enter another area", may=_MAY, form=EnterAreaForm,
    operation=stamped(operations.enter_area), done=_back("Entered. Compare its fingerprint by telephone now."),
)  # fmt: skip


def _about(*, actor: Actor, area: UUID) -> Asked:
    row = other_area(area)
    return Asked(
        title=f"Compare the key of {row.name}",
        intro="Ask their coordinator to read out “your fingerprint” from their own page, and type what you hear.",
        button="Compare",
        context={"cancel_href": reverse("conference.areas")},
    )


ask(
    pages, "transfers/areas/<uuid:area>/compare/", name="check_area", title="Compare a key", may=_MAY,
    form=CheckAreaForm, operation=stamped(operations.check_area, area_id="area"), about=_about, step_up=True,
    done=_back("It is the same. Cases can go there and come from there."),
)  # fmt: skip

button(
    pages, "transfers/areas/<uuid:area>/withdraw/", name="withdraw_area", title="Stop trusting a key", may=_MAY,
    operation=stamped(operations.withdraw_area, area_id="area"), done=_back("Nothing goes there any more."),
)  # fmt: skip

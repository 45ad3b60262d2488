"""Encrypted meeting packs: the list, who can open them, making and taking them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.packs import KeyForm, PassphraseForm, SureForm
from openccr.conference.models import Meeting, MeetingPack, PackKey
from openccr.conference.packing import (
    add_pack_key,
    end_pack_key,
    make_pack,
    set_pack_passphrase,
    take_pack,
)
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.files import handed_over
from openccr.ui.kinds import (
    Asked,
    Column,
    Done,
    Listing,
    Screen,
    ask,
    asking,
    button,
    offer,
    page_context,
    record_page,
    says_where,
    stamped,
    table,
)
from openccr.ui.who import ANEW

_KEYS = "conference.pack_keys"


def _packs(*, actor: Actor, meeting: UUID) -> Screen:
    found = Meeting.objects.filter(id=meeting).first()
    if found is None:
        raise NotFound
    keys = PackKey.objects.filter(ended_at=None).defer("sealed").order_by("added_at")
    packs = MeetingPack.objects.filter(meeting=found).defer("encrypted").order_by("-made_at", "opens_with")
    return Screen(
        title=f"Pack for the meeting of {day_words(found.on)}",
        data={"packs": packs, "keys": keys},
        actions=[
            offer(
                actor, text="Make it now", page="conference.make_pack", may="conference.make_pack", post=True,
                why=None if keys else Refusal("Nobody can open a pack yet.", remedy="Say first who can open packs."),
                meeting=meeting,
            ),
            offer(actor, text="Who can open packs", page=_KEYS, may=_KEYS),
        ],
        crumbs=[
            {"text": "Meetings", "href": reverse("conference.meetings")},
            {"text": day_words(found.on), "href": to_meeting(meeting)},
        ],
    )  # fmt: skip


record_page(
    pages, "meetings/<uuid:meeting>/pack/", name="packs", title="Meeting pack", may="conference.packs", query=_packs,
    template="conference/packs.html",
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/pack/make/", name="make_pack", title="Make the pack", may="conference.make_pack",
    operation=stamped(make_pack, meeting_id="meeting"),
    done=lambda _, *, meeting: Done(reverse("conference.packs", kwargs={"meeting": meeting}), "The pack is made."),
)  # fmt: skip


@pages.custom(
    "meeting-packs/<uuid:pack>/", name="pack", title="Meeting pack", may="conference.packs", methods=("GET", "HEAD"),
    step_up=ANEW,
)  # fmt: skip
def pack_file(request: HttpRequest, actor: Actor, *, pack: UUID) -> HttpResponse:
    """The encrypted file."""
    name, data = take_pack(actor=actor, pack=pack, at=timezone.now())
    return handed_over(data, name=name, content_type="application/x-age-encryption")


class _Row:
    def __init__(self, actor: Actor, key: PackKey) -> None:
        self.id = key.id
        self.href = reverse("conference.end_pack_key", kwargs={"pack_key": key.id})
        self.name = key.name
        self.kind = f"{key.public[:16]}…" if key.public else "Passphrase"
        self.added = f"{day_words(timezone.localdate(key.added_at))}, {key.added_by}"


def _keys(*, actor: Actor, params: Any, page: int) -> Listing:
    keys = PackKey.objects.filter(ended_at=None).defer("sealed").order_by("added_at")
    return Listing(
        rows=[_Row(actor, key) for key in keys],
        columns=[Column("name", "Who, or where it is kept"), Column("kind", "Opens with"), Column("added", "Added")],
        empty={"text": "Nobody can open a pack yet, so none is made."},
        actions=[
            offer(actor, text="Set a passphrase", page="conference.pack_passphrase", may=_KEYS),
            offer(actor, text="Add a key", page="conference.add_pack_key", may=_KEYS),
        ],
        note="The evening before each meeting a pack is made that prints without OpenCCR. Open it with any age tool.",
    )


table(
    pages, "meeting-packs/keys/", name="pack_keys", title="Who can open meeting packs", may=_KEYS, query=_keys,
)  # fmt: skip

_TO_KEYS = [{"text": "Who can open meeting packs", "href": "/meeting-packs/keys/"}]

ask(
    pages, "meeting-packs/keys/new/", name="add_pack_key", title="Add a key", may=_KEYS, form=KeyForm, step_up=True,
    operation=stamped(add_pack_key), done=lambda _: Done(reverse(_KEYS), "The key is added."),
    about=lambda *, actor: Asked(crumbs=_TO_KEYS),
)  # fmt: skip

ask(
    pages, "meeting-packs/keys/<uuid:pack_key>/end/", name="end_pack_key", title="Take a key off", may=_KEYS,
    form=SureForm, operation=stamped(end_pack_key, key="pack_key"), step_up=True,
    done=lambda _, **__: Done(reverse(_KEYS), "Packs made from now on do not open with it."),
    about=lambda *, actor, pack_key: Asked(
        button="Take it off", crumbs=_TO_KEYS, warning="Packs that are made already still open with it.",
        context={"button_kind": "warning"},
    ),
)  # fmt: skip


@pages.custom(
    "meeting-packs/keys/passphrase/", name="pack_passphrase", title="Set a passphrase", may=_KEYS, step_up=True
)
def passphrase(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask where it is kept; then show it, once."""
    form = PassphraseForm(request.POST or None)
    page = request.page  # type: ignore[attr-defined]
    if not says_where(form) and form.is_valid():
        secret = set_pack_passphrase(actor=actor, at=timezone.now(), **form.cleaned_data)
        context = page_context(page, secret=secret, back_href=reverse(_KEYS), crumbs=_TO_KEYS)
        return TemplateResponse(request, "conference/passphrase.html", context)
    warning = "The passphrase before this one opens no pack that is made from now on."
    return asking(request, form, button="Make and show it", warning=warning, crumbs=_TO_KEYS)

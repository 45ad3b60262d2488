"""An address typed into free text is looked at twice, on every page that asks for words (T-ADDR, D5).

The pages come from the registry and the boxes from what each page shows, so that none can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.test import Client

from openccr.conference.rules.steps import STEPS
from openccr.ui.registry import Page
from tests.makers import Area
from tests.signing_in import as_
from tests.walls.bad_input import asking, given, undone
from tests.walls.world import World, build_world

WORDS = "She is at 14 Kingfisher Parade now"
PERSONAS = ("amina", "grace", "bea", "fay", "lena")

PLACES_BELONG = {
    "directory.add_provider": "an organisation's own words, for the public",
    "directory.change_provider": "an organisation's own words, for the public",
    "directory.add_service": "where a service is, for the public",
    "directory.propose": "where a service is, for the public",
    "directory.change": "where a service is, for the public",
}
"""Pages whose words may say where something is, with the reason."""

SEALED = {"victim_address", "address", "gp", "work", "landlord", "school", "carer", "lead"}
"""Boxes whose answer is sealed as where somebody is."""
OTHERS = {
    "venue": "where a meeting is",
    "public": "a key", "recipient": "a key", "fingerprint": "the digest of a key", "client_id": "a system's own code",
    "href": "a path within the system",
    "referrer_email": "no words", "victim_email": "no words", "victim_phone": "no words", "dash_score": "a number",
    "victim_postcode": "sealed as where somebody is", "postcode": "sealed as where somebody is",
}  # fmt: skip
"""Lines in which an address belongs, or whose letters and figures are no words."""
SOUGHT = {"conference.find"}
"""Pages whose form is a search: nothing of it is kept where it is read."""
SEALED_ON = {"people.place": "text"}
"""Page → the box there whose answer is sealed."""
SENTENCE = 60
"""A line that takes more characters takes a sentence."""


@pytest.fixture
def world(area: Area, settings: object) -> World:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # personas without a second factor
    return build_world(area)


def boxes(client: Client, address: str) -> Iterator[tuple[forms.BaseForm, str]]:
    """The free texts, of many lines or of one, that the page asks this persona for, with their forms."""
    answer = client.get(address)
    seen: set[str] = set()
    for one in (form for value in given(answer) for form in _forms_in(value)):
        for name, field in one.fields.items():
            sent = one.add_prefix(name)
            shown = f'name="{sent}"' in answer.content.decode()
            if _words(field) and shown and name not in SEALED | OTHERS.keys() and sent not in seen:
                seen.add(sent)
                yield one, name


def _words(field: forms.Field) -> bool:
    if isinstance(field.widget, forms.Textarea):
        return True
    if not isinstance(field, forms.CharField) or type(field.widget) is not forms.TextInput:
        return False
    return field.max_length is None or field.max_length > SENTENCE


def _forms_in(value: object) -> Iterator[forms.BaseForm]:
    if isinstance(value, forms.BaseForm):
        yield value
    elif isinstance(value, list | tuple):  # rows that have a form each
        yield from (one.form for one in value if isinstance(getattr(one, "form", None), forms.BaseForm))


def addresses(world: World, page: Page) -> list[str]:
    """The page's addresses: of the referral in steps, each step's."""
    if page.name == "conference.draft_step":
        return [world.address(page, step=one.key) for one in STEPS]
    return [world.address(page)]


@pytest.mark.django_db
def test_every_box_for_words_asks_again_when_an_address_is_typed(world: World) -> None:
    clients = [as_(world.area.actors[name]) for name in PERSONAS]
    asked, lines, silent, unmarked = 0, 0, [], set()
    for page in asking():
        for address in addresses(world, page):
            for client in clients:
                found = list(boxes(client, address))
                if found:
                    break
            for form, name in found:
                if SEALED_ON.get(page.name) == name or page.name in SOUGHT:
                    continue
                lines += not isinstance(form.fields[name].widget, forms.Textarea)
                with undone():
                    answer = client.post(address, {form.add_prefix(name): WORDS})
                said = answer.content.decode().partition("<header")[2]  # the body's own tag says it on every page
                asked += 1
                if page.name in PLACES_BELONG:
                    assert "looks like an address" not in said, page.name
                elif answer.status_code != 422 or "looks like an address" not in said:
                    silent.append(f"{page.name}: {name} ({answer.status_code})")
                elif 'name="keep_places"' not in said:
                    unmarked.add(page.name)
    assert not silent, "\n".join(silent)
    assert not unmarked, f"no way to keep the words: {sorted(unmarked)}"
    assert asked >= 200 and lines >= 80, (asked, lines)

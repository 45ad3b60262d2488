"""Two windows on the same list of people never overwrite each other."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client

from openccr.conference.operations.drafts import open_draft
from openccr.conference.pages.drafts import to_step
from openccr.conference.rules.people_typed import ChangedMeanwhile, Opened, mark, removed, written
from tests.conference.test_draft_pages import made
from tests.makers import Area
from tests.signing_in import sign_in

ELLA, TOM = {"given_name": "Ella"}, {"given_name": "Tom"}
HERE = "here"


def names(people: list) -> list[str]:  # type: ignore[type-arg]
    return [one["given_name"] for one in people]


def test_a_person_is_known_by_what_stood_there_not_by_her_place() -> None:
    found = written([TOM], {"given_name": "Eleanor"}, Opened(mark=mark(TOM), window=HERE))
    assert names(found) == ["Eleanor"]
    assert names(written([TOM, ELLA], {"given_name": "Eleanor"}, Opened(mark=mark(ELLA), window=HERE))) == [
        "Tom", "Eleanor",
    ]  # fmt: skip


def test_one_more_is_always_added_and_kept_again_by_its_own_window_alone() -> None:
    new = Opened(mark="", window=HERE)
    once = written([ELLA], {"given_name": "To"}, new)
    assert names(written(once, {"given_name": "Tom"}, new)) == ["Ella", "Tom"]
    assert names(written(once, {"given_name": "Ann"}, Opened(mark="", window="other"))) == ["Ella", "To", "Ann"]


def test_what_another_window_changed_or_removed_is_refused_and_stays() -> None:
    with pytest.raises(ChangedMeanwhile, match="in another window"):
        written([{"given_name": "Eleanor"}], ELLA, Opened(mark=mark(ELLA), window=HERE))
    with pytest.raises(ChangedMeanwhile):
        removed([TOM], Opened(mark=mark(ELLA), window=HERE))
    with pytest.raises(ChangedMeanwhile):
        removed([TOM], Opened(mark="", window=HERE))


def hidden(page: str) -> dict[str, str]:
    return {name: re.findall(f'name="{name}" value="([^"]*)"', page)[0] for name in ("opened", "window")}


def said(area: Area, draft: UUID) -> list[str]:
    return [one.get("given_name", "?") for one in open_draft(actor=area.pia, draft=draft).answers["harmers"]]


def test_the_second_window_is_told_and_keeps_what_was_typed(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    here = to_step(draft, "harmers", 1)
    first, second = (hidden(client.get(here).text) for _ in range(2))
    assert client.post(here, {"given_name": "Marcus", "keep": "1", **first}).status_code == 204
    assert client.post(here, {"given_name": "Markus", **first}).status_code == 302
    told = client.post(here, {"given_name": "Marek", **second})
    assert told.status_code == 422 and "in another window" in told.text and 'value="Marek"' in told.text
    assert said(area, draft) == ["Markus", "Olga", "Piotr"]
    assert client.post(here, {"given_name": "Marek", **hidden(told.text)}).status_code == 302
    assert said(area, draft) == ["Markus", "Olga", "Piotr", "Marek"]

"""Every page of a case as one text, for what must stand on none of them or on some of them."""

from __future__ import annotations

from uuid import UUID

from django.test import Client
from django.urls import reverse

from openccr.conference.pages.case import TABS


def tab(name: str, file: UUID) -> str:
    """The address of a page of the case: "people", "said"; empty for the one it opens on."""
    return reverse(f"conference.case_{name}" if name else "conference.case", kwargs={"file": file})


def every_tab(client: Client, file: UUID) -> str:
    """The text of all of them."""
    answers = [client.get(tab(one.key, file)) for one in TABS]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode() for answer in answers)

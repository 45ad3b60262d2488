"""A list of joiners from a personnel system: shown first, then invited, each by their own link."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.joining import find_joiners, invite_joiners
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LIST = """Name;E-mail
Mo;Mo@willowmere.example
Bea;bea@exampleshire.example
X;not an address
Kit;kit@willowmere.example
"""


def test_a_list_says_whom_it_would_invite_and_invites_nobody(area: Area) -> None:
    found = find_joiners(actor=area.lena, agency=area.agencies["housing"], data=LIST.encode(), filename="new.csv")
    assert found.new == ["kit@willowmere.example", "mo@willowmere.example"]
    assert (found.here, found.unreadable) == (["bea@exampleshire.example"], [4])
    assert mail.outbox == []


def test_another_agencys_joiners_are_nobody_elses(area: Area) -> None:
    with pytest.raises((NotFound, Refusal)):
        find_joiners(actor=area.bea, agency=area.agencies["housing"], data=LIST.encode(), filename="new.csv")
    with pytest.raises(NotFound):
        find_joiners(actor=area.lena, agency=area.agencies["police"], data=LIST.encode(), filename="new.csv")


def test_one_who_cannot_be_invited_stops_no_other(area: Area) -> None:
    today = timezone.localdate()
    asked = invite_joiners(
        actor=area.lena, agency=area.agencies["housing"], emails=["lena@exampleshire.example", "mo@willowmere.example"],
        role="representative", from_on=today, until_on=today,
    )  # fmt: skip
    assert asked.sent == ["mo@willowmere.example"]
    assert asked.refused[0][0] == "lena@exampleshire.example" and "Nobody gives themselves" in asked.refused[0][1]
    with pytest.raises(Refusal, match="cannot give this role"):
        invite_joiners(
            actor=area.lena, agency=area.agencies["housing"], emails=["mo@willowmere.example"], role="coordinator",
            from_on=today, until_on=today,
        )  # fmt: skip


def test_the_page_shows_whom_it_would_invite_before_it_does(area: Area, client: Client) -> None:
    address = reverse("partnership.joiners", kwargs={"agency": area.agencies["housing"]})
    sign_in(client, area.lena)
    assert "reauthenticate" in client.get(address).headers["Location"]
    sign_in(client, area.lena, stepped_up=True)
    today = timezone.localdate()
    day = {f"{name}_{part}": getattr(today, word) for name in ("from_on", "until_on")
           for part, word in (("0", "day"), ("1", "month"), ("2", "year"))}  # fmt: skip
    form = client.get(address).content.decode()
    given = {"role": "representative"} | _days(form, day)
    shown = client.post(address, {**given, "file": SimpleUploadedFile("new.csv", LIST.encode())}).content.decode()
    assert "mo@willowmere.example" in shown and "Send these 2 invitations" in shown, shown[:3000]
    assert mail.outbox == []
    carried = dict(re.findall(r'<input type="hidden" name="(role|from_on\w*|until_on\w*)" value="([^"]*)"', shown))
    after = client.post(address, {**carried, "who": ["kit@willowmere.example", "mo@willowmere.example"]}, follow=True)
    assert "2 invitations were sent." in after.content.decode()
    assert [one.to for one in mail.outbox] == [["kit@willowmere.example"], ["mo@willowmere.example"]]
    assert client.post(address, {**carried, "who": ["no address"]}).status_code == 404


def _days(form: str, day: dict[str, int]) -> dict[str, str]:
    """The boxes of both dates, whatever they are called."""
    today = timezone.localdate()
    found = {}
    for name in re.findall(r'name="((?:from_on|until_on)\w*)"', form):
        part = name.rsplit("_", 1)[-1]
        found[name] = str({"day": today.day, "month": today.month, "year": today.year}.get(part) or day.get(name, ""))
    return found

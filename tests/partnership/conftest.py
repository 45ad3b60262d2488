"""Invited people of Willowmere Homes, through the pages they would use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.partnership import providers
from openccr.partnership.models import Appointment
from openccr.partnership.operations import invite
from tests.door import door
from tests.makers import Area
from tests.partnership.at_work import HOME, agreed
from tests.partnership.identity_provider import IdentityProvider, identity_provider

PASSWORD = "copper lantern under seven bridges"
MO = "mo@willowmere.example"


@pytest.fixture(autouse=True)
def _nobody_is_locked_out(db: None) -> Iterator[None]:
    cache.clear()
    yield


def invited(
    area: Area, actor: Actor, *, email: str, role: str = "representative", kind: str = "housing", **more: object
) -> str:
    """Invite somebody for half a year; the address in the mail that they get."""
    today = timezone.localdate()
    dates = {"from_on": today, "until_on": today + timedelta(days=180), **more}
    invite(actor=actor, agency=area.agencies[kind], email=email, role=role, **dates)  # type: ignore[arg-type]
    return link()


def link() -> str:
    """The address in the newest mail, without the host."""
    found = re.search(r"https?://[^/\s]+(/invitation/\S+)", mail.outbox[-1].body)
    assert found is not None
    return found.group(1)


def accepted(address: str, *, name: str = "Mo Tallis", password: str = PASSWORD) -> Client:
    """A browser in which the invitation was just accepted."""
    client = Client()
    answer = client.post(address, {"name": name, "password": password, "again": password})
    assert answer.status_code == 302, answer.content
    return client


@pytest.fixture
def mo(area: Area) -> Appointment:
    """Mo Tallis, a representative of Willowmere Homes since today."""
    accepted(invited(area, area.lena, email=MO))
    with acting_as(area.lena):
        return door(lambda: Appointment.objects.get(user__email=MO))


@pytest.fixture(scope="module")
def at_work() -> Iterator[IdentityProvider]:
    with identity_provider() as found:
        found.knows("bea", "bea@exampleshire.example")
        found.knows("pia", "pia@exampleshire.example")
        found.knows("amina", "amina@exampleshire.example")
        found.knows("stranger", "stranger@exampleshire.example")
        found.knows("elsewhere", "bea@elsewhere.example")
        yield found


@pytest.fixture
def provider(area: Area, at_work: IdentityProvider, settings: object) -> providers.Provider:
    """The housing agency's, set up by its lead and agreed to by the coordinator."""
    cache.clear()
    settings.ADDRESS = HOME  # type: ignore[attr-defined]
    at_work.says_that_addresses_are("true")
    return agreed(area, at_work)

"""One case with everything on it, so that every page can be opened: what each id in an address stands for."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from openccr.access.acting import acting_as
from openccr.accounts.models import User
from openccr.actions.operations import agree_action
from openccr.casefiles.operations import exclude
from openccr.conference.models import ImportBatch
from openccr.documents.operations import keep
from openccr.jobs.models import Work
from openccr.kernel.actors import Actor
from openccr.people.models import Part
from openccr.ui.registry import Page
from tests.conference.conferences import WHEN, listed, research_for, working_day
from tests.makers import Area

PERSONAS = ("amina", "bea", "carl", "dee", "eve", "fay", "grace", "lena")
"""Coordinator, on the case, not on it, nobody's, excluded, chair, adviser, an agency's lead."""


@dataclass(frozen=True)
class World:
    """The case and what hangs on it. Bea's agency is on the case, Carl's is not, Eve is kept out of it."""

    area: Area
    ids: dict[str, object]

    def address(self, page: Page, **other: object) -> str:
        """The page's address in this world; `other` puts another id in a place. Fails for a name nobody explained."""
        parts = []
        for part in page.path.split("/"):
            if part.startswith("<"):
                name = part.strip("<>").partition(":")[2]
                if name not in self.ids:
                    raise AssertionError(f"{page.name}: tell tests/walls/world.py what <{name}> stands for")
                part = str(other.get(name, self.ids[name]))
            parts.append(part)
        return "/" + "/".join(parts)

    def elsewhere(self, page: Page) -> str:
        """The same address about a case that does not exist."""
        return self.address(page, **{name: uuid4() for name in self.ids if name not in NOT_OF_THE_CASE})


NOT_OF_THE_CASE = {"meeting", "agency", "appointment", "invitation", "document", "batch", "work", "token", "quarter"}
"""Ids that say nothing of a case, and stay the same in both addresses."""


def build_world(area: Area) -> World:
    """The world, made through operations."""
    case = listed(area)
    exclusion = exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    action = agree_action(
        actor=area.amina,
        file_id=case.file,
        text="Change the locks",
        faces="agencies",
        agency_id=area.agencies["housing"],
        due_on=working_day(20),
        at=WHEN,
    )
    with acting_as(area.amina):
        person = Part.objects.get(file_id=case.file, kind="victim").person_id
        batch = ImportBatch(
            agency_id=area.amina.agency_id, by_name="x", at=WHEN, rows_read=0, accepted=0, already_known=0, refused=0
        )
        ImportBatch.objects.bulk_create([batch])
        work = Work(
            agency_id=area.amina.agency_id,
            user_id=area.amina.user_id,
            appointment_id=area.amina.appointment_id,
            name="An import",
            state="running",
            made_at=WHEN,
        )
        Work.objects.bulk_create([work])
    document = keep(actor=area.amina, data=b"referral_ref\n", content_type="text/csv", purpose="import", at=WHEN)
    ids: dict[str, object] = {
        "file": case.file,
        "referral": case.referral,
        "hearing": case.hearing,
        "research": research_for(area, case, "housing").id,
        "person": person,
        "action": action,
        "exclusion": exclusion,
        "meeting": case.meeting,
        "agency": area.agencies["housing"],
        "appointment": area.bea.appointment_id,
        "invitation": uuid4(),
        "document": document,
        "batch": batch.id,
        "work": work.id,
        "token": "no-such-token",
        "quarter": "2026Q3",
    }
    return World(area, ids)


def signed_in(actor: Actor) -> Client:
    """A browser in which this actor has just signed in and proved who they are."""
    client = Client()
    client.force_login(User.objects.get(id=actor.user_id))
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(actor.user_id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "demonstration", "at": time.time()}]
    session.save()
    return client


def seen(world: World, actor: Actor) -> bool:
    """Whether the database shows this actor the case."""
    from openccr.casefiles.models import CaseFile

    with acting_as(actor):
        return CaseFile.objects.filter(id=world.ids["file"]).exists()


def plain(body: bytes, *ids: UUID | object) -> bytes:
    """An answer without what differs from request to request: form tokens, keys and the ids asked for."""
    import re

    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)
    text = re.sub(rb'name="once" value="[^"]*"', b"", text)
    for one in ids:
        text = text.replace(str(one).encode(), b"ID")
    return text

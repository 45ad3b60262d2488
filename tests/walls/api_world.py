"""Systems of agencies before a listed case, so that every call can be made: what each id and each body stands for."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from openccr.actions.operations import agree_action
from openccr.partnership import clients
from openccr.partnership.clients import Issued
from openccr.partnership.rules import Scope
from openccr.ui.calls import Call
from tests.conference.conferences import WHEN, listed, research_for, working_day
from tests.makers import Area

TODAY = timezone.localdate()
REFERRAL = {
    "referral_ref": "API-1",
    "referred_on": TODAY.isoformat(),
    "criteria": ["VHR"],
    "dash_score": 16,
    "victim_given_name": "Nadia",
    "victim_family_name": "Invented",
    "victim_dob": "1990-04-03",
    "victim_aware": True,
    "perpetrator_given_name": "Mark",
    "perpetrator_family_name": "Invented",
    "reason": "He waited outside her work.",
}
BODIES: dict[str, object] = {
    "referrals": {"referrals": [REFERRAL]},
    "research/{uuid:research_id}": {"victim_facts": "She asked us for a new lock."},
    "actions/{uuid:action_id}/done": {"evidence": "The lock was changed."},
    "extracts": {
        "kind": "housing",
        "purpose": "Finding people early",
        "lawful_basis": "art6_public_task",
        "conditions": ["art9_safeguarding"],
        "keep_until": (TODAY + timedelta(days=30)).isoformat(),
        "records": [{"local_id": "1", "given_name": "Nadia", "family_name": "Invented"}],
    },
    "actions/{uuid:action_id}/not-possible": {"reason": "She has moved."},
}
"""Path of a call that writes → what is sent. A new one must be told here."""


@dataclass(frozen=True)
class Systems:
    """A case that the housing agency referred, is asked about and has an action in; and systems that call."""

    area: Area
    file: UUID
    ids: dict[str, UUID]
    right: Issued

    def address(self, call: Call, *, elsewhere: bool = False) -> str:
        """The call's address in this world, or about a case that does not exist."""
        path = call.path
        for name, id in self.ids.items():
            path = path.replace("{uuid:" + name + "}", str(uuid4() if elsewhere else id))
        assert "{" not in path, f"{call.name}: tell tests/walls/api_world.py what stands in {path}"
        return f"/api/{path}"

    def make(self, call: Call, secret: str, *, elsewhere: bool = False) -> HttpResponse:
        """The answer to the call, made with that secret ("" for none)."""
        if call.writes:
            assert call.path in BODIES, f"{call.name}: tell BODIES in tests/walls/api_world.py what it takes"
        return send(call.method, self.address(call, elsewhere=elsewhere), secret, body=BODIES.get(call.path))


def send(
    method: str, address: str, secret: str, *, body: object = None, key: str | None = None, raw: bytes | None = None
) -> HttpResponse:
    """One call from outside: no session, no cookie."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    if method == "POST":
        headers["Idempotency-Key"] = key if key is not None else uuid4().hex
    data = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
    return Client().generic(method, address, data, content_type="application/json", headers=headers)


def issue(area: Area, agency: str, *scopes: Scope) -> Issued:
    """A client of that agency with those scopes; with every one when none is named."""
    return clients.issue(
        actor=area.amina,
        agency=area.agencies[agency],
        name=f"System of {agency}",
        scopes=scopes or tuple(Scope),
        from_on=TODAY,
        until_on=TODAY + timedelta(days=30),
    )


def build_systems(area: Area) -> Systems:
    """The world, made through operations."""
    case = listed(area, by="housing")
    action = agree_action(
        actor=area.amina,
        file_id=case.file,
        text="Change the locks",
        faces="agencies",
        agency_id=area.agencies["housing"],
        due_on=working_day(20),
        at=WHEN,
    )
    ids = {
        "referral_id": case.referral,
        "research_id": research_for(area, case, "housing").id,
        "action_id": action,
    }
    return Systems(area, case.file, ids, issue(area, "housing"))


def ended(area: Area) -> Issued:
    """A client of the housing agency that has ended."""
    made = issue(area, "housing")
    clients.end(actor=area.lena, client=made.client_id)
    return made


def wrong(made: Issued) -> Issued:
    """The same client with a secret that is none."""
    return replace(made, secret=clients.MARK + "x" * (clients.SECRET_LENGTH - len(clients.MARK)))

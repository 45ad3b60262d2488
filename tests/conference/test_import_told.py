"""What came of an imported file is told to whoever brought it in, and written down once."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import CaseFile
from openccr.conference.models import ImportBatch
from openccr.conference.operations.importing import import_referrals
from openccr.conference.queries.referrals import batch_of
from openccr.kernel.refusals import NotFound
from tests.conference.files import csv_file, row, rows
from tests.conference.test_import import bring_in
from tests.makers import NOW, Area
from tests.signing_in import sign_in


def test_an_import_is_audited_once_a_file_and_once_as_a_whole(area: Area) -> None:
    bring_in(area.commands, csv_file(rows(3)))
    with acting_as(area.amina):
        files = list(CaseFile.objects.values_list("id", flat=True))
        for file in files:
            types = list(AuditEvent.objects.filter(file_id=file).values_list("type", flat=True))
            assert sorted(types) == ["case.opened", "person.added", "referral.received", "risk.score_received"]


def test_what_came_of_a_file_is_shown_by_the_database_to_the_one_appointment_that_brought_it_in(area: Area) -> None:
    _, batch = import_referrals(actor=area.bea, data=csv_file([row()]), filename="x", at=NOW)
    assert isinstance(batch, UUID)
    seen = {}
    for name in ("bea", "eve", "pia", "amina"):  # Eve is of Bea's agency
        with acting_as(area.actors[name]):
            seen[name] = ImportBatch.objects.filter(id=batch).count()
    assert seen == {"bea": 1, "eve": 0, "pia": 0, "amina": 0}


def test_what_came_of_a_file_is_told_to_nobody_but_whoever_brought_it_in(area: Area, client: Client) -> None:
    """Where a file has no headings, its first row stands there; what is known already may be kept from a colleague."""
    data = csv_file([{"Jane Smith": "x", **row(victim_dob="99/99/1988")}])
    _, batch = import_referrals(actor=area.bea, data=data, filename="x", at=NOW)
    sign_in(client, area.bea)
    assert b"Jane Smith" in client.get(reverse("conference.imported", args=[batch])).content
    named_alike = replace(area.eve, name=area.bea.name)
    with acting_as(named_alike), pytest.raises(NotFound):
        batch_of(named_alike, batch)
    for name in ("eve", "amina"):
        sign_in(client, area.actors[name])
        assert client.get(reverse("conference.imported", args=[batch])).status_code == 404

"""One IDVA on both sides of a pair: only by a decision with its reason, which a newer finding or a dispute ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import PrimaryVictimAssessment
from openccr.conference.operations.advisers import name_adviser
from openccr.conference.operations.two_ways import allow_one_adviser, dispute
from openccr.conference.queries.advisers import adviser_of
from openccr.conference.rules.two_ways import Finding
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import WHEN
from tests.conference.test_two_ways import Pair, found, recorded
from tests.conference.test_two_ways import pair as pair
from tests.makers import Area
from tests.signing_in import sign_in


def test_one_idva_advises_both_sides_only_by_a_decision_with_its_reason(area: Area, pair: Pair) -> None:
    grace = {"actor": area.amina, "appointment_id": area.grace.appointment_id, "at": WHEN}
    name_adviser(file_id=pair.hers, **grace)
    with pytest.raises(Refusal, match="other side"):
        name_adviser(file_id=pair.his, **grace)
    with pytest.raises(Refusal, match="cannot be named"):
        name_adviser(actor=area.amina, file_id=pair.his, appointment_id=area.bea.appointment_id, at=WHEN)
    dual = recorded(area, pair)
    decided = {"actor": area.amina, "file_id": pair.his, "dual_id": dual, "at": WHEN + timedelta(minutes=5)}
    with pytest.raises(Refusal, match="specialist says first"):
        allow_one_adviser(reason="She is the only one here", **decided)
    found(area, pair, dual)
    with pytest.raises(Refusal, match="other side") as told:
        name_adviser(file_id=pair.his, **grace)
    assert "decide on “Who does what to whom”" in told.value.remedy
    with pytest.raises(Refusal, match="nobody else can advise"):
        allow_one_adviser(reason=" ", **decided)
    with pytest.raises(Refusal):  # nobody decides it for herself
        allow_one_adviser(**{**decided, "actor": area.grace}, reason="I know both")
    allow_one_adviser(reason="She is the only one here", **decided)
    name_adviser(file_id=pair.his, **grace)
    with acting_as(area.amina):
        assert adviser_of(pair.his) == "Grace Winterbourne, Harbour Domestic Abuse Service"


def test_the_page_of_the_pair_decides_on_one_adviser_and_a_dispute_ends_it(
    area: Area, pair: Pair, client: Client
) -> None:
    dual = recorded(area, pair)
    parts = {"file": pair.his, "dual": dual}
    page = reverse("conference.two_ways", kwargs=parts)
    sign_in(client, area.amina)
    assert "one adviser for both" not in client.get(page).text
    finding = found(area, pair, dual)
    assert "No: an adviser each" in client.get(page).text
    sent = client.post(
        reverse("conference.one_adviser", kwargs=parts), {"reason": "The only IDVA of the area"}, follow=True
    )
    assert "one adviser may work with both" in sent.text and "The only IDVA of the area" in sent.text
    for file in pair.hers, pair.his:
        name_adviser(actor=area.amina, file_id=file, appointment_id=area.grace.appointment_id, at=WHEN)
    told = client.get(page).text
    assert "Advises both now" in told and "name another adviser" not in told
    dispute(
        actor=area.amina, file_id=pair.his, dual_id=dual, reasons="New messages", at=WHEN + timedelta(days=900),
    )  # fmt: skip
    told = client.get(page).text
    assert "No: an adviser each" in told and "name another adviser in one of the two cases" in told
    with acting_as(area.amina):
        assert PrimaryVictimAssessment.objects.get(finding=Finding.DISPUTED).disputes_id == finding


def test_both_harmed_never_share_an_adviser_by_a_decision(area: Area, pair: Pair) -> None:
    dual = recorded(area, pair)
    found(area, pair, dual, Finding.BOTH)
    with pytest.raises(Refusal, match="an adviser of their own"):
        allow_one_adviser(
            actor=area.amina, file_id=pair.his, dual_id=dual, reason="Only one", at=WHEN + timedelta(minutes=5)
        )


def test_who_both_harm_and_are_harmed_have_an_adviser_each(area: Area, pair: Pair) -> None:
    name_adviser(actor=area.amina, file_id=pair.hers, appointment_id=area.grace.appointment_id, at=WHEN)
    found(area, pair, recorded(area, pair), Finding.BOTH)
    with pytest.raises(Refusal, match="both were found to be harmed"):
        name_adviser(actor=area.amina, file_id=pair.his, appointment_id=area.grace.appointment_id, at=WHEN)

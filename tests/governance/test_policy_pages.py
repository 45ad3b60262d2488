"""The pages of policies: templates filled in, read and not signed by who may not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.governance.test_policies import NEXT, added, written
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db


def test_the_page_fills_in_the_template_and_leads_to_the_sharing_agreements(area: Area) -> None:
    client = as_(area.amina)
    start = reverse("governance.policy_from", kwargs={"policy_kind": "communication"})
    assert "Communications" in text_of(client.get(start))
    typed = {
        "kind": "communication", "title": "How we speak", "agency_id": "", "owner": "Amina", "to_be_read": "on",
        **{f"review_on_{part}": getattr(NEXT, part) for part in ("day", "month", "year")},
    }  # fmt: skip
    saved = client.post(start, typed)
    assert saved.status_code == 302
    assert "never ask why she stayed" in text_of(client.get(saved["Location"]))
    page = text_of(client.get(reverse("governance.policies")))
    assert "How we speak" in page and "It has no words yet." in page
    assert f'href="{reverse("sharing.agreements")}"' in page


def test_a_representative_reads_signs_nothing_and_says_that_they_have_read(area: Area) -> None:
    policy = added(area)
    written(area, policy, "housing")
    client = as_(area.bea)
    page = text_of(client.get(reverse("governance.policy", kwargs={"policy": policy})))
    assert "The chair." in page and "I have read it" in page and "Write a version" not in page
    assert client.post(reverse("governance.policy_read", kwargs={"policy": policy})).status_code == 302
    assert "You have said so" in text_of(client.get(reverse("governance.policy", kwargs={"policy": policy})))
    assert client.get(reverse("governance.policy_sign", kwargs={"policy": policy})).status_code == 403


def test_while_a_new_version_waits_to_be_approved_the_one_in_force_can_still_be_read(area: Area) -> None:
    policy = added(area)
    written(area, policy, "housing")
    page = reverse("governance.policy", kwargs={"policy": policy})
    assert "In force until then" not in text_of(as_(area.bea).get(page))
    written(area, policy, "housing", body="A draft of the second.", approved_by="", approved_on=None)
    shown = text_of(as_(area.bea).get(page))
    assert "Not approved yet" in shown and "A draft of the second." in shown
    assert "The chair." in shown.split("In force until then: version 1")[2]
    written(area, policy, "housing", body="The second.")
    shown = text_of(as_(area.bea).get(page))
    assert "The second." in shown and "In force until then" not in shown and "The chair." not in shown

"""Every page of commissioning and policies asks the database a handful of times, however much there is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.governance.commissioned import commissioned, contract, measured
from tests.makers import Area
from tests.signing_in import as_

pytestmark = pytest.mark.django_db
MOST = 12
NOT_THE_PAGES = ("SAVEPOINT", "accounts_session", "set_config", "audit_", "accounts_user", "my_appointments")
"""What every page of the site asks before and after its own part."""

PAGES = (
    "resources", "contracts", "contract", "contract_change", "cut", "pilots", "pilot", "costs", "business_case",
    "business_case_new", "policies", "policy", "agency_policies", "policy_template", "policy_version",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_at_most_twelve_questions(area: Area, name: str) -> None:
    ids = commissioned(area)
    for number in range(4):
        measured(area, contract(area, ids["stream"], name=f"Service {number}"))  # type: ignore[arg-type]
    parts = {
        "contract": ("contract",), "contract_change": ("contract",), "pilot": ("pilot",),
        "business_case": ("business_case",), "policy": ("policy",), "policy_version": ("policy",),
        "policy_template": ("policy_kind",),
    }.get(name, ())  # fmt: skip
    client = as_(area.amina)
    address = reverse(f"governance.{name}", kwargs={part: ids[part] for part in parts})
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    own = [one["sql"] for one in asked if not any(words in one["sql"] for words in NOT_THE_PAGES)]
    assert len(own) <= MOST, "\n".join(own)

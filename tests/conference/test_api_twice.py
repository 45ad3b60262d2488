"""The same thing sent twice at the same moment, over two connections: it is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connections

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from tests.makers import Area
from tests.walls.api_world import REFERRAL, issue, send

TWICE = 2


@pytest.mark.parametrize("keys", [("a-1", "a-1"), ("a-1", "a-2")])
def test_a_referral_sent_twice_at_once_comes_in_once(committed: Area, keys: tuple[str, str]) -> None:
    cache.clear()
    secret = issue(committed, "housing").secret
    together = Barrier(TWICE)

    def sent(key: str) -> int:
        try:
            together.wait(timeout=10)
            return send("POST", "/api/referrals", secret, body={"referrals": [REFERRAL]}, key=key).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TWICE) as pool:
        statuses = sorted(pool.map(sent, keys))
    assert statuses[0] == 201 and statuses[1] in (201, 409, 422)
    with acting_as(committed.amina):
        assert Referral.objects.filter(their_reference=REFERRAL["referral_ref"]).count() == 1

"""From a quarter's page one goes to those beside it, as far back as there were meetings and no further."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from openccr.insight.rules.quarters import quarter_of
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_there_is_no_way_to_quarters_before_the_first_meeting(area: Area) -> None:
    now = quarter_of(timezone.localdate())
    client = as_(area.amina)
    here = text_of(client.get(reverse("insight.working", kwargs={"quarter": now})))
    assert "How the conference worked" in here
    assert reverse("insight.working", kwargs={"quarter": now.before()}) not in here
    earlier = text_of(client.get(reverse("insight.working", kwargs={"quarter": now.before()})))
    assert reverse("insight.working", kwargs={"quarter": now}) in earlier

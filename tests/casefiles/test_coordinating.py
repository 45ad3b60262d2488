"""What the coordinator of the partnership does, and nobody else who works on cases."""

from __future__ import annotations

import pytest

from openccr.access.may import why_not
from openccr.casefiles.operations import exclude, give
from openccr.casefiles.rules import Reason
from openccr.kernel.refusals import Refusal
from tests.makers import NOW, Area, open_case

pytestmark = pytest.mark.django_db
WHY = Reason(purpose="research", lawful_basis="article-6-1-e", arises_from="CaseListed")
COORDINATES = ("casefiles.give", "casefiles.exclude", "casefiles.access", "casefiles.review_emergency")


@pytest.mark.parametrize("permission", COORDINATES)
def test_whoever_works_on_a_case_does_not_coordinate_it(area: Area, permission: str) -> None:
    may = {name for name, actor in area.actors.items() if why_not(actor, permission) is None}
    assert may == {"amina", "commands"}


def test_a_representative_on_the_case_lets_nobody_in_and_shuts_nobody_out(area: Area) -> None:
    file = open_case(area)
    with pytest.raises(Refusal, match="Only the coordinator"):
        give(actor=area.bea, file_id=file, agency_id=area.agencies["probation"], reason=WHY, at=NOW)
    with pytest.raises(Refusal, match="Only the coordinator"):
        exclude(actor=area.bea, file=file, user_id=area.carl.user_id, reason="my rival", at=NOW)

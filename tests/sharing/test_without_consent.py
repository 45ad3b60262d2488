"""Why a case is shared without consent: what cannot be the reason, and that nobody is asked for it twice."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from openccr.conference.operations.sharing import justify_referral
from openccr.conference.rules.submissions import NO_NECESSITY
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.sharing.forms.grounds import GroundsForm
from tests.conference.conferences import WHEN
from tests.makers import Area
from tests.sharing.cases import GROUNDS, not_consented, without_told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["pia", "amina"])
def test_whoever_wrote_down_why_is_not_asked_why_any_more(area: Area, who: str) -> None:
    file, referral = not_consented(area, justified=False)
    with acting_as(area.amina):
        before = Referral.objects.get(id=referral).gaps
    assert str(NO_NECESSITY) in before
    justify_referral(actor=area.actors[who], file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)
    with acting_as(area.amina):
        assert Referral.objects.get(id=referral).gaps == [gap for gap in before if gap != str(NO_NECESSITY)]


def test_consent_is_no_basis_for_sharing_without_it(area: Area) -> None:
    file, referral = not_consented(area, justified=False)
    consent = without_told(law=("art6_consent", "art9_safeguarding"))
    with pytest.raises(Refusal, match="lawful basis") as refusal:
        justify_referral(actor=area.amina, file_id=file, referral_id=referral, grounds=consent, at=WHEN)
    assert refusal.value.field == "basis"
    with acting_as(area.amina):
        offered = dict(GroundsForm(pack=practice(area.amina)).fields["basis"].choices)  # type: ignore[attr-defined]
    assert "art6_public_task" in offered and "art6_consent" not in offered

"""The register of information-sharing agreements."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.models import Agreement, Party
from openccr.sharing.operations import add_agreement, end_agreement, review_agreement, sign_agreement
from openccr.sharing.operations.agreements import take_agreement_signature_back
from openccr.sharing.queries import signed_agencies
from openccr.sharing.queries.agreements import agreement_of
from openccr.sharing.rules.agreements import AgreementState, Draft
from tests.conference.conferences import TODAY, WHEN
from tests.makers import Area
from tests.sharing.cases import agreed
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db


def sign(area: Area, agreement: UUID, agency: str, *, by: str = "amina") -> None:
    sign_agreement(
        actor=area.actors[by], agreement_id=agreement, agency_id=area.agencies[agency], signed_by="Lena, director",
        signed_on=TODAY, at=WHEN,
    )  # fmt: skip


def test_who_has_signed_is_known_and_nobody_has_before_they_do(area: Area) -> None:
    with acting_as(area.amina):
        assert signed_agencies(today=TODAY) is None
    agreement = agreed(area)
    with acting_as(area.amina):
        assert signed_agencies(today=TODAY) == frozenset()
    sign(area, agreement, "police")
    with acting_as(area.amina):
        assert signed_agencies(today=TODAY) == {area.agencies["police"]}
        assert signed_agencies(today=TODAY - timedelta(days=1)) is None


def test_a_lead_signs_for_their_own_agency_alone(area: Area) -> None:
    agreement = agreed(area)
    sign(area, agreement, "housing", by="lena")
    with pytest.raises(Refusal, match="own agency"):
        sign(area, agreement, "police", by="lena")
    with pytest.raises(Refusal):
        sign(area, agreement, "police", by="pia")
    with acting_as(area.lena):
        assert Party.objects.filter(agency_id=area.agencies["police"]).update(signed_by="Lena") == 0


def test_a_signature_is_of_a_party_once_and_not_of_tomorrow(area: Area) -> None:
    agreement = agreed(area)
    sign(area, agreement, "police")
    with pytest.raises(Refusal, match="signed already"):
        sign(area, agreement, "police")
    with pytest.raises(NotFound):
        sign(area, agreement, "probation")
    with pytest.raises(Refusal, match="still to come"):
        sign_agreement(
            actor=area.amina, agreement_id=agreement, agency_id=area.agencies["housing"], signed_by="x",
            signed_on=TODAY + timedelta(days=1), at=WHEN,
        )  # fmt: skip


def test_an_agreement_is_reviewed_and_ended_by_the_coordinator(area: Area) -> None:
    agreement = agreed(area)
    later = TODAY + timedelta(days=700)
    review_agreement(actor=area.amina, agreement_id=agreement, review_note="Still right.", review_on=later, at=WHEN)
    with pytest.raises(Refusal, match="after today"):
        review_agreement(actor=area.amina, agreement_id=agreement, review_note="x", review_on=TODAY, at=WHEN)
    with acting_as(area.bea):
        shown = agreement_of(agreement, actor=area.bea, today=TODAY)
        assert (shown.review_on, shown.review_note, shown.state) == (later, "Still right.", AgreementState.IN_FORCE)
        assert Agreement.objects.update(review_on=TODAY) == 0
    sign(area, agreement, "police")
    end_agreement(actor=area.amina, agreement_id=agreement, at=WHEN)
    with acting_as(area.amina):
        assert agreement_of(agreement, actor=area.amina, today=TODAY).state is AgreementState.ENDED
        nobody = "None would say that the area has no register, and whoever invites an agency would not be told"
        assert signed_agencies(today=TODAY) == frozenset(), nobody
    with pytest.raises(NotFound):
        end_agreement(actor=area.amina, agreement_id=agreement, at=WHEN)


def test_an_agreement_is_not_kept_with_something_still_to_be_filled_in(area: Area) -> None:
    with pytest.raises(Refusal, match=r"filled in: “\[purpose\]”"):
        agreed(area, purpose="We share for [purpose].")


@pytest.mark.parametrize("changes", [{"law": ("art9_safeguarding",)}, {"law": ("nonsense",)}])
def test_an_agreement_names_a_lawful_basis(area: Area, changes: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        agreed(area, **changes)


def test_an_agreement_is_between_agencies_of_the_partnership(area: Area) -> None:
    with pytest.raises(NotFound):
        agreed(area, agency_ids=(area.agencies["police"], uuid4()))
    with pytest.raises(Refusal):
        add_agreement(
            actor=area.bea, at=WHEN,
            draft=Draft(
                title="x", purpose="x", law=("art6_public_task",), from_on=TODAY, review_on=TODAY + timedelta(days=9),
                agency_ids=tuple(area.agencies.values()),
            ),
        )  # fmt: skip


def test_a_signature_written_down_by_mistake_is_taken_back_and_the_agency_is_asked_again(area: Area) -> None:
    agreement = agreed(area)
    here, back = (
        reverse(f"sharing.{one}", kwargs={"agreement": agreement}) for one in ("agreement", "agreement_unsign")
    )
    client = as_(area.amina)
    assert back not in text_of(client.get(here))
    sign(area, agreement, "police")
    assert back in text_of(client.get(here)) and back not in text_of(as_(area.lena).get(here))
    given = {"agreement_id": agreement, "agency_id": area.agencies["police"], "at": WHEN}
    with pytest.raises(Refusal, match="own agency"):
        take_agreement_signature_back(actor=area.lena, **given)  # type: ignore[arg-type]
    assert client.post(back, {"agency_id": str(area.agencies["police"])}).status_code == 302
    with acting_as(area.amina):
        assert signed_agencies(today=TODAY) == frozenset()
    with pytest.raises(NotFound):
        take_agreement_signature_back(actor=area.amina, **given)  # type: ignore[arg-type]
    sign(area, agreement, "police")
    end_agreement(actor=area.amina, agreement_id=agreement, at=WHEN)
    with pytest.raises(NotFound):
        take_agreement_signature_back(actor=area.amina, **given)  # type: ignore[arg-type]
    assert back not in text_of(client.get(here))

"""Links for professionals outside: what a guest may do, which is to leave one draft, and what they may not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.models import Walled
from openccr.access.walls import Public
from openccr.conference.models import Referral, ReferralDraft, ReferralLink
from openccr.conference.operations.drafts import open_draft, submit_draft
from openccr.conference.operations.links import Given, give_link, leave_referral, opened_link, withdraw_link
from openccr.kernel.actors import Actor
from openccr.kernel.references import is_reference
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import listed
from tests.conference.drafts import WHOLE
from tests.makers import Area

pytestmark = pytest.mark.django_db

BY_GUEST = {key: WHOLE[key] for key in ("victim_given_name", "victim_family_name", "criteria", "harmers", "reason")}


def given(actor: Actor, *, once: bool = True, at: datetime | None = None) -> tuple[Given, str]:
    made = give_link(
        actor=actor, name="Dr Ada Testperson", organisation="Nowhere Practice", days=7, once=once,
        at=at or timezone.now(),
    )  # fmt: skip
    return made, made.address.rstrip("/").rsplit("/", 1)[-1]


def leave(token: str) -> str:
    return leave_referral(token=token, answers=BY_GUEST, at=timezone.now())


def test_a_link_leaves_one_draft_for_the_coordinator_to_check(area: Area) -> None:
    _, token = given(area.lena)
    receipt = leave(token)
    assert is_reference(receipt)
    for name in ("lena", "bea", "pia", "fay", "grace"):
        with acting_as(area.actors[name]):
            assert not ReferralDraft.objects.exists(), name
    with acting_as(area.amina):
        row = ReferralDraft.objects.get()
    opened = open_draft(actor=area.amina, draft=row.id)
    assert (opened.receipt, opened.for_agency) == (receipt, "Willowmere Homes")
    assert opened.answers["referrer_name"] == "Dr Ada Testperson, Nowhere Practice"


def test_after_the_check_it_is_a_referral_of_the_agency_that_gave_the_link_and_names_the_guest(area: Area) -> None:
    leave(given(area.lena)[1])
    with acting_as(area.amina):
        draft = ReferralDraft.objects.get().id
        assert not Referral.objects.exists()
    received = submit_draft(actor=area.amina, draft=draft, at=timezone.now())
    with acting_as(area.bea):
        row = Referral.objects.get(id=received.referral_id)
        assert row.agency_id == area.agencies["housing"] and row.state == "received"
        assert row.referrer_name == "Dr Ada Testperson, Nowhere Practice"


def test_a_link_for_one_referral_works_once_and_another_until_it_ends(area: Area) -> None:
    _, once = given(area.amina)
    leave(once)
    with pytest.raises(NotFound):
        leave(once)
    _, several = given(area.amina, once=False)
    assert leave(several) != leave(several)


def test_unknown_used_withdrawn_and_expired_links_answer_the_same(area: Area) -> None:
    made, withdrawn = given(area.amina)
    withdraw_link(actor=area.amina, link=made.id, at=timezone.now())
    _, used = given(area.amina)
    leave(used)
    _, old = given(area.amina, at=timezone.now() - timedelta(days=7, seconds=1))
    for token in ("no-such-token", withdrawn, used, old):
        with pytest.raises(NotFound) as why:
            opened_link(token)
        assert str(why.value) == str(NotFound())
        with pytest.raises(NotFound):
            leave(token)


def test_only_the_hash_of_a_token_is_kept(area: Area) -> None:
    made, token = given(area.amina)
    with acting_as(area.amina):
        row = ReferralLink.objects.get(id=made.id)
    assert token not in str(vars(row)) and len(row.token_hash) == 64


def test_a_guest_can_read_no_row_of_anything(area: Area) -> None:
    """The guest's own token, with a whole case, a draft and a link standing beside it."""
    listed(area)
    _, token = given(area.amina)
    guest = opened_link(token).actor
    leave(token)
    with acting_as(guest):
        for model in apps.get_models():
            if not issubclass(model, Walled) or isinstance(model.wall, Public) or "SELECT" not in model.wall.commands:
                continue
            if model.wall.name == "system":
                continue  # the framework's own, as for anybody who is not signed in
            try:
                with transaction.atomic():
                    assert not model._default_manager.exists(), model._meta.label
            except DatabaseError:
                pass  # refused outright


def test_a_guest_can_write_no_draft_but_by_the_link(area: Area) -> None:
    guest = opened_link(given(area.amina)[1]).actor
    row = ReferralDraft(
        agency_id=area.amina.agency, made_by_name="x", source="link", sealed=b"x", made_at=timezone.now(),
        changed_at=timezone.now(), expires_at=timezone.now(),
    )  # fmt: skip
    with acting_as(guest), pytest.raises(DatabaseError), transaction.atomic():
        ReferralDraft.objects.bulk_create([row])


def test_answers_that_cannot_be_read_do_not_use_the_link_up(area: Area) -> None:
    _, token = given(area.amina)
    with pytest.raises(Refusal):
        leave_referral(token=token, answers={**BY_GUEST, "victim_given_name": ""}, at=timezone.now())
    assert leave(token)


@pytest.mark.parametrize("who", ["pia", "fay", "grace", "dee"])
def test_only_the_coordinator_or_a_lead_gives_links(area: Area, who: str) -> None:
    with pytest.raises(Refusal):
        given(area.actors[who])


def test_another_agencys_link_cannot_be_withdrawn_and_none_twice(area: Area) -> None:
    made, _ = given(area.lena)
    with pytest.raises(NotFound):
        withdraw_link(actor=area.amina, link=made.id, at=timezone.now())
    withdraw_link(actor=area.lena, link=made.id, at=timezone.now())
    with pytest.raises(Refusal, match="withdrawn before"):
        withdraw_link(actor=area.lena, link=made.id, at=timezone.now())


def test_how_often_a_link_was_used_cannot_be_written_by_the_application(area: Area) -> None:
    given(area.amina)
    with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE conference_referrallink SET used = 0")

"""Drafts of referrals: who has them, what is sealed, and that they are sent by the rules of every referral."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from openccr.access.acting import acting_as
from openccr.conference.models import Referral, ReferralDetail, ReferralDraft
from openccr.conference.operations import drafts
from openccr.conference.operations.drafts import (
    discard_draft,
    open_draft,
    remove_expired_drafts,
    save_step,
    start_draft,
    submit_draft,
)
from openccr.conference.queries.drafts import detail_of
from openccr.conference.rules.drafts import KEPT, DraftSource
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, RecourseToFunds, SafeContact, Whereabouts
from openccr.people.queries.interpreters import interpreter_needs
from openccr.people.rules.interpreters import Need
from openccr.people.sealing import unseal
from openccr.risk.queries import all_risks
from tests.conference.drafts import WHOLE
from tests.makers import NOW, Area

pytestmark = pytest.mark.django_db


def draft(actor: Actor, **answers: Any) -> UUID:
    return start_draft(actor=actor, answers=answers or WHOLE, source=DraftSource.WIZARD, at=NOW)


def test_a_draft_is_sealed_and_seen_by_its_agency_alone(area: Area) -> None:
    made = draft(area.pia)
    with acting_as(area.pia):
        row = ReferralDraft.objects.get(id=made)
        assert b"Nowhere" not in bytes(row.sealed) and "Nadia" not in str(row.problems)
    for name in ("amina", "bea", "carl", "fay", "grace", "lena"):
        with acting_as(area.actors[name]):
            assert not ReferralDraft.objects.exists(), name
        with pytest.raises(Refusal):
            open_draft(actor=area.actors[name], draft=made)
    with acting_as(area.pia):
        assert ReferralDraft.objects.get().id == made


def test_the_lead_of_an_agency_who_looks_after_accounts_sees_no_draft_of_it(area: Area) -> None:
    draft(area.bea)
    with acting_as(area.lena):
        assert not ReferralDraft.objects.exists()


def test_a_draft_can_be_kept_from_colleagues_of_the_same_agency(area: Area) -> None:
    """Eve works with Bea, and may know somebody in it; there is no file yet to keep her out of."""
    shared = draft(area.bea)
    made = start_draft(actor=area.bea, answers=WHOLE, source=DraftSource.WIZARD, private=True, at=NOW)
    assert open_draft(actor=area.bea, draft=made).private
    assert open_draft(actor=area.eve, draft=shared).id == shared
    with pytest.raises(NotFound):
        open_draft(actor=area.eve, draft=made)
    with acting_as(area.eve):
        assert ReferralDraft.objects.count() == 1


def test_a_page_is_saved_as_it_was_typed_right_or_wrong_and_the_others_stay(area: Area) -> None:
    made = draft(area.pia, victim_given_name="Nadia", reason="He waits.")
    save_step(actor=area.pia, draft=made, answers={"victim_dob": "31/2/1988", "reason": ""}, at=NOW + timedelta(days=3))
    opened = open_draft(actor=area.pia, draft=made)
    assert opened.answers == {"victim_given_name": "Nadia", "victim_dob": "31/2/1988"}
    assert opened.expires_at == NOW + timedelta(days=3) + KEPT
    with acting_as(area.pia):
        assert "victim_dob" in {one["question"] for one in ReferralDraft.objects.get().problems}


def test_a_draft_is_sent_by_the_rules_of_every_referral_and_is_gone(area: Area) -> None:
    received = submit_draft(actor=area.pia, draft=draft(area.pia), at=NOW)
    with acting_as(area.pia):
        assert not ReferralDraft.objects.exists()
    with acting_as(area.amina):
        row = Referral.objects.select_related("agency").get(id=received.referral_id)
        assert (row.agency.name, row.state, row.gaps) == ("Exampleshire Police", "received", [])
        kinds = list(Part.objects.filter(file_id=received.file_id).values_list("kind", flat=True))
        assert sorted(kinds) == ["child", "child", "harmer", "harmer", "harmer", "other", "victim"]
        assert detail_of(row.id)["dialect"] == "Silesian"
        victim = Part.objects.get(file_id=received.file_id, kind="victim").person_id
        places = {
            one.kind: unseal(bytes(one.sealed), person_id=victim) for one in Whereabouts.objects.filter(person=victim)
        }
        assert (places["work"], places["gp"]) == ("Nowhere Bakery", "Nowhere Practice")
        contacts = {one.channel: one.safe for one in SafeContact.objects.filter(person=victim)}
        assert contacts == {"phone": "conditional", "sms": "no"}
        assert str(all_risks(received.file_id)[0].on) == "2026-02-19"


def test_recourse_to_public_funds_reaches_the_adviser_alone(area: Area) -> None:
    received = submit_draft(actor=area.pia, draft=draft(area.pia), at=NOW)
    with acting_as(area.amina):
        assert not RecourseToFunds.objects.exists()
        assert "canary" not in str(detail_of(received.referral_id))


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        ({"interpreter_gender": "female"}, Need(language="Polish", dialect="Silesian", gender="woman")),
        ({"language": "", "dialect": ""}, Need(language="Language not said")),
        ({"interpreter_community": "yes", "dialect": "S" * 60},
         Need(language="Polish", dialect="S" * 60, own_community=True)),
        ({"interpreter": "no"}, None),
        ({"interpreter": "unknown"}, None),
    ],
)  # fmt: skip
def test_the_interpreter_that_a_referral_asks_for_stands_on_the_case(
    area: Area, answers: dict[str, str], needed: Need | None
) -> None:
    file = submit_draft(actor=area.pia, draft=draft(area.pia, **{**WHOLE, **answers}), at=NOW).file_id
    with acting_as(area.amina):
        assert list(interpreter_needs(file).values()) == ([needed] if needed else [])


def test_the_answers_beyond_the_columns_are_sealed_and_behind_the_files_wall(area: Area) -> None:
    received = submit_draft(actor=area.pia, draft=draft(area.pia), at=NOW)
    with acting_as(area.amina):
        assert b"Silesian" not in bytes(ReferralDetail.objects.get().sealed)
    with acting_as(area.carl):
        assert detail_of(received.referral_id) == {}


def test_answers_that_cannot_be_read_keep_a_draft_from_being_sent_and_nothing_is_lost(area: Area) -> None:
    made = draft(area.pia, **{**WHOLE, "victim_dob": "31/2/1988"})
    with pytest.raises(Refusal, match="1 answer keeps this from being sent"):
        submit_draft(actor=area.pia, draft=made, at=NOW)
    assert open_draft(actor=area.pia, draft=made).answers["victim_dob"] == "31/2/1988"


def test_an_agency_refers_in_its_own_name_whatever_the_document_said(area: Area) -> None:
    received = submit_draft(actor=area.bea, draft=draft(area.bea), at=NOW)
    with acting_as(area.bea):
        assert Referral.objects.select_related("agency").get(id=received.referral_id).agency.name == "Willowmere Homes"


def test_the_coordinator_refers_in_the_name_of_the_agency_she_chose(area: Area) -> None:
    received = submit_draft(actor=area.amina, draft=draft(area.amina), at=NOW)
    with acting_as(area.pia):
        assert Referral.objects.get(id=received.referral_id).agency_id == area.agencies["police"]


def test_a_draft_can_be_thrown_away_by_its_agency_only(area: Area) -> None:
    made = draft(area.pia)
    for actor in (area.bea, area.amina):
        with pytest.raises(NotFound):
            discard_draft(actor=actor, draft=made, at=NOW)
        with pytest.raises(NotFound):
            save_step(actor=actor, draft=made, answers={"reason": "x"}, at=NOW)
        with pytest.raises(NotFound):
            submit_draft(actor=actor, draft=made, at=NOW)
    discard_draft(actor=area.pia, draft=made, at=NOW)
    with pytest.raises(NotFound):
        open_draft(actor=area.pia, draft=made)


def test_a_draft_cannot_be_turned_over_to_another_agency(area: Area) -> None:
    draft(area.pia)
    with acting_as(area.pia), pytest.raises(DatabaseError), transaction.atomic():
        ReferralDraft.objects.update(agency_id=area.agencies["housing"])


def test_every_change_of_a_draft_is_recorded_by_the_names_of_its_questions(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = draft(area.pia, victim_given_name="Nadia")
    told: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(drafts, "record", lambda type, *, fields, **more: told.append((type, list(fields))))
    save_step(actor=area.pia, draft=made, answers={"victim_given_name": "Nadia", "reason": "He waits."}, at=NOW)
    save_step(actor=area.pia, draft=made, answers={"reason": "He waits."}, at=NOW)
    assert told == [("draft.changed", ["reason"])]


def test_the_nightly_job_removes_what_nobody_sent_in_time_and_nobody_else_may(area: Area) -> None:
    old = draft(area.pia)
    kept = draft(area.bea)
    save_step(actor=area.bea, draft=kept, answers={"reason": "x"}, at=NOW + timedelta(days=1))
    with pytest.raises(Refusal):
        remove_expired_drafts(actor=area.amina, at=NOW + KEPT)
    assert remove_expired_drafts(actor=area.commands, at=NOW + KEPT) == 1
    with pytest.raises(NotFound):
        open_draft(actor=area.pia, draft=old)
    assert open_draft(actor=area.bea, draft=kept).id == kept


def test_the_function_that_removes_drafts_answers_to_the_nightly_job_alone(area: Area) -> None:
    with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT openccr.remove_expired_drafts(now())")


def test_a_draft_that_never_was_does_not_exist(area: Area) -> None:
    with pytest.raises(NotFound):
        open_draft(actor=area.pia, draft=uuid4())

"""A case moves away: to another partnership of this installation, or as an encrypted file to another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, Exclusion, TimelineEntry
from openccr.casefiles.operations import exclude
from openccr.conference.models import ArrivedTransfer, Referral, Transfer, TransferOrigin
from openccr.conference.operations.answering_transfers import acknowledge, not_list
from openccr.conference.operations.arrived_transfers import (
    origin_content,
    take_in,
)
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.sending_transfers import send
from openccr.conference.operations.transfers import (
    Destination,
    chase_transfers,
    close,
    other_areas,
    propose,
)
from openccr.conference.operations.triage import accept
from openccr.conference.queries.transfers import arrived_of, transfers
from openccr.conference.rules.transfers import NotListed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, Whereabouts
from openccr.people.operations.placing import place
from openccr.people.sealing import match_token, seal
from openccr.risk.models import Assessment, Change
from openccr.sharing.models import Disclosure, NoGo, Override
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import TODAY, WHEN, accepted, planned
from tests.conference.transfers import LAW, PLACE, other_area, proposed, sent
from tests.makers import Area
from tests.signing_in import as_, text_of


def arrived(actor: Actor) -> ArrivedTransfer:
    with acting_as(actor):
        return ArrivedTransfer.objects.get()


def transfer_of(actor: Actor, file: UUID) -> Transfer:
    with acting_as(actor):
        return Transfer.objects.get(file_id=file)


def test_whoever_is_kept_out_of_a_case_of_the_same_people_is_held_out_of_one_that_arrives(committed: Area) -> None:
    """Also the coordinator who takes it in: all that came is kept first."""
    there = other_area()
    sent(committed, Destination(partnership=there.id))
    second = replace(there.amina, user_id=there.dee.user_id)
    mine, _ = accepted(there)
    for user in (there.bea.user_id, second.user_id):
        exclude(actor=there.amina, file=mine, user_id=user, reason="Her sister", at=WHEN)
    received = take_in(actor=second, arrived=arrived(there.amina).id, at=WHEN)
    for actor in (there.bea, second):
        with acting_as(actor):
            assert not CaseFile.objects.filter(id=received.file_id).exists()
    with acting_as(there.amina):
        held = Exclusion.objects.filter(file_id=received.file_id, held=True, until_at=None)
        assert set(held.values_list("user_id", flat=True)) == {there.bea.user_id, second.user_id}
        assert TransferOrigin.objects.filter(file_id=received.file_id).exists()


def test_a_case_goes_to_another_partnership_here_and_its_answer_comes_back(committed: Area) -> None:
    there = other_area()
    with acting_as(committed.amina):
        assert other_areas() == {there.id: "Westmere"}
    file, transfer, _ = sent(committed, Destination(partnership=there.id))

    row = arrived(there.amina)
    assert (row.state, row.from_name, row.bundle) == ("sent", "Exampleshire", transfer)
    acknowledge(actor=there.amina, arrived=row.id, at=WHEN)
    assert transfer_of(committed.amina, file).state == "acknowledged"

    received = take_in(actor=there.amina, arrived=row.id, at=WHEN)
    with acting_as(there.amina):
        referral = Referral.objects.get(id=received.referral_id)
        assert (referral.state, referral.reason) == ("received", "He waited outside her work.")
        assert referral.wishes.startswith("To stay in her home.\n\nSaid to Exampleshire, referred there on ")
        assert Part.objects.filter(file_id=received.file_id).count() == 3
        assert Change.objects.get(file_id=received.file_id).kind == "relocation"
        assert Assessment.objects.get(file_id=received.file_id).agency_name == "Exampleshire Police", "theirs"
        origin = TransferOrigin.objects.get(file_id=received.file_id)
        assert origin_content(origin).orders.startswith("Non-molestation")
    accept(actor=there.amina, file_id=received.file_id, referral_id=received.referral_id, at=WHEN)
    list_case(
        actor=there.amina, referral_id=received.referral_id, meeting_id=planned(there),
        agency_ids=[there.agencies["police"]], at=WHEN,
    )  # fmt: skip
    answered = transfer_of(committed.amina, file)
    assert (answered.state, answered.answer) == ("listed", "")
    close(actor=committed.amina, file_id=file, transfer_id=transfer, reason="It is theirs now.", at=WHEN)
    assert transfer_of(committed.amina, file).state == "closed"


def test_the_sender_sees_no_row_of_the_receiving_area(committed: Area) -> None:
    there = other_area()
    sent(committed, Destination(partnership=there.id))
    received = take_in(actor=there.amina, arrived=arrived(there.amina).id, at=WHEN)
    with acting_as(there.amina):
        victim = Part.objects.get(file_id=received.file_id, kind="victim").person_id
        place = Whereabouts(
            person_id=victim, kind="address", sealed=seal(PLACE, person_id=victim), match=match_token(PLACE),
            from_on=TODAY,
        )  # fmt: skip
        Whereabouts.objects.bulk_create([place])
        assert Whereabouts.objects.count() == 1
    for actor in (committed.amina, committed.grace, committed.commands, committed.bea):
        with acting_as(actor), connection.cursor() as cursor:
            for table in ("conference_arrivedtransfer", "conference_transferorigin", "people_whereabouts"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), (actor.name, table)
            cursor.execute("SELECT count(*) FROM casefiles_casefile WHERE id = %s", [received.file_id])
            assert cursor.fetchone() == (0,)


def test_whoever_is_kept_out_of_the_case_reads_nothing_of_what_came_with_it(committed: Area) -> None:
    there = other_area()
    sent(committed, Destination(partnership=there.id))
    came = arrived(there.amina)
    other = replace(there.amina, user_id=there.carl.user_id)
    received = take_in(actor=there.amina, arrived=came.id, at=WHEN)
    with acting_as(other):
        assert arrived_of(actor=other, arrived=came.id).file_id == received.file_id
    exclude(actor=there.amina, file=received.file_id, user_id=other.user_id, reason="her brother", at=WHEN)
    with acting_as(other):
        assert not ArrivedTransfer.objects.exists() and not transfers(other.agency)
        with pytest.raises(NotFound):
            arrived_of(actor=other, arrived=came.id)
    assert arrived(there.amina).file_id == received.file_id


def test_where_a_case_goes_is_for_the_coordinator_and_her_adviser_alone(committed: Area) -> None:
    there = other_area()
    file, transfer, _ = sent(committed, Destination(partnership=there.id), by="police")
    with acting_as(committed.pia):
        assert CaseFile.objects.filter(id=file).exists()
        assert not Transfer.objects.exists()
        assert not Transfer.objects.filter(id=transfer).update(state="closed")
        told = [*TimelineEntry.objects.values_list("sentence", flat=True)]
        told += [line.outside for line in Disclosure.objects.filter(file_id=file)]
    assert told and not any("Westmere" in words for words in told)


def test_the_receiving_area_alone_answers_and_only_with_a_state(committed: Area) -> None:
    there = other_area()
    file, _, _ = sent(committed, Destination(partnership=there.id))
    row = arrived(there.amina)
    for actor in (committed.amina, there.bea, there.grace):
        with pytest.raises((NotFound, Refusal)):
            acknowledge(actor=actor, arrived=row.id, at=WHEN)
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("SELECT openccr.answer_transfer(%s, now())", [row.id])
    assert transfer_of(committed.amina, file).state == "sent"
    with pytest.raises(Refusal):
        not_list(actor=there.amina, arrived=row.id, answer="she lives at the harbour", at=WHEN)
    assert not_list(actor=there.amina, arrived=row.id, answer=NotListed.OTHER_AREA, at=WHEN), "told by itself"
    back = transfer_of(committed.amina, file)
    assert (back.state, back.answer) == ("not_listed", "not_for_this_area")
    told = text_of(as_(committed.amina).get(f"/case/{file}/transfer/{back.id}/"))
    assert "ring the coordinator there" in told and "Tonight the adviser and the safety plan go on here" in told
    form = as_(committed.amina).get(f"/case/{file}/referral/{back.referral_id}/out-of-area/")
    assert "In this installation work:" in text_of(form)


def test_nobody_hands_over_a_case_that_is_not_theirs(committed: Area) -> None:
    there = other_area()
    _, transfer = proposed(committed, Destination(partnership=there.id))
    for actor in (committed.bea, committed.pia, committed.grace, there.amina):
        with (
            acting_as(actor),
            pytest.raises(Exception, match="not found"),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "SELECT openccr.hand_transfer_over(%s, gen_random_uuid(), ''::bytea, now(), current_date)", [transfer]
            )
    with acting_as(there.amina):
        assert not ArrivedTransfer.objects.exists()


def test_nothing_goes_that_says_where_she_is_now(committed: Area) -> None:
    there = other_area()
    file, transfer = proposed(committed, Destination(partnership=there.id), wishes="To stay at wm7 4qx.")
    with acting_as(committed.amina):
        victim = Part.objects.get(file_id=file, kind="victim").person_id
        Whereabouts.objects.bulk_create(
            [
                Whereabouts(
                    person_id=victim, kind="postcode", sealed=seal("WM7 4QX", person_id=victim),
                    match=match_token("WM7 4QX"), from_on=TODAY,
                )
            ]
        )  # fmt: skip
    going = {"actor": committed.amina, "file_id": file, "transfer_id": transfer, "law": LAW, "at": WHEN}
    with pytest.raises(Refusal, match="where the victim or a child is") as refused:
        send(**going, no_new_address=True)
    assert "WM7" not in str(refused.value)
    with pytest.raises(Refusal, match="Read what goes along"):
        send(**going, no_new_address=False)
    with acting_as(there.amina):
        assert not ArrivedTransfer.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "Write to her at\r\n9 Harbour Row\r\nand nowhere else.",
        "To stay\nWM7 4QX\n",
        "She calls it\r\nthe\r\nOld Forge.",
    ],
)
def test_an_address_on_lines_of_its_own_goes_no_more_than_one_in_a_sentence(committed: Area, words: str) -> None:
    there = other_area()
    file, transfer = proposed(committed, Destination(partnership=there.id), wishes=words)
    with acting_as(committed.amina):
        child = Part.objects.get(file_id=file, kind="child").person_id
    place(actor=committed.amina, file=file, person=child, kind="carer", text="The Old Forge", at=WHEN)
    with pytest.raises(Refusal, match="where the victim or a child is"):
        send(actor=committed.amina, file_id=file, transfer_id=transfer, law=LAW, no_new_address=True, at=WHEN)


def test_without_consent_it_goes_only_on_grounds(committed: Area) -> None:
    there = other_area()
    with pytest.raises(Refusal, match="The victim has not consented"):
        sent(committed, Destination(partnership=there.id), consent="no")


def test_what_is_not_acknowledged_in_time_is_chased_once_a_day(committed: Area) -> None:
    there = other_area()
    file, _, _ = sent(committed, Destination(partnership=there.id))
    assert chase_transfers(actor=committed.commands, at=WHEN) == 0
    later = WHEN + timedelta(days=14)
    assert chase_transfers(actor=committed.commands, at=later) == 1
    assert chase_transfers(actor=committed.commands, at=later) == 0
    assert transfer_of(committed.amina, file).chased_on == TODAY + timedelta(days=14)


def test_a_case_has_one_open_transfer(committed: Area) -> None:
    there = other_area()
    file, referral = accepted(committed)
    from openccr.conference.operations.transfers import propose

    proposal = {
        "actor": committed.amina, "file_id": file, "referral_id": referral, "to": Destination(partnership=there.id),
        "reason": "She is moving.", "already_heard": False, "agenda_out": False, "at": WHEN,
    }  # fmt: skip
    propose(**proposal)
    with pytest.raises(Refusal, match="open already"):
        propose(**proposal)


def test_that_an_area_stands_on_her_list_is_not_told_by_the_ledger(committed: Area) -> None:
    """Every agency on the case reads the ledger, one that is on her list as well."""
    there = other_area()
    file, transfer = proposed(committed, Destination(partnership=there.id))
    record_no_go(actor=committed.amina, file_id=file, person="Westmere", words="His mother sits there.", at=WHEN)
    going = {"actor": committed.amina, "file_id": file, "transfer_id": transfer, "law": LAW, "no_new_address": True}
    with pytest.raises(Refusal, match="no-go list"):
        send(**going, at=WHEN)
    send(**going, override_reason="She moves there all the same.", at=WHEN)
    with acting_as(committed.pia):
        (line,) = Disclosure.objects.filter(file_id=file)
        assert line.why == "Transfer to the conference of another area"
        assert not Override.objects.exists() and not NoGo.objects.exists()
    with acting_as(committed.grace):
        assert not Override.objects.exists()  # her agency is not on this case
    with acting_as(committed.amina):
        assert Override.objects.get(file_id=file).reason == "She moves there all the same."


def test_why_it_is_transferred_says_nowhere_where_she_is(area: Area) -> None:
    file, referral = accepted(area)
    with pytest.raises(Refusal, match="says where the victim"):
        propose(
            actor=area.amina, file_id=file, referral_id=referral, to=Destination(on_paper="Westmere"), at=WHEN,
            reason="She moves to 41 Kingfisher Road.", already_heard=False, agenda_out=False,
        )  # fmt: skip

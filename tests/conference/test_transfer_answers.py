"""An answer to a transfer that changes: taken back, given anew, or heard wrong on the telephone."""

from __future__ import annotations

from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Transfer
from openccr.conference.operations.advisers import name_adviser
from openccr.conference.operations.answering_transfers import not_list, take_answer_back
from openccr.conference.operations.arrived_transfers import content_of, take_in
from openccr.conference.operations.deciding_again import decide_again
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.sending_transfers import send
from openccr.conference.operations.transfers import Destination, close, propose, write_answer
from openccr.conference.operations.triage import accept, redirect
from openccr.conference.rules.transfers import NO_IDVA, NotListed
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.addresses import to
from tests.conference.conferences import WHEN, accepted, planned
from tests.conference.test_transfers import arrived, transfer_of
from tests.conference.transfers import LAW, other_area, sent
from tests.makers import Area
from tests.signing_in import as_, text_of


def refused(committed: Area, there: Area) -> tuple[UUID, UUID, UUID]:
    """A case that the other area does not list: (file, transfer, what arrived)."""
    file, transfer, _ = sent(committed, Destination(partnership=there.id))
    row = arrived(there.amina).id
    not_list(actor=there.amina, arrived=row, answer=NotListed.CRITERIA, at=WHEN)
    return file, transfer, row


def lists(there: Area, received: object) -> None:
    accept(actor=there.amina, file_id=received.file_id, referral_id=received.referral_id, at=WHEN)
    list_case(
        actor=there.amina, referral_id=received.referral_id, meeting_id=planned(there),
        agency_ids=[there.agencies["police"]], at=WHEN,
    )  # fmt: skip


def test_not_for_this_area_is_taken_back_and_the_sender_reads_it(committed: Area) -> None:
    there = other_area()
    file, transfer, row = refused(committed, there)
    other, amina = as_(there.amina), as_(committed.amina)
    assert "Take the answer back" in text_of(other.get(to("arrived", arrived=row)))
    done = text_of(other.post(to("arrived_answer_back", arrived=row), follow=True))
    assert "The other area reads that you decide again" in done and "Take it in" in done
    back = transfer_of(committed.amina, file)
    assert (back.state, back.answer) == ("acknowledged", "")
    assert "takes its answer back and decides again" in text_of(amina.get("/"))
    assert "is taken back: they decide again" in text_of(amina.get(to("transfer_one", file=file, transfer=transfer)))
    lists(there, take_in(actor=there.amina, arrived=row, at=WHEN))
    assert transfer_of(committed.amina, file).state == "listed"


def test_nobody_else_takes_it_back_nor_what_was_not_answered(committed: Area) -> None:
    there = other_area()
    _, _, row = refused(committed, there)
    for actor in (committed.amina, there.bea):
        with pytest.raises((NotFound, Refusal)):
            take_answer_back(actor=actor, arrived=row, at=WHEN)
    take_answer_back(actor=there.amina, arrived=row, at=WHEN)
    with pytest.raises(Refusal, match="not possible"):
        take_answer_back(actor=there.amina, arrived=row, at=WHEN)


def test_a_sender_who_has_closed_it_hears_of_the_new_answer(committed: Area) -> None:
    there = other_area()
    file, transfer, row = refused(committed, there)
    close(actor=committed.amina, file_id=file, transfer_id=transfer, reason="We hear it.", at=WHEN)
    take_answer_back(actor=there.amina, arrived=row, at=WHEN)
    assert transfer_of(committed.amina, file).state == "acknowledged"
    page = text_of(as_(committed.amina).get(to("transfer_one", file=file, transfer=transfer)))
    assert "Said when it was closed before" in page and "We hear it." in page


def test_a_sender_who_has_begun_another_transfer_keeps_that_one_open(committed: Area) -> None:
    there = other_area()
    file, transfer, row = refused(committed, there)
    close(actor=committed.amina, file_id=file, transfer_id=transfer, reason="Sent again.", at=WHEN)
    with acting_as(committed.amina):
        referral = Transfer.objects.get(id=transfer).referral_id
    propose(
        actor=committed.amina, file_id=file, referral_id=referral, to=Destination(partnership=there.id),
        reason="Once more.", already_heard=False, agenda_out=False, at=WHEN,
    )  # fmt: skip
    take_answer_back(actor=there.amina, arrived=row, at=WHEN)
    with acting_as(committed.amina):
        assert Transfer.objects.get(id=transfer).state == "closed"
    lists(there, take_in(actor=there.amina, arrived=row, at=WHEN))
    with acting_as(committed.amina):
        assert Transfer.objects.get(id=transfer).state == "listed", "what became of it they learn all the same"


def test_a_decision_at_triage_that_is_taken_back_takes_the_answer_back(committed: Area) -> None:
    there = other_area()
    file, _, _ = sent(committed, Destination(partnership=there.id))
    received = take_in(actor=there.amina, arrived=arrived(there.amina).id, at=WHEN)
    ids = {"file_id": received.file_id, "referral_id": received.referral_id}
    redirect(actor=there.amina, **ids, key="other", goes_to="The hub", reason="A child first", at=WHEN)
    assert transfer_of(committed.amina, file).answer == NotListed.OTHER_FORUM
    decide_again(actor=there.amina, **ids, reason="The wrong case", at=WHEN)
    assert transfer_of(committed.amina, file).state == "acknowledged"
    lists(there, received)
    assert transfer_of(committed.amina, file).state == "listed"


def test_an_answer_heard_wrong_is_corrected(committed: Area) -> None:
    file, transfer, _ = sent(committed, Destination(on_paper="Eastmere"))
    parts = {"actor": committed.amina, "file_id": file, "transfer_id": transfer, "told_by": "Their desk", "at": WHEN}
    write_answer(**parts, move="list")
    amina = as_(committed.amina)
    assert "Correct their answer" in text_of(amina.get(to("transfer_one", file=file, transfer=transfer)))
    write_answer(**parts, move="not_list", answer=NotListed.CRITERIA)
    row = transfer_of(committed.amina, file)
    assert (row.state, row.answer) == ("not_listed", NotListed.CRITERIA)
    write_answer(**parts, move="acknowledge")
    row = transfer_of(committed.amina, file)
    assert (row.state, row.answer) == ("acknowledged", "")


def test_where_no_adviser_is_named_no_handover_is_asked_for(committed: Area) -> None:
    there = other_area()
    amina = as_(committed.amina)
    ready = {}
    for given in ("Nadia", "Olga"):
        file, referral = accepted(committed, given=given)
        if given == "Olga":
            name_adviser(actor=committed.amina, file_id=file, appointment_id=committed.grace.appointment_id, at=WHEN)
        transfer = propose(
            actor=committed.amina, file_id=file, referral_id=referral, to=Destination(partnership=there.id),
            reason="She is moving.", already_heard=False, agenda_out=False, at=WHEN,
        )  # fmt: skip
        ready[given] = {"file": file, "transfer": transfer}
    nobody, advised = ready["Nadia"], ready["Olga"]
    assert amina.post(to("transfer_contents", **advised), {"sections": []}).status_code == 422
    assert NO_IDVA in text_of(amina.get(to("transfer_contents", **nobody)))
    assert amina.post(to("transfer_contents", **nobody), {"sections": []}).status_code == 302
    assert NO_IDVA in text_of(amina.get(to("transfer_one", **nobody)))
    send(
        actor=committed.amina, file_id=nobody["file"], transfer_id=nobody["transfer"], law=LAW, no_new_address=True,
        at=WHEN,
    )  # fmt: skip
    assert content_of(arrived(there.amina)).handover == NO_IDVA

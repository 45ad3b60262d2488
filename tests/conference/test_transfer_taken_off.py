"""The other area lists a case and takes it off again: the sending area learns so, and nothing of where she is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing
from openccr.conference.operations.arrived_transfers import take_in
from openccr.conference.operations.deciding_again import unwithdraw
from openccr.conference.operations.deferring import put_off
from openccr.conference.operations.hearings import withdraw
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.transfers import Destination, close
from openccr.conference.rules.transfers import NotListed
from tests.conference.addresses import to
from tests.conference.conferences import WHEN, planned
from tests.conference.test_transfer_answers import lists
from tests.conference.test_transfers import arrived, transfer_of
from tests.conference.transfers import other_area, sent
from tests.makers import Area
from tests.signing_in import as_, text_of


@dataclass(frozen=True)
class Gone:
    """A case of one area that another one has listed: by its ids here, and there."""

    there: Area
    file: UUID
    transfer: UUID
    theirs: UUID
    referral: UUID
    hearing: UUID


@pytest.fixture
def gone(committed: Area) -> Gone:
    there = other_area()
    file, transfer, _ = sent(committed, Destination(partnership=there.id))
    received = take_in(actor=there.amina, arrived=arrived(there.amina).id, at=WHEN)
    lists(there, received)
    with acting_as(there.amina):
        hearing = Hearing.objects.get(file_id=received.file_id).id
    assert transfer_of(committed.amina, file).state == "listed"
    return Gone(there, file, transfer, received.file_id, received.referral_id, hearing)


def _page(area: Area, gone: Gone) -> str:
    return text_of(as_(area.amina).get(to("transfer_one", file=gone.file, transfer=gone.transfer)))


def test_a_case_withdrawn_there_is_not_listed_for_whoever_sent_it(committed: Area, gone: Gone) -> None:
    there = gone.there
    asked = text_of(as_(there.amina).get(to("withdraw", file=gone.theirs, hearing=gone.hearing)))
    assert "they read that no meeting here lists it, and nothing of why" in asked
    reason = "She lives at 3 Quay Lane now and asked us to stop."
    withdraw(actor=there.amina, file_id=gone.theirs, hearing_id=gone.hearing, reason=reason, at=WHEN)
    row = transfer_of(committed.amina, gone.file)
    assert (row.state, row.answer) == ("not_listed", NotListed.TAKEN_OFF)
    page = _page(committed, gone)
    assert "has been taken off" in page and "Ring their coordinator today" in page and "Quay Lane" not in page
    assert "does not list it: decide what follows" in text_of(as_(committed.amina).get("/"))


def test_a_withdrawal_taken_back_and_a_new_listing_reach_the_sender_too(committed: Area, gone: Gone) -> None:
    there = gone.there
    withdraw(actor=there.amina, file_id=gone.theirs, hearing_id=gone.hearing, reason="A slip", at=WHEN)
    unwithdraw(actor=there.amina, file_id=gone.theirs, referral_id=gone.referral, reason="A slip", at=WHEN)
    row = transfer_of(committed.amina, gone.file)
    assert (row.state, row.answer) == ("acknowledged", "")
    with acting_as(there.amina):
        meeting = Hearing.objects.get(id=gone.hearing).meeting_id
    list_case(
        actor=there.amina, referral_id=gone.referral, meeting_id=meeting, agency_ids=[there.agencies["police"]],
        at=WHEN,
    )  # fmt: skip
    assert transfer_of(committed.amina, gone.file).state == "listed"


def test_a_case_put_off_there_to_no_day_is_on_no_meeting_for_whoever_sent_it(committed: Area, gone: Gone) -> None:
    put_off(actor=gone.there.amina, file_id=gone.theirs, hearing_id=gone.hearing, why="no_time", at=WHEN)
    row = transfer_of(committed.amina, gone.file)
    assert row.state == "acknowledged" and row.answer_taken_back
    page = _page(committed, gone)
    assert "No meeting there lists it now" in page and "Tonight the adviser and the safety plan go on here" in page
    home = text_of(as_(committed.amina).get("/"))
    assert "decides again: no meeting there lists it now" in home


def test_a_case_put_off_there_to_another_day_stays_listed_and_opens_nothing_again(committed: Area, gone: Gone) -> None:
    close(actor=committed.amina, file_id=gone.file, transfer_id=gone.transfer, reason="Theirs now.", at=WHEN)
    later = planned(gone.there, days=40)
    put_off(
        actor=gone.there.amina, file_id=gone.theirs, hearing_id=gone.hearing, why="no_time", to_meeting_id=later,
        at=WHEN,
    )  # fmt: skip
    assert transfer_of(committed.amina, gone.file).state == "closed"
    second = _listed_hearing(gone)
    withdraw(actor=gone.there.amina, file_id=gone.theirs, hearing_id=second, reason="Not hers", at=WHEN)
    assert transfer_of(committed.amina, gone.file).state == "not_listed", "a plan that hung on it is looked at again"


def _listed_hearing(gone: Gone) -> UUID:
    with acting_as(gone.there.amina):
        return Hearing.objects.get(file_id=gone.theirs, state="listed").id


def test_what_only_a_listed_case_can_be_is_no_answer_before_it_is_taken_in(committed: Area) -> None:
    there = other_area()
    sent(committed, Destination(partnership=there.id))
    row = arrived(there.amina).id
    answered = as_(there.amina).post(to("arrived_not_listed", arrived=row), {"answer": NotListed.TAKEN_OFF})
    assert answered.status_code == 422

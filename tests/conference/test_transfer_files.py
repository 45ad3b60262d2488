"""A case that goes to another installation, as a file that only its key opens."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import ArrivedTransfer
from openccr.conference.operations.arrived_transfers import (
    bring_in,
    content_of,
    open_file,
    take_in,
)
from openccr.conference.operations.transfers import (
    Destination,
    write_answer,
)
from openccr.conference.rules.transfers import NotListed
from openccr.kernel.refusals import Refusal
from tests.conference.conferences import WHEN
from tests.conference.test_transfers import arrived, transfer_of
from tests.conference.transfers import know_each_other, other_area, sent
from tests.makers import Area


def test_a_file_for_another_installation_is_read_there_and_adds_nothing_twice(committed: Area) -> None:
    there = other_area()
    knows, _ = know_each_other(committed.amina, there.amina)
    file, transfer, out = sent(committed, Destination(area=knows))
    assert out.data.startswith(b"age-encryption.org/v1") and b"Nadia" not in out.data
    opened = open_file(actor=there.amina, data=out.data)
    assert (opened.from_name, opened.before, opened.bundle.id) == ("The other area", None, transfer)
    with acting_as(there.amina):
        assert not ArrivedTransfer.objects.exists(), "a preview saves nothing"
    first = bring_in(actor=there.amina, data=out.data, at=WHEN)
    assert bring_in(actor=there.amina, data=out.data, at=WHEN) == first
    row = arrived(there.amina)
    with acting_as(there.amina):
        assert content_of(row).victim.names[0].given == "Nadia"
    take_in(actor=there.amina, arrived=first, at=WHEN)
    with pytest.raises(Refusal, match="taken in already"):
        take_in(actor=there.amina, arrived=first, at=WHEN)

    write_answer(
        actor=committed.amina, file_id=file, transfer_id=transfer, move="not_list", answer=NotListed.CRITERIA,
        told_by="Their coordinator", at=WHEN,
    )  # fmt: skip
    assert transfer_of(committed.amina, file).state == "not_listed"


def test_nothing_goes_to_a_key_that_nobody_compared(committed: Area) -> None:
    from openccr.conference.operations.area_keys import check_area, enter_area, make_keys
    from openccr.conference.rules.transfer_envelope import new_keys

    make_keys(actor=committed.amina, at=WHEN)
    keys = new_keys().public
    row = enter_area(actor=committed.amina, name="Eastmere", introduction=keys.introduction, at=WHEN)
    with pytest.raises(Refusal, match="not the fingerprint"):
        check_area(actor=committed.amina, area_id=row, fingerprint="12345", with_whom="x", at=WHEN)
    with pytest.raises(Refusal, match="checked by telephone"):
        sent(committed, Destination(area=row))
    heard = keys.fingerprint.replace(" ", " - ")  # as somebody writes it down while it is read out
    check_area(actor=committed.amina, area_id=row, fingerprint=heard, with_whom="Their own number", at=WHEN)
    sent(committed, Destination(area=row))

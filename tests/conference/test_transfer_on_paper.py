"""A case goes on paper to an area that does not use OpenCCR."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Transfer
from openccr.conference.operations.sending_transfers import send
from openccr.conference.operations.transfers import Destination, write_answer
from openccr.conference.rules.transfers import NotListed
from openccr.kernel.refusals import Refusal
from openccr.people.rules import Contact
from tests.conference.addresses import to
from tests.conference.conferences import WHEN, accepted
from tests.conference.transfers import LAW, PLACE, proposed, sent
from tests.documents.pdfua import findings
from tests.documents.reading import text_of as words_of
from tests.makers import Area
from tests.sharing.cases import on_her_list
from tests.signing_in import as_, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

OTHER = Destination(on_paper="Otherbury")


def test_the_pack_says_what_a_bundle_says_and_can_be_read_aloud(area: Area) -> None:
    file, transfer, out = sent(area, OTHER)
    assert out.document is not None and findings(out.data) == []
    words = words_of(out.data)
    for one in ("coordinator of Otherbury", "Nadia", "She is moving.", "To stay in her home.", "Non-molestation order"):
        assert one in words, one
    assert "Visible high risk" in words and "24-item risk checklist" in words and "dash24" not in words
    assert "by telephone by" in words and PLACE not in words and "safe_to_call" not in words
    with acting_as(area.amina):
        row = Transfer.objects.get(id=transfer)
    assert row.on_paper and row.due_on is not None and row.state == "sent" and row.file_id == file


def test_whom_she_named_stands_on_the_first_sheet_for_the_coordinator_there(area: Area) -> None:
    file, transfer = proposed(area, OTHER)
    on_her_list(area, file, "housing")
    out = send(actor=area.amina, file_id=file, transfer_id=transfer, law=LAW, no_new_address=True, at=WHEN)
    assert "Must not be told" in words_of(out.data)


def test_their_answer_comes_by_telephone(area: Area) -> None:
    file, transfer, _ = sent(area, OTHER)
    write_answer(
        actor=area.amina, file_id=file, transfer_id=transfer, move="not_list", answer=NotListed.CRITERIA,
        told_by="Their coordinator", at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        assert Transfer.objects.get(id=transfer).state == "not_listed"


def test_an_area_without_a_name_is_none(area: Area) -> None:
    with pytest.raises(Refusal, match="Choose one of the areas"):
        proposed(area, Destination(on_paper=" "))


def test_it_is_proposed_on_the_page_and_the_pack_is_offered_there(area: Area) -> None:
    file, _ = accepted(area, contact=Contact(safe="not_asked"))
    client = as_(area.amina)
    given = {"to": "paper", "reason": "She is moving.", "already_heard": "no", "agenda_out": "no"}
    refused = client.post(to("transfer", file=file), given)
    assert refused.status_code == 422 and "Name the area." in text_of(refused)
    sent_off = client.post(to("transfer", file=file), given | {"on_paper": "Otherbury"})
    assert sent_off.status_code == 302, text_of(sent_off)
    page = text_of(client.get(sent_off["Location"]))
    assert "As a pack on paper" in page and "Transfer to Otherbury" in page

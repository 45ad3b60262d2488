"""The pages of transfers, through HTTP, as each persona."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from openccr.access.acting import acting_as
from openccr.conference.models import ArrivedTransfer, Transfer
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.transfers import Destination, propose, withdraw
from openccr.conference.operations.triage import accept, mark_out_of_area
from tests.conference.addresses import to
from tests.conference.conferences import WHEN, accepted, planned
from tests.conference.test_triage import referred
from tests.conference.transfers import know_each_other, other_area, sent
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_a_case_moves_away_from_the_first_question_to_the_answer(committed: Area) -> None:
    there = other_area()
    file, _ = accepted(committed)
    amina = as_(committed.amina)
    asked = text_of(amina.get(to("transfer", file=file)))
    assert "Westmere (works in this installation)" in asked
    assert "Until the other area has listed it, the case is yours" in asked
    answers = {"to": f"here:{there.id}", "already_heard": "no", "agenda_out": "no", "reason": "She is moving."}
    page = amina.post(to("transfer", file=file), answers, follow=True)
    assert "Nobody has chosen what goes along" in text_of(page)
    with acting_as(committed.amina):
        transfer = Transfer.objects.get().id
    parts = {"file": file, "transfer": transfer}
    page = amina.post(
        to("transfer_contents", **parts), {"sections": ["risk"], "handover": "IDVA to IDVA today."}, follow=True
    )
    assert "Read what goes before you send it" in text_of(page)
    assert "Nadia Invented" in text_of(page)
    lacking = amina.post(to("transfer_send", **parts), {"basis": "art6_public_task"})
    assert lacking.status_code == 422
    lawful = {"basis": "art6_public_task", "no_new_address": "on"}
    bare = amina.post(to("transfer_send", **parts), lawful)
    assert bare.status_code == 422 and "needs a condition of its own: article 10" in bare.text, "offences go along"
    page = amina.post(to("transfer_send", **parts), lawful | {"conditions": ["art10_safeguarding"]}, follow=True)
    assert "To be acknowledged by" in text_of(page)

    other = as_(there.amina)
    assert "Acknowledge a case from Exampleshire" in text_of(other.get("/"))
    with acting_as(there.amina):
        arrived = ArrivedTransfer.objects.get().id
    assert "Waits to be acknowledged" in text_of(other.get(to("transfers")))
    shown = text_of(other.get(to("arrived", arrived=arrived)))
    assert "Possibly known here already" in shown
    assert "Nadia Invented" in shown
    page = other.post(to("take_in", arrived=arrived), follow=True)
    assert "It waits for triage here" in text_of(page)
    with acting_as(there.amina):
        here, referral_there = ArrivedTransfer.objects.values_list("file_id", "referral_id").get()
    assert "Came by transfer" in text_of(other.get(to("case", file=here)))
    assert "IDVA to IDVA today" in text_of(other.get(to("origin", file=here)))
    accept(actor=there.amina, file_id=here, referral_id=referral_there, at=WHEN)
    meeting = planned(there)
    list_case(
        actor=there.amina, referral_id=referral_there, meeting_id=meeting,
        agency_ids=[there.agencies["police"]], at=WHEN,
    )  # fmt: skip
    assert "By transfer from Exampleshire" in text_of(other.get(to("meeting", meeting=meeting)))
    assert amina.get(to("arrived", arrived=arrived)).status_code == 404
    assert "Listed by the other area, " in text_of(amina.get(to("transfer_one", **parts)))
    assert "Tell Exampleshire" not in text_of(other.get(to("arrived", arrived=arrived))), "inside it goes by itself"
    assert "Goes to another area" in text_of(amina.get(to("case", file=file)))
    assert "Goes to another area" not in text_of(as_(committed.pia).get(to("case", file=file)))
    amina.post(to("transfer_close", **parts), {"reason": "They hear it."})
    assert "Listed by the other area, " in text_of(amina.get(to("transfer_one", **parts))), "also when it is closed"
    assert "Goes to another area" not in text_of(amina.get(to("case", file=file)))


def test_other_agencies_on_the_case_do_not_find_where_it_goes(committed: Area) -> None:
    there = other_area()
    file, transfer, _ = sent(committed, Destination(partnership=there.id))
    for actor, found in ((committed.pia, 403), (committed.carl, 403), (committed.amina, 200)):
        assert as_(actor).get(to("transfer_one", file=file, transfer=transfer)).status_code in (found, 404)
    assert "Westmere" not in text_of(as_(committed.pia).get(to("case_sharing", file=file)))
    assert "Westmere" in text_of(as_(committed.amina).get(to("case_sharing", file=file)))


def test_a_file_is_opened_shown_and_accepted(committed: Area) -> None:
    there = other_area()
    knows, _ = know_each_other(committed.amina, there.amina)
    _, _, out = sent(committed, Destination(area=knows))
    other = as_(there.amina)
    assert "Compared by telephone" in text_of(other.get(to("areas")))
    wrong = other.post(to("receive"), {"file": SimpleUploadedFile("x.age", out.data[:-3])})
    assert wrong.status_code == 422
    assert "Nothing was saved" in text_of(wrong)
    shown = other.post(to("receive"), {"file": SimpleUploadedFile("x.age", out.data)}, follow=True)
    assert "Nothing is saved yet" in text_of(shown)
    document = shown.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    page = other.post(to("receive_accept", document=document), follow=True)
    assert "Acknowledged" in text_of(page)
    assert "Tell The other area" in text_of(page) and "That you have it" in text_of(page)
    answered = other.post(page.redirect_chain[-1][0] + "not-listed/", {"answer": "her_wish"}, follow=True)
    assert "Now tell the other area" in text_of(answered) and "They are told" not in text_of(answered)
    assert "That it is not listed here, and why" in text_of(other.get(page.redirect_chain[-1][0]))
    again = other.post(to("receive"), {"file": SimpleUploadedFile("x.age", out.data)}, follow=True)
    assert "It has come in already" in text_of(again)


def test_a_referral_out_of_area_leads_to_its_transfer_and_can_be_taken_up_again(committed: Area) -> None:
    one = referred(committed)
    file, referral = one.file_id, one.referral_id
    mark_out_of_area(
        actor=committed.amina, file_id=file, referral_id=referral, goes_to="Westmere", reason="She moved.", at=WHEN
    )
    amina = as_(committed.amina)
    shown = text_of(amina.get(to("referral", file=file, referral=referral)))
    assert to("transfer", file=file) in shown
    lost = "marked for another area, and nothing takes it there yet"
    assert lost in text_of(amina.get("/")) and lost not in text_of(as_(committed.pia).get("/"))
    to_area = Destination(on_paper="Westmere")
    transfer = propose(
        actor=committed.amina, file_id=file, referral_id=referral, to=to_area, reason="She moved.",
        already_heard=False, agenda_out=False, at=WHEN,
    )  # fmt: skip
    home = text_of(amina.get("/"))
    assert lost not in home and "send it to Westmere, or withdraw the transfer" in home
    withdraw(actor=committed.amina, file_id=file, transfer_id=transfer, reason="Not yet.", at=WHEN)
    assert lost in text_of(amina.get("/"))
    page = amina.post(to("take_up", file=file, referral=referral), {"reason": "They do not list it."}, follow=True)
    assert "Waiting for triage" in text_of(page)

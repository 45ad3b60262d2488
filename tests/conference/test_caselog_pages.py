"""The pages that bring in past hearings."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing
from openccr.conference.operations.uploads import CASELOG
from openccr.conference.tasks import TASKS
from tests.conference.addresses import to
from tests.conference.test_caselog import log, past
from tests.makers import Area
from tests.signing_in import as_, text_of


def test_the_coordinator_sees_what_would_come_of_a_log_and_then_brings_it_in(area: Area) -> None:
    client = as_(area.amina)
    assert to("past_hearings") in text_of(client.get(to("meetings")))
    data = log(past(), past(referral_ref="HX-2", outcome="?"))
    sent = client.post(to("past_hearings"), {"file": SimpleUploadedFile("log.csv", data)}, follow=True)
    page = text_of(sent)
    assert "Nothing is saved yet." in page and "Bring in 1 hearing" in page and "Outcome" in page.title()
    document = sent.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[-1]
    with acting_as(area.amina):
        assert not Hearing.objects.exists()
    taken = client.post(to("past_hearings_take", document=document), follow=True)
    assert "What came of the file" in text_of(taken)
    with acting_as(area.amina):
        assert Hearing.objects.count() == 1


def test_a_representative_is_not_offered_it(area: Area) -> None:
    assert to("past_hearings") not in text_of(as_(area.pia).get(to("meetings")))
    assert as_(area.pia).get(to("past_hearings")).status_code == 403


def test_a_long_log_is_brought_in_by_the_worker(area: Area) -> None:
    client = as_(area.amina)
    rows = [past(referral_ref=f"HX-{number}", reason="x" * 500) for number in range(250)]
    sent = client.post(to("past_hearings"), {"file": SimpleUploadedFile("log.csv", log(*rows))}, follow=True)
    document = sent.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[-1]
    taken = client.post(to("past_hearings_take", document=document))
    assert "/work/" in taken["Location"]
    told: list[tuple[int, int]] = []
    outcome = TASKS[CASELOG.task](
        actor=area.amina, report=lambda done, total: told.append((done, total)), document=document
    )
    assert "250 taken" in outcome.words and told[-1] == (250, 250)

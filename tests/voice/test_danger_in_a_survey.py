"""Danger in an answer to a survey is looked for by whoever is on duty, as in a message on the channel."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.voice.models import Contribution
from openccr.voice.operations.contributions import send, theme
from openccr.voice.operations.messages import triage_answer
from openccr.voice.operations.surveys import take_back_answer
from openccr.voice.operations.wording import take_out
from openccr.voice.panels import _waiting
from openccr.voice.queries.contributions import contribution_of, contributions
from openccr.voice.queries.messages import answer_of, answers, waiting
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_survey import SECRET, answered, open_survey, with_code
from tests.voice.test_voice import said

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def code(area: Area) -> str:
    return answered(area, open_survey(area))


def only(area: Area) -> UUID:
    return answers(actor=area.grace)[0].id


def test_the_duty_worker_reads_an_answer_the_day_it_comes_and_writes_down_what_was_done(area: Area, code: str) -> None:
    with acting_as(area.grace):
        assert len(waiting()) == 1
    page = as_(area.grace).get("/voice/messages/")
    assert "Answer to a survey" in text_of(page) and "Not read yet" in text_of(page) and SECRET not in text_of(page)
    one = reverse("voice.unnamed_answer", kwargs={"unnamed_answer": only(area)})
    assert SECRET in text_of(as_(area.grace).get(one))
    refused = as_(area.grace).post(one, {"danger": "yes", "words": " "})
    assert refused.status_code == 422 and "Say what was done about the danger." in text_of(refused)
    assert as_(area.grace).post(one, {"danger": "yes", "words": "Rang the police on 999."}).status_code == 302
    assert "Danger" in text_of(as_(area.grace).get("/voice/messages/"))
    with acting_as(area.grace):
        assert waiting() == []


def test_what_nobody_on_duty_has_read_is_due_when_the_pack_says_and_late_after_it(
    area: Area, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = practice(area.grace)
    due = add_working_days(timezone.localdate(), pack.voice.hours.working_days, pack.holidays)
    with acting_as(area.grace):
        (item,) = _waiting(actor=area.grace)
        assert (item.count, item.due, item.late) == (1, due, False)
        monkeypatch.setattr(timezone, "localdate", lambda: due + timedelta(days=1))
        (item,) = _waiting(actor=area.grace)
        assert (item.due, item.late) == (due, True)


def test_the_coordinator_reads_what_those_on_duty_found_and_the_code_says_that_it_was_read(
    area: Area, code: str
) -> None:
    page = reverse("voice.contribution", kwargs={"contribution": only(area)})
    assert "Nobody on duty has looked yet" in text_of(as_(area.amina).get(page))
    assert "Nobody has read it yet." in with_code(code)
    triage_answer(actor=area.grace, answer=only(area), danger=True, words="Rang the police on 999.", at=NOW)
    assert "Rang the police on 999." in text_of(as_(area.amina).get(page))
    assert "Somebody has read what you sent." in with_code(code)
    assert "police" not in with_code(code)
    one = _themed(area)
    take_out(actor=area.amina, contribution=one, words="Somebody at the desk told a relative.", at=NOW)
    send(actor=area.amina, contribution=one, agency=area.bea.agency_id, reworded=True, at=NOW)
    assert "Rang the police" not in text_of(as_(area.bea).get(page))


def test_nothing_goes_to_an_agency_or_is_reworded_before_somebody_on_duty_has_looked(area: Area, code: str) -> None:
    one = _themed(area)
    amina, page = as_(area.amina), reverse("voice.send", kwargs={"contribution": one})
    refused = amina.post(page, {"agency": str(area.bea.agency_id)})
    assert refused.status_code == 422 and "Nobody on duty has looked whether somebody is in danger." in text_of(refused)
    with pytest.raises(Refusal, match="Nobody on duty has looked"):
        take_out(actor=area.amina, contribution=one, words="Somebody at the desk told a relative.", at=NOW)
    with acting_as(area.bea):
        assert not Contribution.objects.exists()
    assert "Nobody on duty has looked whether somebody is in danger." in text_of(
        amina.get(reverse("voice.contribution", kwargs={"contribution": one}))
    )
    triage_answer(actor=area.grace, answer=one, danger=False, words="", at=NOW)
    take_out(actor=area.amina, contribution=one, words="Somebody at the desk told a relative.", at=NOW)
    assert amina.post(page, {"agency": str(area.bea.agency_id), "reworded": "on"}).status_code == 302
    with acting_as(area.bea):
        assert Contribution.objects.get().words == "Somebody at the desk told a relative."


def _themed(area: Area) -> UUID:
    one = only(area)
    theme(actor=area.amina, contribution=one, themes=["coordination"], at=NOW)
    return one


def test_on_duty_nobody_reads_what_was_said_on_other_ways(area: Area, code: str) -> None:
    other = said(area)
    assert [row.id for row in answers(actor=area.grace)] == [only(area)]
    with pytest.raises(NotFound):
        answer_of(actor=area.grace, answer=other)
    with pytest.raises(NotFound):
        triage_answer(actor=area.grace, answer=other, danger=False, words="", at=NOW)
    with pytest.raises(Refusal):
        answers(actor=area.bea)
    with acting_as(area.bea):
        assert not Contribution.objects.exists()


def test_reading_on_duty_does_not_put_it_on_the_advisers_own_list(area: Area, code: str) -> None:
    assert contributions(actor=area.grace) == ([], 0)
    with pytest.raises(NotFound):
        contribution_of(actor=area.grace, contribution=only(area))


def test_what_was_taken_back_is_read_by_nobody(area: Area, code: str) -> None:
    one = only(area)
    take_back_answer(code=code)
    assert answers(actor=area.grace) == []
    with pytest.raises(NotFound):
        answer_of(actor=area.grace, answer=one)

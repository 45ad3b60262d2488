"""A survey that anybody may answer without a name: safety first, no trace, consent in parts, taken back by its code."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.kernel.refusals import NotFound, Refusal
from openccr.voice.models import Contribution, Published
from openccr.voice.operations.contributions import answer, publish, send, theme
from openccr.voice.operations.engagements import let_out, plan_engagement
from openccr.voice.operations.engagements import take_back as take_back_engagement
from openccr.voice.operations.messages import triage_answer
from openccr.voice.operations.wording import take_out
from openccr.voice.queries.contributions import contribution_of
from openccr.voice.queries.engagements import heard_by_group
from openccr.voice.rules.surveys import MOST_QUESTIONS, as_words, groups_said, read_questions, reply_for
from openccr.voice.surveys import open_surveys
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_asking import WHOLE

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
SECRET = "The woman at the desk told my sister that I had come"


def planned(area: Area, *, days: int = 20, questions: str = "What helped?\nWhat did not?") -> UUID:
    return plan_engagement(
        actor=area.amina, channel="survey", title="Five minutes on the front desk", purpose="What to change first",
        at=NOW, ends_on=TODAY + timedelta(days=days), children=False, checks=WHOLE, questions=questions,
    )  # fmt: skip


def open_survey(area: Area) -> UUID:
    one = planned(area)
    let_out(actor=area.grace, engagement=one, at=NOW)
    return one


@pytest.fixture
def survey(area: Area) -> UUID:
    return open_survey(area)


def address(area: Area, survey: UUID, name: str = "survey_answer") -> str:
    return reverse(f"voice.{name}", kwargs={"area": area.code, "survey": survey})


def answered(area: Area, survey: UUID, **given: object) -> str:
    said = {"answer_0": "", "answer_1": SECRET, "consents": ["use", "publish"], "groups": []}
    answer = Client().post(address(area, survey), said | given)
    assert answer.status_code == 200, answer.content.decode()
    return CODE.findall(answer.content.decode())[0]


def kept(area: Area) -> Contribution:
    with acting_as(area.amina):
        return Contribution.objects.get()


def looked_at(area: Area) -> Contribution:
    """The answer, once somebody on duty has looked for danger in it and found none."""
    row = kept(area)
    triage_answer(actor=area.grace, answer=row.id, danger=False, words="", at=NOW)
    return row


def with_code(code: str, **pressed: str) -> str:
    return text_of(Client().post("/your-answer/", {"code": code, **pressed}))


@pytest.mark.parametrize(
    ("text", "field"),
    [("One?\n" * (MOST_QUESTIONS + 1), "questions"), ("x" * 301, "questions")],
)
def test_a_survey_is_short(text: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_questions(text)
    assert refused.value.field == field


def test_an_answer_stands_under_its_question_and_what_was_left_out_is_left_out() -> None:
    assert read_questions(" One? \n\nTwo?") == ("One?", "Two?")
    assert as_words(["One?", "Two?"], ["", " Yes. "]) == "Two?\nYes."
    assert groups_said([]) is None
    assert groups_said(["none"]) == []
    assert groups_said(["disabled", "none"]) == ["disabled"]


@pytest.mark.parametrize(
    ("state", "changed", "key"),
    [
        ("received", None, ""), ("themed", None, "read"), ("sent", None, "considered"), ("done", True, "done"),
        ("not_done", False, "not_done"), ("fed_back", True, "done"), ("fed_back", False, "not_done"),
        ("withdrawn", None, ""),
    ],
)  # fmt: skip
def test_the_code_shows_how_far_it_has_come(state: str, changed: bool | None, key: str) -> None:
    assert reply_for(state, changed=changed) == key


def test_a_survey_opens_only_once_somebody_else_has_looked_and_closes_by_itself(area: Area) -> None:
    one = planned(area)
    assert Client().get(address(area, one, "survey")).status_code == 404
    let_out(actor=area.grace, engagement=one, at=NOW)
    assert [found.id for found in open_surveys(area=area.code)] == [one]
    assert not open_surveys(area="nowhere")
    take_back_engagement(actor=area.amina, engagement=one, at=NOW)
    assert Client().post(address(area, one), {"answer_0": "x"}).status_code == 404
    over = planned(area, days=-1)
    let_out(actor=area.grace, engagement=over, at=NOW)
    assert Client().get(address(area, over)).status_code == 404


def test_questions_are_those_of_a_survey_and_tell_no_place(area: Area) -> None:
    with pytest.raises(Refusal, match="address"):
        planned(area, questions="Have you been to 12 Mill Lane, EX1 1AA?")
    with pytest.raises(Refusal, match="Only a survey"):
        plan_engagement(
            actor=area.amina, channel="panel", title="Panel", purpose="x", at=NOW, ends_on=TODAY, children=False,
            checks={}, questions="What helped?",
        )  # fmt: skip


def test_danger_the_way_out_and_safety_come_before_the_first_question(area: Area, survey: UUID) -> None:
    before = Client().get(f"/your-say/{area.code}/").content.decode()
    assert address(area, survey, "survey") in before
    first = Client().get(address(area, survey, "survey")).content.decode()
    for words in ("Call 999", "not for emergencies", "Exit this page", "leave out any question"):
        assert words in first
    assert "<textarea" not in first and "What helped?" not in first
    asked = Client().get(address(area, survey))
    page = asked.content.decode()
    assert page.index("Exit this page") < page.index("Call 999") < page.index("What helped?")
    assert "http://" not in page.replace("http://www.w3.org", "") and 'src="https://' not in page
    assert asked["Cache-Control"] == "no-store" and asked["Referrer-Policy"] == "same-origin"


def test_an_answer_leaves_no_trace_of_who_gave_it(area: Area, survey: UUID) -> None:
    before = AuditEvent.objects.count()
    client = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="An old phone")
    answer = client.post(address(area, survey), {"answer_1": SECRET, "consents": ["use"]})
    code = CODE.findall(answer.content.decode())[0]
    assert AuditEvent.objects.count() == before and not mail.outbox
    row = kept(area)
    assert row.words == f"What did not?\n{SECRET}" and row.consents == ["use"] and row.engagement_id == survey
    assert timezone.localtime(row.moved_at).time().isoformat() in ("00:00:00", "01:00:00")
    everything = " ".join(str(value) for value in vars(row).values())
    for trace in ("203.0.113", "old phone", code, code.replace("-", "")):
        assert trace not in everything
    kept_cookies = [one for one in client.cookies.values() if one["max-age"] or one["expires"]]
    assert not kept_cookies and "sessionid" not in client.cookies and "openccr" not in client.cookies


def test_nothing_is_lost_when_something_is_to_be_put_right(area: Area, survey: UUID) -> None:
    empty = Client().post(address(area, survey), {"consents": ["use"]})
    assert empty.status_code == 422 and "Answer at least one question" in empty.content.decode()
    place = Client().post(address(area, survey), {"answer_0": "I live at 12 Mill Lane, EX1 1AA", "answer_1": SECRET})
    page = place.content.decode()
    assert place.status_code == 422 and "There is an address in it" in page and SECRET in page
    with acting_as(area.amina):
        assert not Contribution.objects.exists()


def test_its_code_shows_a_neutral_reply_and_takes_the_words_back_from_everywhere(area: Area, survey: UUID) -> None:
    code = answered(area, survey)
    row = kept(area)
    assert "Nobody has read it yet" in with_code(code)
    looked_at(area)
    take_out(actor=area.amina, contribution=row.id, words="Somebody at the desk told a relative.", at=NOW)
    theme(actor=area.amina, contribution=row.id, themes=["coordination"], at=NOW)
    send(actor=area.amina, contribution=row.id, agency=area.bea.agency_id, reworded=True, at=NOW)
    answer(actor=area.bea, contribution=row.id, changed=True, words="The desk has a door now.", at=NOW)
    publish(actor=area.amina, contribution=row.id, said="The desk is too open.", did="It has a door now.", at=NOW)
    shown = with_code(code)
    assert "Something has changed" in shown and SECRET not in shown and "door" not in shown
    assert "taken back" in with_code(code, take_back="1")
    row = kept(area)
    assert (row.words, row.consents, row.state, row.published_as) == ("", [], "withdrawn", None)
    assert not Published.objects.exists()
    assert "leads nowhere" in with_code(code)
    assert SECRET not in text_of(as_(area.amina).get(reverse("voice.contribution", kwargs={"contribution": row.id})))


def test_a_code_can_be_ended_and_the_answer_stays(area: Area, survey: UUID) -> None:
    code = answered(area, survey)
    assert "The code is ended" in with_code(code, end="1")
    assert "leads nowhere" in with_code(code, take_back="1")
    assert SECRET in kept(area).words


def test_who_they_are_is_counted_apart_and_only_if_they_say(area: Area, survey: UUID) -> None:
    answered(area, survey)
    assert heard_by_group(actor=area.amina, first=TODAY - timedelta(days=100), last=TODAY) == {}
    with acting_as(area.amina):
        Contribution.objects.update(words="")
    Client().post(address(area, survey), {"answer_0": "The tea", "groups": ["disabled"]})
    Client().post(address(area, survey), {"answer_0": "The chairs", "groups": ["none"]})
    found = heard_by_group(actor=area.amina, first=TODAY - timedelta(days=100), last=TODAY)
    assert found == {"": 2, "disabled": 1}
    wrong = Client().post(address(area, survey), {"answer_0": "x", "groups": ["princesses"]})
    assert wrong.status_code == 422


def test_only_the_coordinator_reads_it_until_it_is_sent_and_takes_out_names_first(area: Area, survey: UUID) -> None:
    answered(area, survey)
    row = kept(area)
    for who in ("bea", "fay"):
        with acting_as(area.actors[who]):
            assert not Contribution.objects.exists()
    with pytest.raises(NotFound):  # an adviser reads it on duty, looking for danger, and not among what was said
        contribution_of(actor=area.grace, contribution=row.id)
    looked_at(area)
    take_out(actor=area.amina, contribution=row.id, words="Somebody at the desk told a relative.", at=NOW)
    assert SECRET not in kept(area).words
    for words, why in ((" ", "Leave what was said"), ("At 12 Mill Lane, EX1 1AA", "address")):
        with pytest.raises(Refusal, match=why):
            take_out(actor=area.amina, contribution=row.id, words=words, at=NOW)
    theme(actor=area.amina, contribution=row.id, themes=["coordination"], at=NOW)
    send(actor=area.amina, contribution=row.id, agency=area.bea.agency_id, reworded=True, at=NOW)
    with pytest.raises(Refusal, match="read it already"):
        take_out(actor=area.amina, contribution=row.id, words="Nothing.", at=NOW)
    with pytest.raises(NotFound):
        take_out(actor=area.amina, contribution=survey, words="Nothing.", at=NOW)


def test_without_leave_to_use_it_nothing_goes_to_an_agency(area: Area, survey: UUID) -> None:
    answered(area, survey, consents=[])
    row = kept(area)
    theme(actor=area.amina, contribution=row.id, themes=["coordination"], at=NOW)
    with pytest.raises(Refusal, match="did not agree"):
        send(actor=area.amina, contribution=row.id, agency=area.bea.agency_id, at=NOW)


def test_a_flood_is_refused(area: Area, survey: UUID) -> None:
    code = answered(area, survey)
    assert code
    with acting_as(area.amina):
        row = Contribution.objects.get()
        for number in range(499):
            Contribution.objects.bulk_create([
                Contribution(
                    partnership_id=row.partnership_id, channel="survey", words=f"{number}", engagement_id=survey,
                    received_on=row.received_on, moved_at=row.moved_at,
                )
            ])  # fmt: skip
    full = Client().post(address(area, survey), {"answer_0": "One more"})
    assert full.status_code == 422 and "cannot be taken now" in full.content.decode()


def test_what_was_said_is_narrowed_by_state_theme_and_survey(area: Area, survey: UUID) -> None:
    answered(area, survey)
    client = as_(area.amina)
    assert "thing that a survivor said, to read and send on" in text_of(client.get("/"))
    for asked, there in (("state=received", 1), ("state=sent", 0), (f"engagement={survey}", 1), ("channel=panel", 0)):
        assert (str(kept(area).id) in client.get(f"/voice/?{asked}").content.decode()) is bool(there)
    screen = text_of(client.get(reverse("voice.engagement", kwargs={"engagement": survey})))
    assert address(area, survey, "survey") in screen and "What helped?" in screen


def test_what_they_typed_reaches_no_agency_until_it_is_in_other_words_or_they_agreed(area: Area, survey: UUID) -> None:
    answered(area, survey, consents=["use"])
    row = looked_at(area)
    theme(actor=area.amina, contribution=row.id, themes=["coordination"], at=NOW)
    amina, page = as_(area.amina), reverse("voice.send", kwargs={"contribution": row.id})
    to = {"agency": str(area.bea.agency_id)}
    assert "These are other words than theirs" not in text_of(amina.get(page))
    assert "these are what they typed" in text_of(amina.post(page, to))
    assert amina.post(page, to | {"reworded": "on"}).status_code == 422, "a tick alone does not make them other words"
    take_out(actor=area.amina, contribution=row.id, words=f" {row.words.upper()}", at=NOW)
    assert amina.post(page, to | {"reworded": "on"}).status_code == 422, "nor do capitals"
    take_out(actor=area.amina, contribution=row.id, words="Somebody at the desk told a relative.", at=NOW)
    back = amina.post(page, to)
    assert back.status_code == 422 and "These are other words than theirs" in text_of(back)
    with acting_as(area.bea):
        assert not Contribution.objects.exists()
    assert amina.post(page, to | {"reworded": "on"}).status_code == 302
    with acting_as(area.bea):
        assert Contribution.objects.exists()


def test_whoever_agreed_to_be_quoted_is_sent_as_they_typed_it(area: Area, survey: UUID) -> None:
    answered(area, survey, consents=["use", "quote"])
    theme(actor=area.amina, contribution=looked_at(area).id, themes=["coordination"], at=NOW)
    send(actor=area.amina, contribution=kept(area).id, agency=area.bea.agency_id, at=NOW)
    with acting_as(area.bea):
        assert SECRET in Contribution.objects.get().words

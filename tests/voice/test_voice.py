"""Survivors are heard: what was said is answered, published with leave, and somebody without a name leaves no trace."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.content import load
from openccr.kernel.refusals import NotFound, Refusal
from openccr.voice.models import Contribution, Message, Published
from openccr.voice.operations.contributions import answer, feed_back, keep, publish, send, theme, withdraw
from openccr.voice.operations.messages import end_code, leave, triage
from openccr.voice.queries.contributions import contributions, heard, owed
from openccr.voice.queries.messages import message_of, reply_to
from openccr.voice.rules.codes import new_code, read_code
from openccr.voice.rules.contributions import VOICE, Facts, State, is_late
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
VOICE_WORDS = load().voice
NOBODY = UUID(int=7)
SECRET = "He works at the town hall and nobody believed the girl"


def said(area: Area, **changed: object) -> UUID:
    given = {
        "channel": "panel",
        "words": "Nobody rang back.",
        "consents": ["use", "publish"],
        "themes": ["coordination"],
    }
    return keep(actor=area.amina, at=NOW, **given | changed)  # type: ignore[arg-type]


def sent(area: Area) -> UUID:
    one = said(area)
    send(actor=area.amina, contribution=one, agency=area.bea.agency_id, at=NOW)
    return one


@pytest.mark.parametrize(("state", "move"), list(product(State, VOICE.moves)))
def test_what_was_said_goes_one_way_and_can_be_withdrawn_until_the_end(state: State, move: str) -> None:
    whole = Facts(themes=1, owned=True, answer="Done.", may_use=True, looked_at=True)
    allowed = {
        (State.RECEIVED, "theme"), (State.THEMED, "theme"), (State.THEMED, "send"), (State.SENT, "do"),
        (State.SENT, "take_back"),
        (State.SENT, "not_do"), (State.DONE, "feed_back"), (State.NOT_DONE, "feed_back"),
    } | {(one, "withdraw") for one in State if one is not State.WITHDRAWN}  # fmt: skip
    assert (VOICE.refusal(state=state, move=move, facts=whole) is None) is ((state, move) in allowed)


def test_a_code_is_read_however_it_is_typed_and_nothing_else_is_one() -> None:
    code = new_code()
    assert re.fullmatch(r"(\w{4}-){2}\w{4}", code)
    assert read_code(code.lower().replace("-", " ")) == read_code(code) != ""
    assert read_code("AAAA-AAAA-AAAA") == read_code("7F3K") == ""
    assert is_late(State.SENT, date(2026, 1, 1), today=TODAY) and not is_late(State.DONE, date(2026, 1, 1), today=TODAY)


def test_it_is_sent_only_with_leave_and_an_answer_is_due_in_working_days(area: Area) -> None:
    with pytest.raises(Refusal, match="did not agree"):
        send(actor=area.amina, contribution=said(area, consents=[]), agency=area.bea.agency_id, at=NOW)
    sent(area)
    with acting_as(area.bea):
        ((_, due_on),) = owed(area.bea)
    assert TODAY + timedelta(days=20) < due_on < TODAY + timedelta(days=45)


def test_the_agency_that_was_asked_sees_it_and_no_other_does(area: Area) -> None:
    one = sent(area)
    said(area, words="Another thing.")
    assert [row.id for row in contributions(actor=area.bea)[0]] == [one]
    for who in ("grace", "carl"):
        assert not contributions(actor=area.actors[who])[1]
        with pytest.raises(NotFound):
            answer(actor=area.actors[who], contribution=one, changed=True, words="Done.", at=NOW)
    for actor in (area.fay, area.dee):
        with acting_as(actor):
            assert not Contribution.objects.exists()


def test_an_answer_says_what_was_done_or_why_not_and_they_are_told(area: Area) -> None:
    one = sent(area)
    with pytest.raises(Refusal, match="what was done"):
        answer(actor=area.bea, contribution=one, changed=False, words=" ", at=NOW)
    answer(actor=area.bea, contribution=one, changed=True, words="A duty worker rings back the same day.", at=NOW)
    feed_back(actor=area.amina, contribution=one, at=NOW)
    found = heard(actor=area.amina, today=TODAY)
    assert (found.sent, found.answered, found.late, found.changed) == (1, 1, 0, 1)


def test_published_is_what_they_agreed_to_in_the_partnerships_words_without_an_address(area: Area) -> None:
    one = sent(area)
    with pytest.raises(Refusal, match="no answer"):
        publish(actor=area.amina, contribution=one, said="Ring back.", did="We do.", at=NOW)
    answer(actor=area.bea, contribution=one, changed=True, words="We do.", at=NOW)
    with pytest.raises(Refusal, match="address"):
        publish(actor=area.amina, contribution=one, said="At EX1 1AA nobody rang.", did="We do.", at=NOW)
    for reached in ("Ring me on 07700 900 123.", "Write to una@exampleton.example."):
        with pytest.raises(Refusal, match="telephone number or an e-mail"):
            publish(actor=area.amina, contribution=one, said=reached, did="We do.", at=NOW)
    for named in ("Nobody rang Wren back.", "Sarah said that nobody rang."):
        with pytest.raises(Refusal, match=r"somebody's name: “(Wren|Sarah)”"):
            publish(actor=area.amina, contribution=one, said=named, did="We do.", at=NOW)
    publish(actor=area.amina, contribution=one, said="Nobody rang you back.", did="Now somebody does.", at=NOW)
    page = text_of(Client().get(f"/you-said/{area.code}/"))
    assert "Now somebody does." in page and 'href="/find-help/"' in page.split("<main")[1]
    assert Published.objects.count() == 1
    silent = said(area, consents=["use"])
    with pytest.raises(Refusal, match="did not agree"):
        publish(actor=area.amina, contribution=silent, said="x", did="y", at=NOW)


def test_whoever_writes_without_a_name_has_a_number_to_press_first(area: Area) -> None:
    number = load().directory.elsewhere["helpline"].phone.replace(" ", "")
    for path in ("/your-say/", f"/your-say/{area.code}/", f"/your-say/{area.code}/write/", "/your-say/nowhere/"):
        assert f'href="tel:{number}"' in text_of(Client().get(path)), path


def test_whoever_publishes_says_that_a_word_is_nobodys_name_only_once_they_were_asked(area: Area) -> None:
    one = sent(area)
    answer(actor=area.bea, contribution=one, changed=True, words="We do.", at=NOW)
    client, where = as_(area.amina), reverse("voice.publish", kwargs={"contribution": one})
    assert "no_names" not in text_of(client.get(where))
    words = {"said": "Nobody at the Swallow desk rang back.", "did": "Now somebody does."}
    asked = client.post(where, words)
    assert "name: “Swallow”?" in text_of(asked) and 'name="no_names"' in text_of(asked)
    assert client.post(where, words | {"no_names": "on"}).status_code == 302
    assert "Swallow desk" in text_of(Client().get(f"/you-said/{area.code}/"))


def test_what_is_withdrawn_loses_its_words(area: Area) -> None:
    one = sent(area)
    withdraw(actor=area.amina, contribution=one, at=NOW)
    with acting_as(area.amina):
        row = Contribution.objects.get(id=one)
    assert (row.words, row.consents, row.state) == ("", [], State.WITHDRAWN)


def test_a_message_is_sealed_and_only_those_on_duty_open_it(area: Area) -> None:
    leave(area=area.code, words=SECRET)
    with acting_as(area.amina):
        row = Message.objects.get()
    assert SECRET.encode() not in bytes(row.sealed)
    assert message_of(actor=area.grace, message=row.id).words == SECRET
    for who in ("bea", "fay", "lena", "dee"):
        with acting_as(area.actors[who]):
            assert not Message.objects.exists()
    assert not Message.objects.exists()


def test_whoever_writes_leaves_no_trace_but_the_sealed_words_and_the_day(
    area: Area, caplog: pytest.LogCaptureFixture
) -> None:
    before = AuditEvent.objects.count()
    client = Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Her telephone")
    page = client.post(f"/your-say/{area.code}/write/", {"words": SECRET})
    assert page.status_code == 200
    code = re.search(r"(?:[A-Z0-9]{4}-){2}[A-Z0-9]{4}", text_of(page))
    assert code is not None
    with acting_as(area.amina):
        row = Message.objects.get()
    kept = [str(getattr(row, field.attname)) for field in Message._meta.fields]
    for trace in ("203.0.113.9", "telephone", read_code(code[0]), code[0]):
        assert not any(trace in value for value in kept) and trace not in caplog.text
    assert AuditEvent.objects.count() == before and not mail.outbox
    assert "sessionid" not in page.cookies


def test_the_code_shows_a_neutral_reply_and_never_what_was_written(area: Area) -> None:
    code = leave(area=area.code, words=SECRET)
    client = Client()
    assert "Nobody has read it yet" in text_of(client.post("/your-answer/", {"code": code}))
    with acting_as(area.amina):
        row = Message.objects.get()
    triage(actor=area.grace, message=row.id, danger=True, words="Told the children's team", reply="read", at=NOW)
    page = text_of(client.post("/your-answer/", {"code": code.lower()}))
    assert VOICE_WORDS.replies["read"].text in page
    for never in (SECRET, "children's team", "Grace", "danger"):
        assert never not in page.replace("In danger now?", "")


def test_a_code_that_was_ended_leads_nowhere_like_one_that_never_was(area: Area) -> None:
    code = leave(area=area.code, words=SECRET)
    client = Client()
    assert "leads nowhere now" in text_of(client.post("/your-answer/", {"code": code, "end": "1"}))
    ended, never = (client.post("/your-answer/", {"code": one}) for one in (code, new_code()))
    assert ended.status_code == never.status_code == 422
    shown = [re.sub(r"csrf\S+|value=\S+", "", page.content.decode()) for page in (ended, never)]
    assert shown[0] == shown[1]
    with pytest.raises(NotFound):
        end_code(code=code)
    with pytest.raises(NotFound):
        reply_to(code, VOICE_WORDS)


def test_danger_is_written_down_with_what_was_done(area: Area) -> None:
    leave(area=area.code, words=SECRET)
    with acting_as(area.amina):
        row = Message.objects.get()
    with pytest.raises(Refusal, match="danger"):
        triage(actor=area.amina, message=row.id, danger=True, words="", reply="read", at=NOW)
    with pytest.raises(Refusal):
        triage(actor=area.amina, message=row.id, danger=False, words="", reply="I know who you are", at=NOW)
    with pytest.raises(Refusal):
        triage(actor=area.bea, message=row.id, danger=False, words="", reply="read", at=NOW)


@pytest.mark.parametrize(
    ("area_code", "words"), [("nowhere", "Hello"), ("exampleshire", " "), ("exampleshire", "x" * 4001)]
)
def test_what_cannot_be_taken_is_said(area: Area, area_code: str, words: str) -> None:
    with pytest.raises(Refusal):
        leave(area=area_code, words=words)


def test_the_address_off_a_poster_is_read_however_it_is_typed(area: Area) -> None:
    assert leave(area=area.code.upper(), words="I had to tell it five times.")


def test_the_safety_page_comes_first_and_has_the_way_out(area: Area) -> None:
    page = Client().get(f"/your-say/{area.code}/")
    assert b"Exit this page" in page.content and "not for emergencies" in text_of(page) and not page.cookies
    assert "<script" not in re.sub(r"<script[^>]*src=\S+[^>]*></script>", "", page.content.decode())


@pytest.mark.parametrize("rest", ["", "write/", f"surveys/{NOBODY}/", f"surveys/{NOBODY}/answer/"])
def test_an_address_that_leads_to_no_area_says_so_with_emergency_first_and_keeps_nothing(area: Area, rest: str) -> None:
    before = AuditEvent.objects.count()
    for place in ("nowhere", *([area.code] if rest.startswith("surveys") else [])):
        page = Client().get(f"/your-say/{place}/{rest}")
        words = text_of(page).split("<main")[1]
        assert page.status_code == 404 and not page.cookies and b"Exit this page" in page.content
        assert words.index("Call 999") < words.index("no such area") < words.index('href="/find-help/"')
        assert "<form" not in words and "You get a code" not in words
    assert AuditEvent.objects.count() == before


def test_an_address_without_its_area_says_what_to_do_and_leads_to_each_area_by_name(area: Area) -> None:
    before = AuditEvent.objects.count()
    page = Client().get("/your-say/")
    words = text_of(page).split("<main")[1]
    assert page.status_code == 200 and not page.cookies and b"Exit this page" in page.content
    assert words.index("Call 999") < words.index('href="/find-help/"') < words.index(f'href="/your-say/{area.code}/"')
    assert AuditEvent.objects.count() == before


def test_whoever_is_on_duty_reads_the_whole_address_for_a_poster(area: Area) -> None:
    assert f"/your-say/{area.code}/" in text_of(as_(area.amina).get("/voice/messages/"))


def test_nothing_is_taken_for_an_area_that_is_none_and_letters_of_either_case_lead_there(area: Area) -> None:
    assert Client().post("/your-say/nowhere/write/", {"words": SECRET}).status_code == 404
    assert Client().get(f"/your-say/{area.code.upper()}/").status_code == 200


def test_the_coordinator_takes_it_through_on_pages_and_the_agency_answers(area: Area) -> None:
    amina, bea = as_(area.amina), as_(area.bea)
    typed = {"channel": "interview", "words": "Too many forms.", "consents": ["use"]}
    assert amina.post("/voice/write/", typed).status_code == 302
    with acting_as(area.amina):
        one = Contribution.objects.get().id
    to = {"contribution": one}
    assert amina.post(reverse("voice.theme", kwargs=to), {"themes": ["policies"]}).status_code == 302
    assert amina.post(reverse("voice.send", kwargs=to), {"agency": str(area.bea.agency_id)}).status_code == 302
    assert "Survivors wait for your agency" in text_of(bea.get("/"))
    said_ = {"changed": "no", "words": "The law asks for them."}
    assert bea.post(reverse("voice.answer", kwargs=to), said_).status_code == 302
    assert "Not changed, with a reason" in text_of(amina.get("/voice/"))
    assert "The law asks for them." in text_of(amina.get(reverse("voice.contribution", kwargs=to)))
    with pytest.raises(Refusal):
        theme(actor=area.amina, contribution=one, themes=["data"], at=NOW)

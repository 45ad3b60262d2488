"""Referring out, what comes back, disagreeing, and chasing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.together import answer
from openccr.casefiles.lines import Reach
from openccr.casefiles.models import TimelineEntry
from openccr.kernel.refusals import NotFound, Refusal
from openccr.safeguarding.chronicle import _referrals
from openccr.safeguarding.models import Chase, OutReferral
from openccr.safeguarding.operations import (
    acknowledge,
    asked_again,
    chase_late,
    decide,
    draft,
    escalate,
    record_outcome,
    send,
    withdraw,
)
from openccr.safeguarding.queries import Whose, chases_of, list_out, open_out, out_shown
from openccr.safeguarding.rules import State
from openccr.ui.panels import todo_of
from tests.case_tabs import tab
from tests.conference.conferences import INVITED, TODAY, WHEN, Listed, listed, working_day
from tests.drawn import shown_only_with
from tests.makers import Area
from tests.people.test_contact import part
from tests.signing_in import as_, sign_in

LONG_AGO = WHEN - timedelta(days=21)


def referred(
    area: Area,
    case: Listed,
    *,
    at: datetime = WHEN,
    to: str | None = "children",
    kind: str = "child",
    sent: bool = True,
) -> UUID:
    """Bea's agency refers somebody of the case."""
    route = "children" if kind == "child" else "adults"
    out = draft(
        actor=area.bea, file=case.file, person=part(area, case, kind), route=route,  # type: ignore[arg-type]
        to_agency=area.agencies[to] if to else None, to_outside="" if to else "Other county's front door",
        threshold="significant_harm" if kind == "child" else "adult_at_risk", urgency="one_day",
        concern="Gets between them", wishes="To stay at school", consent="yes", without_consent="",
        without_consent_words="", at=at,
    )  # fmt: skip
    if sent:
        send(actor=area.bea, file=case.file, out=out, at=at)
    return out


def state(area: Area, out: UUID) -> str:
    with acting_as(area.amina):
        return OutReferral.objects.get(id=out).state


def sentences(area: Area, case: Listed) -> list[str]:
    with acting_as(area.amina):
        rows = TimelineEntry.objects.filter(file_id=case.file, kind="safeguarding").order_by("at")
        return list(rows.values_list("sentence", flat=True))


def test_from_the_referral_to_the_outcome_on_the_timeline(area: Area) -> None:
    case = listed(area)
    out = referred(area, case)
    given = {"actor": area.bea, "file": case.file, "out": out, "at": WHEN}
    acknowledge(**given, on=TODAY)
    decide(**given, decision="section_47", reason="", on=TODAY)
    record_outcome(**given, reason="A plan with the school", on=TODAY)
    assert state(area, out) == State.OUTCOME
    said = sentences(area, case)
    assert any("Referred to Exampleshire Children's Services" in one for one in said)
    assert any("A plan with the school" in one for one in said)
    assert not any("Gets between them" in one for one in said), "the concern stays with the referral"


def test_nothing_done_needs_their_reason_and_may_be_disagreed_with_up_the_ladder(area: Area) -> None:
    case = listed(area)
    out = referred(area, case)
    given = {"actor": area.bea, "file": case.file, "out": out, "at": WHEN}
    with pytest.raises(Refusal) as why:
        decide(**given, decision="no_further_action", reason=" ", on=TODAY)
    assert why.value.field == "reason"
    decide(**given, decision="no_further_action", reason="Known to early help", on=TODAY)
    with acting_as(area.bea):
        assert out_shown(case.file, out, actor=area.bea, today=TODAY).due.clock == "outcome_back"  # type: ignore[union-attr]
    for _ in range(4):
        escalate(**given, reason="Strangulation was not weighed")
    with pytest.raises(Refusal, match="highest rung"):
        escalate(**given, reason="Again")
    decide(**given, decision="section_47", reason="", on=TODAY)
    assert state(area, out) == State.DECIDED
    with acting_as(area.bea):
        said = [one.said for one in chases_of(out)]
        lines = [line.what for line in answer(_referrals(Reach(files=(case.file,))))]
    assert "No further action. Known to early help" in said, "what was disagreed with is not lost"
    assert sum("Strangulation was not weighed" in one for one in said) == 4
    assert any("decided at first: No further action. Known to early help" in one for one in lines)
    assert sum("Safeguarding decided: section 47" in one for one in lines) == 1


def test_an_acknowledgement_that_came_late_says_so(area: Area, client: Client) -> None:
    case = listed(area)
    out = referred(area, case, at=WHEN - timedelta(days=9))
    acknowledge(actor=area.bea, file=case.file, out=out, on=TODAY, at=WHEN)
    sign_in(client, area.bea)
    page = client.get(reverse("safeguarding.out", kwargs={"file": case.file, "out": out})).text
    assert "Late: it was due by" in page


def test_an_outcome_belongs_to_its_route(area: Area) -> None:
    case = listed(area)
    out = referred(area, case)
    with pytest.raises(Refusal):
        decide(actor=area.bea, file=case.file, out=out, decision="section_42", reason="", on=TODAY, at=WHEN)


def test_an_adult_goes_to_adult_safeguarding_outside_the_partnership(area: Area) -> None:
    case = listed(area)
    out = referred(area, case, to=None, kind="victim")
    with acting_as(area.bea):
        shown = out_shown(case.file, out, actor=area.bea, today=TODAY)
    assert (shown.to, shown.route) == ("Other county's front door", "Adult safeguarding")


def test_who_may_write_down_what(area: Area) -> None:
    case = listed(area, invited=(*INVITED, "children"))
    out = referred(area, case)
    # The police are on the case and neither referred nor received it.
    for act in (acknowledge, record_outcome):
        more = {"reason": "x"} if act is record_outcome else {}
        with pytest.raises(Refusal):
            act(actor=area.pia, file=case.file, out=out, on=TODAY, at=WHEN, **more)
    with pytest.raises(Refusal):
        withdraw(actor=area.pia, file=case.file, out=out, reason="x", at=WHEN)
    with pytest.raises(NotFound):
        withdraw(actor=area.carl, file=case.file, out=out, reason="x", at=WHEN)
    acknowledge(actor=area.amina, file=case.file, out=out, on=TODAY, at=WHEN)


def test_late_answers_are_chased_by_themselves_and_not_every_night(area: Area) -> None:
    case = listed(area, invited=(*INVITED, "children"))
    out = referred(area, case, at=LONG_AGO)
    assert chase_late(actor=area.commands, at=WHEN) == 1
    assert chase_late(actor=area.commands, at=WHEN) == 0
    with acting_as(area.bea):
        shown = out_shown(case.file, out, actor=area.bea, today=TODAY)
        assert shown.late and shown.chases == 1
        assert Chase.objects.get(referral_id=out).waiting_for == "acknowledged"
    later = datetime.combine(working_day(2), WHEN.timetz())
    assert chase_late(actor=area.commands, at=later) == 1


def test_who_is_not_on_the_case_is_chased_by_the_referrer(area: Area) -> None:
    case = listed(area)
    out = referred(area, case, at=LONG_AGO)
    assert chase_late(actor=area.commands, at=WHEN) == 0
    with acting_as(area.bea):
        titles = {item.text for todo in todo_of(area.bea) for item in todo["items"]}
        assert any(text.startswith("Chase the answer") for text in titles)
    asked_again(actor=area.bea, file=case.file, out=out, said="The duty desk: tomorrow", at=WHEN)
    with acting_as(area.bea):
        assert Chase.objects.get(referral_id=out).said == "The duty desk: tomorrow"


def test_what_is_answered_or_withdrawn_is_chased_no_more(area: Area) -> None:
    case = listed(area, invited=(*INVITED, "children"))
    gone, done = referred(area, case, at=LONG_AGO), referred(area, case, at=LONG_AGO)
    withdraw(actor=area.bea, file=case.file, out=gone, reason="Twice the same", at=WHEN)
    given = {"actor": area.bea, "file": case.file, "out": done, "at": WHEN}
    decide(**given, decision="child_in_need", reason="", on=TODAY)
    record_outcome(**given, reason="A worker comes weekly", on=TODAY)
    assert chase_late(actor=area.commands, at=WHEN) == 0
    with pytest.raises(Refusal):
        asked_again(**given, said="x")


def test_only_the_worker_chases_by_itself(area: Area) -> None:
    with pytest.raises(Refusal):
        chase_late(actor=area.amina, at=WHEN)


def test_the_lists_are_mine_ours_and_late(area: Area) -> None:
    case = listed(area, invited=(*INVITED, "children"))
    late, fresh, kept = referred(area, case, at=LONG_AGO), referred(area, case), referred(area, case, sent=False)
    with acting_as(area.bea):
        assert {one.id for one in list_out(area.bea, whose=Whose.MINE, today=TODAY)} == {late, fresh, kept}
        assert [one.id for one in list_out(area.bea, whose=Whose.LATE, today=TODAY)] == [late]
        assert list_out(area.bea, whose=Whose.MINE, today=TODAY)[0].id == late
        assert {one.id for one in open_out(area.bea, today=TODAY)} == {late, fresh, kept}
    with acting_as(area.grace):
        assert list_out(area.grace, whose=Whose.MINE, today=TODAY) == []
    with acting_as(area.carl):
        assert list_out(area.carl, whose=Whose.ALL, today=TODAY) == []


def test_the_receiver_is_told_by_a_message_that_says_nothing(committed: Area) -> None:
    mail.outbox = []
    case = listed(committed, invited=(*INVITED, "idva"))
    referred(committed, case, to="idva")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at IS NOT NULL")
    call_command("worker", "--once")
    (message,) = [one for one in mail.outbox if one.to == ["grace@exampleshire.example"]]
    assert message.subject == "You have an item in OpenCCR"
    assert "between" not in message.body and "Ella" not in message.body


def test_a_child_is_referred_from_the_screen_of_the_case(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.bea)
    address = reverse("safeguarding.refer", kwargs={"file": case.file, "person": part(area, case, "child")})
    assert address in client.get(tab("actions", case.file)).content.decode()
    form = client.get(address).content.decode()
    assert "Significant harm" in form and "three-part test" not in form
    given = {
        "to": str(area.agencies["children"]), "threshold": "significant_harm", "urgency": "today",
        "concern": "Gets between them", "consent": "no", "send_now": "yes",
    }  # fmt: skip
    assert client.post(address, given).status_code == 422
    answer = client.post(address, given | {"without_consent": "danger"})
    assert answer.status_code == 302
    shown = client.get(answer["Location"]).content.decode()
    assert "Asking would raise the danger" in shown and "They acknowledged it" in shown
    assert "Ella" in client.get(reverse("safeguarding.list")).content.decode()


def test_where_nobody_asked_for_consent_the_reason_can_be_given_and_a_draft_needs_it_too(area: Area) -> None:
    case = listed(area)
    client = as_(area.bea)
    address = reverse("safeguarding.refer", kwargs={"file": case.file, "person": part(area, case, "child")})
    assert not shown_only_with(client.get(address).content.decode(), "without_consent"), "two answers need it"
    given = {
        "to": str(area.agencies["children"]), "threshold": "significant_harm", "urgency": "today",
        "concern": "Gets between them", "consent": "not_asked", "send_now": "no",
    }  # fmt: skip
    assert client.post(address, given).status_code == 422
    made = client.post(address, given | {"without_consent": "others_at_risk"})["Location"]
    assert client.post(f"{made}send/", {}).status_code == 302
    with acting_as(area.bea):
        assert OutReferral.objects.get().state == State.SENT


def test_an_answer_is_written_down_on_its_page(area: Area) -> None:
    case = listed(area)
    out = referred(area, case)
    client = Client()
    sign_in(client, area.bea)
    now = timezone.localdate()
    day = {"on_day": now.day, "on_month": now.month, "on_year": now.year}
    pages = {
        "acknowledge": day,
        "decide": day | {"decision": "child_in_need"},
        "outcome": day | {"reason": "A worker comes weekly"},
    }
    for name, given in pages.items():
        address = reverse(f"safeguarding.{name}", kwargs={"file": case.file, "out": out})
        assert client.post(address, given).status_code == 302, name
    assert state(area, out) == State.OUTCOME

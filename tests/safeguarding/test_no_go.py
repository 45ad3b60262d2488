"""Her no-go list and the duty to refer: a reason is asked for, and nobody learns more of the list than one sentence."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.operations.inviting import invite_later
from openccr.kernel.refusals import Refusal
from openccr.safeguarding.operations import send
from openccr.sharing.models import NoGo, Override
from openccr.sharing.operations import record_no_go
from openccr.sharing.queries.no_go import no_go_shown
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area
from tests.safeguarding.test_referring import referred, state
from tests.sharing.cases import on_her_list
from tests.signing_in import sign_in

REASON = "The child was hurt last night: the duty to refer comes first."


def drafted(area: Area) -> tuple[Listed, object]:
    case = listed(area)
    return case, referred(area, case, sent=False)


def test_it_is_stopped_once_and_one_sentence_is_all_that_is_said(area: Area) -> None:
    case, out = drafted(area)
    on_her_list(area, case.file, "children")
    with pytest.raises(Refusal) as why:
        send(actor=area.bea, file=case.file, out=out, at=WHEN)  # type: ignore[arg-type]
    assert why.value.field == "override_reason" and "cousin" not in str(why.value)
    assert why.value.sentence.startswith("The victim has asked that ")
    with acting_as(area.bea):
        assert not NoGo.objects.exists() and not Override.objects.exists()


def test_with_a_reason_it_goes_and_her_adviser_reads_who_decided_and_why(area: Area) -> None:
    case, out = drafted(area)
    on_her_list(area, case.file, "children")
    send(actor=area.bea, file=case.file, out=out, override_reason=REASON, at=WHEN)  # type: ignore[arg-type]
    assert state(area, out) == "sent"  # type: ignore[arg-type]
    for reader in (area.amina, area.grace):
        with acting_as(reader):
            (line,) = no_go_shown(case.file, actor=reader, today=TODAY)
            assert [(one.reason, one.by) for one in line.overridden] == [(REASON, area.bea.name)]
    with acting_as(area.bea):
        assert not Override.objects.exists()


def test_it_opens_nothing_else_to_that_agency(area: Area) -> None:
    case, out = drafted(area)
    on_her_list(area, case.file, "children")
    send(actor=area.bea, file=case.file, out=out, override_reason=REASON, at=WHEN)  # type: ignore[arg-type]
    with acting_as(area.amina):
        assert not NoGo.in_force(case.file, on=WHEN)[0].told_anyway
    with pytest.raises(Refusal, match="no-go list"):
        agencies = [area.agencies["children"]]
        invite_later(actor=area.amina, file_id=case.file, hearing_id=case.hearing, agency_ids=agencies, at=WHEN)


def test_a_kind_of_agency_stops_it_too_and_a_line_about_a_person_or_another_agency_does_not(area: Area) -> None:
    case, out = drafted(area)
    on_her_list(area, case.file, "housing")
    record_no_go(
        actor=area.amina, file_id=case.file, agency_id=area.agencies["children"], person="Ann Other", words="x", at=WHEN
    )
    send(actor=area.bea, file=case.file, out=out, at=WHEN)  # type: ignore[arg-type]
    other = referred(area, case, sent=False)
    record_no_go(actor=area.amina, file_id=case.file, kind="children_social_care", words="x", at=WHEN)
    with pytest.raises(Refusal, match="The victim has asked"):
        send(actor=area.bea, file=case.file, out=other, at=WHEN)


def test_no_agency_finds_itself_on_the_list_by_referring_to_itself(area: Area) -> None:
    case = listed(area)
    on_her_list(area, case.file, "housing")
    out = referred(area, case, to="housing", sent=False)
    send(actor=area.bea, file=case.file, out=out, at=WHEN)
    assert state(area, out) == "sent"


def test_the_page_asks_for_the_reason_and_keeps_what_was_typed(area: Area, client: Client) -> None:
    case, out = drafted(area)
    on_her_list(area, case.file, "children")
    sign_in(client, area.bea)
    page = reverse("safeguarding.send", kwargs={"file": case.file, "out": out})
    stopped = client.post(page, {"override_reason": ""})
    assert stopped.status_code == 422 and "The victim has asked that" in stopped.text
    assert client.post(page, {"override_reason": REASON}).status_code == 302

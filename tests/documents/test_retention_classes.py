"""Every class of record has a rule, a page and a command; figures of closed quarters outlive their cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile
from openccr.content import load
from openccr.documents.disposing import approve_disposal, propose_disposal, set_hold
from openccr.documents.models import Disposal
from openccr.documents.retaining import classes, holds, receipts, tables_of
from openccr.documents.rules.classes import OF_WALL, THEN, class_of, how_long
from openccr.documents.rules.classes import WHEN as STARTS
from openccr.insight.models import Release
from openccr.insight.operations import sign_off
from openccr.insight.queries import quarter_figures
from openccr.kernel.refusals import Refusal
from openccr.people.models import Person
from openccr.subjectaccess.models import Bundle, SubjectRequest
from openccr.subjectaccess.operations import hand_over
from openccr.subjectaccess.removing import remove_old_requests, requests_over
from openccr.subjectaccess.rules.bundles import Way
from tests.conference.conferences import TODAY, WHEN
from tests.insight.returns import AFTER, JULY, QUARTER, Given, held
from tests.makers import Area
from tests.signing_in import sign_in
from tests.subjectaccess.requests import approved, case_with_words


def test_every_table_belongs_to_a_class_and_every_class_has_a_rule() -> None:
    pack = set(load().law.record_classes)
    assert set(tables_of()) <= pack, "a table belongs to a class of record of which the pack says nothing"
    assert set(OF_WALL.values()) <= pack
    empty = pack - set(tables_of())
    assert not empty, f"{empty}: no table belongs to it"


def test_whereabouts_go_with_the_key_and_the_log_stays_without_names() -> None:
    law = load().law.record_classes
    assert law[class_of("people.Whereabouts", wall="part")].then == "key_destroyed"
    assert law[class_of("audit.AuditEvent", wall="file")].then == "unnamed"
    assert law[class_of("conference.Referral", wall="file")].then == "disposed_by_two"
    assert {one.then for one in law.values()} <= set(THEN) and {one.starts for one in law.values()} <= set(STARTS)


def test_how_long_is_said_in_words() -> None:
    assert how_long(years=2, days=None, starts="request_answered") == "2 years after it is answered"
    assert how_long(years=None, days=30, starts="made") == "30 days after it was made"
    assert how_long(years=None, days=None, starts="never") == "As long as the partnership"


def closed_long_ago(area: Area, file: object) -> None:
    with acting_as(area.amina):
        CaseFile.objects.filter(id=file).update(closed_at=WHEN - timedelta(days=365 * 40))
        Person.objects.filter(parts__file_id=file, parts__kind="child").update(born_on=date(1980, 1, 1))


@pytest.mark.django_db
def test_figures_of_a_closed_quarter_stay_what_they_were_when_a_case_of_it_is_erased(area: Area) -> None:
    cases = held(area, JULY, [Given(children=2), Given(source="idva"), Given(), Given(), Given(), Given()])
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    before = quarter_figures(actor=area.amina, quarter=QUARTER, today=AFTER.date())
    with acting_as(area.amina):
        frozen = Release.objects.get().figures
    closed_long_ago(area, cases[0].file)
    proposed = propose_disposal(actor=area.amina, file=cases[0].file, at=WHEN)
    approve_disposal(actor=replace(area.amina, user_id=area.dee.user_id, name="Dee"), disposal=proposed, at=WHEN)
    after = quarter_figures(actor=area.fay, quarter=QUARTER, today=AFTER.date())
    seen_before = {one.key: one.count for one in quarter_figures(actor=area.fay, quarter=QUARTER, today=TODAY).figures}
    with acting_as(area.amina):
        assert Release.objects.get().figures == frozen
    assert {one.key: one.count for one in after.figures} == seen_before
    assert before.signed is not None and after.signed is not None


@pytest.mark.django_db
def test_a_hold_outranks_the_period_and_the_page_says_so(area: Area) -> None:
    case = case_with_words(area)
    closed_long_ago(area, case.file)
    set_hold(actor=area.amina, file=case.file, why="The family court has asked for it", at=WHEN)
    with acting_as(area.amina):
        one = next(one for one in classes(actor=area.amina, today=TODAY) if one.key == "case")
        assert one.over and one.held >= 1
        assert any(one.why == "The family court has asked for it" for one in holds(actor=area.amina))
    with pytest.raises(Refusal, match="on hold"):
        propose_disposal(actor=area.amina, file=case.file, at=WHEN)
    client = Client()
    sign_in(client, area.amina)
    page = client.get(reverse("documents.retention")).content.decode()
    assert "The family court has asked for it" in page
    assert "Whereabouts and the keys that open them" in page and "The log of who did and saw what" in page


@pytest.mark.django_db
def test_the_receipt_of_an_erasure_counts_every_kind_of_row_and_names_nobody(area: Area) -> None:
    case = case_with_words(area)
    closed_long_ago(area, case.file)
    proposed = propose_disposal(actor=area.amina, file=case.file, at=WHEN)
    approve_disposal(actor=replace(area.amina, user_id=area.dee.user_id, name="Dee"), disposal=proposed, at=WHEN)
    with acting_as(area.amina):
        receipt = next(one for one in receipts() if one.id == proposed)
        assert (
            receipt.certificate and receipt.removed["people_person"] >= 3 and receipt.removed["people_personname"] >= 3
        )
        words = " ".join(str(value) for value in Disposal.objects.filter(id=proposed).values_list()[0])
        assert "Nadia" not in words and "Invented" not in words


@pytest.mark.django_db
def test_old_requests_go_by_themselves_and_no_sooner(area: Area) -> None:
    request = approved(area, case_with_words(area).victim)
    hand_over(
        actor=area.amina, request=request, way=Way.IN_PERSON, collected_by="Nadia Invented", identity_seen="Passport",
        at=WHEN,
    )  # fmt: skip
    commands = area.commands
    assert remove_old_requests(actor=commands, at=WHEN) == 0
    with acting_as(area.amina):
        SubjectRequest.objects.filter(id=request).update(answered_at=WHEN - timedelta(days=900))
    with acting_as(commands):
        assert requests_over(actor=commands, at=WHEN) == 1
    assert remove_old_requests(actor=commands, at=WHEN) == 1
    with acting_as(area.amina), connection.cursor() as cursor:
        assert not SubjectRequest.objects.filter(id=request).exists() and not Bundle.objects.exists()
        cursor.execute("SELECT count(*) FROM subjectaccess_passage")
        assert cursor.fetchone()[0] == 0
    with pytest.raises(Refusal):
        remove_old_requests(actor=area.amina, at=WHEN)


@pytest.mark.django_db
def test_the_command_says_what_is_over_its_time_and_a_dry_run_removes_nothing(area: Area) -> None:
    case = case_with_words(area)
    closed_long_ago(area, case.file)
    out = StringIO()
    call_command("retention", "run", "--dry-run", stdout=out)
    words = out.getvalue()
    assert "Case files and all that hangs on them" in words and "Nothing was removed." in words
    with acting_as(area.amina):
        assert CaseFile.objects.filter(id=case.file).exists()
    call_command("retention", "run", stdout=out)
    assert "Cases wait for two people" in out.getvalue()

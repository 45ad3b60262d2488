"""Who can see a case, who has seen it, and keeping somebody out: through the pages."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles import queries
from openccr.casefiles.lifting import lift_exclusion
from openccr.casefiles.models import CaseFile, Exclusion
from openccr.casefiles.operations import exclude, give
from openccr.casefiles.rules import Reason
from openccr.kernel.actors import Actor
from tests.case_tabs import every_tab
from tests.makers import NOW, Area, open_case
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def browser(actor: Actor, *, stepped_up: bool = False) -> Client:
    client = Client()
    sign_in(client, actor, stepped_up=stepped_up)
    return client


def words(answer: HttpResponse) -> str:
    """What a reader sees of the page's main part."""
    main = answer.content.decode().partition('id="main-content"')[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main.partition(">")[2])).split())


def access(case: UUID) -> str:
    return reverse("casefiles.access", kwargs={"file": case})


def keep_out(client: Client, case: UUID, who: str, reason: str = "her sister") -> HttpResponse:
    address = reverse("casefiles.keep_out", kwargs={"file": case})
    return client.post(address, {"who": who, "reason": reason}, follow=True)


def sees(actor: Actor, case: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=case).exists()


def test_who_can_see_the_case_is_shown_with_the_reason(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    page = words(browser(area.amina).get(access(case)))
    assert "Exampleshire Council (manages the case) conference article-6-1-e No end set" in page
    assert "Willowmere Homes conference article-6-1-e" in page
    assert "Exampleshire Probation" not in page
    assert "Nobody is kept out of this case." in page


def test_who_has_seen_it_is_shown_with_why_and_when(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    browser(area.bea).get(reverse("conference.case", kwargs={"file": case}))
    page = words(browser(area.amina).get(access(case)))
    assert "Bea Lindqvist (Willowmere Homes) looked at the case. case work" in page
    assert "Amina Okafor (Exampleshire Council) opened the case." in page
    again = words(browser(area.amina).get(access(case)))
    assert "Amina Okafor (Exampleshire Council) looked at who has access to the case and who has seen it." in again


def test_that_there_are_older_ones_is_said(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    case = open_case(area, invited=("housing",))
    client = browser(area.amina)
    assert "are shown" not in words(client.get(access(case)))
    monkeypatch.setattr(queries, "LAST", 2)
    assert "Only the last 2 are shown." in words(client.get(access(case)))


@pytest.mark.parametrize("persona", ["bea", "carl", "eve", "fay", "grace", "lena", "dee"])
def test_only_the_coordinator_opens_the_page(area: Area, persona: str) -> None:
    case = open_case(area)
    assert browser(area.actors[persona]).get(access(case)).status_code == 403


def test_keeping_somebody_out_asks_for_a_fresh_proof(area: Area) -> None:
    case = open_case(area)
    client = browser(area.amina)
    address = reverse("casefiles.keep_out", kwargs={"file": case})
    for answer in (client.get(address), client.post(address, {"who": f"user:{area.eve.user_id}", "reason": "x"})):
        assert answer.status_code == 302 and "/accounts/reauthenticate/" in answer.headers["Location"]
    assert sees(area.eve, case)


def test_whoever_is_kept_out_loses_the_case_at_once_and_gets_it_back(area: Area) -> None:
    case = open_case(area)
    eves, aminas = browser(area.eve), browser(area.amina, stepped_up=True)
    here = reverse("conference.case", kwargs={"file": case})
    assert eves.get(here).status_code == 200
    after = keep_out(aminas, case, f"user:{area.eve.user_id}")
    assert "Eve Castellan , since" in words(after) and "her sister" in words(after)
    assert eves.get(here).status_code == 404
    assert sees(area.bea, case)
    with acting_as(area.amina):
        exclusion = Exclusion.objects.get(file_id=case).id
    lift = reverse("casefiles.lift", kwargs={"file": case, "exclusion": exclusion})
    propose = reverse("casefiles.propose_lift", kwargs={"file": case, "exclusion": exclusion})
    for address in (lift, propose):
        assert "reauthenticate" in browser(area.amina).post(address).headers["Location"]
    proposed = words(aminas.post(propose, {"reason": "The wrong Eve was named"}, follow=True))
    assert "proposes to let them back in: The wrong Eve was named" in proposed and "Take this back" in proposed
    assert aminas.post(lift).status_code == 403
    assert eves.get(here).status_code == 404
    lift_exclusion(actor=replace(area.amina, user_id=area.carl.user_id), file=case, exclusion=exclusion, at=NOW)
    back = aminas.get(reverse("casefiles.access", kwargs={"file": case}))
    assert "Nobody is kept out of this case." in words(back)
    for act in ("kept somebody out", "proposed to let somebody back in", "agreed, and lifted a conflict of interest"):
        assert f"Amina Okafor (Exampleshire Council) {act}" in words(back)
    assert eves.get(here).status_code == 200


def test_a_whole_agency_can_be_kept_out(area: Area) -> None:
    case = open_case(area)
    after = keep_out(browser(area.amina, stepped_up=True), case, f"agency:{area.agencies['housing']}", "his employer")
    assert "Willowmere Homes , since" in words(after)
    assert not sees(area.eve, case) and not sees(area.bea, case) and sees(area.grace, case)


def test_why_somebody_is_kept_out_stays_between_coordinators(area: Area) -> None:
    case = open_case(area)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    for actor in (area.bea, area.grace):
        page = every_tab(browser(actor), case)
        assert "her sister" not in page and "Eve Castellan" not in page


@pytest.mark.parametrize("who", ["{amina}", "{council}", "", "user:not-an-id", "agency:", "group:x"])
def test_nobody_keeps_themselves_out_or_somebody_who_was_not_offered(area: Area, who: str) -> None:
    case = open_case(area)
    named = who.format(amina=f"user:{area.amina.user_id}", council=f"agency:{area.agencies['council']}")
    answer = keep_out(browser(area.amina, stepped_up=True), case, named)
    assert answer.status_code == 422
    assert sees(area.amina, case)


def test_whoever_is_kept_out_already_is_not_kept_out_twice(area: Area) -> None:
    case = open_case(area)
    client = browser(area.amina, stepped_up=True)
    keep_out(client, case, f"user:{area.eve.user_id}")
    again = keep_out(client, case, f"user:{area.eve.user_id}")
    assert again.status_code == 422 and "They are kept out already." in words(again)


def test_one_case_is_not_the_way_to_another_cases_exclusion(area: Area) -> None:
    """Else the log of the wrong case would say that somebody was let back in."""
    case, other = open_case(area), open_case(area)
    exclusion = exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    lift = reverse("casefiles.lift", kwargs={"file": other, "exclusion": exclusion})
    assert browser(area.amina, stepped_up=True).post(lift).status_code == 404
    assert not sees(area.eve, case)


def test_the_lawful_basis_stands_in_the_words_of_the_pack(area: Area) -> None:
    why = Reason(purpose="research", lawful_basis="art6_public_task", arises_from="CaseListed")
    case = open_case(area, invited=())  # its own grants name a basis that no pack knows
    give(actor=area.amina, file_id=case, agency_id=area.agencies["housing"], reason=why, at=NOW)
    page = words(browser(area.amina).get(access(case)))
    assert "Public task: UK GDPR, Article 6(1)(e)" in page and "art6_public_task" not in page
    assert "article-6-1-e" in page

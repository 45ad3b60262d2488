"""Referring in the browser, page by page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Referral, ReferralDraft
from openccr.conference.operations.drafts import open_draft, start_draft, submit_draft
from openccr.conference.pages.drafts import to_step
from openccr.conference.rules.drafts import DraftSource
from openccr.conference.rules.steps import STEPS, inside
from openccr.kernel.actors import Actor
from openccr.people.models import Part
from openccr.sharing.operations.marks import set_mark
from openccr.sharing.rules.marks import May
from tests.conference.drafts import WHOLE
from tests.makers import NOW, Area
from tests.signing_in import as_, sign_in

pytestmark = pytest.mark.django_db


def begun(client: Client, area: Area) -> UUID:
    """Start as somebody does: by the button."""
    client.post(reverse("conference.refer"), {"once": "k" * 32})
    with acting_as(area.pia):
        return ReferralDraft.objects.get().id


def made(actor: Actor, **changed: Any) -> UUID:
    return start_draft(actor=actor, answers={**WHOLE, **changed}, source=DraftSource.WIZARD, at=NOW)


def _rows(page: str) -> dict[str, str]:
    """The facts of a page, by what stands before each."""
    found = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", page, re.DOTALL)
    return {unescape(key).strip(): unescape(re.sub(r"<[^>]+>", "", text)).strip() for key, text in found}


def typed(answers: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    """The answers to these questions as the boxes of a page send them."""
    sent: dict[str, Any] = {}
    for key in keys:
        value = answers.get(key, "")
        if re.fullmatch(r"\d+/\d+/\d+", str(value)):
            sent |= dict(zip((f"{key}_day", f"{key}_month", f"{key}_year"), value.split("/"), strict=True))
        elif value:
            sent[key] = value
    return sent


def test_a_representative_refers_page_by_page(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = begun(client, area)
    for step in inside(chooses_agency=False):
        if step.repeats:
            for number, person in enumerate(WHOLE[step.key], start=1):
                keys = [one.key for one in step.questions]
                answer = client.post(to_step(draft, step.key, number), typed(person, keys))
                assert answer.status_code == 302, (step.key, answer.context["form"].errors)
            assert WHOLE[step.key][0]["given_name"] in client.get(to_step(draft, step.key)).text
            continue
        keys = [*(one.key for one in step.questions), *(key for key in WHOLE if key.startswith("reason_"))]
        keys += ["judgement_reason"] if step.key == "criteria" else []
        answer = client.post(to_step(draft, step.key), typed(WHOLE, keys))
        assert answer.status_code == 302, (step.key, answer.context["form"].errors)
    check = client.get(reverse("conference.draft_check", kwargs={"draft": draft}))
    assert "Send the referral" in check.text and "What the coordinator would ask you" not in check.text
    assert "Nadia Examplova" in check.text and "Nowhere Primary" in check.text and "20 February 2026" in check.text
    sent = client.post(reverse("conference.draft_check", kwargs={"draft": draft}), follow=True)
    assert "The referral was sent to the coordinator." in sent.text and "Silesian" in sent.text
    assert "canary" not in sent.text
    with acting_as(area.amina):
        referral = Referral.objects.select_related("agency").get()
        assert (referral.agency.name, referral.criteria, referral.gaps) == ("Exampleshire Police", ["PJ", "VHR"], [])
        assert Part.objects.filter(file_id=referral.file_id).count() == 7


def test_the_referral_shows_the_language_and_what_may_be_said_of_the_health(area: Area) -> None:
    sent = submit_draft(actor=area.pia, draft=made(area.pia, disability="no"), at=NOW)
    address = reverse("conference.referral", kwargs={"file": sent.file_id, "referral": sent.referral_id})
    shown = _rows(as_(area.amina).get(address).content.decode())
    assert shown["The victim's language"] == "Polish" and shown["Is an interpreter needed?"] == "Yes"
    assert shown["Is the victim pregnant?"] == "Yes" and shown["Is the victim disabled?"] == "No"
    set_mark(actor=area.amina, file_id=sent.file_id, kind="health", may=May.IDVA_ONLY, at=NOW)
    kept = _rows(as_(area.amina).get(address).content.decode())
    assert "Is the victim pregnant?" not in kept and kept["The victim's language"] == "Polish"


def test_looking_at_the_first_page_begins_nothing(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    assert "Only I may open this draft" in client.get(reverse("conference.refer")).text
    with acting_as(area.pia):
        assert not ReferralDraft.objects.exists()


def test_pressing_start_twice_begins_one_draft(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    begun(client, area)
    begun(client, area)


@pytest.mark.parametrize("step", [step.key for step in STEPS])
def test_every_page_opens_with_what_was_said_before(area: Area, client: Client, step: str) -> None:
    sign_in(client, area.pia)
    page = client.get(to_step(made(area.pia), step))
    assert page.status_code == 200
    shown = {"victim": 'value="1988"', "harmers": "Olga", "criteria": "Sixteen yes answers.", "wishes": "To stay in"}
    assert shown.get(step, "") in page.text


def test_a_wrong_answer_is_named_beside_its_question_and_kept(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    sent = {"victim_given_name": "Nadia", "victim_family_name": "Invented", "victim_dob_day": "31",
            "victim_dob_month": "2", "victim_dob_year": "1988"}  # fmt: skip
    page = client.post(to_step(draft, "victim"), sent)
    assert page.status_code == 422 and "has no day 31" in page.text and 'value="31"' in page.text
    assert open_draft(actor=area.pia, draft=draft).answers["victim_dob"] == "31/2/1988"
    check = client.get(reverse("conference.draft_check", kwargs={"draft": draft}))
    assert "This cannot be sent yet" in check.text and to_step(draft, "victim") in check.text
    assert client.post(reverse("conference.draft_check", kwargs={"draft": draft})).status_code == 422


def test_what_is_typed_is_kept_before_anybody_presses_a_button(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    page = client.get(to_step(draft, "wishes"))
    assert f'hx-post="{to_step(draft, "wishes")}"' in page.text
    kept = client.post(to_step(draft, "wishes"), {"victim_wishes": "To be left", "keep": "1"})
    assert kept.status_code == 204
    assert open_draft(actor=area.pia, draft=draft).answers["victim_wishes"] == "To be left"


def test_saving_half_a_page_leads_to_the_drafts_without_asking_for_the_rest(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    page = client.post(to_step(draft, "victim"), {"victim_given_name": "Na", "later": "1"}, follow=True)
    assert page.redirect_chain == [(reverse("conference.drafts"), 302)]
    assert open_draft(actor=area.pia, draft=draft).answers["victim_given_name"] == "Na"


@pytest.mark.parametrize("step", ["consent", "children"])
def test_going_to_all_steps_keeps_what_was_just_typed(area: Area, client: Client, step: str) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    overview = reverse("conference.draft", args=[draft])
    assert f'href="{overview}">All steps' not in client.get(to_step(draft, step)).text
    page = client.post(to_step(draft, step), {"consent": "no", "steps": "1"}, follow=True)
    assert page.redirect_chain == [(overview, 302)]
    if step == "consent":
        assert open_draft(actor=area.pia, draft=draft).answers["consent"] == "no"


def test_going_to_all_steps_from_one_person_keeps_that_person_right_or_wrong(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia, children=[])
    person = {"given_name": "Ines", "dob_day": "31", "dob_month": "2", "dob_year": "2019", "steps": "1"}
    page = client.post(to_step(draft, "children", 1), person, follow=True)
    assert page.redirect_chain == [(reverse("conference.draft", args=[draft]), 302)]
    assert "Something to correct" in page.text
    assert [one["given_name"] for one in open_draft(actor=area.pia, draft=draft).answers["children"]] == ["Ines"]


def test_a_person_is_added_changed_and_removed(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    client.post(to_step(draft, "children", 3), {"given_name": "Tom", "unborn": "no"})
    first = client.get(to_step(draft, "children", 1)).context["opened"]
    client.post(to_step(draft, "children", 1), {"remove": "1", "opened": first.mark, "window": first.window})
    client.post(to_step(draft, "children", 3), {"unborn": "no"})  # nothing said of a fourth
    named = open_draft(actor=area.pia, draft=draft).answers["children"]
    assert [one.get("given_name") or "unborn" for one in named] == ["unborn", "Tom"]
    assert client.get(to_step(draft, "children", 9)).status_code == 404
    assert client.get(to_step(draft, "risk", 1)).status_code == 404
    assert client.get(to_step(draft, "no-such-step")).status_code == 404


def test_changing_an_answer_from_the_check_leads_back_to_it(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    checked = reverse("conference.draft_check", kwargs={"draft": draft})
    assert f"{to_step(draft, 'wishes')}?then=check" in client.get(checked).text
    answer = client.post(f"{to_step(draft, 'wishes')}?then=check", {"victim_wishes": "Peace"})
    assert answer.headers["Location"] == checked


def test_the_check_says_what_the_coordinator_would_ask_and_lets_it_be_sent(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia, judgement_reason="", safe_to_call="not_asked", safe_contact_notes="")
    address = reverse("conference.draft_check", kwargs={"draft": draft})
    page = client.get(address)
    assert "What the coordinator would ask you" in page.text and "Say in words what worries you." in page.text
    assert "not said whether it is safe to call" in page.text
    assert "was sent to the coordinator" in client.post(address, follow=True).text


def test_pressing_send_twice_sends_one_referral(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    address = reverse("conference.draft_check", args=[made(area.pia)])
    first, second = (client.post(address, {"once": "s" * 32}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    with acting_as(area.amina):
        assert Referral.objects.count() == 1


def test_an_agency_is_reminded_of_what_it_has_not_sent_for_a_week(area: Area, client: Client) -> None:
    made(area.pia)  # begun long ago
    sign_in(client, area.pia)
    assert "referral of your agency is not sent" in client.get("/").text
    sign_in(client, area.bea)
    assert "is not sent" not in client.get("/").text


def test_the_list_of_steps_says_how_far_each_is(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    page = client.get(reverse("conference.draft", kwargs={"draft": made(area.pia, dash_score="99", history="")}))
    assert "Something to correct" in page.text and "Filled in" in page.text and "If known" in page.text


def test_the_agencys_drafts_show_initials_age_and_who_and_no_name(area: Area, client: Client) -> None:
    made(area.pia)
    sign_in(client, area.pia)
    page = client.get(reverse("conference.drafts"))
    assert "NI" in page.text and "Pia Rowntree" in page.text and "Nadia" not in page.text and "days" in page.text
    sign_in(client, area.bea)
    assert "Your agency has no referral that is not sent." in client.get(reverse("conference.drafts")).text


def test_another_agencys_draft_does_not_exist(area: Area, client: Client) -> None:
    draft = made(area.pia)
    sign_in(client, area.bea)
    pages = [reverse(f"conference.{name}", args=[draft]) for name in ("draft", "draft_check", "draft_discard")]
    for address in (*pages, to_step(draft, "victim"), to_step(draft, "harmers", 1)):
        assert client.get(address).status_code == 404 and client.post(address).status_code in (404, 405)


def test_a_draft_is_thrown_away_after_one_question(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    address = reverse("conference.draft_discard", args=[made(area.pia)])
    assert "gone for good" in client.get(address).text
    assert "The draft was thrown away." in client.post(address, follow=True).text
    with acting_as(area.pia):
        assert not ReferralDraft.objects.exists()


def test_the_coordinator_says_for_which_agency_she_enters_it(area: Area, client: Client) -> None:
    sign_in(client, area.amina)
    draft = made(area.amina, agency="Willowmere Homes")
    assert "Willowmere Homes" in client.get(to_step(draft, "referrer")).text
    client.post(reverse("conference.draft_check", args=[draft]))
    with acting_as(area.bea):
        assert Referral.objects.count() == 1


def test_the_page_on_public_funds_says_who_reads_it(area: Area, client: Client) -> None:
    sign_in(client, area.pia)
    assert "goes to the IDVA alone" in client.get(to_step(made(area.pia), "funds")).text


def test_a_page_asks_the_database_little(area: Area, client: Client, django_assert_max_num_queries: Any) -> None:
    sign_in(client, area.pia)
    draft = made(area.pia)
    # Some twenty are signing in, saying who acts, savepoints and the log.
    for address, most in ((to_step(draft, "victim"), 27), (reverse("conference.draft_check", args=[draft]), 31)):
        with django_assert_max_num_queries(most):
            client.get(address)

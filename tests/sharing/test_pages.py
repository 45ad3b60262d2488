"""Sharing through the browser's eyes, as each persona."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.models import Research
from openccr.conference.pages.case import TABS
from openccr.people.models import Part
from openccr.people.operations.placing import place
from openccr.sharing.models import Agreement, Disclosure, NoGo, Party, WithoutConsent
from openccr.sharing.operations import write_adviser_note
from openccr.sharing.panels import PANELS
from openccr.sharing.queries import marks_of
from openccr.sharing.rules.marks import May
from tests.case_tabs import every_tab, tab
from tests.conference.conferences import TODAY, WHEN, accepted, listed, planned
from tests.drawn import shown_only_with
from tests.makers import Area
from tests.sharing.cases import not_consented, on_her_list
from tests.signing_in import as_

pytestmark = pytest.mark.django_db


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def to(name: str, file: UUID, **more: object) -> str:
    return reverse(name, kwargs={"file": file, **more})


def day(name: str) -> dict[str, str]:
    return {f"{name}_day": str(TODAY.day), f"{name}_month": str(TODAY.month), f"{name}_year": str(TODAY.year)}


def test_why_without_consent_is_asked_before_a_case_is_listed(area: Area) -> None:
    file, referral = not_consented(area, justified=False)
    client, meeting = as_(area.amina), planned(area)
    list_page = to("conference.list_case", file)
    assert "has not consented" in text_of(client.get(list_page))
    sent = {"meeting_id": meeting, "agency_ids": [area.agencies["housing"]]}
    refused = client.post(list_page, sent)
    assert refused.status_code == 422 and "Sharing without consent" in text_of(refused)
    case = text_of(client.get(tab("said", file)))
    page = to("conference.without_consent", file, referral=referral)
    assert page in case
    answers = {
        "basis": "art6_public_task", "conditions": ["art9_safeguarding"],
        "necessity": "Nobody alone can keep her safe.",
        "proportionality": "Only what bears on the risk.", "told": "no",
    }  # fmt: skip
    lacking = client.post(page, answers)
    assert lacking.status_code == 422 and "why the victim was not told" in text_of(lacking)
    assert client.post(page, answers | {"why_not_told": "He reads her messages."}).status_code == 302
    with acting_as(area.amina):
        assert WithoutConsent.objects.get(about_id=referral).law == ["art6_public_task", "art9_safeguarding"]
    assert client.post(list_page, sent).status_code == 302
    shown = text_of(client.get(to("sharing.ledger", file)))
    assert "Nobody alone can keep her safe." in shown and "Willowmere Homes" in shown


def test_her_list_warns_and_stops_the_coordinator(area: Area) -> None:
    file, _ = accepted(area)
    on_her_list(area, file, "housing")
    client, page = as_(area.amina), to("conference.list_case", file)
    shown = text_of(client.get(page))
    assert "On the no-go list" in shown
    sent = {"meeting_id": planned(area), "agency_ids": [area.agencies["housing"]]}
    refused = client.post(page, sent)
    assert refused.status_code == 422 and "stands on the no-go list" in text_of(refused)
    assert client.post(page, sent | {"override_reason": "Only they stop the eviction."}).status_code == 302
    told = text_of(as_(area.grace).get(to("sharing.no_go", file)))
    assert "Only they stop the eviction." not in told  # her service is not on the case yet
    assert "Only they stop the eviction." in text_of(client.get(to("sharing.no_go", file)))
    ledger = text_of(client.get(to("sharing.ledger", file)))
    assert "Told although they stand on the no-go list" in ledger and "Only they stop the eviction." in ledger
    others = as_(area.pia).get(to("sharing.ledger", file))
    assert others.status_code == 200 and "no-go list" not in text_of(others)
    for taken in ("sharing.csv", "sharing.paper"):
        assert "Only they stop the eviction." not in text_of(client.get(to(taken, file)))


def test_the_listed_agency_meets_nothing_of_the_list_anywhere(area: Area) -> None:
    case = listed(area)
    client = as_(area.bea)
    pages = [to(name, case.file) for name in ("sharing.no_go", "sharing.ledger", "sharing.csv")]
    pages += [tab(one.key, case.file) for one in TABS]
    before = [_bare(client.get(page)) for page in pages]
    on_her_list(area, case.file, "housing")
    assert [_bare(client.get(page)) for page in pages] == before
    assert "His cousin works there." in text_of(as_(area.grace).get(tab("sharing", case.file)))
    assert "list of who must not be told" in text_of(as_(area.grace).get(tab("", case.file)))


def _bare(response: HttpResponse) -> str:
    import re

    return re.sub(r'value="[^"]*"', "", text_of(response))


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"who": "agency", "agency_id": "housing"}, "Willowmere Homes"),
        ({"who": "kind", "kind": "housing"}, "Every agency of this kind"),
        ({"who": "person", "person": "Bea Lindqvist", "works_at": "housing"}, "Bea Lindqvist at Willowmere Homes"),
        ({"who": "person", "person": "Her aunt"}, "Her aunt"),
    ],
)
def test_her_idva_writes_down_who_must_not_be_told(area: Area, answers: dict[str, str], named: str) -> None:
    case = listed(area)
    client, page = as_(area.grace), to("sharing.no_go_new", case.file)
    assert client.get(page).status_code == 200
    sent = {key: str(area.agencies.get(value, value)) if key in ("agency_id", "works_at") else value
            for key, value in answers.items()}  # fmt: skip
    assert client.post(page, {**sent, "words": ""}).status_code == 422
    assert client.post(page, {**sent, "words": "She is afraid of them."}).status_code == 302
    assert named in text_of(client.get(to("sharing.no_go", case.file)))


def test_a_line_without_anybody_is_not_taken(area: Area) -> None:
    case = listed(area)
    answer = as_(area.grace).post(to("sharing.no_go_new", case.file), {"who": "agency", "words": "x"})
    assert answer.status_code == 422 and "Say who it is" in text_of(answer)


def test_she_takes_somebody_off_her_list(area: Area) -> None:
    case = listed(area)
    line = on_her_list(area, case.file, "housing")
    client = as_(area.grace)
    page = to("sharing.no_go_end", case.file, no_go=line)
    assert "Willowmere Homes" in text_of(client.get(page))
    assert client.post(page, {"reason": "He has left."}).status_code == 302
    assert client.get(page).status_code == 404
    with acting_as(area.grace):
        assert NoGo.objects.get(id=line).ended_by_name == area.grace.name


def test_inviting_later_shows_whom_it_may_and_asks_them(area: Area) -> None:
    case = listed(area, invited=("idva",))
    client, page = as_(area.amina), to("conference.invite", case.file, hearing=case.hearing)
    assert page in text_of(client.get(to("conference.case", case.file)))
    assert "Harbour" not in text_of(client.get(page)).split("<form")[-1]  # asked already
    assert client.post(page, {"agency_ids": [area.agencies["housing"]]}).status_code == 302
    with acting_as(area.amina):
        asked = Research.objects.filter(hearing_id=case.hearing).values_list("agency_id", flat=True)
        assert area.agencies["housing"] in asked


def test_the_ledger_is_printed_and_taken_out_and_names_nobody(area: Area) -> None:
    case = listed(area)
    client = as_(area.amina)
    taken = client.get(to("sharing.csv", case.file)).content.decode("utf-8-sig")
    assert taken.splitlines()[0].startswith('"shared_at","to","how","what","why","law"')
    assert "Willowmere Homes" in taken and "Public task" in taken
    printed = text_of(client.get(to("sharing.paper", case.file)))
    assert "OFFICIAL-SENSITIVE" in printed and "Willowmere Homes" in printed
    for text in (taken, printed):
        assert "Nadia" not in text and "Mark" not in text


def test_what_leaves_of_the_ledger_tells_nobody_where_she_is_and_begins_no_formula(area: Area) -> None:
    """The screen keeps the words as they were typed; a file and a print pass from hand to hand."""
    case = listed(area)
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=case.file, kind="victim").person_id
    place(actor=area.amina, file=case.file, person=victim, kind="work", text="Marigold House", at=WHEN)
    sent = {
        "outside": "=1+1", "kinds": ["risk"], "why": "She is at Marigold House.", "basis": "art6_vital_interests",
        "consent": "no", "necessity": "She moved to 14 Kingfisher Parade.", "proportionality": "Marigold House only.",
        "keep_places": "on", **day("shared_on"),
    }  # fmt: skip
    client = as_(area.amina)
    assert client.post(to("sharing.record", case.file), sent).status_code == 302
    screen = text_of(client.get(to("sharing.ledger", case.file)))
    assert "Marigold House" in screen and "14 Kingfisher Parade" in screen
    taken = client.get(to("sharing.csv", case.file)).content.decode("utf-8-sig")
    for text in (taken, text_of(client.get(to("sharing.paper", case.file)))):
        assert "She is at" in text and "Marigold" not in text and "Kingfisher" not in text
    assert '"\'=1+1"' in taken


def test_what_was_said_by_telephone_is_written_down(area: Area) -> None:
    case = listed(area)
    client, page = as_(area.amina), to("sharing.record", case.file)
    drawn = client.get(page).content.decode()
    for field in ("necessity", "proportionality"):
        assert not shown_only_with(drawn, field), "needed where consent is refused and where it is not known"
    sent = {
        "outside": "Headteacher", "kinds": ["risk"], "why": "He may come to the gate.", "basis": "art6_vital_interests",
        "consent": "no", "necessity": "Today.", "proportionality": "Only that.", **day("shared_on"),
    }  # fmt: skip
    assert client.post(page, sent | {"necessity": ""}).status_code == 422
    assert client.post(page, sent | {"necessity": "", "consent": "unknown"}).status_code == 422
    assert client.post(page, sent).status_code == 302
    with acting_as(area.amina):
        assert Disclosure.objects.get(outside="Headteacher").kinds == ["risk"]
    for name in ("sharing.ledger", "sharing.paper"):
        shown = text_of(client.get(to(name, case.file)))
        assert "Without consent. Necessary: Today. No more than needed: Only that." in shown


def test_her_idva_says_how_far_something_goes(area: Area) -> None:
    case = listed(area)
    client, page = as_(area.grace), to("sharing.mark", case.file, information="her_words")
    assert page in text_of(client.get(tab("sharing", case.file)))
    assert client.get(to("sharing.mark", case.file, information="nonsense")).status_code == 404
    assert client.post(page, {"may": "idva_only"}).status_code == 302
    with acting_as(area.bea):
        assert marks_of(case.file)["her_words"] is May.IDVA_ONLY
    assert "Stays with the IDVA" in text_of(as_(area.bea).get(tab("sharing", case.file)))


def test_what_she_tells_her_idva_alone_is_shown_to_her_idva_alone(area: Area) -> None:
    case = listed(area)
    page = to("sharing.adviser_note", case.file)
    grace = as_(area.grace)
    assert grace.post(page, {"kind": "health", "text": "She is pregnant."}).status_code == 302
    assert "She is pregnant." in text_of(grace.get(tab("sharing", case.file)))
    for who in (area.amina, area.bea, area.fay):
        assert "She is pregnant." not in every_tab(as_(who), case.file)
        assert as_(who).get(to("sharing.adviser_notes", case.file)).status_code == 403


def test_an_agreement_goes_through_its_life(area: Area) -> None:
    client = as_(area.amina)
    sent = {
        "title": "Sharing for the conference", "purpose": "Keeping people safe.", "basis": "art6_public_task",
        "agency_ids": [area.agencies["police"], area.agencies["housing"]], **day("from_on"),
        "review_on_day": "1", "review_on_month": "2", "review_on_year": str(TODAY.year + 2),
    }  # fmt: skip
    assert client.post("/agreements/new/", sent | {"agency_ids": [area.agencies["police"]]}).status_code == 422
    assert client.post("/agreements/new/", sent).status_code == 302
    with acting_as(area.amina):
        agreement = Agreement.objects.get()
    page = reverse("sharing.agreement", kwargs={"agreement": agreement.id})
    assert "Not signed" in text_of(as_(area.bea).get(page))
    lena = as_(area.lena)
    assert "Exampleshire Police" not in text_of(lena.get(f"{page}sign/")).split("<form")[-1]
    signed = {"agency_id": area.agencies["housing"], "signed_by": "Lena Abernathy, director", **day("signed_on")}
    assert lena.post(f"{page}sign/", signed).status_code == 302
    with acting_as(area.bea):
        assert Party.objects.get(agency_id=area.agencies["housing"]).signed_by == "Lena Abernathy, director"
    file, _ = accepted(area)
    assert "signed no information-sharing agreement" in text_of(client.get(to("conference.list_case", file)))
    review = {"review_note": "Still right.", "review_on_day": "1", "review_on_month": "3"}
    assert client.post(f"{page}review/", review | {"review_on_year": str(TODAY.year + 3)}).status_code == 302
    assert client.post(f"{page}end/").status_code == 302
    assert "Ended" in text_of(client.get("/agreements/"))


@pytest.mark.parametrize("who", ["carl", "eve", "dee"])
def test_whoever_is_not_on_the_case_meets_none_of_it(area: Area, who: str) -> None:
    from openccr.casefiles.operations import exclude

    case = listed(area)
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    client = as_(area.actors[who])
    for name in ("ledger", "csv", "paper", "no_go", "no_go_new"):
        assert client.get(to(f"sharing.{name}", case.file)).status_code in (403, 404), name


def test_the_panels_stand_in_their_order() -> None:
    assert [panel.order for panel in PANELS] == sorted(panel.order for panel in PANELS)


def test_the_notes_of_one_case_are_not_opened_with_another(area: Area) -> None:
    one, other = listed(area), listed(area, given="Zora")
    write_adviser_note(actor=area.grace, file_id=one.file, kind="health", text="She is pregnant.", at=WHEN)
    assert "She is pregnant." not in text_of(as_(area.grace).get(to("sharing.adviser_notes", other.file)))

"""The pages of linkage, through HTTP: what each shows, and whom it does not name."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile
from openccr.documents.operations import fetch, keep
from openccr.jobs.models import Work
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import Extract, HeldMatch, ReviewPair, SignOff
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.missing import weigh
from openccr.linkage.operations.sending import LONG_BYTES
from openccr.linkage.queries.extracts import extracts
from openccr.linkage.rules.matches import SAY
from openccr.linkage.rules.months import months_after
from openccr.linkage.rules.signoffs import Body, Use
from openccr.linkage.tasks import take_sent
from tests.linkage.extracts.making import HER, csv_of, linked, officer, run, signed
from tests.linkage.extracts.test_matching import case_of_her, others
from tests.linkage.extracts.test_queue import found
from tests.linkage.weighed import WEIGHED
from tests.makers import Area
from tests.signing_in import sign_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(area: Area) -> dict[str, UUID]:
    return linked(area)


def page(client: Client, name: str, **parts: object) -> str:
    answer = client.get(reverse(f"linkage.{name}", kwargs=parts))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_the_register_says_of_every_agency_what_was_sent_what_for_and_on_what_law(
    client: Client, area: Area, world: dict[str, UUID]
) -> None:
    sign_in(client, area.amina)
    shown = page(client, "extracts")
    assert "Willowmere Homes" in shown and "For: Finding people known to several agencies" in shown
    assert "On: Public task" in shown and "Kirsty" not in shown
    (first, *_), _ = extracts(actor=officer(area), page=1, today=timezone.localdate())
    assert first.basis.startswith("Public task") and not first.own


def test_a_file_is_sent_on_a_page_and_the_refused_rows_can_be_had_back(client: Client, area: Area) -> None:
    sign_in(client, area.bea)
    assert client.get(reverse("linkage.send")).status_code == 403  # she answers; a list of one name would be a search
    sign_in(client, area.lena)
    offered = page(client, "send")
    assert "Choose the lawful basis" in offered and "Public task (UK GDPR, Article 6(1)(e))" in offered
    assert "Caldicott" not in offered, "a principle is no lawful basis"
    day = timezone.localdate() + timedelta(days=60)
    answer = client.post(
        reverse("linkage.send"),
        {
            "file": SimpleUploadedFile("people.csv", csv_of(HER, {**HER, "local_id": ""})), "kind": "housing",
            "purpose": "Finding people early", "lawful_basis": "art6_public_task",
            "conditions": ["art9_safeguarding", "art10_safeguarding"], "keep_until_day": day.day,
            "keep_until_month": day.month, "keep_until_year": day.year,
        },
        follow=True,
    )  # fmt: skip
    shown = answer.content.decode()
    assert "1 taken, 1 refused" in shown and "Finding people early" in shown
    assert "Safeguarding children and individuals at risk; Offence data: safeguarding" in shown
    with acting_as(area.lena):
        document = Extract.objects.get().refused_file_id
    assert document is not None and "Refused rows" in shown
    assert b"your own number" in fetch(actor=area.lena, document=document).data
    where = answer.redirect_chain[-1][0]
    after = client.post(f"{where}withdraw/", {"why": "Sent by mistake"}, follow=True)
    assert "Withdrawn and deleted" in text_of(after) and "Refused rows" not in text_of(after)
    with pytest.raises(NotFound):
        fetch(actor=area.lena, document=document)


def test_a_condition_that_lacks_is_asked_for_in_words_and_not_in_keys(client: Client, area: Area) -> None:
    sign_in(client, area.lena)
    day = timezone.localdate() + timedelta(days=60)
    answer = client.post(
        reverse("linkage.send"),
        {
            "file": SimpleUploadedFile("people.csv", csv_of(HER)), "kind": "housing", "purpose": "Finding people early",
            "lawful_basis": "art6_public_task", "keep_until_day": day.day, "keep_until_month": day.month,
            "keep_until_year": day.year,
        },
    )  # fmt: skip
    assert answer.status_code == 422
    said = text_of(answer).split("govuk-error-summary__body")[1].split("</ul>")[0]
    assert "Choose a condition for what the records say" in said and "policy document says which" in said
    assert "art9_" not in said and "art10_" not in said


def test_what_a_long_file_says_of_itself_is_read_before_anybody_waits_for_it(client: Client, area: Area) -> None:
    sign_in(client, area.lena)
    shown = client.get(reverse("linkage.send")).content.decode()
    assert '<option value="">Choose what it holds</option>' in shown
    longest = months_after(timezone.localdate(), 12)
    assert f'value="{longest.year}"' in shown, "the longest time is proposed"
    rows = [{**HER, "local_id": str(number)} for number in range(LONG_BYTES // 50)]
    answer = client.post(
        reverse("linkage.send"),
        {
            "file": SimpleUploadedFile("people.csv", csv_of(*rows)), "kind": "housing", "purpose": "Finding people",
            "lawful_basis": "art6_public_task", "conditions": ["art9_safeguarding"], "keep_until_day": 1,
            "keep_until_month": 1,
            "keep_until_year": longest.year + 2,
        },
    )  # fmt: skip
    assert answer.status_code == 422 and "At the latest" in answer.content.decode()
    with acting_as(area.lena):
        assert not Work.objects.exists()


def test_the_worker_tells_what_was_read_with_a_loss(area: Area) -> None:
    data = csv_of({**HER, "dob": "about forty"})
    with acting_as(area.lena):
        document = keep(
            actor=area.lena, data=data, content_type="text/csv", purpose="extract", at=timezone.now(),
            kept_for=timedelta(days=1),
        )  # fmt: skip
    told = take_sent(
        actor=area.lena, report=lambda done, total: None, document=str(document),  # type: ignore[arg-type]
        kind="housing", purpose="Finding people", lawful_basis="art6_public_task",
        conditions="art9_safeguarding art10_safeguarding",
        keep_until=(timezone.localdate() + timedelta(days=30)).isoformat(),
    )  # fmt: skip
    assert told.words.startswith("1 taken, 0 refused.")
    assert "Dates of birth that are none, and are compared with nothing: 1 (row 2)." in told.words


def test_two_people_of_cases_stand_there_with_the_case_each_is_in(client: Client, area: Area) -> None:
    signed(area)
    for _ in range(2):
        case_of_her(area, invited=("idva", "police"))
    others(area)
    run(area)
    with acting_as(area.amina):
        pair = ReviewPair.objects.get(kind="people")
        references = list(CaseFile.objects.values_list("reference", flat=True))
    sign_in(client, area.amina)
    shown = page(client, "pair", pair=pair.id)
    assert len(references) == 2 and all(f">{one}, victim<" in shown for one in references)


def test_the_holder_sees_its_own_record_and_nobody_elses(client: Client, area: Area, world: dict[str, UUID]) -> None:
    sign_in(client, area.bea)
    assert "To answer" in page(client, "held")
    shown = page(client, "answer", match=world["match"])
    assert "Tideswell" in shown and "Children" not in shown
    assert "(optional)" not in shown, "who says something has to write it"
    assert "that others may know" in client.get("/").content.decode()
    client.post(
        reverse("linkage.answer", kwargs={"match": world["match"]}),
        {"answer": "say", "words": "She asked for a move", "why": "She agreed"},
    )
    sign_in(client, area.amina)
    assert "She asked for a move" in page(client, "answers")
    assert "Willowmere Homes" in page(client, "flag", flag=world["flag"])


def test_the_coordinators_queue_names_nobody_and_no_agency(client: Client, area: Area, world: dict[str, UUID]) -> None:
    sign_in(client, area.amina)
    for shown in (page(client, "missing"), page(client, "flag", flag=world["flag"]), page(client, "answers")):
        main = shown[shown.index("<main") : shown.index("</main")]
        assert not any(word in main for word in ("Tideswell", "Kirsty", "Willowmere", "Children's"))
    assert "directory" in page(client, "flag", flag=world["flag"])
    assert "Known to several agencies" in page(client, "missing")


def test_what_is_weighed_is_not_said_to_be_weighed_first(client: Client, area: Area) -> None:
    flag = found(area)
    sign_in(client, area.amina)
    assert "Weigh it first." in page(client, "flag", flag=flag)
    weigh(actor=area.amina, flag=flag, weighing=WEIGHED, at=timezone.now())
    shown = page(client, "flag", flag=flag)
    assert "Nobody has been asked yet." in shown and "Weigh it first." not in shown


def test_a_pair_stands_side_by_side_with_its_differences_and_its_evidence(
    client: Client, area: Area, world: dict[str, UUID]
) -> None:
    sign_in(client, area.bea)
    shown = page(client, "pair", pair=world["pair"])
    for words in ("Side by side", "Differs", "<svg", "Date of birth", "Taken together"):
        assert words in shown
    client.post(
        reverse("linkage.decide", kwargs={"pair": world["pair"]}), {"decision": "different", "reason": "Two sisters"}
    )
    assert "two people. Two sisters" in page(client, "pair", pair=world["pair"])
    client.post(reverse("linkage.undo", kwargs={"pair": world["pair"]}))
    assert "Waits for a decision" in page(client, "pair", pair=world["pair"])


def test_nothing_is_said_of_how_good_it_is_before_enough_is_decided(
    client: Client, area: Area, world: dict[str, UUID]
) -> None:
    sign_in(client, area.amina)
    assert "Nothing can be said yet: 20 more" in page(client, "quality")
    assert "Nothing is closed yet" in page(client, "missing_figures")


def test_of_two_uses_signed_at_once_the_one_signed_already_stays_and_both_are_told(client: Client, area: Area) -> None:
    signed(area, uses=(Use.MATCHING,), bodies=(Body.BOARD,))
    sign_in(client, area.fay, stepped_up=True)
    today = timezone.localdate()
    words = {
        "body": "board", "uses": ["matching", "missing"], "signatory": "Invented Signatory", "post": "Member",
        "reference": "Minute 9", "signed_on_day": today.day, "signed_on_month": today.month,
        "signed_on_year": today.year,
    }  # fmt: skip
    said = unescape(text_of(client.post(reverse("linkage.sign"), words, follow=True)))
    assert "Signed: The missing-link queue." in said
    assert "Signed already, and left as it was: Comparing agencies' records." in said
    with acting_as(area.fay):
        stands = SignOff.objects.filter(withdrawn_at=None).values_list("use", "reference")
        assert set(stands) == {("matching", "Minute 4"), ("missing", "Minute 9")}
    again = client.post(reverse("linkage.sign"), words)
    assert again.status_code == 422
    assert "left as it was: Comparing agencies' records; The missing-link queue." in unescape(text_of(again))


def test_the_three_sign_offs_stand_on_one_page(client: Client, area: Area, world: dict[str, UUID]) -> None:
    sign_in(client, area.fay)
    shown = page(client, "sign_offs")
    assert shown.count("Invented Signatory") == 6 and "Not signed" in shown and "Minute 4" in shown
    assert shown.count("What it protects, and what it does not") == 3


def test_what_an_agency_says_about_a_case_leads_to_the_case(client: Client, area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    run(area)
    with acting_as(area.bea):
        match = HeldMatch.objects.get()
    answer_match(actor=area.bea, match=match.id, answer=SAY, words="Arrears", why="x", compares=True, at=timezone.now())
    sign_in(client, area.amina)
    assert "Arrears" in page(client, "answers") and "M-" in page(client, "answers")

"""The yearly check of the conference, and dip samples of cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.addresses import address_of
from openccr.casefiles.models import CaseFile
from openccr.casefiles.operations import exclude
from openccr.conference.models import Hearing
from openccr.content import load
from openccr.governance.models import DipSample, PrincipleCheck, SampledCase
from openccr.governance.operations.quality import audit_case, draw_sample, judge
from openccr.governance.queries.quality import sample_of, sampled_case, yearly_check
from openccr.governance.rules.quality import Follow, added, draw, why_not_followed
from openccr.kernel.refusals import NotFound, Refusal
from tests.insight.returns import JULY, Given, held
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
YEAR = TODAY.year
LATER = TODAY + timedelta(days=30)
QUESTIONS = load().quality.audit
ALL_YES = dict.fromkeys(QUESTIONS, "yes")


def say(area: Area, **changed: object) -> None:
    given = {
        "actor": area.amina, "year": YEAR, "principle": "referral", "judgement": "partly",
        "words": "Schools do not refer.", "follow": Follow("Visit the schools", "Amina", LATER), "at": NOW,
    }  # fmt: skip
    judge(**given | changed)  # type: ignore[arg-type]


@pytest.fixture
def sample(area: Area) -> Iterator[UUID]:
    held(area, JULY, [Given()] * 4)
    yield draw_sample(actor=area.amina, first_on=JULY, last_on=JULY, number=3, at=NOW)


def test_the_same_seed_draws_the_same_cases_and_another_seed_others() -> None:
    every = [uuid4() for _ in range(30)]
    assert draw(every, number=5, seed=7) == draw(reversed(every), number=5, seed=7)
    assert draw(every, number=5, seed=7) != draw(every, number=5, seed=8)
    assert len(set(draw(every, number=30, seed=1))) == 30


@pytest.mark.parametrize("number", [0, 3, 31])
def test_more_than_were_heard_or_a_days_work_is_not_drawn(number: int) -> None:
    with pytest.raises(Refusal):
        draw([uuid4(), uuid4()], number=number, seed=1)


@pytest.mark.parametrize(
    ("heard", "words"), [(0, "No case was heard"), (1, "Only 1 case was heard"), (2, "Only 2 cases were heard")]
)
def test_a_sample_that_is_too_large_says_how_many_were_heard(heard: int, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        draw([uuid4() for _ in range(heard)], number=3, seed=1)


@pytest.mark.parametrize(
    ("follow", "needed", "field"),
    [
        (Follow(), False, None),
        (Follow(), True, "action"),
        (Follow("Do it"), False, "owner"),
        (Follow("Do it", "Amina"), True, "review_on"),
        (Follow("Do it", "Amina", date(2020, 1, 1)), True, "review_on"),
        (Follow("Do it", "Amina", LATER), True, None),
    ],
)
def test_a_gap_needs_an_action_an_owner_and_a_day(follow: Follow, needed: bool, field: str | None) -> None:
    refusal = why_not_followed(follow, needed=needed, today=TODAY)
    assert (refusal.field if refusal else None) == field


def test_answers_add_up_and_what_does_not_apply_stands_apart() -> None:
    said = [{"q": "yes"}, {"q": "yes"}, {"q": "no"}, {"q": "not_applicable"}, {}]
    (one,) = added({"q": "Is it?"}, said)
    assert (one.counts["yes"], one.counts["no"], one.applies) == (2, 1, 3)


def test_a_principle_is_judged_with_the_figures_as_they_stand_and_can_be_judged_again(area: Area) -> None:
    say(area)
    say(area, judgement="in_place", follow=Follow(), words="They do now.")
    with acting_as(area.amina):
        row = PrincipleCheck.objects.get()
    assert (row.judgement, row.words, row.action, row.said_by) == ("in_place", "They do now.", "", "Amina Okafor")
    names = [name.split(",")[0] for name, _ in row.evidence]
    assert names == ["Days from referral to meeting", "Referrals screened out"]


def test_last_year_stands_beside_this_one(area: Area) -> None:
    say(area, year=YEAR - 1)
    found = {one.principle.key: one for one in yearly_check(actor=area.fay, year=YEAR, today=TODAY)}
    assert len(found) == 10
    assert found["referral"].now is None and found["referral"].before is not None
    with pytest.raises(NotFound):
        say(area, year=YEAR - 2)


def test_a_judgement_without_a_gap_filled_is_refused(area: Area) -> None:
    for changed in ({"follow": Follow()}, {"words": " "}, {"judgement": "green"}):
        with pytest.raises(Refusal):
            say(area, **changed)
    with pytest.raises(NotFound):
        say(area, principle="nothing")


@pytest.mark.parametrize("who", ["bea", "grace", "lena", "dee"])
def test_who_does_not_lead_the_conference_sees_no_check_and_no_sample(area: Area, sample: UUID, who: str) -> None:
    say(area)
    with acting_as(area.actors[who]):
        assert not PrincipleCheck.objects.exists() and not DipSample.objects.exists()
    with pytest.raises(Refusal):
        yearly_check(actor=area.actors[who], year=YEAR, today=TODAY)
    with pytest.raises(Refusal):
        sample_of(actor=area.actors[who], sample=sample)


def test_a_chair_reads_the_check_and_draws_nothing(area: Area) -> None:
    assert yearly_check(actor=area.fay, year=YEAR, today=TODAY)
    with pytest.raises(Refusal):
        draw_sample(actor=area.fay, first_on=JULY, last_on=JULY, number=1, at=NOW)
    with pytest.raises(Refusal):
        say(area, actor=area.fay)


def test_cases_are_drawn_from_those_heard_and_the_seed_is_kept(area: Area, sample: UUID) -> None:
    found = sample_of(actor=area.amina, sample=sample)
    assert (found.sample.heard, found.sample.number, [one.place for one in found.cases]) == (4, 3, [1, 2, 3])
    with acting_as(area.amina):
        heard = [one.hearing_id for one in found.cases]
        every = list(Hearing.objects.values_list("id", flat=True))
    assert draw(every, number=3, seed=found.sample.seed) == heard


def test_an_audit_keeps_answers_findings_and_what_is_done(area: Area, sample: UUID) -> None:
    case = sample_of(actor=area.amina, sample=sample).cases[0]
    named = {
        "actor": area.amina,
        "file": case.file_id,
        "sampled": case.id,
        "finding": "Her words are missing.",
        "at": NOW,
    }
    with pytest.raises(Refusal) as refusal:
        audit_case(answers={**ALL_YES, "words": ""}, follow=Follow(), **named)
    assert refusal.value.field == "words"
    no = {**ALL_YES, "her_voice": "no"}
    for lacks, field in (({"finding": " "}, "finding"), ({"follow": Follow()}, "action")):
        with pytest.raises(Refusal) as refusal:
            audit_case(**{**named, "answers": no, "follow": Follow("Ask the IDVA", "Amina", LATER), **lacks})  # type: ignore[arg-type]
        assert refusal.value.field == field
    audit_case(answers={**ALL_YES, "her_voice": "no"}, follow=Follow("Ask the IDVA", "Amina", LATER), **named)
    found = sample_of(actor=area.amina, sample=sample)
    assert [one.counts["no"] for one in found.added if one.question == QUESTIONS["her_voice"].asks] == [1]
    assert found.cases[0].audited_by == "Amina Okafor" and found.cases[0].action == "Ask the IDVA"


def test_a_case_of_a_sample_does_not_exist_for_who_is_kept_out_of_it(area: Area, sample: UUID) -> None:
    case = sample_of(actor=area.amina, sample=sample).cases[0]
    exclude(actor=area.amina, file=case.file_id, user_id=area.eve.user_id, reason="her sister", at=NOW)
    with acting_as(area.eve):
        assert not SampledCase.objects.filter(file_id=case.file_id).exists()
    with pytest.raises(NotFound):
        sampled_case(actor=area.amina, file=uuid4(), sampled=case.id)


def test_a_coordinator_who_is_kept_out_of_a_case_counts_no_sample(area: Area, sample: UUID) -> None:
    """Four heard, three drawn and two on the page would tell of the third."""
    case = sample_of(actor=area.amina, sample=sample).cases[0]
    other = replace(area.amina, user_id=area.dee.user_id)
    assert sample_of(actor=other, sample=sample)
    exclude(actor=area.amina, file=case.file_id, user_id=area.dee.user_id, reason="her sister", at=NOW)
    with pytest.raises(NotFound):
        sample_of(actor=other, sample=sample)
    with pytest.raises(Refusal, match="another coordinator"):
        draw_sample(actor=other, first_on=JULY, last_on=JULY, number=1, at=NOW)


def test_what_an_audit_found_is_not_changed_by_an_agency_on_the_case(area: Area, sample: UUID) -> None:
    case = sample_of(actor=area.amina, sample=sample).cases[0]
    with acting_as(area.pia):
        assert CaseFile.objects.filter(id=case.file_id).exists()
        assert not SampledCase.objects.exists() and not SampledCase.objects.update(finding="x")
    with acting_as(area.fay):
        assert not SampledCase.objects.update(finding="x")
    with acting_as(area.amina):
        assert SampledCase.objects.update(finding="x")


def test_the_coordinator_judges_a_principle_on_its_page(area: Area) -> None:
    client, address = as_(area.amina), f"/quality/{YEAR}/referral/"
    assert "turned down get a reason" in text_of(client.get(address))
    refused = client.post(address, {"judgement": "not_yet", "words": "No."})
    assert refused.status_code == 422 and "Say what will be done about it." in text_of(refused)
    client.post(address, {
        "judgement": "not_yet", "words": "No.", "action": "Begin", "owner": "Amina",
        "review_on_day": LATER.day, "review_on_month": LATER.month, "review_on_year": LATER.year,
    })  # fmt: skip
    page = text_of(client.get("/quality/"))
    assert "Not yet" in page and "Begin" in page
    assert "Not judged yet" in text_of(client.get(f"/quality/print/{YEAR}/"))


def test_the_coordinator_draws_a_sample_and_audits_a_case_on_its_pages(area: Area, sample: UUID) -> None:
    client = as_(area.amina)
    page = text_of(client.get(f"/quality/samples/{sample}/"))
    case = sample_of(actor=area.amina, sample=sample).cases[0]
    address = f"/cases/{case.file_id}/audit/{case.id}/"
    assert address in page and "drawn at random" in page
    assert "Is the record free of words that blame the victim?" in text_of(client.get(address))
    after = client.post(address, {**ALL_YES, "finding": "All there."}, follow=True)
    assert "All there." in text_of(after)
    drawn = client.post("/quality/samples/draw/", {
        "first_on_day": 14, "first_on_month": 7, "first_on_year": 2026,
        "last_on_day": 14, "last_on_month": 7, "last_on_year": 2026, "number": "2",
    }, follow=True)  # fmt: skip
    assert "2 of 4 cases" in text_of(drawn)


def test_a_finding_is_put_into_the_action_log(area: Area, sample: UUID) -> None:
    client = as_(area.amina)
    case = sample_of(actor=area.amina, sample=sample).cases[0]
    address = f"/cases/{case.file_id}/audit/{case.id}/action/"
    assert "Audit it first" in text_of(client.get(address))
    audit_case(
        actor=area.amina, file=case.file_id, sampled=case.id, answers={**ALL_YES, "her_voice": "no"},
        finding="Nobody asked her.", follow=Follow("Ask at every referral", "Amina", LATER), at=NOW,
    )  # fmt: skip
    page = client.get(address).content.decode()
    assert "Nobody asked her." in page and "Ask at every referral</textarea>" in page, "nothing is typed twice"
    assert address in client.get(f"/quality/samples/{sample}/").content.decode()
    after = client.post(address, {
        "what": "Ask at every referral", "agency_id": str(area.agencies["housing"]), "checker_agency_id": "",
        "due_on_day": LATER.day, "due_on_month": LATER.month, "due_on_year": LATER.year,
    }, follow=True)  # fmt: skip
    assert "The action stands in the action log." in text_of(after)
    shown = after.content.decode()
    (action,) = sample_of(actor=area.amina, sample=sample).actions
    assert "It is an action: Agreed" in shown and address not in shown and address_of(None, action.id) in shown
    for again in (client.get(address), client.post(address, {"what": "Twice"})):
        assert "an action already" in text_of(again)
    assert len(sample_of(actor=area.amina, sample=sample).actions) == 1
    assert action.text == "Ask at every referral" and action.file_id is None
    origin = text_of(client.get(address_of(None, action.id)))
    assert "A dip sample of cases" in origin and f"/quality/samples/{sample}/" in origin
    owner = text_of(as_(area.bea).get(address_of(None, action.id)))
    assert "A dip sample of cases" in owner and f"/quality/samples/{sample}/" not in owner, "for whoever audits"

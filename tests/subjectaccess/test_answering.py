"""A request from intake to collection, and what the database refuses by itself."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from openccr.access.acting import acting_as
from openccr.conference.models import Research
from openccr.documents.models import LegalHold
from openccr.kernel.refusals import NotFound, Refusal
from openccr.subjectaccess.models import Approval, Bundle, Handover, Passage, SubjectRequest
from openccr.subjectaccess.operations import (
    Intake,
    build,
    decide,
    fetch_bundle,
    hand_over,
    look_at,
    name_person,
    receive,
    search,
)
from openccr.subjectaccess.rules.bundles import Way
from openccr.subjectaccess.rules.deciding import Decision, Outcome
from openccr.subjectaccess.rules.pdf_text import text_of
from openccr.subjectaccess.rules.requests import Capacity
from tests.conference.conferences import TODAY, WHEN
from tests.makers import Area
from tests.subjectaccess.requests import (
    VICTIM_FACTS,
    approved,
    built,
    case_with_words,
    decided,
    officer,
    other_coordinator,
    searched,
    the,
)

pytestmark = pytest.mark.django_db


def page_of(area: Area, request: uuid.UUID, form: str = "txt") -> str:
    data = fetch_bundle(actor=area.amina, request=request, form=form, at=WHEN).data
    return " ".join((text_of(data) if form == "pdf" else data.decode()).split())


def test_she_gets_what_is_hers_and_nothing_of_anybody_else(area: Area) -> None:
    case = case_with_words(area)
    request = approved(area, case.victim)
    for form in ("pdf", "txt"):
        page = page_of(area, request, form)
        assert "Nadia moved in June." in page and "To stay in her home." in page and "3 April 1990" in page
        for kept_back in ("Qorvex", "Mark", "Ella", "Fernlow", "six sessions"):
            assert kept_back not in page, kept_back


def test_nothing_leaves_before_another_person_has_agreed(area: Area) -> None:
    request = built(area, case_with_words(area).victim)
    with pytest.raises(Refusal, match="Another person approves"):
        fetch_bundle(actor=area.amina, request=request, form="pdf", at=WHEN)
    with pytest.raises(Refusal, match="You had a part in making it"):
        look_at(actor=area.amina, request=request, agreed=True, at=WHEN)
    look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
    hand_over(
        actor=area.amina, request=request, way=Way.IN_PERSON, collected_by="Nadia Invented", identity_seen="Passport",
        at=WHEN,
    )  # fmt: skip
    with pytest.raises(Refusal, match="closed"):
        fetch_bundle(actor=area.amina, request=request, form="pdf", at=WHEN)


def test_the_database_refuses_an_author_who_approves_and_a_bundle_that_nobody_approved(area: Area) -> None:
    request = built(area, case_with_words(area).victim)
    with acting_as(area.amina):
        bundle = Bundle.objects.get(request_id=request)
        common = {"partnership_id": area.id, "request_id": request, "bundle": bundle, "at": WHEN}
        with pytest.raises(DatabaseError), transaction.atomic():
            Approval.objects.bulk_create(
                [Approval(user=area.amina.user_id, name="x", outside=False, agreed=True, **common)]
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            Approval.objects.bulk_create(
                [Approval(user=area.dee.user_id, name="x", outside=False, agreed=True, **common)]
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            Handover.objects.bulk_create(
                [Handover(way="in_person", collected_by="x", identity_seen="x", by_name="x", **common)]
            )
    with acting_as(other_coordinator(area)), pytest.raises(DatabaseError), transaction.atomic():
        Approval.objects.bulk_create([Approval(user=area.dee.user_id, name="x", outside=True, agreed=True, **common)])


def test_a_sentence_that_somebody_lets_go_by_mistake_is_caught_in_the_final_bytes(area: Area) -> None:
    case = case_with_words(area)
    request = decided(area, case.victim)
    with acting_as(area.amina):
        named = [one for one in Passage.objects.filter(request_id=request) if "other_name" in one.marks]
    with pytest.raises(Refusal, match="still names somebody else"):
        decide(
            actor=area.amina, request=request, passage=named[0].id, at=WHEN,
            decision=Decision(outcome=Outcome.RELEASE, reason="She knows him"),
        )  # fmt: skip
    with acting_as(area.amina):
        Passage.objects.filter(id=named[0].id).update(outcome="release", exemption="", decided_user=area.amina.user_id)
    with pytest.raises(Refusal, match="holds what was kept back"):
        build(actor=area.amina, request=request, at=WHEN)
    with acting_as(area.amina):
        assert not Bundle.objects.filter(request_id=request).exists()


def test_part_of_a_sentence_is_let_go_by_taking_words_out_and_by_nothing_else(area: Area) -> None:
    case = case_with_words(area)
    with acting_as(area.pia):
        Research.objects.filter(victim_facts=VICTIM_FACTS).update(
            victim_facts=f"{VICTIM_FACTS} Nadia went out with Mark in May."
        )
    request = decided(area, case.victim)
    whole = "Nadia went out with Mark in May."
    passage = the(area, request, whole)

    def part(kept: str, exemption: str = "others") -> None:
        decision = Decision(outcome=Outcome.PART, kept=kept, exemption=exemption, reason="Her own outing")
        decide(actor=area.amina, request=request, passage=passage, decision=decision, at=WHEN)

    for kept, why in (("Nadia went out with Tom", "only takes words out"), (whole, "still names"), ("", "only takes")):
        with pytest.raises(Refusal, match=why):
            part(kept)
    part("Nadia went out in May.")
    build(actor=area.amina, request=request, at=WHEN)
    look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
    page = page_of(area, request)
    assert "Nadia went out in May." in page and "Part of this was taken out." in page and "Mark" not in page


def test_what_has_changed_since_is_searched_again_and_the_rest_keeps_its_decision(area: Area) -> None:
    case = case_with_words(area)
    request = decided(area, case.victim)
    with acting_as(area.pia):
        Research.objects.filter(victim_facts=VICTIM_FACTS).update(
            victim_facts=f"{VICTIM_FACTS} Nadia works in the day."
        )
    with pytest.raises(Refusal, match="has changed since"):
        build(actor=area.amina, request=request, at=WHEN)
    search(actor=area.amina, request=request, at=WHEN)
    with acting_as(area.amina):
        undecided = Passage.objects.filter(request_id=request, outcome="")
        assert undecided.count() == 1
    with pytest.raises(Refusal, match="1 sentences wait"):
        build(actor=area.amina, request=request, at=WHEN)


def test_a_bundle_is_approved_anew_when_a_decision_has_changed(area: Area) -> None:
    case = case_with_words(area)
    request = approved(area, case.victim)
    passage = the(area, request, "Nadia moved in June.")
    decide(
        actor=area.amina, request=request, passage=passage, at=WHEN,
        decision=Decision(outcome=Outcome.WITHHOLD, exemption="crime", reason="He would know"),
    )  # fmt: skip
    with pytest.raises(Refusal, match="Another person approves"):
        fetch_bundle(actor=area.amina, request=request, form="pdf", at=WHEN)


def test_who_says_no_stops_it(area: Area) -> None:
    request = built(area, case_with_words(area).victim)
    with pytest.raises(Refusal, match="Say what is wrong"):
        look_at(actor=other_coordinator(area), request=request, agreed=False, at=WHEN)
    look_at(actor=other_coordinator(area), request=request, agreed=False, words="The street is in it", at=WHEN)
    with pytest.raises(Refusal):
        fetch_bundle(actor=area.amina, request=request, form="pdf", at=WHEN)


def test_the_case_is_held_while_its_request_is_answered(area: Area) -> None:
    case = case_with_words(area)
    request = approved(area, case.victim)
    with acting_as(area.amina):
        hold = LegalHold.objects.get(file_id=case.file, ended_at=None)
        assert "access" not in hold.why
    hand_over(
        actor=area.amina, request=request, way=Way.ADVISER, collected_by="Nadia Invented", identity_seen="Known to us",
        at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        assert not LegalHold.objects.filter(file_id=case.file, ended_at=None).exists()


def test_intake_looks_nothing_up_and_identity_comes_before_the_search(area: Area) -> None:
    case = case_with_words(area)
    intake = Intake(received_on=TODAY, how="letter", capacity=Capacity.SELF, asker_name="Nadia Invented")
    request = receive(actor=area.amina, intake=intake, at=WHEN)
    with pytest.raises(Refusal, match="has not been checked"):
        name_person(actor=area.amina, request=request, subject_id=case.victim, at=WHEN)
    with pytest.raises(Refusal, match="has not been checked"):
        search(actor=area.amina, request=request, at=WHEN)


def test_only_the_coordinator_and_the_officer_know_that_somebody_asked(area: Area) -> None:
    request = searched(area, case_with_words(area).victim)
    for name in ("bea", "grace", "pia", "fay", "lena", "eve"):
        with acting_as(area.actors[name]):
            assert not SubjectRequest.objects.filter(id=request).exists()
            assert not Passage.objects.filter(request_id=request).exists()
    with acting_as(officer(area)):
        assert SubjectRequest.objects.filter(id=request).exists()
        assert not Passage.objects.filter(request_id=request).exists()
    with pytest.raises(Refusal):
        search(actor=area.grace, request=request, at=WHEN)


def test_a_coordinator_who_is_kept_out_of_her_case_sees_no_request_of_hers(area: Area) -> None:
    from openccr.casefiles.operations import exclude

    case = case_with_words(area)
    request = approved(area, case.victim)
    exclude(actor=area.amina, file=case.file, user_id=area.dee.user_id, reason="her brother", at=WHEN)
    with acting_as(other_coordinator(area)):
        for model in (SubjectRequest, Bundle, Approval):
            assert not model.objects.filter(**{"id" if model is SubjectRequest else "request_id": request}).exists()
    with pytest.raises(NotFound):
        look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)


def test_sentences_lie_sealed_in_the_database(area: Area) -> None:
    request = approved(area, case_with_words(area).victim)
    with acting_as(area.amina), connection.cursor() as cursor:
        cursor.execute("SELECT sealed, marks::text FROM subjectaccess_passage WHERE request_id = %s", [request])
        assert not any(b"Nadia" in bytes(sealed) or "Nadia" in marks for sealed, marks in cursor.fetchall())

"""What sharing writes down, and what keeps somebody from being told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import CaseFile, TimelineEntry
from openccr.conference.models import Research
from openccr.conference.operations.hearings import defer
from openccr.conference.operations.inviting import invite_later
from openccr.conference.operations.sharing import justify_referral
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.models import Disclosure, Override, WithoutConsent
from openccr.sharing.operations import end_no_go, record_by_hand, record_no_go
from openccr.sharing.operations.ledger import ByHand
from openccr.sharing.queries import no_go
from openccr.sharing.queries.no_go import no_go_shown
from openccr.sharing.rules.grounds import Consent
from tests.conference.conferences import TODAY, WHEN, accepted, listed
from tests.makers import Area
from tests.sharing.cases import GROUNDS, list_it, not_consented, on_her_list, without_told

pytestmark = pytest.mark.django_db


def told(area: Area, file: object) -> set[str]:
    with acting_as(area.amina):
        names = set(Disclosure.objects.filter(file_id=file).values_list("agency_id", flat=True))
    return {name for name, key in area.agencies.items() if key in names}


def sees(area: Area, who: str, file: object) -> bool:
    with acting_as(area.actors[who]):
        return CaseFile.objects.filter(id=file).exists()


def test_listing_leaves_a_line_for_each_agency_with_what_why_and_under_which_law(area: Area) -> None:
    file, referral = accepted(area)
    hearing = list_it(area, referral, "housing", "idva", "council")
    assert told(area, file) == {"housing", "idva", "police"}  # the council's own coordinator shares with herself
    with acting_as(area.amina):
        for line in Disclosure.objects.filter(file_id=file):
            assert (line.consent, line.grounds_id, line.arises_from_id) == ("yes", None, hearing)
            assert "her_words" in line.kinds and "art6_public_task" in line.law
            assert line.why.startswith("Conference of") and line.decided_by == area.amina.appointment_id
        assert AuditEvent.objects.filter(type="sharing.shared", file_id=file).count() == 1


@pytest.mark.parametrize("consent", ["no", ""])
def test_without_consent_a_case_is_not_listed_until_somebody_says_why(area: Area, consent: str) -> None:
    file, referral = not_consented(area, justified=False, consent=consent)
    with pytest.raises(Refusal, match="Sharing without consent"):
        list_it(area, referral, "housing")
    assert not sees(area, "bea", file) and told(area, file) == set()
    justify_referral(actor=area.amina, file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)
    list_it(area, referral, "housing")
    with acting_as(area.amina):
        line = Disclosure.objects.get(file_id=file, agency_id=area.agencies["housing"])
        assert line.grounds is not None and line.grounds.necessity == GROUNDS.necessity
        assert line.law == list(GROUNDS.law)


def test_grounds_count_for_the_referral_and_are_not_asked_for_again(area: Area) -> None:
    file, referral = not_consented(area)
    hearing = list_it(area, referral, "housing")
    defer(actor=area.amina, file_id=file, hearing_id=hearing, reason="No time was left.", at=WHEN)
    list_it(area, referral, "housing")
    with acting_as(area.amina):
        assert WithoutConsent.objects.filter(file_id=file).count() == 1
        assert Disclosure.objects.filter(file_id=file, agency_id=area.agencies["housing"]).count() == 2


def test_grounds_are_written_once_by_whoever_refers_or_coordinates(area: Area) -> None:
    file, referral = not_consented(area, justified=False)
    with pytest.raises(Refusal):
        justify_referral(actor=area.bea, file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)
    justify_referral(actor=area.pia, file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)
    with pytest.raises(Refusal, match="already"):
        justify_referral(actor=area.amina, file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)


@pytest.mark.parametrize(
    "changes", [{"necessity": ""}, {"law": ("art9_safeguarding",)}, {"law": ("art6_nonsense",)}, {"why_not_told": ""}]
)
def test_grounds_that_lack_something_are_not_taken(area: Area, changes: dict[str, object]) -> None:
    file, referral = not_consented(area, justified=False)
    with pytest.raises(Refusal):
        justify_referral(actor=area.amina, file_id=file, referral_id=referral, grounds=without_told(**changes), at=WHEN)


def test_where_she_consents_grounds_are_not_needed(area: Area) -> None:
    file, referral = accepted(area)
    with pytest.raises(Refusal, match="consented"):
        justify_referral(actor=area.amina, file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)


def test_an_agency_on_her_list_is_neither_invited_nor_asked(area: Area) -> None:
    file, referral = accepted(area)
    on_her_list(area, file, "housing")
    with pytest.raises(Refusal, match="no-go list") as refused:
        list_it(area, referral, "housing", "idva")
    assert refused.value.field == "override_reason"
    assert not sees(area, "bea", file) and told(area, file) == set()
    list_it(area, referral, "idva")
    assert not sees(area, "bea", file)


def test_a_kind_of_service_on_her_list_stops_every_agency_of_that_kind(area: Area) -> None:
    file, referral = accepted(area)
    record_no_go(actor=area.amina, file_id=file, kind="housing", words="Her sister works in housing.", at=WHEN)
    with pytest.raises(Refusal, match="no-go list"):
        list_it(area, referral, "housing")


def test_who_is_on_the_case_already_is_marked_also_when_she_names_a_kind_of_service(area: Area) -> None:
    file, referral = accepted(area)
    list_it(area, referral, "housing")
    record_no_go(actor=area.amina, file_id=file, kind="housing", words="Her sister works in housing.", at=WHEN)
    on_her_list(area, file, "probation")
    with acting_as(area.amina):
        shown = no_go_shown(file, actor=area.amina, today=TODAY)
    assert {one.who: one.on_case for one in shown} == {
        "Every agency of this kind: Housing": True, "Exampleshire Probation": False,
    }  # fmt: skip


def test_the_referring_agency_on_her_list_is_not_invited_by_itself(area: Area) -> None:
    file, referral = accepted(area, by="police")
    on_her_list(area, file, "police")
    list_it(area, referral, "housing")
    with acting_as(area.amina):
        asked = set(Research.objects.filter(file_id=file).values_list("agency_id", flat=True))
    assert asked == {area.agencies["housing"]}
    assert told(area, file) == {"housing"}


def test_an_override_needs_a_reason_and_her_idva_reads_it(area: Area) -> None:
    file, referral = accepted(area)
    line = on_her_list(area, file, "housing")
    list_it(area, referral, "housing", "idva", why="The tenancy ends on Friday and only they can stop it.")
    assert sees(area, "bea", file)
    with acting_as(area.grace):
        (shown,) = no_go_shown(file, actor=area.grace, today=TODAY)
        assert [one.reason for one in shown.overridden] == ["The tenancy ends on Friday and only they can stop it."]
        assert shown.on_case
    with acting_as(area.amina):
        assert AuditEvent.objects.get(type="no_go.overridden", file_id=file).subjects[0] == str(line)
    with acting_as(area.bea):
        assert not Override.objects.exists()


def test_everybody_on_her_list_who_is_ticked_is_named_before_one_reason_lets_them_all_in(area: Area) -> None:
    file, referral = accepted(area)
    for agency in ("housing", "probation"):
        on_her_list(area, file, agency)
    with pytest.raises(Refusal, match="Exampleshire Probation and Willowmere Homes stand on the no-go list"):
        list_it(area, referral, "housing", "probation")


def test_the_same_line_is_not_written_twice(area: Area) -> None:
    file, _ = accepted(area)
    on_her_list(area, file, "housing")
    with pytest.raises(Refusal, match="already"):
        on_her_list(area, file, "housing")
    on_her_list(area, file, "probation")


def test_what_was_decided_for_one_agency_does_not_let_another_in(area: Area) -> None:
    file, referral = accepted(area)
    on_her_list(area, file, "housing")
    on_her_list(area, file, "probation")
    hearing = list_it(area, referral, "housing", why="Only they can stop the eviction.")
    with pytest.raises(Refusal, match="no-go list"):
        invite_later(
            actor=area.amina, file_id=file, hearing_id=hearing, agency_ids=[area.agencies["probation"]], at=WHEN
        )


def test_an_agency_invited_later_passes_the_same_gate_and_is_asked(area: Area) -> None:
    case = listed(area, invited=("idva",))
    assert not sees(area, "bea", case.file)
    given = {"actor": area.amina, "file_id": case.file, "hearing_id": case.hearing, "at": WHEN}
    invite_later(**given, agency_ids=[area.agencies["housing"]])
    assert sees(area, "bea", case.file) and "housing" in told(area, case.file)
    with acting_as(area.bea):
        assert Research.objects.filter(hearing_id=case.hearing, agency_id=area.agencies["housing"]).count() == 1
    with pytest.raises(Refusal, match="invited already"):
        invite_later(**given, agency_ids=[area.agencies["housing"]])
    with pytest.raises(Refusal, match="Choose whom"):
        invite_later(**given, agency_ids=[])
    with pytest.raises(Refusal):
        invite_later(**given | {"actor": area.bea}, agency_ids=[area.agencies["probation"]])


def test_who_comes_off_the_list_may_be_told_and_the_line_stays(area: Area) -> None:
    file, referral = accepted(area)
    line = on_her_list(area, file, "housing")
    end_no_go(actor=area.amina, file_id=file, no_go_id=line, reason="He has left there.", at=WHEN)
    list_it(area, referral, "housing")
    with acting_as(area.amina):
        (shown,) = no_go_shown(file, actor=area.amina, today=TODAY)
        assert not shown.counts and shown.why_ended == "He has left there."
    with pytest.raises(NotFound):
        end_no_go(actor=area.amina, file_id=file, no_go_id=line, reason="Again.", at=WHEN)


def test_a_line_counts_until_its_last_day(area: Area) -> None:
    file, _ = accepted(area)
    record_no_go(
        actor=area.amina, file_id=file, agency_id=area.agencies["housing"], words="Until she has moved.", at=WHEN,
        until_on=TODAY,
    )  # fmt: skip
    with acting_as(area.amina):
        assert len(no_go(file)) == 1
    with pytest.raises(Refusal, match="past"):
        record_no_go(
            actor=area.amina, file_id=file, agency_id=area.agencies["idva"], words="x", at=WHEN,
            until_on=TODAY - timedelta(days=1),
        )  # fmt: skip


def test_nothing_of_the_list_stands_on_the_timeline(area: Area) -> None:
    file, _ = accepted(area)
    with acting_as(area.amina):
        before = TimelineEntry.objects.filter(file_id=file).count()
    on_her_list(area, file, "housing")
    with acting_as(area.amina):
        assert TimelineEntry.objects.filter(file_id=file).count() == before


def by_hand(area: Area, **changes: object) -> ByHand:
    usual = {
        "kinds": ("risk",), "why": "So that the school lets nobody else collect the child.",
        "law": ("art6_public_task",), "consent": Consent.NO, "shared_at": WHEN, "outside": "Headteacher of her school",
        "necessity": "He may come to the gate today.", "proportionality": "Only that he must not collect the child.",
    }  # fmt: skip
    return ByHand(**{**usual, **changes})  # type: ignore[arg-type]


def test_what_was_said_on_the_telephone_is_written_in_the_ledger(area: Area) -> None:
    file, _ = accepted(area)
    line = record_by_hand(actor=area.amina, file_id=file, shared=by_hand(area), at=WHEN)
    with acting_as(area.pia):
        assert Disclosure.objects.get(id=line).outside == "Headteacher of her school"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outside": ""}, "outside"),
        ({"kinds": ()}, "kinds"),
        ({"kinds": ("gossip",)}, "kinds"),
        ({"law": ("art9_safeguarding",)}, "basis"),
        ({"necessity": ""}, "necessity"),
        ({"proportionality": " "}, "proportionality"),
        ({"shared_at": WHEN + timedelta(days=1)}, "shared_on"),
    ],
)
def test_a_line_by_hand_lacks_nothing(area: Area, changes: dict[str, object], field: str) -> None:
    file, _ = accepted(area)
    with pytest.raises(Refusal) as refused:
        record_by_hand(actor=area.amina, file_id=file, shared=by_hand(area, **changes), at=WHEN)
    assert refused.value.field == field


def test_a_person_outside_on_her_list_is_not_told_without_a_reason(area: Area) -> None:
    file, _ = accepted(area)
    record_no_go(actor=area.amina, file_id=file, person="headteacher of her school", words="His aunt.", at=WHEN)
    with pytest.raises(Refusal, match="no-go list"):
        record_by_hand(actor=area.amina, file_id=file, shared=by_hand(area), at=WHEN)
    record_by_hand(
        actor=area.amina, file_id=file, shared=by_hand(area), at=WHEN, override_reason="The child is at risk."
    )
    with acting_as(area.amina):
        assert Override.objects.get(file_id=file).outside == "Headteacher of her school"

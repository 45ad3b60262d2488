"""Practice with invented cases: what is said to each answer, and that nothing of it is kept."""

from __future__ import annotations

from datetime import date

from openccr.access.acting import acting_as
from openccr.conference.models import Practised
from openccr.conference.queries.practising import should_practise
from openccr.conference.rules.practice import is_new, said_to_action, said_to_search, said_to_sharing
from openccr.content import load
from tests.conference.addresses import to
from tests.makers import Area
from tests.signing_in import as_, text_of

CASES = load().quality.practice
TILDA, ORLA = CASES["tilda"], CASES["orla"]


def test_a_tenancy_is_knowing_them_and_a_proper_search_may_end_in_a_nil() -> None:
    assert said_to_search(TILDA, known=True).agrees and not said_to_search(TILDA, known=False).agrees
    assert said_to_search(ORLA, known=False).agrees


def test_each_record_is_answered_whether_it_was_shared_or_kept() -> None:
    said = said_to_sharing(TILDA, shared={0, 2})
    assert [one.agrees for one in said] == [True, False, False, True]
    assert "Old, settled" in said[2].why


def test_no_action_is_called_wrong_and_each_says_whom_it_falls_on() -> None:
    said = [said_to_action(TILDA, chosen=place) for place in range(3)]
    assert all(one.agrees for one in said)
    assert said[0].words == "This falls on the victim."


def test_an_appointment_is_new_for_ninety_days() -> None:
    begun = date(2026, 1, 1)
    assert is_new(from_on=begun, today=date(2026, 4, 1)) and not is_new(from_on=begun, today=date(2026, 4, 2))


def test_a_representative_goes_through_a_case_and_only_the_day_is_kept(area: Area) -> None:
    client, address = as_(area.bea), to("practise", practice="tilda")
    assert "What do you answer?" in text_of(client.get(address))
    unanswered = client.get(address, {"did_search": "1"})
    assert "Choose what you answer" in text_of(unanswered)
    second = text_of(client.get(address, {"did_search": "1", "known": "nil"}))
    assert "Think again:" in second and "Which of these would you share?" in second
    third = {"did_search": "1", "known": "yes", "did_share": "1", "shared": ["0", "1"]}
    assert "What would you propose?" in text_of(client.get(address, third))
    last = text_of(client.get(address, {**third, "did_action": "1", "action": "1"}))
    assert "You do the work, it has a day" in last and "I am done" in last
    with acting_as(area.bea):
        assert not Practised.objects.exists()
    client.post(to("practised", practice="tilda"))
    client.post(to("practised", practice="tilda"))
    page = text_of(client.get(to("practice")))
    assert "Orla Imagin" in page and "Not yet" in page
    with acting_as(area.bea):
        assert [row.case for row in Practised.objects.all()] == ["tilda"]
    with acting_as(area.eve):
        assert not Practised.objects.exists(), "not even a colleague of the same agency sees it"
    assert client.post(to("practised", practice="nobody")).status_code == 404


def test_whoever_holds_no_record_goes_from_the_nil_to_the_action(area: Area) -> None:
    page = as_(area.carl).get(to("practise", practice="orla"), {"did_search": "1", "known": "nil"})
    assert "What would you propose?" in text_of(page)


def test_home_offers_it_to_whoever_is_new_until_they_have_done_it(area: Area) -> None:
    with acting_as(area.bea):
        assert should_practise(area.bea, today=date(2020, 2, 1))
        assert not should_practise(area.bea, today=date(2026, 2, 1))
    for left, case in enumerate(reversed(CASES)):
        as_(area.bea).post(to("practised", practice=case))
        with acting_as(area.bea):
            assert should_practise(area.bea, today=date(2020, 2, 1)) is (left + 1 < len(CASES)), "each of them"


def test_whoever_is_not_new_any_more_finds_it_beside_the_meetings(area: Area) -> None:
    for actor in (area.bea, area.grace, area.amina):
        assert to("practice") in as_(actor).get(to("meetings")).content.decode()
    assert to("practice") not in as_(area.lena).get(to("meetings")).content.decode()


def test_a_doctors_practice_and_a_school_find_a_case_of_their_own() -> None:
    for key, words in (("petra", "doctor's practice"), ("juno", "your school")):
        case = CASES[key]
        assert words in case.story and case.known
        assert {record.share for record in case.records} == {True, False}
        assert "harmer" in {action.faces for action in case.actions}

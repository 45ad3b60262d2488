"""What an agency's own system sends and asks: the same rules as a file, each key once, and never her recourse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache

from openccr.access.acting import acting_as
from openccr.actions.operations import agree_action
from openccr.audit.models import AuditEvent
from openccr.conference.models import Referral, Research
from openccr.conference.operations.importing import import_referrals
from openccr.kernel.addresses import HELD_BACK
from openccr.people.models import Part, RecourseToFunds
from openccr.people.operations.placing import place
from openccr.ui import called
from tests.conference.conferences import WHEN, working_day
from tests.makers import Area
from tests.walls.api_world import REFERRAL, TODAY, Systems, build_systems, issue, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def systems(area: Area) -> Systems:
    cache.clear()
    return build_systems(area)


def refer(systems: Systems, *referrals: dict, key: str | None = None):
    return send("POST", "/api/referrals", systems.right.secret, body={"referrals": list(referrals)}, key=key)


def one(**changes: object) -> dict:
    return {name: value for name, value in {**REFERRAL, **changes}.items() if value is not None}


def referrals_of(systems: Systems) -> int:
    with acting_as(systems.area.amina):
        return Referral.objects.count()


def test_a_system_refers_in_its_own_agencys_name_and_asks_what_became_of_it(systems: Systems) -> None:
    answer = refer(systems, one())
    assert answer.status_code == 201
    (taken,) = answer.json()["referrals"]
    assert taken["referral_ref"] == "API-1" and taken["already_known"] is False
    with acting_as(systems.area.amina):
        row = Referral.objects.get(id=taken["id"])
    assert row.agency_id == systems.area.agencies["housing"] and row.criteria == ["VHR"] and row.aware == "yes"
    now = send("GET", f"/api/referrals/{taken['id']}", systems.right.secret).json()
    assert now["state"] == "received" and now["state_words"] == "Waiting for triage"


def test_several_are_taken_all_together_or_none_and_every_fault_names_field_row_and_remedy(systems: Systems) -> None:
    before = referrals_of(systems)
    answer = refer(systems, one(), one(referral_ref="API-2", dash_score=99, victim_dob="3 April"))
    assert answer.status_code == 422 and referrals_of(systems) == before
    faults = {(fault["row"], fault["field"]) for fault in answer.json()["fields"]}
    assert faults == {(2, "dash_score"), (2, "victim_dob")}
    assert all(fault["problem"] and fault["remedy"] for fault in answer.json()["fields"])
    assert refer(systems, one(), one(referral_ref="API-2")).status_code == 201
    assert referrals_of(systems) == before + 2


def test_what_a_coordinator_would_ask_stops_nothing_and_is_said(systems: Systems) -> None:
    (taken,) = refer(systems, one(criteria=None, dash_score=None)).json()["referrals"]
    assert "No criterion is named. Say which one is met." in taken["gaps"]


@pytest.mark.parametrize(
    "field", ["recourse_to_public_funds", "tick_no_recourse", "immigration_status", "visa", "nationality", "NRPF"]
)
def test_recourse_to_public_funds_and_immigration_never_come_in_this_way(systems: Systems, field: str) -> None:
    before = referrals_of(systems)
    answer = refer(systems, one(**{field: "spouse visa"}))
    assert answer.status_code == 422
    (fault,) = answer.json()["fields"]
    assert fault["field"] == field and "never sent" in fault["problem"] and "adviser" in fault["remedy"]
    assert referrals_of(systems) == before and "spouse" not in answer.content.decode()
    with acting_as(systems.area.grace):
        assert not RecourseToFunds.objects.exists()


def test_the_referring_agency_is_the_clients_own_and_nobody_elses(systems: Systems) -> None:
    answer = refer(systems, one(agency="Exampleshire Police"))
    assert answer.status_code == 422 and answer.json()["fields"][0]["field"] == "agency"


def test_the_same_key_with_the_same_body_is_answered_the_same_and_acts_once(systems: Systems) -> None:
    first, second = refer(systems, one(), key="a-1"), refer(systems, one(), key="a-1")
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    with acting_as(systems.area.amina):
        assert Referral.objects.filter(their_reference="API-1").count() == 1


def test_the_same_key_with_another_body_is_refused(systems: Systems) -> None:
    refer(systems, one(), key="a-1")
    answer = refer(systems, one(referral_ref="API-9"), key="a-1")
    assert answer.status_code == 409 and "something else" in answer.json()["error"]


def test_a_key_of_one_client_says_nothing_of_anothers(systems: Systems) -> None:
    refer(systems, one(), key="a-1")
    other = issue(systems.area, "police").secret
    answer = send("POST", "/api/referrals", other, body={"referrals": [one(referral_ref="P-1")]}, key="a-1")
    assert answer.status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 101])
def test_without_a_key_nothing_is_taken(systems: Systems, key: str) -> None:
    answer = refer(systems, one(), key=key)
    assert answer.status_code == 422 and answer.json()["fields"][0]["field"] == "Idempotency-Key"


def test_after_a_fault_the_same_key_may_be_used_for_the_corrected(systems: Systems) -> None:
    assert refer(systems, one(dash_score=99), key="a-1").status_code == 422
    assert refer(systems, one(), key="a-1").status_code == 201


def test_a_referral_that_came_in_a_file_is_known_by_its_reference(systems: Systems) -> None:
    text = "referral_ref,referred_on,agency,criteria,victim_given_name,victim_family_name\n"
    row = f"F-1,{TODAY.isoformat()},Willowmere Homes,VHR,Nadia,Invented\n"
    import_referrals(actor=systems.area.bea, data=(text + row).encode(), filename="x.csv", at=WHEN)
    same = {
        "referral_ref": "F-1",
        "referred_on": TODAY.isoformat(),
        "criteria": ["VHR"],
        "victim_given_name": "Nadia",
        "victim_family_name": "Invented",
    }
    (taken,) = refer(systems, same).json()["referrals"]
    assert taken["already_known"] is True
    other = refer(systems, same | {"reason": "More."})
    assert other.status_code == 422 and other.json()["fields"][0]["field"] == "referral_ref"


def test_one_reference_twice_in_what_is_sent_is_refused(systems: Systems) -> None:
    answer = refer(systems, one(), one(reason="Another."))
    assert answer.status_code == 422 and [fault["row"] for fault in answer.json()["fields"]] == [2]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"[" * 20_000 + b"]" * 20_000, 400),
        (b"\xff\xfe", 400),
        (b"null", 422),
        (b"[]", 422),
        (b'{"referrals": []}', 422),
        (b'{"referrals": [{"referral_ref": "a\\u0000b"}]}', 422),
        (b'{"referrals": [{"referral_ref": "\\ud800"}]}', 422),
        (b'{"referrals": [{"victim_dob": "0000-00-00", "dash_score": 1e400}]}', 422),
        (b'{"referrals": [{"dash_score": 99999999999999999999999999}]}', 422),
        (b'{"referrals": [{"\\u0000": "x"}]}', 422),
        (b'{"referrals": [{"victim_given_name": {"a": 1}}]}', 422),
        (b'{"referrals": [{}], "more": 1}', 422),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_breaks(systems: Systems, raw: bytes, status: int) -> None:
    answer = send("POST", "/api/referrals", systems.right.secret, raw=raw)
    assert answer.status_code == status, answer.content
    assert answer.json()["error"]


def test_a_fault_names_the_field_as_it_was_sent(systems: Systems) -> None:
    (fault,) = refer(systems, one(victim_given_name="\x00Nadia")).json()["fields"]
    assert (fault["field"], fault["row"]) == ("victim_given_name", 1)
    assert fault["problem"] == "this holds a character that is none; take it out"


def test_a_day_that_cannot_be_right_is_told_as_a_system_writes_days(systems: Systems) -> None:
    (fault,) = refer(systems, one(referred_on="2199-01-01")).json()["fields"]
    assert fault["field"] == "referred_on" and "2026-04-03" in fault["remedy"]
    assert "day/month" not in fault["remedy"]


def test_an_address_that_is_none_is_answered_in_the_form_of_every_fault(systems: Systems) -> None:
    for address in ("/api/referrals/1234", "/api/nowhere"):
        answer = send("GET", address, systems.right.secret)
        assert (answer.status_code, answer.json()["fields"]) == (404, [])


def test_more_than_a_million_bytes_or_a_hundred_referrals_are_not_read(systems: Systems) -> None:
    answer = send("POST", "/api/referrals", systems.right.secret, raw=b" " * (called.MOST_BYTES + 1))
    assert answer.status_code == 413
    assert refer(systems, *(one(referral_ref=f"M-{number}") for number in range(101))).status_code == 422


def test_too_many_calls_in_a_minute_are_stopped(systems: Systems) -> None:
    answers = [send("GET", "/api/actions", systems.right.secret).status_code for _ in range(121)]
    assert answers[-1] == 429 and set(answers[:-1]) == {200}


def test_too_many_wrong_secrets_in_a_minute_are_stopped(systems: Systems) -> None:
    answers = [send("GET", "/api/actions", "occr_wrong").status_code for _ in range(31)]
    assert answers[-1] == 429 and set(answers[:-1]) == {401}


def test_an_agencys_system_sees_what_it_is_asked_of_whom_and_answers(systems: Systems) -> None:
    (asked,) = send("GET", "/api/research", systems.right.secret).json()["research"]
    address = f"/api/research/{asked['id']}"
    people = send("GET", address, systems.right.secret).json()["people"]
    assert {(who["part"], who["name"]) for who in people} >= {("victim", "Nadia Invented")}
    answer = send("POST", address, systems.right.secret, body={"victim_facts": "She asked for a lock."})
    assert answer.json() == {"id": asked["id"], "state": "returned"}
    with acting_as(systems.area.amina):
        row = Research.objects.get(id=asked["id"])
    assert row.victim_facts == "She asked for a lock." and row.returned_by == "System of housing"


def test_nothing_known_is_an_answer_and_comes_alone(systems: Systems) -> None:
    address = f"/api/research/{systems.ids['research_id']}"
    both = send("POST", address, systems.right.secret, body={"nothing_known": True, "victim_facts": "x"})
    assert both.status_code == 422 and both.json()["fields"][0]["field"] == "victim_facts"
    assert send("POST", address, systems.right.secret, body={"nothing_known": True}).json()["state"] == "nil"
    assert send("POST", address, systems.right.secret, body={}).status_code == 422


def test_where_somebody_is_leaves_no_action_for_a_system(systems: Systems) -> None:
    agree_action(
        actor=systems.area.amina, file_id=systems.file, text="Change the locks at 41 Kingfisher Road", faces="agencies",
        agency_id=systems.area.agencies["housing"], due_on=working_day(20), at=WHEN,
    )  # fmt: skip
    told = send("GET", "/api/actions", systems.right.secret).json()["actions"]
    assert f"Change the locks at {HELD_BACK}" in [one["text"] for one in told]


def test_a_place_that_is_written_down_leaves_no_text_for_a_system(systems: Systems) -> None:
    """No street and no number: only that it is known tells what it is."""
    area = systems.area
    with acting_as(area.amina):
        child = Part.objects.get(file_id=systems.file, kind="child").person_id
        where = {"decision_reason": "Flat 3, 9 Kingfisher Road is let; ask Fernlow School"}
        Referral.objects.filter(id=systems.ids["referral_id"]).update(**where)
    place(actor=area.amina, file=systems.file, person=child, kind="school", text="Fernlow School", at=WHEN)
    agree_action(
        actor=area.amina, file_id=systems.file, text="Ring Fernlow School today", faces="agencies",
        agency_id=area.agencies["housing"], due_on=working_day(20), at=WHEN,
    )  # fmt: skip
    told = send("GET", "/api/actions", systems.right.secret).json()["actions"]
    assert f"Ring {HELD_BACK} today" in [one["text"] for one in told]
    now = send("GET", f"/api/referrals/{systems.ids['referral_id']}", systems.right.secret).json()
    assert now["decision"] == f"{HELD_BACK} is let; ask {HELD_BACK}"


def test_an_action_is_ended_once_with_what_shows_it(systems: Systems) -> None:
    address = f"/api/actions/{systems.ids['action_id']}/done"
    ahead = {"evidence": "Done.", "ended_on": (TODAY + timedelta(days=2)).isoformat()}
    assert send("POST", address, systems.right.secret, body=ahead).json()["fields"][0]["field"] == "ended_on"
    assert send("POST", address, systems.right.secret, body={"evidence": "The lock was changed."}).status_code == 200
    again = send("POST", address, systems.right.secret, body={"evidence": "Again."})
    assert again.status_code == 422 and again.json()["error"]
    assert send("GET", "/api/actions", systems.right.secret).json()["actions"] == []


def test_each_act_and_read_stands_in_the_audit_under_the_clients_appointment(systems: Systems) -> None:
    send("GET", f"/api/research/{systems.ids['research_id']}", systems.right.secret)
    send("POST", f"/api/actions/{systems.ids['action_id']}/done", systems.right.secret, body={"evidence": "Done."})
    with acting_as(systems.area.amina):
        found = AuditEvent.objects.filter(file_id=systems.file, role="client")
        assert {"research.read", "action.completed"} <= set(found.values_list("type", flat=True))
        assert set(found.values_list("purpose", "user_id")) == {("API", None)}

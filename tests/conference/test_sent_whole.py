"""Every question of the form, sent by a system or standing in a file: one reading, and kept in the same places."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache

from openccr.access.acting import acting_as
from openccr.conference.models import Referral, ReferralDetail
from openccr.conference.operations.importing import import_referrals
from openccr.conference.sealing import DETAIL, unseal_answers
from openccr.kernel.days import day_words
from openccr.people.models import Part, SafeContact, Whereabouts
from openccr.people.queries.people import people_of
from openccr.people.rules import PartKind
from tests.conference.conferences import WHEN
from tests.makers import Area
from tests.walls.api_world import REFERRAL, TODAY, Systems, build_systems, send

pytestmark = pytest.mark.django_db

DUE = TODAY + timedelta(days=90)
MORE = {
    "police_refs": "42/0001/26",
    "bail": "Not to contact her until 1 March.",
    "tenure": "Council tenant",
    "speak_to_police": False,
    "heard_before": "Y",
    "interpreter_gender": "Woman",
    "reason_VHR": "Nineteen ticks.",
    "dash_on": "2026-02-01",
    "gp": "The Example Practice",
    "victim_email": "zoe@mail.example",
    "safe_sms": True,
    "rule_sms": "Between nine and three",
    "safe_post": "no",
    "unsafe_people": "His sister",
    "harmers": [{"given_name": "Second", "family_name": "Harmer", "relationship": "Brother", "dob": "1990-05-17"}],
    "children": [
        {"given_name": "Ada", "family_name": "Invented", "dob": "2018-04-03", "school": "Example",
         "to_her": "Daughter"},
        {"unborn": True, "expected_on": DUE.isoformat()},
    ],
    "others": [{"given_name": "Gran", "family_name": "Invented", "at_risk": True, "why": "Lives there."}],
}  # fmt: skip


@pytest.fixture
def systems(area: Area) -> Systems:
    cache.clear()
    return build_systems(area)


def sent(systems: Systems, **more: object):
    return send("POST", "/api/referrals", systems.right.secret, body={"referrals": [{**REFERRAL, **more}]})


def faults(systems: Systems, **more: object) -> dict[str, str]:
    answer = sent(systems, **more)
    assert answer.status_code == 422, answer.json()
    return {one["field"]: f"{one['problem']}. {one['remedy']}" for one in answer.json()["fields"]}


def detail_of(area: Area, referral: Referral) -> dict[str, str]:
    with acting_as(area.amina):
        row = ReferralDetail.objects.get(referral=referral)
        return unseal_answers(row.sealed, purpose=DETAIL, owner=row.file_id)


def test_a_system_sends_whatever_the_form_asks(systems: Systems) -> None:
    answer = sent(systems, **MORE)
    assert answer.status_code == 201, answer.json()
    area = systems.area
    with acting_as(area.amina):
        referral = Referral.objects.get(id=answer.json()["referrals"][0]["id"])
        people = people_of(referral.file_id, today=TODAY)
        victim = next(one for one in people if one.part is PartKind.VICTIM)
        channels = dict(SafeContact.objects.filter(person_id=victim.person_id).values_list("channel", "safe"))
        places = set(Whereabouts.objects.filter(person_id=victim.person_id).values_list("kind", flat=True))
        ties = set(Part.objects.filter(file_id=referral.file_id, kind="harmer").values_list("relationship", flat=True))
    assert sorted(one.part for one in people) == ["child", "child", "harmer", "harmer", "other", "victim"]
    assert "sibling" in ties
    assert channels == {"phone": "not_asked", "sms": "conditional", "post": "no"}, (
        "a rule makes it a yes under that rule"
    )
    assert {"gp", "email"} <= places
    assert [one.expected for one in people if one.unborn] == [f"expected {day_words(DUE)}"]
    detail = detail_of(area, referral)
    assert detail["police_refs"] == "42/0001/26" and detail["tenure"] == "social" and detail["heard_before"] == "yes"
    assert detail["speak_to_police"] == "no" and detail["reason_VHR"] == "Nineteen ticks."
    assert (
        detail["interpreter_gender"] == "female" and "Ada Invented: to the victim: Daughter" in detail["children_said"]
    )
    assert "at risk; Lives there." in detail["others_said"]
    assert "gp" not in detail and "safe_sms" not in detail, "what has a place of its own stands there alone"


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"children": [{"given_name": "Ada", "dob": "3/4/18"}]}, "children.0.dob", "Write it as 2026-04-03."),
        ({"children": [{}, {"given_name": "Ada", "dob": "2030-01-01"}]}, "children.1.dob", "Look at the day."),
        (
            {"children": [{"unborn": True, "expected_on": "2019-02-20"}]},
            "children.0.expected_on",
            "date of birth instead",
        ),
        ({"children": [{"given_name": "Ada", "unborn": "maybe"}]}, "children.0.unborn", "Send one of: no, yes."),
        ({"harmers": [{"given_name": "Al", "relationship": "pal of hers"}]}, "harmers.0.relationship", ""),
        ({"harmers": [{"given_name": "Al", "shoe_size": "5"}]}, "harmers.0.shoe_size", "there is no such field"),
        ({"harmers": [{"given_name": "Al", "visa": "spouse"}]}, "harmers.0.visa", "never sent by a system"),
        ({"harmers": ["Al"]}, "harmers", "Send objects"),
        ({"others": [{"why": "Lives there."}]}, "others.0.given_name", "give a name"),
        ({"tenure": "castle"}, "tenure", ""),
        ({"safe_email": "only in one way"}, "rule_email", "Say when and how it is safe"),
        ({"victim_email": "zoe at example"}, "victim_email", ""),
        ({"dash_on": "2030-01-01"}, "dash_on", "Look at the day."),
    ],
)
def test_each_fault_names_its_field_down_to_the_person(systems: Systems, more: dict, field: str, said: str) -> None:
    found = faults(systems, **more)
    assert list(found) == [field] and said in found[field]
    assert "/" not in found[field], "never a date in the form's way"
    with acting_as(systems.area.amina):
        assert not Referral.objects.filter(their_reference=REFERRAL["referral_ref"]).exists()


def test_a_column_of_a_file_is_kept_where_the_form_keeps_it(area: Area) -> None:
    heads = "Ref,Referral date,Agency,Criteria,Client first name,Client surname,Crime ref,Bail conditions,GP surgery,"
    heads += "Housing tenure,Safe to text,Who is the client afraid of,DASH date\n"
    when = TODAY.strftime("%d/%m/%Y")
    row = f"F-1,{when},Willowmere Homes,VHR,Nadia,Invented,42/1/26,None to go near,The Example Practice,"
    row += f"HA,N,His brothers,{when}\n"
    bad = row.replace("F-1", "F-2").replace("HA,N", "a boat,N")
    outcome, _ = import_referrals(actor=area.amina, data=(heads + row + bad).encode(), filename="x.csv", at=WHEN)
    assert outcome.accepted == 1 and outcome.unmapped_columns == ()
    assert [(one.column, one.row) for one in outcome.refused] == [("tenure", 3)]
    with acting_as(area.amina):
        referral = Referral.objects.get(their_reference="F-1")
        channels = dict(
            SafeContact.objects.filter(person__parts__file_id=referral.file_id).values_list("channel", "safe")
        )
        assert Whereabouts.objects.filter(person__parts__file_id=referral.file_id, kind="gp").exists()
    assert channels["sms"] == "no"
    detail = detail_of(area, referral)
    assert (detail["police_refs"], detail["bail"]) == ("42/1/26", "None to go near")
    assert (detail["tenure"], detail["afraid_of"]) == ("social", "His brothers")

"""Bringing in an area's log of past hearings."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import FlagReceipt
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import CaseFile, TimelineEntry
from openccr.conference.models import Hearing, Meeting, ReceivedReference, Referral
from openccr.conference.operations import caselog
from openccr.conference.operations.caselog import import_caselog, try_caselog
from openccr.conference.operations.importing import import_referrals
from openccr.conference.queries.triage import repeat_proposal
from openccr.conference.rules.outcomes import ImportOutcome
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.people.models import Part, Person, PersonName
from openccr.people.operations import recognise
from tests.conference.files import csv_file, row
from tests.makers import NOW, Area

LOG = (
    "referral_ref", "referred_on", "agency", "victim_given_name", "victim_family_name", "victim_dob", "victim_sex",
    "ethnicity", "disability", "lgbt", "perpetrator_given_name", "perpetrator_family_name", "perpetrator_dob",
    "children", "heard_on", "outcome", "repeat", "actions",
)  # fmt: skip


def past(**changed: Any) -> dict[str, Any]:
    """A row of a log with some values changed."""
    whole = row(
        referred_on="20/02/2025", heard_on="12/03/2025", outcome="Heard", repeat="N", children="Ella 3/4/2019",
        actions="Lock change; Flag on her record",
    ) | changed  # fmt: skip
    return {name: value for name, value in whole.items() if name in LOG or name in changed}


def log(*rows: dict[str, Any], **more: Any) -> bytes:
    return csv_file(rows, columns=LOG, **more)


def bring_in(actor: Actor, data: bytes) -> ImportOutcome:
    return import_caselog(actor=actor, data=data, filename="log", at=NOW)[0]


def reasons(outcome: ImportOutcome) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in outcome.refused]


def test_a_row_becomes_a_heard_case_at_a_meeting_of_its_day(area: Area) -> None:
    outcome = bring_in(area.commands, log(past()))
    assert outcome.as_json() == {"read": 1, "accepted": 1, "already_known": 0, "refused": [], "unmapped_columns": []}
    with acting_as(area.amina):
        referral, hearing, meeting = Referral.objects.get(), Hearing.objects.get(), Meeting.objects.get()
        assert (referral.state, referral.repeat, referral.repeat_rule, referral.gaps) == ("heard", False, "caselog", [])
        assert (meeting.on, meeting.state) == (date(2025, 3, 12), "held")
        assert (hearing.state, timezone.localdate(hearing.heard_at)) == ("heard", meeting.on)
        assert hearing.discussion == "Agreed then:\n- Lock change\n- Flag on her record"
        opened = CaseFile.objects.get().opened_at
        assert timezone.localdate(referral.received_at) == timezone.localdate(opened) == date(2025, 2, 20)
        assert sorted(Part.objects.values_list("kind", flat=True)) == ["child", "harmer", "victim"]
        said = TimelineEntry.objects.get(kind="heard")
        assert "from the area's log" in said.sentence and timezone.localdate(said.at) == meeting.on
        types = set(AuditEvent.objects.filter(file_id=referral.file_id).values_list("type", flat=True))
        assert "referral.from_log" in types and "referral.received" not in types


def test_its_agency_and_the_coordinator_see_it_and_nobody_else(area: Area) -> None:
    bring_in(area.commands, log(past()))
    seen = {}
    for name in ("amina", "pia", "bea", "carl", "fay", "commands"):
        with acting_as(area.actors[name]):
            seen[name] = Hearing.objects.count()
    assert seen == {"amina": 1, "pia": 1, "bea": 0, "carl": 0, "fay": 0, "commands": 1}


def test_rows_of_one_day_share_their_meeting(area: Area) -> None:
    bring_in(area.commands, log(past(), past(referral_ref="HX-2"), past(referral_ref="HX-3", heard_on="26/3/2025")))
    with acting_as(area.amina):
        days = Meeting.objects.order_by("on").values_list("on", flat=True)
        assert list(days) == [date(2025, 3, 12), date(2025, 3, 26)]
        first = Hearing.objects.filter(meeting__on=date(2025, 3, 12)).order_by("order")
        assert list(first.values_list("order", flat=True)) == [1, 2]


def test_the_same_log_twice_adds_nothing_and_a_longer_one_only_what_is_new(area: Area) -> None:
    rows = [past(), past(referral_ref="", victim_given_name="Zoe"), past(referral_ref="HX-3", outcome="Deferred")]
    bring_in(area.commands, log(*rows))

    def counts() -> dict[str, int]:
        with acting_as(area.amina):
            models = (CaseFile, Referral, Hearing, Meeting, Person, ReceivedReference, FlagReceipt)
            return {model.__name__: model.objects.count() for model in models}

    before = counts()
    again = bring_in(area.commands, log(*rows))
    assert (again.accepted, again.already_known, again.refused) == (0, 3, ())
    assert counts() == before
    heard_later = past(referral_ref="HX-3", heard_on="26/03/2025")
    longer = bring_in(area.commands, log(*rows, heard_later))
    assert (longer.accepted, longer.already_known, longer.refused) == (1, 3, ())
    assert counts() == {
        **before,
        "Hearing": before["Hearing"] + 1,
        "Meeting": before["Meeting"] + 1,
        "ReceivedReference": before["ReceivedReference"] + 1,
    }
    with acting_as(area.amina):
        assert Referral.objects.get(their_reference="HX-3").state == "heard"


def test_a_case_that_was_deferred_and_then_heard_is_one_referral(area: Area) -> None:
    rows = [past(outcome="Adjourned", repeat=""), past(heard_on="26/3/2025", repeat="Y")]
    assert bring_in(area.commands, log(*rows)).accepted == 2
    with acting_as(area.amina):
        assert (Referral.objects.get().state, Referral.objects.get().repeat) == ("heard", True)
        states = Hearing.objects.order_by("meeting__on").values_list("state", flat=True)
        assert list(states) == ["deferred", "heard"]


def test_a_number_that_stands_for_the_person_gives_each_referral_its_own(area: Area) -> None:
    rows = [past(), past(referred_on="1/6/2025", heard_on="11/6/2025", repeat="Y")]
    assert bring_in(area.commands, log(*rows)).accepted == 2
    with acting_as(area.amina):
        assert dict(Referral.objects.values_list("their_reference", "repeat")) == {
            "HX-1": False,
            "HX-1 (2025-06-11)": True,
        }
    assert bring_in(area.commands, log(*rows)).already_known == 2


def test_one_reference_for_two_people_is_refused(area: Area) -> None:
    rows = [past(outcome="deferred"), past(victim_given_name="Zoe", heard_on="26/3/2025")]
    assert reasons(bring_in(area.commands, log(*rows))) == [(2, "referral_ref"), (3, "referral_ref")]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "closed?"}, "outcome"),
        ({"heard_on": ""}, "heard_on"),
        ({"heard_on": "01/01/2030"}, "heard_on"),
        ({"heard_on": "19/02/2025"}, "heard_on"),
        ({"agency": ""}, "agency"),
        ({"repeat": "maybe"}, "repeat"),
        ({"victim_given_name": "", "victim_family_name": ""}, "victim_given_name"),
    ],
)
def test_what_cannot_be_counted_is_refused(area: Area, changed: dict[str, str], column: str) -> None:
    outcome = bring_in(area.commands, log(past(**changed)))
    assert reasons(outcome) == [(2, column)]


def test_a_log_as_areas_keep_it_is_counted_and_what_it_lacks_is_said(area: Area) -> None:
    bare = {
        "Marac date": "12/03/2025", "Agency": "Police", "Initials": "NI", "Repeat Y/N": "", "No. of children": "2",
        "Ethnicity": "Not known", "Outcome": "Discussed",
    }  # fmt: skip
    outcome = bring_in(area.commands, csv_file([bare], columns=tuple(bare)))
    assert (outcome.accepted, outcome.refused, outcome.unmapped_columns) == (1, (), ())
    assert [note.split(" ")[0] for note in outcome.notes[-2:]] == ["1", "1"]
    with acting_as(area.amina):
        referral = Referral.objects.get()
        assert (referral.referred_on, referral.repeat, referral.children) == (date(2025, 3, 12), None, 2)
        assert CaseFile.objects.get().title == "N"
        assert Part.objects.filter(kind="child").count() == 2


def test_a_flag_runs_twelve_months_from_the_last_referral(area: Area) -> None:
    rows = [
        past(referral_ref="IN", referred_on="02/03/2025", heard_on="12/03/2025"),
        past(referral_ref="OUT", referred_on="01/03/2025", heard_on="12/03/2025"),
        past(referral_ref="AWAY", referred_on="02/03/2025", heard_on="12/03/2025", outcome="withdrawn"),
    ]
    bring_in(area.commands, log(*rows))
    with acting_as(area.pia):
        flag = FlagReceipt.objects.select_related("file").get()
        assert (flag.state, flag.until_on) == ("asked", date(2026, 3, 2))


@pytest.mark.parametrize(("referred_on", "repeat"), [("12/03/2026", True), ("13/03/2026", False)])
def test_exactly_twelve_months_after_the_last_referral_is_still_a_repeat(
    area: Area, referred_on: str, repeat: bool
) -> None:
    bring_in(area.commands, log(past(referred_on="12/03/2025", heard_on="26/03/2025")))
    later = NOW.replace(day=20)
    import_referrals(
        actor=area.commands,
        data=csv_file([row(referral_ref="NEW", referred_on=referred_on, incident_on="", children="none")]),
        filename="x",
        at=later,
    )
    with acting_as(area.amina):
        old, new = Referral.objects.order_by("referred_on")
        for kind in ("victim", "harmer"):
            here, there = (Part.objects.get(file_id=one.file_id, kind=kind).person_id for one in (new, old))
            recognise(actor=area.amina, file=new.file_id, person=here, as_person=there, reason="The same.", at=later)
        proposal = repeat_proposal(Referral.objects.get(id=new.id))
    assert (proposal.earlier.id if proposal.earlier else None, proposal.proposed) == (old.id, repeat)


def test_a_reference_that_waits_here_is_not_taken_for_a_past_one(area: Area) -> None:
    import_referrals(actor=area.commands, data=csv_file([row()]), filename="x", at=NOW)
    assert reasons(bring_in(area.commands, log(past()))) == [(2, "referral_ref")]


def test_only_the_coordinator_brings_in_a_log(area: Area) -> None:
    for who in ("pia", "fay", "dee", "grace"):
        with pytest.raises(Refusal):
            bring_in(area.actors[who], log(past()))
    assert bring_in(area.amina, log(past())).accepted == 1


def test_nothing_is_half_saved_when_it_is_interrupted(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caselog, "CHUNK", 2)
    rows = [past(referral_ref=f"HX-{number}") for number in range(5)]

    def killed(number: int, _: int) -> None:
        if number >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_caselog(actor=area.commands, data=log(*rows), filename="x", at=NOW, report=killed)
    with acting_as(area.amina):
        assert not Referral.objects.exists() and not Meeting.objects.exists() and not CaseFile.objects.exists()


def test_trying_a_log_saves_nothing_and_says_the_same(area: Area) -> None:
    data = log(past(), past(referral_ref="HX-2", outcome="?"))
    tried = try_caselog(actor=area.commands, data=data, filename="x", at=NOW)
    with acting_as(area.amina):
        assert not Referral.objects.exists()
    assert tried.as_json() == bring_in(area.commands, data).as_json()


def run(*arguments: str) -> Any:
    out = StringIO()
    call_command(*arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_after_the_import_the_return_counts_as_by_hand(area: Area, tmp_path: Path) -> None:
    heard = {"referred_on": "10/01/2026", "heard_on": "14/01/2026"}
    rows = [
        past(referral_ref="1", repeat="Y", ethnicity="", lgbt="", children="3", **heard),
        past(referral_ref="2", repeat="unknown", victim_sex="", disability="Y", children="", **heard),
        past(referral_ref="3", repeat="N", agency="Harbour Domestic Abuse Service", ethnicity="Indian", lgbt="Y",
             **heard),
        past(referral_ref="4", victim_sex="M", victim_dob="01/05/2009", perpetrator_dob="01/05/2008",
             **heard | {"heard_on": "31/03/2026"}),
        past(referral_ref="5", outcome="deferred", **heard),
        past(referral_ref="6", **heard | {"heard_on": "01/04/2026"}),
        past(referral_ref="7", referred_on="10/06/2025", heard_on="11/06/2025", repeat="Y"),
        past(referral_ref="8", referred_on="10/03/2025", heard_on="31/03/2025"),
    ]  # fmt: skip
    file = tmp_path / "log.csv"
    file.write_bytes(log(*rows))
    said = run("import", "caselog", str(file), "--area", "exampleshire")
    assert (said["read"], said["accepted"], said["refused"]) == (8, 8, [])
    found = run("return", "--area", "exampleshire", "--quarter", "2026Q1")
    assert {key: (one["value"], one["unknown"]) for key, one in found["cells"].items() if key != "sources"} == {
        "meetings": (2, 0), "cases": (4, 0), "repeats": (1, 1), "children": (5, 0), "police": (3, 0), "partner": (1, 0),
        "minoritised": (1, 1), "lgbt": (1, 3), "disability": (1, 0), "male": (1, 1), "victims_16_17": (1, 0),
        "harmers_to_17": (1, 0), "rate_per_10000": (0.43, 0), "adult_women": (92_000, 0),
    }  # fmt: skip
    assert {key: count for key, count in found["cells"]["sources"]["value"].items() if count} == {
        "police": 3,
        "idva": 1,
    }
    year = found["rolling_12_months"]
    assert (year["cases"]["value"], year["repeats"]["value"], year["children"]["value"]) == (5, 2, 6)
    assert found["missing"] == []


def test_a_list_with_each_name_in_one_column_is_read_as_it_is_kept(area: Area) -> None:
    data = (
        b"Marac date,Ref,Agency,Vic name,DOB,Perp name,Outcome\n"
        b"12/03/2025,1,Police,Gwen Tarrow,02/05/1979,Al Tarrow,Heard\n"
        b'12/03/2025,2,Police,"FENNER, Ruth (aka Roo)",,unknown,Heard\n'
        b"12/03/2025,3,Police,,,Max Orrin,Heard\n"
    )
    outcome = bring_in(area.commands, data)
    assert (outcome.accepted, outcome.unmapped_columns) == (2, ())
    assert reasons(outcome) == [(4, "victim_given_name")]
    with acting_as(area.amina):
        names = set(PersonName.objects.values_list("given", "family", "kind"))
    assert {("Gwen", "Tarrow", "name"), ("Al", "Tarrow", "name"), ("Ruth", "FENNER", "name")} <= names
    assert ("Roo", "", "alias") in {(given or family, "", kind) for given, family, kind in names}

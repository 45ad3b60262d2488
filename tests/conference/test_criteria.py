"""Each criterion: met, not met or not known, by which published rule, and why in words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.queries.criteria import one_chance_proposed
from openccr.conference.queries.triage import referral_of
from openccr.conference.rules.criteria import CriteriaFacts, Score, events_counted, weigh
from openccr.conference.rules.repeats import Earlier, is_repeat
from openccr.content import PackError, load, packs_folder
from openccr.content.schema.processes import Process
from openccr.people.models import Part
from openccr.people.rules import PartKind
from tests.conference.test_triage import referred
from tests.makers import Area
from tests.risk.making import answered
from tests.signing_in import sign_in

MARAC: Process = load().processes["marac"]
DAY = date(2026, 3, 2)


def weighed(name: str, **facts: Any) -> tuple[bool | None, str]:
    found = weigh(MARAC.criteria[name], CriteriaFacts(referred_on=DAY, **facts))
    return found.met, found.why


def test_a_judgement_stands_alone_whatever_the_score() -> None:
    low = {"dash24": Score(2, 0, DAY)}
    assert weighed("judgement@1", judged_high=True, scores=low)[0] is True
    assert weighed("judgement@1", claimed=frozenset({"PJ"}), judgement_reason="He found her twice")[0] is True
    met, why = weighed("judgement@1", claimed=frozenset({"PJ"}))
    assert met is None and "ask what worries" in why


@pytest.mark.parametrize(("score", "unknowns", "met"), [(14, 0, True), (13, 0, False), (13, 1, None), (10, 3, False)])
def test_unknown_answers_that_could_reach_the_threshold_leave_it_open(
    score: int, unknowns: int, met: bool | None
) -> None:
    assert weighed("visible-high-risk@1", scores={"dash24": Score(score, unknowns, DAY)})[0] is met


def test_three_events_in_twelve_months_count_the_first_day_of_them_and_five_are_a_local_rule() -> None:
    three = frozenset({date(2025, 3, 2), date(2025, 12, 1), date(2026, 3, 1)})
    assert weighed("escalation-three@1", events=three)[0] is True
    met, why = weighed("escalation-five@1", events=three)
    assert met is None and why.endswith("5 are needed, or 3 that are crimes. Ask which of them were crimes.")
    assert weighed("escalation-five@1", events=frozenset({DAY}))[0] is False
    assert weighed("escalation-three@1", events=three - {date(2025, 3, 2)} | {date(2025, 3, 1)})[0] is False
    met, why = weighed("escalation-three@1", events=frozenset({DAY}), claimed=frozenset({"ESC"}))
    assert met is None and why.startswith("The referrer states it. 1 recorded here")
    assert events_counted(MARAC.criteria["escalation-five@1"], CriteriaFacts(referred_on=DAY, events=three)) == 3


def test_what_an_area_lists_automatically_is_met_by_being_stated() -> None:
    met, why = weighed("honour-based-abuse@1", claimed=frozenset({"HBV"}), automatic=frozenset({"HBV"}))
    assert met is True and "takes the case on" in why
    assert weighed("stalking@1")[0] is False


def test_exactly_twelve_months_after_the_last_referral_is_still_a_repeat_by_each_rule() -> None:
    last = Earlier(referred_on=date(2025, 3, 2), heard_on=date(2025, 3, 20))
    current, older, local = (MARAC.repeat_rules[f"{name}@1"] for name in ("any-abuse", "criminal-only", "from-meeting"))
    assert is_repeat(current, earlier=last, happened_on=date(2026, 3, 2))
    assert not is_repeat(current, earlier=last, happened_on=date(2026, 3, 3))
    assert not is_repeat(older, earlier=last, happened_on=date(2026, 3, 2))
    assert is_repeat(older, earlier=last, happened_on=date(2026, 3, 2), would_be_crime=True)
    assert is_repeat(local, earlier=last, happened_on=date(2026, 3, 20))


_MANIFEST = (packs_folder() / "gb-eng" / "pack.toml").read_text(encoding="utf-8")
_CHOICES = """
[choices]
criteria = ["judgement@1", "visible-high-risk@1", "escalation-five@1", "repeat@1", "stalking@1"]
repeat_rule = "from-meeting@1"
automatic = ["STK"]
source = "PRACTICE"

[choices_until.before-2026]
name = "Before our protocol of 2026"
until = 2025-12-31
criteria = ["judgement@1", "visible-high-risk@1", "escalation-three@1"]
repeat_rule = "criminal-only@1"
source = "PRACTICE"
"""


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    own = tmp_path / "my-area"
    (own / "processes").mkdir(parents=True)
    manifest = re.sub(r"(?m)^key = .*$", 'key = "my-area"', _MANIFEST)
    manifest = re.sub(r"(?m)^extends = .*$", 'extends = ["core", "gb-eng"]', manifest)
    (own / "pack.toml").write_text(manifest, encoding="utf-8")
    (own / "processes" / "marac.toml").write_text(_CHOICES, encoding="utf-8")
    return tmp_path


def test_an_areas_own_folder_chooses_its_rules_and_keeps_those_it_used_before(own_pack: Path) -> None:
    process = load(("core", "gb-eng", "my-area"), roots=(packs_folder(), own_pack)).processes["marac"]
    assert process.repeat_rule_on(date(2026, 1, 1)).key == "from-meeting@1"
    assert process.repeat_rule_on(date(2025, 12, 31)).key == "criminal-only@1"
    assert [one.key for one in process.criteria_on(date(2025, 6, 1))][-1] == "escalation-three@1"
    assert process.choices.automatic == ("STK",)


def test_an_automatic_criterion_that_does_not_exist_is_a_named_mistake(own_pack: Path) -> None:
    file = own_pack / "my-area" / "processes" / "marac.toml"
    file.write_text(_CHOICES.replace('"STK"', '"XX"'), encoding="utf-8")
    with pytest.raises(PackError, match="which is no criterion"):
        load(("core", "gb-eng", "my-area"), roots=(packs_folder(), own_pack))


def test_the_page_shows_for_each_criterion_whether_by_which_rule_and_why(area: Area, client: Client) -> None:
    one = referred(area)
    sign_in(client, area.amina)
    page = client.get(reverse("conference.weigh", kwargs={"file": one.file_id, "referral": one.referral_id})).text
    assert "visible-high-risk@1" in page and "16 on 20 February 2026; 14 are needed." in page
    assert "It stands alone, whatever the score." in page
    assert "No earlier referral of the same pair is recognised here" in page


def test_one_chance_is_proposed_by_honour_based_abuse_and_by_what_the_assessment_says(area: Area) -> None:
    one = referred(area, criteria="HBV", judgement_reason=None, dash_score=None)
    with acting_as(area.amina):
        person = Part.objects.get(file_id=one.file_id, kind=PartKind.VICTIM).person_id
    answered(area, one.file_id, person, yes=24, actor=area.amina)
    with acting_as(area.amina):
        why = one_chance_proposed(referral_of(file_id=one.file_id, referral_id=one.referral_id))
    assert why[0] == "Suspected honour-based abuse" and len(why) == 2


def test_fourteen_on_the_young_peoples_version_meets_it_and_a_lower_score_takes_nothing_down() -> None:
    assert weighed("visible-high-risk@1", scores={"young24": Score(14, 0, DAY)})[0] is True
    both = {"dash24": Score(15, 0, DAY), "young24": Score(3, 0, DAY)}
    assert weighed("visible-high-risk@1", scores=both)[0] is True
    assert weighed("visible-high-risk@1", scores={"stalking11": Score(20, 0, DAY)})[0] is False

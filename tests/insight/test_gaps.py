"""Need beside services, and voices beside the people living here: rounded, and never more than rounded numbers say."""

from __future__ import annotations

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from openccr.directory.operations.area import say_population
from openccr.insight.gaps import gaps_of, missing_voices
from openccr.insight.rules.figures import FEW, HIDDEN, rounded
from openccr.insight.rules.gaps import Against, Offered, Provision, against, gap_words, provision_for
from openccr.kernel.refusals import Refusal
from tests.directory.test_directory import service
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_voice import said

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@given(count=st.integers(0, 200), more=st.integers(0, 200), unknown=st.integers(0, 50), percent=st.floats(0, 100))
def test_what_is_said_of_a_share_is_true_whatever_the_rounded_numbers_stand_for(
    count: int, more: int, unknown: int, percent: float
) -> None:
    over = count + more + unknown
    said_ = against(rounded(count), rounded(over), percent, unknown=rounded(unknown))
    if said_ is Against.FEWER:
        assert (count + unknown) / over * 100 < percent
    if said_ is Against.MORE:
        assert count / over * 100 > percent


@pytest.mark.parametrize(
    ("count", "over", "percent", "expected"),
    [
        (FEW, 100, 18.0, Against.FEWER), (40, 100, 18.0, Against.MORE), (20, 100, 18.0, Against.UNCLEAR),
        (0, 100, 5.0, Against.FEWER), (10, 100, None, Against.UNKNOWN), (HIDDEN, 100, 5.0, Against.UNKNOWN),
        (5, FEW, 5.0, Against.UNKNOWN), (5, 15, 90.0, Against.UNCLEAR),
    ],
)  # fmt: skip
def test_a_share_is_set_beside_the_population(count: object, over: object, percent: float, expected: Against) -> None:
    assert against(count, over, percent) is expected  # type: ignore[arg-type]


def test_what_is_not_recorded_may_be_anybody() -> None:
    assert against(15, 195, 18.5, unknown=45) is Against.UNRECORDED
    assert "not recorded" in gap_words(15, Provision(1, 1, ()), Against.UNRECORDED)


def test_provision_counts_services_for_a_group_and_names_the_districts_that_none_reaches() -> None:
    some = [
        Offered(frozenset({"lgbt"}), frozenset({"EX1"}), open=True),
        Offered(frozenset({"men"}), frozenset(), open=False),
    ]
    assert provision_for("lgbt", some, ["EX1", "EX2"]) == Provision(1, 1, ("EX2",))
    assert provision_for("men", some, ["EX1", "EX2"]) == Provision(1, 0, ())
    assert provision_for("older", some, ["EX1"]).services == 0
    assert "No service" in gap_words(5, Provision(0, 0, ()), Against.UNCLEAR)
    assert "do they not come" in gap_words(0, Provision(0, 0, ()), Against.UNCLEAR)
    assert "None reaches EX2" in gap_words(5, Provision(1, 1, ("EX2",)), Against.UNCLEAR)
    assert "takes people now" in gap_words(5, Provision(1, 0, ()), Against.UNCLEAR)
    assert "who does not" in gap_words(5, Provision(1, 1, ()), Against.FEWER)
    assert gap_words(5, Provision(1, 1, ()), Against.MORE).startswith("No gap")


@pytest.mark.django_db
def test_every_group_is_shown_with_its_services_and_the_gap_in_words(area: Area) -> None:
    service(area, traits=["lgbt"], districts=["EX1"])
    found = {one.name: one for one in gaps_of(actor=area.amina, today=TODAY).rows}
    assert found["LGBT+ people"].provision.services == 1 and found["Men"].provision.services == 0
    page = text_of(as_(area.fay).get("/figures/gaps/"))
    assert "Men: Nobody is counted" in page or "Men: No service" in page
    for who in (area.bea, area.lena, area.grace):
        assert as_(who).get("/figures/gaps/").status_code == 403


@pytest.mark.django_db
def test_missing_voices_are_rounded_and_for_those_who_plan_to_ask(area: Area) -> None:
    say_population(actor=area.amina, percents={"disabled": 18.0}, year=2021, source="Census", at=NOW)
    for number in range(30):
        said(area, groups=["disabled"] if number < 2 else [])
    everybody, found = missing_voices(actor=area.amina, first=TODAY.replace(year=TODAY.year - 1), last=TODAY)
    disabled = next(one for one in found if one.name == "Disabled people")
    assert (everybody, disabled.heard, disabled.against) == (30, FEW, Against.FEWER)
    page = text_of(as_(area.grace).get("/figures/voices/"))
    assert "fewer than 5" in page and "Fewer than their share" in page
    with pytest.raises(Refusal):
        missing_voices(actor=area.bea, first=TODAY, last=TODAY)
    assert as_(area.fay).get("/figures/voices/").status_code == 403

"""What abuse costs: each figure has prices, range and source; small counts are not multiplied; nothing is summed."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.documents.making import make_paper
from openccr.governance.models import BusinessCase
from openccr.governance.operations.costs import Typed, make_case
from openccr.governance.papers.costs_words import concerning, line_cells
from openccr.governance.queries.costs import business_case, costs
from openccr.governance.rules.costs import about, counted, frozen, thawed, typed
from openccr.insight.operations import sign_off
from openccr.insight.rules.figures import FEW, Figure, Number
from openccr.kernel.refusals import Refusal
from tests.governance.commissioned import NOW
from tests.insight.returns import AFTER, JULY, QUARTER, Given, held
from tests.makers import Area
from tests.signing_in import as_, text_of

COSTS = load().costs
VICTIM = COSTS.unit_costs["victim"]


def figure(key: str, count: Number) -> Figure:
    return Figure(key=key, place=None, name=key.title(), definition="", source="", count=count)


def test_every_published_cost_has_its_prices_its_range_and_a_source_that_is_a_document() -> None:
    pack = load()
    for one in COSTS.unit_costs.values():
        assert one.price_base and one.range_words and one.caution and pack.sources.is_verified(one.source), one.key
        assert (one.low is None) == (one.high is None)
    for each in (*COSTS.totals.values(), *COSTS.ratios.values(), *COSTS.restatements.values()):
        assert pack.sources.is_verified(each.source), each.key
    assert (VICTIM.pounds, VICTIM.base_year) == (34_015, 2017)


def test_repeats_are_taken_off_and_a_small_number_is_taken_off_as_five() -> None:
    def count(cases: Number, repeats: Number) -> Number:
        found = counted(VICTIM, [figure("cases", cases), figure("repeats", repeats)], of="2026")
        assert found is not None and "less repeats" in found.source
        return found.number

    assert count(120, 35) == 85 and count(120, FEW) == 115
    assert count(FEW, FEW) == FEW and count(5, 5) == 0
    assert counted(VICTIM, [], of="") is None


@pytest.mark.parametrize(("number", "public", "shown"), [(3, False, FEW), (3, True, 3), (12, False, 10), (0, False, 0)])
def test_a_count_by_hand_is_rounded_unless_it_is_published(number: int, public: bool, shown: Number) -> None:
    assert typed(number, source="Police, 2025", public=public).number == shown
    for wrong, source in ((-1, "x"), (5, " ")):
        with pytest.raises(Refusal):
            typed(wrong, source=source, public=public)


@pytest.mark.parametrize(
    ("pounds", "words"),
    [(None, ""), (9_400, "£9,400"), (340_150, "£340,000"), (2_891_275, "£2.9 million"), (66_000_000, "£66.0 million")],
)
def test_a_product_is_said_as_exactly_as_a_mean_bears(pounds: int | None, words: str) -> None:
    assert about(pounds) == words


@pytest.fixture
def signed(area: Area) -> Area:
    """A quarter of twelve cases, one of them a repeat, signed off."""
    held(area, JULY, [*(Given() for _ in range(11)), Given(repeat=True)])
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    return area


def made(area: Area, **given: Typed) -> UUID:
    return make_case(
        actor=area.amina, title="Keep the refuge", asks_for="Twelve places", purse="survivors", pounds=250_000,
        given=given, at=NOW,
    )  # fmt: skip


@pytest.mark.django_db
def test_nothing_is_counted_before_somebody_signs_a_quarter_off(area: Area) -> None:
    held(area, JULY, [Given(), Given()])
    assert costs(actor=area.amina).lines == []
    with pytest.raises(Refusal, match="Nothing is counted"):
        made(area)


@pytest.mark.django_db
def test_signed_off_counts_times_the_published_cost_and_the_restatement_beside_it(signed: Area) -> None:
    (line,) = costs(actor=signed.fay).lines
    assert (line.number, line.product) == (5, 170_075)  # 10 as published, less "fewer than 5", taken off as five
    assert line.restated == 200_998 and "2022 to 2023" in line.restated_words
    assert "as signed off" in line.counted_from
    words = " ".join(line_cells(line))
    assert "year ending March 2017" in words and "no range" in words and "Home Office" in words


@pytest.mark.django_db
def test_survivors_and_people_who_abuse_have_tables_of_their_own_and_no_sum(signed: Area) -> None:
    case = made(signed, high_harm=Typed(20, "Police, 2025", True), death=Typed(2, "Death reviews, 2016 to 2026"))
    found = business_case(actor=signed.fay, case=case)
    survivors, harmers = concerning(found.lines, "survivors"), concerning(found.lines, "harmers")
    assert [one.key for one in harmers] == ["high_harm"] and harmers[0].product == 1_260_000
    death = next(one for one in survivors if one.key == "death")
    assert death.number == FEW and death.product is None and "too small to show" in line_cells(death)[3]
    page = text_of(as_(signed.fay).get(reverse("governance.business_case", kwargs={"business_case": case})))
    assert "not added" in page and "£1.3 million" in page
    together = sum(one.product or 0 for one in found.lines)
    assert about(together) not in page and about(abs((survivors[0].product or 0) - 1_260_000)) not in page


@pytest.mark.django_db
def test_a_business_case_stays_as_it_was_made(signed: Area) -> None:
    case = made(signed)
    before = business_case(actor=signed.amina, case=case).lines
    assert thawed(frozen(before)) == before
    with acting_as(signed.amina), pytest.raises(Exception, match="permission denied"):
        BusinessCase.objects.filter(id=case).update(title="Else")


@pytest.mark.django_db
def test_a_count_without_its_source_is_refused_at_its_own_box(signed: Area) -> None:
    client = as_(signed.amina)
    typed_in = {"title": "T", "asks_for": "W", "purse": "survivors", "death_number": "12", "death_source": ""}
    answer = client.post(reverse("governance.business_case_new"), typed_in)
    assert answer.status_code == 422 and "Say where the number comes from" in text_of(answer)
    assert (
        client.post(reverse("governance.business_case_new"), typed_in | {"death_source": "ONS 2025"}).status_code == 302
    )


@pytest.mark.django_db
def test_the_business_case_is_printed_with_prices_and_sources(signed: Area) -> None:
    case = made(signed)
    paper = make_paper(
        actor=signed.amina, kind="business-case", about=case, agency_id=signed.amina.agency, at=NOW
    )  # fmt: skip
    assert paper
    look = reverse("governance.paper_business_case_look", kwargs={"business_case": case, "agency": signed.amina.agency})
    text = text_of(as_(signed.amina).get(look))
    assert "year ending March 2017" in text and "Home Office" in text and "not added" in text


@pytest.mark.django_db
def test_who_does_not_work_with_figures_sees_no_costs(signed: Area) -> None:
    case = made(signed)
    for nobody in (signed.bea, signed.lena, signed.grace):
        with pytest.raises(Refusal):
            business_case(actor=nobody, case=case)

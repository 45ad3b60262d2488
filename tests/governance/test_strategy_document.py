"""The strategy document: five parts from live data, page limits, the authors' text that stays, both editions."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import get_args
from uuid import UUID

import pytest
from django.urls import reverse
from docx import Document

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.content.registry import Drawn
from openccr.documents.operations import bytes_of
from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.documented import pages_of, paper_of, part_blocks, texts_of
from openccr.governance.drawn import DRAWN, Drawing
from openccr.governance.models import AuthorsText, Indicator, Strategy, StrategyDocument
from openccr.governance.operations.assessment import Said, agree, move_round, open_round, rate
from openccr.governance.operations.recommendations_published import publish_recommendation
from openccr.governance.operations.strategy_document import ask_for_document, make_document, write_text
from openccr.governance.operations.strategy_partners import agree_contribution, put_contribution
from openccr.governance.rules.quality import Follow
from openccr.governance.rules.strategy_document import measured, outcome_words
from openccr.jobs.models import Work
from openccr.kernel.refusals import NotFound, Refusal
from tests.directory.test_directory import refuge, service
from tests.governance.boards import opened
from tests.governance.strategies import NOW, TODAY, Made, recommended, strategy_made
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

FORM = load().strategy


@pytest.fixture
def made(area: Area) -> Made:
    return strategy_made(area)


def drawing(area: Area, made: Made, *, public: bool = True) -> Drawing:
    return Drawing(area.amina, Strategy.objects.get(id=made.strategy), TODAY, public)


def words_of(blocks: tuple[Block, ...]) -> str:
    return repr(blocks)


def test_the_five_parts_keep_the_limits_of_the_regional_strategy_and_d_has_its_four_sections() -> None:
    assert [(one.letter, one.most_pages) for one in FORM.in_order()] == [
        ("A", 5), ("B", 10), ("C", 5), ("D", 10), ("E", None),
    ]  # fmt: skip
    assert [one.drawn for one in FORM.sections_of("organisations")] == [
        "organisations", "key_actions", "shared", "routes",
    ]  # fmt: skip


def test_each_name_that_a_pack_may_draw_has_its_function() -> None:
    assert set(DRAWN) == set(get_args(Drawn))
    assert {one.drawn for one in FORM.sections.values() if one.drawn} == set(DRAWN)


def test_a_part_that_is_too_long_is_named_with_how_much() -> None:
    order = [(one.key, one.letter, one.name, one.most_pages) for one in FORM.in_order()]
    found = measured(order, {"extent": 7, "orientation": 10, "mechanism": 40})
    assert [one.words for one in found][:2] == ["7 pages, 2 too many", "10 pages of 10"]
    assert [one.letter for one in found if one.too_long] == ["A"]
    assert "Part A is longer" in outcome_words(found)


def test_every_section_is_drawn_from_an_area_without_any_record(area: Area, made: Made) -> None:
    with acting_as(area.amina):
        for public in (True, False):
            of = drawing(area, made, public=public)
            assert all(draw(of) for draw in DRAWN.values())


def test_every_published_figure_stands_with_its_source_and_date(area: Area, made: Made) -> None:
    with acting_as(area.amina):
        tables = [one for one in DRAWN["national"](drawing(area, made)) if isinstance(one, Table)]
    assert tables[0].head[-2:] == ("When", "Source")
    assert all(row[-2] and row[-1] for row in tables[0].rows) and len(tables[0].rows) >= 8


def test_what_is_typed_stands_with_its_source_and_day(area: Area, made: Made) -> None:
    with acting_as(area.amina):
        found = words_of(DRAWN["objectives"](drawing(area, made)))
    assert "Practices" in found and "Every practice asks." in found and "General practices ask" in found


def test_what_is_for_staff_alone_stands_in_the_partners_edition_and_not_in_the_other(area: Area, made: Made) -> None:
    service(area)
    service(area, name="Staff line", published=False)
    refuge(area)
    with acting_as(area.amina):
        everybody, partners = (
            words_of(DRAWN["organisations"](drawing(area, made, public=one))) for one in (True, False)
        )
    assert "Talking line" in everybody and "Staff line" not in everybody and "Hidden House" not in everybody
    assert "Staff line" in partners and "Hidden House" in partners


def test_the_partners_read_how_to_refer_and_where_nobody_wrote_that_how_it_is_reached(area: Area, made: Made) -> None:
    service(area, name="Duty desk line")
    service(area, name="Ring line", how_to_refer="", phone="07700 900882")
    with acting_as(area.amina):
        partners = words_of(DRAWN["routes"](drawing(area, made, public=False)))
    assert "Ring the duty desk on the inside line" in partners
    assert "07700 900882" in partners and "Not said" not in partners


def test_who_answers_for_a_gap_is_told_to_the_partners_alone(area: Area, made: Made) -> None:
    round_id = open_round(actor=area.amina, kind="full", name="Autumn", rate_by=TODAY + timedelta(days=30), at=NOW)
    said = {"survivor_voice-1": Said(1, "low", "Few.")}
    rate(actor=area.amina, round_id=round_id, component="survivor_voice", said=said, at=NOW)
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=NOW)
    gap = Follow("Ask who is missing", "Nadia Merrow, manager", TODAY + timedelta(days=30))
    for key in load().assessments["ccr"].questions:
        agree(actor=area.amina, round_id=round_id, question=key, score=1, words="Few.", dissent="", follow=gap,
              evidence=[], at=NOW)  # fmt: skip
    move_round(actor=area.amina, round_id=round_id, move="close", at=NOW)
    with acting_as(area.amina):
        everybody, partners = (words_of(DRAWN["gaps"](drawing(area, made, public=one))) for one in (True, False))
    assert "Ask who is missing" in everybody and "Nadia Merrow" not in everybody
    assert "Nadia Merrow, manager" in partners


def test_a_contribution_nobody_agreed_to_is_not_told_to_everybody(area: Area, made: Made) -> None:
    housing = area.agencies["housing"]
    one = put_contribution(actor=area.lena, strategy_id=made.strategy, agency_id=housing, words="A room.", at=NOW)
    with acting_as(area.amina):
        assert "A room." not in words_of(DRAWN["contributions"](drawing(area, made)))
        assert "A room." in words_of(DRAWN["contributions"](drawing(area, made, public=False)))
    agree_contribution(actor=area.lena, contribution_id=one, agreed_by="Lena", agreed_on=TODAY, at=NOW)
    with acting_as(area.amina):
        assert "A room." in words_of(DRAWN["contributions"](drawing(area, made)))


def test_a_review_stands_in_the_partners_edition_and_only_its_public_words_in_the_other(area: Area, made: Made) -> None:
    found = recommended(area)
    with acting_as(area.amina):
        assert "Review A" not in words_of(DRAWN["learning"](drawing(area, made)))
        assert "Review A, 1" in words_of(DRAWN["learning"](drawing(area, made, public=False)))
    publish_recommendation(
        actor=area.amina, recommendation_id=found, said="Landlords ask.", did="", read_by="Fay", at=NOW
    )
    with acting_as(area.amina):
        public = words_of(DRAWN["learning"](drawing(area, made)))
    assert "Landlords ask." in public and "Review A" not in public


def test_what_is_shared_is_rounded_and_not_counted_for_who_is_kept_out_of_a_case(area: Area, made: Made) -> None:
    with acting_as(area.fay):
        found = words_of(DRAWN["shared"](Drawing(area.fay, Strategy.objects.get(id=made.strategy), TODAY, True)))
    assert "a coordinator who sees every case" in found


def test_the_authors_text_survives_making_the_document_again(area: Area, made: Made) -> None:
    with pytest.raises(NotFound):
        write_text(actor=area.amina, strategy_id=made.strategy, section="made_up", words="x", at=NOW)
    with pytest.raises(Refusal):
        write_text(actor=area.bea, strategy_id=made.strategy, section="working", words="x", at=NOW)
    write_text(actor=area.amina, strategy_id=made.strategy, section="working", words="The schools group.", at=NOW)
    for _ in range(2):
        document = make_document(actor=area.amina, strategy_id=made.strategy, edition="public", at=NOW)
    with acting_as(area.amina):
        assert StrategyDocument.objects.count() == 1
        assert AuthorsText.objects.get().words == "The schools group."
        word = Document(BytesIO(bytes_of(document.docx_id)))
        pdf = bytes_of(document.pdf_id)
    text = "\n".join(one.text for one in word.paragraphs)
    assert "The schools group." in text and "A. The extent of domestic abuse in the area" in text
    assert pdf.startswith(b"%PDF") and b"pdfuaid:part" in pdf
    assert word.tables[0].rows[1].cells[0].text.startswith("A. ")


def test_a_long_text_makes_its_part_too_long_and_no_other(area: Area, made: Made) -> None:
    with acting_as(area.amina):
        of = drawing(area, made)
        part = FORM.parts["shortcomings"]
        short = pages_of(paper_of(of, part_blocks(of, part, texts_of(of))))
    write_text(actor=area.amina, strategy_id=made.strategy, section="working", words="Words and words. " * 3000, at=NOW)
    document = make_document(actor=area.amina, strategy_id=made.strategy, edition="public", at=NOW)
    assert short <= 5 < document.pages["shortcomings"]
    order = [(one.key, one.letter, one.name, one.most_pages) for one in FORM.in_order()]
    assert [one.letter for one in measured(order, document.pages) if one.too_long] == ["C"]
    page = text_of(as_(area.amina).get(reverse("governance.strategy_document", kwargs={"strategy": made.strategy})))
    assert "too many" in page and page.count("Download as PDF") == 1


def test_an_address_in_the_authors_text_does_not_leave(area: Area, made: Made) -> None:
    write_text(
        actor=area.amina, strategy_id=made.strategy, section="working", words="The house at 12 Willow Road.", at=NOW
    )
    with acting_as(area.amina):
        of = drawing(area, made)
        blocks = part_blocks(of, FORM.parts["shortcomings"], texts_of(of))
    assert not any("Willow Road" in one.text for one in blocks if isinstance(one, Para))


def test_it_is_asked_for_as_a_job_and_nobody_else_gets_it(area: Area, made: Made) -> None:
    with pytest.raises(Refusal):
        ask_for_document(actor=area.bea, strategy_id=made.strategy, edition="public", at=NOW)
    with pytest.raises(Refusal):
        ask_for_document(actor=area.amina, strategy_id=made.strategy, edition="secret", at=NOW)
    work: UUID = ask_for_document(actor=area.amina, strategy_id=made.strategy, edition="partners", at=NOW)
    with acting_as(area.amina):
        assert Work.objects.get(id=work).total == 7
    make_document(actor=area.amina, strategy_id=made.strategy, edition="partners", at=NOW)
    with acting_as(area.fay):
        assert not StrategyDocument.objects.exists()


@pytest.mark.parametrize("section", ["local", "organisations", "routes", "working"])
def test_a_section_is_looked_at_while_it_is_written(area: Area, made: Made, section: str) -> None:
    named = {"strategy": made.strategy, "section": section}
    shown = as_(area.bea).get(reverse("governance.strategy_section", kwargs=named))
    assert shown.status_code == 200
    assert re.findall(r"<h(\d)", shown.content.decode())[:2] == ["1", "2"], "no level is left out"
    address = reverse("governance.strategy_text", kwargs=named)
    assert as_(area.amina).post(address, {"words": "Ours."}).status_code == 302
    with acting_as(area.amina):
        assert AuthorsText.objects.get(section=section).changed_by == area.amina.name


def test_no_column_is_empty_and_an_agency_of_no_kind_is_not_called_other(area: Area, made: Made) -> None:
    opened(area)
    with acting_as(area.amina):
        Indicator.objects.update(baseline_on=None)
        blocks = DRAWN["mechanism"](drawing(area, made))
        aims = words_of(DRAWN["objectives"](drawing(area, made)))
    (groups,) = (one for one in blocks if isinstance(one, Table))
    assert all(any(row[place] for row in groups.rows) for place in range(len(groups.head)))
    assert "'Exampleshire Council'" in words_of(blocks) and "(Other)" not in words_of(blocks)
    assert "None yet" in aims

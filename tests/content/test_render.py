"""A practitioner can read what the pack says, and where it comes from."""

from __future__ import annotations

import pytest

from openccr.content import describe, load
from openccr.content.render.parts import SOURCE


@pytest.fixture(scope="module")
def sections():
    return describe(load())


def row(sections, caption, first):
    table = next(table for section in sections for table in section.tables if table.caption == caption)
    return next(dict(zip(table.head, cells, strict=True)) for cells in table.rows if cells[0] == first)


def test_every_row_has_a_cell_for_each_column(sections):
    for section in sections:
        for table in section.tables:
            assert table.rows and {len(cells) for cells in table.rows} == {len(table.head)}, table.caption


def test_every_item_of_practice_says_where_it_comes_from(sections):
    sourced = [table for section in sections for table in section.tables if table.head[-1] == SOURCE]
    assert len(sourced) > 30
    assert all(cells[-1] for table in sourced for cells in table.rows)


def test_the_escalation_threshold_can_be_read_with_its_source(sections):
    threshold = row(sections, "Criteria for referral", "escalation-three@1")
    assert threshold["Numbers"] == "3 events in 12 months"
    assert threshold["In use here"] == "Yes"
    assert threshold[SOURCE] == "Marac referral criteria: definitions (SafeLives), potential escalation"


def test_a_period_reads_as_people_say_it(sections):
    assert row(sections, "Periods", "Agenda out and research asked for")["When"] == "8 working days before the meeting"
    assert row(sections, "Periods", "Referral looked at")["When"] == "1 working day after the referral"
    assert row(sections, "Periods", "Flag stays on")["When"] == "12 months after the last referral"


def test_what_no_document_shows_is_marked_to_be_checked(sections):
    assert row(sections, "Periods", "Minutes out")[SOURCE].endswith("to be checked")
    assert not row(sections, "Criteria for referral", "repeat@1")[SOURCE].endswith("to be checked")


def test_law_that_is_about_to_change_says_by_when_it_is_read_again(sections):
    basis = row(
        sections, "Actions that the law opens", "Consider a protection notice, which needs no step from the victim"
    )
    assert basis["Law"].endswith("(to be read again by 30 June 2027)")


def test_a_published_series_says_by_which_licence_and_what_was_said_of_a_row(sections):
    series = next(section for section in sections if section.title == "Maracs in England and Wales")
    assert series.paragraphs[1] == "Licence: Open Government Licence v3.0."
    assert row(sections, "Published figures", "31 March 2020")["Note"].startswith("First published as 99,467")


def test_core_alone_can_be_shown():
    assert any(section.title == "Words" for section in describe(load(("core",))))

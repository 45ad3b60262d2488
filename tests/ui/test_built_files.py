"""What is built and committed: ours to serve anywhere, and nothing missing from it."""

from __future__ import annotations

import re
from pathlib import Path

import openccr.ui

STATIC = Path(openccr.ui.__file__).parent / "static" / "ui"
CSS = (STATIC / "openccr.css").read_text()
SCRIPTS = [STATIC / "openccr.js", STATIC / "htmx.js"]


def test_nothing_of_the_government_s_own_identity_is_served() -> None:
    for word in ("GDS Transport", "crest", "crown"):
        assert word not in CSS


def test_every_image_of_the_stylesheet_is_there() -> None:
    named = re.findall(r"url\(([^)]+)\)", CSS)
    assert named
    assert [name for name in named if not (STATIC / name).is_file()] == []


def test_the_scripts_are_whole_and_name_no_map() -> None:
    for script in SCRIPTS:
        assert script.stat().st_size > 10_000
        assert "sourceMappingURL" not in script.read_text()


def test_a_form_that_waited_for_a_proof_is_sent_by_the_script() -> None:
    page = (STATIC.parents[2] / "accounts/templates/accounts/typed.html").read_text()
    assert 'data-module="occr-send"' in page
    assert 'form[data-module="occr-send"]' in SCRIPTS[0].read_text()


def test_on_paper_no_column_breaks_a_name_in_two_for_one_that_has_more_to_say() -> None:
    printed = CSS[CSS.index("@page marked") :]
    assert ".occr-sheet .occr-table{overflow-wrap:break-word}" in printed


def test_the_stylesheet_reaches_no_other_place() -> None:
    assert not re.search(r"@import|url\([\"']?(https?:)?//|url\([\"']?data:", CSS)


def test_a_drawing_scrolls_on_a_telephone_instead_of_shrinking_until_nobody_can_read_it() -> None:
    assert ".occr-wide{overflow-x:auto}.occr-wide svg{min-width:48rem}" in CSS
    drawings = ["ui/templates/ui/parts/tree.html", "governance/templates/governance/parts/theory.html"]
    for name in drawings:
        assert '<div class="occr-wide" role="region" tabindex="0"' in (STATIC.parents[2] / name).read_text()


def test_the_licences_go_with_the_copies() -> None:
    words = (STATIC / "licences.txt").read_text()
    for package in ("govuk-frontend 6.6.0", "@ministryofjustice/frontend 11.1.0", "htmx.org 2.0.11"):
        assert package in words

"""The reader of PDF/UA finds what is missing, and nothing in what we make."""

from __future__ import annotations

import re

import pytest
import typst

from openccr.documents.typesetting import pdf_of
from tests.documents.pdfua import findings
from tests.documents.test_typesetting import PAPER

MADE = pdf_of(PAPER)


def test_a_paper_with_everything_on_it_passes() -> None:
    assert findings(MADE) == []


@pytest.mark.parametrize(
    ("was", "becomes", "checkpoint"),
    [
        (rb"/Marked true", b"/Marked fals", "06-001"),
        (rb"/Lang ?\(en-GB\)", b"/Gnal(en-GB)", "11-006"),
        (rb"/DisplayDocTitle true", b"/DisplayDocTitle fals", "07-001"),
        (rb"/StructTreeRoot", b"/StructTreeTwig", "01-005"),
        (rb"/Scope ?/", b"/Ecops/", "15-003"),
        (rb"/S ?/H1", b"/S/H4", "14-002"),
        (rb"/S ?/H2", b"/S/H5", "14-003"),
        (rb"/S ?/TH", b"/S/LI", "09-004"),
        (rb"/S ?/Caption", b"/S/Remark1", "02-001"),
        (rb"/ToUnicode", b"/ToNobody1", "10-001"),
        (rb"/FontFile\d?", b"/FileFont", "31-009"),
        (rb"/ParentTree ?<<", b"/ParentTwig<<", "01-006"),
    ],
)
def test_what_is_spoiled_is_found(was: bytes, becomes: bytes, checkpoint: str) -> None:
    spoiled, changed = re.subn(was, becomes, MADE)
    assert changed, was
    assert any(one.startswith(checkpoint) for one in findings(spoiled)), findings(spoiled)


def test_an_untagged_file_fails_throughout() -> None:
    plain = typst.compile(b'#set document(title: "x")\nWords', format="pdf", pdf_tags=False)
    found = {one.split(":")[0] for one in findings(plain)}
    assert {"06-001", "06-002", "07-001", "01-005"} <= found

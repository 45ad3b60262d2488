"""A number that the others would tell is left out alike on the page, on paper, in files and in the boards' pack."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from openccr.governance.operations.board_pack import pack_as_files
from openccr.insight.operations import sign_off
from openccr.insight.rules.quarters import quarter_of
from openccr.subjectaccess.rules.pdf_text import text_of as pdf_text
from openccr.voice.operations.contributions import send, theme
from tests.insight.returns import AFTER, JULY, QUARTER, Given, held
from tests.makers import Area
from tests.signing_in import as_
from tests.voice.test_voice import said

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def signed(area: Area) -> Area:
    """Seven cases, five of the police: one each of the two others would follow from the sum, and be 1."""
    held(area, JULY, [Given(source="police")] * 5 + [Given(source="idva"), Given(source="housing")])
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    return area


def test_the_second_number_is_left_out_on_the_page_on_paper_and_in_both_files(signed: Area) -> None:
    client = as_(signed.fay)
    at = {
        name: reverse(f"insight.{name}", kwargs={"quarter": str(QUARTER)})
        for name in ("quarter", "paper", "csv", "xlsx")
    }
    for name in ("quarter", "paper"):
        cells = re.findall(r">\s*([^<>]*?)\s*<", client.get(at[name]).content.decode())
        assert "not shown" in cells and "fewer than 5" in cells, name
    listed = [
        cell for row in csv.reader(io.StringIO(client.get(at["csv"]).content.decode("utf-8-sig"))) for cell in row
    ]
    assert "not shown" in listed and "fewer than 5" in listed
    with zipfile.ZipFile(io.BytesIO(client.get(at["xlsx"]).content)) as book:
        text = b"".join(book.read(name) for name in book.namelist()).decode(errors="replace")
    assert re.search(r">\s*not shown\s*<", text) and "fewer than 5" in text


def waiting(area: Area) -> UUID:
    one = said(area)
    theme(actor=area.amina, contribution=one, themes=["coordination"], at=NOW)
    return one


def test_the_second_number_of_what_survivors_said_is_left_out_in_the_pack_as_pdf_and_word(area: Area) -> None:
    """Five received, one sorted, one sent, and their sum of "5": the five tell that each of the others is 1."""
    for _ in range(5):
        said(area, themes=[])
    waiting(area)
    send(actor=area.amina, contribution=waiting(area), agency=area.bea.agency_id, at=NOW)
    made = pack_as_files(actor=area.commands, quarter=quarter_of(timezone.localdate(NOW)), at=NOW)
    with zipfile.ZipFile(io.BytesIO(made.files["docx"])) as word:
        found = {"docx": word.read("word/document.xml").decode(), "pdf": pdf_text(made.files["pdf"])}
    for kind, text in found.items():
        part = text.split("What became of what they said")[1].split("What they spoke about")[0]
        assert part.count("fewer than 5") == 2 and "not shown" in part, (kind, part[:500])

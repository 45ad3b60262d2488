"""An agency that will not log in fills in a form from secure mail in Word; what comes back is looked at first."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
from docx.oxml.ns import qn
from playwright.sync_api import expect

from openccr.tabular.docx_file import TAG
from tests.browser import accessible
from tests.conference.paper import filled
from tests.journeys.acts import press, said
from tests.journeys.conftest import SignIn

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KNOWS = "The older child asked not to be collected by him."


def cases_of(form: bytes) -> list[str]:
    """The cases of a form, by the beginning of the tags of their boxes."""
    body = docx.Document(io.BytesIO(form)).element.body
    tags = [one.get(qn("w:val")).removeprefix(TAG) for one in body.iter(qn("w:tag"))]
    return list(dict.fromkeys(tag.split(".")[0] for tag in tags if tag.endswith(".state=known")))


def test_a_school_answers_in_word_and_its_answers_are_taken_once_somebody_has_looked(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    page.get_by_role("link", name=re.compile("cases on the meeting of")).last.click()
    page.get_by_role("link", name="Who has answered", exact=True).click()
    grid = page.url
    page.get_by_role("link", name="Make a form: Exampleshire Schools").click()
    page.get_by_label("Who do you send it to?").fill("Morwenna Testperson")
    press(page, "Make the form")
    accessible(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the form (Word)").click()
    form = Path(coming.value.path()).read_bytes()
    first, second, *_ = cases_of(form)
    boxes = {f"{first}.state=known": "☒", f"{first}.victim_facts": KNOWS, f"{second}.state=nil": "☒"}
    back = filled(form, boxes)

    page.goto(grid)
    page.get_by_role("link", name="It came back: Exampleshire Schools").click()
    upload = {"name": "form.docx", "mimeType": WORD, "buffer": back}
    page.get_by_label("The form that came back").set_input_files(upload)
    press(page, "Look at it")
    expect(page.get_by_role("heading", name="What Exampleshire Schools sent back")).to_be_visible()
    accessible(page)
    press(page, "Take 2 answers")
    said(page, "2 answers were taken")
    assert page.url.startswith(grid)
    expect(page.get_by_role("row", name="Exampleshire Schools")).to_contain_text("by form")
    # Sent twice, as mail is: nothing new is in it.
    page.get_by_role("link", name="It came back: Exampleshire Schools").click()
    page.get_by_label("The form that came back").set_input_files(upload)
    press(page, "Look at it")
    expect(page.get_by_role("button", name=re.compile("^Take"))).to_have_count(0)

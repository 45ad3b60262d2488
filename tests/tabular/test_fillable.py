"""A form is written whatever was typed into what it shows."""

from __future__ import annotations

from io import BytesIO

import docx

from openccr.tabular.fillable import Box, Fillable, Part, write_fillable


def test_a_control_character_that_somebody_pasted_stops_no_form() -> None:
    odd = "Nadia\x15\x08\x1b \ufffe\x00"
    box = Box(tag="facts", label=odd, hint=odd, kind="words", value=odd)
    made = write_fillable(
        Fillable(title=odd, marking=odd, said=(odd,), parts=(Part(title=odd, boxes=(box,)),), footer=odd)
    )
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(made)).paragraphs)
    assert "Nadia" in text and "\x15" not in text

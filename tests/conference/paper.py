"""Fills in Word forms as people do: what stands in a content control is overwritten."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from openccr.tabular.docx_file import TAG


def filled(data: bytes, answers: Mapping[str, str]) -> bytes:
    """The form with these boxes filled in, by tag; a box to tick takes "☒"."""
    word = docx.Document(io.BytesIO(data))
    left = dict(answers)
    for control in list(word.element.body.iter(qn("w:sdt"))):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).removeprefix(TAG)
        if tag not in left:
            continue
        text = left.pop(tag)
        properties = control.find(qn("w:sdtPr"))
        for prompt in properties.findall(qn("w:showingPlcHdr")):
            properties.remove(prompt)
        for box in properties.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checked"):
            box.set("{http://schemas.microsoft.com/office/word/2010/wordml}val", "1")
        (content,) = control.findall(qn("w:sdtContent"))
        for child in list(content):
            content.remove(child)
        run = OxmlElement("w:r")
        for number, line in enumerate(text.split("\n")):
            if number:
                run.append(OxmlElement("w:br"))
            words = OxmlElement("w:t")
            words.text = line
            run.append(words)
        content.append(run)
    assert not left, f"The form has no box for {sorted(left)}"
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()

"""Fills in Word forms as people do: what stands in a content control is overwritten."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from openccr.tabular.docx_file import TAG

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


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
        for box in properties.iter(f"{{{_W14}}}checked"):
            box.set(f"{{{_W14}}}val", "1")
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


def without_tags(data: bytes) -> bytes:
    """The form as LibreOffice 7.4 saves it: the boxes stay, and what each is for is forgotten."""
    return _saved(data, _forget)


def without_boxes(data: bytes) -> bytes:
    """The form as it comes back from OpenDocument: what stood in the boxes is words like any other."""

    def unwrap(control: Any) -> None:
        (content,) = control.findall(qn("w:sdtContent"))
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)

    return _saved(data, unwrap)


def _forget(control: Any) -> None:
    properties = control.find(qn("w:sdtPr"))
    for name in ("w:tag", "w:showingPlcHdr"):
        for one in properties.findall(qn(name)):
            properties.remove(one)


def _saved(data: bytes, change: Callable[[Any], None]) -> bytes:
    word = docx.Document(io.BytesIO(data))
    for control in list(word.element.body.iter(qn("w:sdt"))):
        if control.find(f"{qn('w:sdtPr')}/{{{_W14}}}checkbox") is not None:
            checked = next(control.iter(f"{{{_W14}}}checked")).get(f"{{{_W14}}}val") == "1"
            next(control.iter(qn("w:t"))).text = "☒" if checked else "☐"
        change(control)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()

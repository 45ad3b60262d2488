"""PDF/UA-1: tagged headings and tables, title and language. Data goes in as JSON, never as part of the source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from openccr.documents.rules.paper import Paper, UnknownField, as_data

TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf_of(paper: Paper) -> bytes:
    """The paper as PDF. Raises UnknownField when template and data do not fit one another."""
    return compiled(as_data(paper))


def compiled(data: dict[str, Any]) -> bytes:
    """The template with that data. Raises UnknownField for what the template asks and the data lacks, or vice versa."""
    import typst  # large, and most pages make no paper

    try:
        made = typst.compile(str(TEMPLATE), format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards="ua-1")
    except typst.TypstError as error:
        raise UnknownField(f"The paper could not be set: {error.message}") from error
    assert isinstance(made, bytes)  # without an output file, one PDF is answered as bytes
    return made

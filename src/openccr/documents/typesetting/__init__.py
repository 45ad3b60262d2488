"""Papers as bytes: PDF/UA-1 by typst, and Word."""

from __future__ import annotations

from openccr.documents.rules.paper import Paper
from openccr.documents.typesetting.pdf import pdf_of


def docx_of(paper: Paper) -> bytes:
    """The paper as Word. Raises as `word.docx_of`."""
    from openccr.documents.typesetting.word import docx_of as written  # large, and most pages make no paper

    return written(paper)


__all__ = ["docx_of", "pdf_of"]

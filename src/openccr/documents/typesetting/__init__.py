"""Papers as bytes: PDF/UA-1 by typst, and Word."""

from openccr.documents.typesetting.pdf import pdf_of
from openccr.documents.typesetting.word import docx_of

__all__ = ["docx_of", "pdf_of"]

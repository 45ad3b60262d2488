"""Which files may be attached to a case, told by what they hold and never by their name (security paper, rule 25).

Sources of the marks: PDF 32000-1 7.5.2; PNG (ISO/IEC 15948) 5.2; JPEG (ITU-T T.81) B.1.1; ECMA-376 part 2 (packages).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from openccr.documents.rules.office import NOT_A_PACKAGE, clean_office
from openccr.documents.rules.pdf import clean_pdf
from openccr.documents.rules.pictures import clean_picture
from openccr.kernel.refusals import Refusal

MOST_BYTES = 25 * 1024 * 1024
LONGEST_NAME = 80

_MARKUP = re.compile(
    r"<\s*(!doctype|!entity|html|head|svg|script|style|body|iframe|img|object|embed|link|meta|form|math|base|video|audio"
    r"|details|template|a\s+href|\?xml|\?php|%)",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"[^\w .,()&+-]")


@dataclass(frozen=True)
class Attachable:
    """A file that may be kept: its type, and what is kept of it (no place, no author)."""

    content_type: str
    extension: str
    data: bytes


def attachable(data: bytes) -> Attachable:
    """What may be kept of a file. Raises Refusal (field `upload`) with what to do instead."""
    if not data:
        raise Refusal("The file is empty.", remedy="Choose it again.", field="upload")
    if len(data) > MOST_BYTES:
        raise Refusal("The file is larger than 25 MB.", remedy="Split it and attach the parts.", field="upload")
    if data.startswith(b"%PDF-"):
        return Attachable("application/pdf", "pdf", clean_pdf(data))
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    picture = clean_picture(data)
    return Attachable(*picture) if picture else _plain(data)


def clean_name(name: str, extension: str) -> str:
    """A name that is safe to show: no folders, no signs that turn or hide text, the ending of what the file is."""
    last = re.split(r"[/\\]", name)[-1]
    base = unicodedata.normalize("NFC", last.rpartition(".")[0] or last)
    plain = "".join(one for one in base if one.isspace() or unicodedata.category(one)[0] != "C")
    kept = " ".join(_UNSAFE.sub(" ", plain).split()).strip(" .")[:LONGEST_NAME].strip()
    return f"{kept or 'Attachment'}.{extension}"


def _office(data: bytes) -> Attachable:
    try:
        return Attachable(*clean_office(data))
    except NOT_A_PACKAGE as error:
        raise _unknown() from error


def _plain(data: bytes) -> Attachable:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unknown() from error
    if _MARKUP.search(text) or any(unicodedata.category(one) == "Cc" and one not in "\n\r\t" for one in text):
        raise _unknown()
    return Attachable("text/plain; charset=utf-8", "txt", data)


def _unknown() -> Refusal:
    return Refusal(
        "Files of this type are not kept.",
        remedy="Attach a PDF, a Word or Excel document without macros, a photograph (JPEG, PNG) or plain text.",
        field="upload",
    )

"""Messages as mail programs save them: the words of the body, and the files that hang on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from openccr.tabular.blocks import Block, Blocks, Paragraph
from openccr.tabular.csv_file import decode
from openccr.tabular.docx_file import same_boxes
from openccr.tabular.html_blocks import html_blocks
from openccr.tabular.table import TableError
from openccr.tabular.text import tidy

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]|[A-Za-z][A-Za-z0-9-]*:\r?\n[ \t]")
_OF_MAIL = re.compile(rb"^(?:from|to|subject|date|mime-version|received|message-id|return-path):", re.I | re.M)
_QUOTED = re.compile(r"^(?:>\s?)+")
LONGEST_HEADER = 300
MOST_PARTS, DEEPEST = 200, 5
"""Parts of one message, and messages forwarded within messages."""


@dataclass(frozen=True)
class Attached:
    """A file that hangs on a message."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """A message: its words, its files, the messages forwarded within it; when and by whom, if it says so."""

    subject: str
    body: Blocks
    files: tuple[Attached, ...]
    inside: tuple[Mail, ...] = ()
    dated: datetime | None = None
    sender: str = ""


def is_mail(data: bytes) -> bool:
    """True for bytes that begin as a saved message does."""
    head = data[:20_000].lstrip(b"\xef\xbb\xbf\r\n")
    return _HEADER.match(head) is not None and _OF_MAIL.search(head) is not None


def read_mail(data: bytes) -> Mail:
    """A saved message.

    Raises:
        TableError: it is sealed for its receiver, or has more parts than are read.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    count = sum(1 for _ in message.walk())
    if count > MOST_PARTS:
        raise TableError(f"The message has {count} parts; at most {MOST_PARTS} are read", "Send the form by itself.")
    return _mail(message, 1)


def _mail(message: Message, depth: int) -> Mail:
    if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise TableError("The message is encrypted for its receiver", "Open it in your mail program and save its file.")
    plain: list[str] = []
    pages: list[str] = []
    files: list[Attached] = []
    inside: list[Mail] = []
    body = Blocks()
    for part in _parts(message):
        kind, name = part.get_content_type(), part.get_filename() or ""
        if kind == "message/rfc822":
            payload = part.get_payload()
            within = payload[0] if isinstance(payload, list) and payload else None
            if isinstance(within, Message) and depth < DEEPEST:
                inside.append(_mail(within, depth + 1))
            else:
                body.notes.append("A message forwarded within the message was not read.")
        elif name or part.get_content_disposition() == "attachment":
            files.append(Attached(tidy(name) or "An attachment without a name", _bytes(part)))
        elif kind == "text/plain":
            plain.append(_text(part))
        elif kind == "text/html":
            pages.append(_text(part))
        elif part.get_content_maintype() == "image":
            body.notes.append("Pictures in the message were not read.")
    body.notes = list(dict.fromkeys(body.notes))
    # Programs write the same words twice; only the page keeps a form's table.
    if pages and (not any(text.strip() for text in plain) or any("<table" in page.lower() for page in pages)):
        for page in pages:
            blocks, struck = html_blocks(page)
            body.blocks += blocks
            body.aside += struck
    else:
        body.blocks = _lines("\n".join(plain))
    return Mail(
        _header(message, "subject"), body, tuple(files), tuple(inside), _dated(message), _header(message, "from")
    )


def _header(message: Message, name: str) -> str:
    """A header in words, as its reader's mail program shows it; empty where it is missing."""
    return tidy(str(message.get(name, "") or ""))[:LONGEST_HEADER]


def _dated(message: Message) -> datetime | None:
    """When the sender's program says that it was sent, with its own offset; None where it says nothing readable."""
    try:
        return parsedate_to_datetime(str(message.get("date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parts(message: Message) -> list[Message]:
    """The leaves of a message, those of a forwarded one left to itself."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        return [message]
    payload = message.get_payload()
    return [leaf for part in payload if isinstance(part, Message) for leaf in _parts(part)]


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def _text(part: Message) -> str:
    """The words of a part, in the encoding it names where that fits, else in the one that does."""
    data = _bytes(part)
    named = part.get_content_charset() or "utf-8"
    try:
        # What calls itself Latin 1 is Windows-1252 in nearly every message, and read as such by every program.
        return data.decode("cp1252" if named in ("iso-8859-1", "us-ascii") else named)
    except (LookupError, UnicodeDecodeError):
        return decode(data)[0]


def _lines(text: str) -> list[Block]:
    unquoted = (_QUOTED.sub("", line) for line in same_boxes(text.replace("\t", " ")).splitlines())
    return [Paragraph(tidy(line)) for line in unquoted]

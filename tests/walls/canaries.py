"""Canaries: words that stand for nothing but one personal field, and how each is found again however it is written.

Every token begins with the same nine letters, so that one search over the bytes finds any of them in any form: as it
is, in capitals, backwards, in hexadecimal, Base64, percent signs, HTML's numbers, or two bytes a letter (security
paper, C2).
"""

from __future__ import annotations

import base64
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MARK = "Qvxzjkwpf"
"""No word of any language and no name has these letters in this order. Nine, because an answer carries keys that are
drawn by chance: of five letters in either case one was met backwards in a whole run of the tests."""
LETTERS = 4
_DEEPEST = 3


class Kind(StrEnum):
    """What a token stands for, and so where it may be met. The value is the letter behind the mark."""

    NAME = "n"
    WORDS = "f"
    WHEREABOUTS = "w"
    RECOURSE = "r"
    ADVISER = "a"
    EXCLUSION = "x"
    SOURCE = "s"


@dataclass(frozen=True)
class Hit:
    """A canary that was found: its token, or the letters around it when it was written in another form."""

    token: str
    form: str

    @property
    def kind(self) -> Kind | None:
        """What it stands for; None when its form does not say."""
        letter = self.token[len(MARK) : len(MARK) + 1].lower()
        return next((kind for kind in Kind if kind.value == letter), None) if self.form == "plain" else None


def token(kind: Kind, number: int) -> str:
    """The token of that kind and number: letters alone, so that every field takes it and no encoding alters it."""
    letters = ""
    for _ in range(LETTERS):
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return f"{MARK}{kind.value}{letters}"


def _base64(text: str) -> Iterator[bytes]:
    """What Base64 makes of the mark whatever stands before it: the letters that do not depend on their neighbours."""
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + text.encode())
        first = -(-before * 8 // 6)
        yield whole[first : (before + len(text)) * 8 // 6]


def _either_case(text: bytes) -> bytes:
    return b"(?i:" + re.escape(text) + b")"


FORMS: dict[str, bytes] = {
    "plain": rb"(?i:" + MARK.encode() + rb"[a-z]{0,%d})" % (LETTERS + 1),
    "backwards": _either_case(MARK[::-1].encode()),
    "hexadecimal": _either_case(MARK.encode().hex().encode())
    + b"|"
    + _either_case(MARK.lower().encode().hex().encode()),
    "Base64": b"|".join(re.escape(one) for text in (MARK, MARK.lower(), MARK.upper()) for one in _base64(text)),
    "percent signs": b"".join(b"%%(?i:%x|%x)" % (ord(one.upper()), ord(one.lower())) for one in MARK),
    "HTML's numbers": b"".join(b"&#(?:%d|%d);" % (ord(one.upper()), ord(one.lower())) for one in MARK),
    "two bytes a letter": b"(?i:" + rb"\x00".join(re.escape(one.encode()) for one in MARK) + b")",
}
"""How a canary may be written, each with what finds it."""


@dataclass
class Tally:
    """How much was searched in this run: a check is one token in one form in one place."""

    tokens: int = 1
    places: int = 0
    checks: int = 0

    def count(self) -> None:
        """One more place was searched for every token."""
        self.places += 1
        self.checks += self.tokens * len(FORMS)


TALLY = Tally()
_ANY = re.compile(b"|".join(b"(?P<f%d>" % number + form + b")" for number, form in enumerate(FORMS.values())))
_QUICK = re.compile(b"|".join(b"(?:" + form + b")" for form in FORMS.values()))
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def canaries_in(data: bytes | str) -> list[Hit]:
    """Every canary in those bytes, in whichever form, each once."""
    TALLY.count()
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if not _QUICK.search(data):
        return []
    names = list(FORMS)
    found: dict[Hit, None] = {}
    for match in _ANY.finditer(data):
        form = names[int((match.lastgroup or "f0")[1:])]
        text = match[0] if form == "plain" else data[max(0, match.start() - 8) : match.end() + 16]
        found[Hit(text.decode("latin-1"), form)] = None
    return list(found)


def unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes, and whatever is packed in them: parts of Word and Excel files, streams of a PDF, gzip."""
    yield data
    if depth == _DEEPEST:
        return
    if data.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(BytesIO(data)) as package:
                for part in package.infolist():
                    yield part.filename.encode()
                    yield from unpacked(package.read(part), depth + 1)
        except (BadZipFile, RuntimeError):
            return
    elif data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    elif data.startswith(b"%PDF-"):
        for stream in _STREAM.findall(data):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue


def canaries_deep_in(data: bytes) -> list[Hit]:
    """Every canary in those bytes and in what is packed in them."""
    return list(dict.fromkeys(hit for part in unpacked(data) for hit in canaries_in(part)))

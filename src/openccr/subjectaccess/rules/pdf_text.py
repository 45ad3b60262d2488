"""Reads a PDF of our own back from its final bytes: every stream inflated, every glyph turned into its letters.

What is checked before release is what leaves, not what was meant to leave: in 2022 a printing programme put back what
the redacting one had taken out (security paper, section 0, DWP). No library is asked, so nothing in between decides.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\bendobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_FONT = re.compile(rb"/(\w+) (\d+) 0 R")
_MAP_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_MAP_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_HEX_TEXT = re.compile(rb"<(FEFF[0-9A-Fa-f]+)>")
_WIDE_TEXT = re.compile(rb"\(\xfe\xff((?:\\.|[^\\)])*)\)", re.S)
_PLAIN_TEXT = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.S)
_TOKEN = re.compile(
    rb"/(?P<name>[^\s/<>\[\]()]+)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<open>\()|(?P<array>[\[\]])"
    rb"|(?P<number>[-+]?\d*\.?\d+)|(?P<word>[A-Za-z'\"*]+)"
)
_FINGERPRINT = re.compile(rb"(?<=[(>])[A-Za-z0-9+/]{22}==(?=[)<])")
"""What the typesetter makes of the whole file, in its trailer and its metadata."""
_FORMAT = re.compile(
    rb"/[A-Za-z][A-Za-z0-9]*|</?[\w:]+|[\w:]+=(?=\")|\b(?:endobj|endstream|startxref|trailer|xpacket|application)\b"
)
"""Words of the file format itself: names, tags, and those that say where a part begins and ends."""
_GAP = -200
"""A step back of more than a fifth of a letter's size between two strings is a gap between words."""


class UnreadablePdf(ValueError):
    """A PDF that cannot be read back whole; it is not released."""


def inflated(pdf: bytes) -> list[bytes]:
    """Every stream of the file, inflated where it is packed, in its order."""
    found = []
    for _, body in _objects(pdf):
        match = _STREAM.search(body)
        if match:
            found.append(_unpacked(body[: match.start()], match[1]))
    return found


def metadata_of(pdf: bytes) -> str:
    """What stands outside the pages: titles, outlines, properties, tags, in plain letters."""
    wide = [bytes.fromhex(one.decode()).decode("utf-16", "replace") for one in _HEX_TEXT.findall(pdf)]
    packed = [re.sub(rb"\\(.)", rb"\1", one).decode("utf-16-be", "replace") for one in _WIDE_TEXT.findall(pdf)]
    plain = [one.decode("latin-1") for one in _PLAIN_TEXT.findall(_FINGERPRINT.sub(b"", skeleton_of(pdf)))]
    return "\n".join((*wide, *packed, *plain))


def contents_of(pdf: bytes) -> Iterator[bytes]:
    """The file without its streams, then each stream inflated; all without what is the format's own.

    Somebody of the family name Page or Parent stands in no file for that.
    """
    for one in (skeleton_of(pdf), *inflated(pdf)):
        yield _FORMAT.sub(b" ", _FINGERPRINT.sub(b"", one))


def skeleton_of(pdf: bytes) -> bytes:
    """The file without its streams: its objects, numbers and all."""
    return _STREAM.sub(b"", pdf)


def text_of(pdf: bytes) -> str:
    """The text of the pages, as it stands on them. Raises UnreadablePdf."""
    objects = dict(_objects(pdf))
    maps = {number: _letters(objects, body) for number, body in objects.items() if b"/Type/Font/Subtype/Type0" in body}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    if not pages:
        raise UnreadablePdf("The PDF has no pages that can be read back")
    shown = []
    for page in pages:
        fonts = {name: maps[number] for name, number in _fonts(objects, page) if number in maps}
        shown.append("".join(_shown(_content(objects, page), fonts)))
    return "\n".join(shown)


def _objects(pdf: bytes) -> list[tuple[int, bytes]]:
    if b"/ObjStm" in pdf or b"/Encrypt" in pdf:
        raise UnreadablePdf("The PDF hides its objects")
    return [(int(number), body) for number, body in _OBJECT.findall(pdf)]


def _unpacked(head: bytes, data: bytes) -> bytes:
    if b"/ASCII85Decode" in head:
        import base64

        data = base64.a85decode(data.strip().removesuffix(b"~>"), ignorechars=b" \t\n\r\v")
    if b"/FlateDecode" in head:
        try:
            return zlib.decompressobj().decompress(data)
        except zlib.error as error:
            raise UnreadablePdf("A stream of the PDF cannot be read back") from error
    return data


def _stream(objects: dict[int, bytes], number: int) -> bytes:
    body = objects.get(number, b"")
    match = _STREAM.search(body)
    return _unpacked(body[: match.start()], match[1]) if match else b""


def _letters(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    match = re.search(rb"/ToUnicode (\d+) 0 R", font)
    if match is None:
        raise UnreadablePdf("A font of the PDF does not say its letters")
    table = _stream(objects, int(match[1]))
    letters: dict[int, str] = {}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in _MAP_RANGE.findall(part):
            start = _letter(text)
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in _MAP_CHAR.findall(part):
            letters[int(code, 16)] = _letter(text)
    return letters


def _letter(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _fonts(objects: dict[int, bytes], page: bytes) -> list[tuple[bytes, int]]:
    match = re.search(rb"/Resources (\d+) 0 R", page)
    resources = objects.get(int(match[1]), b"") if match else page
    found = re.search(rb"/Font\s*<<(.*?)>>", resources, re.S)
    return [(name, int(number)) for name, number in _FONT.findall(found[1])] if found else []


def _content(objects: dict[int, bytes], page: bytes) -> bytes:
    match = re.search(rb"/Contents\s*(\[[^\]]*\]|\d+ 0 R)", page)
    numbers = re.findall(rb"(\d+) 0 R", match[1]) if match else []
    return b"\n".join(_stream(objects, int(number)) for number in numbers)


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
    letters: dict[int, str] = {}
    name, texts, numbers, in_array = b"", list[str](), list[float](), False
    place, end = 0, len(content)
    while place < end:
        match = _TOKEN.search(content, place)
        if match is None:
            break
        place = match.end()
        if match["name"] is not None:
            name = match["name"]
        elif match["hex"] is not None:
            texts.append(_decoded(bytes.fromhex("".join(match["hex"].decode().split())), letters))
        elif match["open"]:
            raw, place = _literal(content, place)
            texts.append(_decoded(raw, letters))
        elif match["array"]:
            in_array = match["array"] == b"["
        elif match["number"] is not None:
            numbers.append(float(match["number"]))
            if in_array and numbers[-1] < _GAP and texts:
                texts.append(" ")
        else:
            word = match["word"]
            if word == b"Tf":
                letters = fonts.get(name, {})
            elif word in (b"Tj", b"TJ", b"'", b'"'):
                yield "".join(texts)
            elif word in (b"Td", b"TD", b"T*", b"Tm", b"ET"):
                yield "\n"
            texts, numbers = [], []


def _decoded(raw: bytes, letters: dict[int, str]) -> str:
    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw) - 1, 2))
    return "".join(letters.get(code, "") for code in codes)


_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _literal(content: bytes, place: int) -> tuple[bytes, int]:
    """A string in brackets from just behind the opening one: its bytes, and where it ends."""
    found, depth = bytearray(), 1
    while depth:
        one = content[place : place + 1]
        if not one:
            raise UnreadablePdf("A string of the PDF does not end")
        place += 1
        if one == b"\\":
            octal = re.match(rb"[0-7]{1,3}", content[place : place + 3])
            if octal:
                found.append(int(octal[0], 8) & 255)
                place += len(octal[0])
            else:
                after = content[place : place + 1]
                found += b"" if after == b"\n" else _ESCAPED.get(after, after)
                place += 1
            continue
        depth += {b"(": 1, b")": -1}.get(one, 0)
        if depth:
            found += one
    return bytes(found), place

"""Reads what a paper's final file really says: every stream of a PDF inflated and its text decoded, every part of a
Word file."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import ZipFile

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_ONE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
# Parentheses that balance within a string need no backslash: in a paper with many letters two glyphs have their codes.
_INNER = rb"[^\\()]"
for _ in range(6):
    _INNER = rb"(?:\\.|[^\\()]|\((?:" + _INNER + rb")*\))"
_SHOWN = re.compile(rb"<([0-9a-fA-F]+)>|\((" + _INNER + rb"*)\)", re.DOTALL)


def text_of(data: bytes) -> str:
    """All that the file holds, shown or hidden, as text to search."""
    return _of_docx(data) if data.startswith(b"PK") else _of_pdf(data)


def _of_docx(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as whole:
        parts = [f"{name}\n{whole.read(name).decode('utf-8', 'replace')}" for name in whole.namelist()]
    everything = "\n".join(parts)
    return everything + "\n" + re.sub(r"<[^>]+>", "", everything)


def _of_pdf(data: bytes) -> str:
    streams = [_inflated(found[1]) for found in _STREAM.finditer(data)]
    maps = [_map(stream.decode("latin-1")) for stream in streams if b"beginbf" in stream]
    raw = data.decode("latin-1") + "\n".join(stream.decode("latin-1") for stream in streams)
    # Every string of every stream is read by every font's table: too much is found rather than too little.
    strings = [match for stream in streams for match in _SHOWN.finditer(stream)]
    shown = ["".join(_decoded(match, table) for match in strings) for table in maps]
    utf16 = [_utf16(match) for match in _SHOWN.finditer(data + b"\n".join(streams))]
    mixed = "".join(_by_any(match, maps) for match in strings)
    return "\n".join([raw, *shown, *utf16, mixed])


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _map(cmap: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _ONE.findall(part):
            found[code.upper()] = bytes.fromhex(text).decode("utf-16-be", "replace")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[f"{int(first, 16) + step:0{len(first)}X}"] = chr(int(text, 16) + step)
    return found


def _codes(match: re.Match[bytes]) -> list[str]:
    data = bytes.fromhex(match[1].decode()) if match[1] and len(match[1]) % 2 == 0 else _unescaped(match[2] or b"")
    return [data[place : place + 2].hex().upper() for place in range(0, len(data) - 1, 2)]


def _unescaped(data: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        what = match[1]
        plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
        octal = all(digit in b"01234567" for digit in what)
        return bytes([int(what, 8) & 255]) if octal else plain.get(what, what)

    return re.sub(rb"\\([0-7]{1,3}|.|\n)", one, data, flags=re.DOTALL)


def _decoded(match: re.Match[bytes], table: dict[str, str]) -> str:
    return "".join(table.get(code, "") for code in _codes(match))


def _by_any(match: re.Match[bytes], maps: list[dict[str, str]]) -> str:
    """The reading by the font's table that knows most of the string's codes."""
    codes = _codes(match)
    best = max(maps, key=lambda table: sum(code in table for code in codes), default={})
    return "".join(best.get(code, "") for code in codes)


def _utf16(match: re.Match[bytes]) -> str:
    data = bytes.fromhex(match[1].decode()) if match[1] and len(match[1]) % 2 == 0 else _unescaped(match[2] or b"")
    return data[2:].decode("utf-16-be", "replace") if data.startswith(b"\xfe\xff") else ""

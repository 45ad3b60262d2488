"""Reads a PDF as a machine that checks for PDF/UA-1 does, and names what a screen reader would miss.

The checks follow conditions of the Matterhorn Protocol 1.1 (PDF Association) that a machine can decide, in our own
words; each finding begins with the checkpoint's number. The maker of the file checks some of them too: here they are
read from the finished bytes by another reader.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Ref = tuple[int, int]
_TOKEN = re.compile(
    rb"\s*(?:%[^\r\n]*[\r\n]\s*)*(<<|>>|\[|\]|/[^\s<>\[\](){}/%]*|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9a-fA-F\s]*>"
    rb"|[^\s<>\[\](){}/%]+)",
    re.DOTALL,
)
_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) (\d+) obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_INLINE = re.compile(rb"\bBI\b.*?\bEI\b", re.DOTALL)

STANDARD = {
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "THead", "TBody", "TFoot", "Span",
    "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form",
}  # fmt: skip
_MAY_HOLD = {
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "TR": {"TH", "TD"}, "L": {"LI", "Caption", "L"}, "LI": {"Lbl", "LBody"},
}  # fmt: skip
_PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh"}


def findings(data: bytes) -> list[str]:
    """What the file lacks, each as a sentence; empty for one that passes."""
    return list(_Reader(data).check())


class _Name(str):
    """A name, told from a string."""


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.objects: dict[Ref, Any] = {}
        self.streams: dict[Ref, bytes] = {}
        for number, generation, body in _OBJECT.findall(data):
            ref = (int(number), int(generation))
            stream = _STREAM.search(body)
            self.objects[ref] = _parsed(body[: stream.start()] if stream else body)
            if stream:
                self.streams[ref] = _inflated(stream[1])
        self._unpack()
        trailer = re.search(rb"trailer\s*(<<.*?>>)\s*startxref", data, re.DOTALL)
        head = _parsed(trailer[1]) if trailer else self._of_type("XRef")
        self.root: dict[str, Any] = self.get((head or {}).get("Root")) or {}

    def get(self, value: Any) -> Any:
        """What a reference names."""
        return self.objects.get(value) if isinstance(value, tuple) else value

    def check(self) -> Iterator[str]:
        yield from self._check_document()
        used: set[tuple[Ref, int]] = set()
        yield from self._check_tree(used)
        yield from self._check_pages(used)
        yield from self._check_fonts()

    def _check_document(self) -> Iterator[str]:
        xmp = b"".join(self.streams[ref] for ref in self.streams if self._is(ref, "Metadata")).decode(
            "utf-8", "replace"
        )
        if not re.search(r"pdfuaid:part(>|=\")\s*1", xmp):
            yield "06-002: the metadata does not say that it is PDF/UA-1"
        title = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", xmp, re.DOTALL)
        if not (title and title[1].strip()):
            yield "06-003: the metadata has no title"
        if (self.get(self.root.get("MarkInfo")) or {}).get("Marked") != b"true":
            yield "06-001: it is not marked as tagged"
        if (self.get(self.root.get("ViewerPreferences")) or {}).get("DisplayDocTitle") != b"true":
            yield "07-001: a reader shows the file's name in place of its title"
        if not self.root.get("Lang"):
            yield "11-006: it does not say its language"
        if not self.root.get("StructTreeRoot"):
            yield "01-005: it has no structure"
        if b"/Encrypt" in b"".join(str(one).encode() for one in self.objects.values() if isinstance(one, bytes)):
            yield "26-001: it is locked"

    def _check_tree(self, used: set[tuple[Ref, int]]) -> Iterator[str]:
        root = self.get(self.root.get("StructTreeRoot")) or {}
        roles = self.get(root.get("RoleMap")) or {}
        headings: list[int] = []
        waiting = [(one, "", None) for one in reversed(self._kids(root))]
        while waiting:
            ref, parent, page = waiting.pop()
            one = self.get(ref)
            if isinstance(one, bytes):
                used.add((page or (0, 0), int(one)))
                continue
            if not isinstance(one, dict):
                continue
            page = one.get("Pg", page)
            if one.get("Type") == "MCR":
                used.add((page or (0, 0), int(one["MCID"])))
                continue
            if "S" not in one:
                continue
            kind = str(roles.get(one["S"], one["S"]))
            if kind not in STANDARD:
                yield f"02-001: {kind} is no standard kind of element and is mapped to none"
            if parent in _MAY_HOLD and kind not in _MAY_HOLD[parent]:
                yield f"09-004: {kind} stands in {parent}"
            if kind == "TH" and not self._scope(one):
                yield "15-003: a heading of a table does not say whether it is of a row or a column"
            if kind in ("Figure", "Formula") and not (one.get("Alt") or one.get("ActualText")):
                yield f"13-004: a {kind.lower()} has no words in its place"
            if re.fullmatch("H[1-6]", kind):
                headings.append(int(kind[1]))
            waiting += [(kid, kind, page) for kid in reversed(self._kids(one))]
        if headings and headings[0] != 1:
            yield f"14-002: the first heading is of level {headings[0]}"
        for before, after in pairwise(headings):
            if after > before + 1:
                yield f"14-003: a heading of level {after} follows one of level {before}"
        if not used:
            yield "01-006: no element holds any content"

    def _check_pages(self, used: set[tuple[Ref, int]]) -> Iterator[str]:
        parents = self.get((self.get(self.root.get("StructTreeRoot")) or {}).get("ParentTree"))
        if not parents:
            yield "01-006: nothing leads from the content back to the structure"
        for ref, page in self.objects.items():
            if not (isinstance(page, dict) and page.get("Type") == "Page"):
                continue
            if page.get("Annots") and page.get("Tabs") != "S":
                yield "28-009: the keyboard does not go through links in the order of the text"
            contents = page.get("Contents")
            streams = contents if isinstance(contents, list) else [contents]
            content = b"\n".join(self.streams.get(one, b"") for one in streams)
            yield from self._check_content(ref, content, used)

    def _check_content(self, page: Ref, content: bytes, used: set[tuple[Ref, int]]) -> Iterator[str]:
        marks: list[bool] = []
        found: list[Any] = []
        for token in _TOKEN.findall(_INLINE.sub(b"", content)):
            if token in (b"BDC", b"BMC"):
                words = b" ".join(found)
                number = re.search(rb"/MCID\s+(\d+)", words)
                marks.append(bool(number) or b"/Artifact" in words)
                if number and (page, int(number[1])) not in used:
                    yield f"01-006: content {int(number[1])} of a page belongs to no element"
            elif token == b"EMC":
                marks.pop()
            elif token in _PAINTS and not any(marks):
                yield f"01-003: something is drawn ({token.decode()}) that is neither content nor decoration"
                return
            else:
                found.append(token)
                continue
            found = []
        if marks:
            yield "01-004: marked content is not closed"

    def _check_fonts(self) -> Iterator[str]:
        for font in self.objects.values():
            if not (isinstance(font, dict) and font.get("Type") == "Font"):
                continue
            name = font.get("BaseFont", "a font")
            if font.get("Subtype") in ("Type0", "TrueType", "Type1") and not font.get("ToUnicode"):
                yield f"10-001: {name} cannot be turned into text"
            below = self.get(font.get("FontDescriptor"))
            if below and not any(below.get(key) for key in ("FontFile", "FontFile2", "FontFile3")):
                yield f"31-009: {name} is not in the file"

    def _kids(self, one: dict[str, Any]) -> list[Any]:
        kids = self.get(one.get("K"))
        if kids is None:
            return []
        return kids if isinstance(kids, list) else [one["K"]]

    def _scope(self, one: dict[str, Any]) -> bool:
        kept = self.get(one.get("A"))
        each = kept if isinstance(kept, list) else [kept]
        return any((self.get(item) or {}).get("Scope") for item in each if item is not None)

    def _is(self, ref: Ref, kind: str) -> bool:
        one = self.objects.get(ref)
        return isinstance(one, dict) and one.get("Type") == kind

    def _of_type(self, kind: str) -> Any:
        return next((one for ref, one in self.objects.items() if self._is(ref, kind)), None)

    def _unpack(self) -> None:
        """Objects that stand in a stream of objects."""
        for ref in [ref for ref in self.streams if self._is(ref, "ObjStm")]:
            head, data = self.objects[ref], self.streams[ref]
            first = int(head["First"])
            pairs = [int(one) for one in data[:first].split()]
            starts = list(zip(pairs[::2], pairs[1::2], strict=True))
            for place, (number, start) in enumerate(starts):
                end = starts[place + 1][1] if place + 1 < len(starts) else len(data) - first
                self.objects[(number, 0)] = _parsed(data[first + start : first + end])


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _parsed(body: bytes) -> Any:
    tokens = _TOKEN.findall(body)
    value, _ = _value(tokens, 0) if tokens else (None, 0)
    return value


def _value(tokens: list[bytes], place: int) -> tuple[Any, int]:
    token = tokens[place]
    if token == b"<<":
        found: dict[str, Any] = {}
        place += 1
        while tokens[place] != b">>":
            key = tokens[place][1:].decode("latin-1")
            found[key], place = _value(tokens, place + 1)
        return found, place + 1
    if token == b"[":
        items: list[Any] = []
        place += 1
        while tokens[place] != b"]":
            item, place = _value(tokens, place)
            items.append(item)
        return items, place + 1
    if token.startswith(b"/"):
        return _Name(token[1:].decode("latin-1")), place + 1
    if token.isdigit() and place + 2 < len(tokens) and tokens[place + 1].isdigit() and tokens[place + 2] == b"R":
        return (int(token), int(tokens[place + 1])), place + 3
    return token, place + 1

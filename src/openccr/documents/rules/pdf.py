"""What a PDF may hold, and what is taken out of it (PDF 32000-1: 7.5 structure, 7.5.7 object streams, 12.6 actions).

No library re-writes it: what could act is refused, and what names its maker is blanked where it stands, byte for byte,
so that every offset in the file stays right. An author inside a compressed stream is not reached, and a person's look
is asked for in the how-to.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from openccr.kernel.refusals import Refusal

MOST_INFLATED = 64 * 1024 * 1024
"""Of all object streams of one PDF together: the lists of a long report are far below it, a bomb far above."""

_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|RichMedia|EmbeddedFiles?|XFA|SubmitForm|ImportData|GoToE|GoToR|AA|Movie|Sound|3D|Rendition)(?![A-Za-z])"
)
_OPENS = re.compile(rb"/OpenAction\s*(?:(\d+)\s+\d+\s+R|<<)")
_NEXT = re.compile(rb"/Next\s*\[?\s*(\d+)\s+\d+\s+R")
_ASKS = re.compile(rb"/S\s*/URI\b")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b(.*?)\bendobj", re.DOTALL)
_NUMBERS = re.compile(rb"\s*((?:\d+\s+)+)")
_LONGEST_ACTION = 500
"""Bytes of an action that stands in the catalogue itself."""
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 600
"""Bytes before a stream in which its dictionary is looked for."""
_ZIP_ENDS = b"PK\x05\x06"
_MARKUP = re.compile(rb"<\s*(script|html|svg|iframe|!doctype|\?php)", re.IGNORECASE)
_MAKERS = re.compile(
    rb"/(Author|Creator|Producer|Keywords|Company|Manager|SourceModified|LastSavedBy|CreationDate|ModDate)\s*"
    rb"(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)",
    re.DOTALL,
)
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


def clean_pdf(data: bytes) -> bytes:
    """The PDF without what stands behind its end and without who made it.

    Raises Refusal (field `upload`) for one that could act, is locked, holds another file, or is two kinds of file.
    """
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise _refused("This PDF is broken.")
    data = data[: end + len(b"%%EOF")]
    if _ENCRYPTED.search(data):
        raise _refused("This PDF is locked, so nobody can look into it.", remedy="Save it without a password.")
    if _ZIP_ENDS in data[-70_000:] or _MARKUP.search(data[:1024]) or _MARKUP.search(_outside(data)):
        raise _refused("This PDF is another kind of file as well.")
    # Not in pictures and pages: by chance their bytes say anything, and no action can stand there.
    outside, *packed = parts = [_spelled(part) for part in (_outside(data), *_object_streams(data))]
    if any(_ACTIVE.search(part) for part in parts):
        raise _refused("This PDF runs a program or holds other files.")
    if _asks_when_opened(outside, packed):
        raise _refused("This PDF asks for something from elsewhere when it is opened.")
    return _XMP.sub(lambda found: b" " * len(found[0]), _MAKERS.sub(_blanked, data))


def _asks_when_opened(outside: bytes, packed: list[bytes]) -> bool:
    """Whether opening it, and not a press on a link in it, asks for an address: whoever made it would learn of it."""
    objects = dict(_OBJECT.findall(outside))
    for part in packed:
        objects |= _objects_of(part)
    for part in (outside, *packed):
        for found in _OPENS.finditer(part):
            action = objects.get(found[1], b"") if found[1] else part[found.start() : found.start() + _LONGEST_ACTION]
            if _comes_to_ask(action, objects):
                return True
    return False


def _comes_to_ask(action: bytes, objects: dict[bytes, bytes]) -> bool:
    """Whether that action or one that follows it asks for an address."""
    seen: set[bytes] = set()
    while not _ASKS.search(action):
        following = _NEXT.search(action)
        if following is None or following[1] in seen:
            return False
        seen.add(following[1])
        action = objects.get(following[1], b"")
    return True


def _objects_of(part: bytes) -> dict[bytes, bytes]:
    """The objects of one object stream by number: pairs of number and place stand at its head (7.5.7)."""
    head = _NUMBERS.match(part)
    if head is None:
        return {}
    numbers = head[1].split()
    places = [head.end() + int(one[:9]) for one in numbers[1::2]]
    return dict(
        zip(numbers[::2], (part[a:b] for a, b in zip(places, [*places[1:], len(part)], strict=True)), strict=False)
    )


def _blanked(found: re.Match[bytes]) -> bytes:
    value = found[2]
    blank = b" " * (len(value) - 2) if value.startswith(b"(") else b"0" * (len(value) - 2)
    return found[0][: -len(value)] + value[:1] + blank + value[-1:]


def _spelled(part: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each stream begins and ends."""
    at = 0
    while match := _STREAM.search(data, at):
        at = data.find(b"endstream", match.end())
        if at < 0:
            return
        yield match.end(), at
        at += len(b"endstream")


def _outside(data: bytes) -> bytes:
    """The PDF without its streams and without what XMP says of it."""
    kept, at = [], 0
    for begins, ends in _streams(data):
        kept.append(data[at:begins])
        at = ends
    return _XMP.sub(b"", b"".join((*kept, data[at:])))


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Every stream that holds objects, opened. Raises Refusal for one that cannot be, or unpacks to far too much."""
    left = MOST_INFLATED
    for begins, ends in _streams(data):
        before = data[max(0, begins - _HEAD) : begins]
        head = _spelled(before[before.rfind(b" obj") + 1 :])
        if b"/ObjStm" not in head:
            continue
        filters = re.findall(rb"/\w+Decode\b|/Crypt\b", head)
        if not filters:
            yield data[begins:ends]
            continue
        if filters != [b"/FlateDecode"]:
            raise _refused("Nobody can look into this PDF.")
        try:
            part = zlib.decompressobj().decompress(data[begins:ends], left + 1)
        except zlib.error as error:
            raise _refused("This PDF is broken.") from error
        left -= len(part)
        if left < 0:
            raise _refused("This PDF unpacks to far too much.")
        yield part


def _refused(why: str, *, remedy: str = "Print it to a new PDF and attach that.") -> Refusal:
    return Refusal(why, remedy=remedy, field="upload")

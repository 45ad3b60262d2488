"""Files made to do harm, by kind: more than three hundred, none of them from anywhere but here.

Each holds PAYLOAD where its harm would stand, so that what is kept of it can be searched.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.documents.attachables import JPEG, PNG, chunk, segment

PAYLOAD = b"OPENCCR-HARM"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
"""The industry's harmless test file, in two pieces so that this source is not taken for it."""
Hostile = tuple[str, bytes]

_HEADS = {
    "exe": b"MZ\x90\0", "elf": b"\x7fELF\x02", "mach-o": b"\xcf\xfa\xed\xfe", "class": b"\xca\xfe\xba\xbe",
    "wasm": b"\0asm\1\0\0\0", "rar": b"Rar!\x1a\x07\0", "7z": b"7z\xbc\xaf\x27\x1c", "bz2": b"BZh91AY&SY\xff",
    "xz": b"\xfd7zXZ\0", "cab": b"MSCF\0\0\0\0", "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "swf": b"FWS\x09\0",
    "lnk": b"L\0\0\0\x01\x14\x02\0", "chm": b"ITSF\x03\0", "one": b"\xe4\x52\x5c\x7b\x8c\xd8", "gif": b"GIF89a\x01\0",
    "bmp": b"BM\x36\0\0\0\0", "tiff": b"II*\0", "webp": b"RIFF\x10\0\0\0WEBP", "ico": b"\0\0\1\0",
    "heic": b"\0\0\0 ftypheic",
    "mp4": b"\0\0\0 ftypmp42", "mp3": b"ID3\3\0", "ogg": b"OggS\0", "sqlite": b"SQLite format 3\0", "psd": b"8BPS\0\1",
    "dex": b"dex\n035\0", "pyc": b"\xa7\r\r\n\0", "luac": b"\x1bLua", "dmg": b"koly\0\0\0\4", "deb": b"!<arch>\n\xff",
    "vhd": b"conectix\0\0\0\2", "pcap": b"\xd4\xc3\xb2\xa1", "tar": b"a" * 257 + b"ustar\x0000",
    "iso": b"\0" * 64 + b"CD001",
}  # fmt: skip
_TAGS = (
    "<script>", "< script >", "<ScRiPt src=//x.example>", "<svg/onload=x>", "<img src=x onerror=x>", "<iframe src=x>",
    "<object data=x>", "<embed src=x>", "<link rel=import href=x>", "<meta http-equiv=refresh>", "<form action=x>",
    "<style>@import x</style>", "<math href=x>", "<base href=//x.example>", "<video src=x onerror=x>", "<audio src=x>",
    "<details open ontoggle=x>", "<a href=javascript:x>", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<?php x",
    "<% x %>", "<html>", "<body onload=x>", "<template>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<head>",
)  # fmt: skip
_ACTS = (
    "JavaScript", "JS", "Launch", "RichMedia", "EmbeddedFile", "EmbeddedFiles", "XFA", "SubmitForm", "ImportData",
    "GoToE", "GoToR", "AA", "Movie", "Sound", "Rendition",
)  # fmt: skip
_BEHIND = {
    "a folder": b"PK\x03\x04" + PAYLOAD, "HTML": b"<script>" + PAYLOAD, "a program": b"MZ\x90\0" + PAYLOAD,
    "PHP": b"<?php " + PAYLOAD, "a drawing": b"<svg>" + PAYLOAD, "an archive": b"Rar!\x1a\x07\0" + PAYLOAD,
}  # fmt: skip


def pdf(inside: bytes = b"", *, behind: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n" + inside + b"\ntrailer << /Root 1 0 R >>\n%%EOF" + behind


def stream(content: bytes, *, kind: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"2 0 obj << /Filter /FlateDecode /Length %d %s >>\nstream\n" % (len(packed), kind)
    return head + packed + b"\nendstream endobj"


def package(parts: dict[str, bytes], *, types: bytes = b"") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("[Content_Types].xml", b"<Types>" + types + b"</Types>")
        for name, content in parts.items():
            zipped.writestr(name, content)
    return made.getvalue()


def word(more: dict[str, bytes] | None = None, **said: bytes) -> bytes:
    return package({"word/document.xml": b"<w:document/>"} | (more or {}), **said)


def sheet(more: dict[str, bytes] | None = None, **said: bytes) -> bytes:
    return package({"xl/workbook.xml": b"<workbook/>"} | (more or {}), **said)


def every() -> Iterator[Hostile]:
    """All of them, with what each is."""
    yield from _other_kinds()
    yield from _markup()
    yield from _two_kinds_at_once()
    yield from _hidden_in_pictures()
    yield from _acting_pdfs()
    yield from _acting_documents()
    yield from _broken_packages()
    yield from _bombs()
    yield from _wrapped_test_file()


def _other_kinds() -> Iterator[Hostile]:
    for name, head in _HEADS.items():
        yield f"another kind: {name}", head + PAYLOAD
        yield f"another kind behind a blank: {name}", b" \n" + head + b"\0" + PAYLOAD
    yield "another kind: gzip", gzip.compress(PAYLOAD)
    yield "another kind: a folder", package({"notes.txt": PAYLOAD})
    yield "another kind: a presentation", package({"ppt/presentation.xml": PAYLOAD})
    yield "another kind: OpenDocument", package({"content.xml": PAYLOAD, "mimetype": b"x"})
    yield "another kind: a program's package", package({"META-INF/MANIFEST.MF": PAYLOAD})


def _markup() -> Iterator[Hostile]:
    for tag in _TAGS:
        yield f"markup: {tag}", tag.encode() + PAYLOAD
        yield f"markup behind words: {tag}", b"Dear all,\r\n\t" + tag.upper().encode() + PAYLOAD
    yield "markup in two bytes a letter", ("<script>" + PAYLOAD.decode()).encode("utf-16")
    yield "a sign that ends a text", b"notes\0<b>" + PAYLOAD


def _two_kinds_at_once() -> Iterator[Hostile]:
    hosts = {"PDF": pdf(), "PNG": PNG, "JPEG": JPEG, "Word": word(), "Excel": sheet()}
    for name, host in hosts.items():
        for what, other in _BEHIND.items():
            yield f"two kinds: {what} behind {name}", host + other
            yield f"two kinds: {what} before {name}", other + host
    yield "two kinds: a folder in a PDF", pdf(b"stream\n" + package({"x.js": PAYLOAD}) + b"\nendstream")
    yield "two kinds: HTML in a PDF's head", b"%PDF-1.7\n<script>" + PAYLOAD + pdf()
    yield "two kinds: HTML between a PDF's objects", pdf(b"% <html>" + PAYLOAD)
    yield "two kinds: a page in a PDF's stream that is named so", pdf(b"% <svg " + PAYLOAD)


def _hidden_in_pictures() -> Iterator[Hostile]:
    for number in range(16):
        yield f"hidden: a JPEG's segment {number}", JPEG[:2] + segment(0xE0 + number, PAYLOAD) + JPEG[2:]
    yield "hidden: a JPEG's comment", JPEG[:2] + segment(0xFE, PAYLOAD) + JPEG[2:]
    yield "hidden: a JPEG's thumbnail", JPEG[:2] + segment(0xE0, b"JFIF\0" + b"\1" * 9 + PAYLOAD) + JPEG[2:]
    for name in (
        b"tEXt",
        b"zTXt",
        b"iTXt",
        b"eXIf",
        b"tIME",
        b"puNk",
        b"skRf",
        b"caNv",
        b"orNT",
        b"vpAg",
        b"acTL",
        b"fdAT",
    ):
        yield f"hidden: a PNG's {name.decode()}", PNG[:33] + chunk(name, PAYLOAD) + PNG[33:]


def _acting_pdfs() -> Iterator[Hostile]:
    for word_ in _ACTS:
        name = word_.encode()
        act = b"3 0 obj << /S /" + name + b" (" + PAYLOAD + b") >> endobj"
        yield f"a PDF that acts: {word_}", pdf(act)
        yield f"a PDF that acts, spelled otherwise: {word_}", pdf(act.replace(name, b"#%02x" % name[0] + name[1:]))
        yield f"a PDF that acts, packed: {word_}", pdf(stream(act, kind=b"/Type /ObjStm"))
        yield (
            f"a PDF that acts, packed and misspelled: {word_}",
            pdf(stream(act.replace(name, name[:1] + b"#%02X" % name[1] + name[2:]), kind=b"/Type /ObjStm")),
        )
        yield f"a PDF that acts in a later version: {word_}", pdf() + b"\n" + act + b"\n%%EOF"
    asks = b"<< /S /URI /URI (http://x.example/" + PAYLOAD + b") >>"
    first = b"<< /S /GoTo /Next 8 0 R >>"
    for name, opens in {
        "at once": b"/OpenAction " + asks, "by another object": b"/OpenAction 7 0 R",
        "after another action": b"/OpenAction 9 0 R", "spelled otherwise": b"/Open#41ction 7 0 R",
    }.items():  # fmt: skip
        more = b"\n7 0 obj %s endobj\n8 0 obj %s endobj\n9 0 obj %s endobj" % (asks, asks, first)
        yield f"a PDF that asks when opened, {name}", pdf(b"1 0 obj << " + opens + b" >> endobj" + more)
        inside = b"6 0 7 %d " % (len(opens) + 7) + b"<< %s >> " % opens + asks
        if name == "by another object":
            yield f"a PDF that asks when opened, packed, {name}", pdf(stream(inside, kind=b"/Type /ObjStm"))
    yield "a locked PDF", pdf(b"trailer << /Encrypt 9 0 R >>" + PAYLOAD)
    yield "a PDF locked in place", pdf(b"trailer << /Encrypt << /V 1 >> >>" + PAYLOAD)
    for filters in (b"[/ASCIIHexDecode /FlateDecode]", b"/LZWDecode", b"/ASCII85Decode"):
        head = b"2 0 obj << /Type /Obj#53tm /Filter " + filters + b" >>\nstream\n"
        yield f"a PDF nobody can look into: {filters.decode()}", pdf(head + PAYLOAD + b"\nendstream endobj")
    yield (
        "a PDF that acts, not packed",
        pdf(b"2 0 obj << /Type /ObjStm >>\nstream\n/JS (" + PAYLOAD + b")\nendstream endobj"),
    )
    yield "a PDF with no end", pdf().replace(b"%%EOF", b"") + PAYLOAD


def _acting_documents() -> Iterator[Hostile]:
    parts = (
        "vbaProject.bin", "vbaData.xml", "activeX/activeX1.xml", "embeddings/oleObject1.bin", "embeddings/x.docx",
        "externalLinks/externalLink1.xml", "macrosheets/sheet1.xml", "dialogsheets/sheet1.xml",
        "ctrlProps/ctrlProp1.xml",
        "connections.xml", "queryTables/queryTable1.xml", "webextensions/webextension1.xml", "model/item.data",
        "afchunk1.htm",
    )  # fmt: skip
    for folder, make in (("word", word), ("xl", sheet)):
        for part in parts:
            yield f"a document that acts: {folder}/{part}", make({f"{folder}/{part}": PAYLOAD})
            yield f"the same in capitals: {folder}/{part}", make({f"{folder}/{part.upper()}": PAYLOAD})
        yield f"a document that acts: {folder} ribbon", make({"customUI/customUI.xml": PAYLOAD})
        for kind in (
            "attachedTemplate",
            "oleObject",
            "frame",
            "image",
            "subDocument",
            "externalLinkPath",
            "mailMergeSource",
        ):
            said = f'<Relationship Type="http://x/{kind}" Target="http://x.example/" TargetMode="External"/>'.encode()
            yield (
                f"fetched from elsewhere: {folder} {kind}",
                make({f"{folder}/_rels/document.xml.rels": said + PAYLOAD}),
            )
        for part in ("settings.xml", "styles.xml", "theme/theme1.xml", "comments.xml"):
            said = b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>" + PAYLOAD
            yield f"an entity: {folder}/{part}", make({f"{folder}/{part}": said})
            yield (
                f"an entity, spaced: {folder}/{part}",
                make({f"{folder}/{part}": said.replace(b"<!DOCTYPE", b"<! doctype")}),
            )
        wide = ("<!DOCTYPE x>" + PAYLOAD.decode()).encode("utf-16")
        yield f"an entity in two bytes a letter: {folder}", make({f"{folder}/styles.xml": wide})
        pieces = b"<w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText x='y'>PICTURE http://x</w:instrText>"
        yield f"asks elsewhere in pieces: {folder}", make({f"{folder}/x.xml": pieces + PAYLOAD})
        yield f"asks elsewhere in numbers: {folder}", make({f"{folder}/x.xml": b"<x>DD&#x45;AUT&#79; c</x>" + PAYLOAD})
        said = b'<Relationship Type="http://x/image" Target="http://x.example/" TargetMode="Ext&#101;rnal"/>' + PAYLOAD
        yield f"fetched from elsewhere in numbers: {folder}", make({f"{folder}/_rels/document.xml.rels": said})
        for mark in (b"DDEAUTO c:\\\\x", b"DDE cmd", b"INCLUDETEXT http://x", b"INCLUDEPICTURE http://x", b"<ddeLink>"):
            yield (
                f"asks elsewhere: {folder} {mark.decode()}",
                make({f"{folder}/x.xml": b"<x>" + mark + b"</x>" + PAYLOAD}),
            )
    for kind in ("document.macroEnabled", "template.macroEnabledTemplate", "sheet.macroEnabled", "addin.macroEnabled"):
        yield f"macros by type: {kind}", word(types=kind.encode() + PAYLOAD)
        yield f"macros by type in a workbook: {kind}", sheet(types=kind.encode() + PAYLOAD)
    yield (
        "a sheet that asks elsewhere",
        sheet({"xl/worksheets/sheet1.xml": b"<f>WEBSERVICE(&quot;http://x&quot;)</f>" + PAYLOAD}),
    )


def _broken_packages() -> Iterator[Hostile]:
    for name in ("../x.xml", "/etc/x.xml", "..\\x.xml", "word/../../x.xml", "\\x.xml"):
        yield f"a part for elsewhere: {name}", word({name: PAYLOAD})
    twice = BytesIO()
    with ZipFile(twice, "w") as zipped:
        zipped.writestr("[Content_Types].xml", b"<Types/>")
        zipped.writestr("word/document.xml", b"<x/>")
        zipped.writestr("WORD/document.xml", PAYLOAD)
    yield "a part that stands in it twice", twice.getvalue()
    whole = word({"word/x.xml": PAYLOAD * 50})
    for share in (4, 3, 2):
        yield f"a package cut at one in {share}", whole[: len(whole) // share]
    yield "a package with a wrong length", whole.replace(b"PK\x01\x02", b"PK\x01\x03", 1)
    locked = bytearray(whole)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := locked.find(mark, at + 1)) >= 0:
            locked[at + place] |= 1
    yield "a locked package", bytes(locked)


def _bombs() -> Iterator[Hostile]:
    for width, height in ((100_000, 100_000), (65_535, 65_535), (2**31 - 1, 1), (8_000, 8_000), (2**31 - 1, 2**31 - 1)):
        size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
        yield f"a picture of {width} by {height}", PNG[:16] + size + PNG[24:] + PAYLOAD
    for width, height in ((65_535, 65_535), (60_000, 60_000), (9_000, 9_000)):
        frame = b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\3" + b"\0" * 9
        for mark in (0xC0, 0xC2):
            yield f"a photograph of {width} by {height} ({mark:x})", JPEG[:2] + segment(mark, frame) + JPEG[2:]
    yield "a document that unpacks to far too much", word({"word/x.xml": b" " * (101 * 1024 * 1024)})
    yield "a document of very many parts", word({f"word/{number}.xml": b"" for number in range(3_001)})
    packed = stream(b" " * (33 * 1024 * 1024), kind=b"/Type /ObjStm")
    yield "a PDF that unpacks to far too much", pdf(packed + b"\n" + packed)


def _wrapped_test_file() -> Iterator[Hostile]:
    folder = package({"eicar.com": EICAR})
    yield "the test file in a folder", folder
    yield "the test file in a folder in a folder", package({"one.zip": folder})
    yield "the test file, packed", gzip.compress(EICAR)
    yield "the test file embedded in Word", word({"word/embeddings/eicar.bin": EICAR})
    yield "the test file embedded in Excel", sheet({"xl/embeddings/eicar.bin": EICAR})
    yield (
        "the test file embedded in a PDF",
        pdf(b"4 0 obj << /Type /EmbeddedFile >>\nstream\n" + EICAR + b"\nendstream"),
    )
    yield "the test file behind a PDF", pdf(behind=EICAR)
    yield "the test file behind a picture", PNG + EICAR
    yield "the test file behind a photograph", JPEG + EICAR
    yield "the test file in a photograph's comment", JPEG[:2] + segment(0xFE, EICAR) + JPEG[2:]
    yield "the test file in a picture's words", PNG[:33] + chunk(b"tEXt", EICAR) + PNG[33:]
    yield "the test file behind Word", word() + EICAR

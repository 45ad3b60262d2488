"""Files as agencies attach them, and as they should not."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog /OpenAction 3 0 R >> endobj\n%%EOF"
TEXT = "She rang at nine. “He is outside.”\n".encode()


def segment(mark: int, content: bytes) -> bytes:
    return bytes([0xFF, mark]) + (len(content) + 2).to_bytes(2, "big") + content


JPEG = b"".join(
    (
        b"\xff\xd8", segment(0xE0, b"JFIF\0"), segment(0xE1, b"Exif\0\0GPS 52.1,0.1"), segment(0xFE, b"by Nadia"),
        segment(0xDB, b"\0" * 65), segment(0xDA, b"\0" * 6), b"scan\xff\xd9", b"<script>behind</script>",
    )
)  # fmt: skip


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + b"crc."


PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", b"\0" * 13), chunk(b"tEXt", b"Author\0Nadia"), chunk(b"eXIf", b"GPS"),
        chunk(b"IDAT", b"pixels"), chunk(b"IEND", b""), b"PK behind",
    )
)  # fmt: skip


def office(main: str = "word/document.xml", *, types: str = "wordprocessingml", **more: str) -> bytes:
    """A Word or Excel document; `more` are further parts, with __ for a slash and _ before the ending."""
    made = BytesIO()
    with ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        package.writestr(main, "<document/>")
        package.writestr("docProps/core.xml", "<cp><dc:creator>Nadia Invented</dc:creator></cp>")
        for name, content in more.items():
            package.writestr(name.replace("__", "/"), content)
    return made.getvalue()

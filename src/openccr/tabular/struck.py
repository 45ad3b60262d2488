"""Which formats of a workbook strike a cell's text out: a value somebody crossed out is one no longer."""

from __future__ import annotations

from collections.abc import Mapping

from openccr.tabular.package import careful_parser, local, parse


def struck_formats(styles: bytes) -> frozenset[str]:
    """The numbers, as a cell's `s` gives them, of the formats whose font is struck out.

    Raises:
        TableError: the part is damaged.
    """
    scan = _Scan()
    parser = careful_parser()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parse(parser, styles)
    return frozenset(str(at) for at, font in enumerate(scan.formats) if font in scan.fonts)


def strikes(attributes: Mapping[str, str]) -> bool:
    """Whether a `strike` element is on: it may also say that it is off."""
    return attributes.get("val", "1") not in ("0", "false")


class _Scan:
    """Fonts and formats also stand in other sections, of named styles and of conditions: those are passed over."""

    def __init__(self) -> None:
        self.section = ""
        self.font = -1
        self.fonts: set[str] = set()
        self.formats: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local(tag)
        if not self.section and tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self.section = tag
        elif self.section == "fonts" and tag == "font":
            self.font += 1
        elif self.section == "fonts" and tag == "strike" and strikes(attributes):
            self.fonts.add(str(self.font))
        elif self.section == "cellXfs" and tag == "xf":
            self.formats.append(attributes.get("fontId", "0"))

    def end(self, tag: str) -> None:
        if local(tag) == self.section:
            self.section = ""

"""A workbook keeps each text once and lets cells point to it, so a few kilobytes can stand for gigabytes of text."""

from __future__ import annotations

from openccr.tabular.package import careful_parser, damaged, local, parse

_SHORTEST = len("<si/>")


def text_lengths(xml: bytes) -> list[int]:
    """How many characters each shared text has, by its number.

    Raises:
        TableError: the part is damaged, or promises more texts than it has room for: calamine 0.37 sets aside as much
            memory as `uniqueCount` asks for, and the whole process ends where there is none (its issue 684).
    """
    scan = _Scan(most=len(xml) // _SHORTEST)
    parser = careful_parser()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    parse(parser, xml)
    return scan.lengths


class _Scan:
    def __init__(self, most: int) -> None:
        self.most = most
        self.lengths: list[int] = []
        self.in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local(tag)
        if tag == "si":
            self.lengths.append(0)
        elif tag == "t":
            self.in_text = bool(self.lengths)
        elif tag == "sst":
            promised = attributes.get("uniqueCount", "0")
            if not promised.isascii() or not promised.isdecimal() or int(promised[:12]) > self.most:
                raise damaged()

    def characters(self, text: str) -> None:
        if self.in_text:
            self.lengths[-1] += len(text)

    def end(self, tag: str) -> None:
        if local(tag) == "t":
            self.in_text = False

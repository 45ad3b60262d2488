"""A workbook keeps each text once and lets cells point to it, so a few kilobytes can stand for gigabytes of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from openccr.tabular.package import careful_parser, damaged, local, parse
from openccr.tabular.struck import strikes

_SHORTEST = len("<si/>")


@dataclass
class SharedTexts:
    """What is known of the shared texts, by their number.

    Args:
        lengths: how many characters each has.
        struck: those of which a part is struck out.
    """

    lengths: list[int] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)


def shared_texts(xml: bytes) -> SharedTexts:
    """The shared texts' lengths, and which of them hold words that are struck out.

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
    return scan.found


class _Scan:
    def __init__(self, most: int) -> None:
        self.most = most
        self.found = SharedTexts()
        self.in_text = self.strikes = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local(tag)
        if tag == "si":
            self.found.lengths.append(0)
            self.strikes = False
        elif tag == "t":
            self.in_text = bool(self.found.lengths)
        elif tag == "r":
            self.strikes = False
        elif tag == "strike":
            self.strikes = strikes(attributes)
        elif tag == "sst":
            promised = attributes.get("uniqueCount", "0")
            if not promised.isascii() or not promised.isdecimal() or int(promised[:12]) > self.most:
                raise damaged()

    def characters(self, text: str) -> None:
        if self.in_text:
            self.found.lengths[-1] += len(text)
            if self.strikes and not text.isspace():
                self.found.struck.add(len(self.found.lengths) - 1)

    def end(self, tag: str) -> None:
        if local(tag) == "t":
            self.in_text = False

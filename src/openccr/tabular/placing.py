"""From paragraphs and tables to answers: which words are a label, and which are what somebody wrote beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from openccr.tabular.answers import answer, has_box, single_box
from openccr.tabular.blocks import Block, Blocks, DocCell, DocTable, Paragraph
from openccr.tabular.document import Document, Found, Unplaced
from openccr.tabular.labels import Labels
from openccr.tabular.pairs import FAREWELL, MOST_WORDS, pairs_in, people_apart
from openccr.tabular.table_shapes import Shape, like_a_heading, shape_of
from openccr.tabular.ticking import ticks_in

UNKNOWN = "?"
"""The section after a heading that nothing known answers to: a bare "Address" there is nobody's."""


def place(blocks: Blocks, labels: Labels, *, source: str) -> Document:
    """Read a form.

    Args:
        blocks: what stands in it.
        labels: what it is read by.
        source: its file's name.
    """
    placer = _Placer(labels)
    placer.read(people_apart(blocks.blocks, labels))
    placer.take_controls(blocks.controls)
    for where, text in blocks.aside:
        placer.leave(where, text)
    return Document(
        source=source,
        found=tuple(one for one in placer.found if one.text),
        unplaced=tuple(placer.unplaced),
        controls=dict(blocks.controls),
        notes=tuple(blocks.notes),
    )


class _Placer:
    """Reads from top to bottom, remembering the section it is in and the label that still waits for its answer."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.found: list[Found] = []
        self.unplaced: list[Unplaced] = []
        self.section = ""
        self.numbers: dict[str, int] = {}
        self.waiting: Found | None = None

    def read(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, DocTable):
                self.table(block)
            else:
                self.paragraph(block)

    # ---- running text

    def paragraph(self, paragraph: Paragraph) -> None:
        if self.begins(paragraph.text, heading=paragraph.heading):
            return
        for line in paragraph.text.split("\n"):
            if line:
                self.line(line)

    def begins(self, text: str, *, heading: bool) -> bool:
        """Whether the text is a heading; one that nothing known answers to ends the section before it."""
        section = self.labels.section(text)
        if section is not None:
            self.begin(section)
            name = self.labels.name(text, section)
            self.waiting = self._new(name, text, "") if name else None
            return True
        if heading and self.labels.name(text, self.section) is None and text:
            self.waiting = None
            self.section = UNKNOWN if self.found else self.section
            self.leave("", text)
            return True
        return False

    def begin(self, section: str) -> None:
        """Enter a section. A second heading of the same kind of person begins the next one of them."""
        self.section = section
        number = self.numbers.get(section, 1)
        if any((one.section, one.number) == (section, number) for one in self.found):
            number += 1
        self.numbers[section] = number

    def line(self, text: str) -> None:
        if not (text := self.ticked(text)):
            return
        box = single_box(text)
        if box is not None and (name := self.labels.name(box[0], self.section)):
            self.put(name, box[0], "yes" if box[1] else "")
            return
        if name := self.labels.name(text, self.section):
            self.waiting = self.put(name, text, "")
            return
        if pairs := pairs_in(text, self.labels, self.section):
            for name, label, said in pairs:
                self.waiting = self.put(name, label, said)
            if self.waiting and self.waiting.text and self.waiting.name not in self.labels.narrative:
                self.waiting = None
            return
        self.goes_on(text)

    def goes_on(self, text: str) -> None:
        """Text without a label: the answer that a label waits for, or words without a place."""
        waiting = self.waiting
        if waiting is not None and FAREWELL.fullmatch(text):
            waiting = self.waiting = None
        if waiting is None or (waiting.text and waiting.name not in self.labels.narrative):
            self.waiting = None
            label, _, said = text.partition(": ")
            self.leave(*((label, said) if said and len(label.split()) <= MOST_WORDS else ("", text)))
            return
        self.waiting = self.put(waiting.name, waiting.label, f"{waiting.text}\n{text}".strip(), instead=waiting)

    # ---- tables

    def table(self, table: DocTable) -> None:
        self.waiting = None if self.waiting and self.waiting.text else self.waiting
        position = 0
        while position < len(table.rows):
            shape = shape_of(table.rows, position, self.labels, self.section)
            if shape.columns:
                self.records(shape, [[cell.text for cell in row] for row in table.rows[position + 1 : shape.end]])
                position = shape.end
            else:
                self.row(table.rows[position])
                position += 1
        self.waiting = None

    def records(self, shape: Shape, rows: Sequence[Sequence[str]]) -> None:
        """Rows under a row of labels: one person a row; or, under a row of sections, one person a column."""
        self.waiting = None
        for row in rows:
            if not any(row):
                continue
            if shape.by_section:
                for section, text in zip(shape.columns[1:], row[1:], strict=False):
                    name = self.labels.name(row[0], section)
                    if name:
                        self.put(name, row[0], text, section=section)
                    elif section or text:
                        self.leave(f"{row[0]} ({section})", text)
                continue
            if self.section in self.labels.sections:
                self.begin(self.section)
            for heading, text in zip(shape.columns, row, strict=False):
                name = self.labels.name(heading, self.section)
                if name:
                    self.put(name, heading, text)
                else:
                    self.leave(heading, text)

    def row(self, cells: Sequence[DocCell]) -> None:
        filled = [cell for cell in cells if cell.text or cell.tables]
        if any(cell.tables for cell in filled) or len(cells) == 1:
            for cell in filled:
                if len(cells) == 1 and not cell.tables and self.begins(cell.text, heading=like_a_heading(cell.text)):
                    continue
                self.read(cell.blocks)
            return
        self.waiting = None
        texts = [cell.text for cell in cells]
        position = 0
        while position < len(texts):
            position = self.cell(texts, position)

    def cell(self, texts: Sequence[str], position: int) -> int:
        """Read the cell at this position, with those after it that answer it. Returns where to go on."""
        text = texts[position]
        if not text:
            return position + 1
        end = self.end_of_answer(texts, position)
        said = "\n".join(filter(None, texts[position + 1 : end]))
        line = " ".join(text.split("\n"))
        if (name := self.labels.name(line, self.section)) is not None:
            waiting = self.put(name, line, said)
            self.waiting = waiting if waiting and not waiting.text else None
            return end
        section = self.labels.section(line)
        if section is not None:
            self.begin(section)
            return position + 1
        first, _, rest = text.partition("\n")
        if (name := self.labels.name(first, self.section)) is not None:
            self.put(name, first, f"{'' if rest.startswith('(') else rest}\n{said}".strip())
            return end
        if self.is_label(text):
            self.read([Paragraph(text)])
            self.waiting = None
            return position + 1
        if said:
            self.leave(line, self.ticked(said))
            return end
        self.leave("", text)
        return position + 1

    def end_of_answer(self, texts: Sequence[str], position: int) -> int:
        """Where the answer to the label at this position ends: after one cell, or after the last of a row of boxes."""
        end = position + 1
        if end == len(texts) or (self.is_label(texts[end]) and not self.is_typed(texts, end)):
            return end
        end += 1
        while has_box(texts[end - 1]) and end < len(texts) and has_box(texts[end]) and not self.is_label(texts[end]):
            end += 1
        return end

    def is_typed(self, texts: Sequence[str], position: int) -> bool:
        """Whether the last cell of a row holds the words of a box as an answer: "Criteria | Professional judgement"."""
        return not any(texts[position + 1 :]) and self.labels.name(texts[position], self.section) in self.labels.ticks

    def is_label(self, text: str) -> bool:
        """Whether a cell is a label, or holds one with its answer."""
        if not text:
            return False
        first = text.partition("\n")[0]
        if self.labels.name(" ".join(text.split("\n")), self.section) or self.labels.name(first, self.section):
            return True
        box = single_box(first)
        return bool(box and self.labels.name(box[0], self.section)) or bool(pairs_in(first, self.labels, self.section))

    # ---- what is kept

    def put(
        self, name: str, label: str, text: str, *, section: str | None = None, instead: Found | None = None
    ) -> Found | None:
        """Keep an answer. The same question answered twice is another person's, where there may be several."""
        told = {one.section for one in self.found if one.text}
        if not (section or self.section) and self.labels.is_anothers(name, label, told=told):
            self.leave(label, text)
            return None
        new = self._new(name, label, self.ticked(text), section=section)
        if instead is not None:
            self.found[self.found.index(instead)] = new = replace(new, number=instead.number, section=instead.section)
            return new
        before = next((one for one in self.found if (one.name, one.number) == (name, new.number)), None)
        if before is None:
            self.found.append(new)
            return new
        if not new.text or new.text == before.text:
            return before
        if not before.text:
            self.found[self.found.index(before)] = new
            return new
        kind = self.labels.sections.get(new.section)
        if name in self.labels.narrative and (kind is None or not kind.repeats):
            return self.put(name, label, f"{before.text}\n{new.text}", instead=before)
        if kind is None or not kind.repeats:
            self.leave(label, new.text)
            return None
        self.numbers[new.section] = new.number + 1
        self.found.append(again := replace(new, number=new.number + 1))
        return again

    def ticked(self, text: str) -> str:
        """Keep the boxes that are answers of their own; what the text says beside them is returned."""
        text, boxes = ticks_in(text, self.labels, self.section)
        for name, label, said in boxes:
            self.put(name, label, said)
        return text

    def _new(self, name: str, label: str, text: str, *, section: str | None = None) -> Found:
        owner = next((key for key, one in self.labels.sections.items() if name in one.names), section or "")
        return Found(name, label.strip(" :"), answer(text), owner, self.numbers.get(owner, 1))

    def leave(self, label: str, text: str) -> None:
        if text and any(map(str.isalnum, label + text)):
            self.unplaced.append(Unplaced(label.strip(), text))

    def take_controls(self, controls: Iterable[tuple[str, str]]) -> None:
        """Content controls of our own forms: "child_name.2" is the second child's, "criteria=PJ" a box to tick."""
        listed: dict[str, list[str]] = {}
        for tag, text in controls:
            key, ticked, value = tag.partition("=")
            said = answer(text)
            listed.setdefault(key, []).extend([value] if ticked and said else [] if ticked else [said])
        for key, lines in listed.items():
            name, _, number = key.partition(".")
            text = "\n".join(filter(None, lines))
            if name in self.labels.known:
                self._control(name, int(number) if number.isdigit() else 1, text)
            else:
                self.leave(key, text)

    def _control(self, name: str, number: int, text: str) -> None:
        owner = next((key for key, one in self.labels.sections.items() if name in one.names), "")
        before = next((one for one in self.found if (one.name, one.number) == (name, number)), None)
        if before is None:
            self.found.append(Found(name, "", text, owner, number))
        elif text:
            if before.text and before.text != text:
                self.leave(before.label, before.text)
            self.found[self.found.index(before)] = replace(before, text=text)

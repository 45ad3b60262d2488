"""The strategy document as blocks: each section drawn from the records, and after it what the authors wrote.

The authors' text stands in a table of its own and is put in again each time, so making the document anew never
touches it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from openccr.content.schema.strategy import Part, Section
from openccr.documents.rules.held_back import held_back
from openccr.documents.rules.paper import Block, Content, Facts, Heading, NewSheet, Paper, Para, Table
from openccr.documents.typesetting import pdf_of
from openccr.governance.drawn import DRAWN, Drawing
from openccr.governance.models import AuthorsText
from openccr.governance.rules.strategy import STRATEGY, StrategyState
from openccr.kernel.days import day_words
from openccr.partnership.models import Agency, Partnership

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def texts_of(of: Drawing) -> dict[str, str]:
    """Section → what the authors wrote in it. One query."""
    return dict(AuthorsText.objects.filter(strategy_id=of.strategy.id).values_list("section", "words"))


def section_blocks(of: Drawing, section: Section, text: str, *, level: int = 3) -> tuple[Block, ...]:
    """A section: what is drawn from the records, a level below its heading, and then the authors' text.

    Args:
        level: of its heading; 3 within a part, 2 where it stands alone.
    """
    drawn = DRAWN[section.drawn](of) if section.drawn else ()
    lower = tuple(replace(one, level=one.level + level - 2) if isinstance(one, Heading) else one for one in drawn)
    own = (Para(text),) if text.strip() else ()
    nothing = () if lower or own else (Para("The authors have not written this yet."),)
    letter = of.pack.strategy.parts[section.part].letter
    return (Heading(f"{letter}.{section.number} {section.name}", level), *lower, *own, *nothing)


def part_blocks(of: Drawing, part: Part, texts: Mapping[str, str]) -> tuple[Block, ...]:
    """A part on a sheet of its own, without words that say where somebody is."""
    sections = (
        block
        for one in of.pack.strategy.sections_of(part.key)
        for block in section_blocks(of, one, texts.get(one.key, ""))
    )
    blocks = (Heading(f"{part.letter}. {part.name}"), *sections)
    return (NewSheet(), *held_back(Content(title=part.name, blocks=blocks), known=()).blocks)


def front(of: Drawing, starts: Sequence[tuple[str, int]]) -> tuple[Block, ...]:
    """What stands before part A: whose it is, which version, how current, and where each part begins."""
    row = of.strategy
    agency = Agency.objects.filter(id=of.actor.agency).values_list("name", flat=True).first() or ""
    agreed = (("Agreed", f"{day_words(row.agreed_on)}, {row.agreed_where}"),) if row.agreed_on else ()
    return (
        Facts(
            (
                ("Organisation", agency),
                ("Author", of.actor.name),
                ("Version", f"{row.number}, {STRATEGY.states[row.state].lower()}"),
                ("Runs", f"{day_words(row.begins_on)} to {day_words(row.ends_on)}"),
                *agreed,
                ("Figures and records as of", day_words(of.today)),
            )
        ),
        Table("Contents", ("Part", "From page"), tuple((name, str(page)) for name, page in starts), pages=True),
    )  # fmt: skip


def paper_of(of: Drawing, blocks: tuple[Block, ...]) -> Paper:
    """The whole document as its templates get it."""
    row, area = of.strategy, Partnership.objects.values_list("name", flat=True).get(id=of.actor.partnership)
    draft = row.state in (StrategyState.DRAFT, StrategyState.CONSULTATION)
    language, _, region = of.pack.manifests[-1].languages[0].partition("-")
    return Paper(
        title=row.title,
        recipient="everybody" if of.public else "the partners",
        marking=("Draft. " if draft else "") + ("For everybody" if of.public else "For the partners"),
        reference=f"{area}, version {row.number}",
        made=f"Made {day_words(of.today)}",
        handling=row.title,
        blocks=blocks,
        language=language,
        region=(region or "GB").upper(),
    )


def pages_of(paper: Paper) -> int:
    """How many pages a document has: its PDF is set and its pages are counted."""
    return len(_PAGE.findall(pdf_of(paper)))

"""How a strategy is written: the document's parts, the words of SMART, lists, law and published figures."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, table


def strategy_sections(pack: Pack) -> list[Section]:
    """What a practitioner can judge of `governance/strategy.toml`; nothing where no pack has it."""
    form = pack.strategy
    if not form.parts:
        return []
    sections = (
        (one, (f"{part.letter}{one.number}", one.name, one.asks))
        for part in form.in_order()
        for one in form.sections_of(part.key)
    )
    return [
        Section(
            "The strategy and its document",
            (
                f"A strategy runs for {form.years} years and is looked at again every {form.review_months} months.",
                f"Partners have {form.consultation_days} days, at the least, to say what they think of a draft.",
            ),
            (
                table(
                    pack, "Parts", ("Part", "What it is about", "Most pages"),
                    ((one, (f"{one.letter}. {one.name}", one.about, str(one.most_pages or "")))
                     for one in form.in_order()),
                ),
                table(pack, "Sections", ("Place", "Section", "What the authors are asked"), sections),
                table(
                    pack, "SMART, in words", ("Word", "Question"),
                    ((one, (one.name, one.asks)) for one in form.smart_words()),
                ),
                table(pack, "How early an objective reaches", ("Reach",),
                      ((one, (one.name,)) for one in form.reaches.values())),
                table(pack, "Theory of change", ("Column", "What stands in it"),
                      ((one, (one.name, one.about)) for one in form.columns())),
            ),
        ),
        Section(
            "Recommendations of reviews",
            (),
            (
                table(pack, "Themes", ("Theme",), ((one, (one.name,)) for one in form.learning.values())),
                table(pack, "Kinds of review", ("Kind",), ((one, (one.name,)) for one in form.review_kinds.values())),
            ),
        ),
        Section(
            "What the law provides for, and published figures",
            (),
            (
                table(pack, "Law", ("Provision", "Reference", "What it says"),
                      ((one, (one.name, one.reference, one.text)) for one in form.provisions.values())),
                table(pack, "Figures", ("Figure", "What it counts", "When"),
                      ((one, (f"{one.name}: {one.figure}", one.of, one.period)) for one in form.known.values())),
            ),
        ),
    ]  # fmt: skip

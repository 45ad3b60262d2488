"""Risk instruments as a practitioner reads them, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, Table, in_full, table
from openccr.content.schema.instruments import Instrument


def instrument_section(pack: Pack, instrument: Instrument) -> Section:
    return Section(
        f"{instrument.name}: {instrument.id}", tuple(_paragraphs(pack, instrument)), tuple(_tables(pack, instrument))
    )


def risk_sections(pack: Pack) -> list[Section]:
    """What all instruments share; nothing for a pack without it."""
    risk = pack.risk
    if not (risk.pathways or risk.triggers or risk.answer_sources):
        return []
    tables = (
        table(
            pack,
            "What follows a yes",
            ("Where it leads", "What to do"),
            ((one, (one.name, one.prompt)) for one in risk.pathways.values()),
        ),
        table(
            pack,
            "When risk is assessed again",
            ("What has changed", "Within"),
            ((one, (one.name, f"{one.days} days")) for one in risk.triggers.values()),
        ),
        table(
            pack,
            "Where an answer comes from",
            ("Source of an answer",),
            ((one, (one.name,)) for one in risk.answer_sources.values()),
        ),
    )
    return [Section("Risk: what all instruments share", (), tuple(one for one in tables if one.rows))]


def _paragraphs(pack: Pack, instrument: Instrument) -> Iterator[str]:
    yield from (instrument.purpose, instrument.wording)
    if instrument.ages is not None:
        source = in_full(pack, instrument.ages.source)
        yield f"For people of {instrument.ages.first} to {instrument.ages.last} ({source})."
    if instrument.counting is not None:
        yield f"Threshold: {instrument.counting.threshold} ({in_full(pack, instrument.counting.source)})."
    yield from (instrument.judgement_rule, instrument.unknown_rule, f"Licence: {instrument.licence}")


def _tables(pack: Pack, instrument: Instrument) -> Iterator[Table]:
    yield table(
        pack,
        "Items",
        ("Number", "Question", "Also ask", "Leads to"),
        (
            (i, (str(i.number), i.text, i.extra or "", pack.risk.pathways[i.follow_up].name if i.follow_up else ""))
            for i in instrument.items
        ),
    )
    yield table(pack, "Answers", ("Answer",), ((a, (a.name,)) for a in instrument.scale.values()))
    yield table(
        pack,
        "What calls for judgement whatever the score",
        ("Flag", "Items"),
        (
            *(
                (f, (f.name, _items(f.items) + _since(instrument, f.from_answer)))
                for f in instrument.red_flags.values()
            ),
            *((c, (c.name, " and ".join(map(_items, c.parts)))) for c in instrument.clusters.values()),
        ),
    )
    if instrument.counting is not None:
        bands = instrument.counting.bands.values()
        rows = ((b, (b.name, str(b.first), str(b.last))) for b in bands)
        yield table(pack, "Bands of the score", ("Band", "From", "To"), rows)
    if instrument.grades:
        rows_of_grades = ((g, (g.name,)) for g in instrument.grades.values())
        yield table(pack, "Grades, given by judgement", ("Grade",), rows_of_grades)


def _items(numbers: Iterable[int]) -> str:
    return " or ".join(map(str, numbers))


def _since(instrument: Instrument, answer: str | None) -> str:
    return f", from “{instrument.scale[answer].name}” on" if answer else ""

"""A risk instrument as a practitioner reads it."""

from __future__ import annotations

from collections.abc import Iterable

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, in_full, table
from openccr.content.schema.instruments import Instrument


def instrument_section(pack: Pack, instrument: Instrument) -> Section:
    return Section(
        f"{instrument.name}: {instrument.id}",
        (
            instrument.purpose,
            instrument.wording,
            f"Threshold: {instrument.threshold} ({in_full(pack, instrument.threshold_source)}).",
            instrument.judgement_rule,
            instrument.unknown_rule,
            f"Answer it again when: {', '.join(instrument.reassess_when)}.",
            f"Licence: {instrument.licence}",
        ),
        (
            table(
                pack,
                "Items",
                ("Number", "Question", "Also ask", "Leads to"),
                (
                    (i, (str(i.number), i.text, i.extra or "", (i.follow_up or "").replace("_", " ").capitalize()))
                    for i in instrument.items
                ),
            ),
            table(
                pack,
                "What calls for judgement whatever the score",
                ("Flag", "Items"),
                (
                    *((f, (f.name, _items(f.items))) for f in instrument.red_flags.values()),
                    *((c, (c.name, " and ".join(map(_items, c.parts)))) for c in instrument.clusters.values()),
                ),
            ),
            table(
                pack,
                "Bands of the score",
                ("Band", "From", "To"),
                ((b, (b.name, str(b.first), str(b.last))) for b in instrument.bands.values()),
            ),
        ),
    )


def _items(numbers: Iterable[int]) -> str:
    return " or ".join(map(str, numbers))

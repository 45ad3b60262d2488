"""Part A of the strategy document: the law, figures each with source and date, deaths, cost."""

from __future__ import annotations

from openccr.content.schema.strategy import Known
from openccr.documents.rules.paper import Block, Bullets, Heading, Para
from openccr.governance.drawn.source import Drawing, listed, tabled
from openccr.governance.models import PublishedRecommendation, Recommendation
from openccr.governance.rules.recommendations import RECOMMENDATION, carried_out
from openccr.insight.rules.figures import WOMEN, Figure
from openccr.insight.rules.wording import number_words, share_words, unit_of
from openccr.kernel.days import day_words

LOCAL = "marac-national"
"""The published series beside which the area's own figures stand."""
ABOUT = {"victims": "For victims", "perpetrators": "For people who abuse", "everybody": "For both"}


def law(of: Drawing) -> tuple[Block, ...]:
    """What the law provides for, by whom it is about, briefly: the part has few pages."""
    blocks: list[Block] = []
    for key, name in ABOUT.items():
        found = [one for one in of.pack.strategy.provisions.values() if one.about == key]
        if found:
            said = (f"{one.name}. {one.text} ({one.reference})" for one in found)
            blocks += [Heading(name, 3), Bullets(tuple(said))]
    return tuple(blocks) or (Para("The practice of this country has no list of laws."),)


def national(of: Drawing) -> tuple[Block, ...]:
    """What national figures say."""
    return _known(of, "What is known nationally", "extent", "justice")


def local(of: Drawing) -> tuple[Block, ...]:
    """What the area's own figures say, as they were signed off, beside the national ones."""
    if of.signed is None:
        return (Para("No quarter has been signed off yet, so there are no figures of our own."),)
    series = of.pack.figures.get(LOCAL)
    theirs = series.latest if series else {}
    when = f", twelve months to {day_words(series.rows[-1].twelve_months_to)}" if series else ""
    theirs_from = f"United Kingdom: {of.source(series)}. " if series else ""
    return tabled(
        f"Our conference on high-risk cases, twelve months to {day_words(of.signed.last_on)}",
        ("Figure", "Here", f"United Kingdom{when}"),
        ((one.name, _here(one), _there(theirs.get(one.key), one)) for one in of.signed.figures if not one.parts),
        none="Nothing was counted.",
        source=f"Here: our own figures, signed off for {of.signed.quarter.name}, rounded so that nobody can be found in"
        f" them. {theirs_from}How each is counted: {_sources(of)}. Cases heard are not all abuse: most is never told to"
        " anybody.",
    )


def _sources(of: Drawing) -> str:
    """Every document that the figures cite, once each."""
    figures = of.signed.figures if of.signed else ()
    return "; ".join(dict.fromkeys(part for one in figures for part in one.source.split("; ")))


def deaths(of: Drawing) -> tuple[Block, ...]:
    """What is known of deaths, and how far reviews' recommendations have come. It counts no death here."""
    known = _known(of, "What is known of deaths", "deaths")
    if of.public:
        rows = PublishedRecommendation.objects.filter(partnership_id=of.actor.partnership)
        states = [RECOMMENDATION.states[state] for state in rows.values_list("state", flat=True)]
        return (*known, Para(_ours(states)))
    states = list(Recommendation.objects.exclude(agency=None).values_list("state", flat=True))
    counted = {state: states.count(state) for state in set(states)}
    return (*known, Para(f"Of recommendations that agencies here lead: {carried_out(counted)} {of.as_of}"))


def cost(of: Drawing) -> tuple[Block, ...]:
    """What abuse costs: published totals with their price base, and the cost of one victim or person."""
    costs = of.pack.costs
    return (
        listed(
            (
                f"{one.name}: £{one.billions:g} billion ({one.price_base}). {one.about} Source: {of.source(one)}"
                for one in costs.totals.values()
            ),
            none="No published cost is known.",
        ),
        listed(
            (
                f"{one.name}: £{one.pounds:,} for each {one.unit} ({one.price_base}). Source: {of.source(one)}"
                for one in costs.unit_costs.values()
            ),
            none="No published unit cost is known.",
        ),
    )


def _known(of: Drawing, caption: str, *about: str) -> tuple[Block, ...]:
    return tabled(
        caption,
        ("Figure", "What is known", "When", "Source"),
        (
            (one.name, f"{one.figure}: {one.of}{f'. {one.note}' if one.note else ''}", one.period, _cited(of, one))
            for one in of.pack.strategy.known.values()
            if one.about in about
        ),
        none="No published figure is known.",
        source="Figures of different sources count offences, victims, suspects or defendants: none is divided by"
        " another.",
    )


def _cited(of: Drawing, one: Known) -> str:
    """Publisher and year: short enough for a column."""
    found = (of.pack.sources.sources[key] for key in of.pack.sources.cited_by(one.source))
    return "; ".join(f"{source.publisher}, {source.year}" for source in found)


def _here(one: Figure) -> str:
    """A figure in words: its share or rate with what it is worked out from, or its count."""
    if one.per == 1:
        return number_words(one.count)
    share = share_words(one, exact=False)
    return f"{share} {unit_of(one) if one.per == WOMEN else ''}".strip() if share else "not shown"


def _there(value: float | None, one: Figure) -> str:
    if value is None:
        return ""
    return f"{value:g}%" if one.per == 100 else f"{value:,g}"


def _ours(states: list[str]) -> str:
    if not states:
        return "No recommendation of a review has been published here yet."
    return "What reviews here have recommended, and what became of it, is published and stands in part E."

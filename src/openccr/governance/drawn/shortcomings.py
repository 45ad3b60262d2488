"""Part C of the strategy document: gaps found, what survivors said, services that are missing, what is not recorded."""

from __future__ import annotations

from openccr.directory.queries.services import taken
from openccr.directory.rules.services import Status
from openccr.documents.rules.paper import Block, Heading, Para
from openccr.governance.drawn.source import Drawing, listed, tabled
from openccr.governance.models import Moderated
from openccr.governance.rules.assessment import GAP, RoundState
from openccr.insight.rules.wording import share_words, unknown_words
from openccr.kernel.days import day_words
from openccr.voice.models import Published

FEW = 10
"""How many of the newest answers to survivors stand in the document."""
MOST = 15
"""How many gaps stand in the document: the part has five pages, and the self-assessment holds them all."""


def gaps(of: Drawing) -> tuple[Block, ...]:
    """The gaps of the last self-assessment that is closed, and what is done about each; by whom, for the partners."""
    rows = list(
        Moderated.objects.filter(round__state=RoundState.CLOSED).select_related("round").order_by("-round__opened_at")
    )
    last = rows[0].round if rows else None
    asked = last.questions if last else {}
    every = [one for one in rows if last and one.round_id == last.id and one.score <= GAP and one.question in asked]
    place = of.pack.assessments["ccr"].place_of
    found = sorted(every, key=lambda one: (one.score, place(one.question)))[:MOST]
    rest = f" {len(every)} gaps were found; the {MOST} with the lowest scores stand here." if len(every) > MOST else ""
    return tabled(
        "Gaps, and what is done about them",
        ("Question", "Agreed, of 4", "What will be done", *(() if of.public else ("By whom",)), "Looked at again"),
        (
            (
                one.round.questions[one.question][1], str(one.score), one.action,
                *(() if of.public else (one.owner,)), day_words(one.review_on) if one.review_on else "",
            )
            for one in found
        ),
        none="The partnership has found no gap yet: no self-assessment is closed.",
        source=f"Source: self-assessment, {last.name}.{rest}" if last else "",
    )  # fmt: skip


def voices(of: Drawing) -> tuple[Block, ...]:
    """What survivors said and what became of it, as it was published."""
    rows = Published.objects.filter(partnership_id=of.actor.partnership).order_by("-on", "id")[:FEW]
    return tabled(
        "What survivors said, and what became of it",
        ("They said", "We did, or could not", "When"),
        ((one.said, one.did, day_words(one.on)) for one in rows),
        none="Nothing that survivors said has been published yet.",
        source="Source: what the partnership has published of what survivors said, in its own words.",
    )  # fmt: skip


def missing(of: Drawing) -> tuple[Block, ...]:
    """For what and for whom the directory has no service."""
    words = of.pack.directory
    rows = taken(of.actor).filter(status=Status.ACTIVE)
    if of.public:
        # Counted with the others, whoever looks at the public pages too would learn how many are kept secret.
        rows = rows.filter(published=True, confidential=False)
    found = list(rows.values_list("theme", "audiences", "traits", "capacity"))
    themes = {theme for theme, *_ in found}
    audiences = {one for _, several, *_ in found for one in several}
    traits = {one for _, _, several, _ in found for one in several}
    if not found:
        return (Para("The directory has no service yet, so nobody can say from it what is missing."),)
    lacking = [
        *(f"Nothing in the thematic area: {one.name}" for one in words.themes.values() if one.key not in themes),
        *(f"Nothing for: {one.name}" for one in words.audiences.values() if one.key not in audiences),
        *(f"No service says of itself: {one.name}" for one in words.traits.values() if one.key not in traits),
    ]
    full = sum(capacity == "full" for *_, capacity in found)
    return (
        listed(lacking, none="The directory has a service of every kind that it knows."),
        Para(f"{full} of {len(found)} services say that they take nobody now. {of.as_of}"),
    )  # fmt: skip


def unrecorded(of: Drawing) -> tuple[Block, ...]:
    """Which figures leave most out."""
    if of.signed is None:
        return (Para("No quarter has been signed off yet, so what is not recorded has not been counted."),)
    return (
        Heading("In the figures of our conference", 3),
        *tabled(
            f"What was not recorded, twelve months to {day_words(of.signed.last_on)}",
            ("Figure", "Share", "Not recorded for"),
            (
                (one.name, share_words(one, exact=False), unknown_words(one, exact=False))
                for one in of.signed.figures
                if one.unknown
            ),
            none="Nothing is missing from these figures.",
            source=f"Source: figures signed off for {of.signed.quarter.name}, rounded.",
        ),
    )

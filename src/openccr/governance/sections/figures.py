"""The dashboard, out of figures that were signed off, and what the figures lack."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.documents.rules.paper import Block, Bullets, Notice, Para, Table
from openccr.governance.pack_sections import Asked, PackSection
from openccr.insight.models import Release
from openccr.insight.rules.figures import Figure
from openccr.insight.rules.freezing import thawed
from openccr.insight.rules.quarters import quarter_of
from openccr.insight.rules.wording import expected_words, number_words, of_words, share_words, unknown_words
from openccr.kernel.once import once

NONE = "No quarter has been signed off yet, so no figure stands here."


@once
def _signed(asked: Asked) -> Release | None:
    """The last release of the quarter, or of the newest quarter before it."""
    until = asked.quarter.period.first
    return Release.objects.filter(first_on__lte=until).order_by("-first_on", "-number").first()


def _figures(release: Release, asked: Asked) -> tuple[list[Block], tuple[Figure, ...]]:
    about: list[Block] = []
    if release.first_on != asked.quarter.period.first:
        before = quarter_of(release.first_on)
        about = [Notice(f"{asked.quarter.name} is not signed off yet. The figures are those of {before.name}.")]
    return about, thawed(release.figures)


def _dashboard(asked: Asked) -> Sequence[Block]:
    release = _signed(asked)
    if release is None:
        return [Para(NONE)]
    about, figures = _figures(release, asked)
    rows = tuple(
        (one.name, share_words(one, exact=False) or number_words(one.count), of_words(one.count, one.over),
         expected_words(one))
        for one in figures
        if not one.parts
    )  # fmt: skip
    return [
        *about,
        Table("Figures of the quarter", ("Figure", "Value", "Of", "Expected"), rows),
        Para(
            "As signed off: counts to the nearest five, 1 to 4 not told, and no number told from which a small one "
            "could be worked out."
        ),
    ]


def _quality(asked: Asked) -> Sequence[Block]:
    release = _signed(asked)
    if release is None:
        return [Para(NONE)]
    about, figures = _figures(release, asked)
    lacking = [(one.name, unknown_words(one, exact=False)) for one in figures if one.unknown]
    if not lacking:
        return [*about, Para("For every case it is recorded what the figures ask for.")]
    return [
        *about,
        Table("For how many cases it is not recorded", ("Figure", "Not recorded"), tuple(lacking)),
        Bullets(("What is not recorded is counted as neither yes nor no.",)),
    ]


SECTIONS = (
    PackSection("dashboard", "Figures", 20, _dashboard),
    PackSection("data_quality", "How good the figures are", 90, _quality),
)

"""The organisations by thematic area, as a strategy lists them, and the programmes for people who abuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content.schema.directory import Directory
from openccr.directory.models import Service
from openccr.directory.queries.services import taken
from openccr.directory.rules.services import Status
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice

NOT_SAID = "Not said"


@dataclass(frozen=True)
class ThematicRow:
    """An organisation in one thematic area: the five columns of the table (OSSPC, part D)."""

    organisation: str
    status: str
    level: str
    services: tuple[str, ...]
    protocol: str


@dataclass(frozen=True)
class ThematicTable:
    """One thematic area with its organisations, by name."""

    key: str
    name: str
    rows: tuple[ThematicRow, ...]


def thematic_tables(*, actor: Actor, public: bool = False) -> list[ThematicTable]:
    """The tables of a strategy's part D, from the directory as it stands. One query.

    A confidential service counts with its organisation and name, which say nothing of where it is; with `public`, for
    what anybody reads, only what anybody finds counts.
    """
    with acting_as(actor):
        must(actor, "directory.see")
        words = practice(actor).directory
        running = taken(actor).filter(status=Status.ACTIVE)
        if public:
            running = running.filter(published=True, confidential=False)
        found = list(running.select_related("provider").order_by("provider__name", "name"))
        return [ThematicTable(one.key, one.name, _rows(found, one.key, words)) for one in words.themes.values()]


def _rows(found: Sequence[Service], theme: str, words: Directory) -> tuple[ThematicRow, ...]:
    by_provider: dict[str, list[Service]] = {}
    for one in found:
        if one.theme == theme:
            by_provider.setdefault(one.provider.name, []).append(one)
    return tuple(
        ThematicRow(
            organisation=name,
            status=_named(services[0].provider.status, words.statuses),
            level=_named(services[0].provider.level, words.levels),
            services=tuple(one.name for one in services),
            protocol=services[0].provider.protocol or NOT_SAID,
        )
        for name, services in by_provider.items()
    )


def _named(key: str, entries: object) -> str:
    return entries[key].name if key in entries else NOT_SAID  # type: ignore[index, operator]


@dataclass(frozen=True)
class Programme:
    """A programme for people who abuse, as anybody needs to know it before ringing."""

    fees: str
    self_referral: str
    lgbt: str
    courts: str
    accreditation: str
    partner_support: str


def programme_of(row: Service, words: Directory) -> Programme:
    """What a programme says of itself; what it does not say is told as not said, never as a no."""
    courts = [words.traits[key].name for key in row.traits if key in words.traits and words.traits[key].says_court]
    return Programme(
        fees=row.fees or NOT_SAID,
        self_referral=_yes("self_referral", row),
        lgbt=_yes("lgbt", row),
        courts=", ".join(courts) or NOT_SAID,
        accreditation=row.accreditation or NOT_SAID,
        partner_support=_yes("partner_support", row),
    )


def beside_programme(row: Service, words: Directory) -> list[str]:
    """The traits of a service that a programme's own lines do not say already."""
    if not is_programme(row, words):
        return list(row.traits)
    said = {"self_referral", "lgbt", "partner_support", *(key for key, one in words.traits.items() if one.says_court)}
    return [key for key in row.traits if key not in said]


def is_programme(row: Service, words: Directory) -> bool:
    """Whether a service is for people who abuse."""
    return any(words.audiences[key].programme for key in row.audiences if key in words.audiences)


def _yes(trait: str, row: Service) -> str:
    return "Yes" if trait in row.traits else NOT_SAID

"""A pack as the program uses it: all its layers in one, read-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openccr.content.schema.agencies import Agencies
from openccr.content.schema.assessments import Assessment
from openccr.content.schema.boards import Boards
from openccr.content.schema.commissioning import Commissioning, Costs
from openccr.content.schema.coordination import Duties
from openccr.content.schema.directory import Directory
from openccr.content.schema.equality import Equality
from openccr.content.schema.figures import Figures
from openccr.content.schema.generator import Generator
from openccr.content.schema.imports import ImportFormat
from openccr.content.schema.instruments import Instrument
from openccr.content.schema.law import Law
from openccr.content.schema.linking import Linking
from openccr.content.schema.locale import Calendar, Locale
from openccr.content.schema.manifest import Manifest, Sources
from openccr.content.schema.people import People
from openccr.content.schema.policies import Policies
from openccr.content.schema.processes import Process
from openccr.content.schema.quality import Quality
from openccr.content.schema.relationships import Relationships
from openccr.content.schema.returns import Return
from openccr.content.schema.risk import RiskPractice
from openccr.content.schema.safeguarding import Safeguarding
from openccr.content.schema.strategy import Strategy
from openccr.content.schema.voice import Voice
from openccr.content.schema.words import Words


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What practice says in one place: the core, the country and the area laid over one another.

    Args:
        manifests: what each layer says of itself, base first.
        fingerprint: SHA-256 of all content; a frozen return stores it to say by which rules it was counted.

    The folders of a pack are mappings by file name without its ending; instruments by `key@version`.
    """

    manifests: tuple[Manifest, ...]
    fingerprint: str
    sources: Sources
    locale: Locale
    words: Words
    agencies: Agencies
    relationships: Relationships
    equality: Equality
    law: Law
    people: People
    safeguarding: Safeguarding
    risk: RiskPractice
    quality: Quality
    directory: Directory
    linking: Linking
    voice: Voice
    boards: Boards
    duties: Duties
    strategy: Strategy
    commissioning: Commissioning
    costs: Costs
    policies: Policies
    calendars: Mapping[str, Calendar]
    instruments: Mapping[str, Instrument]
    processes: Mapping[str, Process]
    returns: Mapping[str, Return]
    figures: Mapping[str, Figures]
    generator: Mapping[str, Generator]
    imports: Mapping[str, ImportFormat]
    assessments: Mapping[str, Assessment]

    @property
    def key(self) -> str:
        """The key of the uppermost layer, such as `gb-eng`."""
        return self.manifests[-1].key

    @property
    def calendar(self) -> Calendar:
        """The working calendar of the place."""
        return self.calendars[self.locale.calendar]

    @property
    def holidays(self) -> frozenset[date]:
        """The days that are not working days, for the arithmetic of working days."""
        return self.calendar.days

    def text(self, key: str) -> str:
        """The wording of that key, in the pack's language.

        Raises:
            KeyError: no pack words it.
        """
        if key not in self.words.text:
            raise KeyError(f'no pack has a text called "{key}": add it to words.toml')
        return self.words.text[key].text

    def instrument(self, name: str) -> Instrument:
        """The instrument `key@version`, in use or of an old answer.

        Raises:
            KeyError: no pack has it.
        """
        if name not in self.instruments:
            raise KeyError(f'no pack has the instrument "{name}": there are {", ".join(self.instruments) or "none"}')
        return self.instruments[name]

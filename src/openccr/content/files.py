"""The files a pack may hold, and the model that each must fit."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from openccr.content.problems import PackError, Problem
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
from openccr.content.schema.manifest import Sources
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

MANIFEST = "pack.toml"
HASHES = "hashes.toml"

# One file of a pack; later packs add entries to it and override entries of it.
SINGLE: dict[str, type[BaseModel]] = {
    "sources.toml": Sources,
    "locale.toml": Locale,
    "words.toml": Words,
    "agencies.toml": Agencies,
    "relationships.toml": Relationships,
    "equality.toml": Equality,
    "law.toml": Law,
    "people.toml": People,
    "processes/safeguarding.toml": Safeguarding,
    "risk.toml": RiskPractice,
    "quality.toml": Quality,
    "directory.toml": Directory,
    "linking.toml": Linking,
    "voice.toml": Voice,
    "governance/boards.toml": Boards,
    "governance/duties.toml": Duties,
    "governance/strategy.toml": Strategy,
    "governance/commissioning.toml": Commissioning,
    "governance/costs.toml": Costs,
    "governance/policies.toml": Policies,
}

# A folder of files; the file's name is the key. A file that stands in SINGLE has a model of its own.
FOLDERS: dict[str, type[BaseModel]] = {
    "calendars": Calendar,
    "instruments": Instrument,
    "processes": Process,
    "returns": Return,
    "figures": Figures,
    "generator": Generator,
    "imports": ImportFormat,
    "assessments": Assessment,
}

# Folders whose files are published whole: a later pack adds a version, it never overrides one.
PUBLISHED_FOLDERS = ("instruments", "returns")
# Tables of `processes/` whose entries are published one by one.
PUBLISHED_TABLES = ("criteria", "repeat_rules")


def read(path: Path, *, shown: str) -> dict[str, Any]:
    """The tables of a TOML file, its lists turned into tuples.

    Args:
        path: the file.
        shown: how a problem names it, from the packs' folder on.

    Raises:
        PackError: it is not UTF-8 or not TOML.
    """
    try:
        return {key: _frozen(value) for key, value in tomllib.loads(path.read_text(encoding="utf-8-sig")).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(
            [Problem(shown, "", f"the file cannot be read ({error})", "correct that place and save it as UTF-8")]
        ) from error


def model_of(relative: Path) -> type[BaseModel] | None:
    """The model a file of a pack must fit, or None when a pack has no such file."""
    single = SINGLE.get(relative.as_posix())
    if single is not None or len(relative.parts) == 1:
        return single
    if len(relative.parts) == 2 and relative.suffix == ".toml":
        return FOLDERS.get(relative.parts[0])
    return None


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value

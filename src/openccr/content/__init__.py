"""Practice as data: packs are read, laid over one another, validated, locked and shown."""

from openccr.content.check import check
from openccr.content.load import DEFAULT_KEYS, load, packs_folder
from openccr.content.lock import publish
from openccr.content.pack import Pack
from openccr.content.problems import PackError, Problem
from openccr.content.registry import MEASURES
from openccr.content.render import Section, Table, describe

__all__ = [
    "DEFAULT_KEYS",
    "MEASURES",
    "Pack",
    "PackError",
    "Problem",
    "Section",
    "Table",
    "check",
    "describe",
    "load",
    "packs_folder",
    "publish",
]

"""What a pack may say changes something: a value that nothing reads is a promise which the program does not keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import openccr.content.schema as schema
from openccr.content.schema.base import Strict
from openccr.site.environment import ROOT
from tests.walls.sources import files

CONTENT = ROOT / "src/openccr/content"
SHOWS = (CONTENT / "render", CONTENT / "crosscheck.py")
"""What only shows a value, or checks that it fits, does nothing by it."""
TOLD = {
    "Figures.coverage", "Figures.licence", "Instrument.licence", "Manifest.licence", "Source.licence",
    "Manifest.editor", "Exemption.check_on", "LawfulBasis.check_on", "Prompt.check_on", "Process.abbreviation",
}  # fmt: skip
"""About the texts themselves, for people who read the page that shows them: whose, by which leave, until when."""


def values() -> Iterator[tuple[str, str]]:
    """Every field of every table of a pack, as (model, field)."""
    for found in iter_modules(schema.__path__):
        module = import_module(f"{schema.__name__}.{found.name}")
        for model in vars(module).values():
            if isinstance(model, type) and issubclass(model, Strict) and model.__module__ == module.__name__:
                yield from ((model.__name__, field) for field in model.__annotations__)


def read_somewhere() -> set[str]:
    """Every name that code or a template reads from something, or has in quotes, to do something with it."""
    found: set[str] = set()
    for path in files("src/openccr", endings=(".py", ".html")):
        if not any(path.is_relative_to(one) for one in SHOWS):
            # What the packs' own app has in quotes are names of its fields, which read nothing.
            names = r"\.([a-z][a-z0-9_]*)\b" if path.is_relative_to(CONTENT) else r"(?:\.|[\"'])([a-z][a-z0-9_]*)\b"
            found.update(re.findall(names, path.read_text(encoding="utf-8")))
    return found


def test_every_value_of_a_pack_does_something() -> None:
    read = read_somewhere()
    unread = {f"{model}.{field}" for model, field in values() if field not in read}
    assert unread == TOLD, f"read them in a rule, or take them out of the schema and the packs: {sorted(unread ^ TOLD)}"

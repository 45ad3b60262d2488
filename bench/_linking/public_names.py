"""Worlds with names of public lists: `nominate` (given and family names by country), `fusuk` and `nicknames` of PyPI.

Needed for training alone. They have real frequencies, a longer tail and other nicknames than the lists kept here, so
that the weights do not learn our own lists by heart. Mistyping, too, goes another way: any letter, anywhere. Their
nicknames are a list that the engine knows as well: of nicknames these worlds flatter it, and our own do not.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from bench._linking import generator, names, noise, people
from bench._linking.names import Origin

_GROUPS = (
    ("british", ("GB",), 0.58), ("irish", ("IE",), 0.04), ("polish", ("PL",), 0.06),
    ("pakistani_bangladeshi", ("BD", "PK", "AF"), 0.10), ("indian", ("IN",), 0.08),
    ("west_african", ("NG", "GH"), 0.05),
    ("arabic_kurdish", ("IQ", "AF", "SY"), 0.04), ("somali_east_african", ("SO", "ET"), 0.02),
    ("italian_romanian", ("IT", "RO"), 0.03),
)  # fmt: skip
_PLAIN = re.compile(r"[a-z][a-z' -]+")
_MOST, _RARER = 60_000, 100_000.0


class Weighted(tuple[str, ...]):
    """Names from the commonest down, with how often each is met."""

    weights: np.ndarray

    @classmethod
    def of(cls, counts: dict[str, float]) -> Weighted:
        ordered = sorted(counts, key=lambda name: -counts[name])
        found = cls(ordered)
        found.weights = np.array([counts[name] for name in ordered]) / sum(counts.values())
        return found


@contextmanager
def in_their_place() -> Iterator[None]:
    """While it holds, worlds are made with the public names."""
    with (
        patch.object(people, "origins", origins), patch.object(generator, "origins", origins),
        patch.object(people, "draw", draw), patch.object(noise, "_nicknames", called),
        patch.object(noise.Writer, "slip", slip),
    ):  # fmt: skip
        yield


@cache
def origins(seed: int) -> tuple[Origin, ...]:
    """Nine origins with the lists' names; other spellings are those of our own lists."""
    spelt = {name: others for one in names.origins(seed) for name, others in one.spelt.items()}
    found = []
    for name, countries, share in _GROUPS:
        female: dict[str, float] = {}
        male: dict[str, float] = {}
        family: dict[str, float] = {}
        for country in countries:
            for given, sex, count in _listed("given", country):
                (female if sex == "F" else male)[given] = count
            family.update({one: count for one, _, count in _listed("surname", country)})
        if name == "british":
            for rank, one in enumerate(_rare()):
                family.setdefault(one, _RARER / (rank + 20))
        lists = (Weighted.of(one) for one in (female, male, family))
        found.append(Origin(name, share, *lists, spelt))
    return tuple(found)


def draw(listed: Any, size: int, rng: np.random.Generator, *, steepness: float) -> list[str]:
    """As `names.draw`, by the lists' own frequencies."""
    return [listed[i] for i in rng.choice(len(listed), size=size, p=listed.weights)]


def called() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with (_folder("nicknames") / "names.csv").open() as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["name1"], []).append(row["name2"])
            found.setdefault(row["name2"], []).append(row["name1"])
    return found


def slip(writer: noise.Writer, text: str) -> str:
    if len(text) < 2:
        return text
    place, kind = writer.below(len(text)), writer.below(4)
    letter = "abcdefghijklmnopqrstuvwxyz"[writer.below(26)]
    before, here, after = text[:place], text[place], text[place + 1 :]
    turned = before + after[:1] + here + after[1:]
    changes = (before + after, before + letter + here + after, before + letter + after, turned)
    return changes[kind]


def _listed(kind: str, country: str) -> list[tuple[str, str, float]]:
    import duckdb

    path = _folder("nominate") / "_bundled" / kind / f"{country}.parquet"
    if not path.exists():
        return []
    rows = duckdb.sql(f"SELECT latin, gender, \"count\" FROM '{path}'").fetchall()
    return [(name, sex, float(count)) for text, sex, count in rows if (name := _plain(text or ""))]


def _rare() -> list[str]:
    lines = (_folder("fusuk") / "data" / "uk_last_names.txt").read_text().split("\n")
    return [name for line in lines if (name := _plain(line))][:_MOST]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()
    return bare if _PLAIN.fullmatch(bare) else ""


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"Install the package {package}: it is needed for training alone.")
    return Path(found.origin).parent

"""Published versions are never edited: `hashes.toml` of each pack keeps what each one said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openccr.content.files import HASHES, PUBLISHED_TABLES, read
from openccr.content.load import digest
from openccr.content.problems import PackError, Problem

_HEAD = """\
# What each published version said when it was published (SHA-256 of its content; layout and comments do not count).
# `openccr content publish` adds a line for a new version. No line is ever changed: records refer to these versions.
"""

Hashes = dict[str, dict[str, str]]


def versions_in(folder: Path) -> Hashes:
    """The versions a pack holds now: kind → name → hash.

    Raises:
        PackError: a file cannot be read.
    """
    found: Hashes = {}
    for kind, name, content in _versions(folder):
        found.setdefault(kind, {})[name] = digest(content)
    return found


def published_in(folder: Path) -> Hashes:
    """The versions a pack has published.

    Raises:
        PackError: the file of hashes cannot be read.
    """
    path = folder / HASHES
    return read(path, shown=f"{folder.name}/{HASHES}") if path.is_file() else {}


def changed(folder: Path) -> list[Problem]:
    """Published versions that say something else now, or are gone."""
    now = versions_in(folder)
    problems = []
    for kind, hashes in published_in(folder).items():
        for name, published in hashes.items():
            key, _, version = name.rpartition("@")
            actual = now.get(kind, {}).get(name)
            if actual is None and kind != "processes":
                what = f"the published {name} is gone, and records refer to it"
                problems.append(Problem(f"{folder.name}/{kind}", name, what, "put it back as it was"))
            elif actual is not None and actual != published:
                what = f"{name} is published and has been changed, and records refer to what it said"
                remedy = f"put it back as it was and publish a new version, {key}@{int(version) + 1}, with your change"
                problems.append(Problem(f"{folder.name}/{kind}", name, what, remedy))
    return problems


def unpublished(folder: Path) -> list[Problem]:
    """Versions that have no hash yet."""
    published = published_in(folder)
    return [
        Problem(
            f"{folder.name}/{kind}",
            name,
            f"{name} is new and not published",
            f"when it is agreed, run: openccr content publish {folder.name}",
        )
        for kind, hashes in versions_in(folder).items()
        for name in hashes
        if name not in published.get(kind, {})
    ]


def publish(folder: Path) -> tuple[str, ...]:
    """Write the hashes of a pack's new versions beside it.

    Args:
        folder: the pack's own folder.

    Returns:
        The names published now; empty when there was nothing new.

    Raises:
        PackError: a published version has been changed; nothing is written.
    """
    problems = changed(folder)
    if problems:
        raise PackError(problems)
    published = published_in(folder)
    added = []
    for kind, hashes in versions_in(folder).items():
        for name, value in hashes.items():
            if name not in published.get(kind, {}):
                published.setdefault(kind, {})[name] = value
                added.append(name)
    if added:
        (folder / HASHES).write_text(_written(published), encoding="utf-8")
    return tuple(added)


def _versions(folder: Path) -> Iterator[tuple[str, str, object]]:
    for kind in ("instruments", "processes", "returns"):
        for path in sorted((folder / kind).glob("*.toml")):
            data = read(path, shown=f"{folder.name}/{kind}/{path.name}")
            if kind == "instruments":
                yield kind, path.stem, data
            elif "version" in data:
                yield kind, f"{path.stem}@{data['version']}", data
            if kind == "processes":
                for table in PUBLISHED_TABLES:
                    for name, entry in data.get(table, {}).items():
                        yield table, name, entry


def _written(hashes: Hashes) -> str:
    parts = [_HEAD]
    for kind in sorted(hashes):
        lines = "".join(f'"{name}" = "{hashes[kind][name]}"\n' for name in sorted(hashes[kind]))
        parts.append(f"\n[{kind}]\n{lines}")
    return "".join(parts)

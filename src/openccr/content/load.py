"""Finding packs in their folders, laying them over one another and validating the whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from openccr.content.crosscheck import crosscheck
from openccr.content.files import FOLDERS, MANIFEST, PUBLISHED_FOLDERS, PUBLISHED_TABLES, SINGLE, read
from openccr.content.merge import Layer, Merged, merge
from openccr.content.pack import Pack
from openccr.content.problems import PackError, Problem
from openccr.content.schema.manifest import Manifest
from openccr.content.validate import validated

DEFAULT_KEYS = ("core", "gb-eng")


@cache
def packs_folder() -> Path:
    """The folder of the packs that come with OpenCCR: inside the installed package, or beside `src/`."""
    inside = Path(__file__).parents[1] / "packs"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "packs"


def load(keys: Sequence[str] = DEFAULT_KEYS, *, roots: Sequence[Path] | None = None) -> Pack:
    """The packs of these keys laid over one another, later over earlier.

    Read and validated once, then kept: start the process anew after an edit.

    Args:
        keys: base first, an area's own last: `("core", "gb-eng", "my-area")`.
        roots: folders to find them in; the packs that come with OpenCCR when None.

    Raises:
        PackError: every problem found, each with its file, field and remedy.
    """
    return _load(tuple(keys), tuple(Path(root) for root in roots or (packs_folder(),)))


@lru_cache(maxsize=32)
def _load(keys: tuple[str, ...], roots: tuple[Path, ...]) -> Pack:
    folders = tuple(folder_of(key, roots) for key in keys)
    assembled = assemble(folders)
    problems = assembled.problems()
    if problems:
        raise PackError(problems)
    return assembled.pack


def folder_of(key: str, roots: Sequence[Path]) -> Path:
    """The folder of a pack.

    Raises:
        PackError: no root holds it, or two do.
    """
    found = [root / key for root in roots if (root / key / MANIFEST).is_file()]
    if len(found) != 1:
        places = ", ".join(map(str, roots))
        what = (
            f"no folder of this name with a {MANIFEST} lies in {places}" if not found else f"it lies twice in {places}"
        )
        raise PackError([Problem(key, "", what, "check the pack's name and the folders given")])
    return found[0]


def manifest_of(folder: Path) -> Manifest:
    """What a pack says of itself.

    Raises:
        PackError: its manifest is faulty, or names another key than its folder.
    """
    shown = f"{folder.name}/{MANIFEST}"
    manifest = validated(Manifest, merge([Layer(shown, read(folder / MANIFEST, shown=shown))]))
    if manifest.key != folder.name:
        what = f'the pack is called "{manifest.key}" and its folder "{folder.name}"'
        raise PackError([Problem(shown, "key", what, "give both the same name")])
    return manifest


@dataclass(frozen=True)
class Assembled:
    """A pack whose files are each valid, and where every place of it was written."""

    pack: Pack
    merged: Mapping[str, Merged]

    def problems(self) -> list[Problem]:
        """What the files say of one another that is not so, each named by the layer that wrote it."""
        return [replace(one, file=self.merged[one.file].file_of(one.field.split("."))) for one in crosscheck(self.pack)]


def assemble(folders: Sequence[Path]) -> Assembled:
    """The packs of these folders in one, each file valid, not yet checked against one another.

    Raises:
        PackError: as `load`.
    """
    manifests = tuple(manifest_of(folder) for folder in folders)
    problems = _order_problems(manifests)
    if problems:
        raise PackError(problems)
    merged: dict[str, Merged] = {}
    models: dict[str, BaseModel] = {}
    for name, model, published in _names(folders):
        try:
            merged[name] = _merged(name, folders, published=published)
            models[name] = validated(model, merged[name])
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
    parts: dict[str, Any] = {Path(name).stem: models[name] for name in SINGLE}
    parts |= {folder: _by_key(folder, models) for folder in FOLDERS}
    fingerprint = digest({name: one.data for name, one in merged.items()})
    return Assembled(Pack(manifests=manifests, fingerprint=fingerprint, **parts), merged)


def digest(content: Any) -> str:
    """SHA-256 of content in canonical form: layout, comments and order of tables do not change it."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()


def _order_problems(manifests: tuple[Manifest, ...]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for manifest in manifests:
        missing = [key for key in manifest.extends if key not in seen]
        if missing:
            what = f'it extends "{missing[0]}", which was not laid below it'
            problems.append(Problem(f"{manifest.key}/{MANIFEST}", "extends", what, f'load "{missing[0]}" before it'))
        seen.add(manifest.key)
    return problems


def _names(folders: Sequence[Path]) -> list[tuple[str, type[BaseModel], tuple[str, ...]]]:
    """Every file to assemble, with its model and the tables in it that are published."""
    names: list[tuple[str, type[BaseModel], tuple[str, ...]]] = [(name, model, ()) for name, model in SINGLE.items()]
    for kind, model in FOLDERS.items():
        found = {path.name for folder in folders for path in (folder / kind).glob("*.toml")}
        published = PUBLISHED_TABLES if kind == "processes" else ()
        names += [(f"{kind}/{name}", model, published) for name in sorted(found) if f"{kind}/{name}" not in SINGLE]
    return names


def _merged(name: str, folders: Sequence[Path], *, published: tuple[str, ...]) -> Merged:
    layers = [
        Layer(f"{folder.name}/{name}", read(folder / name, shown=f"{folder.name}/{name}"))
        for folder in folders
        if (folder / name).is_file()
    ]
    if len(layers) > 1 and name.split("/")[0] in PUBLISHED_FOLDERS:
        what = f"{layers[0].file} has published it and records refer to it"
        raise PackError([Problem(layers[-1].file, "", what, "give your own another name or a new version")])
    layers = [*_extended(name, layers, folders), *layers]
    result = merge(layers, published=published)
    _leave_out(result)
    result.origin.setdefault((), f"{folders[-1].name}/{name}")
    return result


def _extended(name: str, layers: Sequence[Layer], folders: Sequence[Path]) -> list[Layer]:
    """The layers of the format that this one extends; they lie below its own."""
    base = next((layer.data["extends"] for layer in layers if layer.data.get("extends")), None)
    if base is None or not name.startswith("imports/"):
        return []
    below = f"imports/{base}.toml"
    found = [Layer(f"{folder.name}/{below}", read(folder / below, shown=f"{folder.name}/{below}"))
             for folder in folders if (folder / below).is_file()]  # fmt: skip
    if not found:
        what = f'it extends "{base}", and no pack has {below}'
        raise PackError([Problem(layers[-1].file, "extends", what, "name another format, or delete the line")])
    return found


def _leave_out(result: Merged) -> None:
    """Take away what a format that extends another does without."""
    for key in result.data.get("without", ()):
        if not any(result.data.get(table, {}).pop(key, None) for table in ("columns", "ticks")):
            what = f'"{key}" is no column and no tick of the format that it extends'
            result.problems.append(Problem(result.file_of(("without",)), "without", what, "delete it from the list"))


def _by_key(folder: str, models: Mapping[str, BaseModel]) -> Mapping[str, BaseModel]:
    start = f"{folder}/"
    return MappingProxyType(
        {
            name.removeprefix(start).removesuffix(".toml"): model
            for name, model in models.items()
            if name.startswith(start) and name not in SINGLE
        }
    )

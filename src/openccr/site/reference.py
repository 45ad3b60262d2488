"""The reference pages that are made from the code itself, so that they cannot fall behind it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path
from uuid import UUID

from openccr.access.build import walls
from openccr.access.definers import DEFINERS
from openccr.access.may import permissions
from openccr.access.ours import our_apps
from openccr.access.walls import CLOSED_LIST, Wall
from openccr.audit.types import Erasure, audit_types
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.moves import Moves
from openccr.partnership.rules import Role, Scope
from openccr.site.environment import ROOT
from openccr.site.reference_api import api_page
from openccr.site.reference_commands import commands_page
from openccr.site.reference_figures import figures_page
from openccr.ui.registry import all_pages
from openccr.ui.who import ANEW

FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Made by `openccr docs`; do not edit. -->\n"


def pages() -> dict[str, str]:
    """File name → text of every generated reference page."""
    return {f"{name}.md": NOTE + "\n".join(make()) + "\n" for name, make in _MAKERS.items()}


def stale() -> list[str]:
    """The names of the pages in docs/reference that differ from what the code says."""
    return [name for name, text in pages().items() if not _same(FOLDER / name, text)]


def write() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _architecture() -> Iterator[str]:
    yield "# The house\n"
    yield "The apps, lowest first. An app may use what stands above it in this list, never what stands below it;"
    yield "`lint-imports` holds it to that.\n"
    yield "| app | what it is |\n|---|---|"
    for row in reversed(_layers()):
        for name in row:
            if (ROOT / "src" / "openccr" / name).is_dir():
                yield f"| `{name}` | {_about(name)} |"
    yield "\n## Inside an app\n"
    yield "`pages | api | tasks` use `panels`, they use `forms`, those `operations | queries`, those `policy`, `models`"
    yield "and `rules | schema`. A page calls one operation; an operation asks the policy and the rules, saves,"
    yield "records, publishes.\n"
    yield "```mermaid\nflowchart TD"
    yield "    pages --> forms --> operations --> policy --> models --> rules\n    pages --> queries --> policy\n```"


def _layers() -> list[list[str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(one for one in contracts if one["name"] == "Apps point downwards")["layers"]
    return [[name.strip("() ") for name in layer.split("|")] for layer in layers]


def _about(name: str) -> str:
    text = (import_module(f"openccr.{name}").__doc__ or "").strip().split("\n\n")[0]
    if not text:
        readme = ROOT / "src" / "openccr" / name / "README.md"
        lines = readme.read_text(encoding="utf-8").splitlines() if readme.exists() else []
        text = next((line for line in lines[1:] if line.strip()), "")
    return " ".join(text.split())


KINDS = {
    "home": "what waits for whoever is signed in",
    "table": "a list with a filter and pages",
    "record": "one thing, shown",
    "ask": "one form that does one thing",
    "button": "one press, without a page of its own",
    "interrupt": "asks for a reason before it shows something",
    "paper": "to print",
    "custom": "none of these: it has code of its own",
}


def _pages() -> Iterator[str]:
    yield "# Pages\n"
    yield "Every page an app declares; besides them there are `/healthz`, the style sheets, and the addresses of"
    yield "signing in (`accounts/urls.py`). What a page shows is the walls' question; the permission is what its"
    yield "reader may do. A *fresh* page asks first who is there. In an address `{file}` stands for the id of a file.\n"
    yield from (f"- *{kind}*: {words}" for kind, words in KINDS.items())
    for app, pages in groupby(all_pages(), key=lambda page: page.name.partition(".")[0]):
        yield f"\n## {app}\n\n| page | address | kind | permission | recorded as |\n|---|---|---|---|---|"
        for page in pages:
            may = "everybody" if page.public else f"`{page.may}`"
            fresh = ", fresh" * bool(page.step_up) + " since signing in" * (page.step_up == ANEW)
            address = re.sub(r"<\w+:(\w+)>", r"{\1}", page.path)
            reads = f"`{page.reads}`" if page.reads else ""
            yield f"| {page.title} | `/{address}` | {page.kind} | {may}{fresh} | {reads} |"


ROLES = tuple(role for role in Role if role is not Role.COMMANDS)


def _permissions() -> Iterator[str]:
    yield "# Permissions\n"
    yield "Who may do what, by role; closed by default: what is not named here cannot be done. Each stands in its"
    yield "app's `policy.py`. The coordinator is one of the coordinating agency. Where an act concerns one agency (its"
    yield "referral, its answer, its action), the operation asks again whether it is the actor's own.\n"
    yield "An API client has those of its scopes, and makes calls only: no page opens to it.\n"
    yield f"| permission | {' | '.join(role.label for role in ROLES)} |\n|---|{'---|' * len(ROLES)}"
    for name, rule in sorted(permissions().items()):
        marks = ("yes" if rule(_somebody(role)) is None else "" for role in ROLES)
        yield f"| `{name}` | {' | '.join(marks)} |"


def _somebody(role: Role) -> Actor:
    """An actor in that role, to ask the policy about."""
    one = UUID(int=1)
    return Actor(
        kind=ActorKind.PERSON, user_id=one, appointment_id=one, agency_id=one, partnership_id=one, role=role,
        whole_area=role is Role.COORDINATOR, scopes=frozenset(Scope) if role is Role.CLIENT else frozenset(),
    )  # fmt: skip


def _audit() -> Iterator[str]:
    yield "# What is recorded\n"
    yield "Each act and each read, with ids and names of fields, never contents. That something happened always stays."
    yield "When a person is erased, this becomes of the rest:\n"
    yield f"- *ids*: {Erasure.KEEP}\n- *key*: {Erasure.UNNAME}"
    for reads, title in ((False, "Acts"), (True, "Reads")):
        yield f"\n## {title}\n\n| type | sentence | when erased |\n|---|---|---|"
        for key, one in sorted(audit_types().items()):
            if one.read is reads:
                yield f"| `{key}` | {one.sentence} | {'ids' if one.erasure is Erasure.KEEP else 'key'} |"


def _walls() -> Iterator[str]:
    found = walls()
    yield "# Walls\n"
    yield "Which rows of a table the application sees is decided in the database, by one wall of this closed list. See"
    yield "[How the walls work](../explanation/walls.md).\n"
    yield "| wall | what it lets through |\n|---|---|"
    for kind in sorted(Wall.__subclasses__(), key=lambda one: one.name):
        if kind.__module__ == Wall.__module__:
            yield f"| {kind.name} | {_first_lines(kind.__doc__)} |"
    yield "\n## Tables with a form of their own\n\n| table | how it differs |\n|---|---|"
    for table, wall in sorted(found.items()):
        if type(wall) not in CLOSED_LIST:
            yield f"| `{table}` | {_first_lines(type(wall).__doc__)} |"
    yield "\n## Tables\n\n| table | wall | rights of the application |\n|---|---|---|"
    for table, wall in sorted(found.items()):
        yield f"| `{table}` | {wall.name} | {', '.join(wall.commands).lower() or 'none'} |"
    yield "\n## Functions that look over the walls\n\n| function | why it must |\n|---|---|"
    for name, why in sorted(DEFINERS.items()):
        yield f"| `openccr.{name}` | {why} |"


def _first_lines(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _states() -> Iterator[str]:
    yield "# States and moves\n\nDrawn from the tables in each app's rules."
    for title, table in _tables():
        yield f"\n## {title}\n\n```mermaid\n{table.diagram()}\n```\n\n| move | from | to |\n|---|---|---|"
        for move in table.moves.values():
            sources = ", ".join(table.states[source] for source in move.sources)
            yield f"| {move.label} | {sources} | {table.states[move.target]} |"


def _tables() -> Iterator[tuple[str, Moves]]:
    """Every state table of the installed apps, wherever among its app's rules it stands."""
    for config in our_apps():
        here = Path(config.path)
        for path in sorted([*here.glob("rules.py"), *here.glob("rules/*.py")]):
            module = ".".join((config.name, *path.relative_to(here).with_suffix("").parts)).removesuffix(".__init__")
            for name, value in sorted(vars(import_module(module)).items()):
                if isinstance(value, Moves):
                    yield name.replace("_", " ").capitalize(), value


_MAKERS: dict[str, Callable[[], Iterator[str]]] = {
    "architecture": _architecture,
    "pages": _pages,
    "permissions": _permissions,
    "audit": _audit,
    "walls": _walls,
    "states": _states,
    "commands": commands_page,
    "api": api_page,
    "security-figures": figures_page,
}

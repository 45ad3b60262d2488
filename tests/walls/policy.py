"""What docs/reference/who-may-what.toml expects of a cell: the table a security officer reads, worked out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from openccr.site.environment import ROOT
from tests.walls.cells import Route, routes
from tests.walls.standings import AGENCY_OF, NO_APPOINTMENT, ROLES, Standing, agency_of

TABLE = ROOT / "docs" / "reference" / "who-may-what.toml"
LONGEST = 200
MARKS = "+~!"
ANYTHING = frozenset({"answered", "refused", "not there", "sign in", "second factor", "no such method"})
"""What an address that says nothing of a case may answer; "broken" is not among it."""
SIGNING_IN, ANYBODY, FIRST = "signing in", "anybody", "without a second factor"


@dataclass(frozen=True)
class Line:
    """One page of the table: whom its heading names, what it is about, whether it asks more than that.

    A blind one shows its empty form whatever number is asked for, and looks only when the form is sent. One that tells
    references has the reference of a case that is not there, and is for who decides something of it.
    """

    who: str
    about: str
    asks_more: bool = False
    blind: bool = False
    tells_reference: bool = False


@cache
def table() -> dict[str, dict[str, object]]:
    """The file as it stands."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def lines() -> dict[str, Line]:
    """Page → its line. Raises ValueError for a page that stands in the table twice."""
    found: dict[str, Line] = {}
    for who, sections in table().items():
        if who in ("who", "is the case there", "is the thing there", "rows"):
            continue
        for about, names in sections.items():
            if about == FIRST:
                continue
            for name in _written(str(names)):
                for bare in _pages(name.rstrip(MARKS), public=who == "before"):
                    if bare in found:
                        raise ValueError(f"{bare} stands in {TABLE.name} twice")
                    found[bare] = Line(who, about, "+" in name, "~" in name, "!" in name)
    return found


def _written(names: str) -> list[str]:
    """Each page by its whole name: "app: one two" are two of an app, and a paper's first look goes with the paper."""
    found, app = [], ""
    for word in names.split():
        if word.endswith(":"):
            app = f"{word[:-1]}."
        else:
            found.append(f"{app}{word}")
    declared = {route.name for route in routes()}
    return found + [f"{look}+" for name in found if (look := f"{name.rstrip(MARKS)}_look") in declared]


def _pages(name: str, *, public: bool) -> list[str]:
    """The page of that name; of a name that ends in a star, every public page that begins so."""
    if not name.endswith("*"):
        return [name]
    if not public:
        raise ValueError(f"{name}: only pages for anybody may be named together, since each new one would be open")
    return [one.name for one in routes() if one.name.startswith(name[:-1]) and one.page and one.page.public]


@cache
def roles(who: str) -> frozenset[str]:
    """The roles that a heading names, however many headings lie between."""
    named = table()["who"].get(who)
    return frozenset({who}) if named is None else frozenset().union(*(roles(one) for one in named))  # type: ignore[attr-defined]


@cache
def case_there(role: str, relation: str) -> bool:
    """Whether the case is there for somebody of that role who stands so to it."""
    there = table()["is the case there"]
    return any(relation in relations and role in roles(who) for who, relations in there.items())  # type: ignore[operator]


def expected(route: Route, standing: Standing, method: str) -> frozenset[str]:
    """The outcomes that the table allows. Raises LookupError for an address that it does not name."""
    line = lines().get(route.name)
    if line is None:
        raise LookupError(
            f"{route.name} has no line in docs/reference/{TABLE.name}: write it under the heading of those who may."
        )
    if line.who == "before":
        return ANYTHING
    if route.is_call:
        return _of_call(route, line, standing, method)
    assert route.page is not None, f"{route.name} is no declared page and not signed in to"
    if method not in route.page.methods:
        return _before_the_page(route, standing) or frozenset({"no such method"})
    early = _before_the_page(route, standing)
    if early:
        return early
    if standing.role in ("nobody signed in", "API client", "account closed"):
        return frozenset({"sign in"})
    if standing.role not in roles(line.who):
        return frozenset({"refused"})
    if not thing_there(route, line, standing):
        # Which agencies there are is known in the area, so that one may say whose page it is.
        other = {"refused"} if line.about == "an agency" else {"answered"} if line.blind else set()
        return frozenset({"not there", *other})
    return frozenset({"answered", "refused", "not there"}) if line.asks_more else frozenset({"answered"})


def _before_the_page(route: Route, standing: Standing) -> frozenset[str]:
    """A session without its second factor is led to one by whatever it asks, whoever may it."""
    if standing.role != "second factor missing" or route.name in str(table()["before"][FIRST]).split():
        return frozenset()
    return frozenset({"second factor"})


def _of_call(route: Route, line: Line, standing: Standing, method: str) -> frozenset[str]:
    if standing.role != "API client":
        # Which methods there are stands in the description, which anybody may read.
        return (
            frozenset({"sign in", "no such method"})
            if standing.role != "second factor missing"
            else ANYTHING - {"answered"}
        )
    # A path of one thing takes GET, or POST, or both; the description says which.
    there = {"answered"} if thing_there(route, line, standing) else {"not there"}
    return frozenset(there | {"no such method"})


def thing_there(route: Route, line: Line, standing: Standing) -> bool:
    """Whether what the address names is there for this standing."""
    named = things_named(route)
    if not named:
        return True
    match line.about:
        case "the case":
            return case_there(standing.role, standing.relation)
        case "the area":
            return standing.relation != "other area"
        case "an agency":
            everywhere = standing.role == "coordinator" and standing.relation != "other area"
            return everywhere or _agency(standing) == "housing"
        case "one agency alone":
            owner = next(word for name, word in _owners().items() if name in named)
            return _agency(standing) == owner and not (
                route.is_call and not case_there(standing.role, standing.relation)
            )
        case _:
            return False


def things_named(route: Route) -> list[str]:
    """The things that the address names by a number; words such as a quarter's are the same in every area."""
    return [part.strip("<>").rpartition(":")[2] for part in route.path.split("/") if part.startswith("<uuid")]


def tells_reference(route: Route, standing: Standing) -> bool:
    """Whether the page may tell this standing the reference of a case that is not there for it."""
    line = lines()[route.name]
    kept_out = standing.relation in ("excluded", "agency excluded", "other area")
    return line.tells_reference and standing.role in roles(line.who) and not kept_out


def _owners() -> dict[str, str]:
    return dict(table()["is the thing there"]["one agency alone"])  # type: ignore[call-overload]


def _agency(standing: Standing) -> str | None:
    """The word of the agency that somebody works for; None for an agency of another area."""
    if standing.relation == "other area":
        return None
    if standing.role in NO_APPOINTMENT:
        return None
    return agency_of(standing.role, standing.relation) if standing.role in ROLES else None


def unknown_words() -> set[str]:
    """Roles and relations in the table that nobody has: a typing error would otherwise allow or forbid nothing."""
    known = set(ROLES) | set(NO_APPOINTMENT) | set(AGENCY_OF) | {"leads the meeting"} | set(table()["who"])
    named = {one for words in table()["who"].values() for one in words}  # type: ignore[attr-defined]
    there = {one for words in table()["is the case there"].values() for one in words}  # type: ignore[attr-defined]
    return (named | there) - known

"""What code of ours never does: some forty small rules, each a question to the syntax tree of one file.

A rule says what to do instead, and where the one or two places are that may do it and why. `bad` is an example that it
must find, so that a rule which finds nothing cannot pass for clean code.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    """One rule.

    Args:
        key: its name.
        instead: what to do.
        finds: whether this node breaks it.
        bad: a line that breaks it.
        only: files it is about (beginning or part of their path); all when empty.
        but: files that may, with the reason.
    """

    key: str
    instead: str
    finds: Callable[[ast.AST], bool]
    bad: str
    only: tuple[str, ...] = ()
    but: dict[str, str] = field(default_factory=dict)

    def about(self, path: str) -> bool:
        """Whether a file is asked."""
        if any(path.startswith(one) for one in self.but):
            return False
        return not self.only or any(one in f"/{path}" for one in self.only)


PAGES = ("/pages/", "/pages.py", "_pages.py", "/api.py")
INNER = ("/operations", "/queries", "/rules", "/models")


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute; "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return ""


def called(*names: str) -> Callable[[ast.AST], bool]:
    """A call of one of those names, however it is imported."""
    return lambda node: isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in names


def called_whole(*names: str) -> Callable[[ast.AST], bool]:
    """A call of exactly those dotted names, or ending in them when they begin with a full stop."""
    return lambda node: (
        isinstance(node, ast.Call)
        and any(
            dotted(node.func).endswith(name) if name.startswith(".") else dotted(node.func) == name for name in names
        )
    )


def imports(*names: str) -> Callable[[ast.AST], bool]:
    """An import of one of those modules or of anything in them."""

    def finds(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            said = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            said = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        else:
            return False
        return any(one == name or one.startswith(f"{name}.") for one in said for name in names)

    return finds


def keyword(name: str, value: object, *, of: str = "") -> Callable[[ast.AST], bool]:
    """A call with that keyword and constant."""
    return lambda node: isinstance(node, ast.Call) and any(
        one.arg == name and isinstance(one.value, ast.Constant) and one.value.value == value for one in node.keywords
    ) and (not of or dotted(node.func).endswith(of))  # fmt: skip


def made_up(node: ast.AST) -> bool:
    """A text put together from parts: f-string with a value, %, + or .format()."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(one, ast.FormattedValue) for one in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
        return any(isinstance(one, ast.Constant | ast.JoinedStr) for one in (node.left, node.right))
    return isinstance(node, ast.Call) and dotted(node.func).endswith(".format")


def first_made_up(*names: str) -> Callable[[ast.AST], bool]:
    """A call of one of those names whose first argument is put together."""
    return lambda node: called(*names)(node) and bool(node.args) and made_up(node.args[0])  # type: ignore[attr-defined]


def pattern_made_up(node: ast.AST) -> bool:
    """A regular expression with something in it that is no constant of ours and was not escaped."""
    if not (isinstance(node, ast.Call) and dotted(node.func).startswith("re.") and node.args):
        return False
    parts = list(ast.walk(node.args[0]))
    constant = all(one.id == "re" or one.id.isupper() for one in parts if isinstance(one, ast.Name))
    return not constant and not any(dotted(one) == "re.escape" for one in parts) and dotted(node.func) != "re.escape"


def spread_from_request(node: ast.AST) -> bool:
    """`filter(**request.GET)` and the like, or a sort order straight from an address."""
    if not isinstance(node, ast.Call):
        return False
    given = [one.value for one in node.keywords if one.arg is None]
    if dotted(node.func).split(".")[-1] in ("order_by", "values", "values_list", "annotate", "alias"):
        given += node.args
    return any("request." in dotted(inner) for one in given for inner in ast.walk(one))


def logs(node: ast.AST) -> bool:
    """A line of log."""
    return isinstance(node, ast.Call) and dotted(node.func).startswith(("logger.", "logging.", "log."))


PERSONAL = frozenset(
    {"name", "title", "given", "family", "email", "text", "words", "sentence", "data", "body", "content", "address",
     "reason", "sealed", "cleaned_data", "POST", "GET", "META", "COOKIES", "headers", "password", "session"}
)  # fmt: skip


def logs_something_personal(node: ast.AST) -> bool:
    """A line of log with an attribute in it that holds somebody's words."""
    return logs(node) and any(
        isinstance(inner, ast.Attribute) and inner.attr in PERSONAL
        for one in node.args[1:]  # type: ignore[attr-defined]
        for inner in ast.walk(one)
    )


def swallows(node: ast.AST) -> bool:
    """`except Exception: pass`, and a bare `except`."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    everything = node.type is None or dotted(node.type) in ("Exception", "BaseException")
    return everything and all(isinstance(one, ast.Pass | ast.Continue) for one in node.body)


def reads(name: str) -> Callable[[ast.AST], bool]:
    """An attribute of that name."""
    return lambda node: isinstance(node, ast.Attribute) and node.attr == name


def says(*words: str) -> Callable[[ast.AST], bool]:
    """A constant that is one of those texts."""
    return lambda node: isinstance(node, ast.Constant) and node.value in words


def defines(name: str) -> Callable[[ast.AST], bool]:
    """A class with a method of that name, in models."""
    return lambda node: (
        isinstance(node, ast.ClassDef)
        and any(isinstance(one, ast.FunctionDef) and one.name == name for one in node.body)
    )


def sets_true(name: str) -> Callable[[ast.AST], bool]:
    """`NAME = True`."""
    return lambda node: isinstance(node, ast.Assign) and any(dotted(one) == name for one in node.targets) and (
        isinstance(node.value, ast.Constant) and node.value.value is True
    )  # fmt: skip


def naive_now(node: ast.AST) -> bool:
    """`datetime.now()` without a zone, `utcnow()`, `date.today()`."""
    if not isinstance(node, ast.Call):
        return False
    name = dotted(node.func)
    return (name.endswith("datetime.now") and not node.args and not node.keywords) or name.endswith(
        (".utcnow", "date.today")
    )


def html_made_up(node: ast.AST) -> bool:
    """An answer or a piece of HTML whose text is put together."""
    return first_made_up("HttpResponse", "format_html", "mark_safe", "SafeString")(node)


def found(rule: Rule, tree: ast.AST) -> list[int]:
    """The lines of a file that break the rule."""
    return [getattr(node, "lineno", 0) for node in ast.walk(tree) if rule.finds(node)]

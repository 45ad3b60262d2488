"""Every adversary and every incident of the record has a test, and the test is there."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest
from django.conf import settings
from django.test import Client

from openccr.site.environment import ROOT
from openccr.ui.registry import all_pages

THREATS = tomllib.loads((ROOT / "docs" / "reference" / "threats.toml").read_text(encoding="utf-8"))
INCIDENTS = 13
"""Rows of the United Kingdom's record."""


def names_of_tests(path: str) -> set[str]:
    """The names of a file's tests."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_adversary_and_every_incident_stands_in_the_table() -> None:
    assert {key for key in THREATS if key.startswith("T")} == {f"T{number}" for number in range(1, 19)}
    assert len([key for key in THREATS if key.startswith("INC-")]) == INCIDENTS


@pytest.mark.parametrize("key", THREATS)
def test_it_has_a_test_and_the_test_is_there(key: str) -> None:
    named = THREATS[key]["tests"]
    assert named and THREATS[key]["who"]
    for one in named:
        path, _, name = one.partition("::")
        assert name in names_of_tests(path), f"{key}: {one} is not there; name another in docs/reference/threats.toml"


def test_there_is_no_page_for_administrators_and_nobody_acts_as_somebody_else() -> None:
    """T7: no Django admin, no page that signs one person in as another outside the demonstration."""
    assert not [app for app in settings.INSTALLED_APPS if app.endswith(("admin", "hijack", "impersonate"))]
    words = re.compile(r"(^|/)(admin|impersonat|hijack|su)(/|$)")
    assert not [page.path for page in all_pages() if words.search(page.path)]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/__debug__/", "/.git/config", "/.env", "/api/docs"])
def test_what_scanners_look_for_is_not_there(address: str) -> None:
    """T15."""
    assert Client().get(address).status_code == 404


def test_every_package_is_locked_by_its_hash() -> None:
    """T14: what is installed is what was looked at; no package without a hash, none from an address."""
    for name in ("core.txt", "dev.txt"):
        text = (ROOT / "locks" / name).read_text(encoding="utf-8")
        packages = re.findall(
            r"^([a-z0-9][\w.\[\],-]*)==(\S+)(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL | re.IGNORECASE
        )
        assert len(packages) >= 30
        bare = [package for package, _, rest in packages if "--hash=sha256:" not in rest]
        assert not bare and "://" not in "".join(re.findall(r"^[^#\n]*", text, re.MULTILINE)), bare
